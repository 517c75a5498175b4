"""The hand-written cases shipped with the procedures (`cases/cases.csv`): what is taken, what is refused.

Every procedure has its full course and its refusals: wrong actor, too early, missing document, wrong order.
They are plain text, so that another implementation can prove itself with them.

- `history` and `event`: `step[/outcome]@day actor[,actor] [+document[,document]]`, parted by `;`;
- `facts`: `name=value`, parted by `;`; a value is true, false, a day or a text;
- `expected`: the state reached, `refused` or `undetermined`; with the `reason`, and a `basis` it must cite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import field, frozen

from gov_integrity.tables import Row, parse_date, read_rows

from .values import Event, Fact

__all__ = ["ProcedureCase", "procedure_cases"]

_COLUMNS = ("procedure", "case", "profile", "facts", "history", "event", "expected", "reason", "basis")
_EVENT = re.compile(
    r"(?P<step>[a-z-]+)(?:/(?P<outcome>[a-z-]+))?@(?P<on>[0-9-]{10})"
    r" (?P<by>[a-z,-]+)(?: \+(?P<documents>[a-z,-]+))?"
)


@frozen(slots=True)
class ProcedureCase:
    """One case: a course already taken, one more event, and what must come of it.

    Attributes:
        procedure: Id of the procedure.
        name: What it shows, in Chinese; a full course is marked 示例.
        line: Line of the file.
        profile: Id of the profile that applies; empty for none.
        facts: What is known.
        history: Steps already taken.
        event: The event that is judged.
        expected: State reached, `refused` or `undetermined`.
        reason: Reason code of a refusal; empty otherwise.
        basis: What a refusal must cite; empty otherwise.
    """

    procedure: str
    name: str
    line: int
    profile: str
    facts: Mapping[str, Fact] = field(hash=False)
    history: tuple[Event, ...]
    event: Event
    expected: str
    reason: str
    basis: str


@cache
def procedure_cases() -> tuple[ProcedureCase, ...]:
    """Every case, in the order of the file. Raises `DataFileError` with file and line."""
    rows = read_rows(files(__package__) / "cases" / "cases.csv", _COLUMNS)
    return tuple(
        ProcedureCase(
            procedure=row.text("procedure"),
            name=row.text("case"),
            line=row.line,
            profile=row.cells["profile"],
            facts=dict(_facts(row)),
            history=tuple(_event(row, "history", part) for part in row.codes("history")),
            event=_event(row, "event", row.text("event")),
            expected=row.text("expected"),
            reason=row.cells["reason"],
            basis=row.cells["basis"],
        )
        for row in rows
    )


def _facts(row: Row) -> Iterator[tuple[str, Fact]]:
    for part in row.codes("facts"):
        name, _, value = part.partition("=")
        if not value:
            raise row.refuse("facts")
        day = parse_date(value)
        yield name, (value == "true") if value in {"true", "false"} else day or value


def _event(row: Row, column: str, text: str) -> Event:
    match = _EVENT.fullmatch(text)
    day: date | None = parse_date(match["on"]) if match else None
    if match is None or day is None:
        raise row.refuse(column)
    documents = (match["documents"] or "").split(",")
    return Event(
        step=match["step"],
        on=day,
        by=frozenset(match["by"].split(",")),
        documents=frozenset(filter(None, documents)),
        outcome=match["outcome"] or "",
    )
