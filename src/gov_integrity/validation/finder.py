"""Reads records again after all were seen, and knows the place of each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO

from attrs import define, evolve, field

from gov_integrity.exchange.sources import Source
from gov_integrity.exchange.strict import read
from gov_integrity.exchange.tables.spool import Spool
from gov_integrity.findings import Place, Severity, Stage
from gov_integrity.findings.collector import Collector
from gov_integrity.schema import parser
from gov_integrity.validation.places import Items, Lines
from gov_integrity.validation.references import References
from gov_integrity.validation.seam import Record, Spot

if TYPE_CHECKING:
    from gov_integrity.rules.engine import Beside

__all__ = ["FileState", "Rereader"]


@define(slots=True)
class FileState:
    """What is kept of a file that was judged.

    Attributes:
        source: The file.
        prefix: Pointer of the list of statements in a JSON document.
        places: Where its records stand.
        skipped: Lines of NDJSON that are no statements.
        header: Its header, once known.
        table: The way back to cells, when the file is a table.
    """

    source: Source
    prefix: str = ""
    places: Lines | Items = field(factory=Lines)
    skipped: array[int] = field(factory=lambda: array("Q"))
    header: Mapping[str, object] = field(factory=dict)
    table: Spool | None = None

    def settled(self, place: Place) -> Place:
        """The place with the number of its statement instead of its line (NDJSON)."""
        number = place.record
        if number and isinstance(self.places, Lines):
            number = place.line - bisect_left(self.skipped, place.line)
        return self.table.settled(place, number) if self.table else evolve(place, record=number)


class Rereader:
    """The `Finder` of a set of files."""

    def __init__(
        self,
        files: list[FileState],
        found: Collector,
        stack: ExitStack,
        index: References | None = None,
        beside: Beside | None = None,
    ) -> None:
        self.beside = beside
        self._files = files
        self._index = index
        self._found = found
        self._stack = stack
        self._open: dict[int, BinaryIO] = {}

    def record(self, spot: Spot) -> Record:
        """The record, by the best guess when it cannot be read strictly."""
        stream = self._open.get(spot.file)
        if stream is None:
            stream = self._stack.enter_context(self._files[spot.file].source.open())
            self._open[spot.file] = stream
        extent = self._files[spot.file].places.extent(spot.number)
        stream.seek(extent.offset)
        raw = stream.read(extent.length)
        try:
            value = parser()(raw)
        except ValueError:
            value = read(raw).value
        return value if isinstance(value, dict) else {}

    def kind(self, spot: Spot) -> str:
        """The type of the record, as it was when it was judged."""
        return self._index.kind(spot) if self._index is not None else ""

    def find(self, ids: Collection[str]) -> Iterator[tuple[Spot, Record]]:
        """Every record of the set whose id is among these, in the order of the input."""
        for spot in self._index.spots_of(ids) if self._index is not None else ():
            record = self.record(spot)
            if record.get("id") in ids:
                yield spot, record

    def place(self, spot: Spot, pointer: str = "") -> Place:
        """Its place; in NDJSON the number is settled when the file is closed."""
        state = self._files[spot.file]
        extent = state.places.extent(spot.number)
        if isinstance(state.places, Items):
            pointer = f"{state.prefix}/{spot.number - 1}{pointer}"
        return Place(state.source.name, spot.number, extent.line, extent.offset, pointer)

    def settled(self, spot: Spot) -> Place:
        """Its final place."""
        return self._files[spot.file].settled(self.place(spot))

    def extent(self, file: int) -> str:
        """The extent the header declares."""
        extent = self._files[file].header.get("extent")
        return extent if isinstance(extent, str) else ""

    def wants(self, code: str, severity: Severity, spot: Spot) -> bool:
        """Whether the report has room for a finding of this code there."""
        return self._found.wants(code, severity, Place(self._files[spot.file].source.name, spot.number))

    def spare(self, code: str, severity: Severity, stage: Stage, spot: Spot) -> None:
        """Count a finding there is no room for."""
        self._found.spare(code, severity, stage, self.kind(spot))
