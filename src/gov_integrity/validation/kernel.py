"""The kernel: bytes of records in, findings and fold states out. Pure, but for the record at hand.

Nearly every record is sound, so the loop buys certainty cheaply: the quickest parser, the quickest judge, and
a sign of doubt about what a quick parser overlooks. Only a record that fails or is in doubt is read strictly
and, if it fails, talked about. The verdict is the same either way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, Any

from attrs import evolve

from gov_integrity.errors import InputError
from gov_integrity.exchange.digest import canonical_line, compact_line, quick_line
from gov_integrity.exchange.faults import decode_finding
from gov_integrity.exchange.ndjson import MAX_LINE
from gov_integrity.exchange.strict import read
from gov_integrity.findings import Finding, Place, finding
from gov_integrity.model import TYPES, Fault, faults
from gov_integrity.schema import judge, parser, sound_columns, sound_judges
from gov_integrity.validation.cells import explained, table_finding
from gov_integrity.validation.codes import clear_numbers, identity_numbers
from gov_integrity.validation.labels import label
from gov_integrity.validation.part import Part
from gov_integrity.validation.plan import Options, build
from gov_integrity.validation.seam import Batched, Check, Fold, Record, Where
from gov_integrity.validation.structure import failed_fields, structure_code, structure_finding, without

if TYPE_CHECKING:
    from gov_integrity.exchange.tables.spool import Written

__all__ = ["Kernel", "Row", "doubtful"]

_LINES = ("package", "package_end")
_FRACTION = re.compile(rb"[:\[,]-?[0-9]+[.eE]")
_CLEAR = Check("identity-numbers", clear_numbers, frozenset(TYPES))

Run = Callable[[Record, Where], Iterable[Finding]]
_Add = tuple[Fold, Callable[[Record, Where], None]]
Row = tuple[int, int, int, bytes]
"""Number, line, byte offset and bytes of a record; the bytes end with LF where the record is a line."""


def doubtful(raw: bytes, obj: Record) -> bool:
    """Whether a record that parsed and fits the model may still hold a repeated name.

    Every name is followed by `":` unless white space parts them, so a record without such white space has
    at least as many `":` as names, repeated ones included; equality with the names parsed proves there
    is none. Text that holds `":` only raises doubt.
    """
    if raw[:1] != b"{" or b'" ' in raw or b'"\t' in raw or b'"\r' in raw or b'"\n' in raw:
        return True
    names = len(obj)
    for value in obj.values():
        if type(value) is list and type(value[0]) is dict:
            for row in value:
                names += len(row)
    return raw.count(b'":') != names


class Kernel:
    """Judges parts of files by one set of options."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.fits = judge(fast=options.fast)
        plan = build(options)
        self._folds = plan.folds
        self.runs = {kind: tuple((c, c.run) for c in plan.checks if kind in c.types) for kind in TYPES}
        self.open = {
            kind: tuple(run for run in runs if not run[0].settled) for kind, runs in self.runs.items()
        }
        self.parse = parser()
        fast = options.fast is not False
        self.sound = sound_judges() if fast else {}
        self.plain = sound_judges(plain=True) if fast else {}

    def settles(self, own: Written) -> bool:
        """Whether a look at their columns shows all these records to be sound."""
        if own.columns is None or not self.sound:
            return False
        fits = sound_columns(str(own.values[0]["type"]), plain=own.plain)
        return fits is not None and fits(own.columns.values, own.columns.gaps)

    def new_folds(self) -> list[Fold]:
        """Every fold of the plan, empty."""
        return [make() for make in self._folds]

    def judge(
        self,
        rows: Iterable[Row],
        where: Where,
        *,
        digest: bool,
        suspected: frozenset[int] | None = None,
        written: Written | None = None,
    ) -> Part:
        """Judge the records of one part, in order.

        Args:
            rows: The records.
            where: The file they stand in; moved along.
            digest: Whether canonical lines are wanted.
            suspected: Offsets of the records that may hold an identity number; None: not looked for yet.
            written: What the rows were written from, if we wrote them; `digest` is False then.
        """
        options = self._options
        part = Part(options.collector(), self.new_folds())
        where.found = part.found
        run = _Run(self, part, where, digest=digest)
        if written is None:
            run.all(rows, suspected)
        else:
            run.own(rows, written, suspected)
        run.close()
        return part


class _Run:
    """One part on its way through the kernel."""

    def __init__(self, kernel: Kernel, part: Part, where: Where, *, digest: bool) -> None:
        self._kernel = kernel
        self._part = part
        self._where = where
        self._found = part.found
        self._folds = tuple((fold, fold.add) for fold in part.folds)
        self._types: list[str] = []
        self._quick = quick_line() if digest else None
        self._ended = False

    def all(self, rows: Iterable[Row], suspected: frozenset[int] | None) -> None:
        """The loop."""
        where, kernel, typed = self._where, self._kernel, self._types.append
        parse, fits, every, rest = kernel.parse, kernel.fits, kernel.runs, kernel.open
        folds, look, slow = self._folds, self._look, self._slow
        written, digest = self._quick or compact_line(), self._quick is not None
        for where.number, where.line, where.offset, raw in rows:
            obj: Any = None
            try:
                obj = parse(raw)
                kind: str = obj["type"]
                runs = rest
                judges = kernel.sound if b"\\" in raw or b"\x7f" in raw else kernel.plain
                sound = kind in judges and judges[kind](obj)
                if not sound:
                    sound, runs = fits(obj), every
            except (ValueError, TypeError, LookupError):  # no JSON, no object, or no type that is a name
                sound = False
            if not sound or self._ended or kind not in runs or len(raw) > MAX_LINE:
                slow(raw)
                continue
            # A whole number written 1.0 is written so by us as well, but has another canonical form.
            odd = written is None or written(obj) != raw or (digest and b"." in raw and b".0" in raw)
            if odd and not self._sure(raw, obj):
                slow(raw)
                continue
            typed(kind)
            if identity_numbers(raw) if suspected is None else where.offset in suspected:
                self._check(_CLEAR, obj)
            look(obj, runs[kind], folds)

    def own(self, rows: Iterable[Row], written: Written, suspected: frozenset[int] | None) -> None:
        """The loop over records that we wrote: nothing to parse, nothing that a parser may overlook."""
        where, kernel, look, typed = self._where, self._kernel, self._look, self._types.append
        if suspected == frozenset() and kernel.settles(written):
            self._settled(rows, written)
            return
        judges = kernel.plain if written.plain else kernel.sound
        for (where.number, where.line, where.offset, raw), obj in zip(rows, written.values, strict=False):
            kind: Any = obj["type"]
            runs = kernel.open
            sound = kind in judges and judges[kind](obj)
            if not sound:
                sound, runs = kernel.fits(obj), kernel.runs
            if not sound or kind not in runs or len(raw) > MAX_LINE:
                self._slow(raw)
                continue
            typed(kind)
            if identity_numbers(raw) if suspected is None else where.offset in suspected:
                self._check(_CLEAR, obj)
            look(obj, runs[kind], self._folds)

    def _settled(self, rows: Iterable[Row], written: Written) -> None:
        """The loop over records that the look at their columns found sound."""
        where, look, values = self._where, self._look, written.values
        assert written.columns is not None
        kind = str(values[0]["type"])
        runs = self._kernel.open[kind]
        self._types.extend(repeat(kind, len(values)))
        where.number = written.line
        rest: list[_Add] = []
        for fold, add in self._folds:
            if not isinstance(fold, Batched):
                rest.append((fold, add))
                continue
            try:
                fold.add_batch(values, written.columns.values, where)
            except Exception as error:  # noqa: BLE001 - as for single records
                self._broken(fold.name, error, values[0])
        for (where.number, where.line, where.offset, _), obj in zip(
            rows, values if runs or rest else (), strict=False
        ):
            look(obj, runs, rest)

    def _look(self, obj: Record, runs: Iterable[tuple[Check, Run]], folds: Iterable[_Add]) -> None:
        """Every stage after structure looks at a record, or at what of it fits."""
        where, found = self._where, self._found
        for check, run in runs:
            try:
                if told := run(obj, where):
                    found.extend(told)
            except Exception as error:  # noqa: BLE001 - a broken check must not end the run
                self._broken(check.name, error, obj)
        for fold, add in folds:
            try:
                add(obj, where)
            except Exception as error:  # noqa: BLE001 - nor a broken fold
                self._broken(fold.name, error, obj)

    def _sure(self, raw: bytes, obj: Record) -> bool:
        """Whether bytes not written as we would hold nothing the quick parser overlooks."""
        canonical = self._quick(obj) if self._quick is not None else b""
        if _FRACTION.search(canonical):
            return False
        compact = compact_line()
        if (compact is None or compact(obj) != raw) and doubtful(raw, obj):
            return False
        if canonical != raw:
            self._part.changed.append((self._where.number, canonical))
        return True

    def _slow(self, raw: bytes) -> None:
        """A record that fails, is in doubt, or is none."""
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
        reading = read(text)
        value = reading.value
        if reading.faults:
            self._unread(value, [decode_finding(fault, where.place()) for fault in reading.faults])
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
        self._types.append(kind if isinstance(kind, str) and kind in self._kernel.runs else "")
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

    def _unread(self, value: object, told: Iterable[Finding]) -> None:
        obj = value if isinstance(value, dict) else {}
        self._statement(obj.get("type"))
        self._part.digestible = False
        record = label(obj)
        self._found.extend(evolve(item, record=record) for item in told)
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
                known = isinstance(kind, str) and kind in self._kernel.runs
                self._found.spare(code, "error", "structure", str(kind) if known else "")
        runs = self._kernel.runs.get(kind) if isinstance(kind, str) else None
        if runs is None:
            self._missed(obj)
            return
        pruned = without(obj, problems)
        self._where.failed = failed_fields(problems)
        if identity_numbers(text):
            self._check(_CLEAR, obj)
        self._look(pruned, runs, self._folds)
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
        for fold, _ in self._folds:
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

    def close(self) -> None:
        """Hand over what was counted."""
        part = self._part
        part.statements = len(self._types)
        self._found.count(Counter(self._types))
        if self._quick is None or not part.digestible:
            part.changed.clear()
