"""The sender's own workbook with what is wrong marked in it.

The package is patched, not loaded and saved: parts that are not touched keep every byte, and of those that
are, every byte we do not have to change. Touched are the sheets of the standard, their notes and drawings,
the styles (three formats more), and the lists of parts; a summary sheet is added, or written anew.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import define, field, frozen

from gov_integrity.exchange.drafts import draft
from gov_integrity.exchange.tables.binding import Binding
from gov_integrity.exchange.tables.edits import before_end, plain, prefix_of
from gov_integrity.exchange.tables.grid import column_index
from gov_integrity.exchange.tables.layout import REASONS, STATUS, SUMMARY, normal
from gov_integrity.exchange.tables.notes import NEW_COMMENTS, NEW_DRAWING, add_notes, add_shapes, own_notes
from gov_integrity.exchange.tables.package import MAIN, Sheet, WorkbookPackage, open_package, relations
from gov_integrity.exchange.tables.sheetpatch import SheetPatch, Status, patch_sheet
from gov_integrity.findings import SEVERITIES, Severity

__all__ = ["NOTES", "Mark", "Words", "mark_workbook"]

NOTES = 10_000
"""Notes on one sheet; what lies beyond is told in the column of reasons alone."""

_STAMP = (1980, 1, 1, 0, 0, 0)
_RELATIONS = {
    MAIN[0]: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    MAIN[1]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_COLOURS: Mapping[Severity, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "info": "FFDDEBF7"}
_REASONS = 2_000


@frozen(slots=True)
class Mark:
    """One thing to mark: where (no column: the row), how grave, what to say on the cell and in short."""

    sheet: str
    row: int
    column: str
    severity: Severity
    note: str
    short: str


@frozen(slots=True)
class Words:
    """The words for a row by its gravest finding, and for one without."""

    severities: Mapping[Severity, str]
    sound: str


@define(slots=True)
class _Draft:
    """The parts that change, by name; the rest is copied."""

    package: WorkbookPackage
    parts: dict[str, bytes] = field(factory=dict)

    def read(self, part: str) -> bytes:
        if part not in self.parts:
            self.parts[part] = b"".join(self.package.chunks(part))
        return self.parts[part]

    def has(self, part: str) -> bool:
        return part in self.parts or part in self.package.archive.NameToInfo

    def free(self, stem: str, ending: str) -> str:
        number = 1
        while self.has(f"{stem}{number}{ending}"):
            number += 1
        return f"{stem}{number}{ending}"

    def relate(self, part: str, type_: str, target: str) -> str:
        """Add a relationship from a part and return its id."""
        folder, name = posixpath.split(part)
        rels = f"{folder}/_rels/{name}.rels"
        if not self.has(rels):
            self.parts[rels] = (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
            )
        data = self.read(rels)
        taken = set(re.findall(rb'\bId="([^"]*)"', data))
        number = next(n for n in range(1, len(taken) + 2) if f"rIdGI{n}".encode() not in taken)
        way = posixpath.relpath(target, folder)
        tag = f'<Relationship Id="rIdGI{number}" Type="{type_}" Target="{way}"/>'
        p = prefix_of(data, "Relationships")
        self.parts[rels] = before_end(data, "Relationships", tag.replace("<", f"<{p}").encode())
        return f"rIdGI{number}"

    def declare(self, part: str, content: str) -> None:
        """Tell the package the content type of a new part."""
        data = self.read("[Content_Types].xml")
        p = prefix_of(data, "Types")
        if part.endswith(".vml"):
            if re.search(rb'Extension="vml"', data, re.IGNORECASE) is None:
                end = re.search(rb"<(?:\w+:)?Types\b[^>]*>", data)
                tag = f'<{p}Default Extension="vml" ContentType="{content}"/>'.encode()
                at = end.end() if end else 0
                self.parts["[Content_Types].xml"] = data[:at] + tag + data[at:]
        elif f'PartName="/{part}"'.encode() not in data:
            tag = f'<{p}Override PartName="/{part}" ContentType="{content}"/>'.encode()
            self.parts["[Content_Types].xml"] = before_end(data, "Types", tag)


def mark_workbook(
    source: Path,
    target: Path,
    *,
    bindings: Sequence[Binding],
    marks: Sequence[Mark],
    words: Words,
    summary: Sequence[Sequence[str]],
) -> None:
    """Write a copy of a workbook with marks in it.

    Args:
        source: The workbook as the sender has it, or as it was marked before.
        target: Where the marked one goes; it may be the same file.
        bindings: The tables of the standard in it, as they were read.
        marks: What to mark; a mark whose sheet is not among the tables is left to the summary.
        words: The words of the column to filter by.
        summary: Rows of the summary sheet.

    Raises:
        UnreadableTableError: The workbook cannot be read.
        OSError: The target cannot be written.
    """
    with draft(target) as path:
        _mark(source, path, bindings=bindings, marks=marks, words=words, summary=summary)


def _mark(
    source: Path,
    target: Path,
    *,
    bindings: Sequence[Binding],
    marks: Sequence[Mark],
    words: Words,
    summary: Sequence[Sequence[str]],
) -> None:
    with open_package(source) as package:
        draft = _Draft(package)
        formats = _add_formats(draft)
        sheets = {sheet.name: sheet for sheet in package.sheets}
        for binding in bindings:
            name = binding.table.name
            mine = [mark for mark in marks if mark.sheet == name and mark.row > binding.header]
            _mark_sheet(draft, sheets[name], binding, mine, words=words, formats=formats)
        _write_summary(draft, sheets, summary)
        _write(package, draft, target)


def _namespace(data: bytes) -> str:
    return MAIN[1] if MAIN[1].encode() in data[:2000] else MAIN[0]


def _add_formats(draft: _Draft) -> Mapping[Severity, int]:
    """Add a differential format for each severity to the styles and return their numbers."""
    part = draft.package.related(draft.package.workbook, "/styles")
    if not part:
        folder = posixpath.dirname(draft.package.workbook)
        part = draft.free(f"{folder}/styles", ".xml")
        space = _namespace(draft.read(draft.package.workbook))
        draft.parts[part] = (
            f'<styleSheet xmlns="{space}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            '<cellXfs count="1"><xf/></cellXfs></styleSheet>'
        ).encode()
        draft.relate(draft.package.workbook, _RELATIONS[space] + "/styles", part)
        draft.declare(part, _TYPES + ".styles+xml")
    data = draft.read(part)
    p = prefix_of(data, "styleSheet")
    new = "".join(
        f'<{p}dxf><{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{_COLOURS[name]}"/>'
        f'<{p}bgColor rgb="{_COLOURS[name]}"/></{p}patternFill></{p}fill></{p}dxf>'
        for name in SEVERITIES
    ).encode()
    block = re.search(rb"<(?:\w+:)?dxfs\b[^>]*?(?:/>|>.*?</(?:\w+:)?dxfs\s*>)", data, re.DOTALL)
    if block is None:
        after = re.search(rb"<(?:\w+:)?(?:tableStyles|colors|extLst)\b|</(?:\w+:)?styleSheet\s*>", data)
        at = after.start() if after else len(data)
        whole = f'<{p}dxfs count="3">'.encode() + new + f"</{p}dxfs>".encode()
        draft.parts[part] = data[:at] + whole + data[at:]
        return dict(zip(SEVERITIES, range(3), strict=True))
    first = block[0].find(new)
    if first >= 0:
        count = len(re.findall(rb"<(?:\w+:)?dxf[\s/>]", block[0][:first]))
        return dict(zip(SEVERITIES, range(count, count + 3), strict=True))
    count = len(re.findall(rb"<(?:\w+:)?dxf[\s/>]", block[0]))
    grown = before_end(block[0], "dxfs", new)
    grown = re.sub(rb'count="[0-9]+"', f'count="{count + 3}"'.encode(), grown, count=1)
    draft.parts[part] = data[: block.start()] + grown + data[block.end() :]
    return dict(zip(SEVERITIES, range(count, count + 3), strict=True))


def _mark_sheet(
    draft: _Draft,
    sheet: Sheet,
    binding: Binding,
    marks: Sequence[Mark],
    *,
    words: Words,
    formats: Mapping[Severity, int],
) -> None:
    rows: dict[int, list[Mark]] = {}
    for mark in marks:
        rows.setdefault(mark.row, []).append(mark)
    status = {number: _status(found, words) for number, found in rows.items()}
    data = draft.read(sheet.part)
    space = _namespace(data)
    colours: dict[int, list[tuple[int, int]]] = {}
    graver = sorted(marks, key=lambda mark: SEVERITIES.index(mark.severity))
    taken: set[tuple[int, int]] = set()
    for mark in graver:
        cell = (mark.row, column_index(mark.column))
        if mark.column and cell not in taken:
            taken.add(cell)
            colours.setdefault(formats[mark.severity], []).append(cell)
    former = (binding.status[0], binding.status[1]) if len(binding.status) == 2 else None
    drawing, parts = _note_parts(draft, sheet, space, wanted=bool(marks))
    patch = SheetPatch(
        header=binding.top,
        first=binding.header + 1,
        headings=(STATUS, REASONS),
        status=status,
        sound=words.sound,
        colours=colours,
        drawing=drawing,
        relations=_RELATIONS[space],
    )
    draft.parts[sheet.part], column = patch_sheet(data, patch, former)
    if parts is not None:
        _write_notes(draft, parts, _notes(marks, column))


def _status(marks: Sequence[Mark], words: Words) -> Status:
    gravest = min(marks, key=lambda mark: SEVERITIES.index(mark.severity))
    reasons = "；".join(dict.fromkeys(mark.short for mark in marks))
    if len(reasons) > _REASONS:
        reasons = reasons[:_REASONS] + "…"
    return Status(words.severities[gravest.severity], reasons)


def _notes(marks: Sequence[Mark], column: int) -> dict[tuple[int, int], str]:
    """What to say on each cell; a mark of a whole row is said on its cell in the status column."""
    found: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        cell = (mark.row, column_index(mark.column) if mark.column else column)
        if cell in found or len(found) < NOTES:
            found.setdefault(cell, []).append(mark.note)
    return {cell: "\n\n".join(dict.fromkeys(texts)) for cell, texts in found.items()}


def _note_parts(
    draft: _Draft, sheet: Sheet, space: str, *, wanted: bool
) -> tuple[str, tuple[str, str] | None]:
    """The comments part and the drawing of a sheet, made when they are wanted; the id of a new drawing."""
    related = relations(draft.package, sheet.part)
    used = re.search(rb'<(?:\w+:)?legacyDrawing\b[^>]*?:id="([^"]+)"', draft.read(sheet.part))
    comments = next((item.target for item in related if item.type.endswith("/comments")), "")
    drawing = next((item.target for item in related if used and item.id == used[1].decode()), "")
    if not wanted and not (comments and drawing):
        return "", None
    folder = posixpath.dirname(posixpath.dirname(sheet.part))
    new_id = ""
    if not comments:
        comments = draft.free(f"{folder}/commentsGI", ".xml")
        draft.parts[comments] = NEW_COMMENTS.replace(MAIN[0].encode(), space.encode())
        draft.relate(sheet.part, _RELATIONS[space] + "/comments", comments)
        draft.declare(comments, _TYPES + ".comments+xml")
    if not drawing:
        drawing = draft.free(f"{folder}/drawings/vmlDrawingGI", ".vml")
        draft.parts[drawing] = NEW_DRAWING
        new_id = draft.relate(sheet.part, _RELATIONS[space] + "/vmlDrawing", drawing)
        draft.declare(drawing, "application/vnd.openxmlformats-officedocument.vmlDrawing")
    return new_id, (comments, drawing)


def _write_notes(draft: _Draft, parts: tuple[str, str], notes: Mapping[tuple[int, int], str]) -> None:
    comments, drawing = parts
    data = draft.read(comments)
    gone = own_notes(data)
    draft.parts[comments], fresh = add_notes(data, notes)
    draft.parts[drawing] = add_shapes(draft.read(drawing), fresh, gone)


def _write_summary(draft: _Draft, sheets: Mapping[str, Sheet], rows: Sequence[Sequence[str]]) -> None:
    workbook = draft.package.workbook
    data = draft.read(workbook)
    space = _namespace(data)
    cells = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t xml:space="preserve">{plain(text)}</t></is></c>' if text else "<c/>"
            for text in row
        )
        + "</row>"
        for row in rows
    )
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate((16, 14, 34, 16, 60, 60), start=1)
    )
    xml = (
        f'<worksheet xmlns="{space}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{widths}</cols>'
        f'<sheetData>{cells}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "</worksheet>"
    )
    known = next((sheet for name, sheet in sheets.items() if normal(name) == normal(SUMMARY)), None)
    if known is not None:
        draft.parts[known.part] = xml.encode()
        return
    folder = posixpath.dirname(workbook)
    part = draft.free(f"{folder}/worksheets/sheetGI", ".xml")
    draft.parts[part] = xml.encode()
    relation = draft.relate(workbook, _RELATIONS[space] + "/worksheet", part)
    draft.declare(part, _TYPES + ".worksheet+xml")
    used = [int(number) for number in re.findall(rb'\bsheetId="([0-9]{1,9})"', data)]
    p = prefix_of(data, "workbook")
    tag = (
        f'<{p}sheet xmlns:r="{_RELATIONS[space]}" name="{SUMMARY}" sheetId="{max(used, default=0) + 1}" '
        f'r:id="{relation}"/>'
    )
    draft.parts[workbook] = before_end(data, "sheets", tag.encode())


def _write(package: WorkbookPackage, draft: _Draft, target: Path) -> None:
    """Write the archive: changed parts in their old place, new ones at the end, the rest as it is."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        waiting = dict(draft.parts)
        for info in package.archive.infolist():
            if info.filename in waiting:
                out.writestr(_named(info), waiting.pop(info.filename))
            else:
                with package.archive.open(info) as old, out.open(_named(info), "w") as new:
                    shutil.copyfileobj(old, new)
        for name, data in waiting.items():
            fresh = zipfile.ZipInfo(name, _STAMP)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(fresh, data)


def _named(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    new = zipfile.ZipInfo(info.filename, info.date_time)
    new.compress_type = info.compress_type
    new.external_attr = info.external_attr
    return new
