"""Arrears of government."""

from __future__ import annotations

import pytest

from rules.judging import judged

DEBT = {
    "type": "commitment", "subject": "a/b", "kind": "debt",
    "obligations": [{"no": 1, "kind": "payment", "amount": "100", "due_on": "2024-06-30"}],
    "plans": [
        {"no": 1, "obligation_no": 1, "amount": "60", "due_on": "2025-03-31"},
        {"no": 2, "obligation_no": 1, "amount": "30", "due_on": "2024-12-31"},
        {"no": 3, "obligation_no": 1, "amount": "10", "due_on": "2025-12-31"},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("paid", "rows"),
    [
        ([], [0, 1]),
        ([{"amount": "29.99"}], [0, 1]),
        ([{"amount": "30"}], [0]),  # the instalment of December
        ([{"amount": "30"}, {"amount": "60"}], []),
        ([{"amount": "30"}, {"amount": "60", "obligation_no": 2}], [0]),
        ([{}], []),  # how much was paid is not told
        ([{"amount": "60", "obligation_no": 1}, {"amount": "30", "obligation_no": 1}], []),
    ],
)
def test_part_payments_meet_the_instalments_in_the_order_of_their_days(
    paid: list[dict[str, object]], rows: list[int]
) -> None:
    """By the end of June 2025, 30 and then 60 of 100 yuan were to be paid."""
    performances = [{"no": number, "state": "partial", **row} for number, row in enumerate(paid, 1)]
    debt = {**DEBT, "performances": performances} if paid else DEBT
    found = judged("GI-ARR-0006", debt)
    assert [pointer for _, pointer, _ in found] == [f"/plans/{row}/due_on" for row in rows]


def test_a_plan_for_the_whole_debt_is_met_by_any_payment() -> None:
    plan = {"no": 1, "amount": "50", "due_on": "2024-12-31"}
    paid = [{"no": 1, "obligation_no": 1, "state": "partial", "amount": "50"}]
    assert judged("GI-ARR-0006", {**DEBT, "plans": [plan], "performances": paid}) == []
    assert len(judged("GI-ARR-0006", {**DEBT, "plans": [plan]})) == 1
