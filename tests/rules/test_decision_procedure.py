"""How major decisions come about."""

from __future__ import annotations

import pytest

from rules.judging import context, judged


@pytest.mark.parametrize(("name", "count"), [("alxa-2021", 5), ("weidu-2022", 6), ("xinzheng-2017", 6)])
def test_five_or_six_steps_are_compulsory(name: str, count: int) -> None:
    decision = {"type": "decision", "kind": "policy", "subject": "a/b", "traits": ["major"]}
    assert len(judged("GI-DCN-0001", decision, where=context(name))) == count
    assert judged("GI-DCN-0001", {**decision, "traits": ["livelihood"]}, where=context(name)) == []


def test_a_step_not_done_is_missing_and_one_not_needed_is_not() -> None:
    steps = [
        {"no": 1, "step": "public-notice", "outcome": "not-done"},
        {"no": 2, "step": "hearing"},
    ]
    decision = {"type": "decision", "kind": "major-decision", "subject": "a/b", "steps": steps}
    assert len(judged("GI-DCN-0004", decision, where=context("xinzheng-2017"))) == 1
    steps[0]["outcome"] = "not-needed"
    assert judged("GI-DCN-0004", decision, where=context("xinzheng-2017")) == []


def test_an_explained_shortening_is_allowed() -> None:
    step = {"no": 1, "step": "consultation", "on": "2025-06-01", "until": "2025-06-10"}
    decision = {"type": "decision", "kind": "major-decision", "subject": "a/b"}
    assert judged("GI-DCN-0010", {**decision, "steps": [step]}) == [
        (0, "/steps/0/until", {"on": "2025-06-01", "earliest": "2025-07-01"}),
    ]
    assert judged("GI-DCN-0010", {**decision, "steps": [{**step, "note": "情况紧急"}]}) == []
    assert judged("GI-DCN-0010", {**decision, "kind": "licence", "steps": [step]}) == []


def test_steps_after_the_decision_are_told_only_for_steps_that_prepare_it() -> None:
    steps = [
        {"no": 1, "step": "policy-assessment", "on": "2025-05-01"},
        {"no": 2, "step": "hearing", "on": "2025-05"},
    ]
    decision = {"type": "decision", "kind": "major-decision", "subject": "a/b", "steps": steps}
    where = context("xinzheng-2017")
    assert judged("GI-DCN-0002", {**decision, "decided_on": "2025-05-10"}, where=where) == []
    assert judged("GI-DCN-0002", {**decision, "decided_on": "2025-04-30"}, where=where) == [
        (0, "/steps/1/on", {"step": "hearing", "decided_on": "2025-04-30"}),
    ]
