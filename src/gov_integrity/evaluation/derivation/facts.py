"""What the counting functions share: the period, and readers of dates, amounts and rows of statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from attrs import define, field, frozen

from gov_integrity.evaluation.numbers import number
from gov_integrity.periods import WorkingDayCalendar
from gov_integrity.periods.partial import span

__all__ = ["Count", "Facts", "Statement", "amount", "first_day", "last_day", "rows", "text"]

Statement = Mapping[str, object]


@frozen(slots=True)
class Count:
    """One statement's contribution to one metric of one body.

    A rate or mean adds `denominator` as well; a count, an amount or a maximum has none.
    """

    metric: str
    subject: str
    numerator: Fraction
    denominator: Fraction | None = None
    breakdown: str = ""


@define(slots=True)
class Facts:
    """The period and what was learnt from other statements.

    Attributes:
        first, last: The period; `as_of` is the day on which it is looked at.
        received: First day on which a statement was received, by id.
        published: First day on which a statement was made public, by id.
        archived: Ids of bodies for which an integrity archive was opened.
        balances: Latest debt balance and limit of a body, with the ids they come from.
    """

    first: date
    last: date
    as_of: date
    calendar: WorkingDayCalendar
    received: dict[str, date] = field(factory=dict)
    published: dict[str, date] = field(factory=dict)
    archived: set[str] = field(factory=set)

    def holds(self, day: date | None) -> bool:
        """Whether the day lies inside the period (no day: no)."""
        return day is not None and self.first <= day <= self.last

    def due(self, day: date | None) -> bool:
        """Whether a deadline lies inside the period and has passed on the day of looking."""
        return day is not None and self.holds(day) and day < self.as_of


def text(statement: Statement, key: str) -> str:
    """A text value, empty when absent."""
    value = statement.get(key)
    return value if isinstance(value, str) else ""


def first_day(statement: Statement, key: str) -> date | None:
    """First day that a date field may mean."""
    found = span(text(statement, key))
    return found[0] if found else None


def last_day(statement: Statement, key: str) -> date | None:
    """Last day that a date field may mean."""
    found = span(text(statement, key))
    return found[1] if found else None


def amount(statement: Statement, key: str) -> Fraction | None:
    """An amount of money, or None when absent or no number."""
    value = statement.get(key)
    return None if value is None else number(value)


def rows(statement: Statement, key: str) -> Iterator[Statement]:
    """The rows of a child list."""
    value = statement.get(key)
    if isinstance(value, list | tuple):
        yield from (row for row in value if isinstance(row, Mapping))
