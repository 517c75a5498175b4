"""Checks among the steps of a decision; promises and appraisals from before the text."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

MERIT = {"type": "decision", "id": "a/d", "subject": "a/b", "kind": "merit", "decided_on": "2025-03-03"}
QUERY = {"type": "handling", "id": "a/q", "operation": "query", "done_on": "2025-03-03"}


@pytest.mark.parametrize(
    ("days", "late"),
    [
        (["2025-03-04"], True),
        (["2025-03-03"], False),
        (["2025-03"], False),
        ([None], False),
        (["2025-03-04", "2025-03-02"], False),
    ],
)
def test_a_check_among_the_steps_comes_before_the_decision_as_well(
    days: list[str | None], late: bool
) -> None:
    where = context("alxa-2021", coverage=[Coverage("handling")])
    steps = [
        {"no": number, "step": "credit-check", **({"on": day} if day else {})}
        for number, day in enumerate(days, 1)
    ]
    checked = {**MERIT, "steps": steps}
    told = [(0, "/steps", {"decided_on": "2025-03-03"})]
    assert judged("GI-USE-0003", checked, where=where) == (told if late else [])
    assert judged("GI-USE-0003", {**checked, "about": ["a/q"]}, QUERY, where=where) == []
    # Gansu encourages the query: a late one is as none.
    gansu = context("gansu-2017", coverage=[Coverage("handling")])
    assert len(judged("GI-USE-0002", checked, where=gansu)) == late


def test_a_query_after_a_decision_from_before_the_text_is_left_alone() -> None:
    """The plan of Alxa is of 2021-07-26."""
    query = {**QUERY, "done_on": "2021-12-31"}
    for day, found in (("2021-07-25", 0), ("2021-07-26", 1)):
        merit = {**MERIT, "decided_on": day, "about": ["a/q"]}
        assert len(judged("GI-USE-0003", merit, query, where=context("alxa-2021"))) == found


@pytest.mark.parametrize(("day", "found"), [("2024-11-10", 0), ("2024-11", 1), ("2025-01-10", 1)])
def test_a_promise_from_before_the_text_is_left_alone(day: str, found: int) -> None:
    """The opinion of Shandong is of November 2024 and was not in force on the 10th."""
    promise = {"type": "commitment", "subject": "a/b", "kind": "important-policy-promise", "made_on": day}
    review = {"no": 1, "step": "legal-opinion", "on": "2025-05-01"}
    assert len(judged("GI-COM-0006", {**promise, "steps": [review]})) == found
    failed = {"no": 1, "step": "feasibility-check", "outcome": "not-passed", "on": "2024-10-01"}
    assert len(judged("GI-COM-0007", {**promise, "steps": [failed]})) == found


def test_an_index_used_before_the_text_may_lack_what_it_asks_for() -> None:
    """The scheme of Xinzheng is of 2017-11-01."""
    index = {"type": "index", "id": "a/i", "version": "1", "name": "示例", "indicators": []}
    use = {"type": "assessment", "subject": "a/b", "kind": "performance", "index": "a/i"}
    where = context("xinzheng-2017")
    for day, found in (("2016-12-31", 0), ("2017-12-31", 2), ("2017", 2)):
        assert len(judged("GI-PLK-0002", index, {**use, "period_until": day}, where=where)) == found
    assert len(judged("GI-PLK-0002", index, {**use, "assessed_on": "2017-01-15"}, where=where)) == 0
    assert len(judged("GI-PLK-0002", index, use, where=where)) == 2
