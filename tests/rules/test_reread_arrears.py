"""Plans of settlement without amounts: by their last day the whole debt was to be paid (shandong 3.8c)."""

from __future__ import annotations

import pytest

from rules.judging import judged

OWED = {"no": 1, "kind": "payment", "amount": "100", "due_on": "2024-06-30"}
PLAN = {"no": 1, "due_on": "2024-12-31"}
LATER = {"no": 2, "due_on": "2025-03-31"}
COMING = {"no": 3, "due_on": "2025-12-31"}


@pytest.mark.parametrize(
    ("plans", "paid", "rows"),
    [
        ([PLAN], [], [0]),
        ([PLAN], ["10"], [0]),
        ([PLAN], [None], [0]),  # a part is not the whole
        ([PLAN], ["10", "20"], [0]),
        ([PLAN], ["60", "40"], []),
        ([PLAN], ["60", None], []),  # the second may have been the rest
        ([PLAN, LATER], ["10"], [1]),  # the first asked for some part of it
        ([PLAN, LATER], [], [0, 1]),
        ([LATER, PLAN], ["10"], [0]),
        ([PLAN, COMING], ["10"], []),
        ([PLAN, {"no": 2}], ["10"], []),  # of the rest the day is not told
        ([PLAN, {**COMING, "obligation_no": 1}], ["10"], []),
        ([{**PLAN, "obligation_no": 1}], ["10"], [0]),
        ([{**PLAN, "obligation_no": 1}, COMING], ["10"], []),
        ([{**PLAN, "obligation_no": 1}, {**COMING, "obligation_no": 2}], ["10"], [0]),
    ],
)
def test_the_last_day_of_a_plan_without_amounts_is_that_of_the_whole_debt(
    plans: list[dict[str, object]], paid: list[str | None], rows: list[int]
) -> None:
    """On 30 June 2025 nobody has stated that the debt of 100 yuan was paid in full."""
    debt = {"type": "commitment", "subject": "a/b", "kind": "debt", "obligations": [OWED], "plans": plans}
    performances = [
        {"no": number, "state": "partial", **({"amount": amount} if amount else {})}
        for number, amount in enumerate(paid, 1)
    ]
    found = judged("GI-ARR-0006", {**debt, "performances": performances} if paid else debt)
    assert [pointer for _, pointer, _ in found] == [f"/plans/{row}/due_on" for row in rows]


def test_a_debt_of_which_no_amount_is_known_stays_open_after_one_part() -> None:
    owed = {name: value for name, value in OWED.items() if name != "amount"}
    debt = {"type": "commitment", "subject": "a/b", "kind": "debt", "obligations": [owed], "plans": [PLAN]}
    part = {"no": 1, "state": "partial", "amount": "10"}
    assert len(judged("GI-ARR-0006", {**debt, "performances": [part]})) == 1
    assert judged("GI-ARR-0006", {**debt, "performances": [part, {**part, "no": 2}]}) == []
    assert judged("GI-ARR-0006", {**debt, "performances": [{"no": 1, "state": "full"}]}) == []
