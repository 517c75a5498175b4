"""Changing XML in place: pieces of bytes are exchanged or put in, every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat
from xml.sax.saxutils import escape

from attrs import define, field

from gov_integrity.exchange.tables.grid import UnreadableTableError
from gov_integrity.findings import Place
from gov_integrity.privacy import visible

__all__ = ["Edits", "before_end", "plain", "prefix_of", "scan", "tag_end"]

Attributes = dict[str, str]


@define(slots=True)
class Edits:
    """Replacements of spans of bytes, gathered in any order and applied at once."""

    data: bytes
    _spans: list[tuple[int, int, bytes]] = field(factory=list)

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put `new` in the place of the bytes from `start` to `end`."""
        self._spans.append((start, end, new))

    def insert(self, at: int, new: bytes) -> None:
        """Put `new` before the byte at `at`; several at one place keep their order."""
        self._spans.append((at, at, new))

    def apply(self) -> bytes:
        """The changed bytes. Spans must not overlap."""
        pieces: list[bytes] = []
        done = 0
        for start, end, new in sorted(self._spans, key=lambda span: (span[0], span[1])):
            assert start >= done, "edits overlap"
            pieces += (self.data[done:start], new)
            done = end
        return b"".join((*pieces, self.data[done:]))


def scan(
    data: bytes,
    start: Callable[[str, Attributes, int], None],
    end: Callable[[str, int], None] | None = None,
    file: str = "",
) -> None:
    """Tell of every element with the offset of its tag; names are as written, prefix and all.

    Raises `UnreadableTableError` for what is not XML in UTF-8, or has a document type declaration.
    """
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise UnreadableTableError("GI-TAB-0009", Place(file=file), part="xml")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, found: start(name, found, parser.CurrentByteIndex)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name, parser.CurrentByteIndex)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableTableError("GI-TAB-0010", Place(file=file), part="UTF-16")
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat takes it by position)
    except expat.ExpatError as error:
        raise UnreadableTableError("GI-TAB-0010", Place(file=file), part="xml") from error


def tag_end(data: bytes, at: int) -> int:
    """Offset behind the tag that begins at `at`; a `>` inside a quoted value does not end it."""
    quote = 0
    for index in range(at, len(data)):
        byte = data[index]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == 0x3E:
            return index + 1
    return len(data)


def prefix_of(data: bytes, local: str) -> str:
    """The prefix, with its colon, that the root element `local` is written with."""
    found = re.search(rb"<([A-Za-z_][\w.-]*:)?" + local.encode() + rb"[\s/>]", data)
    return (found[1] or b"").decode() if found else ""


def before_end(data: bytes, local: str, new: bytes) -> bytes:
    """Put `new` at the end of the root element `local`."""
    closing = list(re.finditer(rb"</(?:[A-Za-z_][\w.-]*:)?" + local.encode() + rb"\s*>", data))
    if closing:
        at = closing[-1].start()
        return data[:at] + new + data[at:]
    opening = re.search(rb"<((?:[A-Za-z_][\w.-]*:)?" + local.encode() + rb")[^>]*?/>", data)
    if opening is None:
        return data
    return data[: opening.end() - 2] + b">" + new + b"</" + opening[1] + b">" + data[opening.end() :]


def plain(text: str) -> str:
    """Text as content of an element: markup and quotes escaped, what cannot be seen made visible."""
    lines = (visible(line) for line in text.split("\n"))
    return escape("\n".join(lines), {'"': "&quot;"})
