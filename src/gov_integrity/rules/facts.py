"""What rules ask of their context: what the profile names, what is declared complete, when a clock ends."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from gov_integrity.codelists import codelist
from gov_integrity.errors import UndeterminedError
from gov_integrity.periods.partial import after, bounds

from .values import Context, Statement, Tally

if TYPE_CHECKING:
    from gov_integrity.periods import Periods
    from gov_integrity.policy import Profile

__all__ = [
    "UNDONE", "Tallies", "bulk_only", "declared", "discipline_until", "due_day", "in_its_time", "kept",
    "named", "only_after", "over", "roles", "sourced", "steps_done", "steps_taken",
]  # fmt: skip

Tallies = Mapping[Hashable, Tally]

UNDONE = frozenset({"not-done", "not-needed"})
"""Outcomes of a step by which nothing was done, for whatever reason."""

_BULK = frozenset({"licence", "penalty"})
_REMEMBERED = 100_000
# The value holds the object whose identity is in the key, so that the identity is not given to another.
_NAMED: dict[tuple[int, str, tuple[str, ...], str], tuple[Profile, frozenset[str]]] = {}
_DAYS: dict[tuple[object, ...], tuple[Periods, date | None]] = {}


def named(context: Context, section: str, clauses: tuple[str, ...], target: str = "") -> frozenset[str]:
    """Codes that the profile lists in `section` with one of these clauses, for `target` where it is given."""
    if context.profile is None:
        return frozenset()
    key = (id(context.profile), section, clauses, target)
    if key not in _NAMED:
        found = frozenset(
            entry.code
            for entry in context.profile.section(section)
            if set(clauses) & set(entry.clauses) and (not target or entry.target == target)
        )
        _NAMED[key] = (context.profile, found)
    return _NAMED[key][1]


@cache
def sourced(name: str, clauses: tuple[str, ...]) -> frozenset[str]:
    """Codes of the list `name` that come from one of these clauses, whatever the profile."""
    wanted = set(clauses)
    return frozenset(code for code, found in codelist(name).codes.items() if wanted & set(found.sources))


def declared(context: Context, kind: str, body: str = "", since: str = "", until: str = "") -> bool:
    """Whether the header declares `kind` complete for the body from `since` to `until`.

    Empty `since` asks for everything from the beginning, empty `until` for everything up to the day of
    judgement. Days known only to the month or year must lie in the range on every reading.
    """
    last = bounds(until)[1].isoformat() if until else context.as_of.isoformat()
    first = bounds(since)[0].isoformat() if since else ""
    return any(
        part.type == kind
        and part.body in {"", body}
        and part.since <= first
        and (not part.until or part.until >= last)
        for part in context.coverage
    )


def in_its_time(context: Context, day: str) -> bool:
    """Whether what was done that day (empty: not told) may fall under the profile's text.

    What was done before a text was in force cannot have broken it.
    """
    profile = context.profile
    return profile is None or not day or bounds(day)[1] >= profile.head.in_force_from


def over(until: str, context: Context) -> bool:
    """Whether what has that last day (empty: none) may be no more."""
    return bool(until) and not after(until, context.as_of)


def due_day(context: Context, clock: str, trigger: str, extension: str | None = None) -> date | None:
    """The last day of the clock for the latest day that `trigger` may mean.

    None where a year without a working-day arrangement would have to be counted.
    """
    day = bounds(trigger)[1]

    def due() -> date | None:
        try:
            return context.periods.due(clock, day, extension=extension).due
        except UndeterminedError:
            return None

    return _remembered(context.periods, ("due", clock, day, extension), due)


def discipline_until(context: Context, kind: str, since: str) -> date | None:
    """The last day that discipline of a kind can have, begun on the latest day that `since` may mean.

    None where the law in force then sets it no months.
    """
    start = bounds(since)[1]
    rule = context.periods.sanctions.get(kind)
    if rule is None or rule.months is None or start < rule.valid_from:
        return None

    def longest() -> date | None:
        window = context.periods.windows(start, context.as_of, subject="official", cls=kind, times=9)
        return window[0].longer_until.last if window and window[0].longer_until else None

    return _remembered(context.periods, ("discipline", kind, start, context.as_of), longest)


def _remembered(
    periods: Periods, question: tuple[object, ...], answer: Callable[[], date | None]
) -> date | None:
    """What calendar and clocks answer, asked once."""
    key = (id(periods), *question)
    found = _DAYS.get(key)
    if found is None:
        found = (periods, answer())
        if len(_DAYS) < _REMEMBERED:
            _DAYS[key] = found
    return found[1]


def kept(tallies: Tallies, name: str) -> Iterator[tuple[tuple[str, ...], Tally]]:
    """The tallies whose key is a tuple that begins with `name`, without it."""
    for key, tally in tallies.items():
        if isinstance(key, tuple) and key[0] == name:
            yield key[1:], tally


def bulk_only(publication: Statement) -> bool:
    """Whether it publishes nothing but licences and penalties, which come by the hundred thousand."""
    kinds = publication.get("kinds", ())
    return len(kinds) > 0 and _BULK.issuperset(kinds)


def roles(statement: Statement) -> set[str]:
    """The parts that parties play in the statement."""
    return {row["role"] for row in statement.get("parties", ())}


def only_after(
    statement: Statement, steps: Collection[str], day: str
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of `steps` taken after `day`, where no row of the same step may have been taken by then."""
    rows = [
        (index, row)
        for index, row in enumerate(statement.get("steps", ()))
        if row["step"] in steps and row.get("outcome") != "not-done"
    ]
    in_time = {row["step"] for _, row in rows if "on" not in row or not after(row["on"], day)}
    return ((index, row) for index, row in rows if row["step"] not in in_time)


def steps_done(statement: Statement) -> set[str]:
    """The steps by which something was done: neither left out nor said not to be needed."""
    return {row["step"] for row in statement.get("steps", ()) if row.get("outcome") not in UNDONE}


def steps_taken(statement: Statement) -> set[str]:
    """The steps that were taken; one that was expressly not done is not among them."""
    return {row["step"] for row in statement.get("steps", ()) if row.get("outcome") != "not-done"}
