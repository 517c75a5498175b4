"""Who answers for broken faith."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

BODY = {"type": "organisation", "id": "a/bureau", "name": "示例局", "kind": "department"}
RECORD = {"type": "dishonesty_record", "id": "a/r", "subject": "a/bureau", "form": "court-judgment"}
CRITICISM = {"type": "sanction", "subject": "a/bureau", "kind": "public-criticism", "about": ["a/r"]}
CALLED = {"type": "sanction", "subject": "a/bureau", "kind": "accountability", "about": ["a/r"]}
HEAD = [{"no": 1, "role": "principal-head", "party": "a/p"}]


@pytest.mark.parametrize(
    ("sanction", "found"),
    [
        ({}, [(1, "/parties", {})]),
        ({"subject": "a/p", "kind": "accountability"}, []),
        ({"parties": HEAD}, []),
    ],
)
def test_a_sanction_may_reach_the_person_by_itself(sanction: dict[str, object], found: list[object]) -> None:
    second = {**CRITICISM, **sanction}
    assert judged("GI-ACC-0001", BODY, RECORD, CRITICISM, second, where=context("gansu-2017")) == found


def test_a_body_and_its_head_may_be_called_to_account_in_two_statements() -> None:
    """The departments and the persons concerned are both held responsible (alxa 2.3.2b)."""
    where = context("alxa-2021")
    person = {**CALLED, "subject": "a/p"}
    assert judged("GI-ACC-0002", BODY, CALLED, person, where=where) == []
    other = {**person, "about": ["a/other"]}
    assert judged("GI-ACC-0002", BODY, CALLED, other, where=where) == [(1, "/subject", {})]
    assert judged("GI-ACC-0002", BODY, CALLED, CALLED, where=where) == [
        (1, "/subject", {}),
        (2, "/subject", {}),
    ]


@pytest.mark.parametrize(
    ("recovered", "fields", "told"),
    [
        ("27249.99", {}, False),  # 2.72 of 10 000 yuan is known to 100 yuan
        ("27300", {}, False),
        ("27300.01", {}, True),
        ("90000", {"currency": "USD"}, False),
    ],
)
def test_what_was_recovered_agrees_within_the_rounding_of_the_loss(
    recovered: str, fields: dict[str, str], told: bool
) -> None:
    record = {**RECORD, "loss_amount": "27200", "rounded_to": "100"}
    mended = {"type": "case", "kind": "rectification", "about": ["a/r"], "recovered_amount": recovered}
    found = judged("GI-ACC-0005", record, {**mended, **fields}, where=context("weidu-2022"))
    assert found == ([(1, "/recovered_amount", {"loss": "27200"})] if told else [])


def test_a_decision_before_the_text_needs_no_decision_maker_by_it() -> None:
    """The scheme of Xinzheng is of 2017-11-01."""
    where = context("xinzheng-2017")
    decision = {"type": "decision", "subject": "a/bureau", "kind": "major-decision"}
    told = [(0, "/parties", {})]
    assert judged("GI-ACC-0006", decision, where=where) == told
    for day, found in (("2017-11-01", told), ("2017", told), ("2017-10", []), ("2017-10-31", [])):
        assert judged("GI-ACC-0006", {**decision, "decided_on": day}, where=where) == found
    named = [{"no": 1, "role": "responsible-person", "party": "a/p"}]
    assert judged("GI-ACC-0006", {**decision, "parties": named}, where=where) == []


LOST = {
    "type": "court_matter", "id": "a/c", "subject": "a/bureau", "kind": "administrative-litigation",
    "outcome": "lost", "loss_problems": ["dereliction"],
}  # fmt: skip


def test_only_lost_administrative_cases_lead_to_administrative_liability() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("sanction")])
    told = [(0, "/loss_problems", {"loss_problem": "dereliction"})]
    assert judged("GI-ACC-0007", LOST, where=where) == told
    assert judged("GI-ACC-0007", {**LOST, "kind": "civil-litigation"}, where=where) == []


def test_liability_for_a_lost_case_may_rest_on_its_record_or_be_decided() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("sanction")])
    record = {**RECORD, "about": ["a/c"]}
    decision = {"type": "decision", "subject": "a/bureau", "kind": "liability-decision", "about": ["a/c"]}
    told = [(0, "/loss_problems", {"loss_problem": "dereliction"})]
    assert judged("GI-ACC-0007", LOST, record, CALLED, where=where) == []
    assert judged("GI-ACC-0007", LOST, {**record, "about": ["a/x"]}, CALLED, where=where) == told
    assert judged("GI-ACC-0007", LOST, decision, where=where) == []
    assert judged("GI-ACC-0007", LOST, {**decision, "kind": "policy"}, where=where) == told


def head(person: str, since: str, until: str = "") -> dict[str, object]:
    dates = {"from": since, **({"until": until} if until else {})}
    post = {"no": 1, "organisation": "a/bureau", "role": "principal-head", **dates}
    return {"type": "person", "id": f"a/{person}", "name": "甲", "kind": "staff", "posts": [post]}


def test_a_second_head_is_found_behind_another_post_of_the_first() -> None:
    where = context("weidu-2022")
    again = head("a", "2012-01-01", "2013-01-01")
    later = head("b", "2015-01-01")
    told = [(2, "/posts", {"since": "2015-01-01"})]
    assert judged("GI-ACC-0003", head("a", "2010-01-01"), again, later, where=where) == told
    assert judged("GI-ACC-0003", head("a", "2010-01-01", "2015-01-01"), again, later, where=where) == []
    third = head("c", "2016-01-01")
    ended = head("a", "2010-01-01", "2011-01-01")
    assert judged("GI-ACC-0003", ended, again, later, third, where=where) == [
        (3, "/posts", {"since": "2016-01-01"})
    ]
