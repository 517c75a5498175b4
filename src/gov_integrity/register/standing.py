"""Whether a statement is in force on a day, read from the dates in it, of which some know the month only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from attrs import frozen

from gov_integrity.periods.partial import span
from gov_integrity.register.statements import Json
from gov_integrity.tables import read_rows, unique

__all__ = ["STANDINGS", "Interval", "Lifespan", "Standing", "judged", "lifespan", "within"]

Standing = Literal["current", "not-yet", "ended", "undetermined", "withdrawn", "erased"]
STANDINGS: tuple[Standing, ...] = ("current", "not-yet", "ended", "undetermined", "withdrawn", "erased")

Interval = tuple[date, date]
"""First and last day that a date may be, both inclusive."""

_DAY = timedelta(days=1)


@frozen(slots=True)
class Lifespan:
    """Which fields of a type say when it begins and ends.

    Attributes:
        begins: Fields in order of preference; the first that is there counts.
        until: The last day (inclusive); empty when the type has none.
        ended: The first day without effect; empty when the type has none.
    """

    begins: tuple[str, ...] = ()
    until: str = ""
    ended: str = ""


@cache
def _lifespans() -> Mapping[str, Lifespan]:
    found: dict[str, Lifespan] = {}
    columns = ("type", "begins", "until", "ended", "source")
    for row in read_rows(files(__package__) / "data" / "lifespans.csv", columns):
        cells = row.cells
        value = Lifespan(tuple(cells["begins"].split()), cells["until"], cells["ended"])
        unique(found, row.text("type"), value, row)
    return found


def lifespan(kind: str) -> Lifespan:
    """The fields of a type; none for a type that is not of the standard."""
    return _lifespans().get(kind, Lifespan())


def judged(kind: str, content: Json, as_of: date) -> tuple[Standing, Interval | None]:
    """The standing of a statement on a day and, when it cannot be judged, the days between which it turns.

    A date that is not known to the day gives no answer within its month or year.
    """
    fields = lifespan(kind)
    begins = next((found for name in fields.begins if (found := span(content.get(name)))), None)
    if begins and as_of < begins[0]:
        return "not-yet", None
    ends = [found for found in (span(content.get(fields.ended)),) if found]
    if last := span(content.get(fields.until)):
        ends.append((last[0] + _DAY, last[1] + _DAY))
    if any(as_of >= end[1] for end in ends):
        return "ended", None
    open_ = [end for end in ends if as_of >= end[0]]
    if begins and as_of < begins[1]:
        open_.append(begins)
    if open_:
        return "undetermined", (min(one for one, _ in open_), max(other for _, other in open_))
    return "current", None


def within(from_: object, until: object, on: Interval) -> bool | None:
    """Whether a period (last day inclusive, open where no date is given) covers `on`; None: unsure."""
    start, stop = span(from_), span(until)
    if (start and on[1] < start[0]) or (stop and on[0] > stop[1]):
        return False
    surely = (start is None or start[1] <= on[0]) and (stop is None or on[1] <= stop[0])
    return True if surely else None
