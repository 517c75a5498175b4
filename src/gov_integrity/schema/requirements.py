"""The numbered sentences of the standard: what a package, producer, consumer, validator or evaluator must do.

`requirements.csv` is the one place of their words; the documentation prints them, the split schemas name them
at the fields they govern (keyword `requirement`), and a finding names the sentence it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, get_args

from attrs import frozen

from gov_integrity.tables import Row, TableFile, read_rows, unique

__all__ = ["Level", "Requirement", "Target", "read_requirements", "requirements", "requirements_of"]

Level = Literal["shall", "should", "may"]
Target = Literal["package", "producer", "consumer", "validator", "evaluator"]
LEVELS: tuple[Level, ...] = get_args(Level)
TARGETS: tuple[Target, ...] = get_args(Target)

COLUMNS = ("id", "level", "zh", "en", "applies_to", "target", "since")
_ID = re.compile(r"GIDS-[A-Z]{3}-[0-9]{3}").fullmatch
_WHERE = re.compile(r"form:[a-z-]+|field:[a-z_]+(\.[a-z0-9_]+){1,2}").fullmatch
_ENVELOPE = "statement"


@frozen(slots=True)
class Requirement:
    """One normative sentence.

    Attributes:
        id: `GIDS-AREA-NNN`, never re-used for another sentence.
        level: shall (应当), should (宜) or may (可以).
        zh, en: The sentence; where they differ, the Chinese one holds.
        applies_to: Fields it governs: `form:<form>`, or `field:<type>.<field>` where the type `statement`
            means every statement and `row` every child row; empty when it concerns the whole.
        target: Who conforms by it.
        since: Version of the standard in which it first stood.
    """

    id: str
    level: Level
    zh: str
    en: str
    applies_to: tuple[str, ...]
    target: Target
    since: str

    @property
    def area(self) -> str:
        """The middle part of the id, such as `ENV`."""
        return self.id.split("-")[1]


def _requirement(row: Row) -> Requirement:
    where = row.codes("applies_to")
    if _ID(row.cells["id"]) is None:
        raise row.refuse("id")
    if not all(_WHERE(part) for part in where):
        raise row.refuse("applies_to")
    return Requirement(
        id=row.cells["id"],
        level=row.choice("level", LEVELS),
        zh=row.text("zh"),
        en=row.text("en"),
        applies_to=where,
        target=row.choice("target", TARGETS),
        since=row.text("since"),
    )


def read_requirements(source: TableFile) -> Mapping[str, Requirement]:
    """The sentences of a file by id, in the order of the file.

    Raises:
        DataFileError: The header or a row is ill-formed, or an id stands twice; carries `file` and `line`.
    """
    found: dict[str, Requirement] = {}
    for row in read_rows(source, COLUMNS):
        one = _requirement(row)
        unique(found, one.id, one, row)
    return MappingProxyType(found)


@cache
def requirements() -> Mapping[str, Requirement]:
    """Every sentence of the standard by id. Raises `DataFileError`."""
    return read_requirements(files(__package__) / "requirements.csv")


@cache
def _by_place() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in requirements().values():
        for place in one.applies_to:
            found[place] = (*found.get(place, ()), one.id)
    return found


def requirements_of(kind: str, name: str, form: str) -> tuple[str, ...]:
    """Ids of the sentences that govern a field, in alphabetical order.

    Args:
        kind: A statement type, `package`, `package_end` or `tombstone`; `statement` for the envelope.
        name: The field, `list.field` for the field of a child row.
        form: Its form.
    """
    owners = (kind,) if kind.startswith("package") else (kind, _ENVELOPE)
    places = [f"form:{form}", *(f"field:{owner}.{name}" for owner in owners)]
    parent, _, leaf = name.rpartition(".")
    if parent:
        places.append(f"field:row.{leaf}")
    return tuple(sorted({one for place in places for one in _by_place().get(place, ())}))
