"""What comes next: by whom, until when, and when that cannot be told."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.errors import RefusedError
from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.procedures import Case, Context, Event, Next, advance, next_steps


def context(name: str | None = None) -> Context:
    return Context(load(), profile(name, as_of=date(2026, 5, 6)) if name else None)


def following(case: Case, as_of: date, judged: Context) -> dict[str, Next]:
    found = next_steps(case, as_of=as_of, context=judged)
    return {f"{one.step.code}/{one.step.outcome}".rstrip("/"): one for one in found}


def filed(on: date) -> Case:
    event = Event("application", on, frozenset({"objector"}), frozenset({"record"}))
    return advance(Case("objection"), event, as_of=date(2030, 1, 1), context=context())


@pytest.mark.clause("weidu-2022/3.2.3b")
def test_the_clock_of_the_province_applies() -> None:
    """Henan art. 41: three working days from Friday 8 May 2026 (9 May is a make-up working day): 12 May."""
    found = following(filed(date(2026, 5, 8)), date(2026, 5, 10), context("weidu-2022"))
    due = found["verification/passed"].deadline
    assert due is not None
    assert (due.clock, due.due, due.counted, due.days_left(date(2026, 5, 10))) == (
        "henan-objection-3wd", date(2026, 5, 12), 3, 2,
    )  # fmt: skip
    other = following(filed(date(2026, 5, 8)), date(2026, 5, 10), context("shandong-2024"))
    assert other["verification/passed"].deadline is not None
    assert other["verification/passed"].deadline.clock == "shandong-objection-3wd"


def test_no_clock_where_the_area_has_none() -> None:
    found = following(filed(date(2026, 5, 8)), date(2026, 5, 10), context("gansu-2017"))
    assert found["verification/passed"].deadline is None


def test_a_clock_into_an_unannounced_year_is_undetermined() -> None:
    """Two working days remain of 2026 after 29 December; the third would lie in 2027."""
    found = following(filed(date(2026, 12, 30)), date(2026, 12, 31), context("weidu-2022"))
    check = found["verification/passed"]
    assert check.standing == "undetermined"
    assert check.deadline is not None
    assert check.deadline.due is None
    assert "2027" in check.deadline.why_zh


@pytest.mark.clause("shandong-2024/4.12c")
def test_the_hand_over_is_due_the_same_day_and_late_is_told() -> None:
    judged = context("shandong-2024")
    keeper = frozenset({"keeper"})
    case = advance(
        Case("complaint"),
        Event("acceptance", date(2026, 5, 6), keeper),
        as_of=date(2026, 5, 6),
        context=judged,
    )
    due = following(case, date(2026, 5, 6), judged)["hand-over"]
    assert (due.strength, due.standing) == ("must", "ready")
    assert due.deadline is not None
    assert (due.deadline.clock, due.deadline.due) == ("shandong-lead-handover", date(2026, 5, 6))
    moved = advance(
        case, Event("hand-over", date(2026, 5, 8), keeper), as_of=date(2026, 5, 8), context=judged
    )
    assert moved.history[-1].late_for == "shandong-lead-handover"
    assert [one.step.code for one in next_steps(moved, as_of=date(2026, 5, 8), context=judged)][:1] == [
        "listed-supervision"
    ]


def test_the_minimum_period_blocks_until_its_day() -> None:
    """General class, determined on 1 May 2026: three months last to 1 August."""
    facts = {
        "record_exists": True, "period_from": date(2026, 5, 1), "subject_kind": "enterprise",
        "class": "general", "duties_performed": True, "commitment_given": True,
    }  # fmt: skip
    case = Case("repair", facts=facts)  # type: ignore[arg-type]
    early = following(case, date(2026, 8, 1), context())["application"]
    assert early.standing == "blocked"
    assert "2026-08-02" in early.obstacles[0].zh
    assert following(case, date(2026, 8, 2), context())["application"].standing == "ready"


def test_an_unverified_condition_does_not_block_but_shows() -> None:
    facts = {"record_exists": True, "period_from": date(2026, 5, 1), "subject_kind": "government"}
    case = Case("repair", facts={**facts, "duties_performed": False})
    found = following(case, date(2026, 5, 2), context())["application"]
    assert found.standing == "unverified"
    assert {(one.reason, one.codes) for one in found.obstacles} == {
        ("not-met", ("duties_performed",)),
        ("fact-not-known", ("commitment_given",)),
    }


@pytest.mark.parametrize(
    ("name", "compulsory"),
    [
        ("alxa-2021", {"public-participation", "expert-argument", "risk-assessment"}),
        # Shandong asks these of a government-enterprise agreement; the body of a contract signing is one.
        (
            "shandong-2024",
            {"legal-opinion", "evaluation-argument", "legal-review", "fair-competition-review"},
        ),
    ],
)
def test_the_profile_says_which_steps_of_a_decision_are_compulsory(name: str, compulsory: set[str]) -> None:
    traits = ("major",) if name == "alxa-2021" else ("government-enterprise-agreement",)
    case = Case("major-decision", facts={"kind": "contract-signing", "traits": traits})
    judged = context(name)
    day = date(2026, 5, 6)
    begun = advance(case, Event("proposal", day, frozenset({"subject"})), as_of=day, context=judged)
    found = next_steps(begun, as_of=day, context=judged)
    assert {one.step.code for one in found if one.strength == "must" and one.step.to == "="} == compulsory


def test_nothing_must_follow_an_end() -> None:
    case = Case("objection", state="corrected")
    found = next_steps(case, as_of=date(2026, 5, 6), context=context())
    assert {one.strength for one in found} == {"may"}


@pytest.mark.parametrize(
    ("kind", "must"),
    [
        ("policy-adjustment", {"transition"}),
        ("commitment-change", {"compensation"}),
        ("contract-signing", set()),
    ],
)
def test_transition_and_compensation_follow_the_kind_of_decision(kind: str, must: set[str]) -> None:
    """Shandong 1.1e asks a transition of a change of policy, 2.5e compensation of a change of promise."""
    case = Case("major-decision", state="decided", facts={"kind": kind})
    for judged in (context(), context("shandong-2024")):
        found = next_steps(case, as_of=date(2026, 5, 6), context=judged)
        assert {one.step.code for one in found if one.strength == "must" and one.step.to == "="} == must


def test_lateness_that_cannot_be_told_is_noted() -> None:
    """Three working days from 30 December 2026 run into 2027, whose arrangement is not announced."""
    judged = context("weidu-2022")
    event = Event("verification", date(2027, 1, 20), frozenset({"keeper"}), outcome="passed")
    after = advance(filed(date(2026, 12, 30)), event, as_of=date(2027, 2, 1), context=judged)
    assert after.history[-1].late_for == ""
    assert "lateness-not-known" in {note.reason for note in after.history[-1].notes}


def received(on: date, judged: Context) -> Case:
    return advance(
        Case("complaint"), Event("acceptance", on, frozenset({"keeper"})), as_of=on, context=judged
    )


def test_what_lies_after_the_day_of_judgement_has_not_happened() -> None:
    event = Event("acceptance", date(2026, 5, 7), frozenset({"keeper"}))
    with pytest.raises(RefusedError) as caught:
        advance(Case("complaint"), event, as_of=date(2026, 5, 6), context=context())
    assert caught.value.params["reason"] == "too-early"


def test_on_the_last_day_is_in_time() -> None:
    judged = context("shandong-2024")
    event = Event("hand-over", date(2026, 5, 6), frozenset({"keeper"}))
    after = advance(received(date(2026, 5, 6), judged), event, as_of=date(2026, 5, 6), context=judged)
    assert after.history[-1].late_for == ""


def test_a_clock_that_was_not_in_force_does_not_run() -> None:
    """The immediate hand-over came with 发改财金〔2023〕1103号 of 10 August 2023."""
    for day, runs in ((date(2023, 8, 9), False), (date(2023, 8, 10), True)):
        found = following(received(day, context()), day, context())["hand-over"]
        assert (found.deadline is not None) == runs


def test_what_a_text_only_explores_is_not_compulsory() -> None:
    """Xinzheng 4.3.10b: 探索实行重大决策预公开."""
    judged = context("xinzheng-2017")
    case = Case("major-decision", state="preparing", facts={"kind": "major-decision", "traits": ("major",)})
    found = following(case, date(2026, 5, 6), judged)
    assert found["pre-disclosure"].strength == "may"
    assert found["expert-argument"].strength == "must"


def test_a_side_step_is_not_listed_again() -> None:
    judged = context("shandong-2024")
    case = received(date(2026, 5, 6), judged)
    keeper = frozenset({"keeper"})
    for step in ("hand-over", "tracking"):
        case = advance(case, Event(step, date(2026, 5, 6), keeper), as_of=date(2026, 5, 6), context=judged)
    found = following(case, date(2026, 5, 6), judged)
    assert "tracking" not in found
    assert "listed-supervision" in found


def test_a_step_of_another_area_may_happen_here_and_says_so() -> None:
    """Listed supervision stands in the Shandong text alone."""
    for name, strength, reasons in (
        ("gansu-2017", "may", {"not-in-profile"}),
        ("shandong-2024", "must", set()),
    ):
        judged = context(name)
        day = date(2026, 5, 6)
        event = Event("hand-over", day, frozenset({"keeper"}))
        case = advance(received(day, judged), event, as_of=day, context=judged)
        one = following(case, day, judged)["listed-supervision"]
        assert (one.strength, {item.reason for item in one.obstacles}) == (strength, reasons)


def test_a_refusal_cites_the_text_that_holds_here() -> None:
    judged = context("xinzheng-2017")
    case = Case("rectification", state="ordered", facts={"due_on": date(2026, 7, 1)})
    event = Event("written-explanation", date(2026, 5, 6), frozenset({"subject"}))
    with pytest.raises(RefusedError) as caught:
        advance(case, event, as_of=date(2026, 5, 6), context=judged)
    assert caught.value.params["basis"] == "xinzheng-2017 4.2.7c"
