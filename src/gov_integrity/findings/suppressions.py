"""Findings explained away: who answers for it, why, and until when. They are counted, never forgotten."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from gov_integrity.errors import DataFileError
from gov_integrity.tables import Row, TableFile, read_rows, unique

if TYPE_CHECKING:
    from gov_integrity.findings.values import Finding

__all__ = ["COLUMNS", "Suppression", "read_suppressions"]

COLUMNS = ("id", "code", "record", "pointer", "reason", "author", "until")


@frozen(slots=True)
class Suppression:
    """One entry of a suppression file.

    Attributes:
        id: Its name in the file.
        code: Finding code it applies to.
        record: Id of the statement; empty for every statement.
        pointer: JSON Pointer at whose end it applies; empty for every place.
        reason: Why the finding is no fault.
        author: Who answers for that.
        until: Last day it holds.
    """

    id: str
    code: str
    record: str
    pointer: str
    reason: str
    author: str
    until: date

    def covers(self, item: Finding) -> bool:
        """Whether the finding is explained by this entry."""
        return (
            item.code == self.code
            and self.record in ("", item.record.id)
            and item.place.pointer.endswith(self.pointer)
        )


def read_suppressions(file: TableFile) -> tuple[Suppression, ...]:
    """The entries of a CSV file with the columns `COLUMNS`; reason, author and last day are required.

    Raises:
        DataFileError: The file cannot be read or is ill-formed; carries file and line.
    """
    found: dict[str, Suppression] = {}
    for row in _rows(file):
        texts = {name: row.text(name) for name in ("id", "code", "reason", "author")}
        entry = Suppression(
            **texts, record=row.cells["record"], pointer=row.cells["pointer"], until=row.day("until")
        )
        unique(found, entry.id, entry, row)
    return tuple(found.values())


def _rows(file: TableFile) -> tuple[Row, ...]:
    try:
        return tuple(read_rows(file, COLUMNS))
    except OSError as error:
        raise DataFileError(
            "无法读取已说明问题的文件 {file},请检查文件名和权限",
            "the file of findings explained away {file} cannot be read; check its name and permission",
            file=file.name,
            line=0,
        ) from error
