"""A case as far as it was published: the dated steps and fields of a statement, run through its procedure.

What a publication leaves out (who, which document, a day) is kept as a gap and stops nothing; an earlier step
that was not published stops the run, because what follows it cannot be placed. What was published and breaks
the procedure is refused with the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import evolve, frozen

from gov_integrity.errors import GovIntegrityError, RefusedError, UndeterminedError, UsageError
from gov_integrity.periods.partial import span
from gov_integrity.tables import read_rows

from .advancing import chosen, obstacles_of, refusal, taken
from .facts import facts_of, linked, texts
from .guards import missing_words
from .reading import procedure, procedure_of, vocabulary
from .values import Case, Context, Event, Json, Obstacle, Procedure, Step

__all__ = ["Replay", "replay"]

_COLUMNS = ("procedure", "list", "day", "condition", "step", "outcome", "by", "documents")
_GAPS = frozenset({"actor-not-stated", "date-not-stated", "fact-not-known", "missing-document", "calendar"})
"""What a publication may leave out without breaking the law."""


@frozen(slots=True)
class Replay:
    """A statement run through its procedure.

    Attributes:
        case: The case after the last step that could be placed.
        stop: Why the run ended early; None when everything published was placed.
        left: The events that were not placed, the one that stopped the run first.
        outside: Step codes that the procedure does not know; they are no part of it.
    """

    case: Case
    stop: GovIntegrityError | None
    left: tuple[Event, ...]
    outside: tuple[str, ...]


@frozen(slots=True)
class _Telling:
    """A field, or the rows of a child list, that tells a step (`data/published.csv`)."""

    list: str
    day: str
    needs_day: bool
    field: str
    values: frozenset[str]
    step: str
    outcome: str
    by: str
    document: str
    shown_by: str


@cache
def _tellings() -> Mapping[str, tuple[_Telling, ...]]:
    found: dict[str, list[_Telling]] = {}
    for row in read_rows(files(__package__) / "data" / "published.csv", _COLUMNS):
        field, _, values = row.cells["condition"].partition("=")
        document, _, shown_by = row.cells["documents"].partition("?")
        found.setdefault(row.text("procedure"), []).append(
            _Telling(
                row.cells["list"], row.cells["day"].rstrip("?"), bool(row.cells["day"].strip("?"))
                and not row.cells["day"].endswith("?"), field, frozenset(values.split("|")), row.text("step"),
                row.cells["outcome"], row.cells["by"], document, shown_by,
            )
        )  # fmt: skip
    return {name: tuple(rows) for name, rows in found.items()}


def replay(statement: Json, *, as_of: date, context: Context) -> Replay:
    """Run a statement through its procedure, as true on `as_of`.

    Args:
        statement: A statement as plain JSON.
        as_of: What lies after it is left out.
        context: Clocks, profile, and the other statements by id.

    Raises:
        UsageError: No procedure serves statements of that type and kind.
    """
    own = procedure_of(str(statement.get("type")), str(statement.get("kind", "")))
    if own is None:
        raise UsageError(
            "陈述类型 {type}(种类 {kind})没有程序",
            "there is no procedure for statements of type {type} and kind {kind}",
            type=str(statement.get("type")), kind=str(statement.get("kind", "-")),
        )  # fmt: skip
    known = {step.code for step in own.steps}
    events = _events(own, statement, context)
    outside = tuple(dict.fromkeys(event.step for event in events if event.step not in known))
    waiting = [event for event in events if event.step in known and not (event.on and event.on > as_of)]
    case = Case(own.id, str(statement.get("id", "")), facts=facts_of(own.id, statement, context))
    while waiting:
        try:
            case = _placed(case, waiting[0], waiting[1:], as_of, context)
        except (RefusedError, UndeterminedError) as error:
            return Replay(case, error, tuple(waiting), outside)
        waiting.pop(0)
    return Replay(case, None, (), outside)


def _placed(case: Case, event: Event, later: list[Event], as_of: date, context: Context) -> Case:
    step = chosen(case, event)
    found = tuple(_softened(one) for one in obstacles_of(case, step, event, as_of, context))
    stopping = [one for one in found if one.level != "unverified"]
    if not stopping:
        return taken(case, step, event, found, context)
    published = {one.step for one in later}
    order = next((one for one in stopping if one.reason in {"wrong-order", "order-unverified"}), None)
    if order is not None:
        missing = _earlier(case, step)
        stopping = [_unpublished(order, missing)] if missing and not set(missing) & published else stopping
    else:
        known = {one.code for one in procedure(case.procedure).steps} - published
        stopping = [_unpublished(one, one.codes) if _absent(one, known) else one for one in stopping]
    raise refusal(case, event.step, stopping)


def _softened(one: Obstacle) -> Obstacle:
    """A gap of the publication is no refusal: it stays with the case as a doubt."""
    return evolve(one, level="unverified") if one.reason in _GAPS else one


def _absent(one: Obstacle, unpublished: set[str]) -> bool:
    """Whether a condition is not met for want of steps alone, none of which was published."""
    return one.reason == "not-met" and set(one.codes) <= unpublished


def _unpublished(one: Obstacle, missing: tuple[str, ...]) -> Obstacle:
    zh, en = missing_words(missing, "zh"), missing_words(missing, "en")
    return Obstacle("undetermined", "not-published", zh, en, one.citations, missing)


def _earlier(case: Case, step: Step) -> tuple[str, ...]:
    """The steps that are missing before this one: the shortest way from the state."""
    own = procedure(case.procedure)
    ways: dict[str, tuple[str, ...]] = {case.state: ()}
    waiting = [case.state]
    for state in waiting:
        for one in own.steps:
            if state in one.from_states and one.to != "=" and one.to not in ways:
                ways[one.to] = (*ways[state], one.code)
                waiting.append(one.to)
    way = min((ways[state] for state in step.from_states if state in ways), key=len, default=())
    return tuple(dict.fromkeys(way))


def _events(own: Procedure, statement: Json, context: Context) -> list[Event]:
    """What the statement tells, in the order of days; of one day, in the order of the procedure."""
    actors = _actors(statement, context)
    shown = _evidence(statement)
    stated = [_stated(row, actors, shown) for row in _rows(statement, "steps")]
    told = list(_told(own, statement))
    stated = [_filled(event, told) for event in stated]
    named = {event.step for event in stated}
    told = [one for one in told if one.step not in named]
    lines = {step.code: step.line for step in own.steps}
    keyed: list[tuple[date, int, Event]] = []
    for group in (sorted(told, key=lambda one: lines[one.step]), stated):
        latest = date.min
        for event in group:
            latest = event.on or latest
            keyed.append((latest, lines.get(event.step, 0), event))
    return [event for _, _, event in sorted(keyed, key=lambda one: one[:2])]


def _filled(event: Event, told: list[Event]) -> Event:
    """A stated step, with what the fields of the statement say of it besides."""
    for one in told:
        if one.step == event.step:
            return evolve(event, by=event.by or one.by, documents=event.documents | one.documents)
    return event


def _stated(row: Json, actors: Mapping[str, frozenset[str]], shown: Mapping[str, frozenset[str]]) -> Event:
    return Event(
        step=str(row.get("step", "")),
        on=_day(row.get("on")) or _day(row.get("until")),
        by=actors.get(str(row.get("by", "")), frozenset()),
        documents=shown.get(str(row.get("no", "")), frozenset()),
        outcome=str(row.get("outcome", "")),
    )


def _told(own: Procedure, statement: Json) -> Iterator[Event]:
    for telling in _tellings().get(own.id, ()):
        for row in _rows(statement, telling.list) if telling.list else (statement,):
            if telling.needs_day and telling.day not in row:
                continue
            values = set(texts(row, telling.field)) if telling.field else set()
            if (
                telling.field
                and not ("*" in telling.values and row.get(telling.field))
                and not (values & telling.values)
            ):
                continue
            by = telling.by.removeprefix("=") if telling.by.startswith("=") else ""
            by = by or {"stated_by": "keeper", "": ""}[telling.by]
            brings = telling.document and row.get(telling.shown_by)
            yield Event(
                telling.step,
                _day(row.get(telling.day)) if telling.day else None,
                frozenset({by} if by else ()),
                frozenset({telling.document} if brings else ()),
                telling.outcome,
            )
            break


def _actors(statement: Json, context: Context) -> Mapping[str, frozenset[str]]:
    """Which actors each body or person of the statement is: by its fields, roles and kind of body."""
    found: dict[str, set[str]] = {}
    named = {str(row["by"]) for row in _rows(statement, "steps") if row.get("by")}
    for actor in vocabulary().actors.values():
        for name in actor.fields:
            head, _, inner = name.partition(".")
            sources = linked(statement, context) if inner else (statement,)
            for source in sources:
                found.setdefault(str(source.get(inner or head, "")), set()).add(actor.code)
        for row in _rows(statement, "parties"):
            if row.get("role") in actor.roles:
                found.setdefault(str(row.get("party", "")), set()).add(actor.code)
        for name in named:
            other = context.statements.get(name, {})
            if other.get("kind") in actor.kinds and other.get("type") == "organisation":
                found.setdefault(name, set()).add(actor.code)
    return {name: frozenset(codes) for name, codes in found.items() if name}


def _evidence(statement: Json) -> Mapping[str, frozenset[str]]:
    """Documents that the evidence rows show, by the number of the step they prove."""
    found: dict[str, set[str]] = {}
    for row in _rows(statement, "evidence"):
        head, _, number = str(row.get("part", "")).partition("/")
        for document in vocabulary().documents.values():
            if head == "steps" and any(word in str(row.get("title", "")) for word in document.titles):
                found.setdefault(number, set()).add(document.code)
    return {number: frozenset(codes) for number, codes in found.items()}


def _rows(statement: Json, name: str) -> tuple[Json, ...]:
    """The rows of a child list; empty where there is none."""
    found = statement.get(name)
    return tuple(row for row in (found if isinstance(found, list) else ()) if isinstance(row, Mapping))


def _day(value: object) -> date | None:
    """A whole day; what is known to the month or the year alone is not a day."""
    found = span(value)
    return found[0] if found and found[0] == found[1] else None
