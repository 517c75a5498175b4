"""The kernel: bytes of records in, findings and fold states out. Pure, but for the record at hand.

Nearly every record is sound, so the loop buys certainty cheaply: the quickest parser, the quickest judge, and
a sign of doubt about what a quick parser overlooks. Only a record that fails or is in doubt is read strictly
and, if it fails, talked about. The verdict is the same either way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from gov_integrity.exchange.digest import compact_line, is_plain, read_alike
from gov_integrity.exchange.ndjson import MAX_LINE
from gov_integrity.findings import Severity
from gov_integrity.model import TYPES
from gov_integrity.schema import LONGEST_LINE, has_fast, judge, parser, sound_columns, sound_judge
from gov_integrity.validation.codes import identity_numbers
from gov_integrity.validation.lines import LineJudges, Way
from gov_integrity.validation.outlines import Outlines
from gov_integrity.validation.part import Part
from gov_integrity.validation.plan import Options, build
from gov_integrity.validation.seam import Batched, Fold, Lined, Record, Taker, Where
from gov_integrity.validation.single import CLEAR, Single

if TYPE_CHECKING:
    from gov_integrity.exchange.tables.spool import Written

__all__ = ["Kernel", "Lines", "Row", "doubtful"]

_FRACTION = re.compile(rb"[:\[,]-?[0-9]+[.eE]")
_TYPE = b'"type":"'
_POINT = 0x2E  # see `is_plain`

Row = tuple[int, int, int, bytes]
"""Number, line, byte offset and bytes of a record; the bytes end with LF where the record is a line."""


class Lines(NamedTuple):
    """Lines of a file that stand together, and what one look at all of them showed.

    Attributes:
        first: Number of the first of them in the file; it stands for the number of the record as well.
        raws: Each with its LF.
        starts: Byte offset of each.
        suspected: Numbers of those that may hold an identity number.
        plain: Whether none holds a backslash or DEL.
    """

    first: int
    raws: Sequence[bytes]
    starts: Sequence[int]
    suspected: frozenset[int]
    plain: bool


_Group = tuple[list[int], list[bytes]]
"""Lines of one type: their numbers and their bytes."""


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
        self.fast = has_fast() and options.fast is not False
        self.outlines = Outlines()
        self.lines = LineJudges()

    def settles(self, own: Written) -> bool:
        """Whether a look at their columns shows all these records to be sound."""
        if own.columns is None or not self.fast:
            return False
        fits = sound_columns(str(own.values[0]["type"]), plain=own.plain)
        return fits is not None and fits(own.columns.values, own.columns.gaps)

    def sound(self, kind: str, obj: Record, *, plain: bool) -> bool:
        """Whether a compiled judge finds a record of this type sound; no where there is none."""
        fits = self.fast and kind in self.runs and sound_judge(kind, plain=plain, whole=True)(obj)
        return fits and self.outlines.if_whole(kind, obj) is not None

    def new_folds(self) -> list[Fold]:
        """Every fold of the plan, empty."""
        return [make() for make in self._folds]

    def judge(
        self,
        rows: Iterable[Row] | Lines,
        where: Where,
        *,
        digest: bool,
        written: Written | None = None,
        clear: bool = False,
    ) -> Part:
        """Judge the records of one part, in order.

        Args:
            rows: The records.
            where: The file they stand in; moved along.
            digest: Whether canonical lines are wanted.
            written: What the rows were written from, if we wrote them; `digest` is False then.
            clear: Whether none of what we wrote may hold an identity number.
        """
        part = Part(self._options.collector(), self.new_folds())
        told = cast("Counter[tuple[str, Severity]]", where.memory.setdefault("told", Counter()))
        part.found.full = {key for key, number in told.items() if number >= self._options.per_code}
        where.found = part.found
        run = _Run(self, part, where, digest=digest)
        if isinstance(rows, Lines):
            run.lines(rows)
        elif written is not None:
            run.own(rows, written, clear=clear)
        else:
            run.all(rows)
        run.close()
        told.update(part.found.told())
        part.found.full = ()  # it need not travel
        return part


class _Run(Single):
    """One part on its way through the kernel."""

    def __init__(self, kernel: Kernel, part: Part, where: Where, *, digest: bool) -> None:
        super().__init__(kernel.runs, part, where, digest=digest)
        self._kernel = kernel
        self._written = self._quick or compact_line()
        self._lines = Lines(1, (), (), frozenset(), plain=False)

    def all(self, rows: Iterable[Row]) -> None:
        """The loop."""
        where, parsed = self._where, self._parsed
        for where.number, where.line, where.offset, raw in rows:
            parsed(raw, doubt=identity_numbers(raw))

    def lines(self, lines: Lines) -> None:
        """The loop over the lines of a file, one type after the other: what is done in a row is done quicker.

        Lines that are not certainly sound come in the end, in their order. Numbers are those of the lines.
        """
        kernel, where = self._kernel, self._where
        groups: dict[bytes, _Group] = {}
        late: list[tuple[int, bytes]] = []
        self._lines = lines
        for number, raw in enumerate(lines.raws, start=lines.first):
            name = raw.rpartition(_TYPE)[2].partition(b'"')[0]
            group = groups.get(name)
            if group is None:
                group = groups[name] = ([], [])
            group[0].append(number)
            group[1].append(raw)
        if not groups:
            return
        where.starts, where.first = lines.starts, lines.first
        lined = [fold for fold in self._part.folds if isinstance(fold, Lined)]
        rest = len(self._part.folds) - len(lined)
        parsed = bool(rest and kernel.fast)  # a compiled judge is quicker with what must be parsed anyway
        if parsed:
            for name, group in groups.items():
                late += self._parsed_group(name.decode("utf-8", "replace"), group)
        else:
            ready = kernel.lines.ready(lined, where)
            for name, group in groups.items():
                way = ready.get(name)
                late += self._group(way, group) if way else zip(*group, strict=True)
        late.sort()
        # A reference that a later line was seen to make must not hide that an earlier one makes it.
        memory, where.memory = where.memory, cast("dict[str, object]", where.memory.setdefault("late", {}))
        self._takes.clear()
        where.starts = ()
        for number, line in late:
            where.number = where.line = number
            where.offset = lines.starts[number - lines.first]
            self._parsed(line, doubt=number in lines.suspected)
        where.memory = memory
        if self._ended:
            self._behind_the_end({number for number, _ in late})
        if not parsed:
            kernel.lines.learn(self._types, lines.raws[-1])

    def _group(self, way: Way, group: _Group) -> Iterable[tuple[int, bytes]]:
        """Judge the sound lines of one type as they stand; gives back the others."""
        kernel, where, suspected = self._kernel, self._where, self._lines.suspected
        kind, fits, takers = way
        runs = kernel.open[kind]
        rest = tuple(one for one in self._takers(kind) if not isinstance(one[0], Lined))
        seen = bool(rest or runs or suspected)
        late = []
        for number, raw in zip(*group, strict=True):
            try:
                match = fits(raw.decode()) if len(raw) <= LONGEST_LINE else None
            except UnicodeDecodeError:
                match = None
            if match is None:
                late.append((number, raw))
                continue
            if seen:
                where.number = number
                if number in suspected:
                    late.append((number, raw))
                    continue
            if rest or runs:
                obj: Any = kernel.parse(raw)
                self._look(obj, runs, rest, kernel.outlines.of(kind, obj))
            for name, take in takers:
                try:
                    take(match, number)
                except Exception as error:  # noqa: BLE001 - as for parsed ones
                    where.number = number
                    self._broken(name, error, {"type": kind, "id": match["id"]})
        self._types[kind] += len(group[0]) - len(late)
        return late

    def _parsed_group(self, kind: str, group: _Group) -> Iterable[tuple[int, bytes]]:
        """Judge the sound lines of one type; gives back the others."""
        kernel, where, look, written = self._kernel, self._where, self._look, self._written
        known, if_whole = kernel.outlines.whole.get(kind), kernel.outlines.if_whole
        if known is None:
            return zip(*group, strict=True)
        assert written is not None, "what compiles the judges writes as well"
        suspected, plain = self._lines.suspected, self._lines.plain
        fits = usual = sound_judge(kind, plain=True, whole=True)
        parse, runs, takes, late = kernel.parse, kernel.open[kind], self._takers(kind), []
        for number, raw in zip(*group, strict=True):
            where.number = number
            if not plain:
                fits = usual if is_plain(raw) else sound_judge(kind, whole=True)
            try:
                obj: Any = parse(raw)
                # Nearly always known already, and a call less then.
                outline = (known.get(tuple(obj)) or if_whole(kind, obj)) if fits(obj) else None
            except (ValueError, TypeError):
                outline = None
            if outline is None or len(raw) > MAX_LINE or (written(obj) != raw and not self._sure(raw, obj)):
                late.append((number, raw))
                continue
            if number in suspected:
                self._check(CLEAR, obj)
            if runs:
                look(obj, runs, (), outline)
            for fold, take in takes:  # as `look` would; a call less for each record
                try:
                    take(obj, number, outline)
                except Exception as error:  # noqa: BLE001 - nor there
                    self._broken(fold.name, error, obj)
        self._types[kind] += len(group[0]) - len(late)
        return late

    def _behind_the_end(self, late: Collection[int]) -> None:
        """Take note of the first sound statement behind the last line, judged before that was seen."""
        part = self._part
        end = next(line for line, _, obj in part.specials if obj["type"] == "package_end")
        lines = enumerate(self._lines.starts, start=self._lines.first)
        behind = next((line for line in lines if line[0] > end and line[0] not in late), None)
        part.after_end = min((one for one in (part.after_end, behind) if one), default=None)

    def _parsed(self, raw: bytes, *, doubt: bool) -> None:
        """A record that must be parsed to be judged."""
        kernel = self._kernel
        obj: Any = None
        try:
            obj = kernel.parse(raw)
            kind: str = obj["type"]
            runs = kernel.open
            sound = kernel.sound(kind, obj, plain=is_plain(raw))
            if not sound:
                sound, runs = kernel.fits(obj), kernel.runs
        except (ValueError, TypeError, LookupError):  # no JSON, no object, or no type that is a name
            sound = False
        if not sound or self._ended or kind not in runs or len(raw) > MAX_LINE:
            self._slow(raw, obj if read_alike(raw, obj) else None)
            return
        if self._odd(raw, obj):
            self._slow(raw)
            return
        self._types[kind] += 1
        if doubt:
            self._check(CLEAR, obj)
        self._look(obj, runs[kind], self._takers(kind), kernel.outlines.of(kind, obj))

    def own(self, rows: Iterable[Row], written: Written, *, clear: bool) -> None:
        """The loop over records that we wrote: nothing to parse, nothing that a parser may overlook."""
        where, kernel, look, types = self._where, self._kernel, self._look, self._types
        takers = self._takers
        if clear and kernel.settles(written):
            self._settled(rows, written)
            return
        for (where.number, where.line, where.offset, raw), obj in zip(rows, written.values, strict=False):
            kind: Any = obj["type"]
            runs = kernel.open
            sound = kernel.sound(kind, obj, plain=written.plain)
            if not sound:
                sound, runs = kernel.fits(obj), kernel.runs
            if not sound or kind not in runs or len(raw) > MAX_LINE:
                self._slow(raw)
                continue
            types[kind] += 1
            if not clear and identity_numbers(raw):
                self._check(CLEAR, obj)
            look(obj, runs[kind], takers(kind), kernel.outlines.of(kind, obj))

    def _settled(self, rows: Iterable[Row], written: Written) -> None:
        """The loop over records that the look at their columns found sound."""
        where, look, values = self._where, self._look, written.values
        assert written.columns is not None
        kind = str(values[0]["type"])
        runs, of = self._kernel.open[kind], self._kernel.outlines.of
        self._types[kind] += len(values)
        where.number = written.line
        rest: list[tuple[Fold, Taker]] = []
        for fold, take in self._takers(kind):
            if not isinstance(fold, Batched):
                rest.append((fold, take))
                continue
            try:
                fold.add_batch(values, written.columns.values, where)
            except Exception as error:  # noqa: BLE001 - as for single records
                self._broken(fold.name, error, values[0])
        others = tuple(rest)
        for (where.number, where.line, where.offset, _), obj in zip(
            rows, values if runs or others else (), strict=False
        ):
            look(obj, runs, others, of(kind, obj))

    def _odd(self, raw: bytes, obj: Record) -> bool:
        """Whether a record that fits must yet be read strictly."""
        written = self._written
        # A whole number written 1.0 is written so by us as well, but has another canonical form.
        if written is None or written(obj) != raw:
            return not self._sure(raw, obj)
        return self._quick is not None and _POINT in raw and raw.find(b".0") >= 0 and not self._sure(raw, obj)

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

    def close(self) -> None:
        """Hand over what was counted."""
        part = self._part
        part.statements = self._types.total()
        part.changed.sort()
        self._found.count(+self._types)  # the plus leaves out types with none
        if self._quick is None or not part.digestible:
            part.changed.clear()
