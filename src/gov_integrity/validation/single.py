"""One record at a time, strictly: what fails is talked about, and nothing it holds is lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from attrs import evolve

from gov_integrity.errors import InputError
from gov_integrity.exchange.digest import canonical_line, quick_line
from gov_integrity.exchange.faults import decode_finding
from gov_integrity.exchange.ndjson import MAX_LINE
from gov_integrity.exchange.strict import DecodeFault, Reading, read
from gov_integrity.findings import Finding, Place, finding
from gov_integrity.model import TYPES, Fault, faults
from gov_integrity.validation.cells import explained, table_finding
from gov_integrity.validation.codes import clear_numbers, identity_numbers
from gov_integrity.validation.labels import label
from gov_integrity.validation.part import Part
from gov_integrity.validation.seam import Check, Fold, Outline, Record, Taker, Where
from gov_integrity.validation.structure import failed_fields, structure_code, structure_finding, without

__all__ = ["CLEAR", "Run", "Single", "Takes"]

Run = Callable[[Record, Where], Iterable[Finding]]
Takes = tuple[tuple[Fold, Taker], ...]
"""What takes the records of one type in one part, for each fold."""

CLEAR = Check("identity-numbers", clear_numbers, frozenset(TYPES))
"""Told of records in which a sign of such a number was seen."""

_LINES = ("package", "package_end")


class Single:
    """Judges single records of one part.

    Args:
        runs: The checks of each type of statement.
        part: What the part gives; added to.
        where: The place of the record at hand.
        digest: Whether canonical lines are wanted.
    """

    def __init__(
        self, runs: Mapping[str, tuple[tuple[Check, Run], ...]], part: Part, where: Where, *, digest: bool
    ) -> None:
        self._runs = runs
        self._part = part
        self._where = where
        self._found = part.found
        self._takes: dict[str, Takes] = {}
        self._types: Counter[str] = Counter()
        self._quick = quick_line() if digest else None
        self._ended = False

    def _takers(self, kind: str) -> Takes:
        """What takes the records of a type."""
        found = self._takes.get(kind)
        if found is None:
            takers = tuple((fold, fold.taker(kind, self._where)) for fold in self._part.folds)
            found = self._takes[kind] = takers
        return found

    def _look(self, obj: Record, runs: Iterable[tuple[Check, Run]], takes: Takes, outline: Outline) -> None:
        """Every stage after structure looks at a record, or at what of it fits."""
        where, found = self._where, self._found
        for check, run in runs:
            try:
                if told := run(obj, where):
                    found.extend(told)
            except Exception as error:  # noqa: BLE001 - a broken check must not end the run
                self._broken(check.name, error, obj)
        number = where.number
        for fold, take in takes:
            try:
                take(obj, number, outline)
            except Exception as error:  # noqa: BLE001 - nor a broken fold
                self._broken(fold.name, error, obj)

    def _slow(self, raw: bytes, obj: object = None) -> None:
        """A record that fails, is in doubt, or is none; `obj` if a strict reader would give just that."""
        where, part = self._where, self._part
        text = raw.strip(b" \t\r\n")
        if not text:
            part.skipped.append(where.line)
            part.changed.append((where.number, b""))
            return
        where.offset += raw.index(text[:1])
        if len(text) > MAX_LINE:
            self._statement("")
            part.digestible = False
            self._found.add(finding("GI-DEC-0015", where.place(), length=len(text), limit=MAX_LINE))
            return
        reading = read(text) if obj is None else Reading(obj)
        value = reading.value
        if reading.faults:
            self._unread(value, reading.faults)
        elif not isinstance(value, dict):
            self._statement("")
            self._digest(value, raw)
            shown = {list: "[ ]", str: '" "', type(None): "null"}.get(type(value), type(value).__name__)
            self._found.add(finding("GI-DEC-0029", where.place(), found=shown))
        elif not where.prefix and value.get("type") in _LINES:
            part.skipped.append(where.line)
            part.changed.append((where.number, b""))
            part.specials.append((where.line, where.offset, value))
            self._ended = self._ended or value["type"] == "package_end"
        else:
            self._digest(value, raw)
            self._talk(value, text)

    def _statement(self, kind: object) -> None:
        self._types[kind if isinstance(kind, str) and kind in self._runs else ""] += 1
        if self._ended and self._part.after_end is None:
            self._part.after_end = (self._where.line, self._where.offset)

    def _digest(self, value: object, raw: bytes) -> None:
        if self._quick is None or not self._part.digestible:
            return
        try:
            canonical = canonical_line(value)
        except InputError:
            self._part.digestible = False
        else:
            if canonical != raw:
                self._part.changed.append((self._where.number, canonical))

    def _unread(self, value: object, faults: Iterable[DecodeFault]) -> None:
        obj = value if isinstance(value, dict) else {}
        self._statement(obj.get("type"))
        self._part.digestible = False
        for fault in faults:
            if self._where.room(fault.code, "error"):
                told = decode_finding(fault, self._where.place())
                self._found.add(evolve(told, record=label(obj)))
            else:
                self._where.spare(fault.code, obj)
        if obj:
            self._missed(obj)

    def _talk(self, obj: dict[str, object], text: bytes) -> None:
        kind = obj.get("type")
        said = explained(obj) if self._where.table else frozenset()
        self._statement(kind)
        if kind in _LINES:  # a header among the statements of a document
            problems = [Fault("unknown_type", "/type", "type", {"allowed": TYPES})]
        else:
            problems = faults(obj)
        place = self._where.place()
        for fault in problems:
            if self._where.table and self._told_by_cell(fault, obj, place, said):
                continue
            code = structure_code(fault)
            if self._found.wants(code, "error", place):
                self._found.add(structure_finding(fault, obj, place, label(obj)))
            else:
                self._where.spare(code, obj)
        runs = self._runs.get(kind) if isinstance(kind, str) else None
        if runs is None:
            self._missed(obj)
            return
        pruned = without(obj, problems)
        self._where.failed = failed_fields(problems)
        if identity_numbers(text):
            self._check(CLEAR, obj)
        assert isinstance(kind, str)
        self._look(pruned, runs, self._takers(kind), Outline(tuple(pruned)))
        self._where.failed = frozenset()

    def _told_by_cell(self, fault: Fault, obj: Record, place: Place, said: frozenset[str]) -> bool:
        """Whether the fault was told with its cell, or a habit of spreadsheets explains it."""
        if fault.pointer in said:
            self._found.blame(place)
            return True
        told = table_finding(fault, obj, place, label(obj))
        if told is not None:
            self._found.add(told)
        return told is not None

    def _missed(self, obj: Mapping[str, object]) -> None:
        for fold in self._part.folds:
            try:
                fold.miss(obj, self._where)
            except Exception as error:  # noqa: BLE001 - as in the loop
                self._broken(fold.name, error, obj)

    def _check(self, check: Check, obj: Record) -> None:
        try:
            self._found.extend(check.run(obj, self._where))
        except Exception as error:  # noqa: BLE001 - as in the loop
            self._broken(check.name, error, obj)

    def _broken(self, name: str, error: Exception, obj: Record) -> None:
        """A check that broke down; what the exception says may quote the input and is left out."""
        told = finding(
            "GI-SYS-0001", self._where.place(), record=label(obj), check=name, error=type(error).__name__
        )
        self._found.add(told)
