"""Writing tables: CSV files that Excel opens as they are, and nothing in them that runs.

A text that a spreadsheet would take for a formula gets an apostrophe in front, and reading takes it away
again; bare numbers need none.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from gov_integrity.errors import InputError
from gov_integrity.exchange.tables.flatten import Sheets
from gov_integrity.exchange.tables.layout import Column, SheetLayout

__all__ = ["guard", "unguard", "write_csv", "write_empty_folder", "write_folder"]

_ACTIVE = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def guard(text: str) -> str:
    """The text as it may stand in a CSV cell.

    Raises:
        InputError: It holds U+0000, which no reader of CSV takes.
    """
    if "\0" in text:
        raise InputError(
            "文字中有空字符 U+0000,CSV 无法表示;请先删去",
            "a text holds U+0000, which CSV cannot carry; remove it first",
        )
    return f"'{text}" if _ACTIVE.match(text) and not _NUMBER.fullmatch(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if text[:1] == "'" and _ACTIVE.match(text) and not _NUMBER.fullmatch(text[1:]) else text


def write_csv(
    path: Path, columns: Sequence[Column], rows: Iterable[Mapping[str, str]], *, titles: bool = False
) -> None:
    """Write one table as UTF-8 with a byte order mark, lines ending in CR LF.

    Args:
        path: The file.
        columns: Its columns; the heading is the machine name.
        rows: Texts by column name.
        titles: Whether a row of Chinese titles stands above the machine names.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        if titles:
            writer.writerow([column.spec.zh or column.name for column in columns])
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([guard(row.get(column.name, "")) for column in columns])


def write_folder(folder: Path, sheets: Sheets) -> None:
    """Write every sheet as `NAME.csv` into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in sheets.rows.items():
        write_csv(folder / f"{name}.csv", sheets.columns(name), rows)


def write_empty_folder(
    folder: Path, layouts: Iterable[SheetLayout], begun: Mapping[str, Sequence[Mapping[str, str]]]
) -> None:
    """Write CSV files for a sender to fill in: titles, machine names, and the rows begun for a sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    for layout in layouts:
        write_csv(folder / f"{layout.name}.csv", layout.to_fill, begun.get(layout.name, ()), titles=True)
