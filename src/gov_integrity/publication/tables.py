"""The tables of this room: what is withheld from whom, as data with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from attrs import frozen

from gov_integrity.periods import SUBJECTS, Subject
from gov_integrity.register.words import Word, read_words
from gov_integrity.tables import Row, read_rows, unique

__all__ = [
    "AUDIENCES", "Adverse", "Audience", "Treatment", "adult_kinds", "adverse", "information_kind", "reason",
    "secrets", "treatment",
]  # fmt: skip

Audience = Literal["public", "authority", "query"]
AUDIENCES: tuple[Audience, ...] = ("public", "authority", "query")
"""The public; authorities that share; the holder of an authorised query. Each sees what those before see."""


def _table(name: str, *columns: str) -> Iterator[Row]:
    return read_rows(files(__package__) / "data" / f"{name}.csv", columns)


@cache
def _reasons() -> Mapping[str, Word]:
    return read_words(files(__package__) / "data" / "reasons.csv")


def reason(code: str) -> Word:
    """A reason in words with its source. Raises `KeyError` for a code that has no row."""
    return _reasons()[code]


@frozen(slots=True)
class Treatment:
    """What is done with a field for an audience instead of what its sensitivity says.

    Attributes:
        action: show, mask or never.
        mask: The kind of masking (`gov_integrity.privacy.KINDS`).
        reason: Code of the reason; empty for a field that is shown.
        law: Whether it holds only where the profile names a law.
    """

    action: Literal["show", "mask", "never"]
    mask: str
    reason: str
    law: bool


@cache
def _treatments() -> Mapping[str, Treatment]:
    found: dict[str, Treatment] = {}
    for row in _table("treatments", "type", "field", "audience", "treatment", "mask", "reason", "law"):
        value = Treatment(
            row.choice("treatment", ("show", "mask", "never")),
            row.cells["mask"],
            row.cells["reason"],
            row.choice("law", ("yes", "no")) == "yes",
        )
        audience = row.choice("audience", AUDIENCES)
        unique(found, f"{row.text('type')} {row.text('field')} {audience}", value, row)
    return found


def treatment(kind: str, field: str, audience: Audience) -> Treatment | None:
    """The special treatment of a field of a type, if there is one."""
    return _treatments().get(f"{kind} {field} {audience}")


@cache
def secrets() -> Mapping[tuple[str, Audience], tuple[str, ...]]:
    """Grounds that withhold a statement from an audience, with their sources."""
    found = {
        (row.text("ground"), row.choice("audience", AUDIENCES)): row.codes("source")
        for row in _table("grounds", "ground", "audience", "source")
    }
    return MappingProxyType(found)


@frozen(slots=True)
class Adverse:
    """A type whose statements harm their subject, so that showing them ends.

    Attributes:
        starts: Fields, in order of preference, from which the period of publicity is counted; none when no
            rule set counts one.
        subject: Whose rule sets apply; None where the kind of the organisation decides.
    """

    starts: tuple[str, ...]
    subject: Subject | None


@cache
def adverse() -> Mapping[str, Adverse]:
    """The adverse types."""
    found: dict[str, Adverse] = {}
    for row in _table("adverse", "type", "from", "subject", "source"):
        subject = row.choice("subject", SUBJECTS) if row.cells["subject"] else None
        unique(found, row.text("type"), Adverse(tuple(row.cells["from"].split()), subject), row)
    return found


@cache
def _sites() -> tuple[tuple[str, str, str, str], ...]:
    rows = _table("sites", "type", "field", "code", "information_kind")
    return tuple(
        (row.text("type"), row.cells["field"], row.cells["code"], row.text("information_kind"))
        for row in rows
    )


def information_kind(content: Mapping[str, object]) -> str:
    """The kind of information (code list `information-kind`) a statement is; empty when none fits."""
    for kind, field, code, information in _sites():
        if content.get("type") == kind and (not field or content.get(field) == code):
            return information
    return ""


@cache
def adult_kinds() -> frozenset[str]:
    """Kinds of person whose members are of age by the law of their office."""
    return frozenset(row.text("kind") for row in _table("adults", "kind", "source", "confidence"))
