"""Reading CSV as RFC 4180 and Excel write it, without its silent accidents.

Python's `csv` does the splitting in strict mode. What it would let pass is caught around it: a quotation
mark that is never closed, a line without end, `sep=;` read as data.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import chain, takewhile
from pathlib import Path
from typing import IO

from attrs import define, field, frozen

from gov_integrity.exchange.sources import why
from gov_integrity.exchange.tables.encoding import find_encoding
from gov_integrity.exchange.tables.grid import LIMITS, Limits, Row, UnreadableTableError, note
from gov_integrity.exchange.tables.writing import unguard
from gov_integrity.findings import Finding, Place

__all__ = ["Block", "TextTable", "open_text"]

_LINE = 4_194_304
_BROKEN = 100
_CHUNK = 131_072


@frozen(slots=True)
class Block:
    """Rows that follow one another, a line each.

    Attributes:
        number, line: Row number and line of the first.
        texts: Texts of each, guards not yet taken away; a blank line has none and is no row.
    """

    number: int
    line: int
    texts: list[list[str]]

    def rows(self) -> Iterator[Row]:
        """The rows, one at a time."""
        for at, texts in enumerate(self.texts):
            if texts:
                plain = texts if "'" not in "".join(texts) else [unguard(text) for text in texts]
                yield Row(self.number + at, plain, line=self.line + at)


@define(slots=True)
class TextTable:
    """A CSV file as a `Table`. `encoding` is how it was read."""

    stream: IO[bytes]
    file: str
    name: str
    encoding: str
    limits: Limits = LIMITS
    hidden: bool = False
    findings: list[Finding] = field(factory=list)
    _chunks: Iterator[list[str]] | None = field(default=None, init=False)
    _chunk: Iterator[str] = field(factory=lambda: iter(()), init=False)
    _delimiter: str = field(default=",", init=False)
    _number: int = field(default=0, init=False)
    _line: int = field(default=0, init=False)
    _broken: int = field(default=0, init=False)
    _pending: int = field(default=0, init=False)
    _guarded: bool = field(default=False, init=False)
    _endless: bool = field(default=False, init=False)

    def rows(self) -> Iterator[Row]:
        """The rows, blank lines left out. Raises `UnreadableTableError` when the rest cannot be read."""
        self._begin()
        yield from self._by_row(self._lines())
        self._refuse_endless()

    def blocks(self) -> Iterator[Block | Row]:
        """What `rows` has not read yet: many rows at once where each is a line, else row by row.

        Raises `UnreadableTableError` as `rows` does.
        """
        chunks = self._begin()
        while lines := list(self._chunk) or next(chunks, []):
            block = self._block(lines)
            if block is not None:
                yield block
            else:
                yield from self._by_row(chain(lines, self._lines()), len(lines))
        self._refuse_endless()

    def _begin(self) -> Iterator[list[str]]:
        """Take the `sep=;` line, if there is one, before anything else is read."""
        if self._chunks is None:
            self._chunks = self._cut()
            first = next(self._chunks, [])
            if delimiter := _declared(first[0]) if first else "":
                self._delimiter, self._number, self._line = delimiter, 1, 1
                place = Place(file=self.file, sheet=self.name, row=1, line=1)
                self.findings.append(note("GI-TAB-0020", place, {"delimiter": delimiter}))
            self._chunk = iter(first[1:] if delimiter else first)
        return self._chunks

    def _block(self, lines: list[str]) -> Block | None:
        """The rows of these lines, when each is one line."""
        # Where nothing is quoted, a row is its line cut at the delimiter, at half the price.
        if not any('"' in line for line in lines) and max(map(len, lines)) < csv.field_size_limit():
            bare = (line.rstrip("\r\n") for line in lines)
            texts = [line.split(self._delimiter) if line else [] for line in bare]
        else:
            try:
                texts = list(csv.reader(lines, delimiter=self._delimiter, strict=True))
            except csv.Error:
                return None
            if len(texts) != len(lines):
                return None
        found = Block(self._number + 1, self._line + 1, texts)
        self._number += len(texts)
        self._line += len(lines)
        return found

    def _by_row(self, lines: Iterator[str], least: int | None = None) -> Iterator[Row]:
        """The rows of the lines, one at a time: to the end, or until `least` lines are read."""
        base = self._line
        reader = csv.reader(self._watched(lines), delimiter=self._delimiter, strict=True)
        while least is None or reader.line_num < least:
            line = self._line + 1
            try:
                texts = next(reader, None)
            except csv.Error as error:
                self._explain(error, self._number + 1, line)
                self._broken += 1
                if self._broken >= _BROKEN:
                    raise self._unreadable("GI-TAB-0022", self._number + 1, line) from error
                texts = []
            if texts is None:
                return
            self._pending = 0
            self._number += 1
            self._line = base + reader.line_num
            if self._guarded and texts:
                self._guarded = False
                texts = [unguard(text) for text in texts]
            if texts:
                yield Row(self._number, texts, line=line)

    def _watched(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            self._pending += len(line)
            if self._pending > _LINE:
                self._endless = True
                self._refuse_endless()
            if "'" in line:
                self._guarded = True
            yield line

    def _lines(self) -> Iterator[str]:
        """The lines not read yet, one at a time."""
        chunks = self._begin()
        while True:
            yield from self._chunk
            lines = next(chunks, None)
            if lines is None:
                return
            self._chunk = iter(lines)

    def _cut(self) -> Iterator[list[str]]:
        """The lines of the file, many at a time; none after one without end."""
        decode = codecs.getincrementaldecoder(self.encoding)("strict").decode
        rest = ""
        while raw := self.stream.read(_CHUNK):
            data = rest + decode(raw)
            # A CR at the very end may be half of a line end.
            end = max(data.rfind("\n"), data.rfind("\r", 0, -1)) + 1
            lines = io.StringIO(data[:end], newline="").readlines()
            rest = data[end:]
            if len(data) >= _LINE:
                whole = list(takewhile(lambda line: len(line) < _LINE, lines))
                self._endless = len(whole) < len(lines) or len(rest) >= _LINE
                lines = whole
            if lines:
                yield lines
            if self._endless:
                return
        if rest := rest + decode(b"", final=True):
            yield io.StringIO(rest, newline="").readlines()

    def _refuse_endless(self) -> None:
        if self._endless:
            raise UnreadableTableError("GI-TAB-0023", Place(file=self.file, sheet=self.name), limit=_LINE)

    def _explain(self, error: csv.Error, row: int, line: int) -> None:
        """Say what is wrong with a line, or that nothing after it can be told apart."""
        words = str(error)
        if "unexpected end" in words:
            raise self._unreadable("GI-TAB-0021", row, line) from error
        if "field larger" in words:
            raise self._unreadable("GI-TAB-0011", row, line, limit=self.limits.cell) from error
        place = Place(file=self.file, sheet=self.name, row=row, line=line)
        self.findings.append(note("GI-TAB-0022", place))

    def _unreadable(self, code: str, row: int, line: int, **params: int) -> UnreadableTableError:
        return UnreadableTableError(
            code, Place(file=self.file, sheet=self.name, row=row, line=line), **params
        )


def open_text(
    source: Path | IO[bytes], file: str = "", name: str = "", encoding: str = "", limits: Limits = LIMITS
) -> TextTable:
    """Open a CSV file (a stream must seek). Raises `UnreadableTableError`, `UsageError` for `encoding`."""
    file = file or (str(source) if isinstance(source, Path) else "")
    stream: IO[bytes]
    if isinstance(source, Path):
        try:
            stream = source.open("rb")
        except OSError as error:
            raise UnreadableTableError("GI-TAB-0001", Place(file=file), **why(error)) from error
    else:
        stream = source
    try:
        found = find_encoding(stream, file, encoding)
    except BaseException:
        if isinstance(source, Path):
            stream.close()
        raise
    return TextTable(stream, file, name, codecs.lookup(found).name, limits)


def _declared(first: str) -> str:
    """The separator that a `sep=;` line declares; empty for any other line."""
    line = first.strip().strip('"')
    return line[4] if len(line) == 5 and line[:4].lower() == "sep=" and line[4] in ",;\t|" else ""
