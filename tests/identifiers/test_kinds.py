import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import GovIntegrityError
from gov_integrity.identifiers import KINDS, InvalidIdentifierError
from gov_integrity.identifiers.forms import compact, keep_tail


def test_kinds_are_four():
    assert list(KINDS) == ["uscc", "org", "ric", "division"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
@given(text=st.text(max_size=70))
def test_the_functions_agree_on_any_text(kind, text):
    told = kind.explain(text)
    assert told.kind == kind.name
    assert told.layers[0].name == "form"
    assert all(layer.text(lang) for layer in told.layers for lang in ("zh", "en"))
    if kind.is_valid(text):
        assert kind.validate(text) == kind.compact(text)
        assert kind.is_valid(kind.compact(text))
    else:
        with pytest.raises(InvalidIdentifierError) as caught:
            kind.validate(text)
        assert isinstance(caught.value, GovIntegrityError)
        assert isinstance(caught.value, ValueError)
        assert caught.value.layers == told.failed != ()


@given(st.text())
def test_compact_is_idempotent(text):
    assert compact(compact(text)) == compact(text)


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("ａｂ９－　x", "AB9X"),
        ("ıſß", "ıſß"),
        ("1–2—3−4", "1234"),
        ("！～｟", "!~｟"),
        ("ａｚ｀｛", "AZ`{"),
        ("1\u2000\u200a2\u200b", "12\u200b"),
    ],
)
def test_compact(text, out):
    assert compact(text) == out


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("1234567890", "*" * 10),
        ("13800138000", "*******8000"),
        ("甲" * 12, "*" * 12),
        ("1234567甲8901", "********8901"),
        ("1234567-8901", "********8901"),
        ("12345678甲901", "*" * 12),
        ("12345678-901", "*" * 12),
    ],
)
def test_keep_tail(text, shown):
    assert keep_tail(text) == shown


@pytest.mark.parametrize("name", ["uscc_department_type.csv", "division_province.csv"])
def test_every_row_of_data_has_source_and_confidence(name):
    text = (files("gov_integrity.identifiers") / "data" / name).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert None not in row
        assert row["confidence"] in {"verified", "secondary", "recalled", "inferred"}
        assert all(row.values())
