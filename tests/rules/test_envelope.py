"""Rules on every type: numbers of rows, and facts later than their recording."""

from __future__ import annotations

from typing import Any

import pytest

from gov_integrity.rules import rules
from rules.judging import judged

CASE: dict[str, Any] = {
    "type": "case",
    "kind": "complaint",
    "revision": 1,
    "recorded_at": "2025-03-14T09:00:00+08:00",
}


def rows(*numbers: int) -> list[dict[str, Any]]:
    return [{"no": number, "role": "mediator", "step": "reply"} for number in numbers]


def test_numbers_are_counted_list_by_list() -> None:
    assert judged("GI-ENV-0007", {**CASE, "parties": rows(1, 2), "steps": rows(1, 2)}) == []
    assert judged("GI-ENV-0007", {**CASE, "parties": rows(1, 2, 1), "steps": rows(3, 3, 3)}) == [
        (0, "/parties/2/no", {"list": "parties", "no": 1}),
        (0, "/steps/1/no", {"list": "steps", "no": 3}),
        (0, "/steps/2/no", {"list": "steps", "no": 3}),
    ]


@pytest.mark.parametrize("recorded", ["2025-03-14T23:00:00+08:00", "2025-03-14T00:00:00+08:00"])
@pytest.mark.parametrize(
    ("opened", "closed", "late"),
    [
        ("2025-03-14", "2025-03-14", []),
        ("2025-03-01", "2025-03-15", ["/closed_on"]),
        ("2025-04", "2026", ["/closed_on", "/opened_on"]),
        ("2025-03", "2025", []),
    ],
)
def test_every_day_after_the_recording_is_found(
    recorded: str, opened: str, closed: str, late: list[str]
) -> None:
    given = {**CASE, "recorded_at": recorded, "opened_on": opened, "closed_on": closed}
    found = judged("GI-ENV-0005", given)
    assert found == [(0, pointer, {"recorded_on": "2025-03-14"}) for pointer in late]


def test_the_day_of_recording_is_that_of_china() -> None:
    # 17:00 at Greenwich on the 14th is 01:00 on the 15th at +08:00.
    given = {**CASE, "recorded_at": "2025-03-14T17:00:00+00:00", "closed_on": "2025-03-15"}
    assert judged("GI-ENV-0005", given) == []


CODE = "11152900MB0000000X"
BODY: dict[str, Any] = {"type": "organisation", "revision": 1, "name": "示例局", "kind": "department"}


def test_two_may_tell_of_the_owner_of_a_namespace() -> None:
    """The credit office and the bureau each have a statement of the bureau; the bureau revises its record."""
    listed = {**BODY, "id": "office/bureau", "uscc": CODE}
    own = {**BODY, "id": "bureau/self", "uscc": CODE}
    other = {**BODY, "id": "other/self"}
    record = {
        "type": "dishonesty_record", "id": f"{CODE}/r", "revision": 2, "action": "update",
        "subject": "bureau/self", "form": "court-judgment",
    }  # fmt: skip
    for body, told in (("bureau/self", []), ("office/bureau", []), ("other/self", [(3, "/stated_by")])):
        found = judged("GI-ENV-0002", listed, own, other, {**record, "stated_by": body})
        assert [item[:2] for item in found] == told


def test_statements_merged_under_one_number_are_no_longer_told() -> None:
    record = {
        "type": "dishonesty_record", "subject": "a/b", "form": "court-judgment",
        "document_no": "示〔2025〕1号",
    }  # fmt: skip
    merged = {"type": "handling", "operation": "integrate", "about": ["a/0", "a/1"], "entry_no": "1"}
    told = [(1, "", {"count": 2, "other": "a/0"})]
    assert judged("GI-ENV-0008", record, record) == told
    assert judged("GI-ENV-0008", record, record, merged) == []
    assert judged("GI-ENV-0008", record, record, {**merged, "about": ["a/0"]}) == told
    assert judged("GI-ENV-0008", record, record, {**merged, "operation": "share"}) == told


def test_the_day_of_recording_is_asked_for_by_the_standard_alone() -> None:
    """A city's clause on the records of civil servants orders nothing about contracts and tasks."""
    assert rules()["GI-ENV-0005"].clauses == ()
