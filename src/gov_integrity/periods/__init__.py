"""Legal time: working days, periods, clocks, and windows of repair and publicity.

`load()` gives the data of the package (`Periods`); `load(DIR)` adds a directory to them. Dates are plain
`datetime.date`; nothing asks for today.
"""

from .calendar import CalendarDay, DayKind, WorkingDayCalendar
from .civil import DEFAULT_OPTIONS, Options, PeriodEnd, Span, Unit, period_end
from .clocks import Clock, Due, Extension, due
from .discipline import Sanction, merged_months
from .load import Periods, load
from .notes import note_text
from .records import RecordQuestion, question, subject_of
from .rule_sets import SUBJECTS, Condition, RuleSetClass, Subject
from .windows import Window, blockers, windows

__all__ = [
    "DEFAULT_OPTIONS",
    "SUBJECTS",
    "CalendarDay",
    "Clock",
    "Condition",
    "DayKind",
    "Due",
    "Extension",
    "Options",
    "PeriodEnd",
    "Periods",
    "RecordQuestion",
    "RuleSetClass",
    "Sanction",
    "Span",
    "Subject",
    "Unit",
    "Window",
    "WorkingDayCalendar",
    "blockers",
    "due",
    "load",
    "merged_months",
    "note_text",
    "period_end",
    "question",
    "subject_of",
    "windows",
]
