"""Claims of dataset rules: what is asked for and missing, what belongs together, what is certain."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.periods import load
from gov_integrity.rules import Context, Coverage, Tally
from gov_integrity.rules.claims import answers, ask, certainly_within, joined, unanswered

TALLY = Tally(1, 0, "here", "here")
STATEMENT = {"id": "example-agency/r", "about": ["example-agency/a", "example-agency/b"]}


def context(*coverage: Coverage) -> Context:
    return Context(as_of=date(2025, 6, 30), periods=load(), coverage=coverage)


def test_what_a_statement_is_about_is_answered():
    assert answers(STATEMENT, "site") == [
        (("answer", "example-agency/a", "site"), 0),
        (("answer", "example-agency/b", "site"), 0),
    ]
    assert answers({"id": "example-agency/r"}) == []


def asked(*claims):
    return {claim[0]: TALLY for claim in claims}


@pytest.mark.parametrize(
    ("coverage", "missing"),
    [
        ((), False),
        ((Coverage("handling"),), True),
        ((Coverage("publication"),), False),
        ((Coverage("handling", body="example-agency/office"),), True),
        ((Coverage("handling", body="example-agency/other"),), False),
        ((Coverage("handling", since="2025-01-01"),), True),
        ((Coverage("handling", since="2025-03-02"),), False),  # it may have been done before
        ((Coverage("handling", until="2025-06-29"),), False),  # it may be done on the day of judgement
        ((Coverage("handling", since="2025-03-01", until="2025-06-30"),), True),
    ],
)
def test_only_what_is_declared_complete_can_be_missing(coverage, missing):
    tallies = asked(ask(STATEMENT, "example-agency/office", "2025-03-01"))
    found = [key for key, _ in unanswered(tallies, context(*coverage), "handling")]
    assert found == ([("example-agency/r", "example-agency/office", "2025-03-01")] if missing else [])


def test_what_is_answered_is_not_missing():
    tallies = asked(ask(STATEMENT, "", ""), (("answer", "example-agency/r"), 0))
    assert list(unanswered(tallies, context(Coverage("handling")), "handling")) == []


def test_claims_of_two_kinds_meet_by_their_first_part():
    tallies = asked((("left", "a", "1"), 0), (("left", "b", "2"), 0), (("right", "a", "3"), 0))
    assert [(one, two) for one, _, two, _ in joined(tallies, "left", "right")] == [(("a", "1"), ("a", "3"))]


@pytest.mark.parametrize(
    ("day", "since", "until", "ended", "within"),
    [
        ("2025-03-01", "2025-03-01", "", "", True),
        ("2025-02-28", "2025-03-01", "", "", False),
        ("2025-03-31", "2025-03-01", "2025-03-31", "", True),  # until is the last day
        ("2025-04-01", "2025-03-01", "2025-03-31", "", False),
        ("2025-03-31", "2025-03-01", "", "2025-03-31", False),  # ended_on is the first day without effect
        ("2025-03-30", "2025-03-01", "", "2025-03-31", True),
        ("2025-03", "2025-03-02", "", "", False),  # it may have been the first
        ("2025-04", "2025-03", "2025", "", False),  # the year may have ended on any day
        ("2025-04", "2025-03", "2026", "", True),
        ("", "2025-03-01", "", "", False),
        ("2025-03-01", "", "", "", False),
    ],
)
def test_a_day_is_within_a_time_only_on_every_reading(day, since, until, ended, within):
    assert certainly_within(day, since, until, ended) is within


DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31)).map(date.isoformat)


@given(DAYS, DAYS, DAYS, DAYS)
def test_less_known_is_never_more_certain(day, since, until, ended):
    if certainly_within(day[:7], since[:7], until[:7], ended[:7]):
        assert certainly_within(day, since, until, ended)
