"""Judgment debtors: pushed in real time, and how long they may be listed."""

from __future__ import annotations

from gov_integrity.rules import Coverage
from rules.judging import context, judged

LISTED = {
    "type": "court_matter",
    "id": "a/case",
    "subject": "a/b",
    "kind": "dishonest-judgment-debtor",
    "recorded_at": "2025-03-14T09:00:00+08:00",
}


def test_a_listing_before_the_text_had_not_to_be_pushed() -> None:
    where = context(coverage=[Coverage("handling")])
    push = {"type": "handling", "operation": "push", "about": ["a/case"]}
    old = {**LISTED, "listed_on": "2023-01-05"}
    assert judged("GI-JUD-0004", old, {**push, "done_on": "2023-03-01"}, where=where) == []
    new = {**LISTED, "listed_on": "2025-01-06"}
    assert len(judged("GI-JUD-0004", new, {**push, "done_on": "2025-01-08"}, where=where)) == 1
    assert judged("GI-JUD-0004", new, {**push, "done_on": "2025-01-06"}, where=where) == []


def test_the_list_has_a_term_from_may_2017_on() -> None:
    # At most 24 + 36 = 60 months, so from 2017-05-01 to 2022-05-01 for those listed before.
    old = {**LISTED, "listed_on": "2014-01-06", "listing_ground": "obstruction"}
    assert judged("GI-JUD-0007", {**old, "delisted_on": "2019-06-03"}) == []
    assert len(judged("GI-JUD-0007", {**old, "delisted_on": "2022-07-01"})) == 1
