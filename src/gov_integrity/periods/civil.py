"""When a legal period ends: 民法典 arts. 200-204, and the answers the law leaves open as named options.

Art. 200 the public calendar; art. 201 the first day does not count; art. 202 months and years end on the day
of the same number, or the last day of the month; art. 203 a last day that is a rest day moves past the rest;
art. 204 other law may differ, so first-day rule and roll are parameters. The end is always
computed from the original anchor in one step: one month after another drifts (31 January + 1 + 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from attrs import frozen

from gov_integrity.errors import UsageError

from .calendar import WorkingDayCalendar

__all__ = ["DEFAULT_OPTIONS", "Options", "PeriodEnd", "Span", "Unit", "period_end", "roll_forward"]

Unit = Literal["working-day", "day", "month", "year"]
_DAY = timedelta(days=1)


@frozen(slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@frozen(slots=True)
class Options:
    """Answers to what the law leaves open; the defaults are the reading of this package.

    Attributes:
        publicity_first_day: 自...之日起 of a publicity period: leave the day out (民法典 201) or count it.
        publicity_roll: Whether art. 203 moves the end of publicity too. It speaks of acts to be performed, so
            by default the automatic end does not move.
        make_up_day_rests: Whether a weekend day made a working day still counts as a rest day for art. 203.
            By default it does not: it is worked.
        before_includes_day: Whether "before 1 July" includes 1 July. By default it does not.
    """

    publicity_first_day: Literal["excluded", "included"] = "excluded"
    publicity_roll: bool = False
    make_up_day_rests: bool = False
    before_includes_day: bool = False


DEFAULT_OPTIONS = Options()


@frozen(slots=True)
class PeriodEnd:
    """The last day of a period, and how it was found.

    Attributes:
        anchor: The day of the event.
        end: The last day; the period ends at 24:00, or at the close of business.
        counted: The days that were counted, as runs.
        rolled_from: The computed last day, when art. 203 moved it.
    """

    anchor: date
    end: date
    counted: tuple[Span, ...]
    rolled_from: date | None = None

    @property
    def counted_days(self) -> int:
        """How many days were counted."""
        return sum(span.days for span in self.counted)


def period_end(
    anchor: date,
    length: int,
    unit: Unit,
    calendar: WorkingDayCalendar,
    *,
    roll: bool = False,
    count_first_day: bool = False,
    suspended: Sequence[Span] = (),
    options: Options = DEFAULT_OPTIONS,
) -> PeriodEnd:
    """The end of a period, so many of a `unit` as `length` says, that an event on `anchor` starts.

    Args:
        anchor: The day of the event.
        length: At least 1.
        unit: working-day, day, month or year.
        calendar: Needed for working days and for the roll.
        roll: Move the end off a rest day (art. 203); for acts to be performed, not for an automatic end.
        count_first_day: Count the anchor itself (a departure from art. 201 by other law).
        suspended: Days that do not count by law, such as those of an expert opinion; only for day units.
        options: See `Options`; only `make_up_day_rests` matters here.

    Raises:
        UndeterminedError: A day outside the announced years would have to be counted or rolled over.
        UsageError: The length is below 1, the end is beyond the calendar, or months are suspended.
    """
    if length < 1:
        raise UsageError("期间长度须不小于 1", "the length of a period must be at least 1", length=length)
    if anchor == date.max:
        raise beyond(anchor)
    if unit in ("month", "year"):
        if suspended:
            raise UsageError(
                "按月、年计算的期间不支持扣除时间", "periods in months or years cannot be suspended"
            )
        end = _add_months(anchor, length * (12 if unit == "year" else 1), count_first_day=count_first_day)
        counted: tuple[Span, ...] = (Span(anchor if count_first_day else anchor + _DAY, end),)
    else:
        works = calendar.is_working_day if unit == "working-day" else _always
        days = _count(anchor if count_first_day else anchor + _DAY, length, works, suspended)
        end, counted = days[-1], _runs(days)
    rolled = roll_forward(end, calendar, options) if roll else end
    return PeriodEnd(anchor, rolled, counted, end if rolled != end else None)


def roll_forward(day: date, calendar: WorkingDayCalendar, options: Options = DEFAULT_OPTIONS) -> date:
    """`day`, or the first day after the rest period it falls in (art. 203). Raises `UndeterminedError`."""
    while not calendar.is_working_day(day) or (
        options.make_up_day_rests and calendar.kind_of(day) == "make-up-working-day"
    ):
        day += _DAY
    return day


def _always(_day: date) -> bool:
    return True


def beyond(anchor: date) -> UsageError:
    """The error for a period that leaves the calendar."""
    return UsageError(
        "自 {anchor} 起的期间超出公历范围", "the period from {anchor} leaves the calendar", anchor=anchor
    )


def _count(first: date, length: int, counts: Callable[[date], bool], suspended: Sequence[Span]) -> list[date]:
    found: list[date] = []
    day = first
    while True:
        if counts(day) and not any(day in span for span in suspended):
            found.append(day)
        if len(found) == length:
            return found
        if day == date.max:
            raise beyond(first)
        day += _DAY


def _runs(days: Iterable[date]) -> tuple[Span, ...]:
    runs: list[Span] = []
    for day in days:
        if runs and runs[-1].last + _DAY == day:
            runs[-1] = Span(runs[-1].first, day)
        else:
            runs.append(Span(day, day))
    return tuple(runs)


def _add_months(anchor: date, months: int, *, count_first_day: bool) -> date:
    from pendulum import Date

    try:
        moved = Date(anchor.year, anchor.month, anchor.day).add(months=months)
    except (OverflowError, ValueError) as error:
        raise beyond(anchor) from error
    end = date(moved.year, moved.month, moved.day)
    # With the first day counted, the period is full the day before the one of the same number; where that
    # number is missing, the month's last day already is that day before.
    return end - _DAY if count_first_day and end.day == anchor.day else end
