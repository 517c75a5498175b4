"""What statements tell about a case: the facts that conditions ask for (`data/facts.csv`).

A fact that no statement tells is left out, which is not the same as false.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import frozen

from gov_integrity.errors import GovIntegrityError
from gov_integrity.periods import question
from gov_integrity.periods.partial import bounds
from gov_integrity.tables import read_rows

from .values import Context, Fact, Json

__all__ = ["facts_of", "linked", "texts"]

_COLUMNS = ("fact", "procedures", "source", "type", "kind", "path", "true", "false")
_WINDOWED = ("record", "repair")
"""Procedures whose conditions ask for the windows of a record."""


@frozen(slots=True)
class _Telling:
    fact: str
    procedures: tuple[str, ...]
    own: bool
    type: str
    kind: str
    path: str
    true: frozenset[str]
    false: frozenset[str]


@cache
def _tellings() -> tuple[_Telling, ...]:
    file = files(__package__) / "data" / "facts.csv"
    return tuple(
        _Telling(
            fact=row.text("fact"),
            procedures=row.codes("procedures"),
            own=row.choice("source", ("self", "linked")) == "self",
            type=row.cells["type"],
            kind=row.cells["kind"],
            path=row.text("path"),
            true=frozenset(row.text("true").split("|")),
            false=frozenset(filter(None, row.cells["false"].split("|"))),
        )
        for row in read_rows(file, _COLUMNS)
    )


def facts_of(procedure: str, statement: Json, context: Context) -> Mapping[str, Fact]:
    """The facts of a statement and of those it is linked to, for a procedure."""
    others = tuple(_around(statement, context))
    found: dict[str, Fact] = {}
    for telling in _tellings():
        if procedure not in telling.procedures:
            continue
        for source in (statement,) if telling.own else others:
            if telling.type in {"", source.get("type")} and telling.kind in {"", source.get("kind")}:
                _tell(telling, source, found)
    if procedure in _WINDOWED:
        found |= _window_facts((statement, *others), context)
    return found


def _around(statement: Json, context: Context) -> Iterator[Json]:
    """What the statement is linked to, and what is linked to the records among it."""
    near = tuple(linked(statement, context))
    yield from near
    for record in near:
        if record.get("type") == "dishonesty_record":
            yield from linked(record, context)


def linked(statement: Json, context: Context) -> Iterator[Json]:
    """The statements this one is about, and those about it."""
    near = (
        *(str(name) for name in _list(statement.get("about"))),
        *context.about.get(str(statement.get("id")), ()),
    )
    for name in dict.fromkeys(near):
        if name in context.statements:
            yield context.statements[name]


def texts(source: Json, path: str) -> tuple[str, ...]:
    """The values at `field` or `list.field`, as text; of a list its members."""
    head, _, rest = path.partition(".")
    value = source.get(head)
    if rest:
        return tuple(text for row in _list(value) if isinstance(row, Mapping) for text in texts(row, rest))
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(one if isinstance(one, str) else "" for one in _list(value))


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _tell(telling: _Telling, source: Json, found: dict[str, Fact]) -> None:
    values = texts(source, telling.path)
    if not values:
        return
    if "day" in telling.true:
        first, last = bounds(values[0])
        # A day known to the month stays as it was stated.
        found[telling.fact] = first if first == last else values[0]
    elif "text" in telling.true:
        found[telling.fact] = values[0]
    elif "texts" in telling.true:
        found[telling.fact] = values
    elif "*" in telling.true:
        found[telling.fact] = True
    elif set(values) <= telling.true:
        found.setdefault(telling.fact, True)
    elif set(values) & telling.false:
        # One row that is not so is enough: of two debts, one in dispute.
        found[telling.fact] = False


def _window_facts(sources: Sequence[Json], context: Context) -> Mapping[str, Fact]:
    for source in sources:
        if source.get("type") != "dishonesty_record":
            continue
        found: dict[str, Fact] = {}
        try:
            asked = question(source, about=context.statements.get(str(source.get("subject"))))
        except GovIntegrityError:
            return found
        start: date = asked.from_
        found |= {"period_from": start, "subject_kind": asked.subject}
        if asked.cls:
            found["class"] = asked.cls
        return found
    return {}
