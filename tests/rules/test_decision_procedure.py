"""How major decisions come about."""

from __future__ import annotations

import pytest

from gov_integrity.rules import rules
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


OLD = {"type": "decision", "subject": "a/b", "decided_on": "2017-10-31"}


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("GI-DCN-0001", {"kind": "major-decision"}),
        ("GI-DCN-0004", {"kind": "major-decision"}),
        ("GI-DCN-0005", {"kind": "policy", "traits": ["livelihood"]}),
        ("GI-DCN-0006", {"kind": "rule"}),
    ],
)
def test_a_decision_from_before_the_text_is_left_alone(code: str, fields: dict[str, object]) -> None:
    """The scheme of Xinzheng is of 2017-11-01."""
    where = context("xinzheng-2017")
    assert judged(code, {**OLD, **fields}, where=where) == []
    assert judged(code, {**OLD, **fields, "decided_on": "2017-11-01"}, where=where)
    assert judged(code, {**OLD, **fields, "decided_on": "2017"}, where=where)


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("GI-DCN-0007", {"kind": "preferential-policy"}),
        ("GI-DCN-0009", {"kind": "policy", "traits": ["specialised"]}),
    ],
)
def test_what_shandong_asks_for_is_asked_since_its_text(code: str, fields: dict[str, object]) -> None:
    assert judged(code, {**OLD, **fields, "decided_on": "2024-11-10"}) == []
    assert len(judged(code, {**OLD, **fields, "decided_on": "2024-11-11"})) == 1


def test_a_step_may_be_repeated_after_the_decision() -> None:
    steps = [
        {"no": 1, "step": "public-notice", "on": "2025-05-10"},
        {"no": 2, "step": "risk-assessment", "on": "2025-05-12"},
        {"no": 3, "step": "collective-decision", "on": "2025-05-01"},
    ]
    decision = {"type": "decision", "kind": "major-decision", "subject": "a/b", "decided_on": "2025-05-02"}
    where = context("xinzheng-2017")
    told = judged("GI-DCN-0002", {**decision, "steps": steps}, where=where)
    assert [pointer for _, pointer, _ in told] == ["/steps/0/on", "/steps/1/on"]
    told = judged("GI-DCN-0003", {**decision, "steps": steps}, where=where)
    assert [pointer for _, pointer, _ in told] == ["/steps/1/on"]
    before = [
        {"no": 4, "step": "public-notice", "on": "2025-03-10"},
        {"no": 5, "step": "risk-assessment", "on": "2025-03-10"},
    ]
    for code in ("GI-DCN-0002", "GI-DCN-0003"):
        assert judged(code, {**decision, "steps": [*steps, *before]}, where=where) == []


def test_consultations_from_before_the_rules_on_major_decisions_are_left_alone() -> None:
    """重大行政决策程序暂行条例 is in force since 2019-09-01."""
    decision = {"type": "decision", "kind": "major-decision", "subject": "a/b"}
    for day, found in (("2019-08-30", 0), ("2019-09-02", 1)):
        step = {"no": 1, "step": "consultation", "on": day, "until": "2019-09-10"}
        assert len(judged("GI-DCN-0010", {**decision, "steps": [step]})) == found


def test_that_the_consulted_are_listed_is_a_reading_and_a_row_may_name_them() -> None:
    step = {"no": 1, "step": "joint-consultation"}
    policy = {"type": "decision", "kind": "policy", "subject": "a/b", "traits": ["specialised"]}
    assert judged("GI-DCN-0009", {**policy, "steps": [step]}) == []
    assert judged("GI-DCN-0012", {**policy, "steps": [step]}) == [(0, "/parties", {})]
    assert judged("GI-DCN-0012", {**policy, "steps": [{**step, "to": "a/dept"}]}) == []
    assert judged("GI-DCN-0012", {**policy, "steps": [{**step, "outcome": "not-needed"}]}) == []
    severities = [rules()[code].kind.severity for code in ("GI-DCN-0009", "GI-DCN-0012")]
    assert severities == ["error", "warning"]


def test_a_failed_review_is_a_stop_until_it_is_passed() -> None:
    # alxa-2021/2.1.1c: the legality review is compulsory for every major decision, and must be carried out.
    failed = {"no": 1, "step": "legality-review", "on": "2025-03-02", "outcome": "not-passed"}
    decision = {
        "type": "decision", "kind": "major-decision", "subject": "a/b", "decided_on": "2025-03-20",
        "steps": [failed],
    }  # fmt: skip
    where = context("alxa-2021")
    params = {"step": "legality-review", "decided_on": "2025-03-20"}
    assert judged("GI-DCN-0013", decision, where=where) == [(0, "/steps/0/outcome", params)]
    again = {"no": 2, "step": "legality-review", "on": "2025-03-15"}
    for outcome, told in (("not-passed", 2), ("not-done", 1), ("passed", 0), ("done", 0), ("agreed", 0)):
        steps = [failed, {**again, "outcome": outcome}]
        assert len(judged("GI-DCN-0013", {**decision, "steps": steps}, where=where)) == told, outcome
    assert judged("GI-DCN-0013", {**decision, "steps": [failed, again]}, where=where) == []
    afterwards = {**failed, "on": "2025-03-21"}  # of another draft, or of the decision itself
    assert judged("GI-DCN-0013", {**decision, "steps": [afterwards]}, where=where) == []
    earlier = {**again, "on": "2025-02-20", "outcome": "passed"}  # the draft was changed, and failed then
    assert len(judged("GI-DCN-0013", {**decision, "steps": [earlier, failed]}, where=where)) == 1
    # The order of rows is no order of days.
    steps = [{**again, "outcome": "passed"}, failed]
    assert judged("GI-DCN-0013", {**decision, "steps": steps}, where=where) == []


def test_a_failed_review_stops_major_decisions_under_the_text_alone() -> None:
    failed = {"no": 1, "step": "compliance-review", "outcome": "not-passed"}
    decision = {
        "type": "decision", "kind": "major-decision", "subject": "a/b", "decided_on": "2025-03-20",
        "steps": [failed],
    }  # fmt: skip
    # The compliance review is a step of Weidu and Xinzheng, not of Alxa.
    assert len(judged("GI-DCN-0013", decision, where=context("weidu-2022"))) == 1
    assert judged("GI-DCN-0013", decision, where=context("alxa-2021")) == []
    for change in ({"kind": "licence"}, {"decided_on": "2022-11-02"}):
        assert judged("GI-DCN-0013", {**decision, **change}, where=context("weidu-2022")) == []
    undecided = {name: value for name, value in decision.items() if name != "decided_on"}
    assert judged("GI-DCN-0013", undecided, where=context("weidu-2022")) == []
    expert = {**failed, "step": "expert-argument"}
    assert judged("GI-DCN-0013", {**decision, "steps": [expert]}, where=context("weidu-2022")) == []
