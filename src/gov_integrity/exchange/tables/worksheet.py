"""Reading a worksheet row by row, in the memory of one row.

ECMA-376 part 1, 18.3. The text of a cell is kept as it stands in the file: `9.11E+17` stays that, and a date
stays the number of days it is stored as, marked by its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Never

from attrs import define, field

from gov_integrity.exchange.tables.grid import (
    NO_KINDS,
    CellKind,
    Row,
    UnreadableTableError,
    column_index,
    column_letter,
    note,
)
from gov_integrity.exchange.tables.package import (
    MAIN,
    Attributes,
    Sheet,
    WorkbookPackage,
    feed,
    new_parser,
)  # fmt: skip
from gov_integrity.exchange.tables.strings import SharedStrings, date_styles, read_strings, unescape
from gov_integrity.findings import Finding, Param, Place

__all__ = ["Merge", "Worksheet", "worksheets"]

_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_DIGITS = "0123456789"
_MERGES = 10_000
_CELL, _VALUE, _TEXT, _ROW = (frozenset(f"{space} {tag}" for space in MAIN) for tag in ("c", "v", "t", "row"))
_OTHER_TYPES: dict[str, CellKind] = {"e": "error", "d": "date"}


@define(slots=True)
class Merge:
    """A merged range: first and last row, first and last column index."""

    reference: str
    top: int
    bottom: int
    left: int
    right: int


@define(slots=True)
class Worksheet:
    """A worksheet as a `Table`. `merges` and `hidden_columns` are complete when the rows are exhausted."""

    package: WorkbookPackage
    sheet: Sheet
    strings: SharedStrings
    dates: frozenset[str]
    findings: list[Finding] = field(factory=list)
    merges: list[Merge] = field(factory=list)
    hidden_columns: list[tuple[int, int]] = field(factory=list)

    @property
    def file(self) -> str:
        """Name of the workbook."""
        return self.package.file

    @property
    def name(self) -> str:
        """Name on the tab."""
        return self.sheet.name

    @property
    def hidden(self) -> bool:
        """Whether the sender hid the sheet."""
        return self.sheet.state != "visible"

    def rows(self) -> Iterator[Row]:
        """The rows that have a cell. Raises `UnreadableTableError` when the rest cannot be read."""
        return _Parse(self).rows()

    def say(self, code: str, row: int = 0, column: int = -1, **params: Param) -> None:
        """Note a finding at a row or cell of this sheet."""
        letter = column_letter(column) if column >= 0 else ""
        place = Place(file=self.file, sheet=self.name, row=row, column=letter)
        self.findings.append(note(code, place, params))


def worksheets(package: WorkbookPackage) -> tuple[Worksheet, ...]:
    """Every worksheet of a workbook, sharing its strings and styles. Raises `UnreadableTableError`."""
    strings, dates = read_strings(package), date_styles(package)
    return tuple(Worksheet(package, sheet, strings, dates) for sheet in package.sheets)


@define(slots=True)
class _Parse:
    """The state of one pass over a worksheet, moved by the events of the parser.

    The event methods run once an element, millions of times in a large sheet: they keep their state in
    slots, ask for the commonest element first, and build nothing they do not hand out.
    """

    out: Worksheet
    done: list[Row] = field(factory=list)
    texts: list[str] = field(factory=list)
    kinds: dict[int, CellKind] = field(factory=dict)
    columns: dict[str, int] = field(factory=dict)
    row: int = 0
    row_hidden: bool = False
    in_row: bool = False
    in_cell: bool = False
    column: int = -1
    cell: Attributes = field(factory=dict)
    formula: bool = False
    collecting: bool = False
    value: str = ""
    depth: int = 0
    phonetic: int = 0
    beyond: bool = False
    too_low: bool = False
    longest: int = field(init=False)
    widest: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.longest = self.out.package.limits.cell
        self.widest = self.out.package.limits.columns

    def rows(self) -> Iterator[Row]:
        package, part = self.out.package, self.out.sheet.part
        parser = new_parser(package, part)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        for _ in feed(package, part, parser):
            yield from self.done
            self.done.clear()

    def malformed(self) -> Never:
        out = self.out
        place = Place(file=out.file, sheet=out.name, row=self.row)
        raise UnreadableTableError("GI-TAB-0010", place, part=out.sheet.part[:80])

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _CELL:
            if self.in_cell or not self.in_row:
                self.malformed()
            self.in_cell = True
            self.cell = attributes
        elif name in _VALUE or (name in _TEXT and self.in_cell):
            if self.collecting:
                self.malformed()
            self.collecting = not self.phonetic
        elif name in _ROW:
            self.open_row(attributes)
        else:
            self.other(name.rpartition(" ")[2], attributes)

    def end(self, name: str) -> None:
        if name in _CELL:
            self.close_cell()
        elif name in _VALUE or (name in _TEXT and self.in_cell):
            self.collecting = False
        elif name in _ROW:
            self.in_row = False
            if self.texts and not self.too_low:
                self.done.append(Row(self.row, self.texts, self.kinds or NO_KINDS, self.row_hidden))
                self.texts = []
                self.kinds = {}
        else:
            if self.depth == self.phonetic:
                self.phonetic = 0
            self.depth -= 1

    def text(self, data: str) -> None:
        if self.collecting:
            self.value = value = self.value + data if self.value else data
            if len(value) > self.longest:
                letter = column_letter(self.place())
                place = Place(file=self.out.file, sheet=self.out.name, row=self.row, column=letter)
                raise UnreadableTableError("GI-TAB-0011", place, limit=self.longest)

    def open_row(self, attributes: Attributes) -> None:
        if self.in_row:
            self.malformed()
        self.in_row = True
        self.column = -1
        number = attributes.get("r")
        if number is None:
            self.row += 1
        elif number.isascii() and number.isdecimal() and len(number) < 20:
            self.row = int(number)
        else:
            self.malformed()
        limit = self.out.package.limits.rows
        if self.row > limit and not self.too_low:
            self.out.say("GI-TAB-0013", row=self.row, limit=limit)
        self.too_low = self.row > limit
        self.row_hidden = attributes.get("hidden", "0") in ("1", "true")

    def other(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > self.out.package.limits.depth:
            self.malformed()
        if name == "f":
            self.formula = self.in_cell
        elif name == "rPh":
            self.phonetic = self.depth
        elif name == "mergeCell" and len(self.out.merges) < _MERGES:
            found = _RANGE.fullmatch(attributes.get("ref", ""))
            if found:
                left, top, right, bottom = found.groups()
                self.out.merges.append(
                    Merge(found[0], int(top), int(bottom), column_index(left), column_index(right))
                )
        elif name == "col" and attributes.get("hidden", "0") in ("1", "true"):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal() and len(self.out.hidden_columns) < _MERGES:
                self.out.hidden_columns.append((int(first[:6]) - 1, int(last[:6]) - 1))

    def place(self) -> int:
        """Index of the column of the cell at hand."""
        reference = self.cell.get("r")
        if reference is None:
            return self.column + 1
        letters = reference.rstrip(_DIGITS)
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = column_index(letters)
        if column < 0:
            self.malformed()
        return column

    def content(self, value: str, what: str) -> tuple[str, CellKind | None]:
        """The text of the finished cell and its kind."""
        kind: CellKind | None = None
        if what == "s":
            try:
                value = self.out.strings[int(value)]
            except (IndexError, ValueError):
                self.out.say("GI-TAB-0014", self.row, self.column)
                value, kind = "", "error"
        elif what in ("inlineStr", "str"):
            value, kind = unescape(value), "formula" if self.formula else None
        elif what == "n":
            dated = self.cell.get("s", "0") in self.out.dates
            kind = "uncomputed" if not value else "date" if dated else "number"
        elif what == "b":
            value, kind = ("FALSE" if value == "0" else "TRUE"), "boolean"
        else:
            kind = _OTHER_TYPES.get(what, "number")
        return value, kind

    def close_cell(self) -> None:
        """Put the finished cell into the row, with its kind unless it is plain text."""
        self.in_cell = False
        value = self.value
        self.column = column = self.place()
        if not value and not self.formula:
            return
        self.value = ""
        value, kind = self.content(value, self.cell.get("t", "n"))
        self.formula = False
        if column >= self.widest:
            if not self.beyond:
                self.out.say("GI-TAB-0015", self.row, column, limit=self.widest)
            self.beyond = True
            return
        texts = self.texts
        gap = column - len(texts)
        if gap == 0:
            texts.append(value)
        elif gap > 0:
            texts.extend([""] * gap)
            texts.append(value)
        else:
            texts[column] = value
        if kind is not None:
            self.kinds[column] = kind
