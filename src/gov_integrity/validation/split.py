"""Sound statements to one file, faulty ones to another, so that the sound ones need not wait."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from gov_integrity.errors import RefusedError
from gov_integrity.exchange import write
from gov_integrity.exchange.document import MAX_DOCUMENT, read_document
from gov_integrity.exchange.ndjson import Range, TooLong, lines, ranges
from gov_integrity.exchange.sources import Source, sniff
from gov_integrity.exchange.strict import read
from gov_integrity.validation.cells import without_note

__all__ = ["write_split"]

PIECE = 1024 * 1024
_LINES = ("package", "package_end")
Numbered = tuple[int, bytes | TooLong]


def _records(source: Source) -> Iterator[Numbered]:
    """Number and bytes of every record, numbered as its findings are: by line, or by place in a document.

    A line that is too long to be judged comes as its place alone.
    """
    seen = sniff(source)
    if seen.form == "json" and source.size() <= MAX_DOCUMENT:
        data = source.part(seen.start, source.size())
        for item in read_document(data).statements or ():
            yield item.number, data[item.offset : item.offset + item.length] + b"\n"
    elif seen.form == "ndjson":
        with source.open() as stream:
            stream.seek(seen.start)
            for piece in ranges(stream, seen.start):
                if isinstance(piece, Range):
                    data = source.part(piece.start, piece.stop - piece.start)
                    yield from ((line, raw) for line, _, raw in lines(data, piece.start, piece.line))
                else:
                    yield piece.line, piece


def _pour(source: Source, line: TooLong, out: IO[bytes]) -> None:
    """Write a line of any length, a piece at a time."""
    block, left = b"", line.length
    with source.open() as stream:
        stream.seek(line.start)
        while left and (block := stream.read(min(left, PIECE))):
            out.write(block)
            left -= len(block)
    if not block.endswith(b"\n"):
        out.write(b"\n")


def write_split(
    sources: Sequence[Source],
    headers: Mapping[str, Mapping[str, object]],
    faulty: Collection[tuple[str, int]],
    targets: tuple[Path, Path],
) -> None:
    """Write both files.

    The first is a package under the header of the first file that has one; the second holds the raw lines.

    Raises:
        RefusedError: No file has a sound header, so that no package can be made.
    """
    header = next(iter(headers.values()), None)
    if header is None:
        raise RefusedError(
            "没有可用的数据包头,无法分写", "no file has a sound header, so the statements cannot be split"
        )
    good, bad = targets
    with bad.open("wb") as out:

        def sound() -> Iterator[Mapping[str, object]]:
            for source in sources:
                for number, raw in _records(source):
                    if isinstance(raw, TooLong):
                        _pour(source, raw, out)
                        continue
                    if (source.name, number) in faulty:
                        line = without_note(raw) if source.table else raw
                        out.write(line if line.endswith(b"\n") else line + b"\n")
                        continue
                    value = read(raw.strip()).value if raw.strip() else None
                    if isinstance(value, dict) and value.get("type") not in _LINES:
                        yield value

        write(sound(), good, header=header)
