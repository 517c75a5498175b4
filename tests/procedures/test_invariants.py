"""What must hold of every case, whatever is tried: a list written by hand, each with its article.

The list knows nothing of the data files; random events, right and wrong, are thrown at every procedure.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gov_integrity.errors import RefusedError, UndeterminedError
from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.procedures import Case, Context, Event, advance, next_steps, procedures
from gov_integrity.procedures.cases import ProcedureCase, procedure_cases
from gov_integrity.procedures.reading import vocabulary

BEGIN = date(2026, 5, 1)
AS_OF = date(2027, 12, 1)
ALXA = Context(load(), profile("alxa-2021", as_of=BEGIN))
EVERY_TEXT = Context(load())


def context(name: str) -> Context:
    """Compulsory steps are asked by a profile; everything else is judged by every text at once."""
    return ALXA if name == "major-decision" else EVERY_TEXT


# Worked out by hand: a period of months ends on the day of the same number (民法典 202), and the first day
# does not count (201), so three months from 1 May last to 1 August and repair may be asked for on 2 August.
EARLIEST = {"minor": date(2026, 5, 1), "general": date(2026, 8, 2), "serious": date(2027, 5, 2)}
ALXA_COMPULSORY = {"public-participation", "expert-argument", "risk-assessment", "legality-review"}
ENDING_TOGETHER = {"publication-ends", "sharing-ends", "sanctions-lifted"}


def steps(case: Case) -> list[str]:
    return [done.event.step for done in case.history]


def before(case: Case, first: str, then: str) -> bool:
    """Every `then` comes after some `first`."""
    order = steps(case)
    return all(first in order[:place] for place, step in enumerate(order) if step == then)


def nothing_ends_before_it_is_recorded(case: Case) -> bool:
    """阿拉善 2.2.2d、2.2.3a;发改委令第36号 3。"""
    ends = {"repair", "expiry"} & set(steps(case))
    return case.procedure != "record" or not ends or steps(case)[:2] == ["determination", "collection"]


def no_repair_before_its_minimum(case: Case) -> bool:
    """发改委令第36号、国办发〔2025〕22号:三类的最短公示期。"""
    asked = case.day_of("application")
    if case.procedure != "repair" or asked is None or case.facts["subject_kind"] != "enterprise":
        return True
    return asked >= EARLIEST[str(case.facts["class"])]


def repair_ends_everything_together(case: Case) -> bool:
    """发改委令第36号 3:停止公示、停止共享使用、解除惩戒同步。"""
    if "repair" not in steps(case):
        return True
    return set(case.effects) >= ENDING_TOGETHER


def refusal_to_correct_is_a_breach(case: Case) -> bool:
    """发改财金〔2023〕1103号;山东 4.10b。"""
    if "refusal-to-correct" not in steps(case):
        return True
    return case.state == "breach" and "record-made" in case.effects


def a_breach_is_never_answered_as_settled(case: Case) -> bool:
    """发改财金〔2023〕1103号。"""
    return case.procedure != "complaint" or not {"refusal-to-correct", "reply"} <= set(steps(case))


def a_lifted_sanction_binds_nobody(case: Case) -> bool:
    """发改委令第36号 3;民营经济促进法 67。"""
    order = steps(case)
    if case.procedure != "sanction" or not {"lifting", "expiry"} & set(order):
        return True
    return (
        case.state == "lifted" and order[-1] in {"lifting", "expiry"} and "sanctions-lifted" in case.effects
    )


def no_sanction_without_grading(case: Case) -> bool:
    """甘肃 3.2.5a;新郑 4.2.7b:根据损失情况和社会影响程度。"""
    if case.procedure != "sanction":
        return True
    known = case.facts.get("loss_known") is True and case.facts.get("impact_known") is True
    return before(case, "grading", "imposition") and ("grading" not in steps(case) or known)


def mitigation_needs_its_ground(case: Case) -> bool:
    """甘肃 3.2.6e;新郑 4.2.8f;阿拉善 2.2.7b。"""
    return "mitigation" not in steps(case) or case.facts.get("mitigation_ground") is True


def only_what_was_upheld_is_corrected(case: Case) -> bool:
    """魏都 3.2.3d;阿拉善 2.2.7e。"""
    if case.procedure != "objection" or not {"correction", "withdrawal"} & set(steps(case)):
        return True
    return any(done.event.step == "verification" and done.event.outcome == "passed" for done in case.history)


def a_complaint_closes_with_a_result(case: Case) -> bool:
    """新郑 4.1.3b。"""
    return (case.procedure, case.state) != ("complaint", "closed") or "handling-result" in case.documents


def listed_supervision_follows_the_hand_over(case: Case) -> bool:
    """山东 4.12c:即发现即转交并挂牌督办。"""
    return case.procedure != "complaint" or before(case, "hand-over", "listed-supervision")


def no_check_without_explanation_and_correction(case: Case) -> bool:
    """甘肃 3.2.5b:书面说明原因并限期整改。"""
    if (case.procedure, case.state) != ("rectification", "done"):
        return True
    return {"written-explanation", "rectification"} <= set(steps(case))


def a_disputed_debt_is_not_paid_out(case: Case) -> bool:
    """山东 3.8d、3.9c:明确无争议的才清偿、兑现。"""
    return not {"payment", "pay-out"} & set(steps(case)) or case.facts.get("claim_clear") is True


def only_a_disputed_claim_is_sent_to_litigation(case: Case) -> bool:
    """山东 3.9e。"""
    return "guidance" not in steps(case) or case.facts.get("claim_disputed") is True


def a_plan_names_its_date(case: Case) -> bool:
    """山东 3.8c、3.9d。"""
    return "settlement-plan" not in steps(case) or case.facts.get("date_named") is True


def no_decision_without_its_compulsory_steps(case: Case) -> bool:
    """阿拉善 2.1.1c。"""
    order = steps(case)
    return "collective-decision" not in order or set(order) >= ALXA_COMPULSORY


def consultation_runs_thirty_days(case: Case) -> bool:
    """重大行政决策程序暂行条例 15。"""
    asked, decided = case.day_of("consultation"), case.day_of("collective-decision")
    if asked is None or decided is None or "urgency-note" in case.documents:
        return True
    return decided > asked + timedelta(days=30)


def the_court_alone_removes_the_debtor(case: Case) -> bool:
    """山东 4.14c;法释〔2017〕7号 10。"""
    by = [done.event.by for done in case.history if done.event.step == "delisting"]
    return all("court" in actors for actors in by) and (
        before(case, "performance", "delisting") or before(case, "rectification", "delisting")
    )


def without_agreement_the_lawful_route_opens(case: Case) -> bool:
    """山东 4.14a、3.9e。"""
    return (case.procedure, case.state) != ("mediation", "failed") or "opens-legal-route" in case.effects


def a_warning_rests_on_an_assessment(case: Case) -> bool:
    """甘肃 3.3.5d:风险评估、预警、应急处置、责任追究。"""
    order = ("risk-assessment", "warning", "emergency-response", "accountability")
    return case.procedure != "debt-risk" or all(before(case, first, then) for first, then in pairwise(order))


def days_never_go_back_nor_beyond_the_judgement(case: Case) -> bool:
    """魏都 3.2.3b(办结不早于受理);每一判断都有判断日。"""
    days = [done.event.on for done in case.history if done.event.on]
    return len(days) == len(case.history) and days == sorted(days) and all(day <= AS_OF for day in days)


def what_is_taken_was_not_in_doubt_of_fact(case: Case) -> bool:
    """未核实的依据只提示,不拒绝;缺少事实的不放行。"""
    return all(note.level == "unverified" for done in case.history for note in done.notes)


INVARIANTS: tuple[Callable[[Case], bool], ...] = (
    nothing_ends_before_it_is_recorded,
    no_repair_before_its_minimum,
    repair_ends_everything_together,
    refusal_to_correct_is_a_breach,
    a_breach_is_never_answered_as_settled,
    a_lifted_sanction_binds_nobody,
    no_sanction_without_grading,
    mitigation_needs_its_ground,
    only_what_was_upheld_is_corrected,
    a_complaint_closes_with_a_result,
    listed_supervision_follows_the_hand_over,
    no_check_without_explanation_and_correction,
    a_disputed_debt_is_not_paid_out,
    only_a_disputed_claim_is_sent_to_litigation,
    a_plan_names_its_date,
    no_decision_without_its_compulsory_steps,
    consultation_runs_thirty_days,
    the_court_alone_removes_the_debtor,
    without_agreement_the_lawful_route_opens,
    a_warning_rests_on_an_assessment,
    days_never_go_back_nor_beyond_the_judgement,
    what_is_taken_was_not_in_doubt_of_fact,
)

FACTS = [guard.fact for guard in vocabulary().guards.values() if guard.fact]


@st.composite
def begun(draw: st.DrawFn, name: str) -> Case:
    """A case at its beginning; facts are true twice as often as false or not known."""
    facts = {fact: draw(st.sampled_from((True, True, False, None))) for fact in FACTS}
    known = {fact: value for fact, value in facts.items() if value is not None}
    cls = draw(st.sampled_from(sorted(EARLIEST)))
    told = {
        "record_exists": True, "period_from": BEGIN, "subject_kind": "enterprise", "class": cls,
        "kind": "major-decision", "until": BEGIN + timedelta(days=draw(st.integers(0, 200))),
    }  # fmt: skip
    return Case(name, facts={**known, **told})


@st.composite
def tried(draw: st.DrawFn, case: Case) -> Event:
    """An event that fits the state more often than not, in step, actor, documents and day."""
    own = procedures()[case.procedure]
    fitting = [
        step
        for step in own.steps
        if case.state in step.from_states and not (step.to == "=" and step.code in case.taken)
    ]
    step = draw(st.sampled_from(fitting if fitting and draw(st.integers(0, 5)) else own.steps))
    actors = step.actors if draw(st.integers(0, 7)) else tuple(vocabulary().actors)
    documents = tuple(step.documents) if draw(st.integers(0, 7)) else ()
    last = case.last_on or BEGIN
    return Event(
        step.code,
        last + timedelta(days=draw(st.sampled_from((1, 5, 31, 95, 370, 0, -3)))),
        frozenset({draw(st.sampled_from(actors))}),
        frozenset(documents),
        step.outcome,
    )


@pytest.mark.parametrize("name", list(procedures()))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_invariants_hold_whatever_is_tried(name: str, data: st.DataObject) -> None:
    case = data.draw(begun(name))
    for _ in range(data.draw(st.integers(6, 26))):
        event = data.draw(tried(case))
        kept = (case.state, case.since, case.history, case.effects)
        try:
            case = advance(case, event, as_of=AS_OF, context=context(name))
        except (RefusedError, UndeterminedError) as error:
            refused = error
        else:
            refused = None
        assert refused is None or refused.params["basis"]
        assert refused is None or (case.state, case.since, case.history, case.effects) == kept
        for invariant in INVARIANTS:
            assert invariant(case), (invariant.__name__, steps(case))


@pytest.mark.parametrize("name", list(procedures()))
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_what_is_told_as_next_is_what_may_be_done(name: str, data: st.DataObject) -> None:
    case = data.draw(begun(name))
    for _ in range(data.draw(st.integers(0, 8))):
        day = max(case.last_on or BEGIN, BEGIN) + timedelta(days=data.draw(st.integers(0, 60)))
        following = next_steps(case, as_of=day, context=context(name))
        for one in following:
            event = Event(
                one.step.code, day, frozenset(one.step.actors[:1]), frozenset(one.needs), one.step.outcome
            )
            levels = {obstacle.level for obstacle in one.obstacles}
            if levels <= {"unverified"}:
                after = advance(case, event, as_of=day, context=context(name))
                assert after.state == (case.state if one.step.to == "=" else one.step.to)
            else:
                kind = RefusedError if "refused" in levels else UndeterminedError
                with pytest.raises(kind):
                    advance(case, event, as_of=day, context=context(name))
        possible = [one for one in following if all(item.level == "unverified" for item in one.obstacles)]
        if not possible:
            return
        one = data.draw(st.sampled_from(possible))
        event = Event(
            one.step.code, day, frozenset(one.step.actors[:1]), frozenset(one.needs), one.step.outcome
        )
        case = advance(case, event, as_of=day, context=context(name))


BY_EVERY_TEXT = [one for one in procedure_cases() if one.profile in {"", "alxa-2021"}]


@pytest.mark.parametrize("case", BY_EVERY_TEXT, ids=lambda case: f"{case.line}-{case.procedure}")
def test_invariants_hold_on_every_shipped_course(case: ProcedureCase) -> None:
    """So that every procedure is run to its end at least once."""
    found = Case(case.procedure, facts=case.facts)
    last = () if case.expected in {"refused", "undetermined"} else (case.event,)
    judged = Context(load(), profile(case.profile, as_of=BEGIN) if case.profile else None)
    for event in (*case.history, *last):
        found = advance(found, event, as_of=date(2030, 1, 1), context=judged)
    beyond = days_never_go_back_nor_beyond_the_judgement
    for invariant in INVARIANTS:
        assert invariant is beyond or invariant(found), invariant.__name__


def test_the_list_can_tell_a_broken_case() -> None:
    """Each of these cases breaks one sentence, and the list finds it."""
    from gov_integrity.procedures.values import Done

    def made(name: str, state: str, *codes: str, **facts: object) -> Case:
        history = tuple(Done(Event(code, BEGIN), 2) for code in codes)
        return Case(name, state=state, history=history, facts=facts)  # type: ignore[arg-type]

    assert not nothing_ends_before_it_is_recorded(made("record", "ended", "repair"))
    general = {"class": "general", "subject_kind": "enterprise"}
    assert not no_repair_before_its_minimum(made("repair", "applied", "application", **general))
    assert not repair_ends_everything_together(made("repair", "ended", "repair"))
    assert not refusal_to_correct_is_a_breach(made("complaint", "closed", "refusal-to-correct"))
    assert not a_lifted_sanction_binds_nobody(made("sanction", "lifted", "lifting", "joint-measure"))
    assert not a_disputed_debt_is_not_paid_out(made("arrears", "paid", "payment", claim_clear=False))
    assert not no_decision_without_its_compulsory_steps(
        made("major-decision", "decided", "collective-decision")
    )
    assert not the_court_alone_removes_the_debtor(made("court-notice", "delisted", "delisting"))
