"""Where the records of a file stand, by their number: a few bytes a record, so that any can be read again."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import NamedTuple, Protocol

from attrs import define, field

__all__ = ["Extent", "Items", "Lines", "Places"]


class Extent(NamedTuple):
    """The line of a record, its first byte, and its length in bytes, a line end included."""

    line: int
    offset: int
    length: int


class Places(Protocol):
    """What tells where a record stands."""

    def extent(self, number: int) -> Extent:
        """The place of the record with this number."""
        ...


@define(slots=True)
class Lines:
    """The records of NDJSON: each is a line, and its number is that of the line. Four bytes a line."""

    _first: list[int] = field(factory=list)
    _start: list[int] = field(factory=list)
    _ends: list[array[int]] = field(factory=list)

    def add(self, line: int, start: int, ends: array[int]) -> None:
        """Take the next part: its first line and byte, and where each line ends, counted from that byte."""
        self._first.append(line)
        self._start.append(start)
        self._ends.append(ends)

    def extent(self, number: int) -> Extent:
        """The place of the line with this number, which stands in one of the parts."""
        part = bisect_right(self._first, number) - 1
        ends, at = self._ends[part], number - self._first[part]
        begin = ends[at - 1] if at else 0
        return Extent(number, self._start[part] + begin, ends[at] - begin)


@define(slots=True)
class Items:
    """The records of a JSON document, numbered from 1."""

    _lines: array[int] = field(factory=lambda: array("Q"))
    _offsets: array[int] = field(factory=lambda: array("Q"))
    _lengths: array[int] = field(factory=lambda: array("Q"))

    def add(self, line: int, offset: int, length: int) -> None:
        """Take the next record."""
        self._lines.append(line)
        self._offsets.append(offset)
        self._lengths.append(length)

    def extent(self, number: int) -> Extent:
        """The place of the record with this number."""
        return Extent(self._lines[number - 1], self._offsets[number - 1], self._lengths[number - 1])
