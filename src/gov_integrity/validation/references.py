"""References: one content for an id and revision, revisions in order, references that lead somewhere.

State is a few machine words a record: 64-bit hashes of ids, and the number to read a record again by. A hash
that meets another is a candidate; what is reported was read and compared.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from itertools import repeat
from operator import itemgetter
from typing import Any, Self

from attrs import evolve, frozen

from gov_integrity.findings import Finding, Param, RecordLabel, Severity, finding
from gov_integrity.model import TYPES, FieldSpec, reference_fields
from gov_integrity.privacy import sample
from gov_integrity.validation.labels import label
from gov_integrity.validation.revisions import Life
from gov_integrity.validation.seam import Finder, Record, Spot, Where

__all__ = ["References"]

_UNSURE = 254  # read by guess: there, but of no certain type or content
_REMEMBERED = 10_000  # references of one field remembered to keep a repeated one from being stored again
_PART = 2_000_000  # ids looked at together; bounds the memory of the end
_DANGLING, _WRONG_TYPE = "GI-REF-0005", "GI-REF-0006"


@cache
def _hasher() -> Callable[[bytes], int]:
    """64 bits of a text, the same in every process of a run. What is told never rests on them alone."""
    if find_spec("xxhash") is not None:
        from xxhash import xxh3_64_intdigest

        return xxh3_64_intdigest
    return lambda text: int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


@frozen(slots=True)
class _Field:
    number: int
    kind: str
    spec: FieldSpec
    allowed: frozenset[int]

    def values(self, obj: Record) -> Iterator[tuple[str, str]]:
        """Every reference of the field in a record, with its pointer."""
        parent, _, key = self.spec.name.rpartition(".")
        rows = obj.get(parent) if parent else None
        holders = [(f"/{parent}/{i}", row) for i, row in enumerate(rows)] if isinstance(rows, list) else []
        for pointer, holder in holders if parent else [("", obj)]:
            value = holder.get(key) if isinstance(holder, dict) else None
            if isinstance(value, str):
                yield f"{pointer}/{key}", value
            elif isinstance(value, list):
                yield from ((f"{pointer}/{key}/{i}", v) for i, v in enumerate(value) if isinstance(v, str))


@cache
def _fields() -> tuple[_Field, ...]:
    number = {kind: index for index, kind in enumerate(TYPES)}
    every = [(kind, spec) for kind in TYPES for spec in reference_fields(kind)]
    return tuple(
        _Field(index, kind, spec, frozenset(number[target] for target in spec.targets))
        for index, (kind, spec) in enumerate(every)
    )


_One = tuple[str, int, set[object]]


class _Layout:
    """Where the references of one type stand, and which of them were stored lately."""

    __slots__ = ("many", "number", "rows", "single")

    def __init__(self, kind: str) -> None:
        self.number = _number(kind)
        self.single: list[_One] = []
        self.many: list[_One] = []
        rows: dict[str, list[_One]] = {}
        for one in _fields():
            if one.kind == kind:
                parent, _, key = one.spec.name.rpartition(".")
                place = rows.setdefault(parent, []) if parent else self.single
                (self.many if one.spec.many else place).append((key, one.number, set()))
        self.rows = tuple(rows.items())


def _hash(text: str) -> int:
    """The hash of a text that may hold what UTF-8 cannot."""
    return _hasher()(text.encode("utf-8", "replace"))


class References:
    """The fold of this stage. About 13 bytes a record and 14 a reference not stored before.

    Of the part at hand the texts themselves are kept; they are hashed together when it is merged or sent.
    """

    name = "references"

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._new: list[tuple[str, int, int]] = []  # what is referred to, by which field, from which record
        self._ids, self._kinds, self._numbers = array("Q"), array("B"), array("I")
        self._files: list[tuple[int, int]] = []  # index of the first record of each part, and its file
        self._targets, self._sources, self._through = array("Q"), array("I"), array("H")
        self._known_ids, self._known_kinds = array("Q"), array("B")

    # ---- gathering -------------------------------------------------------------------------------------

    def know(self, own: str, kind: str) -> None:
        """Take an id that exists elsewhere."""
        self._known_ids.append(_hash(own))
        self._known_kinds.append(_number(kind))

    def miss(self, obj: Record, where: Where) -> None:
        """An id that was read by guess is there, so that references to it do not seem to lead nowhere."""
        own = obj.get("id")
        if isinstance(own, str):
            self._record(own.encode("utf-8", "replace").decode(), _UNSURE, where)  # half a character

    def _record(self, own: str, kind: int, where: Where) -> None:
        if not self._files:
            self._files.append((0, where.file))
        self._texts.append(own)
        self._kinds.append(kind)
        self._numbers.append(where.number)

    def add(self, obj: Record, where: Where) -> None:
        """Take a record: its id, and every reference not stored lately."""
        record: Any = obj
        kind = record["type"]
        layout: Any = where.memory.get(kind)
        if layout is None:
            layout = where.memory[kind] = _Layout(kind)
        source = len(self._texts)
        own = record.get("id", "")
        self._record(own, layout.number if own else _UNSURE, where)
        for key, number, seen in layout.single:
            if key in record and record[key] not in seen:
                self._refer(record[key], number, seen, source)
        for key, number, seen in layout.many:
            for value in record.get(key, ()):
                if value not in seen:
                    self._refer(value, number, seen, source)
        for name, keys in layout.rows:
            for row in record.get(name, ()):
                for key, number, seen in keys:
                    if key in row and row[key] not in seen:
                        self._refer(row[key], number, seen, source)

    def add_batch(
        self, objs: Sequence[Record], columns: Mapping[str, Sequence[object]], where: Where
    ) -> None:
        """Take many records: a field is looked at by its distinct values, which are few."""
        records: Any = objs
        kind = records[0]["type"]
        layout: Any = where.memory.get(kind)
        if layout is None:
            layout = where.memory[kind] = _Layout(kind)
        if not self._files:
            self._files.append((0, where.file))
        base, count = len(self._texts), len(objs)
        self._texts.extend([record["id"] for record in records])
        self._kinds.extend(repeat(layout.number, count))
        self._numbers.extend(range(where.number, where.number + count))
        for key, number, seen in layout.single:
            wanted = set(columns.get(key, ())) - seen
            for source, record in enumerate(records if wanted else (), start=base):
                if (target := record.get(key)) in wanted:
                    wanted.remove(target)
                    self._refer(target, number, seen, source)
        for key, number, seen in layout.many:
            for source, record in enumerate(records if key in columns else (), start=base):
                for target in record.get(key, ()):
                    if target not in seen:
                        self._refer(target, number, seen, source)

    def _refer(self, target: str, number: int, seen: set[object], source: int) -> None:
        if len(seen) >= _REMEMBERED:
            seen.clear()
        seen.add(target)
        self._new.append((target, number, source))

    def _settle(self) -> None:
        """Put hashes in the place of texts."""
        short, encode = _hasher(), str.encode
        self._ids.extend(map(short, map(encode, self._texts)))
        if self._new:
            targets, through, sources = zip(*self._new, strict=True)
            self._targets.extend(map(short, map(encode, targets)))
            self._through.extend(through)
            self._sources.extend(sources)
        self._texts, self._new = [], []

    def __getstate__(self) -> dict[str, object]:
        """What goes to another process."""
        self._settle()
        return self.__dict__

    def merge(self, other: Self) -> None:
        """Take over the state of a later part."""
        self._settle()
        other._settle()
        base = len(self._ids)
        self._files.extend((base + first, file) for first, file in other._files)
        for name in ("_ids", "_kinds", "_numbers", "_targets", "_through", "_known_ids", "_known_kinds"):
            getattr(self, name).extend(getattr(other, name))
        self._sources.extend(map(base.__add__, other._sources))

    def spots_of(self, ids: Collection[str]) -> Iterator[Spot]:
        """Where records stand whose id may be among these: by a short hash, so the id is to be looked at."""
        wanted = {_hash(own) for own in ids}
        if wanted:
            yield from (self.spot(index) for index, own in enumerate(self._ids) if own in wanted)

    # ---- telling ---------------------------------------------------------------------------------------

    def spot(self, index: int) -> Spot:
        """The record with this index."""
        part = bisect_right(self._files, index, key=itemgetter(0)) - 1
        return Spot(self._files[part][1], self._numbers[index])

    def kind(self, spot: Spot) -> str:
        """The type of a record; empty where it is not certain."""
        numbers = self._numbers
        part = bisect_right(self._files, tuple(spot), key=lambda one: (one[1], numbers[one[0]])) - 1
        first = self._files[part][0]
        last = self._files[part + 1][0] if part + 1 < len(self._files) else len(numbers)
        index = bisect_left(numbers, spot.number, first, last)
        return TYPES[self._kinds[index]] if self._kinds[index] < _UNSURE else ""

    def finish(self, finder: Finder) -> Iterator[Finding]:
        """Duplicates, revisions, dangling and wrongly typed references."""
        self._settle()
        parts = 1 + (len(self._ids) + len(self._known_ids)) // _PART
        for part in range(parts):
            # Backwards, so that the first record of an id wins.
            kinds = dict(_share(part, parts, reversed(self._ids), reversed(self._kinds)))
            kinds.pop(_hash(""), None)  # records without an id
            if sum(1 for _ in _share(part, parts, self._ids, self._kinds)) > len(kinds):
                for group in self._repeated(part, parts):
                    yield from self._same_id(group, finder)
            yield from self._references(
                part, parts, dict(_share(part, parts, self._known_ids, self._known_kinds)) | kinds, finder
            )

    def _repeated(self, part: int, parts: int) -> Iterable[list[int]]:
        """The records, by index, of every id that more than one has."""
        once: set[int] = set()
        several: dict[int, list[int]] = {}
        for own, _ in _share(part, parts, self._ids, self._kinds):
            if own in once:
                several[own] = []
            once.add(own)
        several.pop(_hash(""), None)
        for index, own in enumerate(self._ids):
            if own in several:
                several[own].append(index)
        return several.values()

    def _references(
        self, part: int, parts: int, kinds: Mapping[int, int], finder: Finder
    ) -> Iterator[Finding]:
        """References that lead nowhere or to a wrong type.

        Nearly all are sound, so the few pairs of field and type are judged first, and single references only
        where a pair is wrong.
        """
        pairs = {(n, kinds.get(target)) for target, n in _share(part, parts, self._targets, self._through)}
        wrong = {(n, kind) for n, kind in pairs if not _fits(_fields()[n], kind)}
        if not wrong:
            return
        found: dict[tuple[int, int, int], int] = {}
        for target, source, n in zip(self._targets, self._sources, self._through, strict=True):
            if (n, kinds.get(target)) in wrong and (parts == 1 or target % parts == part):
                found.setdefault((target, n, self.spot(source).file), source)
        targets = {target for target, _, _ in found if target in kinds}
        first: dict[int, int] = {}
        for index, own in enumerate(self._ids if targets else ()):
            if own in targets:
                first.setdefault(own, index)
        for (target, n, _), source in found.items():
            where = (kinds.get(target), first.get(target))
            told = self._reference(_fields()[n], source, target, where, finder)
            if told is not None:
                yield told

    def _reference(
        self, one: _Field, source: int, target: int, found: tuple[int | None, int | None], finder: Finder
    ) -> Finding | None:
        """The finding about a reference; one the report has no room for is not read again."""
        kind, index = found
        spot = self.spot(source)
        code = _DANGLING if kind is None else _WRONG_TYPE
        full = kind is None and finder.extent(spot.file) == "full"
        severity: Severity = "error" if kind is not None else "warning" if full else "info"
        if not finder.wants(code, severity, spot):
            return Finding(code, severity, "references", finder.place(spot), RecordLabel(type=one.kind))
        obj = finder.record(spot)
        for pointer, value in one.values(obj):
            if _hash(value) == target and (
                index is None or finder.record(self.spot(index)).get("id") == value
            ):
                params: dict[str, Param] = {
                    "field": one.spec.name, "title_zh": one.spec.zh, "title_en": one.spec.en,
                }  # fmt: skip
                if kind is not None:
                    params |= {"found": TYPES[kind], "allowed": one.spec.targets}
                place = finder.place(spot, pointer)
                told = finding(code, place, record=label(obj), sample=sample(value, "open"))
                return evolve(told, severity=severity, params=params)
        return None

    def _same_id(self, group: Sequence[int], finder: Finder) -> Iterator[Finding]:
        """Records whose ids have one hash: read again, parted by their real ids, compared."""
        lives: dict[str, Life] = {}
        for index in group:
            if self._kinds[index] == _UNSURE:
                continue
            spot = self.spot(index)
            obj = finder.record(spot)
            life = lives.setdefault(str(obj.get("id")), Life())
            yield from life.take(obj, spot, finder)
        for life in lives.values():
            yield from life.order(finder)


def _fits(one: _Field, kind: int | None) -> bool:
    """Whether a reference may lead to a record of this type (by number; None: it leads nowhere)."""
    return kind is not None and (kind >= _UNSURE or not one.allowed or kind in one.allowed)


def _share(part: int, parts: int, hashes: Iterable[int], others: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The pairs whose hash falls to this part of all."""
    pairs = zip(hashes, others, strict=True)
    return pairs if parts == 1 else ((own, other) for own, other in pairs if own % parts == part)


_numbers = {kind: index for index, kind in enumerate(TYPES)}


def _number(kind: str) -> int:
    return _numbers.get(kind, _UNSURE)
