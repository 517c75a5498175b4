"""What stands in the way of a step: order, actor, documents, time and conditions, each with its source.

A refusal needs a source that was read in its own text and holds here: a law, or a policy text of the profile.
Where the source is secondary, recalled, inferred or of another area, the same finding is `unverified`: the
step may be taken, and the doubt shows. A fact that is not known is
`undetermined`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gov_integrity.errors import UndeterminedError
from gov_integrity.findings.values import Citation

from .guards import Answer, judged, missing_words
from .reading import procedure, vocabulary
from .values import Actor, Case, Context, Event, Guard, Level, Obstacle, Start, Step, Term

__all__ = ["before_step", "of_event", "out_of_order"]


ORDER_OF_DAYS = Citation("GIDS-REC-004")
"""Events are ordered by their days; cited where the step has no source read in its own text."""


def _level(*, sure: bool) -> Level:
    return "refused" if sure else "unverified"


def _names(codes: tuple[str, ...], lang: str) -> str:
    words: dict[str, Term | Actor] = {**vocabulary().documents, **vocabulary().actors}
    return ("、" if lang == "zh" else ", ").join(
        words[code].zh if lang == "zh" else words[code].en for code in codes
    )


def out_of_order(case: Case, step: Step, context: Context) -> Iterator[Obstacle]:
    """Whether the state allows this step; an order without a binding source is not known."""
    if case.state in step.from_states:
        return
    states = procedure(case.procedure).states
    binding = context.binding(step.citations)
    allowed = tuple(states[code] for code in step.from_states)
    now = states[case.state]
    yield Obstacle(
        "refused" if binding else "undetermined",
        "wrong-order" if binding else "order-unverified",
        f"目前为“{now.zh}”,须为“{'、'.join(one.zh for one in allowed)}”",
        f"the case is '{now.en}'; it must be '{', '.join(one.en for one in allowed)}'",
        _shown(step.citations, context),
        (case.state,),
    )


def of_event(case: Case, step: Step, event: Event, as_of: date, context: Context) -> Iterator[Obstacle]:
    """Day, actor and documents of the event."""
    cited, binding = _shown(step.citations, context), context.binding(step.citations)
    yield from _day(case, event, as_of, cited if binding else (ORDER_OF_DAYS,))
    if not event.by:
        zh, en = _names(step.actors, "zh"), _names(step.actors, "en")
        yield Obstacle("undetermined", "actor-not-stated", f"须为{zh}", en, cited, ("by",))
    elif not event.by & set(step.actors):
        zh, en = f"应由{_names(step.actors, 'zh')}办理", f"it is for {_names(step.actors, 'en')}"
        sure = binding and step.actor_confidence == "verified"
        yield Obstacle(_level(sure=sure), "wrong-actor", zh, en, cited, step.actors)
    brought = case.documents | event.documents
    for code, confidence in step.documents.items():
        if code not in brought:
            zh, en = _names((code,), "zh"), _names((code,), "en")
            sure = binding and confidence == "verified"
            yield Obstacle(_level(sure=sure), "missing-document", zh, en, cited, (code,))


def _day(case: Case, event: Event, as_of: date, cited: tuple[Citation, ...]) -> Iterator[Obstacle]:
    last = case.last_on
    if event.on is None:
        yield Obstacle("undetermined", "date-not-stated", "日期", "the day", cited, ("on",))
    elif event.on > as_of:
        zh, en = f"{event.on}在判断日{as_of}之后", f"{event.on} is after the day of judgement, {as_of}"
        yield Obstacle("refused", "too-early", zh, en, cited, ("as_of",))
    elif last is not None and event.on < last:
        zh, en = f"{event.on}早于前一步骤的{last}", f"{event.on} is before the step before it, of {last}"
        yield Obstacle("refused", "too-early", zh, en, cited, ("on",))


def before_step(
    case: Case, step: Step, on: date | None, context: Context, shown: frozenset[str] = frozenset()
) -> Iterator[Obstacle]:
    """Minimum time and conditions of the step on a day; `shown` are documents the event brings."""
    if not context.relevant(step.citations):
        yield Obstacle("unverified", "not-in-profile", step.zh, step.en, step.citations)
    elif not context.binding(step.citations):
        yield Obstacle("unverified", "source-unverified", step.zh, step.en, _shown(step.citations, context))
    if step.minimum is not None:
        yield from _too_early(case, step.minimum, on, context, shown | case.documents)
    for code in step.guards:
        yield from _guarded(vocabulary().guards[code], case, on, context)


def _guarded(guard: Guard, case: Case, on: date | None, context: Context) -> Iterator[Obstacle]:
    answer = judged(guard, case, on, context)
    if answer.met:
        return
    cited = answer.citations or guard.citations
    sure = context.binding(cited)
    zh, en = _told(guard, answer, "zh"), _told(guard, answer, "en")
    if answer.met is None:
        level: Level = "undetermined" if sure else "unverified"
        yield Obstacle(level, "fact-not-known", zh, en, _shown(cited, context), answer.missing)
        return
    why = "too-early" if answer.from_ is not None else "not-met"
    yield Obstacle(_level(sure=sure), why, zh, en, _shown(cited, context), answer.missing)


def _shown(citations: tuple[Citation, ...], context: Context) -> tuple[Citation, ...]:
    """What is told of the sources: those that hold here, or all where none does."""
    return context.relevant(citations) or citations


def _told(guard: Guard, answer: Answer, lang: str) -> str:
    said = guard.zh if lang == "zh" else guard.en
    if answer.from_ is not None and answer.met is False:
        return said + (f"(自{answer.from_}起)" if lang == "zh" else f" (from {answer.from_})")
    if guard.code == "compulsory-steps" and answer.missing:
        return f"{said}({missing_words(answer.missing, lang)})"
    return said


def _too_early(
    case: Case, least: Start, on: date | None, context: Context, shown: frozenset[str]
) -> Iterator[Obstacle]:
    if least.trigger not in case.taken or least.waiver in shown:
        return
    clock = context.periods.clock(least.clock)
    began = case.day_of(least.trigger)
    sure = clock.confidence == "verified"
    if began is None or on is None:
        yield Obstacle(
            "undetermined" if sure else "unverified", "date-not-stated",
            clock.trigger_zh, clock.trigger_en, (clock.citation,), (least.trigger,),
        )  # fmt: skip
        return
    try:
        due = context.periods.due(least.clock, began).due
    except UndeterminedError as error:
        yield Obstacle("undetermined", "calendar", error.text("zh"), error.text("en"), (clock.citation,))
        return
    if on <= due:
        first = due + timedelta(days=1)
        zh, en = f"{clock.topic_zh}(自{first}起)", f"{clock.topic_en} (from {first})"
        yield Obstacle(_level(sure=sure), "too-early", zh, en, (clock.citation,), (least.clock,))
