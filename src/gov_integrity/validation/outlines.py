"""Which fields the records had: records of one type with the same fields share what is decided by these."""

from __future__ import annotations

from gov_integrity.model import TYPES
from gov_integrity.validation.seam import Outline, Record
from gov_integrity.validation.structure import required

__all__ = ["Outlines"]

_REMEMBERED = 5_000
_WIDEST = 200


class Outlines:
    """The outlines of records that this process has met, in bounded number and width.

    Attributes:
        whole: By type and fields, those to which no field is wanting that the type requires.
    """

    def __init__(self) -> None:
        self.whole: dict[str, dict[tuple[str, ...], Outline]] = {kind: {} for kind in TYPES}

    def of(self, kind: str, record: Record) -> Outline:
        """The outline of a record; a tombstone is sound with fewer fields than its type requires."""
        return self.if_whole(kind, record) or Outline(tuple(record))

    def if_whole(self, kind: str, record: Record) -> Outline | None:
        """The outline of a record whose every field is sound; None where a required one is wanting."""
        known, fields = self.whole[kind], tuple(record)
        found = known.get(fields)
        if found is None and required(kind).issubset(fields):
            found = Outline(fields)
            if len(known) < _REMEMBERED and len(fields) <= _WIDEST:
                known[fields] = found
        return found
