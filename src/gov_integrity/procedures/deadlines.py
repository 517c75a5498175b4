"""Until when a step must be taken: the first of its clocks that applies here and was in force."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gov_integrity.errors import UndeterminedError
from gov_integrity.findings.values import Citation
from gov_integrity.periods.partial import bounds

from .reading import OWN_CLOCKS
from .values import Case, Context, Start, Step

__all__ = ["Deadline", "deadline"]


@frozen(slots=True)
class Deadline:
    """By when a step must be taken.

    Attributes:
        clock: Id of the clock; `case-due` and `plan-due` are days the case itself names.
        started: Day the clock was started; None where it is not known or there was none.
        due: Last day; None where it cannot be told.
        counted: Days counted, in the unit of the clock.
        citation: What sets it.
        why_zh, why_en: Why `due` cannot be told; empty where it can.
    """

    clock: str
    started: date | None
    due: date | None
    counted: int
    citation: Citation
    why_zh: str = ""
    why_en: str = ""

    def days_left(self, as_of: date) -> int | None:
        """Calendar days until the last day; negative when it has passed."""
        return None if self.due is None else (self.due - as_of).days


def deadline(case: Case, step: Step, context: Context) -> Deadline | None:
    """The deadline of a step; None where no clock applies."""
    for start in step.clocks:
        if start.clock in OWN_CLOCKS:
            found = _own(case, start.clock)
        elif not start.scope or start.scope in context.scopes:
            found = _legal(case, start, context)
        else:
            continue
        if found is not None:
            return found
    return None


def _own(case: Case, clock: str) -> Deadline | None:
    value = case.facts.get("due_on" if clock == "case-due" else "plan_due")
    cited = Citation("GIDS", clock)
    if isinstance(value, date):
        return Deadline(clock, None, value, 0, cited)
    if not isinstance(value, str):
        return None
    first, last = bounds(value)
    if first == last:
        return Deadline(clock, None, first, 0, cited)
    words = (f"日期只到{value}", f"the day is stated as {value} only")
    return Deadline(clock, None, None, 0, cited, *words)


def _legal(case: Case, start: Start, context: Context) -> Deadline | None:
    clock = context.periods.clock(start.clock)
    began = case.day_of(start.trigger) if start.trigger else case.since
    if began is None:
        words = (f"未写明{clock.trigger_zh}的日期", f"the day is not stated: {clock.trigger_en}")
        return Deadline(clock.id, None, None, 0, clock.citation, *words)
    if (clock.in_force_from and began < clock.in_force_from) or (
        clock.in_force_to and began > clock.in_force_to
    ):
        return None
    try:
        due = context.periods.due(start.clock, began)
    except UndeterminedError as error:
        return Deadline(clock.id, began, None, 0, clock.citation, error.text("zh"), error.text("en"))
    return Deadline(clock.id, began, due.due, due.counted_days, due.citation)
