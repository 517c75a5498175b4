"""Line-by-line JSON: a file cut into ranges of whole lines, and a range into lines with their places.

Lines end at LF alone. A line is never decoded before it stands alone, so one broken byte costs one line;
U+2028 and its kin are part of the text. Memory is bounded by `MAX_LINE` and `BLOCK`, whatever the file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from attrs import frozen

from gov_integrity.exchange.sources import LONGEST, Source

__all__ = ["BLOCK", "MAX_LINE", "Range", "TooLong", "last_line", "lines", "ranges"]

MAX_LINE = LONGEST
BLOCK = 8 * 1024 * 1024
_TAIL = 64 * 1024
_LF = 0x0A
_FEW = 20_000


@frozen(slots=True)
class Range:
    """Whole lines of a file: bytes `start` to `stop`, the first being line `line` (from 1)."""

    start: int
    stop: int
    line: int


@frozen(slots=True)
class TooLong:
    """A line that was passed over: its first byte, its number, and its length in bytes."""

    start: int
    line: int
    length: int


def ranges(
    stream: BinaryIO, start: int = 0, see: Callable[[bytes], object] | None = None
) -> Iterator[Range | TooLong]:
    """Cut a stream into ranges of about `BLOCK` bytes.

    Args:
        stream: Positioned at byte `start`.
        start: Offset of the first byte to be cut.
        see: Called with every block read, in order (for a digest of the file).
    """
    position = begin = start
    line = 1
    skipping = False
    while block := stream.read(BLOCK):
        if see is not None:
            see(block)
        at = 0
        if skipping:
            at = block.find(b"\n") + 1
            if not at:
                position += len(block)
                continue
            yield TooLong(begin, line, position + at - begin)
            skipping, begin, line = False, position + at, line + 1
        last = block.rfind(b"\n", at)
        if last >= 0:
            yield Range(begin, position + last + 1, line)
            begin, line = position + last + 1, line + _ends(block, at)
        position += len(block)
        skipping = position - begin > MAX_LINE
    if skipping:
        yield TooLong(begin, line, position - begin)
    elif position > begin:
        yield Range(begin, position, line)


def _ends(block: bytes, at: int) -> int:
    """How many lines end from there on. To find each is quicker than to count, unless they are short."""
    find = block.find
    for number in range(_FEW):
        at = find(_LF, at) + 1
        if not at:
            return number
    return _FEW + block.count(b"\n", at)


def lines(data: bytes, start: int = 0, line: int = 1) -> Iterator[tuple[int, int, bytes]]:
    """Number, byte offset and bytes (line end included) of every line of a range."""
    offset = start
    for number, raw in enumerate(io.BytesIO(data), start=line):
        yield number, offset, raw
        offset += len(raw)


def last_line(source: Source) -> bytes:
    """The last line that is not blank, or b"" when it is longer than 64 KiB. Raises `OSError`."""
    size = source.size()
    tail = source.part(max(0, size - _TAIL), _TAIL).rstrip()
    before, newline, last = tail.rpartition(b"\n")
    return last if newline or (not before and size <= _TAIL) else b""
