"""The working-day calendar: which days of the announced years are worked, and on whose word.

The State Council arranges each year's days off (全国年节及纪念日放假办法; yearly notice of the General
Office). A year without an arrangement has no working days that could be counted: the answer is
`UndeterminedError`, never a guess from the weekday. Data: one row a day that differs from Monday-Friday work,
or that is a statutory holiday; the kind of a day off (statutory or adjusted) is inferred from the Measures
and marked so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, cast

from attrs import field, frozen

from gov_integrity.errors import DataFileError, UndeterminedError, UsageError
from gov_integrity.tables import Confidence, Row, TableFile, read_rows, unique, weakest

__all__ = ["Arrangement", "CalendarDay", "DayKind", "WorkingDayCalendar", "read_calendar"]

DayKind = Literal[
    "working-day", "rest-day", "statutory-holiday", "adjusted-rest-day", "make-up-working-day"
]  # fmt: skip
_LISTED: tuple[DayKind, ...] = ("statutory-holiday", "adjusted-rest-day", "make-up-working-day")

YEAR_COLUMNS = (
    "year", "document", "document_confidence", "source",
    "statutory_days", "adjusted_rest_days", "make_up_days", "confidence",
)  # fmt: skip
DAY_COLUMNS = ("date", "kind", "holiday", "arrangement", "source", "confidence", "kind_confidence")

_DAY = timedelta(days=1)


@frozen(slots=True)
class CalendarDay:
    """A day that is a statutory holiday or differs from Monday-Friday work.

    Attributes:
        day: The day.
        kind: Statutory holiday, adjusted rest day or make-up working day.
        holiday: The holiday it belongs to, in Chinese.
        arrangement: Year of the arrangement that says so (the last days of December may belong to the next).
        source: Where it was read.
        confidence: How sure it is whether the day is worked.
        kind_confidence: How sure the kind is.
    """

    day: date
    kind: DayKind
    holiday: str
    arrangement: int
    source: str
    confidence: Confidence
    kind_confidence: Confidence


@frozen(slots=True)
class Arrangement:
    """The notice that arranges one year; `counts` are its days of each listed kind, a checksum."""

    year: int
    document: str
    document_confidence: Confidence
    source: str
    counts: tuple[int, int, int]
    confidence: Confidence


@frozen(slots=False)
class WorkingDayCalendar:
    """Working days of the years whose arrangement is known.

    Attributes:
        days: The listed days, by date.
        arrangements: The notices, by year; the years follow one another without a gap.
    """

    days: Mapping[date, CalendarDay] = field(repr=False)
    arrangements: Mapping[int, Arrangement] = field(repr=False)

    @cached_property
    def coverage(self) -> tuple[date, date]:
        """First and last day that can be answered for."""
        return date(min(self.arrangements), 1, 1), date(max(self.arrangements), 12, 31)

    def covers(self, day: date) -> bool:
        """Whether the arrangement of that day's year is known."""
        return day.year in self.arrangements

    def kind_of(self, day: date) -> DayKind:
        """What kind of day it is. Raises `UndeterminedError` outside the announced years."""
        if not self.covers(day):
            raise self._unannounced(day)
        listed = self.days.get(day)
        if listed is not None:
            return listed.kind
        return "working-day" if day.weekday() < 5 else "rest-day"

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked. Raises `UndeterminedError` outside the announced years."""
        return self.kind_of(day) in ("working-day", "make-up-working-day")

    def working_days(self, first: date) -> Iterator[date]:
        """Working days from `first` on; ends in `UndeterminedError` where the announced years end."""
        day = first
        while True:
            if self.is_working_day(day):
                yield day
            day += _DAY

    def add_working_days(self, anchor: date, count: int, *, count_first: bool = False) -> date:
        """The last of `count` working days after `anchor` (the first day does not count, 民法典 art. 201).

        Args:
            anchor: The day of the event.
            count: How many working days, at least 1.
            count_first: Count the anchor too, if it is a working day.

        Raises `UndeterminedError` when a day outside the announced years would have to be counted.
        """
        if count < 1:
            raise UsageError("天数须不小于 1", "the number of days must be at least 1", count=count)
        days = self.working_days(anchor if count_first else anchor + _DAY)
        return next(day for number, day in enumerate(days, start=1) if number == count)

    def confidence(self, first: date, last: date) -> Confidence:
        """The weakest confidence of the arrangements of those days' years."""
        years = range(first.year, last.year + 1)
        return weakest(self.arrangements[year].confidence for year in years if year in self.arrangements)

    def provisional(self, day: date) -> bool:
        """Whether next year's notice may still change the day.

        A New Year arrangement reaches back: that of 2019 made 29 December 2018 a working day and the 31st a
        rest day. So the last week of the last announced year is announced, but not final.
        """
        return day.year == self.coverage[1].year and (day.month, day.day) >= (12, 25)

    def _unannounced(self, day: date) -> UndeterminedError:
        first, last = self.coverage
        if day < first:
            return UndeterminedError(
                "没有 {year} 年的工作日数据;最早可计算的日期为 {first}",
                "there are no working-day data for {year}; the first day that can be counted is {first}",
                reason="before-coverage", year=day.year, first=first, last=last,
            )  # fmt: skip
        return UndeterminedError(
            "{year} 年节假日安排尚未公布,无法确定;最后可计算的日期为 {last}",
            "undetermined: the holiday arrangement of {year} is not yet announced; "
            "the last day that can be counted is {last}",
            reason="not-yet-announced", year=day.year, first=first, last=last,
        )  # fmt: skip


def read_calendar(years: Iterable[TableFile], days: Iterable[TableFile]) -> WorkingDayCalendar:
    """The calendar of these year tables and day tables together. Raises `DataFileError`.

    An arrangement's rows must be as many as its year row says, and the years must follow one another, so that
    a day or a year left out by mistake does not turn silently into working days.
    """
    found: dict[str, tuple[Arrangement, Row]] = {}
    for file in years:
        for row in read_rows(file, YEAR_COLUMNS):
            unique(found, str(_year(row, "year")), (_arrangement(row), row), row)
    listed: dict[str, CalendarDay] = {}
    for file in days:
        for row in read_rows(file, DAY_COLUMNS):
            day = _calendar_day(row)
            if str(day.arrangement) not in found:
                raise row.refuse("arrangement")
            unique(listed, day.day.isoformat(), day, row)
    for arrangement, row in found.values():
        _check(arrangement, row, listed.values())
    by_year = {arrangement.year: arrangement for arrangement, _ in found.values()}
    for arrangement, row in found.values():
        if arrangement.year != min(by_year) and arrangement.year - 1 not in by_year:
            raise row.refuse("year")
    return WorkingDayCalendar({day.day: day for day in listed.values()}, dict(sorted(by_year.items())))


def _year(row: Row, column: str) -> int:
    year = row.number(column)
    if not 1900 <= year <= 9000:
        raise row.refuse(column)
    return year


def _arrangement(row: Row) -> Arrangement:
    return Arrangement(
        year=_year(row, "year"),
        document=row.text("document"),
        document_confidence=row.confidence("document_confidence"),
        source=row.text("source"),
        counts=(row.number("statutory_days"), row.number("adjusted_rest_days"), row.number("make_up_days")),
        confidence=row.confidence(),
    )


def _calendar_day(row: Row) -> CalendarDay:
    found = CalendarDay(
        day=row.day("date"),
        kind=row.choice("kind", _LISTED),
        holiday=row.text("holiday"),
        arrangement=_year(row, "arrangement"),
        source=row.text("source"),
        confidence=row.confidence(),
        kind_confidence=row.confidence("kind_confidence"),
    )
    weekend = found.day.weekday() >= 5
    if (found.kind == "make-up-working-day" and not weekend) or (
        found.kind == "adjusted-rest-day" and weekend
    ):
        raise row.refuse("kind")
    if found.arrangement not in (found.day.year, found.day.year + 1):
        raise row.refuse("arrangement")
    return found


def _check(arrangement: Arrangement, row: Row, days: Iterable[CalendarDay]) -> None:
    kinds = [day.kind for day in days if day.arrangement == arrangement.year]
    counts = cast("tuple[int, int, int]", tuple(kinds.count(kind) for kind in _LISTED))
    if counts != arrangement.counts:
        raise DataFileError(
            "{file} 第{line}行:{year} 年安排应有 {wanted} 天(法定、调休、补班),实有 {counts} 天",
            "{file} line {line}: the arrangement of {year} must have {wanted} days (statutory, adjusted "
            "rest, make-up) and has {counts}",
            file=row.file, line=row.line, year=arrangement.year, wanted=arrangement.counts, counts=counts,
        )  # fmt: skip
