"""Reading a profile folder: five tables, every row checked, every refusal with file and line.

- `profile.csv` - `key,value`: title, document, issuer, dates, the profile above;
- `entries.csv` - the rows of the sections;
- `tasks.csv` - the division of work (may be absent);
- `document.csv` - what the document says of itself (may be absent);
- `clauses.csv` - the clauses of its own document, for a profile whose clauses the package does not carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from typing import Generic, Literal, TypeVar

from attrs import frozen

from gov_integrity.codelists import codelist
from gov_integrity.errors import DataFileError
from gov_integrity.tables import Row, read_rows, unique

from .clause import Clause, part_of, read_clauses
from .document import read_document
from .section import sections
from .values import STRENGTHS, DocumentFact, Entry, Head, Task

__all__ = ["Change", "Folder", "Known", "OwnRow", "read_folder", "read_own_clauses"]

Change = Literal["add", "replace", "remove"]
CHANGES: tuple[Change, ...] = ("add", "replace", "remove")

ENTRY_COLUMNS = (
    "section", "list", "code", "target", "strength", "value_zh", "value_en", "clock",
    "condition_zh", "condition_en", "change", "clauses", "confidence",
)  # fmt: skip
TASK_COLUMNS = (
    "code", "number", "zh", "en", "lead", "assisting", "due_on", "due_zh", "due_en", "change", "clauses",
)  # fmt: skip
NEEDED = (
    "title_zh", "title_en", "document", "issuer_zh", "issuer_en", "level", "issued_on", "in_force_from",
    "in_force_confidence", "confidence",
)  # fmt: skip
OPTIONAL = ("division", "in_force_until", "inherits", "prefix")
FILES = ("profile.csv", "entries.csv", "tasks.csv", "document.csv", "clauses.csv")

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_T = TypeVar("_T", bound=Entry | Task)


class _Named:
    """A table that is refused by the path within the data directory, since every folder has the same ones."""

    def __init__(self, file: Traversable, name: str) -> None:
        self._file = file
        self.name = name

    def read_bytes(self) -> bytes:
        return self._file.read_bytes()


@frozen(slots=True)
class OwnRow(Generic[_T]):
    """A row of the profile's own text, what it does to the rows above it, and where it stands."""

    value: _T
    change: Change
    row: Row


@frozen(slots=True)
class Known:
    """What a row may name: the clauses, and the ids of the clocks."""

    clauses: Mapping[str, Clause]
    clocks: frozenset[str]


@frozen(slots=True)
class Folder:
    """A profile folder as read; `inherits` is the row that names the profile above, for a refusal."""

    head: Head
    inherits: Row | None
    entries: tuple[OwnRow[Entry], ...]
    tasks: tuple[OwnRow[Task], ...]
    document: tuple[DocumentFact, ...]


def read_own_clauses(folder: Traversable) -> dict[str, Clause]:
    """The clauses the folder brings; none when it has no `clauses.csv`. Raises `DataFileError`."""
    file = folder / "clauses.csv"
    return read_clauses(_table(folder, "clauses.csv"), folder.name) if file.is_file() else {}


def read_folder(folder: Traversable, known: Known) -> Folder:
    """Read and check one folder.

    Raises:
        DataFileError: An unknown file, key or section, a code, target, clock or citation that does not exist,
            a row that stands twice; carries `file` and `line`.
    """
    for file in folder.iterdir():
        if file.name.endswith(".csv") and file.name not in FILES:
            raise DataFileError(
                "{file} 第{line}行:未知的文件,只能是 {known}",
                "{file} line {line}: unknown file, it must be one of {known}",
                file=f"{folder.name}/{file.name}",
                line=1,
                known=", ".join(FILES),
            )
    head, inherits = _head(folder)
    entries = _own(
        (_entry(row, head, known), row) for row in read_rows(_table(folder, "entries.csv"), ENTRY_COLUMNS)
    )
    tasks: tuple[OwnRow[Task], ...] = ()
    if (folder / "tasks.csv").is_file():
        tasks = _own(
            (_task(row, head, known), row) for row in read_rows(_table(folder, "tasks.csv"), TASK_COLUMNS)
        )
    document: tuple[DocumentFact, ...] = ()
    if (folder / "document.csv").is_file():
        document = read_document(_table(folder, "document.csv"), head, known.clauses)
    return Folder(head, inherits, entries, tasks, document)


def _table(folder: Traversable, name: str) -> _Named:
    file = folder / name
    if not file.is_file():
        raise DataFileError(
            "{file} 第{line}行:缺少该文件",
            "{file} line {line}: the file is missing",
            file=f"{folder.name}/{name}",
            line=1,
        )
    return _Named(file, f"{folder.name}/{name}")


def _head(folder: Traversable) -> tuple[Head, Row | None]:
    table = _table(folder, "profile.csv")
    rows: dict[str, Row] = {}
    last = 1
    for row in read_rows(table, ("key", "value")):
        last = row.line
        if row.cells["key"] not in NEEDED + OPTIONAL:
            raise row.refuse("key")
        row.text("value")
        unique(rows, row.cells["key"], row, row)
    for key in NEEDED:
        if key not in rows:
            raise DataFileError(
                "{file} 第{line}行:缺少键 {key}",
                "{file} line {line}: the key {key} is missing",
                file=table.name,
                line=last,
                key=key,
            )
    text = {key: row.cells["value"] for key, row in rows.items()}
    until = rows.get("in_force_until")
    head = Head(
        id=folder.name,
        title_zh=text["title_zh"],
        title_en=text["title_en"],
        document=text["document"],
        issuer_zh=text["issuer_zh"],
        issuer_en=text["issuer_en"],
        division=text.get("division", ""),
        level=text["level"],
        issued_on=rows["issued_on"].day("value"),
        in_force_from=rows["in_force_from"].day("value"),
        in_force_until=until.day("value") if until else None,
        in_force_confidence=rows["in_force_confidence"].confidence("value"),
        confidence=rows["confidence"].confidence("value"),
        inherits=text.get("inherits", ""),
        prefix=text.get("prefix", ""),
    )
    if codelist("administrative-level").get(head.level) is None:
        raise rows["level"].refuse("value")
    if until and head.in_force_until is not None and head.in_force_until < head.in_force_from:
        raise until.refuse("value")
    if "division" in rows and re.fullmatch(r"[0-9]{6}", head.division) is None:
        raise rows["division"].refuse("value")
    if "prefix" in rows and _SLUG.fullmatch(text["prefix"]) is None:
        raise rows["prefix"].refuse("value")
    return head, rows.get("inherits")


def _own(found: Iterable[tuple[_T, Row]]) -> tuple[OwnRow[_T], ...]:
    """The rows with their change; one key stands once in a part of the text, and changes in one way."""
    places: dict[str, Row] = {}
    changes: dict[tuple[str, str, str, str], Change] = {}
    rows: list[OwnRow[_T]] = []
    for value, row in found:
        change = row.choice("change", CHANGES)
        if changes.setdefault(value.key, change) != change:
            raise row.refuse("change")
        for part in sorted({part_of(clause) for clause in value.clauses}):
            unique(places, " ".join((part, *filter(None, value.key))), row, row)
        rows.append(OwnRow(value, change, row))
    return tuple(rows)


def _entry(row: Row, head: Head, known: Known) -> Entry:
    section = sections().get(row.cells["section"])
    if section is None:
        raise row.refuse("section")
    if row.cells["list"] not in section.lists:
        raise row.refuse("list")
    if not _has_code(row.cells["list"], row.cells["code"], head.prefix):
        raise row.refuse("code")
    target = row.cells["target"]
    if target and not any(_has_code(name, target, head.prefix) for name in section.targets):
        raise row.refuse("target")
    clock = row.cells["clock"]
    if clock and clock not in known.clocks:
        raise row.refuse("clock")
    for name in ("value", "condition"):
        if bool(row.cells[f"{name}_zh"]) != bool(row.cells[f"{name}_en"]):
            raise row.refuse(f"{name}_en")
    return Entry(
        section=section.code,
        list=row.cells["list"],
        code=row.cells["code"],
        target=target,
        strength=row.choice("strength", tuple(STRENGTHS)),
        value_zh=row.cells["value_zh"],
        value_en=row.cells["value_en"],
        clock=clock,
        condition_zh=row.cells["condition_zh"],
        condition_en=row.cells["condition_en"],
        clauses=_clauses(row, known),
        confidence=row.confidence(),
        origin=head.id,
    )


def _has_code(name: str, code: str, prefix: str) -> bool:
    found = codelist(name)
    if found.get(code) is not None:
        return True
    return not found.closed and bool(prefix) and code.startswith(f"{prefix}-") and bool(_SLUG.fullmatch(code))


def _task(row: Row, head: Head, known: Known) -> Task:
    if _SLUG.fullmatch(row.cells["code"]) is None:
        raise row.refuse("code")
    if bool(row.cells["due_zh"]) != bool(row.cells["due_en"]):
        raise row.refuse("due_en")
    if row.cells["due_on"] and not row.cells["due_zh"]:
        raise row.refuse("due_on")
    return Task(
        code=row.cells["code"],
        number=row.text("number"),
        zh=row.text("zh"),
        en=row.text("en"),
        lead=row.codes("lead"),
        assisting=row.codes("assisting"),
        due_on=row.day_or_none("due_on"),
        due_zh=row.cells["due_zh"],
        due_en=row.cells["due_en"],
        clauses=_clauses(row, known),
        origin=head.id,
    )


def _clauses(row: Row, known: Known) -> tuple[str, ...]:
    cited = row.codes("clauses")
    if not cited or any(clause not in known.clauses for clause in cited):
        raise row.refuse("clauses")
    return cited
