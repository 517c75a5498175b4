"""What goes into the register: statements with their date of receipt; and the envelope of a revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from attrs import field, frozen

__all__ = ["Envelope", "Fault", "Received", "Revision", "envelope", "text"]

Json = Mapping[str, object]

_GREATEST = 2**53 - 1
_CHINA = timezone(timedelta(hours=8))
"""A day ends when it ends at +08:00, whatever the offset of the time that was recorded."""


@frozen(slots=True)
class Received:
    """A statement as plain JSON, and the day the receiver got it; None where nobody wrote that down."""

    statement: Json = field(repr=False)
    received_on: date | None = None


@frozen(slots=True)
class Fault:
    """A revision the register did not take: code (see `word`), id and revision number (0 if unreadable)."""

    code: str
    id: str
    revision: int = 0


@frozen(slots=True)
class Envelope:
    """What the register must know of a revision before it looks at the content."""

    id: str
    type: str
    revision: int
    action: str
    stated_by: str
    recorded_on: date


@frozen(slots=True)
class Revision:
    """One revision as it is known.

    Attributes:
        id, type, revision, action, stated_by: From the envelope.
        recorded_on: Day at +08:00 on which the stating body entered it in its own register.
        known_on: Day from which it counts as known: of receipt where there is one, else `recorded_on`.
        content: The whole statement; empty once the thing was erased.
    """

    id: str
    type: str
    revision: int
    action: str
    stated_by: str
    recorded_on: date
    known_on: date
    content: Json = field(repr=False)


def text(obj: Json, name: str) -> str:
    """A field that should be a string; empty when it is absent or something else."""
    found = obj.get(name)
    return found if isinstance(found, str) else ""


@lru_cache(maxsize=1024)
def _day_in_china(moment: str) -> date | None:
    try:
        found = datetime.fromisoformat(moment)
        return found.astimezone(_CHINA).date() if found.tzinfo is not None else None
    except (ValueError, OverflowError):  # the second at either end of the calendar
        return None


def envelope(statement: Json) -> Envelope | None:
    """The envelope, or None when it lacks what a register needs."""
    number = statement.get("revision")
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or number > _GREATEST:
        return None
    recorded = _day_in_china(text(statement, "recorded_at"))
    found = Envelope(
        id=text(statement, "id"),
        type=text(statement, "type"),
        revision=number,
        action=text(statement, "action"),
        stated_by=text(statement, "stated_by"),
        recorded_on=recorded or date.min,
    )
    complete = found.id and found.type and found.stated_by and found.revision > 0 and recorded is not None
    return found if complete else None
