"""What judging one part of a file gives, as it travels from the process that judged it."""

from __future__ import annotations

from array import array

from attrs import define, field

from gov_integrity.findings.collector import Collector
from gov_integrity.validation.seam import Fold, Record

__all__ = ["Part"]


@define(slots=True)
class Part:
    """What one part of a file gave.

    Attributes:
        found: The findings.
        folds: The state of every fold.
        specials: Lines of type `package` or `package_end`: line, offset, value.
        skipped: Numbers of the lines that are no statements.
        first: Line and offset of the first line that is not blank; None when all are.
        after_end: Line and offset of the first statement behind a last line in this part.
        statements: How many statements there were.
        crlf, lf: How many of the judged lines ended so.
        changed: Lines whose canonical bytes are others, by number; empty bytes where there is no statement.
        digestible: Whether every statement has canonical bytes.
        ends: Where each line ends, counted from the start of the part.
    """

    found: Collector
    folds: list[Fold]
    specials: list[tuple[int, int, Record]] = field(factory=list)
    skipped: array[int] = field(factory=lambda: array("Q"))
    first: tuple[int, int] | None = None
    after_end: tuple[int, int] | None = None
    statements: int = 0
    crlf: int = 0
    lf: int = 0
    changed: list[tuple[int, bytes]] = field(factory=list)
    digestible: bool = True
    ends: array[int] = field(factory=lambda: array("I"))
