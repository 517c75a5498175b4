"""What stands in the way of a step: order, actor, documents, time and conditions, each with its source.

A refusal needs a source read in its own text. Where the source is secondary, recalled or inferred, the same
finding is `unverified`: the step may be taken, and the doubt shows. A fact that is not known is
`undetermined`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gov_integrity.errors import UndeterminedError
from gov_integrity.findings.values import Citation

from .guards import Answer, guards_of, judged, missing_words
from .reading import procedure, vocabulary
from .values import Actor, Case, Context, Event, Guard, Level, Obstacle, Start, Step, Term

__all__ = ["before_step", "of_event", "out_of_order"]


ORDER_OF_DAYS = Citation("GIDS", "GIDS-REC-004")
"""Events are ordered by their days; cited where the step has no source read in its own text."""


def _level(*, sure: bool) -> Level:
    return "refused" if sure else "unverified"


def _names(codes: tuple[str, ...], lang: str) -> str:
    words: dict[str, Term | Actor] = {**vocabulary().documents, **vocabulary().actors}
    return ("、" if lang == "zh" else ", ").join(
        words[code].zh if lang == "zh" else words[code].en for code in codes
    )


def out_of_order(case: Case, step: Step) -> Iterator[Obstacle]:
    """Whether the state, and the steps taken, allow this one."""
    states = procedure(case.procedure).states
    level: Level = "refused" if step.verified else "undetermined"
    why = "wrong-order" if step.verified else "order-unverified"
    if case.state not in step.from_states:
        allowed = tuple(states[code] for code in step.from_states)
        now = states[case.state]
        yield Obstacle(
            level,
            why,
            f"目前为“{now.zh}”,须为“{'、'.join(one.zh for one in allowed)}”",
            f"the case is '{now.en}'; it must be '{', '.join(one.en for one in allowed)}'",
            step.citations,
            (case.state,),
        )
        return
    missing = tuple(code for code in step.after if code not in case.taken)
    if missing:
        zh, en = missing_words(missing, "zh"), missing_words(missing, "en")
        yield Obstacle(level, why, f"须先办理:{zh}", f"first comes: {en}", step.citations, missing)


def of_event(case: Case, step: Step, event: Event, as_of: date) -> Iterator[Obstacle]:
    """Day, actor and documents of the event."""
    last = case.last_on
    time = step.citations if step.verified else (ORDER_OF_DAYS,)
    if event.on is None:
        yield Obstacle("undetermined", "date-not-stated", "日期", "the day", step.citations, ("on",))
    elif event.on > as_of:
        zh, en = f"{event.on}在判断日{as_of}之后", f"{event.on} is after the day of judgement, {as_of}"
        yield Obstacle("refused", "too-early", zh, en, time, ("as_of",))
    elif last is not None and event.on < last:
        zh, en = f"{event.on}早于前一步骤的{last}", f"{event.on} is before the step before it, of {last}"
        yield Obstacle("refused", "too-early", zh, en, time, ("on",))
    if not event.by:
        zh, en = _names(step.actors, "zh"), _names(step.actors, "en")
        yield Obstacle("undetermined", "actor-not-stated", f"须为{zh}", en, step.citations, ("by",))
    elif not event.by & set(step.actors):
        zh, en = f"应由{_names(step.actors, 'zh')}办理", f"it is for {_names(step.actors, 'en')}"
        sure = step.actor_confidence == "verified" and step.verified
        yield Obstacle(_level(sure=sure), "wrong-actor", zh, en, step.citations, step.actors)
    shown = case.documents | event.documents
    for code, confidence in step.documents.items():
        if code not in shown:
            zh, en = _names((code,), "zh"), _names((code,), "en")
            sure = confidence == "verified" and step.verified
            yield Obstacle(_level(sure=sure), "missing-document", zh, en, step.citations, (code,))


def before_step(
    case: Case, step: Step, on: date | None, context: Context, shown: frozenset[str] = frozenset()
) -> Iterator[Obstacle]:
    """Minimum time and conditions of the step on a day; `shown` are documents the event brings."""
    if not step.verified:
        yield Obstacle("unverified", "source-unverified", step.zh, step.en, step.citations)
    if step.minimum is not None:
        yield from _too_early(case, step.minimum, on, context, shown | case.documents)
    for codes in step.guards:
        yield from _guarded(guards_of(codes), case, on, context)


def _guarded(guards: tuple[Guard, ...], case: Case, on: date | None, context: Context) -> Iterator[Obstacle]:
    """One condition, or alternatives of which one is enough."""
    answers = [judged(guard, case, on, context) for guard in guards]
    if any(answer.met for answer in answers):
        return
    known = all(answer.met is False for answer in answers)
    pairs = zip(guards, answers, strict=True)
    cited = tuple(one for guard, answer in pairs for one in answer.citations or (guard.citation,))
    sure = any(one.confidence == "verified" for one in cited)
    codes = tuple(dict.fromkeys(code for answer in answers for code in answer.missing))
    zh, en = (_told(guards, answers, lang) for lang in ("zh", "en"))
    if not known:
        yield Obstacle("undetermined" if sure else "unverified", "fact-not-known", zh, en, cited, codes)
        return
    timed = any(answer.from_ is not None for answer in answers)
    yield Obstacle(_level(sure=sure), "too-early" if timed else "not-met", zh, en, cited, codes)


def _told(guards: tuple[Guard, ...], answers: list[Answer], lang: str) -> str:
    words: list[str] = []
    for guard, answer in zip(guards, answers, strict=True):
        said = guard.zh if lang == "zh" else guard.en
        if answer.from_ is not None and answer.met is False:
            said += f"(自{answer.from_}起)" if lang == "zh" else f" (from {answer.from_})"
        elif guard.code == "compulsory-steps" and answer.missing:
            said += f"({missing_words(answer.missing, lang)})"
        words.append(said)
    return (" 或 " if lang == "zh" else " or ").join(words)


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
