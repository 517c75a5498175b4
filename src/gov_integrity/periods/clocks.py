"""Clocks: within what time who must do what, and until which day (`data/clocks/*.csv`).

A clock is a row of data: who, trigger, length, unit, first-day rule, roll, document, article, time in force
and confidence; what may lengthen it (an approval, a contract, an expert opinion) is a row of the extension
table. `due` gives them meaning. The length comes from `document` and `article`; policy clauses that state the
clock are in `clauses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from attrs import evolve, frozen

from gov_integrity.errors import UsageError
from gov_integrity.findings.values import Citation
from gov_integrity.tables import Confidence, Row, TableFile, parse_date, read_rows, unique, weakest

from .calendar import WorkingDayCalendar
from .civil import DEFAULT_OPTIONS, Options, PeriodEnd, Span, Unit, period_end, roll_forward

__all__ = ["Clock", "ClockUnit", "Due", "Extension", "Nature", "due", "read_clocks"]

ClockUnit = Literal[
    "working-day", "day", "month", "year",
    "annual-by", "annual-before", "date-by", "immediate", "rate-per-day",
]  # fmt: skip
Nature = Literal["at-most", "at-least", "automatic-end"]

COUNTED: tuple[Unit, ...] = ("working-day", "day", "month", "year")
UNITS: tuple[ClockUnit, ...] = (
    *COUNTED,
    "annual-by",
    "annual-before",
    "date-by",
    "immediate",
    "rate-per-day",
)
NATURES: tuple[Nature, ...] = ("at-most", "at-least", "automatic-end")
EFFECTS: tuple[Literal["add", "replace", "suspend"], ...] = ("add", "replace", "suspend")

CLOCK_COLUMNS = (
    "id", "source_ids", "topic_zh", "topic_en", "who_zh", "who_en", "trigger", "trigger_zh", "trigger_en",
    "length", "unit", "nature", "first_day", "roll", "division", "in_force_from", "in_force_to",
    "dates_confidence", "document", "article", "source", "confidence", "clauses", "note_zh", "note_en",
)  # fmt: skip
EXTENSION_COLUMNS = (
    "clock", "code", "source_ids", "effect", "length", "unit",
    "condition_zh", "condition_en", "confidence", "source", "note_zh", "note_en",
)  # fmt: skip

_YEARLY = re.compile(r"\+([01])-([0-9]{2}-[0-9]{2})")


@frozen(slots=True)
class Extension:
    """What may lengthen a clock, and on which condition.

    `effect` is add (both lengths together run from the original trigger), replace (the length runs from the
    original trigger instead; the longest that is allowed) or suspend (days that do not count; no length).
    """

    code: str
    effect: Literal["add", "replace", "suspend"]
    length: int
    condition_zh: str
    condition_en: str
    confidence: Confidence
    source: str
    source_ids: tuple[str, ...]
    note_zh: str
    note_en: str


@frozen(slots=True)
class Clock:
    """One time limit.

    Attributes:
        id: Stable readable id.
        source_ids: Ids of the table rows it came from.
        trigger: Code of the event it runs from; `trigger_zh` and `trigger_en` say it.
        length: A count for day, month and year units; `+Y-MM-DD` for a yearly date Y years after the year the
            clock is about; a date; `0` for immediate; a decimal share for a rate.
        unit: How `length` is meant.
        nature: at-most (a deadline to act), at-least (must run at least so long) or automatic-end.
        count_first_day: Whether the day of the trigger counts (民法典 art. 201: it does not).
        roll: Whether a last day that is a rest day moves (art. 203).
        division: Code of the division whose law it is; empty for the whole country, or for a profile.
        in_force_from, in_force_to: When the document is in force; None when not known or not ended.
        confidence: How sure the limit itself is; `dates_confidence` how sure the time in force.
        clauses: Policy clauses that state it.
    """

    id: str
    source_ids: tuple[str, ...]
    topic_zh: str
    topic_en: str
    who_zh: str
    who_en: str
    trigger: str
    trigger_zh: str
    trigger_en: str
    length: str
    unit: ClockUnit
    nature: Nature
    count_first_day: bool
    roll: bool
    division: str
    in_force_from: date | None
    in_force_to: date | None
    dates_confidence: Confidence | None
    document: str
    article: str
    source: str
    confidence: Confidence
    clauses: tuple[str, ...]
    note_zh: str
    note_en: str
    extensions: tuple[Extension, ...] = ()

    @property
    def citation(self) -> Citation:
        """Document and article, with the confidence of the limit."""
        return Citation(self.document, self.article, self.confidence)

    @property
    def rate(self) -> Decimal | None:
        """Share of the amount owed per day of delay, for a clock that is a rate."""
        return Decimal(self.length) if self.unit == "rate-per-day" else None

    def extension(self, code: str) -> Extension:
        """The extension of that code. Raises `UsageError` when the clock has none such."""
        for found in self.extensions:
            if found.code == code:
                return found
        raise UsageError(
            "期限 {clock} 没有延长情形“{code}”;可用:{known}",
            "clock {clock} has no extension '{code}'; it has: {known}",
            clock=self.id,
            code=code,
            known=", ".join(one.code for one in self.extensions) or "-",
        )


@frozen(slots=True)
class Due:
    """The answer of a clock.

    Attributes:
        clock: The clock, with its words and citation.
        trigger: The day it was started.
        due: The last day to act (or the earliest end, or the automatic end: see `clock.nature`).
        counted: The days that were counted, as runs; empty for a fixed date.
        rolled_from: The computed last day, when art. 203 moved it.
        extension: The extension that was used.
        suspended: The days that were left out on demand.
        options: The readings that were used.
        confidence: The weakest of limit, extension and calendar.
        notes: Codes of what the reader must know (`notes.note_text`).
    """

    clock: Clock
    trigger: date
    due: date
    counted: tuple[Span, ...]
    rolled_from: date | None
    extension: Extension | None
    suspended: tuple[Span, ...]
    options: Options
    confidence: Confidence
    notes: tuple[str, ...]

    @property
    def citation(self) -> Citation:
        """Document and article the answer rests on, with the answer's confidence."""
        return Citation(self.clock.document, self.clock.article, self.confidence)

    @property
    def counted_days(self) -> int:
        """How many days were counted."""
        return sum(span.days for span in self.counted)


def due(
    clock: Clock,
    trigger: date,
    calendar: WorkingDayCalendar,
    *,
    extension: str | None = None,
    suspended: Sequence[Span] = (),
    options: Options = DEFAULT_OPTIONS,
) -> Due:
    """The day the clock falls due when its trigger happened on `trigger`.

    Args:
        clock: The clock.
        trigger: The day of the event `clock.trigger` (for a yearly clock: any day of the year it is about).
        calendar: The working-day calendar.
        extension: Code of the extension whose condition is met; the answer is the longest time it allows.
        suspended: Days that do not count, for a clock with an extension that suspends.
        options: Readings of what the law leaves open.

    Raises:
        UndeterminedError: A day of a year without an arrangement would have to be judged.
        UsageError: The clock is a rate, has no such extension, or the days that do not count are not given.
    """
    chosen = clock.extension(extension) if extension is not None else None
    if suspended and not any(one.effect == "suspend" for one in clock.extensions):
        raise UsageError("期限 {clock} 不得扣除时间", "clock {clock} cannot be suspended", clock=clock.id)
    if chosen is not None and chosen.effect == "suspend" and not suspended:
        raise UsageError(
            "“{code}”所需时间不计入:请给出不计入的日子",
            "the time of '{code}' does not count: give the days that are left out",
            code=chosen.code,
        )
    end = _end(clock, trigger, calendar, chosen=chosen, suspended=suspended, options=options)
    used = _calendar_days(clock, end)
    calendar_confidence = calendar.confidence(used.first, used.last) if used else "verified"
    return Due(
        clock=clock,
        trigger=trigger,
        due=end.end,
        counted=end.counted,
        rolled_from=end.rolled_from,
        extension=chosen,
        suspended=tuple(suspended),
        options=options,
        confidence=weakest([clock.confidence, calendar_confidence, *([chosen.confidence] if chosen else [])]),
        notes=tuple(_notes(clock, trigger, used, calendar_confidence, calendar)),
    )


def _end(
    clock: Clock,
    trigger: date,
    calendar: WorkingDayCalendar,
    *,
    chosen: Extension | None,
    suspended: Sequence[Span],
    options: Options,
) -> PeriodEnd:
    if clock.unit == "rate-per-day":
        raise UsageError(
            "{clock} 是每日利率 {rate},没有到期日",
            "{clock} is a rate of {rate} a day and has no due date",
            clock=clock.id,
            rate=clock.length,
        )
    if clock.unit in ("working-day", "day", "month", "year"):
        length = int(clock.length)
        if chosen is not None and chosen.effect != "suspend":
            length = chosen.length + (length if chosen.effect == "add" else 0)
        return period_end(
            trigger, length, clock.unit, calendar,
            roll=clock.roll, count_first_day=clock.count_first_day, suspended=suspended, options=options,
        )  # fmt: skip
    fixed = _fixed(clock, trigger, options)
    rolled = roll_forward(fixed, calendar, options) if clock.roll else fixed
    return PeriodEnd(trigger, rolled, (), fixed if rolled != fixed else None)


def _fixed(clock: Clock, trigger: date, options: Options) -> date:
    if clock.unit == "immediate":
        return trigger
    if clock.unit == "date-by":
        return date.fromisoformat(clock.length)
    match = _YEARLY.fullmatch(clock.length)
    assert match is not None
    try:
        named = date.fromisoformat(f"{trigger.year + int(match[1]):04}-{match[2]}")
    except ValueError as error:
        raise UsageError(
            "{year} 年超出公历范围", "after {year} there is no calendar", year=trigger.year
        ) from error
    before = clock.unit == "annual-before" and not options.before_includes_day
    return named - timedelta(days=1) if before else named


def _calendar_days(clock: Clock, end: PeriodEnd) -> Span | None:
    """The days for which the working-day calendar was asked."""
    if clock.unit == "working-day" and end.counted:
        return Span(end.counted[0].first, end.end)
    return Span(end.rolled_from or end.end, end.end) if clock.roll else None


def _notes(
    clock: Clock, trigger: date, used: Span | None, confidence: Confidence, calendar: WorkingDayCalendar
) -> Iterable[str]:
    if clock.nature != "at-most":
        yield clock.nature
    if (clock.in_force_from and trigger < clock.in_force_from) or (
        clock.in_force_to and trigger > clock.in_force_to
    ):
        yield "date-not-in-force"
    if confidence != "verified":
        yield "calendar-unverified"
    if used is not None and calendar.provisional(used.last):
        yield "calendar-provisional"


def read_clocks(clocks: Iterable[TableFile], extensions: Iterable[TableFile]) -> Mapping[str, Clock]:
    """The clocks of these tables, by id, with their extensions. Raises `DataFileError`."""
    found: dict[str, Clock] = {}
    for file in clocks:
        for row in read_rows(file, CLOCK_COLUMNS):
            unique(found, row.text("id"), _clock(row), row)
    seen: dict[str, Extension] = {}
    for file in extensions:
        for row in read_rows(file, EXTENSION_COLUMNS):
            clock = found.get(row.cells["clock"])
            if clock is None:
                raise row.refuse("clock")
            extension = _extension(row, clock)
            unique(seen, f"{clock.id}/{extension.code}", extension, row)
            found[clock.id] = evolve(clock, extensions=(*clock.extensions, extension))
    return found


def _clock(row: Row) -> Clock:
    unit = row.choice("unit", UNITS)
    _check_length(row, unit)
    dates = row.cells["dates_confidence"]
    if not re.fullmatch(r"([0-9]{6})?", row.cells["division"]):
        raise row.refuse("division")
    begins, ends = row.day_or_none("in_force_from"), row.day_or_none("in_force_to")
    if begins is not None and ends is not None and ends < begins:
        raise row.refuse("in_force_to")
    return Clock(
        unit=unit,
        id=row.text("id"),
        source_ids=row.codes("source_ids"),
        trigger=row.text("trigger"),
        length=row.text("length"),
        nature=row.choice("nature", NATURES),
        count_first_day=row.choice("first_day", ("excluded", "included")) == "included",
        roll=row.choice("roll", ("yes", "no")) == "yes",
        division=row.cells["division"],
        in_force_from=begins,
        in_force_to=ends,
        dates_confidence=row.confidence("dates_confidence") if dates else None,
        document=row.text("document"),
        article=row.cells["article"],
        source=row.cells["source"],
        confidence=row.confidence(),
        clauses=row.codes("clauses"),
        note_zh=row.cells["note_zh"],
        note_en=row.cells["note_en"],
        topic_zh=row.text("topic_zh"),
        topic_en=row.text("topic_en"),
        who_zh=row.text("who_zh"),
        who_en=row.text("who_en"),
        trigger_zh=row.text("trigger_zh"),
        trigger_en=row.text("trigger_en"),
    )


def _check_length(row: Row, unit: ClockUnit) -> None:
    text = row.text("length")
    if unit in COUNTED:
        good = row.number("length") > 0
    elif unit in ("annual-by", "annual-before"):
        match = _YEARLY.fullmatch(text)
        good = match is not None and parse_date(f"2001-{match[2]}") is not None
    elif unit == "date-by":
        good = parse_date(text) is not None
    elif unit == "immediate":
        good = text == "0"
    else:
        good = re.fullmatch(r"0\.[0-9]{1,8}", text) is not None
    if not good:
        raise row.refuse("length")


def _extension(row: Row, clock: Clock) -> Extension:
    effect = row.choice("effect", EFFECTS)
    if effect == "suspend":
        if clock.unit not in ("working-day", "day") or row.cells["length"] or row.cells["unit"]:
            raise row.refuse("effect")
    elif row.choice("unit", COUNTED) != clock.unit:
        # Both lengths run from the original trigger, so they must be counted in the same unit.
        raise row.refuse("unit")
    elif row.number("length") == 0:
        raise row.refuse("length")
    return Extension(
        code=row.text("code"),
        effect=effect,
        length=0 if effect == "suspend" else row.number("length"),
        condition_zh=row.text("condition_zh"),
        condition_en=row.text("condition_en"),
        confidence=row.confidence(),
        source=row.cells["source"],
        source_ids=row.codes("source_ids"),
        note_zh=row.cells["note_zh"],
        note_en=row.cells["note_en"],
    )
