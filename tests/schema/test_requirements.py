"""The numbered sentences: read strictly, tied to fields that exist, and named where they apply."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import gov_integrity
from gov_integrity.errors import DataFileError
from gov_integrity.findings import technical_kinds
from gov_integrity.model import FORMS, TYPES, flat_specs
from gov_integrity.schema import split
from gov_integrity.schema.requirements import read_requirements, requirements, requirements_of

HEADER = "id,level,zh,en,applies_to,target,since\n"
GOOD = "GIDS-ENV-001,shall,甲。,A.,field:statement.id;form:id,package,1.0-draft\n"


def _fields(owner: str) -> set[str]:
    if owner == "row":
        return {"no"}
    kinds = TYPES[:1] if owner == "statement" else (owner,)
    return {spec.name for kind in kinds for spec in flat_specs(kind)}


def test_every_sentence_applies_to_something_that_exists() -> None:
    for one in requirements().values():
        for place in one.applies_to:
            what, _, name = place.partition(":")
            if what == "form":
                assert name in FORMS, one.id
            else:
                owner, _, field = name.partition(".")
                assert field in _fields(owner), (one.id, place)


def test_ids_are_in_order_and_without_gaps_in_each_area() -> None:
    last: dict[str, int] = {}
    for one in requirements().values():
        number = int(one.id[-3:])
        assert number == last.get(one.area, 0) + 1, one.id
        last[one.area] = number


def test_words_and_level_agree() -> None:
    words = {"shall": ("应当", "shall"), "should": ("宜", "should"), "may": ("可以", "may")}
    for one in requirements().values():
        zh, en = words[one.level]
        assert en in one.en.split(), one.id
        assert zh in one.zh or (one.level == "shall" and ("不得" in one.zh)), one.id
        assert one.zh.endswith("。"), one.id
        assert one.en.endswith("."), one.id


def test_a_field_names_its_sentences() -> None:
    # permanence, kind of namespace, not the subject's code, nothing personal
    assert requirements_of("case", "id", "id") == (
        "GIDS-ENV-002",
        "GIDS-ENV-003",
        "GIDS-ENV-004",
        "GIDS-ENV-005",
    )
    # the id of a package is another thing
    assert requirements_of("package", "id", "id") == ("GIDS-PKG-008", "GIDS-PKG-014")
    assert "GIDS-REC-003" in requirements_of("commitment", "obligations.no", "ordinal")
    assert requirements_of("commitment", "kind", "boolean") == ()


def test_the_schema_names_them_too() -> None:
    envelope = split("envelope")["properties"]
    assert isinstance(envelope, dict)
    assert envelope["action_reason"]["requirement"] == ["GIDS-ENV-011", "GIDS-REC-008"]
    money = split("case")["properties"]
    assert isinstance(money, dict)
    assert money["recovered_amount"]["requirement"] == ["GIDS-MON-001"]


def test_findings_rest_on_sentences_that_exist() -> None:
    used = {kind.requirement for kind in technical_kinds().values()} - {""}
    assert used
    assert used <= set(requirements())


def test_every_id_written_anywhere_in_the_package_exists() -> None:
    source = Path(gov_integrity.__file__).parent
    for path in [*source.rglob("*.py"), *source.rglob("*.csv"), *source.rglob("*.json")]:
        used = set(re.findall(r"GIDS-[A-Z]{3}-[0-9]{3}", path.read_text(encoding="utf-8")))
        assert used <= set(requirements()), path.name


def test_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(HEADER + GOOD, encoding="utf-8")
    (one,) = read_requirements(path).values()
    assert one.applies_to == ("field:statement.id", "form:id")
    assert one.area == "ENV"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id,level\n", 1),
        (HEADER + GOOD + GOOD, 3),
        (HEADER + GOOD.replace("shall", "must"), 2),
        (HEADER + GOOD.replace("GIDS-ENV-001", "GIDS-ENV-1"), 2),
        (HEADER + GOOD.replace(",package,", ",clerk,"), 2),
        (HEADER + GOOD.replace("form:id", "form id"), 2),
        (HEADER + GOOD.replace("甲。", ""), 2),
        (HEADER + GOOD.replace(",1.0-draft", ""), 2),
        (HEADER + GOOD.replace(",1.0-draft", ",1.0-draft,more"), 2),
    ],
)
def test_an_ill_formed_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        read_requirements(path)
    assert caught.value.params["line"] == line
    assert caught.value.params["file"] == "r.csv"
