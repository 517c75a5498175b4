"""A workbook, a CSV file or a folder of CSV files, opened as the tables of one delivery."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, Literal, Self, TypeVar

from attrs import define, field

from gov_integrity.errors import UsageError
from gov_integrity.exchange.sources import why
from gov_integrity.exchange.tables.batches import Batch
from gov_integrity.exchange.tables.binding import heading_types
from gov_integrity.exchange.tables.encoding import known_encoding
from gov_integrity.exchange.tables.grid import Table, UnreadableTableError, note
from gov_integrity.exchange.tables.layout import OWN_SHEETS, SheetLayout, layouts, normal, sheet_named
from gov_integrity.exchange.tables.package import WorkbookPackage, open_package
from gov_integrity.exchange.tables.reading import TableRecord, read_batches, read_records
from gov_integrity.exchange.tables.textfile import TextTable, open_text
from gov_integrity.exchange.tables.worksheet import worksheets
from gov_integrity.findings import Finding, Place
from gov_integrity.privacy import sample

__all__ = ["TableFile", "check_options", "is_table", "open_tables"]

TableForm = Literal["workbook", "csv"]
_R = TypeVar("_R")
_WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".et")
_TEXTS = (".csv", ".tsv", ".txt")


@define(slots=True)
class TableFile:
    """The tables of one file or folder that belong to the standard; a context manager.

    Attributes:
        file: Name as given.
        form: "workbook" or "csv".
        encoding: How text was read; "utf-8" for a workbook.
        findings: What is wrong with the file, complete when the records are exhausted.
    """

    file: str
    form: TableForm
    encoding: str
    tables: list[tuple[Table, SheetLayout]]
    findings: list[Finding] = field(factory=list)
    package: WorkbookPackage | None = None
    streams: list[IO[bytes]] = field(factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.package is not None:
            self.package.close()
        for stream in self.streams:
            stream.close()

    def records(self) -> Iterator[TableRecord]:
        """The header, then the statements, in the order of the sheets."""
        return self._all(read_records(self.tables, date1904=self._date1904))

    def batches(self) -> Iterator[TableRecord | Batch]:
        """The same, many statements at once where there is nothing to say about their cells."""
        return self._all(read_batches(self.tables, date1904=self._date1904))

    @property
    def share_read(self) -> float:
        """About how much of the files has been read, from 0 to 1."""
        streams = list(self.streams)
        if self.package is not None and self.package.stream is not None:
            streams.append(self.package.stream)
        size = sum(os.fstat(stream.fileno()).st_size for stream in streams)
        return sum(stream.tell() for stream in streams) / size if size else 0.0

    @property
    def _date1904(self) -> bool:
        return self.package is not None and self.package.date1904

    def _all(self, records: Iterator[_R]) -> Iterator[_R]:
        none = True
        for record in records:
            none = False
            yield record
        for table, _ in self.tables:
            self.findings.extend(table.findings)
            table.findings.clear()
        if none and all(item.severity != "error" for item in self.findings):
            self.findings.append(note("GI-TAB-0044", Place(file=self.file)))


def is_table(path: Path) -> bool:
    """Whether a path is to be read as tables: by its ending, or because it is a folder of CSV files."""
    if path.is_dir():
        return next(path.glob("*.csv"), None) is not None
    return path.suffix.lower() in (*_WORKBOOKS, *_TEXTS)


def check_options(paths: Collection[Path], *, encoding: str = "", type_: str = "") -> None:
    """Refuse what the sender says of CSV where no file is CSV: it would be ignored.

    Raises:
        UsageError: There is nothing for `encoding` or `type_` to apply to, or no such encoding.
    """
    single = any(path.suffix.lower() in _TEXTS and not path.is_dir() for path in paths)
    file = next(iter(paths), "")
    if encoding:
        known_encoding(encoding)
        if not single and not any(path.is_dir() and is_table(path) for path in paths):
            raise UsageError(
                "--encoding 只用于 CSV,{file} 不是 CSV", "--encoding is for CSV; {file} is not CSV", file=file
            )
    if type_ and not single:
        raise UsageError(
            "--type 只用于单个 CSV 文件,{file} 不是单个 CSV 文件",
            "--type is for one CSV file; {file} is not one",
            file=file,
        )


def open_tables(path: Path, *, encoding: str = "", type_: str = "", file: str = "") -> TableFile:
    """Open a workbook, a CSV file or a folder of CSV files.

    Args:
        path: The file or folder; what it is is told by its ending.
        encoding: Of text files, when the sender says so.
        type_: Statement type of a single CSV file, when its name does not say.
        file: Name for findings, when it is not the path.

    Raises:
        UnreadableTableError: There is no table of the standard, or the file cannot be read.
        UsageError: `encoding` or `type_` is unknown.
    """
    file = file or str(path)
    try:
        if path.is_dir():
            return _open_folder(path, file, encoding)
        if path.suffix.lower() in _TEXTS:
            return _open_single(path, file, encoding, type_)
        return _open_workbook(path, file)
    except OSError as error:
        raise UnreadableTableError("GI-TAB-0001", Place(file=file), **why(error)) from error


def _open_workbook(path: Path, file: str) -> TableFile:
    package = open_package(path, file)
    try:
        found = TableFile(file, "workbook", "utf-8", [], package=package)
        for sheet in worksheets(package):
            layout = sheet_named(sheet.name)
            place = Place(file=file, sheet=sheet.name)
            name = sample(sheet.name, "open", 40)
            if layout is None:
                if normal(sheet.name) not in OWN_SHEETS:
                    found.findings.append(note("GI-TAB-0030", place, {"name": name}))
                continue
            if sheet.hidden:
                found.findings.append(note("GI-TAB-0039", place, {"name": name}))
            found.tables.append((sheet, layout))
        _need_tables(found)
    except BaseException:
        package.close()
        raise
    return found


def _need_tables(found: TableFile) -> None:
    if not found.tables:
        raise UnreadableTableError("GI-TAB-0031", Place(file=found.file))


def _open_folder(path: Path, file: str, encoding: str) -> TableFile:
    found = TableFile(file, "csv", "", [])
    try:
        for item in sorted(path.glob("*.csv")):
            layout = sheet_named(item.stem)
            inner = f"{file.rstrip('/')}/{item.name}"
            if layout is None:
                place = Place(file=inner, sheet=item.stem)
                found.findings.append(note("GI-TAB-0030", place, {"name": sample(item.stem, "open", 40)}))
            else:
                _add(found, item, layout, inner, encoding)
        _need_tables(found)
    except BaseException:
        found.__exit__()
        raise
    return found


def _open_single(path: Path, file: str, encoding: str, type_: str) -> TableFile:
    if path.is_file() and not path.stat().st_size:
        raise UnreadableTableError("GI-TAB-0002", Place(file=file))
    found = TableFile(file, "csv", "", [])
    try:
        _add(found, path, _layout_of(path, file, encoding, type_), file, encoding)
    except BaseException:
        found.__exit__()
        raise
    return found


def _layout_of(path: Path, file: str, encoding: str, type_: str) -> SheetLayout:
    """The layout of a single CSV file: as asked, as its name says, or the only one its heading fits."""
    if type_:
        layout = sheet_named(type_)
        if layout is None:
            raise UsageError("没有类型 {name}", "there is no type {name}", name=sample(type_, "open", 40))
        return layout
    if layout := sheet_named(path.stem):
        return layout
    with path.open("rb") as stream:
        names = heading_types(open_text(stream, file, path.stem, encoding))
    if len(names) != 1:
        raise UnreadableTableError("GI-TAB-0031", Place(file=file))
    return layouts(names[0])[0]


def _add(found: TableFile, path: Path, layout: SheetLayout, file: str, encoding: str) -> None:
    table: TextTable = open_text(path, file, path.stem, encoding)
    found.streams.append(table.stream)
    found.tables.append((table, layout))
    found.encoding = found.encoding or table.encoding
