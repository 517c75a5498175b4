"""What stands in the way is told in words: who it is for, what is missing, and from which day it may be."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.errors import GovIntegrityError, RefusedError, UndeterminedError
from gov_integrity.periods import load
from gov_integrity.procedures import Case, Context, Event, Obstacle, advance, next_steps
from gov_integrity.procedures.values import Done

D = date.fromisoformat
CONTEXT = Context(load())


def tried(case: Case, event: Event, as_of: str = "2030-01-01") -> dict[str, Obstacle]:
    """What a refused or undetermined event meets, by reason."""
    with pytest.raises((RefusedError, UndeterminedError)) as caught:
        advance(case, event, as_of=D(as_of), context=CONTEXT)
    assert isinstance(caught.value, GovIntegrityError)
    return {one.reason: one for one in caught.value.params["obstacles"]}  # type: ignore[attr-defined]


def event(step: str, on: str | None, by: str = "", *documents: str, outcome: str = "") -> Event:
    return Event(step, D(on) if on else None, frozenset({by} if by else ()), frozenset(documents), outcome)


def test_the_wrong_actor_is_told_whose_it_is() -> None:
    """weidu-2022/3.2.3b: the keeper, the provider, the collector or the body that decided checks it."""
    case = Case("objection", state="upheld", since=D("2026-05-06"))
    one = tried(case, event("correction", "2026-05-07", "complainant", "correction-notice"))["wrong-actor"]
    assert (one.level, one.codes) == ("refused", ("keeper", "provider", "collector", "deciding-body"))
    assert one.zh == "应由办理单位、信息提供单位、采集单位、认定或作出机关办理"
    assert one.en == (
        "it is for the body that keeps the case, the body that provided the information, "
        "the collecting body, the deciding body"
    )


def test_who_and_when_must_be_stated() -> None:
    found = tried(Case("complaint"), event("acceptance", None))
    assert {name: (one.level, one.codes) for name, one in found.items()} == {
        "date-not-stated": ("undetermined", ("on",)),
        "actor-not-stated": ("undetermined", ("by",)),
    }
    assert found["actor-not-stated"].zh == "须为办理单位、牵头单位"
    assert found["actor-not-stated"].en == "the body that keeps the case, the lead unit"


def test_a_missing_document_is_named() -> None:
    case = Case("rectification", state="ordered", facts={"due_on": D("2026-07-01")})
    found = tried(case, event("written-explanation", "2026-05-07", "subject"))
    assert set(found) == {"missing-document"}
    one = found["missing-document"]
    assert (one.level, one.codes) == ("refused", ("written-explanation",))
    assert (one.zh, one.en) != ("", "")
    assert one.zh != one.en
    # what an earlier step brought need not be brought again
    brought = Event("x", D("2026-05-06"), documents=frozenset({"written-explanation"}))
    after = advance(
        Case("rectification", state="ordered", history=(Done(brought, 2),)),
        event("written-explanation", "2026-05-07", "subject"), as_of=D("2026-05-07"), context=CONTEXT,
    )  # fmt: skip
    assert after.state == "explained"


def test_a_step_is_not_before_the_one_before_it_nor_after_the_day_of_judgement() -> None:
    case = advance(
        Case("complaint"), event("acceptance", "2026-05-06", "keeper"), as_of=D("2026-05-06"), context=CONTEXT
    )
    early = tried(case, event("hand-over", "2026-05-05", "keeper"))["too-early"]
    assert (early.codes, "2026-05-05" in early.zh, "2026-05-06" in early.en) == (("on",), True, True)
    late = tried(case, event("hand-over", "2026-05-08", "keeper"), as_of="2026-05-07")["too-early"]
    assert (late.codes, "2026-05-07" in late.zh, "2026-05-07" in late.en) == (("as_of",), True, True)
    same = event("hand-over", "2026-05-06", "keeper")
    assert advance(case, same, as_of=D("2026-05-06"), context=CONTEXT).state == "handed-over"


def test_the_state_that_is_and_those_that_must_be_are_told() -> None:
    one = tried(Case("complaint"), event("listed-supervision", "2026-05-06", "keeper"))["wrong-order"]
    assert (one.level, one.codes) == ("refused", ("start",))
    assert "须为" in one.zh
    assert "it must be" in one.en


def consulted(on: str | None) -> Case:
    taken = Done(Event("consultation", D(on) if on else None), 2)
    return Case("major-decision", state="preparing", since=D("2026-03-01"), history=(taken,))


def test_consultation_runs_thirty_days_and_the_day_after_is_told() -> None:
    """重大行政决策程序暂行条例 15: thirty days from 2 March 2026 fill 1 April."""
    early = tried(consulted("2026-03-02"), event("submission", "2026-04-01", "subject"))["too-early"]
    assert (early.level, early.codes) == ("refused", ("decision-consultation-30d",))
    assert early.zh.endswith("(自2026-04-02起)")
    assert early.en.endswith(" (from 2026-04-02)")
    on = event("submission", "2026-04-02", "subject")
    assert advance(consulted("2026-03-02"), on, as_of=D("2026-05-01"), context=CONTEXT).state == "submitted"
    # shorter where the reasons are written down, and nothing to wait for where nobody was consulted
    urgent = event("submission", "2026-03-05", "subject", "urgency-note")
    assert (
        advance(consulted("2026-03-02"), urgent, as_of=D("2026-05-01"), context=CONTEXT).state == "submitted"
    )
    plain = Case("major-decision", state="preparing")
    assert advance(plain, on, as_of=D("2026-05-01"), context=CONTEXT).state == "submitted"
    open_ = tried(consulted(None), event("submission", "2026-04-02", "subject"))["date-not-stated"]
    assert (open_.level, open_.codes) == ("undetermined", ("consultation",))


def test_a_decision_sent_back_is_submitted_again() -> None:
    """A step that leads on is listed again although it was taken; a side step is not."""
    case = Case("major-decision")
    for one in (
        event("proposal", "2026-03-01", "subject"),
        event("hearing", "2026-03-01", "subject"),
        event("submission", "2026-03-02", "subject"),
        event("legality-review", "2026-03-03", "legal-adviser", "legality-opinion", outcome="not-passed"),
    ):
        case = advance(case, one, as_of=D("2026-03-03"), context=CONTEXT)
    assert case.state == "preparing"
    following = {one.step.code for one in next_steps(case, as_of=D("2026-03-03"), context=CONTEXT)}
    assert {"submission", "legality-review"} <= following
    assert "hearing" not in following


def test_the_obstacle_of_a_condition_tells_its_first_day() -> None:
    """A general record of 1 May 2026 may be repaired from 2 August on."""
    facts = {"record_exists": True, "period_from": D("2026-05-01"), "subject_kind": "enterprise",
             "class": "general", "duties_performed": True, "commitment_given": True}  # fmt: skip
    case = Case("repair", facts=facts)  # type: ignore[arg-type]
    given = ("record", "credit-commitment", "performance-proof")
    early = tried(case, event("application", "2026-08-01", "subject", *given))["too-early"]
    assert early.zh == "最短公示期届满(自2026-08-02起)"
    assert early.en == "the minimum period has passed (from 2026-08-02)"
