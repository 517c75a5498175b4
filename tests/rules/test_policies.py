"""Policies from making to paying out."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged


def adjustment(*grounds: str, **more: object) -> dict[str, object]:
    return {
        "type": "decision",
        "kind": "policy-adjustment",
        "subject": "a/b",
        "grounds": list(grounds),
        **more,
    }


def test_only_the_grounds_of_the_text_ask_for_a_transition_period() -> None:
    assert judged("GI-POL-0004", adjustment("public-interest")) == [
        (0, "/transition_until", {"change_ground": "public-interest"}),
    ]
    assert judged("GI-POL-0004", adjustment("other-statutory")) == []
    excepted = adjustment(
        "changed-situation", basis=[{"no": 1, "document": "示例法", "role": "statutory-exception"}]
    )
    assert judged("GI-POL-0004", excepted) == []


def funds(state: str, met: object, *plans: dict[str, object], **more: object) -> dict[str, object]:
    row = {"no": 1, "kind": "pay-out", "dispute_state": state, "conditions_met": met}
    base = {"type": "commitment", "kind": "policy-funds", "subject": "a/b", "obligations": [row], **more}
    return {**base, "plans": list(plans)} if plans else base


@pytest.mark.parametrize(
    ("state", "met", "asked"), [("undisputed", False, 1), ("undisputed", True, 0), ("disputed", False, 0)]
)
def test_a_plan_is_asked_where_the_claim_is_clear_and_conditions_are_lacking(
    state: str, met: object, asked: int
) -> None:
    assert len(judged("GI-POL-0007", funds(state, met))) == asked
    whole = {"no": 1, "content": "列入预算", "due_on": "2025-12-31"}
    assert judged("GI-POL-0007", funds(state, met, whole)) == []
    assert len(judged("GI-POL-0007", funds(state, met, {**whole, "obligation_no": 2}))) == asked


def test_the_newest_plan_of_an_obligation_counts() -> None:
    old = {"no": 1, "obligation_no": 1, "content": "x", "due_on": "2024-12-31"}
    new = {"no": 2, "obligation_no": 1, "content": "x", "due_on": "2025-12-31"}
    assert len(judged("GI-POL-0008", funds("undisputed", False, old))) == 1
    assert judged("GI-POL-0008", funds("undisputed", False, old, new)) == []
    paid = [{"no": 1, "state": "full"}]
    assert judged("GI-POL-0008", funds("undisputed", False, old, performances=paid)) == []


def test_tasks_of_other_fields_are_left_alone() -> None:
    task = {"type": "task", "content": "示例", "areas": ["openness"]}
    assert judged("GI-POL-0001", task, where=context("weidu-2022")) == []
    assert len(judged("GI-POL-0001", {**task, "areas": ["work-safety"]}, where=context("weidu-2022"))) == 1


def test_bodies_that_owe_nothing_need_no_inspection() -> None:
    where = context(coverage=[Coverage("inspection")])
    assert (
        judged("GI-POL-0009", {"type": "commitment", "kind": "contract", "subject": "a/b"}, where=where) == []
    )
    owed = {"type": "commitment", "kind": "policy-funds", "subject": "a/b"}
    kinds = [params["inspection_kind"] for _, _, params in judged("GI-POL-0009", owed, owed, where=where)]
    assert kinds == ["audit", "special-inspection"]


def test_amounts_are_compared_as_amounts() -> None:
    policy = {"type": "decision", "kind": "preferential-policy", "subject": "a/b"}
    assert judged("GI-INV-0001", {**policy, "cost_amount": "9.50", "capacity_amount": "10"}) == []
    assert judged("GI-INV-0001", {**policy, "cost_amount": "10.00", "capacity_amount": "10"}) == []
    assert len(judged("GI-INV-0001", {**policy, "cost_amount": "10", "capacity_amount": "9.50"})) == 1
