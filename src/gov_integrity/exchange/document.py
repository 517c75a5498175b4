"""One JSON document: the header, and the place of every statement in it.

The document is scanned once; a statement is then a slice of bytes, judged like a line of NDJSON.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from json.decoder import JSONDecodeError

from attrs import frozen

from gov_integrity.exchange.strict import DecodeFault, Reading, read, too_deep

__all__ = ["MAX_DOCUMENT", "Document", "Element", "read_document"]

MAX_DOCUMENT = 64 * 1024 * 1024
_DEEP = 500  # the scanner recurses; a statement itself is held to a far smaller depth
_SPACE = " \t\n\r"
_Span = tuple[int, int, int]
_scan = json.JSONDecoder(parse_int=len, parse_float=len, parse_constant=len).raw_decode


@frozen(slots=True)
class Element:
    """A statement: number (from 1), line (from 1) and byte offset of its first byte, length, and pointer."""

    number: int
    line: int
    offset: int
    length: int
    pointer: str


@frozen(slots=True)
class Document:
    """What a JSON document holds.

    Attributes:
        header: The document without its statements, read strictly; places are those of the document.
        statements: The statements in order; None when there is no list of them.
        faults: What keeps the whole from being read; then the rest is empty.
    """

    header: Reading
    statements: tuple[Element, ...] | None = ()
    faults: tuple[DecodeFault, ...] = ()


class _ScannedError(Exception):
    """The scan met something that is not JSON; the strict reader will say what."""


def read_document(data: bytes, start: int = 0) -> Document:
    """Read a document of at most `MAX_DOCUMENT` bytes.

    Args:
        data: Its bytes, without a byte order mark.
        start: Byte offset of `data` in its file.
    """
    try:
        text = data.decode("utf-8")
        spans = tuple(_members(text)) if not too_deep(data, _DEEP) else None
    except (UnicodeDecodeError, JSONDecodeError, _ScannedError):
        spans = None
    if spans is None:
        faults = read(data).faults
        return Document(Reading(None), None, tuple(_moved(fault, start) for fault in faults))
    if text.lstrip(_SPACE)[:1] == "[":
        return Document(Reading(None), tuple(_elements(text, spans, start, "")))
    outer = tuple(span for span in spans if span[2] < 0)
    header = read(_without(text, outer).encode())
    moved = tuple(_moved(fault, start, _gaps(text, outer)) for fault in header.faults)
    inner = tuple(span for span in spans if span[2] >= 0)
    return Document(
        Reading(header.value, moved),
        tuple(_elements(text, inner, start, "/statements")) if outer else None,
    )


def _moved(fault: DecodeFault, start: int, gaps: tuple[_Span, ...] = ()) -> DecodeFault:
    """A fault's place in the file: `gaps` are the lists left out (offset where, bytes and lines left out)."""
    offset, line = fault.offset, fault.line
    for where, size, count in gaps:
        if offset > where:
            offset, line = offset + size, line + count
    return DecodeFault(fault.code, offset + start, line, fault.pointer, fault.params)


def _space(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t", "\n", "\r") and at < len(text):
        at += 1
    return at


def _mark(text: str, at: int, marks: str) -> tuple[str, int]:
    at = _space(text, at)
    mark = text[at : at + 1]
    if not mark or mark not in marks:
        raise _ScannedError
    return mark, at + 1


def _members(text: str) -> Iterator[_Span]:
    """Spans of characters: each statement with its index, each list of statements with -1."""
    mark, at = _mark(text, 0, "{[")
    if mark == "[":
        at = yield from _items(text, at)
    elif text[_space(text, at) : _space(text, at) + 1] == "}":
        at = _space(text, at) + 1
    else:
        while mark != "}":
            name, at = _value(text, at)
            _, at = _mark(text, at, ":")
            begin = _space(text, at)
            if name == "statements" and text[begin : begin + 1] == "[":
                at = yield from _items(text, begin + 1)
                yield begin, at, -1
            else:
                _, at = _value(text, begin)
            mark, at = _mark(text, at, ",}")
    if _space(text, at) != len(text):
        raise _ScannedError


def _items(text: str, at: int) -> Generator[_Span, None, int]:
    index = 0
    if text[_space(text, at) : _space(text, at) + 1] == "]":
        return _space(text, at) + 1
    mark = ","
    while mark == ",":
        begin = _space(text, at)
        _, at = _value(text, begin)
        yield begin, at, index
        index += 1
        mark, at = _mark(text, at, ",]")
    return at


def _value(text: str, at: int) -> tuple[object, int]:
    value: object
    value, at = _scan(text, _space(text, at))
    return value, at


def _without(text: str, lists: tuple[_Span, ...]) -> str:
    parts, done = [], 0
    for begin, end, _ in lists:
        parts += [text[done:begin], "[]"]
        done = end
    return "".join([*parts, text[done:]])


def _gaps(text: str, lists: tuple[_Span, ...]) -> tuple[_Span, ...]:
    found = []
    for begin, end, _ in lists:
        left_out = text[begin:end]
        found.append((len(text[:begin].encode()), len(left_out.encode()) - 2, left_out.count("\n")))
    return tuple(found)


def _elements(text: str, spans: tuple[_Span, ...], start: int, prefix: str) -> Iterator[Element]:
    done, offset, line = 0, start, 1
    for number, (begin, end, index) in enumerate(spans, start=1):
        gap = text[done:begin]
        offset += len(gap.encode())
        line += gap.count("\n")
        inside = text[begin:end]
        length = len(inside.encode())
        yield Element(number, line, offset, length, f"{prefix}/{index}")
        offset += length
        line += inside.count("\n")
        done = end
