"""The register: hand-made answers first, then laws."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import UsageError
from gov_integrity.register import Received, Register
from gov_integrity.testing import statements
from register.registercase import P1, P2, A, B, got, say, ten

D = date.fromisoformat


def build(as_of: str, known_at: str | None = None, given: list[Received] | None = None) -> Register:
    known = D(known_at) if known_at else None
    return Register.build(ten() if given is None else given, as_of=D(as_of), known_at=known)


def standings(register: Register) -> dict[str, str]:
    return {state.id: state.standing for state in register.states()}


# ---- the ten statements, four answers written by hand -------------------------------------------------


def test_true_in_march_as_known_in_march() -> None:
    found = build("2024-03-15", "2024-03-31")
    assert standings(found) == {A: "current", "gov/r": "current", "gov/s": "current", "gov/t": "current",
                                "gov/c": "current"}  # fmt: skip
    assert found.successors(A)[0].organisation == A


def test_true_in_march_as_known_at_the_end_of_the_year() -> None:
    # S was decided in April, as the correction says; T should never have been made; R ended only in June,
    # and in March neither the successor nor its payment existed.
    found = build("2024-03-15", "2024-12-31")
    assert standings(found) == {A: "current", "gov/r": "current", "gov/s": "not-yet", "gov/t": "withdrawn",
                                "gov/c": "current", B: "current"}  # fmt: skip
    record = found.current("gov/r")
    assert record is not None
    assert "ended_on" not in record.content
    assert "end_kind" not in record.content
    commitment = found.current("gov/c")
    assert commitment is not None
    assert "performances" not in commitment.content
    assert [row["party"] for row in commitment.content["parties"]] == [P1]  # type: ignore[index, attr-defined]
    assert [holder.organisation for holder in found.successors(A)] == [A]


def test_true_in_july_as_known_in_july() -> None:
    # R had ended in June, but the receiver could not know it before 20 August.
    found = build("2024-07-20", "2024-07-31")
    assert standings(found) == {A: "current", "gov/r": "current", "gov/s": "current", "gov/t": "withdrawn",
                                "gov/c": "current", B: "current"}  # fmt: skip
    assert [holder.organisation for holder in found.successors(A)] == [B]


def test_true_in_july_as_known_at_the_end_of_the_year() -> None:
    found = build("2024-07-20", "2024-12-31")
    assert standings(found) == {A: "current", "gov/r": "ended", "gov/s": "current", "gov/t": "withdrawn",
                                "gov/c": "current", B: "current"}  # fmt: skip
    commitment = found.current("gov/c")
    assert commitment is not None
    assert commitment.stated_by == B
    assert commitment.content["performances"] == [{"no": 1, "on": "2024-07-10", "state": "full"}]


def test_the_day_of_receipt_counts_to_its_end() -> None:
    assert standings(build("2024-07-20", "2024-08-19"))["gov/r"] == "current"
    assert standings(build("2024-07-20", "2024-08-20"))["gov/r"] == "ended"


def test_history_keeps_every_revision_known() -> None:
    found = build("2024-03-15", "2024-12-31")
    assert [(one.revision, one.action, one.known_on) for one in found.history("gov/r")] == [
        (1, "make", D("2024-02-06")),
        (2, "update", D("2024-08-20")),
    ]
    assert [one.revision for one in build("2024-03-15", "2024-07-01").history("gov/r")] == [1]


# ---- archive, responsibility, successors --------------------------------------------------------------


@pytest.mark.clause("shandong-2024/1.3b", "xinzheng-2017/4.3.12b")
def test_the_successor_carries_the_archive_of_its_predecessor() -> None:
    found = build("2024-07-20", "2024-12-31")
    assert [(entry.state.id, entry.role, entry.through) for entry in found.archive(B)] == [
        ("gov/c", "subject", A),
        ("gov/r", "subject", A),
        ("gov/s", "subject", A),
    ]
    # before the merger it carried nothing
    assert build("2024-03-15", "2024-12-31").archive(B) == ()


@pytest.mark.clause("alxa-2021/2.3.2e", "gansu-2017/3.3.2d", "xinzheng-2017/4.4.15d")
def test_a_project_enters_the_archive_of_each_person_with_the_time() -> None:
    found = build("2024-07-20", "2024-12-31")
    assert [(entry.state.id, entry.role, entry.period) for entry in found.archive(P1)] == [
        ("gov/c", "government-side-person", ("", "2024-06-30"))
    ]


@pytest.mark.clause("alxa-2021/2.3.2d", "gansu-2017/3.3.2c", "gansu-2017/3.3.2b", "xinzheng-2017/4.4.15b")
def test_who_answered_at_signing_stays_answerable_after_the_change() -> None:
    found = build("2024-12-31", None)
    at_signing = found.responsible("gov/c")
    assert [(one.party, one.certain) for one in at_signing.parties] == [(P1, True)]
    assert at_signing.on == (D("2024-01-20"), D("2024-01-20"))
    assert at_signing.subject == A
    assert [holder.organisation for holder in at_signing.holders] == [B]
    later = found.responsible("gov/c", D("2024-08-01"))
    assert [one.party for one in later.parties] == [P2]


def test_a_month_of_signing_with_a_change_inside_it_cannot_be_judged() -> None:
    parties = [
        {"no": 1, "role": "responsible-person", "party": P1, "until": "2024-01-15"},
        {"no": 2, "role": "responsible-person", "party": P2, "from": "2024-01-16"},
        {"no": 3, "role": "bidder", "party": "gov/x"},
    ]
    content = {"subject": A, "kind": "contract", "made_on": "2024-01", "parties": parties}
    found = build("2024-12-31", None, [got(say("commitment", "gov/c", 1, "make", "2024-02-01", **content))])
    answer = found.responsible("gov/c")
    assert [(one.party, one.certain) for one in answer.parties] == [(P1, False), (P2, False)]
    assert answer.notes == ("date-uncertain",)


def test_responsibility_needs_a_commitment_and_a_day() -> None:
    content = {"subject": A, "kind": "contract"}
    found = build("2024-12-31", None, [got(say("commitment", "gov/c", 1, "make", "2024-02-01", **content))])
    with pytest.raises(UsageError):
        found.responsible("gov/none")
    with pytest.raises(UsageError):
        found.responsible("gov/c")
    assert found.responsible("gov/c", D("2024-03-01")).notes == ("nobody-named",)


def organisation(name: str, successions: list[dict[str, object]] | None = None, **fields: object) -> Received:
    more = {"successions": successions} if successions else {}
    return got(say("organisation", name, 1, "make", "2024-01-01", name, name="某局", kind="department",
                   **more, **fields))  # fmt: skip


def test_a_chain_of_mergers_ends_at_the_last_body() -> None:
    given = [
        organisation("x/1", until="2020-12-31"),
        organisation("x/2", [{"no": 1, "predecessor": "x/1", "kind": "merger", "on": "2021-01-01"}]),
        organisation("x/3", [{"no": 1, "predecessor": "x/2", "kind": "abolition", "on": "2023-01-01"}]),
    ]
    found = build("2024-12-31", None, given)
    (holder,) = found.successors("x/1")
    assert (holder.organisation, holder.path, holder.certain) == ("x/3", ("x/1", "x/2"), True)
    assert [one.organisation for one in found.successors("x/1", D("2022-05-01"))] == ["x/2"]
    assert [one.organisation for one in found.successors("x/1", D("2020-05-01"))] == ["x/1"]


def test_a_transfer_of_functions_leaves_the_old_body_answerable_too() -> None:
    step: dict[str, object] = {"no": 1, "predecessor": "x/1", "kind": "function-transfer", "on": "2021-01-01",
                               "scope": "不动产登记"}  # fmt: skip
    found = build("2024-12-31", None, [organisation("x/1"), organisation("x/2", [step])])
    old, new = found.successors("x/1")
    assert (old.organisation, old.certain, old.notes) == ("x/1", False, ("part-passed-on",))
    assert (new.organisation, new.certain, new.notes) == ("x/2", False, ("scope-to-be-judged",))
    assert new.scope == "不动产登记"


def test_a_body_that_ended_without_a_successor_still_bears_its_duty() -> None:
    found = build("2024-12-31", None, [organisation("x/1", until="2020-12-31")])
    (holder,) = found.successors("x/1")
    assert (holder.organisation, holder.notes) == ("x/1", ("no-successor-stated",))


def test_a_merger_known_to_the_year_is_uncertain_within_it() -> None:
    step: dict[str, object] = {"no": 1, "predecessor": "x/1", "kind": "merger", "on": "2021"}
    found = build("2024-12-31", None, [organisation("x/1"), organisation("x/2", [step])])
    within = found.successors("x/1", D("2021-06-01"))
    assert [(one.organisation, one.certain) for one in within] == [("x/1", False), ("x/2", False)]
    assert all("date-uncertain" in one.notes for one in within)
    assert [one.organisation for one in found.successors("x/1", D("2022-01-01"))] == ["x/2"]


def test_successions_in_a_circle_end() -> None:
    found = build("2024-12-31", None, [
        organisation("x/1", [{"no": 1, "predecessor": "x/2", "kind": "merger"}]),
        organisation("x/2", [{"no": 1, "predecessor": "x/1", "kind": "merger"}]),
    ])  # fmt: skip
    assert found.successors("x/1")


def merged(predecessor: str, on: str, kind: str = "merger") -> list[dict[str, object]]:
    return [{"no": 1, "predecessor": predecessor, "kind": kind, "on": on}]


def test_what_a_body_handed_over_before_is_not_what_came_to_it_later() -> None:
    # x/2 gave a function to x/3 in 2018 and took over all of x/1 in 2020: x/3 has nothing of x/1.
    given = [
        organisation("x/1", until="2019-12-31"),
        organisation("x/2", merged("x/1", "2020-01-01")),
        organisation("x/3", merged("x/2", "2018-01-01", "function-transfer")),
        got(say("dishonesty_record", "x/r", 1, "make", "2024-01-01", "x/1", subject="x/1")),
    ]
    found = build("2024-12-31", None, given)
    assert [(one.organisation, one.certain) for one in found.successors("x/1")] == [("x/2", True)]
    assert [one.organisation for one in found.successors("x/2")] == ["x/2", "x/3"]
    assert [entry.state.id for entry in found.archive("x/2")] == ["x/r"]
    assert found.archive("x/3") == ()


def test_a_duty_can_come_back_later() -> None:
    # x/1 went into x/2 in 2018 and was set up again out of the whole of x/2 in 2022.
    found = build("2024-12-31", None, [
        organisation("x/1", merged("x/2", "2022-01-01")), organisation("x/2", merged("x/1", "2018-01-01")),
    ])  # fmt: skip
    for body in ("x/1", "x/2"):
        assert [(one.organisation, one.certain) for one in found.successors(body)] == [("x/1", True)]
    assert [one.organisation for one in found.successors("x/1", D("2020-06-01"))] == ["x/2"]


def test_successions_without_a_day_keep_no_order() -> None:
    given = [organisation("x/1"), organisation("x/2", merged("x/1", "2020-01-01"))]
    found = build("2024-12-31", None, [*given, organisation("x/3", merged("x/2", ""))])
    assert [one.organisation for one in found.successors("x/1")] == ["x/3"]


def test_a_long_chain_and_many_ways_are_followed() -> None:
    chain = [
        organisation("x/0"),
        *(organisation(f"x/{n}", merged(f"x/{n - 1}", "2020-01-01")) for n in range(1, 1500)),
    ]
    assert [one.organisation for one in build("2024-12-31", None, chain).successors("x/0")] == ["x/1499"]
    # Every layer of two is divided between both of the next: 2 to the power of 30 ways.
    layers = [organisation("y/0-0"), organisation("y/0-1")]
    for n in range(1, 31):
        rows: list[dict[str, object]] = [
            {"no": side + 1, "predecessor": f"y/{n - 1}-{side}", "kind": "division", "on": "2020-01-01"}
            for side in (0, 1)
        ]
        layers += [organisation(f"y/{n}-0", rows), organisation(f"y/{n}-1", rows)]
    found = build("2024-12-31", None, layers)
    assert len(found.successors("y/0-0")) == 61
    assert found.archive("y/30-0") == ()


def test_a_moment_at_the_end_of_the_calendar_is_no_moment() -> None:
    statement = dict(got(say("organisation", "x/1", 1, "make", "2024-01-01", "x/1", name="某局")).statement)
    for moment in ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"):
        found = build("2024-12-31", None, [got({**statement, "recorded_at": moment})])
        assert [fault.code for fault in found.faults] == ["unusable"]


# ---- revisions that do not count ----------------------------------------------------------------------


def record(revision: int, action: str, recorded: str, by: str = A, **fields: object) -> dict[str, object]:
    base = {"subject": A, "form": "court-judgment", "decided_on": "2024-01-01"}
    gone = action in ("withdraw", "erase")
    return say(
        "dishonesty_record", "gov/r", revision, action, recorded, by, **({} if gone else base | fields)
    )


def test_what_was_erased_does_not_come_back_with_an_earlier_day() -> None:
    given = [
        got(record(1, "make", "2024-01-02", facts="秘密事实一二三")),
        got(record(2, "erase", "2024-09-01")),
        got(record(1, "make", "2024-01-02", facts="秘密事实一二三")),  # delivered once more, too late
    ]
    for known_at in ("2024-02-01", "2024-12-31"):
        found = build("2024-02-01", known_at, given)
        state = found.current("gov/r")
        assert state is not None
        assert (state.standing, state.content) == ("erased", {})
        assert all(not one.content for one in found.history("gov/r"))
        assert found.archive(A) == ()


def test_only_the_owner_or_its_successor_revises() -> None:
    given = [got(record(1, "make", "2024-01-02")), got(record(2, "withdraw", "2024-02-01", "gov/other")),
             got(record(3, "erase", "2024-02-01", "gov/other"))]  # fmt: skip
    found = build("2024-12-31", None, given)
    assert standings(found)["gov/r"] == "current"
    assert [(fault.code, fault.revision) for fault in found.faults] == [
        ("foreign-revision", 2),
        ("foreign-revision", 3),
    ]
    assert found.history("gov/r")[0].content["form"] == "court-judgment"


def test_two_contents_of_one_revision() -> None:
    first = got(record(1, "make", "2024-01-02", loss_amount="1"), "2024-01-03")
    second = got(record(1, "make", "2024-01-02", loss_amount="2"), "2024-01-04")
    for order in ([first, second], [second, first]):
        found = build("2024-12-31", None, order)
        state = found.current("gov/r")
        assert state is not None
        assert state.content["loss_amount"] == "1"
        assert [fault.code for fault in found.faults] == ["revision-clash"]


def test_the_same_revision_twice_is_no_fault_and_known_from_the_first_time() -> None:
    given = [
        got(record(1, "make", "2024-01-02"), "2024-03-01"),
        got(record(1, "make", "2024-01-02"), "2024-02-01"),
    ]
    found = build("2024-12-31", None, given)
    assert found.faults == ()
    assert found.history("gov/r")[0].known_on == D("2024-02-01")


@pytest.mark.parametrize(
    "broken", [{"id": ""}, {"revision": 0}, {"revision": True}, {"recorded_at": "2024-01-02T10:00:00"},
               {"recorded_at": None}, {"stated_by": 5}]
)  # fmt: skip
def test_a_statement_without_a_usable_envelope_is_told(broken: dict[str, object]) -> None:
    found = build("2024-12-31", None, [got(record(1, "make", "2024-01-02") | broken)])
    assert [fault.code for fault in found.faults] == ["unusable"]
    assert list(found.states()) == []


def test_a_day_ends_in_china() -> None:
    late = record(1, "make", "2024-01-02") | {"recorded_at": "2024-01-02T17:00:00Z"}  # 01:00 on the 3rd
    assert standings(build("2024-12-31", "2024-01-02", [got(late)])) == {}
    assert standings(build("2024-12-31", "2024-01-03", [got(late)])) == {"gov/r": "current"}


def test_an_update_without_a_date_leaves_its_field_open_for_the_days_before() -> None:
    given = [got(record(1, "make", "2024-01-02", severity="general")),
             got(record(2, "update", "2024-05-01", severity="serious"))]  # fmt: skip
    before, after = build("2024-03-01", None, given), build("2024-06-01", None, given)
    first, second = before.current("gov/r"), after.current("gov/r")
    assert first is not None
    assert second is not None
    assert first.undated == ("severity",)
    assert second.undated == ()


# ---- facts told twice ---------------------------------------------------------------------------------


def test_the_body_that_decided_prevails() -> None:
    base = {"subject": A, "form": "administrative-penalty", "decided_by": B}
    given = [
        got(say("dishonesty_record", "x/1", 1, "make", "2024-01-02", "gov/site", **base,
                document_no="甲罚〔2024〕 5号")),
        got(say("dishonesty_record", "x/2", 1, "make", "2024-02-02", B, **base, document_no="甲罚[2024]5号")),
        got(say("dishonesty_record", "x/3", 1, "make", "2024-02-02", B, **base, document_no="6号")),
    ]  # fmt: skip
    (found,) = build("2024-12-31", None, given).conflicts()
    assert (found.subject, found.number) == (A, "甲罚〔2024〕5号")
    assert found.prevailing.id == "x/2"
    assert [one.id for one in found.others] == ["x/1"]
    assert found.reason == "deciding-body"


def test_without_the_deciding_body_the_first_known_stands() -> None:
    base = {"subject": A, "form": "administrative-penalty", "document_no": "7号"}
    given = [got(say("dishonesty_record", "x/1", 1, "make", "2024-01-02", "g/1", **base), "2024-03-01"),
             got(say("dishonesty_record", "x/2", 1, "make", "2024-01-05", "g/2", **base), "2024-02-01"),
             got(say("dishonesty_record", "x/3", 2, "withdraw", "2024-01-05", "g/2"))]  # fmt: skip
    (found,) = build("2024-12-31", None, given).conflicts()
    assert (found.prevailing.id, found.reason) == ("x/2", "first-known")


def test_a_successor_speaks_for_the_body_that_decided() -> None:
    base = {"subject": "g/s", "form": "administrative-penalty", "document_no": "7号", "decided_by": A}
    given = [*ten(), got(say("dishonesty_record", "x/1", 1, "make", "2024-08-01", "g/1", **base)),
             got(say("dishonesty_record", "x/2", 1, "make", "2024-08-05", B, **base))]  # fmt: skip
    (found,) = build("2024-12-31", None, given).conflicts()
    assert (found.prevailing.id, found.reason) == ("x/2", "deciding-body")


# ---- laws ---------------------------------------------------------------------------------------------


@given(st.permutations(range(10)), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_the_order_of_arrival_changes_nothing(order: list[int], known_at: date) -> None:
    given_ = ten()
    one = Register.build(given_, as_of=D("2024-07-20"), known_at=known_at)
    other = Register.build([given_[i] for i in order], as_of=D("2024-07-20"), known_at=known_at)
    assert sorted(one.states(), key=lambda s: s.id) == sorted(other.states(), key=lambda s: s.id)
    assert one.archive(B) == other.archive(B)
    assert one.faults == other.faults


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_what_was_known_stays_known(known_at: date) -> None:
    earlier = Register.build(ten(), as_of=D("2024-07-20"), known_at=known_at)
    later = Register.build(ten(), as_of=D("2024-07-20"), known_at=known_at + timedelta(days=30))
    for state in earlier.states():
        known = [one.revision for one in later.history(state.id)]
        assert {one.revision for one in earlier.history(state.id)} <= set(known)


@given(st.lists(statements(), max_size=8), st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 9))
def test_any_valid_statements_give_an_answer(found: list[dict[str, object]], as_of: date, seed: int) -> None:
    received = [Received(statement) for statement in found]
    register = Register.build(received, as_of=as_of)
    states = list(register.states())
    assert {state.id for state in states} == {statement["id"] for statement in found}
    register.conflicts()
    random.Random(seed).shuffle(received)
    again = Register.build(received, as_of=as_of)
    assert len(again.faults) == len(register.faults)
    for state in states:
        register.archive(state.id)
        register.successors(state.id)
