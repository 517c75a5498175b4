"""Public debt and government investment."""

from __future__ import annotations

import pytest

from rules.judging import judged

CHANGE = {"type": "decision", "kind": "project-approval", "subject": "a/b", "change_kinds": ["over-estimate"]}


@pytest.mark.parametrize(
    ("outcome", "approved"),
    [("agreed", True), ("passed", True), ("done", True), ("not-agreed", False), ("not-passed", False)],
)
def test_a_refusal_is_no_approval(outcome: str, approved: bool) -> None:
    steps = [{"no": 1, "step": "approval", "outcome": outcome}]
    change = {**CHANGE, "steps": steps, "estimate_amount": "100", "cost_amount": "120"}
    assert (judged("GI-DBT-0010", change) == []) is approved
    assert (judged("GI-DBT-0009", change) == []) is approved


def test_what_was_done_before_the_text_was_not_bound_by_it() -> None:
    # The measures of Shandong are of 2024-11-11.
    approval = {"type": "decision", "kind": "project-approval", "subject": "a/b"}
    assert judged("GI-DBT-0007", {**approval, "decided_on": "2019-05-06"}) == []
    assert len(judged("GI-DBT-0007", {**approval, "decided_on": "2024-11-11"})) == 1
    borrowed = {"type": "observation", "subject": "a/b", "metric": "borrowing-violations", "value": "1"}
    assert judged("GI-DBT-0004", {**borrowed, "period_until": "2023"}) == []
    assert len(judged("GI-DBT-0004", {**borrowed, "period_until": "2024"})) == 1
