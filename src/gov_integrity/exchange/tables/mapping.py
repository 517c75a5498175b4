"""Mappings of tables that agencies already hold: which column goes where, as data.

`mappings/mappings.csv` names the tables, `mappings/NAME.csv` their columns: the Chinese heading, the field
names of every generation, the statement and field it becomes, how its value is written there - or why it is
not carried. `mappings/values.csv` says which code a printed value is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import frozen

from gov_integrity.errors import UsageError
from gov_integrity.exchange.tables.layout import normal
from gov_integrity.model import TYPES
from gov_integrity.tables import Row, read_rows

__all__ = ["Mapping_", "Wire", "coded", "mapping", "mapping_names"]

_HEADS = ("name", "zh", "en", "type", "prefix", "local", "entities", "source", "confidence")
_COLUMNS = ("no", "zh", "names", "entity", "target", "form", "note_zh", "note_en", "confidence")
_VALUES = ("set", "value", "code", "confidence")


@frozen(slots=True)
class Wire:
    """One row of a mapping: a column of the source, or a constant, and where it goes.

    Attributes:
        zh: Chinese heading; empty for what has no column.
        names: Field names, every generation, and other headings.
        entity: Which of the statements made of a row; empty when it is not carried.
        target: Field, `list[].field`, or `list[key=code|code].field`.
        form: How the value is written there.
        note_zh, note_en: Why it is not carried.
    """

    zh: str
    names: tuple[str, ...]
    entity: str
    target: str
    form: str
    note_zh: str
    note_en: str
    confidence: str


@frozen(slots=True)
class Mapping_:  # noqa: N801 (a mapping in the sense of this room, not of collections.abc)
    """A table and what becomes of it.

    Attributes:
        name, zh, en: What it is called.
        type: Type of the main statement of a row.
        prefix: Begins the local part of its id.
        local: Field of the main statement that makes the id.
        entities: Type of every other statement a row may give; `party` is an organisation or a person.
        source: Where the table comes from.
        wires: Its columns and constants.
    """

    name: str
    zh: str
    en: str
    type: str
    prefix: str
    local: str
    entities: Mapping[str, str]
    source: str
    confidence: str
    wires: tuple[Wire, ...]

    def by_heading(self) -> dict[str, Wire]:
        """The columns by every heading they may have, in normal form."""
        return {normal(text): wire for wire in self.wires for text in (wire.zh, *wire.names) if text}


def _read(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    return read_rows(files(__package__) / "mappings" / name, columns)


def _wire(row: Row, entities: Collection[str]) -> Wire:
    if row.cells["entity"] not in ("", "main", *entities):
        raise row.refuse("entity")
    if not (row.cells["form"] or row.cells["note_zh"]):
        raise row.refuse("form")
    texts = {name: row.cells[name] for name in _COLUMNS if name not in ("no", "names")}
    return Wire(names=row.codes("names"), **texts)


@cache
def mapping_names() -> tuple[str, ...]:
    """The names of all mappings. Raises `DataFileError`."""
    return tuple(row.text("name") for row in _read("mappings.csv", _HEADS))


@cache
def mapping(name: str) -> Mapping_:
    """A mapping by name. Raises `UsageError` when there is none, `DataFileError` when it is ill-formed."""
    head = next((row.cells for row in _read("mappings.csv", _HEADS) if row.cells["name"] == name), None)
    if head is None:
        raise UsageError(
            "没有对照表 {name}；可用：{known}",
            "there is no mapping {name}; known: {known}",
            name=name[:40],
            known=" ".join(mapping_names()),
        )
    entities = dict(part.split(":", 1) for part in head["entities"].split(";"))
    assert head["type"] in TYPES
    return Mapping_(
        name=name,
        zh=head["zh"],
        en=head["en"],
        type=head["type"],
        prefix=head["prefix"],
        local=head["local"],
        entities=MappingProxyType(entities),
        source=head["source"],
        confidence=head["confidence"],
        wires=tuple(_wire(row, entities) for row in _read(f"{name}.csv", _COLUMNS)),
    )


@cache
def coded(name: str) -> Mapping[str, str]:
    """The codes of a set of printed values."""
    rows = _read("values.csv", _VALUES)
    return MappingProxyType(
        {normal(row.cells["value"]): row.cells["code"] for row in rows if row.cells["set"] == name}
    )
