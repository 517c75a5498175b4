"""Links between statements: what is asked for and not answered, in any order and any split."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.rules import Coverage, Fold
from gov_integrity.rules.claims import answers, unanswered
from gov_integrity.rules.links import asked, digest
from rules.judging import context, judged

IDS = st.sampled_from([f"example-agency/{n}" for n in range(6)])
WHOLE = context(coverage=[Coverage("case")])


@given(st.lists(IDS), st.lists(st.lists(IDS, max_size=3)), st.integers())
def test_what_no_statement_is_about_is_left(wanted: list[str], abouts: list[list[str]], seed: int) -> None:
    claims = [(asked({"id": ident, "subject": "a/b"}), ident) for ident in wanted]
    claims += [(claim, "") for about in abouts for claim in answers({"about": about})]
    random.Random(seed).shuffle(claims)
    folds = Fold(), Fold()
    for number, (claim, _) in enumerate(claims):
        folds[2 * number >= len(claims)].add("X", *claim, number)
    folds[0].merge(folds[1])
    left = {claims[tally.last][1] for _, tally in unanswered(folds[0].tallies("X"), WHOLE, "case")}
    assert left == set(wanted) - {ident for about in abouts for ident in about}


def test_a_digest_tells_ids_apart_and_is_short() -> None:
    assert digest("example-agency/1") != digest("example-agency/2")
    assert len(digest("example-agency/" + "x" * 500)) == 12


@pytest.mark.parametrize(
    ("body", "since", "until", "found"),
    [
        ("", "", "", True),
        ("a/bureau", "2024-05-06", "", True),
        ("a/bureau", "2024-05-07", "", False),  # a publication of 6 May need not be in the package
        ("a/other", "", "", False),
        ("", "", "2025-06-29", False),  # judged for 30 June 2025: a day is not covered
    ],
)
def test_missing_is_only_what_was_declared_complete(body: str, since: str, until: str, found: bool) -> None:
    rating = {
        "type": "assessment",
        "action": "make",
        "kind": "third-party",
        "subject": "a/bureau",
        "assessed_on": "2024-05-06",
    }
    where = context("xinzheng-2017", coverage=[Coverage("publication", body, since, until)])
    assert bool(judged("GI-EVL-0005", rating, where=where)) is found
