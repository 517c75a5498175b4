"""Published totals against the list they sum up."""

from __future__ import annotations

from attrs import evolve

from gov_integrity.rules import Coverage
from rules.judging import context, judged

LISTED = {"type": "court_matter", "subject": "a/b", "kind": "dishonest-judgment-debtor", "case_count": 3}
STATED = {"type": "observation", "subject": "a/city", "metric": "listed-debtors", "value": "4"}
TOLD = [(1, "/value", {"breakdown": "-", "stated": 4, "listed": 3})]


def test_a_count_is_judged_where_the_whole_list_is_at_hand() -> None:
    """An increment brings what is new; the total may count what was delivered before."""
    increment = context("national-2016")
    assert judged("GI-AGG-0001", LISTED, STATED, where=increment) == []
    assert judged("GI-AGG-0001", LISTED, STATED, where=evolve(increment, extent="full")) == TOLD
    declared = context("national-2016", coverage=[Coverage("court_matter")])
    assert judged("GI-AGG-0001", LISTED, STATED, where=declared) == TOLD


def test_counts_of_two_times_or_areas_are_not_added_up() -> None:
    where = evolve(context("national-2016"), extent="full")
    one = {**STATED, "value": "3", "period_until": "2024-06-30"}
    for other in ({"period_until": "2024-12-31"}, {"subject": "a/county"}):
        assert judged("GI-AGG-0001", LISTED, one, {**one, **other}, where=where) == []
    # Two bodies that state the same count are both right, or both wrong.
    assert judged("GI-AGG-0001", LISTED, one, one, where=where) == []
    assert judged("GI-AGG-0001", LISTED, STATED, STATED, where=where) == [(2, *TOLD[0][1:])]
