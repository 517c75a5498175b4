"""What rules look at: by fields that are there, and by fields that are not."""

from __future__ import annotations

from typing import Any

import pytest

from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Shape
from rules.judging import judged


def shape(kind: str, *fields: str) -> Shape:
    return Shape(kind, "make", revised=False, fields=fields)


@pytest.mark.parametrize(
    ("given", "looked_at"),
    [
        (shape("sanction", "about", "until"), "sanction"),
        (shape("sanction", "until", "about", "kind"), "sanction"),
        (shape("sanction", "about"), ""),
        (shape("sanction"), ""),
        (shape("person"), "person"),
    ],
)
def test_a_type_is_looked_at_where_it_has_all_of_its_fields(given: Shape, looked_at: str) -> None:
    assert having(sanction=("about", "until"))(given) == looked_at


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ((), ("about", "evidence")),
        (("kind",), ("about", "evidence")),
        (("evidence",), ()),
        (("kind", "about"), ()),
        (("about", "evidence"), ()),
    ],
)
def test_what_is_missing_is_looked_at_where_none_of_it_is_there(
    fields: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    assert lacking("about", "evidence")(shape("case", *fields)) == missing


RECORD: dict[str, Any] = {
    "type": "dishonesty_record",
    "subject": "a/body",
    "form": "court-judgment",
    "recorded_at": "2025-03-14T09:00:00+08:00",
    "revision": 1,
}


@pytest.mark.parametrize("field", ["document_no", "about", "evidence"])
@pytest.mark.parametrize("revision", [1, 3])
def test_a_record_rests_on_a_number_a_statement_or_a_document(field: str, revision: int) -> None:
    bare = {**RECORD, "revision": revision, "action": "make" if revision == 1 else "correct"}
    assert judged("GI-REC-0002", bare) == [(0, "", {})]
    assert judged("GI-REC-0002", {**bare, field: "鲁0102民初1号"}) == []


@pytest.mark.parametrize("action", ["withdraw", "erase"])
def test_a_tombstone_lacks_nothing(action: str) -> None:
    assert judged("GI-REC-0002", {**RECORD, "revision": 2, "action": action}) == []


def test_a_list_that_is_there_and_empty_is_there() -> None:
    warning = {"type": "case", "kind": "warning", "recorded_at": "2025-03-14T09:00:00+08:00"}
    assert judged("GI-WRN-0001", warning) == [(0, "/about", {"case_kind": "warning"})]
    assert judged("GI-WRN-0001", {**warning, "about": []}) == []
