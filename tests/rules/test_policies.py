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


def test_dates_of_a_transition_are_a_transition() -> None:
    where = context("weidu-2022")
    old = [{"no": 1, "document": "旧政策", "role": "replaced"}]
    policy = {"type": "decision", "kind": "policy", "subject": "a/b", "basis": old}
    assert len(judged("GI-POL-0003", policy, where=where)) == 1
    dated = {**policy, "transition_from": "2025-01-01", "transition_until": "2025-06-30"}
    assert judged("GI-POL-0003", dated, where=where) == []


def test_an_adjustment_rests_on_the_assessment_of_the_policy_before() -> None:
    where = context("weidu-2022")
    steps = [{"no": 1, "step": "policy-assessment", "on": "2025-03-03"}]
    policy = {"type": "decision", "subject": "a/b", "effective_on": "2025-06-01", "steps": steps}
    assert judged("GI-POL-0006", {**policy, "kind": "policy-adjustment"}, where=where) == []
    assert len(judged("GI-POL-0006", {**policy, "kind": "policy"}, where=where)) == 1


def test_funds_that_were_paid_need_no_plan() -> None:
    assert len(judged("GI-POL-0007", funds("undisputed", False))) == 1
    for row in ({"obligation_no": 1, "state": "full"}, {"state": "settled"}):
        paid = funds("undisputed", False, performances=[{"no": 1, **row}])
        assert judged("GI-POL-0007", paid) == []
    part = funds("undisputed", False, performances=[{"no": 1, "obligation_no": 1, "state": "partial"}])
    assert len(judged("GI-POL-0007", part)) == 1


def test_what_was_decided_before_the_text_was_not_bound_by_it() -> None:
    # The measures of Shandong are of 2024-11-11.
    adjusted = {
        "type": "decision",
        "kind": "policy-adjustment",
        "subject": "a/b",
        "grounds": ["public-interest"],
    }
    costly = {
        "type": "decision",
        "kind": "preferential-policy",
        "subject": "a/b",
        "cost_amount": "2",
        "capacity_amount": "1",
    }
    for code, decision in (("GI-POL-0004", adjusted), ("GI-INV-0001", costly)):
        assert judged(code, {**decision, "decided_on": "2024-11-10"}) == []
        assert len(judged(code, {**decision, "decided_on": "2024-11-11"})) == 1
        assert len(judged(code, {**decision, "decided_on": "2024"})) == 1
        assert len(judged(code, decision)) == 1
