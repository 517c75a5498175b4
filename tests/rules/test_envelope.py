"""Rules on every type: numbers of rows, and facts later than their recording."""

from __future__ import annotations

from typing import Any

import pytest

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
