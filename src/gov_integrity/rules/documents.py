"""The documents that rules rest on besides the profiles: what they are called, when and where they hold.

`data/documents.csv` has one row a document, by the name it is cited with. Rules cite the wording of one
edition; the row has the days of that edition (行政处罚法 those of the law as revised in 2021). A day that was
not found in a source is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from attrs import frozen

from gov_integrity.errors import UsageError
from gov_integrity.tables import CONFIDENCES, Confidence, Row, TableFile, read_rows, unique

__all__ = ["DatesConfidence", "Document", "documents", "in_force_since", "read_documents"]

COLUMNS = (
    "document", "title_zh", "title_en", "number", "issuer", "division", "in_force_from", "in_force_to",
    "dates_confidence", "source",
)  # fmt: skip

DatesConfidence = Confidence | Literal["unverified", ""]
"""How sure the first day in force is: `unverified` where it is not known, empty where there is none."""
_WITHOUT_DAY: tuple[DatesConfidence, ...] = ("unverified", "")


@frozen(slots=True)
class Document:
    """A document that rules cite.

    Attributes:
        name: The name it is cited with.
        title_zh: Its title and edition, empty where it was not seen.
        title_en: What it is, in English, in short.
        number, issuer: Empty where not known.
        division: The province whose law it is; empty for the nation's.
        in_force_from, in_force_to: First and last day in force; None when not known, or not ended.
        dates_confidence: How sure the first day is.
        source: Where it was read.
    """

    name: str
    title_zh: str
    title_en: str
    number: str
    issuer: str
    division: str
    in_force_from: date | None
    in_force_to: date | None
    dates_confidence: DatesConfidence
    source: str

    def in_force(self, as_of: date) -> bool:
        """Whether it is in force that day, as far as is known."""
        begun = self.in_force_from is None or self.in_force_from <= as_of
        return begun and (self.in_force_to is None or as_of <= self.in_force_to)

    def covers(self, division: str) -> bool:
        """Whether it is law in that division; where no division is given, only what is the nation's is."""
        return division[:2].startswith(self.division[:2])


def read_documents(file: TableFile) -> dict[str, Document]:
    """The documents of a table by name. Raises `DataFileError` with file and line for an unusable row."""
    found: dict[str, Document] = {}
    for row in read_rows(file, COLUMNS):
        made = _document(row)
        unique(found, made.name, made, row)
    return found


def _document(row: Row) -> Document:
    if not re.fullmatch(r"([0-9]{6})?", row.cells["division"]):
        raise row.refuse("division")
    begins, ends = row.day_or_none("in_force_from"), row.day_or_none("in_force_to")
    if begins is not None and ends is not None and ends < begins:
        raise row.refuse("in_force_to")
    sure: tuple[DatesConfidence, ...] = CONFIDENCES if begins else _WITHOUT_DAY
    return Document(
        name=row.text("document"),
        title_zh=row.cells["title_zh"],
        title_en=row.text("title_en"),
        number=row.cells["number"],
        issuer=row.cells["issuer"],
        division=row.cells["division"],
        in_force_from=begins,
        in_force_to=ends,
        dates_confidence=row.choice("dates_confidence", sure),
        source=row.cells["source"],
    )


@cache
def documents() -> Mapping[str, Document]:
    """Every document that rules cite, by the name it is cited with; read once."""
    return MappingProxyType(read_documents(files(__package__) / "data" / "documents.csv"))


def in_force_since(name: str) -> date:
    """The first day in force of a document.

    Raises `UsageError` where there is no such document or its first day is not known.
    """
    found = documents().get(name)
    if found is None or found.in_force_from is None:
        raise UsageError(
            "documents.csv 没有文件“{document}”的施行日期",
            "documents.csv has no first day in force of the document '{document}'",
            document=name,
        )
    return found.in_force_from
