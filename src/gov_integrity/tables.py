"""Reading data files: CSV with an exact header, refused with file and line.

A mistake in a data file is a mistake in the law as this package states it; so nothing is guessed, and every
refusal (`DataFileError`) says where it stands.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from typing import Literal, Protocol, TypeVar, cast

from attrs import frozen

from gov_integrity.errors import DataFileError

__all__ = ["CONFIDENCES", "Confidence", "Row", "TableFile", "parse_date", "read_rows", "unique", "weakest"]

Confidence = Literal["verified", "secondary", "recalled", "inferred"]
"""How sure we are that what a row says is in its source.

`verified`: read in the text of the source (or fixed by this standard itself). `secondary`: read in another
text about it. `recalled`: not looked up. `inferred`: drawn up by this standard from what the source asks for.
"""
CONFIDENCES: tuple[Confidence, ...] = ("verified", "secondary", "recalled", "inferred")

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_T = TypeVar("_T")
_W = TypeVar("_W", bound=str)


class TableFile(Protocol):
    """What a table is read from: a file of the package or of a `--data` directory."""

    @property
    def name(self) -> str:
        """Name shown in a refusal."""
        ...

    def read_bytes(self) -> bytes:
        """The whole file."""
        ...


def parse_date(text: str) -> date | None:
    """The day written `YYYY-MM-DD`, or None when `text` is anything else."""
    if _DATE.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def weakest(confidences: Iterable[Confidence]) -> Confidence:
    """The least sure of them (inferred < recalled < secondary < verified); verified for none."""
    return max(confidences, key=CONFIDENCES.index, default="verified")


@frozen(slots=True)
class Row:
    """One line of a table: its cells, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]

    def refuse(self, column: str) -> DataFileError:
        """The error to raise for a cell that cannot be used."""
        return DataFileError(
            "{file} 第{line}行:{column} 列的值“{value}”无效",
            "{file} line {line}: column {column} has the unusable value '{value}'",
            file=self.file,
            line=self.line,
            column=column,
            value=self.cells.get(column, ""),
        )

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        if not self.cells[column].strip():
            raise self.refuse(column)
        return self.cells[column]

    def day(self, column: str) -> date:
        """A cell that must be a date."""
        found = parse_date(self.cells[column])
        if found is None:
            raise self.refuse(column)
        return found

    def day_or_none(self, column: str) -> date | None:
        """A cell that is a date or empty."""
        return self.day(column) if self.cells[column] else None

    def number(self, column: str) -> int:
        """A cell that must be a whole number of up to six digits."""
        if re.fullmatch(r"[0-9]{1,6}", self.cells[column]) is None:
            raise self.refuse(column)
        return int(self.cells[column])

    def number_or_none(self, column: str) -> int | None:
        """A cell that is a whole number or empty."""
        return self.number(column) if self.cells[column] else None

    def choice(self, column: str, allowed: tuple[_W, ...]) -> _W:
        """A cell that must be one of `allowed`."""
        if self.cells[column] not in allowed:
            raise self.refuse(column)
        return cast("_W", self.cells[column])

    def confidence(self, column: str = "confidence") -> Confidence:
        """A cell that says how sure we are."""
        return self.choice(column, CONFIDENCES)

    def codes(self, column: str) -> tuple[str, ...]:
        """A cell that lists codes, separated by semicolons."""
        return tuple(part.strip() for part in self.cells[column].split(";") if part.strip())


def read_rows(file: TableFile, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of `file`, whose header must be exactly `columns`.

    Raises `DataFileError` for other bytes than UTF-8, an unknown or missing column, and a ragged row.
    """
    try:
        reader = csv.reader(StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        header = tuple(next(reader, ()))
        if header != columns:
            odd = sorted(set(header) ^ set(columns)) or list(header)
            raise DataFileError(
                "{file} 第1行:表头应为 {wanted},不符之处:{odd}",
                "{file} line 1: the header must be {wanted}; it differs in {odd}",
                file=file.name,
                line=1,
                wanted=",".join(columns),
                odd=",".join(odd),
            )
        for cells in reader:
            if len(cells) != len(columns):
                raise _unreadable(file.name, reader.line_num)
            yield Row(file.name, reader.line_num, dict(zip(columns, cells, strict=True)))
    except UnicodeDecodeError as error:
        raise _unreadable(file.name, error.object.count(b"\n", 0, error.start) + 1) from error
    except csv.Error as error:
        raise _unreadable(file.name, reader.line_num) from error


def _unreadable(file: str, line: int) -> DataFileError:
    return DataFileError(
        "{file} 第{line}行无法读取:须为 UTF-8 的 CSV,且各行列数与表头相同",
        "{file} line {line} cannot be read: it must be UTF-8 CSV with as many cells as the header",
        file=file,
        line=line,
    )


def unique(found: dict[str, _T], key: str, value: _T, row: Row) -> None:
    """Add `value` under `key`, refusing a key that is already there."""
    if key in found:
        raise DataFileError(
            "{file} 第{line}行:“{key}”重复",
            "{file} line {line}: '{key}' stands twice",
            file=row.file,
            line=row.line,
            key=key,
        )
    found[key] = value
