"""Tables as lines of JSON in a temporary file, so that every later stage reads them as it reads NDJSON.

Beside the lines stands an index that leads from the number of a statement and a pointer inside it back to the
cell. A line whose cells have been explained already says so under `EXPLAINED`, a name no column can have.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import cache
from itertools import islice, repeat
from pathlib import Path

from attrs import define, evolve, field, frozen

from gov_integrity.exchange.digest import compact_line, is_plain
from gov_integrity.exchange.tables.batches import Batch, Columns
from gov_integrity.exchange.tables.binding import Binding
from gov_integrity.exchange.tables.grid import EXPLAINED
from gov_integrity.exchange.tables.opening import TableFile, open_tables
from gov_integrity.exchange.tables.reading import TableRecord
from gov_integrity.findings import Finding, Place

__all__ = ["Spool", "TableIndex", "Written", "spool"]

_LOT = 1_000


@frozen(slots=True)
class _Sheet:
    """What is left of a table: its name, and letter and heading of the column of each field."""

    name: str
    columns: Mapping[str, tuple[str, str]]


@define(slots=True)
class TableIndex:
    """The way back from statements to cells; some twelve bytes a statement."""

    file: str
    sheets: list[_Sheet] = field(factory=list)
    main: array[int] = field(factory=lambda: array("H"))
    rows: array[int] = field(factory=lambda: array("L"))
    lines: array[int] = field(factory=lambda: array("L"))
    children: dict[int, tuple[tuple[str, int, int, int], ...]] = field(factory=dict)
    # The value holds the binding whose identity is the key, so that the identity is not given to another.
    _known: dict[int, tuple[Binding, int]] = field(factory=dict)
    _latest: Binding | None = None
    _number: int = 0

    def add(self, record: TableRecord) -> None:
        """Take the next record; they come in the order of their numbers."""
        first = record.lines[0]
        if first.binding is not self._latest:
            self._latest, self._number = first.binding, self._sheet(first.binding)
        self.main.append(self._number)
        self.rows.append(first.row.number)
        self.lines.append(first.row.line)
        if len(record.lines) > 1:
            at = len(self.main) - 1
            self.children[at] = tuple(
                (line.pointer, self._sheet(line.binding), line.row.number, line.row.line)
                for line in record.lines[1:]
            )

    def add_all(self, batch: Batch) -> None:
        """Take the records of a batch."""
        count, block = len(batch.values), batch.block
        self.main.extend(repeat(self._sheet(batch.binding), count))
        self.rows.extend(range(block.number, block.number + count))
        self.lines.extend(range(block.line, block.line + count))

    def _sheet(self, binding: Binding) -> int:
        known = self._known.get(id(binding))
        if known is None:
            columns = {name: (bound.letter, bound.heading[:80]) for name, bound in binding.by_name.items()}
            known = self._known[id(binding)] = (binding, len(self.sheets))
            self.sheets.append(_Sheet(binding.table.name, columns))
        return known[1]

    def place(self, index: int, record: int, pointer: str) -> Place:
        """The cell of a pointer in the record at `index` (from 0); its row when there is no such column."""
        sheet, row, line = self.main[index], self.rows[index], self.lines[index]
        parts = pointer.split("/")
        name = parts[1] if len(parts) > 1 else ""
        prefix = "/".join(parts[:3])
        for own, other, number, where in self.children.get(index, ()):
            if len(parts) > 2 and own == prefix:
                sheet, row, line, name = other, number, where, parts[3] if len(parts) > 3 else ""
        letter, heading = self.sheets[sheet].columns.get(name, ("", ""))
        return Place(
            file=self.file,
            record=record,
            line=line,
            pointer=pointer,
            sheet=self.sheets[sheet].name,
            row=row,
            column=letter,
            header=heading,
        )


@frozen(slots=True)
class Written:
    """Lines of a spool together with the records they say, which nobody need read from them again.

    Attributes:
        line: Number of the first line.
        start, stop: The bytes of the spool they are.
        lines, values: The lines, each ending in LF, and what they say.
        plain: Whether the lines hold neither a backslash nor DEL (U+007F).
        columns: What the values hold by column; None unless they came as a batch.
    """

    line: int
    start: int
    stop: int
    lines: list[bytes]
    values: list[dict[str, object]]
    plain: bool
    columns: Columns | None


@define(slots=True)
class Spool:
    """A table file on its way into NDJSON.

    What is not known before the end is complete when all is `written`.

    Attributes:
        path: The lines.
        form, encoding: Of the table file.
        index: The way back; its first record is that of the first line.
        header: Whether the first line is the header of a package.
        size: How many bytes the lines will be, as far as can be told.
        findings: What the tables themselves gave: of cells with the line for the number of the record, to be
            placed like all others; of sheets with their place.
    """

    path: Path
    form: str
    encoding: str
    index: TableIndex
    header: bool = False
    size: int = 0
    findings: list[Finding] = field(factory=list)
    _ahead: list[Written] = field(factory=list)
    _rest: Generator[Written, None, None] | None = None

    def begin(self, opened: TableFile) -> None:
        """Write the header and the first statements."""
        self._rest = rest = _written(self, opened)
        self._ahead = list(islice(rest, 2))

    @property
    def at_hand(self) -> bool:
        """Whether nobody has taken the records yet."""
        return bool(self._ahead)

    def written(self) -> Iterator[Written]:
        """The lines with their records, each once, while the rest is being written."""
        while self._ahead:
            yield self._ahead.pop(0)
        if self._rest is not None:
            yield from self._rest

    def finish(self) -> None:
        """Write what is not written yet."""
        for _ in self.written():
            pass

    def close(self) -> None:
        """Let go of the table, written to the end or not."""
        if self._rest is not None:
            self._rest.close()

    def settled(self, place: Place, record: int) -> Place:
        """The final place of a finding about line `place.line` of the spool."""
        absent = not place.record and not self.header
        if place.sheet or absent or not 0 < place.line <= len(self.index.main):
            return evolve(place, line=place.line if place.sheet else 0, offset=-1)
        return self.index.place(place.line - 1, record, place.pointer)


@cache
def _dumper() -> Callable[[object], bytes]:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return compact_line() or (lambda value: encode(value).encode("utf-8", "surrogatepass") + b"\n")


def spool(path: Path, target: Path, *, file: str = "", encoding: str = "", type_: str = "") -> Spool:
    """Begin to write the statements of a table file to `target`, one a line.

    Arguments and errors are those of `open_tables`. The header and the first statements are written at once.
    """
    opened = open_tables(path, file=file, encoding=encoding, type_=type_)
    found = Spool(target, opened.form, opened.encoding, TableIndex(opened.file))
    found.begin(opened)
    return found


def _written(found: Spool, opened: TableFile) -> Generator[Written, None, None]:
    with opened, found.path.open("wb") as out:
        start = 0
        for values, columns in _gathered(found, opened):
            lines = list(map(_dumper(), values))
            data = b"".join(lines)
            out.write(data)
            out.flush()  # who reads by offset does so while the rest is being written
            line, stop = len(found.index.main) - len(lines) + 1, start + len(data)
            found.size = max(stop, round(stop / (opened.share_read or 1)))
            yield Written(line, start, stop, lines, values, is_plain(data), columns)
            start = stop
    for item in opened.findings:
        found.findings.append(evolve(item, place=evolve(item.place, record=0, file=opened.file)))


def _gathered(found: Spool, opened: TableFile) -> Iterator[tuple[list[dict[str, object]], Columns | None]]:
    """Records in lots: the header alone, batches as they are, others some hundreds together."""
    lot: list[dict[str, object]] = []
    for item in opened.batches():
        whole = isinstance(item, Batch)
        if lot and (whole or len(lot) == _LOT):
            yield lot, None
            lot = []
        if isinstance(item, Batch):
            found.index.add_all(item)
            yield item.values, item.columns
        else:
            found.index.add(item)
            found.header = found.header or not item.number
            if item.findings or item.explained:
                _note(found, item, len(found.index.main))
            lot.append(item.value)
    if lot:
        yield lot, None


def _note(found: Spool, record: TableRecord, line: int) -> None:
    if record.explained:
        record.value[EXPLAINED] = sorted(record.explained)
    for item in record.findings:
        where = item.place
        if record.number:
            where = Place(file=where.file, record=line, line=line, pointer=where.pointer)
        found.findings.append(evolve(item, place=where))
