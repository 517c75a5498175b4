"""Packages from one form into another: JSON, NDJSON, CSV files and folders, workbooks, and mapped tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import field, frozen

from gov_integrity.errors import UsageError
from gov_integrity.exchange.package import Package, load, write
from gov_integrity.exchange.tables.carrying import Carried, Terms, carry
from gov_integrity.exchange.tables.flatten import gather
from gov_integrity.exchange.tables.layout import PACKAGE, layouts
from gov_integrity.exchange.tables.mapping import mapping
from gov_integrity.exchange.tables.opening import is_table, open_tables
from gov_integrity.exchange.tables.package import open_package
from gov_integrity.exchange.tables.template import fill_workbook
from gov_integrity.exchange.tables.textfile import open_text
from gov_integrity.exchange.tables.worksheet import worksheets
from gov_integrity.exchange.tables.writing import write_csv, write_folder
from gov_integrity.findings import Finding
from gov_integrity.model import FORMS, STANDARD_VERSION, TYPES, faults

__all__ = ["Converted", "new_header", "outputs", "read_mapped", "read_package", "write_package"]

Json = Mapping[str, object]
WORKBOOK = ".xlsx"


@frozen(slots=True)
class Converted:
    """What was read: a header when the file has one, the statements, and what was found on the way."""

    header: Json | None
    statements: Sequence[Json]
    findings: tuple[Finding, ...] = field(factory=tuple)


def read_package(path: Path, *, encoding: str = "", type_: str = "") -> Converted:
    """Read a package of any form into memory.

    Raises:
        UnreadablePackageError, UnreadableTableError: It cannot be read.
        UsageError: `encoding` or `type_` is unknown.
    """
    if not is_table(path):
        package = load(path)
        return Converted(package.header, package.statements)
    findings: list[Finding] = []
    header: Json | None = None
    statements: list[Json] = []
    with open_tables(path, encoding=encoding, type_=type_) as opened:
        for record in opened.records():
            findings += record.findings
            if record.number:
                statements.append(record.value)
            else:
                header = record.value
        findings += opened.findings
    return Converted(header, statements, tuple(sorted(findings, key=Finding.sort_key)))


def read_mapped(path: Path, name: str, terms: Terms, *, encoding: str = "") -> Converted:
    """Read the statements of a table that agencies already hold, by the mapping `name`.

    Of a workbook every visible sheet is read that has the columns of the mapping.

    Raises:
        UnreadableTableError: The file cannot be read, or has no such columns.
        UsageError: There is no such mapping.
    """
    wanted = mapping(name)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        table = open_text(path, name=path.stem, encoding=encoding)
        with table.stream:
            return _of((carry(table, wanted, terms),))
    with open_package(path) as package:
        sheets = [sheet for sheet in worksheets(package) if not sheet.hidden]
        dated = Terms(terms.namespace, terms.stated_by, terms.recorded_at, date1904=package.date1904)
        return _of([carry(sheet, wanted, dated) for sheet in sheets[:1]])


def _of(carried: Iterable[Carried]) -> Converted:
    statements: list[Json] = []
    findings: list[Finding] = []
    for one in carried:
        statements += one.statements
        findings += one.findings
    return Converted(None, statements, tuple(findings))


def new_header(id_: str, *, sender: str, profile: str, created_at: str) -> dict[str, object]:
    """A header for statements that came without one.

    Raises:
        UsageError: One of the values is not in the form the standard asks for.
    """
    header: dict[str, object] = {
        "type": PACKAGE,
        "version": STANDARD_VERSION,
        "id": id_,
        "profile": profile,
        "sender": sender,
        "created_at": created_at,
        "extent": "increment",
    }
    for fault in faults(header):
        form = FORMS[str(fault.params["form"])]
        raise UsageError(
            "包头的 {field} 写法不对,应为:{zh}",
            "the {field} of the header is not in form: {en}",
            field=fault.field,
            zh=form.zh,
            en=form.en,
        )
    return header


def outputs(path: Path) -> tuple[Path, ...]:
    """Every file that `write_package` may write for this name."""
    if path.suffix:
        return (path,)
    return (path, *(path / f"{layout.name}.csv" for name in (PACKAGE, *TYPES) for layout in layouts(name)))


def write_package(header: Json | None, statements: Sequence[Json], path: Path) -> list[tuple[int, str]]:
    """Write a package in the form its name asks for: .json, .ndjson, .xlsx, .csv, or a folder of CSV files.

    Returns the number of the statement (0: the header) and the pointer of every value that tables cannot
    carry; JSON and NDJSON carry everything.

    Raises:
        UsageError: One CSV file cannot hold it, or JSON is asked for without a header.
        MissingExtraError: The extra `workbook` is not installed.
    """
    suffix = path.suffix.lower()
    if suffix in (".json", ".ndjson", ".jsonl"):
        if header is None:
            raise UsageError("写数据包需要数据包头", "a package needs a header to be written")
        write(Package(header, tuple(statements)), path, form="json" if suffix == ".json" else "ndjson")
        return []
    sheets = gather(([header] if header is not None else [{"type": PACKAGE}]) + list(statements))
    if header is None:
        del sheets.rows[PACKAGE]
        sheets.lost = [(number, pointer) for number, pointer in sheets.lost if number]
    if suffix == WORKBOOK:
        fill_workbook(sheets, path)
    elif suffix == ".csv":
        names = [name for name in sheets.rows if name != PACKAGE]
        if len(names) != 1:
            raise UsageError(
                "一个 CSV 文件只能写一张表，请写到文件夹",
                "one CSV file holds one table only; write to a folder instead",
            )
        write_csv(path, sheets.columns(names[0]), sheets.rows[names[0]])
    elif suffix:
        raise UsageError(
            "不认识的格式 {name}；可用 .json .ndjson .csv .xlsx 或文件夹",
            "unknown form {name}; use .json .ndjson .csv .xlsx or a folder",
            name=suffix[:20],
        )
    else:
        write_folder(path, sheets)
    return sheets.lost
