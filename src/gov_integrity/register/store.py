"""The statements of a register in little memory: compressed in blocks, kept off the disk.

A register may hold personal data, so nothing is spilled to a temporary file. Statements resemble one another;
a block of them shrinks to a fraction, and reading in order unpacks each block once.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from itertools import groupby

from attrs import define, field

from gov_integrity.register.statements import Json

__all__ = ["Store"]

_PER_BLOCK = 128
_LEVEL = 3
_KEPT_OPEN = 8


@define(slots=True)
class Store:
    """Rows of statements that are appended, read and blanked, never changed."""

    _blocks: list[bytes] = field(factory=list, repr=False, init=False)
    _tail: list[str] = field(factory=list, repr=False, init=False)
    _opened: dict[int, list[str]] = field(factory=dict, repr=False, init=False)

    def append(self, statement: Json) -> int:
        """Keep a statement; the number of its row, from 0."""
        self._tail.append(json.dumps(statement, ensure_ascii=False, separators=(",", ":")))
        row = len(self._blocks) * _PER_BLOCK + len(self._tail) - 1
        if len(self._tail) == _PER_BLOCK:
            self._blocks.append(_packed(self._tail))
            self._tail = []
        return row

    def get(self, row: int) -> dict[str, object]:
        """The statement of a row; empty when it was blanked."""
        found = json.loads(self._lines(row // _PER_BLOCK)[row % _PER_BLOCK])
        assert isinstance(found, dict)
        return found

    def blank(self, rows: Iterable[int]) -> None:
        """Destroy the content of rows."""
        for block, group in groupby(sorted(rows), key=lambda row: row // _PER_BLOCK):
            lines = self._lines(block)
            for row in group:
                lines[row % _PER_BLOCK] = "{}"
            if block < len(self._blocks):
                self._blocks[block] = _packed(lines)

    def _lines(self, block: int) -> list[str]:
        if block == len(self._blocks):
            return self._tail
        if block not in self._opened:
            while len(self._opened) >= _KEPT_OPEN:
                del self._opened[next(iter(self._opened))]
            # Compact JSON holds no bare line feed, so lines part the statements.
            data = zlib.decompress(self._blocks[block])
            self._opened[block] = data.decode("utf-8", "surrogatepass").split("\n")
        return self._opened[block]


def _packed(lines: list[str]) -> bytes:
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), _LEVEL)
