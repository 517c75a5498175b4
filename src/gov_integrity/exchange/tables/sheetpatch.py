"""Marks in the XML of one worksheet: two columns at the right, colours over the cells, a drawing for notes.

The sender's cells keep their values and their styles. Colours are conditional formats with a formula of our
own, by which they are found and taken away when the workbook is marked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import define, field, frozen

from gov_integrity.exchange.tables.edits import Attributes, Edits, plain, scan, tag_end
from gov_integrity.exchange.tables.grid import column_index, column_letter

__all__ = ["OWN_FORMULA", "SheetPatch", "Status", "patch_sheet"]

OWN_FORMULA = 'LEN("gov-integrity")>0'
_REFERENCES = 100
_RANGE_END = re.compile(r":([A-Z]{1,3})[0-9]+$")
# ECMA-376 part 1, 18.3.1.99: the order of what may follow the rows of a sheet.
_ORDER = (
    "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
)  # fmt: skip


@frozen(slots=True)
class Status:
    """What the two columns say of a row: a word to filter by, and the reasons."""

    word: str
    reasons: str = ""


@frozen(slots=True)
class SheetPatch:
    """What to do to a sheet.

    Attributes:
        header: First row of its heading; the columns get theirs there.
        first: First row of data.
        headings: Headings of the two columns.
        status: By row number; a row with content that is not among them gets `sound`.
        sound: The word for a row without findings.
        colours: Cells by the number of the differential format that colours them.
        drawing: Relationship id of a new drawing for notes; empty when there is one or none is needed.
        relations: Namespace of relationship ids in this workbook.
    """

    header: int
    first: int
    headings: tuple[str, str]
    status: Mapping[int, Status]
    sound: str
    colours: Mapping[int, Iterable[tuple[int, int]]]
    drawing: str
    relations: str


@define(slots=True)
class _Seen:
    """What one pass over the sheet finds: the rows, the columns in use, the elements after the rows."""

    data: bytes
    header: int
    former: tuple[int, ...]
    prefix: str = ""
    row: int = 0
    column: int = -1
    rows: dict[int, tuple[int, int]] = field(factory=dict)
    filled: set[int] = field(factory=set)
    cells: dict[tuple[int, int], tuple[int, int]] = field(factory=dict)
    last: int = -1
    header_style: str = ""
    children: list[tuple[str, int]] = field(factory=list)
    own_formats: list[tuple[int, int]] = field(factory=list)
    root_end: int = 0
    dimension: int = -1
    priority: int = 0
    rank: int = 0
    stack: list[str] = field(factory=list)
    names: dict[str, str] = field(factory=dict)
    opened: int = -1

    def start(self, name: str, attributes: Attributes, at: int) -> None:
        local = self.names.get(name) or self.names.setdefault(name, name.rpartition(":")[2])
        self.stack.append(local)
        if local == "c":
            self.cell(attributes, at)
        elif local in ("v", "t"):
            if self.column not in self.former:
                self.filled.add(self.row)
        elif local == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdecimal() else self.row + 1
            self.column = -1
            self.rows[self.row] = (at, -1)
        else:
            self.other(local, name, attributes, at)

    def cell(self, attributes: Attributes, at: int) -> None:
        reference = attributes.get("r")
        self.column = self.column + 1 if reference is None else column_index(reference.rstrip("0123456789"))
        self.opened = at
        if self.column in self.former:
            return
        self.last = max(self.last, self.column)
        if self.row == self.header:
            self.header_style = attributes.get("s", "")

    def other(self, local: str, name: str, attributes: Attributes, at: int) -> None:
        depth = len(self.stack)
        if depth == 1:
            self.prefix = name.rpartition(":")[0] + ":" if ":" in name else ""
        elif depth == 2:
            self.children.append((local, at))
            self.opened = at
            if local == "dimension":
                self.dimension = at
        elif local == "cfRule":
            priority = attributes.get("priority", "")
            self.rank = max(self.rank, int(priority) if priority.isdecimal() else 0)
        elif local == "mergeCell":
            found = _RANGE_END.search(attributes.get("ref", ""))
            self.last = max(self.last, column_index(found[1]) if found else -1)

    def end(self, _: str, at: int) -> None:
        local = self.stack.pop()
        if local == "c":
            if self.column in self.former:
                self.cells[self.row, self.column] = (self.opened, tag_end(self.data, at))
        elif local == "row":
            self.rows[self.row] = (self.rows[self.row][0], at)
        elif local == "conditionalFormatting" and len(self.stack) == 1:
            end = tag_end(self.data, at)
            if b"gov-integrity" in self.data[self.opened : end]:
                self.own_formats.append((self.opened, end))
            else:
                self.priority = max(self.priority, self.rank)
            self.rank = 0
        elif not self.stack:
            self.root_end = at


def patch_sheet(data: bytes, patch: SheetPatch, former: tuple[int, int] | None) -> tuple[bytes, int]:
    """The sheet with its marks, and the index of the first of the two columns.

    Args:
        data: XML of the worksheet.
        patch: What to do.
        former: The two columns of an earlier marking, which are written anew.
    """
    seen = _look(data, patch, former)
    columns = former or (seen.last + 1, seen.last + 2)
    if not any(number >= patch.first for number in seen.filled) and former is None:
        return data, columns[0]
    edits = Edits(data)
    _write_rows(edits, seen, patch, columns)
    for start, end in seen.own_formats:
        edits.replace(start, end, b"")
    formats = _formats(seen, patch)
    if formats:
        edits.insert(_where(seen, "conditionalFormatting"), formats.encode())
    if patch.drawing:
        tag = f'<{seen.prefix}legacyDrawing xmlns:r="{patch.relations}" r:id="{patch.drawing}"/>'
        edits.insert(_where(seen, "legacyDrawing"), tag.encode())
    if seen.dimension >= 0:
        _widen(edits, seen.dimension, columns[1])
    return edits.apply(), columns[0]


def _look(data: bytes, patch: SheetPatch, former: tuple[int, int] | None) -> _Seen:
    seen = _Seen(data, patch.header, former or ())
    scan(data, seen.start, seen.end)
    return seen


def _write_rows(edits: Edits, seen: _Seen, patch: SheetPatch, columns: tuple[int, int]) -> None:
    """Put the two cells at the end of each row, and take away those of an earlier marking."""
    data, prefix = edits.data, seen.prefix
    for number, (start, end) in seen.rows.items():
        if number == patch.header:
            texts, style = patch.headings, seen.header_style
        elif number >= patch.first and number in seen.filled:
            status = patch.status.get(number, Status(patch.sound))
            texts, style = (status.word, status.reasons), ""
        else:
            continue
        for index in columns:
            if span := seen.cells.get((number, index)):
                edits.replace(span[0], span[1], b"")
        cells = "".join(
            _text_cell(prefix, f"{column_letter(index)}{number}", text, style)
            for index, text in zip(columns, texts, strict=True)
            if text
        ).encode()
        opening_end = tag_end(data, start)
        opening = re.sub(rb'\sspans="[^"]*"', b"", data[start:opening_end])
        if start == end:  # an empty row, closed in its own tag
            edits.replace(
                start, opening_end, opening[:-2].rstrip() + b">" + cells + f"</{prefix}row>".encode()
            )
        else:
            if len(opening) != opening_end - start:
                edits.replace(start, opening_end, opening)
            edits.insert(end, cells)


def _text_cell(prefix: str, reference: str, text: str, style: str) -> str:
    styled = f' s="{style}"' if style else ""
    return (
        f'<{prefix}c r="{reference}"{styled} t="inlineStr"><{prefix}is>'
        f'<{prefix}t xml:space="preserve">{plain(text)}</{prefix}t></{prefix}is></{prefix}c>'
    )


def _formats(seen: _Seen, patch: SheetPatch) -> str:
    p, found, priority = seen.prefix, [], seen.priority
    formula = OWN_FORMULA.replace('"', "&quot;").replace(">", "&gt;")
    for format_, cells in patch.colours.items():
        references = list(_ranges(cells))
        for at in range(0, len(references), _REFERENCES):
            priority += 1
            found.append(
                f'<{p}conditionalFormatting sqref="{" ".join(references[at : at + _REFERENCES])}">'
                f'<{p}cfRule type="expression" dxfId="{format_}" priority="{priority}">'
                f"<{p}formula>{formula}</{p}formula></{p}cfRule></{p}conditionalFormatting>"
            )
    return "".join(found)


def _ranges(cells: Iterable[tuple[int, int]]) -> Iterable[str]:
    """References of cells (row, column index), those beneath one another as one range."""
    ordered = sorted({(column, row) for row, column in cells})
    at = 0
    while at < len(ordered):
        column, top = ordered[at]
        bottom = top
        while at + 1 < len(ordered) and ordered[at + 1] == (column, bottom + 1):
            at, bottom = at + 1, bottom + 1
        letter = column_letter(column)
        yield f"{letter}{top}" if top == bottom else f"{letter}{top}:{letter}{bottom}"
        at += 1


def _where(seen: _Seen, name: str) -> int:
    """Offset at which an element belongs: before the first that the standard puts behind it."""
    rank = _ORDER.index(name)
    for local, at in seen.children:
        if local in _ORDER and _ORDER.index(local) > rank:
            return at
    return seen.root_end


def _widen(edits: Edits, at: int, last: int) -> None:
    end = tag_end(edits.data, at)
    tag = edits.data[at:end]
    letter = column_letter(last).encode()
    wider = re.sub(rb':[A-Z]{1,3}([0-9]+")', lambda found: b":" + letter + found[1], tag)
    if wider != tag:
        edits.replace(at, end, wider)
