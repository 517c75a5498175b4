"""From tables to statements: rows joined with the rows of their child sheets, every value with its place.

Child sheets are read first and kept; the sheet of a type then streams by. What a spreadsheet did to a cell is
said with the record it belongs to; the pointers it concerns are `explained`, so that no later stage need
complain of them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import define, evolve, field, frozen

from gov_integrity.exchange.tables.batches import Batch, batch
from gov_integrity.exchange.tables.binding import Binding, Bound, bind
from gov_integrity.exchange.tables.cells import Trouble, doubtful, explain, judge_kind
from gov_integrity.exchange.tables.grid import Row, Table, UnreadableTableError, column_letter, note
from gov_integrity.exchange.tables.layout import PACKAGE, SheetLayout
from gov_integrity.exchange.tables.textfile import Block
from gov_integrity.exchange.tables.worksheet import Worksheet
from gov_integrity.findings import Finding, Param, Place, RecordLabel
from gov_integrity.privacy import sample

__all__ = ["TableRecord", "read_batches", "read_records"]

_Quick = Callable[[Binding, Block], Batch | None]


@frozen(slots=True)
class _Line:
    """A row of the record: its pointer ("" for the record itself), its table and the row."""

    pointer: str
    binding: Binding
    row: Row


@define(slots=True)
class TableRecord:
    """A statement, or the header of the package, made of rows.

    Attributes:
        number: Number of the statement in its file, from 1; 0 for the header.
        value: Its fields as JSON values.
        lines: The row of the record itself, then its child rows.
        findings: What spreadsheets did to its cells.
        explained: Pointers about which `findings`, or those of the header, have said what there is to say.
    """

    number: int
    value: dict[str, object]
    lines: tuple[_Line, ...]
    findings: list[Finding] = field(factory=list)
    explained: frozenset[str] = frozenset()

    @property
    def label(self) -> RecordLabel:
        """Type and id, masked."""
        return _label(self.value)

    def place(self, pointer: str = "") -> Place:
        """The cell a JSON Pointer leads to; the row, when it leads to a field without a column."""
        line, name = self._line(pointer)
        return line.binding.place(line.row, self.number, pointer, line.binding.by_name.get(name))

    def explain(self, pointer: str) -> Finding | None:
        """What a spreadsheet did to the cell of a value that was found wrong; None when we know nothing."""
        line, name = self._line(pointer)
        bound = line.binding.by_name.get(name)
        text = line.binding.text(line.row, name)
        trouble = explain(bound.column.spec, text) if bound and text else None
        if bound is None or trouble is None:
            return None
        return _trouble(self, line, bound, trouble, text)

    def _line(self, pointer: str) -> tuple[_Line, str]:
        parts = pointer.split("/")[1:4]
        if len(parts) > 1:
            prefix = f"/{parts[0]}/{parts[1]}"
            for line in self.lines[1:]:
                if line.pointer == prefix:
                    return line, parts[2] if len(parts) > 2 else ""
        return self.lines[0], parts[0] if parts else ""


def _label(value: dict[str, object]) -> RecordLabel:
    type_, id_ = value.get("type", ""), value.get("id", "")
    return RecordLabel(
        type_ if isinstance(type_, str) else "", sample(id_, "open") if isinstance(id_, str) else ""
    )


def _trouble(record: TableRecord, line: _Line, bound: Bound, trouble: Trouble, text: str) -> Finding:
    spec = bound.column.spec
    pointer = f"{line.pointer}/{bound.column.name}"
    params: dict[str, Param] = {}
    if trouble.reading:
        params["reading"] = sample(trouble.reading, spec.sensitivity)
    return note(
        trouble.code,
        line.binding.place(line.row, record.number, pointer, bound),
        params,
        record=record.label,
        sample=sample(text, spec.sensitivity) if text else "",
    )


@define(slots=True)
class _Children:
    """The rows of one child sheet by the id of their record; taken away as their record comes by."""

    binding: Binding
    rows: dict[str, list[Row]] = field(factory=dict)
    taken: set[str] = field(factory=set)

    def take(self, id_: str, revision: str) -> list[Row]:
        waiting = self.rows.get(id_)
        if not waiting:
            return []
        mine = [row for row in waiting if self.binding.text(row, "revision") in ("", revision)]
        if any(not self.binding.text(row, "revision") for row in mine):
            self.taken.add(id_)
        left = [row for row in waiting if self.binding.text(row, "revision") not in ("", revision)]
        if left:
            self.rows[id_] = left
        else:
            del self.rows[id_]
        return mine


def read_records(
    tables: Sequence[tuple[Table, SheetLayout]], *, date1904: bool = False
) -> Iterator[TableRecord]:
    """The records of the tables of one file or folder, the package header first.

    What is wrong with a table as a whole is in the `findings` of the table when the records are exhausted.

    Args:
        tables: Tables with their layouts, in the order of the file.
        date1904: Whether numbers of days count from 1904.
    """
    for item in _read(tables, None, date1904=date1904):
        assert isinstance(item, TableRecord)
        yield item


def read_batches(
    tables: Sequence[tuple[Table, SheetLayout]], *, date1904: bool = False
) -> Iterator[TableRecord | Batch]:
    """The same records as `read_records` gives, many at once where there is nothing to say about them."""
    return _read(tables, batch, date1904=date1904)


def _read(
    tables: Sequence[tuple[Table, SheetLayout]], quick: _Quick | None, *, date1904: bool
) -> Iterator[TableRecord | Batch]:
    number = 0
    types = dict.fromkeys(layout.type for _, layout in tables)
    for type_ in sorted(types, key=lambda name: name != PACKAGE):
        own = [(table, layout) for table, layout in tables if layout.type == type_]
        children = {
            layout.list: found
            for table, layout in own
            if layout.list and (found := _read_children(table, layout)) is not None
        }
        for table, layout in own:
            if layout.list:
                continue
            together = quick if type_ != PACKAGE and not children else None
            for record in _main(table, layout, children, together):
                if isinstance(record, Batch):
                    record.number = number + 1
                    number += len(record.values)
                    yield record
                    continue
                if type_ == PACKAGE:
                    record.number = 0
                else:
                    number += 1
                    record.number = number
                _inspect(record, date1904=date1904)
                yield record
        for child in children.values():
            _orphans(child)


def _read_children(table: Table, layout: SheetLayout) -> _Children | None:
    tied = _bound(table, layout)
    if tied is None:
        return None
    binding, rows = tied
    found = _Children(binding)
    for row in _data(binding, rows):
        assert isinstance(row, Row)
        id_ = binding.text(row, "id").strip()
        if id_:
            found.rows.setdefault(id_, []).append(row)
        else:
            table.findings.append(note("GI-TAB-0072", binding.place(row, 0)))
    return found


def _bound(table: Table, layout: SheetLayout) -> tuple[Binding, Iterator[Row | Block]] | None:
    try:
        return bind(table, layout)
    except UnreadableTableError as error:
        table.findings.append(error.finding)
        return None


def _rows(binding: Binding, found: Iterator[Row | Block], quick: _Quick | None) -> Iterator[Row | Batch]:
    for item in found:
        if isinstance(item, Row):
            yield item
        elif quick is not None and (made := quick(binding, item)) is not None:
            yield made
        else:
            yield from item.rows()


def _data(
    binding: Binding, found: Iterator[Row | Block], quick: _Quick | None = None
) -> Iterator[Row | Batch]:
    """The rows below the header that are not blank; then what there is to say of the table as a whole."""
    table = binding.table
    hidden = first_hidden = 0
    said: set[int] = set()
    try:
        for row in _rows(binding, found, quick):
            if isinstance(row, Batch):
                yield row
                continue
            texts = row.texts
            if len(texts) > binding.width or binding.unnamed:
                _surplus(binding, row, said)
            if row.hidden:
                hidden += 1
                first_hidden = first_hidden or row.number
            if (texts and texts[0].strip()) or any(map(str.strip, texts)) or row.kinds:
                yield row
    except UnreadableTableError as error:
        table.findings.append(error.finding)
    if hidden:
        place = Place(file=table.file, sheet=table.name, row=first_hidden)
        table.findings.append(note("GI-TAB-0038", place, {"count": hidden}))
    if isinstance(table, Worksheet):
        _ranges(binding, table)


def _surplus(binding: Binding, row: Row, said: set[int]) -> None:
    """Say that a column holds something without a heading: once a column, in a text file once a row."""
    texts, table, width = row.texts, binding.table, binding.width
    stray = [index for index in (*binding.unnamed, *range(width, len(texts))) if index < len(texts)]
    stray = [index for index in stray if texts[index].strip() and index not in said]
    if stray and stray[-1] >= width and not isinstance(table, Worksheet):
        params: dict[str, Param] = {"count": len(texts), "limit": width}
        table.findings.append(note("GI-TAB-0042", binding.place(row, 0), params))
        stray = [index for index in stray if index < width]
    for index in stray:
        said.add(index)
        place = evolve(binding.place(row, 0), column=column_letter(index))
        table.findings.append(note("GI-TAB-0041", place))


def _ranges(binding: Binding, sheet: Worksheet) -> None:
    """Merged cells and hidden columns, known when the sheet has been read to its end."""
    for merge in sheet.merges:
        if merge.bottom < binding.header - 1 or (merge.bottom < binding.header and merge.top == 1):
            continue
        code = "GI-TAB-0036" if merge.top <= binding.header else "GI-TAB-0037"
        place = Place(file=sheet.file, sheet=sheet.name, row=merge.top)
        sheet.findings.append(note(code, place, {"range": merge.reference}))
    for left, right in sheet.hidden_columns:
        for index, bound in binding.columns.items():
            if left <= index <= right:
                place = Place(
                    file=sheet.file, sheet=sheet.name, column=bound.letter, header=bound.heading[:80]
                )
                sheet.findings.append(note("GI-TAB-0040", place, {"name": sample(bound.heading, "open", 40)}))


def _main(
    table: Table, layout: SheetLayout, children: dict[str, _Children], quick: _Quick | None
) -> Iterator[TableRecord | Batch]:
    tied = _bound(table, layout)
    if tied is None:
        return
    binding, rows = tied
    missing = frozenset(f"/{name}" for name in binding.missing)
    for count, row in enumerate(_data(binding, rows, quick)):
        if isinstance(row, Batch):
            yield row
            continue
        if layout.type == PACKAGE and count:
            table.findings.append(note("GI-TAB-0073", binding.place(row, 0)))
            continue
        value = binding.value(row)
        value["type"] = layout.type
        lines = [_Line("", binding, row)]
        more = _join(value, lines, children) if children else []
        yield TableRecord(0, value, tuple(lines), explained=missing.union(more) if more else missing)


def _join(value: dict[str, object], lines: list[_Line], children: dict[str, _Children]) -> list[str]:
    """Add the child rows of a record and return the pointers for which they have no column."""
    missing: list[str] = []
    id_, revision = str(value.get("id", "")).strip(), str(value.get("revision", ""))
    for name, child in children.items():
        if id_ in child.taken:
            place = lines[0].binding.place(lines[0].row, 0)
            child.binding.table.findings.append(note("GI-TAB-0071", place, {"id": sample(id_, "open")}))
        mine = child.take(id_, revision)
        if mine:
            value[name] = [child.binding.item(row) for row in mine]
            absent = child.binding.missing
            missing += [f"/{name}/{at}/{column}" for at in range(len(mine)) for column in absent]
            lines += [_Line(f"/{name}/{at}", child.binding, row) for at, row in enumerate(mine)]
    return missing


def _orphans(child: _Children) -> None:
    for id_, rows in child.rows.items():
        for row in rows:
            place = child.binding.place(row, 0, "", child.binding.by_name.get("id"))
            params: dict[str, Param] = {"id": sample(id_, "open")}
            child.binding.table.findings.append(note("GI-TAB-0070", place, params))


def _inspect(record: TableRecord, *, date1904: bool) -> None:
    """Say what the cells of a record show at once: kinds that are not text, and signs of doubt."""
    for line in record.lines:
        row = line.row
        if row.kinds:
            for index, kind in row.kinds.items():
                bound = line.binding.columns.get(index)
                text = row.texts[index]
                trouble = bound and judge_kind(bound.column.spec, kind, text, date1904=date1904)
                if bound and trouble:
                    _add(record, _trouble(record, line, bound, trouble, text))
        if doubtful("\n".join(row.texts)):
            _doubt(record, line)


def _doubt(record: TableRecord, line: _Line) -> None:
    row = line.row
    for index, bound in line.binding.columns.items():
        text = row.texts[index] if index < len(row.texts) and index not in row.kinds else ""
        trouble = explain(bound.column.spec, text) if text and doubtful(text) else None
        if trouble:
            _add(record, _trouble(record, line, bound, trouble, text))


def _add(record: TableRecord, item: Finding) -> None:
    record.findings.append(item)
    if item.severity == "error":
        record.explained |= {item.place.pointer}
