"""Reading the CSV files of the code lists; an ill-formed file is refused with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from gov_integrity.errors import DataFileError
from gov_integrity.tables import Row, TableFile, read_rows, unique

from .values import Code, CodeList

__all__ = ["Head", "read_codes", "read_heads"]

HEAD_COLUMNS = ("name", "zh", "en", "kind", "definition_zh", "definition_en", "source", "extra")
CODE_COLUMNS = (
    "code", "zh", "en", "definition_zh", "definition_en", "source", "since", "until", "successor",
    "confidence",
)  # fmt: skip
_FORM = re.compile(r"[a-z0-9][a-z0-9-]*").fullmatch
_FORMS = {
    # Codes that others have fixed keep their form: GB/T 2260, ISO 4217, the type names of the standard.
    "division": re.compile(r"[0-9]{6}").fullmatch,
    "currency": re.compile(r"[A-Z]{3}").fullmatch,
    "statement-type": re.compile(r"[a-z]+(_[a-z]+)*").fullmatch,
    "package-line": re.compile(r"[a-z]+(_[a-z]+)*").fullmatch,
}


@frozen(slots=True)
class Head:
    """One row of `lists.csv`: what a list is, before its codes are read."""

    name: str
    zh: str
    en: str
    closed: bool
    definition_zh: str
    definition_en: str
    source: str
    extra: tuple[str, ...]


def read_heads(source: TableFile) -> Mapping[str, Head]:
    """The rows of `lists.csv` by name.

    Raises:
        DataFileError: The file is ill-formed; carries `file` and `line`.
    """
    found: dict[str, Head] = {}
    for row in read_rows(source, HEAD_COLUMNS):
        name = row.text("name")
        if not _FORM(name):
            raise row.refuse("name")
        head = Head(
            name=name,
            zh=row.text("zh"),
            en=row.text("en"),
            closed=row.choice("kind", ("closed", "open")) == "closed",
            definition_zh=row.text("definition_zh"),
            definition_en=row.text("definition_en"),
            source=row.text("source"),
            extra=row.codes("extra"),
        )
        unique(found, name, head, row)
    return MappingProxyType(found)


def _code(row: Row, head: Head) -> Code:
    if not _FORMS.get(head.name, _FORM)(row.text("code")):
        raise row.refuse("code")
    since, until = row.day_or_none("since"), row.day_or_none("until")
    if since is not None and until is not None and until < since:
        raise row.refuse("until")
    return Code(
        code=row.text("code"),
        zh=row.text("zh"),
        en=row.text("en"),
        definition_zh=row.cells["definition_zh"],
        definition_en=row.cells["definition_en"],
        source=row.text("source"),
        since=since,
        until=until,
        successor=row.cells["successor"],
        confidence=row.confidence(),
        extra={key: row.cells[key] for key in head.extra},
    )


def read_codes(source: TableFile, head: Head) -> CodeList:
    """The list `head` with the codes of its file.

    Raises:
        DataFileError: A column is unknown or missing, a code stands twice or has a wrong form, a successor
            is not in the list, a date is none; carries `file` and `line`.
    """
    codes: dict[str, Code] = {}
    rows = tuple(read_rows(source, CODE_COLUMNS + head.extra))
    for row in rows:
        unique(codes, row.cells["code"], _code(row, head), row)
    for row in rows:
        successor = row.cells["successor"]
        if successor and (successor not in codes or successor == row.cells["code"]):
            raise row.refuse("successor")
    if not codes:
        raise DataFileError(
            "{file} 第{line}行:没有代码", "{file} line {line}: no codes", file=source.name, line=1
        )
    return CodeList(
        name=head.name,
        zh=head.zh,
        en=head.en,
        closed=head.closed,
        definition_zh=head.definition_zh,
        definition_en=head.definition_en,
        source=head.source,
        codes=MappingProxyType(codes),
    )
