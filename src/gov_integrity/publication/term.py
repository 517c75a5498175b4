"""Until when something is shown: by its own last day, or by the period of publicity of adverse information.

Where several rule sets may hold, it is shown only while none of them has ended: what cannot be judged is not
shown to the public.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from gov_integrity.periods import Periods, Subject, Window
from gov_integrity.publication.tables import adverse
from gov_integrity.register import State, span
from gov_integrity.register.standing import lifespan

__all__ = ["Term", "term"]

_RANKED = {"minor", "general", "serious"}
_MAY_APPLY = {"yes", "transition-unknown"}


@frozen(slots=True)
class Term:
    """Last day of showing (None: no end known), the code why, and what already stands against showing it."""

    until: date | None = None
    why: str = ""
    against: str = ""


def term(state: State, as_of: date, subject: Subject | None, periods: Periods) -> Term:
    """How long a statement is public: only of an adverse one is there an end.

    Args:
        state: The state; must be current.
        as_of: The day.
        subject: Whose rule sets apply; None where none is known to.
        periods: The rule sets.
    """
    kind = adverse().get(state.type)
    if kind is None:
        return Term()  # what harms nobody stays public when it has ended
    if not kind.starts:
        last = span(state.content.get(lifespan(state.type).until))
        return Term(last[0], "own-date") if last else Term()
    start = next((found for name in kind.starts if (found := span(state.content.get(name)))), None)
    if subject is None or start is None or start[0] > as_of:
        return Term()
    severity = state.content.get("severity")
    cls = severity if isinstance(severity, str) and severity in _RANKED and subject == "enterprise" else None
    # Of a start known to the month, the first day: the period ends no later than it may.
    windows = periods.windows(start[0], as_of, subject=subject, cls=cls)
    return _of_period([one for one in windows if one.applies in _MAY_APPLY], minor=cls == "minor")


def _of_period(windows: Sequence[Window], *, minor: bool) -> Term:
    if minor and any("minor-unpublished" in one.notes for one in windows):
        return Term(against="minor-class")
    dated = [(one.until, one.ended) for one in windows if one.until]
    if not dated:
        endless = any("no-months-government" in one.notes for one in windows)
        return Term(why="no-months-government") if endless else Term()
    if all(ended for _, ended in dated):
        return Term(against="term-ended")
    if any(ended for _, ended in dated):
        return Term(against="term-undetermined")
    return Term(min(until for until, _ in dated), "publicity-period")
