"""Packages read as what a receiver got: a line at a time, so that memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

from attrs import evolve

from gov_integrity.exchange import UnreadablePackageError, load
from gov_integrity.exchange.envelope import Envelope
from gov_integrity.exchange.faults import decode_finding
from gov_integrity.exchange.ndjson import MAX_LINE, TooLong, lines, ranges
from gov_integrity.exchange.sources import Given, Source, sniff, sources_of
from gov_integrity.exchange.strict import read
from gov_integrity.findings import Finding, Place, finding
from gov_integrity.register.statements import Json, Received

__all__ = ["received"]

_NO_HEADER = "GI-DEC-0023"
_SPECIAL = ("package", "package_end")


def received(given: Given, received_on: date | None = None) -> Iterator[Received]:
    """The statements of a package, with the day it was received.

    A package that was cut off, joined or miscounted is refused; statements are not judged, and the digest of
    a line-by-line file is left to validation.

    Raises:
        UnreadablePackageError: A line is no JSON object, or the package does not hold together.
        OSError: The file cannot be read.
    """
    with ExitStack() as stack:
        (source,) = sources_of([given], stack)
        seen = sniff(source)
        if seen.form != "ndjson":
            for statement in _whole(source):
                yield Received(statement, received_on)
            return
        yield from _by_line(source, seen.start, received_on)


def _whole(source: Source) -> tuple[Json, ...]:
    """The statements of a document; what is wrong with the copy of a stream is told of the stream."""
    try:
        return load(source.data if source.path is None else source.path).statements
    except UnreadablePackageError as error:
        places = (evolve(one, place=evolve(one.place, file=source.name)) for one in error.findings)
        raise UnreadablePackageError(tuple(places)) from error


def _by_line(source: Source, start: int, received_on: date | None) -> Iterator[Received]:
    envelope = Envelope(source.name)
    count = 0
    first = True
    with source.open() as stream:
        stream.seek(start)
        for piece in ranges(stream, start):
            if isinstance(piece, TooLong):
                place = Place(file=source.name, line=piece.line, offset=piece.start)
                raise UnreadablePackageError(
                    (finding("GI-DEC-0015", place, length=piece.length, limit=MAX_LINE),)
                )
            data = source.part(piece.start, piece.stop - piece.start)
            for line, offset, raw in lines(data, piece.start, piece.line):
                if not (text := raw.strip(b" \t\r\n")):
                    continue
                value = _object(text, Place(file=source.name, line=line, offset=offset))
                if value.get("type") in _SPECIAL:
                    envelope.special(value, line, offset, first=first)
                else:
                    if envelope.end is not None:
                        envelope.after_end(line, offset)
                    count += 1
                    yield Received(value, received_on)
                first = False
    found = envelope.close(count, None)
    if envelope.header is None and envelope.end is None:
        # A bare list of statements promises nothing that could be broken.
        found = [one for one in found if one.code not in (_NO_HEADER, "GI-DEC-0025")]
    _refuse([one for one in found if one.severity == "error"])


def _object(text: bytes, place: Place) -> dict[str, object]:
    reading = read(text)
    _refuse([decode_finding(fault, place) for fault in reading.faults])
    if not isinstance(reading.value, dict):
        _refuse([finding("GI-DEC-0029", place, found=type(reading.value).__name__)])
    assert isinstance(reading.value, dict)
    return reading.value


def _refuse(found: list[Finding]) -> None:
    if found:
        raise UnreadablePackageError(tuple(found))
