"""Who answered for a project on a day, such as that of signing: change of persons never takes them off.

gansu-2017/3.3.2c: a responsible person can be found for every day of a project, earlier holders included.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import frozen

from gov_integrity.register.standing import Interval, within
from gov_integrity.register.statements import Json, text
from gov_integrity.register.succession import Holder
from gov_integrity.tables import read_rows, unique

__all__ = ["Answerable", "Responsibility", "answerable"]


@frozen(slots=True)
class Answerable:
    """A party that answered: its id (empty when only a name is stated), role, and whether that is certain."""

    party: str
    role: str
    no: int
    certain: bool
    sources: tuple[str, ...]


@frozen(slots=True)
class Responsibility:
    """Who answered for a commitment on a day.

    Attributes:
        commitment: Its id.
        on: The days asked about; more than one where the day of signing is known to the month or year.
        parties: The parties named for that day, in the order of their rows.
        subject: The body that took the commitment on.
        holders: The bodies that answer for it on the register's day.
        notes: Codes (see `word`), such as that nobody is named.
    """

    commitment: str
    on: Interval
    parties: tuple[Answerable, ...]
    subject: str
    holders: tuple[Holder, ...]
    notes: tuple[str, ...] = ()


@cache
def _roles() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows(files(__package__) / "data" / "answering.csv", ("role", "source", "confidence")):
        row.confidence()
        unique(found, row.text("role"), row.codes("source"), row)
    return found


def answerable(commitment: Json, on: date | Interval, stage: str = "") -> tuple[Answerable, ...]:
    """The parties of a commitment that answered on a day, in a stage of the project (any, when empty)."""
    when = on if isinstance(on, tuple) else (on, on)
    rows = commitment.get("parties")
    found: list[Answerable] = []
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict) or (role := text(row, "role")) not in _roles():
            continue
        if stage and text(row, "stage") not in ("", stage):
            continue
        covered = within(row.get("from"), row.get("until"), when)
        if covered is not False:
            number = row.get("no")
            no = number if isinstance(number, int) else 0
            found.append(Answerable(text(row, "party"), role, no, covered is True, _roles()[role]))
    return tuple(sorted(found, key=lambda one: one.no))
