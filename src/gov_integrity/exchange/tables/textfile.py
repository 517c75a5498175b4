"""Reading CSV as RFC 4180 and Excel write it, without its silent accidents.

Python's `csv` does the splitting in strict mode. What it would let pass is caught around it: a quotation
mark that is never closed, a line without end, `sep=;` read as data.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from attrs import define, field

from gov_integrity.exchange.tables.encoding import find_encoding
from gov_integrity.exchange.tables.grid import LIMITS, Limits, Row, UnreadableTableError, note
from gov_integrity.exchange.tables.writing import unguard
from gov_integrity.findings import Finding, Place

__all__ = ["TextTable", "open_text"]

_LINE = 4_194_304
_BROKEN = 100


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
    _pending: int = field(default=0, init=False)
    _guarded: bool = field(default=False, init=False)

    def rows(self) -> Iterator[Row]:
        """The rows, blank lines left out. Raises `UnreadableTableError` when the rest cannot be read."""
        lines = self._lines()
        first = next(lines, "")
        delimiter = _declared(first)
        number = line = 0
        if delimiter:
            number = line = 1
            self.findings.append(
                note(
                    "GI-TAB-0020",
                    Place(file=self.file, sheet=self.name, row=1, line=1),
                    {"delimiter": delimiter},
                )
            )
        else:
            lines = _again(first, lines)
        base = line
        reader = csv.reader(lines, delimiter=delimiter or ",", strict=True)
        broken = 0
        while True:
            try:
                texts = next(reader, None)
            except csv.Error as error:
                self._explain(error, number + 1, line + 1)
                broken += 1
                if broken >= _BROKEN:
                    raise self._unreadable("GI-TAB-0022", number + 1, line + 1) from error
                number, line, texts = number + 1, base + reader.line_num, []
                self._pending = 0
                continue
            if texts is None:
                return
            self._pending = 0
            number += 1
            if self._guarded:
                self._guarded = False
                texts = [unguard(text) for text in texts]
            if texts:
                yield Row(number, texts, line=line + 1)
            line = base + reader.line_num

    def _lines(self) -> Iterator[str]:
        text = io.TextIOWrapper(self.stream, encoding=self.encoding, errors="strict", newline="")
        try:
            while line := text.readline(_LINE):
                self._pending += len(line)
                if self._pending > _LINE or len(line) == _LINE:
                    raise UnreadableTableError(
                        "GI-TAB-0023", Place(file=self.file, sheet=self.name), limit=_LINE
                    )
                if "'" in line:
                    self._guarded = True
                yield line
        finally:
            text.detach()

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
            reason = error.strerror or type(error).__name__
            raise UnreadableTableError("GI-TAB-0001", Place(file=file), reason=reason) from error
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


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest
