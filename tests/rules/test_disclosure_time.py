"""Whether decisions became public, and in time."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

ALL = context("xinzheng-2017", coverage=[Coverage("publication")])
CODE = "GI-DIS-0009"


def penalty(day: str, **more: object) -> dict[str, object]:
    return {"type": "decision", "kind": "penalty", "subject": "a/bureau", "decided_on": day, **more}


def shown(day: str, *about: str, **more: object) -> dict[str, object]:
    return {"type": "publication", "kinds": ["penalty"], "from": day, "about": list(about), **more}


# Decided on Monday 2025-03-03, the seventh working day is Wednesday 2025-03-12.
@pytest.mark.parametrize(("first", "late"), [("2025-03-12", 0), ("2025-03-13", 1), ("2025-03", 0)])
def test_the_first_publication_counts(first: str, late: int) -> None:
    given = [penalty("2025-03-03"), shown("2025-04-01", "a/0"), shown(first, "a/0")]
    assert len(judged(CODE, *given, where=ALL)) == late
    assert len(judged(CODE, *given, where=ALL, cut=2)) == late


def test_what_was_never_published_is_told_when_the_time_is_up() -> None:
    found = judged(CODE, penalty("2025-03-03"), penalty("2025-06-26"), where=ALL)
    assert found == [
        (0, "/decided_on", {"decided_on": "2025-03-03", "due": "2025-03-12", "published": "-"}),
    ]


def test_nothing_is_told_outside_the_declared_coverage() -> None:
    other = context("xinzheng-2017", coverage=[Coverage("publication", "a/other")])
    early = context("xinzheng-2017", coverage=[Coverage("publication", "", "2025-04-01")])
    own = context("xinzheng-2017", coverage=[Coverage("publication", "a/bureau")])
    assert judged(CODE, penalty("2025-03-03"), where=other) == []
    assert judged(CODE, penalty("2025-03-03"), where=early) == []
    assert len(judged(CODE, penalty("2025-03-03"), where=own)) == 1


def test_the_law_that_provides_otherwise_and_withholding_excuse() -> None:
    cited = {"basis": [{"no": 1, "document": "示例条例", "role": "statutory-exception"}]}
    withheld = {"type": "publication", "state": "withheld", "about": ["a/0"]}
    assert judged(CODE, penalty("2025-03-03", **cited), where=ALL) == []
    assert judged(CODE, penalty("2025-03-03"), withheld, where=ALL) == []


def test_decisions_before_the_text_are_left_alone() -> None:
    assert judged(CODE, penalty("2017-10-31"), where=ALL) == []
    national = context("shandong-2024", coverage=[Coverage("publication")])
    assert judged(CODE, penalty("2018-12-31"), where=national) == []
    assert len(judged(CODE, penalty("2019-01-02"), where=national)) == 1


def test_an_extension_by_approval_gives_twenty_days_more() -> None:
    steps = [
        {"no": 1, "step": "application", "on": "2025-03-03"},
        {"no": 2, "step": "approval", "on": "2025-03-20"},
        {"no": 3, "step": "reply", "on": "2025-04-28"},
    ]
    request = {"type": "publication", "manner": "on-request", "steps": steps}
    assert judged("GI-DIS-0012", request) == []
    late = {**request, "steps": [*steps[:2], {"no": 3, "step": "reply", "on": "2025-04-29"}]}
    assert judged("GI-DIS-0012", late) == [
        (0, "/steps/2/on", {"received": "2025-03-03", "due": "2025-04-28"}),
    ]


def test_publication_on_request_is_not_publication_on_own_initiative() -> None:
    made = {"type": "decision", "kind": "policy", "subject": "a/bureau", "decided_on": "2025-03-03"}
    page = {"type": "publication", "from": "2025-05-06", "about": ["a/0"]}
    assert len(judged("GI-DIS-0011", made, page, where=ALL)) == 1
    assert judged("GI-DIS-0011", made, {**page, "manner": "on-request"}, where=ALL) == []


def test_a_publication_without_a_day_may_have_been_in_time() -> None:
    undated = {"type": "publication", "kinds": ["penalty"], "about": ["a/0"]}
    assert judged(CODE, penalty("2025-03-03"), undated, where=ALL) == []
    assert judged(CODE, penalty("2025-03-03"), undated, shown("2025-05-01", "a/0"), where=ALL) == []
    rule = {**penalty("2025-03-03"), "kind": "rule"}
    told = {"decided_on": "2025-03-03", "due": "2025-03-31", "published": "2025-05-01"}
    late = shown("2025-05-01", "a/0", kinds=["government-information"])
    assert judged("GI-DIS-0011", rule, late, where=ALL) == [(0, "/decided_on", told)]
    other = {**undated, "kinds": ["government-information"]}
    assert judged("GI-DIS-0011", rule, late, other, where=ALL) == []


def test_a_law_that_sets_another_time_prevails_for_documents_too() -> None:
    exception = [{"no": 1, "document": "示例法", "role": "statutory-exception"}]
    rule = {**penalty("2025-03-03"), "kind": "rule", "basis": exception}
    late = shown("2025-05-01", "a/0", kinds=["government-information"])
    assert judged("GI-DIS-0011", rule, late, where=ALL) == []


def test_the_first_reply_counts() -> None:
    # Of 2025-03-03, a Monday, the twentieth working day after is Monday 2025-03-31.
    rows = [
        {"no": 1, "step": "application", "on": "2025-03-03"},
        {"no": 2, "step": "reply", "on": "2025-05-12"},
    ]
    request = {"type": "publication", "manner": "on-request"}
    assert judged("GI-DIS-0012", {**request, "steps": rows}) == [
        (0, "/steps/1/on", {"received": "2025-03-03", "due": "2025-03-31"})
    ]
    rows.append({"no": 3, "step": "reply", "on": "2025-03-31"})
    assert judged("GI-DIS-0012", {**request, "steps": rows}) == []
