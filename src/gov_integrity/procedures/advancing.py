"""One step of a case: taken, refused with the article, or undetermined. The case given is never changed."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from gov_integrity.errors import RefusedError, UndeterminedError
from gov_integrity.findings.values import Citation

from .deadlines import deadline
from .obstacles import before_step, of_event, out_of_order
from .reading import procedure, reason
from .values import Case, Context, Done, Event, Obstacle, Step

__all__ = ["advance", "chosen", "cited", "obstacles_of", "refusal", "taken"]

POSITIVE = frozenset({"", "passed", "agreed", "done", "in-time", "late"})
"""Outcomes by which a step was taken; the others say that it failed or did not happen."""


def advance(case: Case, event: Event, *, as_of: date, context: Context) -> Case:
    """The case after the event.

    Args:
        case: The case as it stands.
        event: What happened, by whom, with which documents.
        as_of: The day of judgement; what lies after it has not happened.
        context: Clocks, profile and related statements.

    Raises:
        RefusedError: The step is not allowed: `reason` (code), `step`, `procedure`, `basis` (articles) and
            `obstacles` are among its parameters.
        UndeterminedError: A fact is missing, or a working-day arrangement is not announced; same parameters.
    """
    step = chosen(case, event)
    found = obstacles_of(case, step, event, as_of, context)
    if any(one.level != "unverified" for one in found):
        raise refusal(case, event.step, found)
    return taken(case, step, event, found, context)


def chosen(case: Case, event: Event) -> Step:
    """The step of the data that the event is: its code, its outcome, and the state where several fit.

    Raises `RefusedError` for a step the procedure does not have, `UndeterminedError` for an open outcome.
    """
    named = procedure(case.procedure).named(event.step)
    if not named:
        raise refusal(case, event.step, [_nameless("refused", "unknown-step", event.step)])
    positive = event.outcome in POSITIVE
    fitting = [step for step in named if (step.outcome in POSITIVE) == positive]
    if not fitting or (not event.outcome and len({step.outcome for step in named}) > 1):
        raise refusal(
            case, event.step, [_nameless("undetermined", "outcome-not-stated", event.step, named[0])]
        )
    return next((step for step in fitting if case.state in step.from_states), fitting[0])


def obstacles_of(case: Case, step: Step, event: Event, as_of: date, context: Context) -> tuple[Obstacle, ...]:
    """Everything that stands in the way of this event, or is not known about it."""
    return (
        *out_of_order(case, step, context),
        *of_event(case, step, event, as_of, context),
        *before_step(case, step, event.on, context, event.documents),
    )


def taken(case: Case, step: Step, event: Event, notes: tuple[Obstacle, ...], context: Context) -> Case:
    """The case with the step taken; what showed on the way stays with it."""
    due = deadline(case, step, context)
    late = due.clock if due and due.due and event.on and event.on > due.due else ""
    if due is not None and due.why_zh:
        open_ = Obstacle("unverified", "lateness-not-known", due.why_zh, due.why_en, (due.citation,))
        notes = (*notes, open_)
    moved = step.to != "="
    return evolve(
        case,
        state=step.to if moved else case.state,
        since=event.on if moved else case.since,
        history=(*case.history, Done(event, step.line, notes, late)),
        effects=(*case.effects, *step.effects),
    )


def refusal(
    case: Case, code: str, found: tuple[Obstacle, ...] | list[Obstacle]
) -> RefusedError | UndeterminedError:
    """The error that tells the worst of the obstacles, and carries all."""
    refused = [one for one in found if one.level == "refused"]
    worst = (refused or [one for one in found if one.level == "undetermined"])[0]
    kind = RefusedError if refused else UndeterminedError
    zh, en = reason(worst.reason)
    own = procedure(case.procedure)
    label = own.named(code)[0] if own.named(code) else None
    return kind(
        "{procedure_zh}:“{step_zh}”{verdict_zh},{reason_zh}:{what_zh}(依据:{basis})",
        "{procedure_en}: '{step_en}' {verdict_en}, {reason_en}: {what_en} (basis: {basis})",
        procedure=case.procedure,
        procedure_zh=own.zh,
        procedure_en=own.en,
        case=case.id,
        step=code,
        step_zh=label.zh if label else code,
        step_en=label.en if label else code,
        verdict_zh="不予办理" if refused else "无法判断",
        verdict_en="is refused" if refused else "is undetermined",
        reason=worst.reason,
        reason_zh=zh,
        reason_en=en,
        what_zh=worst.zh,
        what_en=worst.en,
        basis=cited(worst.citations),
        obstacles=tuple(found),
    )


def cited(citations: tuple[Citation, ...]) -> str:
    """Articles in one line; those not read in their own text are marked."""
    marks = {one: "" if one.confidence == "verified" else f" [{one.confidence}]" for one in citations}
    return "; ".join(f"{one.document} {one.clause}".strip() + mark for one, mark in marks.items())


def _nameless(level: str, why: str, code: str, step: Step | None = None) -> Obstacle:
    citations = step.citations if step else (Citation("GIDS", "step"),)
    return Obstacle("refused" if level == "refused" else "undetermined", why, code, code, citations, (code,))
