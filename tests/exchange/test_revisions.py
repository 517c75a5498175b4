"""Of several revisions of a statement, the newest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.exchange.revisions import gone, newest

FIRST = {"id": "a/1", "revision": 1}
SECOND = {"id": "a/1", "revision": 2.0, "action": "withdraw"}  # JSON has one kind of number
OTHER = {"id": "a/2", "revision": 1}


@given(st.permutations([FIRST, SECOND, OTHER, {"revision": 9}]))
def test_the_highest_revision_is_the_newest_in_any_order(given_: list[dict[str, object]]) -> None:
    assert newest(given_, lambda one: one) == {"a/1": SECOND, "a/2": OTHER}


def test_of_two_alike_the_later_given_stands() -> None:
    again = {**FIRST, "remarks": "x"}
    assert newest([FIRST, again], lambda one: one)["a/1"] is again


def test_what_is_gone() -> None:
    assert [gone(one) for one in (FIRST, SECOND, {"action": "erase"}, {"action": "correct"})] == [
        False, True, True, False,
    ]  # fmt: skip
