"""Which revisions stand, whatever the order in which they arrive, and which of them is the newest."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.register import Received, Register
from register.registercase import A, B, got, say

D = date.fromisoformat
FIRST = {"subject": A, "form": "court-judgment", "document_no": "1号"}


def record(revision: float, action: str, recorded: str, by: str = A, **fields: object) -> Received:
    return got(say("dishonesty_record", "gov/r", revision, action, recorded, by, **fields))  # type: ignore[arg-type]


def build(*given: Received, as_of: str = "2024-12-31") -> Register:
    return Register.build(given, as_of=D(as_of))


def test_the_newest_revision_says_whose_archive_it_is_in() -> None:
    found = build(
        record(1, "make", "2024-01-02", **FIRST),
        got(say("person", "gov/p", 1, "make", "2024-01-03")),
        record(2, "correct", "2024-02-02", **FIRST | {"subject": B}),
    )
    assert found.archive(A) == ()
    assert [entry.state.id for entry in found.archive(B)] == ["gov/r"]
    assert list(found.ids()) == ["gov/p", "gov/r"]  # in the order in which the newest revisions came


def test_the_newest_revision_says_which_fact_it_tells() -> None:
    other = got(
        say("dishonesty_record", "gov/s", 1, "make", "2024-01-05", B, **FIRST | {"document_no": "2号"})
    )
    found = build(
        record(1, "make", "2024-01-02", **FIRST),
        record(2, "correct", "2024-02-02", **FIRST | {"document_no": "2号"}),
        other,
    )
    assert [one.number for one in found.conflicts()] == ["2号"]


def test_a_revision_by_another_body_leaves_the_chain_as_it_was() -> None:
    found = build(
        record(1, "make", "2024-01-02", **FIRST),
        record(2, "update", "2024-02-02", "gov/other", **FIRST),
        record(3, "update", "2024-03-02", **FIRST),
    )
    assert [(one.revision, one.stated_by) for one in found.history("gov/r")] == [(1, A), (3, A)]
    assert [(one.code, one.revision) for one in found.faults] == [("foreign-revision", 2)]


def test_an_erasure_stands_against_the_same_revision_in_either_order() -> None:
    # What the law had deleted stays deleted, although the other content was recorded three days earlier.
    erased = record(2, "erase", "2024-02-05")
    rival = record(2, "update", "2024-02-02", **FIRST)
    for pair in ((erased, rival), (rival, erased)):
        found = build(record(1, "make", "2024-01-02", **FIRST), *pair)
        state = found.current("gov/r")
        assert state is not None
        assert (state.standing, state.content) == ("erased", {})
        assert [(one.code, one.revision) for one in found.faults] == [("revision-clash", 2)]
        assert not any(one.content for one in found.history("gov/r"))


def test_an_erasure_by_another_body_erases_nothing() -> None:
    own, rival = record(1, "make", "2024-01-02", **FIRST), record(1, "erase", "2024-02-05", "gov/other")
    for pair in ((own, rival), (rival, own)):
        state = build(*pair).current("gov/r")
        assert state is not None
        assert (state.standing, state.stated_by) == ("current", A)


def test_of_two_contents_known_on_one_day_the_same_one_stands_in_either_order() -> None:
    one, other = (record(1, "make", "2024-01-02", **FIRST, loss_amount=amount) for amount in ("1", "2"))
    assert build(one, other).history("gov/r") == build(other, one).history("gov/r")
    assert [fault.code for fault in build(other, one).faults] == ["revision-clash"]


def test_an_id_keeps_its_type() -> None:
    found = build(
        record(1, "make", "2024-01-02", **FIRST), got(say("decision", "gov/r", 2, "update", "2024-02-02"))
    )
    assert [(one.id, one.code, one.revision) for one in found.faults] == [("gov/r", "type-changed", 2)]
    assert [(one.type, one.revision) for one in found.history("gov/r")] == [("dishonesty_record", 1)]


def test_a_body_that_was_withdrawn_is_no_successor() -> None:
    steps = [{"no": 1, "predecessor": A, "kind": "merger", "on": "2024-01-01"}]
    made = got(say("organisation", B, 1, "make", "2024-01-02", B, successions=steps))
    gone = got(say("organisation", B, 2, "withdraw", "2024-02-02", B, successions=steps))
    assert [one.organisation for one in build(made).successors(A)] == [B]
    assert [one.organisation for one in build(made, gone).successors(A)] == [A]


def test_only_a_body_succeeds_a_body() -> None:
    steps = [{"no": 1, "predecessor": A, "kind": "merger", "on": "2024-01-01"}]
    person = got(say("person", "gov/p", 1, "make", "2024-01-02", successions=steps))
    assert [one.organisation for one in build(person).successors(A)] == [A]


@pytest.mark.parametrize("number", [1, 1.0, 2**53 - 1])
def test_a_revision_is_a_whole_number(number: float) -> None:
    (found,) = build(record(number, "make", "2024-01-02")).history("gov/r")
    assert (found.revision, type(found.revision)) == (number, int)


@pytest.mark.parametrize("number", [2**53, 1.5, "1", None, [1]])
def test_what_json_cannot_hold_exactly_or_is_no_number_is_no_revision(number: float) -> None:
    # RFC 8259, section 6: beyond 2 to the power of 53 the engines do not agree on a whole number.
    found = build(record(number, "make", "2024-01-02"))
    assert [one.code for one in found.faults] == ["unusable"]
    assert list(found.ids()) == []
