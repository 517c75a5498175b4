"""The traceability table: each clause, what carries it, and whether it works.

A clause works through an artefact of a kind that can do what the clause asks: a clause about records through
a rule, a step or a clock, not through a field alone. That the artefact does its work, and that the clause
does not work without it, is what `tests/trace` shows clause by clause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from attrs import frozen

from gov_integrity.policy import clauses
from gov_integrity.tables import read_rows, unique

from .artefacts import Artefact, Kind, artefacts

__all__ = ["CHECKABLE", "DOES", "Status", "Traced", "summary", "table"]

Status = Literal["works", "planned", "not-software"]

DOES: Mapping[str, tuple[Kind, ...]] = {
    "schema": ("field", "code", "profile"),
    "record-rule": ("rule", "step", "clock"),
    "dataset-rule": ("rule", "step", "clock", "index", "metric"),
    "workflow": ("step", "rule", "clock"),
    "scoring": ("index", "metric", "result"),
    "documentation": (),
}
"""By kind of check: the kinds of artefact that can do what such a clause asks."""

CHECKABLE = tuple(name for name in DOES if name != "documentation")


@frozen(slots=True)
class Traced:
    """One row of the table.

    Attributes:
        clause: Id of the clause.
        verifiability: How it can be checked.
        mechanism: What it is about.
        status: works, planned or not-software.
        artefacts: Everything that carries it.
        by: The artefacts through which it works.
        reason: Why it is planned or no matter of software; empty when it works.
    """

    clause: str
    verifiability: str
    mechanism: str
    status: Status
    artefacts: tuple[Artefact, ...]
    by: tuple[Artefact, ...]
    reason: str = ""

    @property
    def document(self) -> str:
        """Id of the document the clause stands in."""
        return self.clause.partition("/")[0]


def _reasons() -> dict[str, str]:
    """Why clauses that nothing carries, or that ask for no software, stand as they do."""
    found: dict[str, str] = {}
    for row in read_rows(files(__package__) / "reasons.csv", ("clause", "reason")):
        if row.cells["clause"] not in clauses():
            raise row.refuse("clause")
        unique(found, row.cells["clause"], row.text("reason"), row)
    return found


@cache
def table() -> Mapping[str, Traced]:
    """Every clause, in the order of the texts. Raises `DataFileError`."""
    reasons = _reasons()
    held = artefacts()
    return MappingProxyType({name: _traced(name, held[name], reasons.get(name, "")) for name in clauses()})


def _traced(name: str, held: tuple[Artefact, ...], reason: str) -> Traced:
    clause = clauses()[name]
    able = DOES[clause.verifiability]
    by = tuple(item for item in held if item.kind in able)
    status: Status
    if clause.verifiability == "documentation":
        status, reason = "not-software", reason or "该条宣示原则、目标或组织要求,没有可校验的内容"
    elif by and not reason:
        status = "works"
    else:
        status, by, reason = "planned", (), reason or "尚没有能做到该条要求的部分"
    return Traced(name, clause.verifiability, clause.mechanism, status, held, by, reason)


def _count(rows: Iterable[Traced]) -> dict[str, int]:
    rows = tuple(rows)
    return {
        "clauses": len(rows),
        "checkable": sum(row.verifiability in CHECKABLE for row in rows),
        "works": sum(row.status == "works" for row in rows),
    }


def summary() -> dict[str, object]:
    """Counts of clauses, checkable ones and working ones: in all, by document and by mechanism."""
    rows = tuple(table().values())

    def by(key: str) -> dict[str, dict[str, int]]:
        names = Counter(str(getattr(row, key)) for row in rows)
        return {name: _count(row for row in rows if getattr(row, key) == name) for name in names}

    return {
        **_count(rows),
        "by_document": by("document"),
        "by_mechanism": by("mechanism"),
        "by_verifiability": by("verifiability"),
    }
