"""What a check says: a code, parameters and a place. Words are rendered last.

These values are shared by rules, validation and reports, so that none of them needs to know the others.
Everything that quotes the input is masked before it becomes part of a `Finding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import field, frozen

__all__ = [
    "SEVERITIES",
    "STAGES",
    "Citation",
    "Finding",
    "Param",
    "Place",
    "RecordLabel",
    "Severity",
    "Stage",
]

Severity = Literal["error", "warning", "info"]
Stage = Literal["decode", "structure", "codes", "references", "rules"]
Param = str | int | bool | tuple[str, ...]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
STAGES: tuple[Stage, ...] = ("decode", "structure", "codes", "references", "rules")


@frozen(slots=True)
class Citation:
    """A place in a law, a policy document or the standard that a finding rests on.

    Attributes:
        document: Number or title as printed, such as 国发〔2016〕76号, or a clause id's document.
        clause: Article or clause, such as 第三十一条 or `2.2.2d`; empty when the whole document is meant.
        confidence: How sure we are of it: verified, secondary, recalled or inferred.
    """

    document: str
    clause: str = ""
    confidence: str = "verified"


@frozen(slots=True)
class Place:
    """Where in the input a finding lies; absent parts are empty or zero.

    Attributes:
        file: Name of the file as given.
        record: Number of the statement in its file, from 1 (0: the header or the file itself).
        line: Line in the file, from 1.
        offset: Byte offset of the record's first byte, or of the fault for a decode finding.
        pointer: JSON Pointer (RFC 6901) inside the record, such as `/obligations/0/due_on`.
        sheet, row, column, header: The same place in a workbook or CSV; `column` is the letter.
    """

    file: str = ""
    record: int = 0
    line: int = 0
    offset: int = -1
    pointer: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    header: str = ""


@frozen(slots=True)
class RecordLabel:
    """The record as the clerk knows it: type, id, and the (masked) number or name printed on it."""

    type: str = ""
    id: str = ""
    name: str = ""


@frozen(slots=True)
class Finding:
    """One thing that is wrong, or worth knowing, at one place.

    Attributes:
        code: Stable code `GI-AREA-NNNN`, never re-used; its words live in the catalogue.
        severity: error, warning or info, after the profile and our confidence were taken into account.
        stage: Which stage of validation said it.
        place: Where.
        record: Which record.
        params: Values the words need; masked, no prose, names from the kind's own list.
        sample: The offending value, masked and cut at 80 characters; empty when there is none.
        requirement: Id of the sentence of the standard, such as `GIDS-ENV-004`.
        citations: The law or policy behind it.
    """

    code: str
    severity: Severity
    stage: Stage
    place: Place = field(factory=Place)
    record: RecordLabel = field(factory=RecordLabel)
    params: Mapping[str, Param] = field(factory=dict)
    sample: str = ""
    requirement: str = ""
    citations: tuple[Citation, ...] = ()

    def sort_key(self) -> tuple[str, int, int, int, str, int, str]:
        """Order of every report: file, place, code."""
        p = self.place
        return (p.file, p.record, p.line, p.row, p.pointer, p.offset, self.code)
