"""What a table is before anyone knows its columns: rows of text, each with the number the clerk sees.

Values are kept as they are written. A reader never turns text into a number or a number into text: it says
of every cell that is not plain text what kind it is, and leaves the judgement to those who know the column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, Protocol

from attrs import evolve, frozen

from gov_integrity.errors import InputError
from gov_integrity.findings import Finding, Param, Place, RecordLabel, finding, kind

__all__ = [
    "EXPLAINED", "LIMITS", "CellKind", "Limits", "Row", "Table", "UnreadableTableError",
    "column_index", "column_letter", "note",
]  # fmt: skip

CellKind = Literal["number", "date", "boolean", "error", "uncomputed", "formula"]
"""Kinds of cell other than text: a number, a number shown as a date, TRUE/FALSE, an error such as `#DIV/0!`,
a formula without a stored result, and text that a formula computed."""

EXPLAINED = "?explained"
"""Name under which a row written out as a line carries the pointers its cells were told about."""

NO_KINDS: Mapping[int, CellKind] = MappingProxyType({})


@frozen(slots=True)
class Limits:
    """How much a table may hold; what lies beyond is refused, never cut off in silence.

    Attributes:
        cell: Characters of one cell (a worksheet cell holds 32 767).
        columns: Columns read; cells further right are reported.
        rows: Highest row number (that of a worksheet).
        part: Bytes of one unpacked part of a workbook.
        strings: Characters of all shared strings together.
        ratio: Unpacked to packed size of a part beyond `free` bytes; real sheets stay far below.
        free: Unpacked bytes that are allowed at any ratio.
        entries: Number of parts in a workbook.
        depth: XML elements inside one another.
    """

    cell: int = 131_072
    columns: int = 1_024
    rows: int = 1_048_576
    part: int = 4_294_967_296
    strings: int = 268_435_456
    ratio: int = 200
    free: int = 67_108_864
    entries: int = 10_000
    depth: int = 64


LIMITS = Limits()


@frozen(slots=True)
class Row:
    """One row as written.

    Attributes:
        number: Number of the row as a spreadsheet shows it.
        texts: Text of each cell from the first column on; empty for an absent cell.
        kinds: Kind of each cell that is not plain text, by column index from 0.
        hidden: Whether the sender hid it.
        line: Its first line in a text file; 0 in a workbook.
    """

    number: int
    texts: list[str]
    kinds: Mapping[int, CellKind] = NO_KINDS
    hidden: bool = False
    line: int = 0


class Table(Protocol):
    """A named sequence of rows that can be read once, in bounded memory."""

    @property
    def file(self) -> str:
        """Name of the file, for findings."""
        ...

    @property
    def name(self) -> str:
        """Name of the table in its file."""
        ...

    @property
    def hidden(self) -> bool:
        """Whether the sender hid it."""
        ...

    @property
    def findings(self) -> list[Finding]:
        """What the reader itself has to say; complete when the rows are exhausted."""
        ...

    def rows(self) -> Iterator[Row]:
        """The rows in order. Raises `UnreadableTableError` when the rest cannot be read."""
        ...


class UnreadableTableError(InputError):
    """A file, or the rest of one, that cannot be read as a table; `finding` says why, with its place."""

    def __init__(self, code: str, place: Place, **params: Param) -> None:
        what = kind(code)
        self.finding = note(code, place, params)
        super().__init__(
            "{file}:" + what.message_zh + what.mend_zh,
            "{file}: " + what.message_en + " " + what.mend_en,
            file=place.file,
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            **params,
        )


def note(
    code: str,
    place: Place,
    params: Mapping[str, Param] | None = None,
    *,
    record: RecordLabel | None = None,
    sample: str = "",
) -> Finding:
    """A finding of this room. `sample` and every text in `params` must already be masked."""
    return evolve(finding(code, place, record=record, sample=sample), params=params or {})


def column_letter(index: int) -> str:
    """Letters of the column with this index from 0: A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Index from 0 of the column named by upper-case letters; -1 when they name none."""
    index = 0
    if not 0 < len(letters) < 4:
        return -1
    for letter in letters:
        if not "A" <= letter <= "Z":
            return -1
        index = index * 26 + ord(letter) - 64
    return index - 1
