"""Finding the header of a table and tying its columns to fields: by Chinese title or name, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, compress

from attrs import define, field, frozen

from gov_integrity.exchange.tables.grid import Row, Table, column_letter, note
from gov_integrity.exchange.tables.layout import STATUS_HEADINGS, Column, SheetLayout, layouts, normal
from gov_integrity.exchange.tables.textfile import Block, TextTable
from gov_integrity.exchange.tables.values import JsonValue, reader_for
from gov_integrity.findings import Param, Place
from gov_integrity.model import TYPES, FieldSpec
from gov_integrity.privacy import sample

__all__ = ["Binding", "Bound", "bind", "heading_types"]

_LOOK = 20
_REMEMBERED = 10_000
_EXTENSION = re.compile("x_[a-z0-9]{2,16}_[a-z0-9_]{1,40}")


@frozen(slots=True)
class Bound:
    """A column of a table tied to a field: where it stands and what its heading says as written."""

    index: int
    column: Column
    heading: str

    @property
    def letter(self) -> str:
        """Its letter."""
        return column_letter(self.index)


@define(slots=True)
class Binding:
    """A table with its columns tied to a layout.

    Attributes:
        table, layout: What is tied to what.
        columns: The columns that are fields, by index.
        top, header: Row numbers of the first and the last header row.
        width: Number of columns that have a heading.
        missing: Names of required fields without a column.
        unnamed: Indexes within the header that have no heading.
        status: Indexes of the columns that marking added.
        by_name: The columns that are fields, by the name of the field.
        readers: What turns a text into a value, for the fields where the text is not the value.
    """

    table: Table
    layout: SheetLayout
    columns: Mapping[int, Bound]
    top: int
    header: int
    width: int
    missing: frozenset[str]
    unnamed: tuple[int, ...]
    status: tuple[int, ...]
    by_name: Mapping[str, Bound] = field(init=False)
    _names: tuple[str, ...] = field(init=False)
    readers: Mapping[str, Callable[[str], JsonValue]] = field(init=False)
    _readers: tuple[tuple[str, int, Callable[[str], JsonValue], dict[str, JsonValue]], ...] = field(
        init=False
    )
    _keys: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.by_name = {bound.column.name: bound for bound in self.columns.values()}
        names = [""] * self.width
        for index, bound in self.columns.items():
            names[index] = bound.column.name
        self._names = tuple(names)
        readers = ((bound.column.name, reader_for(bound.column.spec)) for bound in self.columns.values())
        self.readers = {name: read for name, read in readers if read is not None}
        self._readers = tuple(
            (name, self.by_name[name].index, read, {}) for name, read in self.readers.items()
        )
        self._keys = tuple(bound.column.name for bound in self.columns.values() if bound.column.key)

    def value(self, row: Row) -> dict[str, object]:
        """The fields of a row, empty cells left out; those that name the record of a child row as well."""
        texts = row.texts
        value: dict[str, object] = dict(compress(zip(self._names, texts, strict=False), texts))
        value.pop("", None)
        for name, at, read, known in self._readers:
            if name in value:
                text = texts[at]
                found = known.get(text)
                if found is None:
                    found = read(text)
                    if len(known) < _REMEMBERED:
                        known[text] = found
                value[name] = found
        return value

    def item(self, row: Row) -> dict[str, object]:
        """The fields of a child row, without those that name its record."""
        value = self.value(row)
        for name in self._keys:
            value.pop(name, None)
        return value

    def text(self, row: Row, name: str) -> str:
        """The text of a field in a row; empty when it has none."""
        bound = self.by_name.get(name)
        return row.texts[bound.index] if bound and bound.index < len(row.texts) else ""

    def place(self, row: Row, record: int, pointer: str = "", bound: Bound | None = None) -> Place:
        """The place of a row, or of one of its cells."""
        return Place(
            file=self.table.file,
            record=record,
            line=row.line,
            pointer=pointer,
            sheet=self.table.name,
            row=row.number,
            column=bound.letter if bound else "",
            header=bound.heading[:80] if bound else "",
        )


def bind(table: Table, layout: SheetLayout) -> tuple[Binding, Iterator[Row | Block]] | None:
    """Tie the columns of a table to a layout and return the rows below the header.

    None when there is no header; what is wrong with it is added to the findings of the table.
    """
    known = {heading: column for column in layout.columns for heading in column.headings}
    rows = table.rows()
    looked: list[Row] = []
    for row in rows:
        if not any(text.strip() for text in row.texts):
            continue
        looked.append(row)
        if _is_header(row, known):
            break
        if len(looked) == _LOOK:
            _say_no_header(table, looked)
            return None
    else:
        _say_no_header(table, looked)
        return None
    second = next(rows, None)
    rest: Iterator[Row | Block] = table.blocks() if isinstance(table, TextTable) else rows
    if second is None:
        return _tie(table, layout, known, (looked[-1],)), rest
    if _is_header(second, known):
        return _tie(table, layout, known, (looked[-1], second)), rest
    return _tie(table, layout, known, (looked[-1],)), chain((second,), rest)


def _is_header(row: Row, known: Mapping[str, Column]) -> bool:
    said = [normal(text) for text in row.texts if text.strip()]
    matching = sum(name in known for name in said)
    return matching > 1 or (matching == 1 and len(said) < 3)


def _say(table: Table, code: str, row: int = 0, index: int = -1, **params: Param) -> None:
    letter = column_letter(index) if index >= 0 else ""
    table.findings.append(
        note(code, Place(file=table.file, sheet=table.name, row=row, column=letter), params)
    )


def _say_no_header(table: Table, looked: Sequence[Row]) -> None:
    first = looked[0].texts if looked else []
    if len(first) == 1:
        for mark in ("\t", ";", "；", "，", "|"):
            if mark in first[0]:
                shown = "TAB" if mark == "\t" else mark
                _say(table, "GI-TAB-0043", looked[0].number, delimiter=shown)
                return
    _say(table, "GI-TAB-0035", looked[0].number if looked else 0, limit=_LOOK)


def _tie(table: Table, layout: SheetLayout, known: Mapping[str, Column], headers: tuple[Row, ...]) -> Binding:
    """Tie every heading; where there are two header rows, either may name the column."""
    width = max(len(row.texts) for row in headers)
    columns: dict[int, Bound] = {}
    unnamed: list[int] = []
    status: list[int] = []
    taken: set[str] = set()
    for index in range(width):
        said = [row.texts[index].strip() if index < len(row.texts) else "" for row in headers]
        words = [text for text in said if text]
        column = next((known[normal(text)] for text in words if normal(text) in known), None)
        number = headers[0].number
        if column is None and words and _EXTENSION.fullmatch(words[-1]):
            spec = FieldSpec(name=words[-1], form="string", required=False, zh=words[0], en=words[-1])
            column = Column(words[-1], spec)
        if not words:
            unnamed.append(index)
        elif column is None:
            if normal(words[0]) in STATUS_HEADINGS:
                status.append(index)
            else:
                _say(table, "GI-TAB-0032", number, index, name=sample(words[0], "open", 40))
        elif column.name in taken:
            _say(table, "GI-TAB-0034", number, index, name=sample(words[0], "open", 40))
        else:
            taken.add(column.name)
            columns[index] = Bound(index, column, words[0])
    missing = [column for column in layout.columns if _needed(column) and column.name not in taken]
    for column in missing:
        _say(table, "GI-TAB-0033", headers[0].number, name=column.spec.zh)
    return Binding(
        table,
        layout,
        columns,
        headers[0].number,
        headers[-1].number,
        width,
        frozenset(column.name for column in missing),
        tuple(unnamed),
        tuple(status),
    )


def _needed(column: Column) -> bool:
    return column.spec.required and not (column.key and column.name == "revision")


def heading_types(table: Table) -> tuple[str, ...]:
    """The types whose sheet has all the columns that the first row of a table names."""
    for row in table.rows():
        said = {normal(text) for text in row.texts if text.strip()} - STATUS_HEADINGS
        said = {text for text in said if not _EXTENSION.fullmatch(text)}
        if said:
            return tuple(name for name in TYPES if said <= _headings(layouts(name)[0]))
    return ()


def _headings(layout: SheetLayout) -> frozenset[str]:
    return frozenset(heading for column in layout.columns for heading in column.headings)
