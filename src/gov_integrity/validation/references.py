"""References: one content for an id and revision, revisions in order, references that lead somewhere.

State is a few machine words a record: 64-bit hashes of ids (`blake2b`, the same in every process), and where
to read a record again. A hash that meets another is a candidate; what is reported was read and compared.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import chain
from typing import Self, cast

from attrs import evolve, frozen

from gov_integrity.findings import Finding, Param, RecordLabel, Severity, finding
from gov_integrity.model import TYPES, FieldSpec, reference_fields
from gov_integrity.privacy import sample
from gov_integrity.validation.labels import label
from gov_integrity.validation.revisions import Life
from gov_integrity.validation.seam import Finder, Record, Spot, Where

__all__ = ["References"]

_UNSURE = 254  # read by guess: there, but of no certain type or content
_NOTHING = 0  # stands for the hash of a record without an id
_REMEMBERED = 50_000  # references of one field remembered to keep a repeated one from being stored again
_PART = 250_000  # records looked at together; bounds the memory of the end
_DANGLING, _WRONG_TYPE = "GI-REF-0005", "GI-REF-0006"


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


_Seen = set[str]
_One = tuple[str, int, _Seen]


class _Layout:
    """Where the references of one type stand, and which of them were stored lately."""

    __slots__ = ("many", "rows", "single")

    def __init__(self, kind: str) -> None:
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
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little")


class References:
    """The fold of this stage. About 35 bytes a record and 14 a reference not stored before."""

    name = "references"
    needs: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self._ids, self._kinds = array("Q"), array("B")
        self._offsets, self._lengths = array("Q"), array("I")
        self._lines, self._files = array("I"), array("I")
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
            self._record(_hash(own), _UNSURE, where)

    def _record(self, own: int, kind: int, where: Where) -> None:
        self._ids.append(own)
        self._kinds.append(kind)
        self._offsets.append(where.offset)
        self._lengths.append(where.length)
        self._lines.append(where.line)
        self._files.append(where.file)

    def add(self, obj: Record, where: Where) -> None:  # noqa: C901, PLR0912 - the hot loop, kept in one piece
        """Take a record: its id, and every reference not stored lately."""
        kind, own = cast("str", obj["type"]), obj.get("id")
        source = len(self._ids)
        if isinstance(own, str):
            self._record(_hash(own), _number(kind), where)
        else:
            self._record(_NOTHING, _UNSURE, where)
        layout = where.memory.get(kind)
        if not isinstance(layout, _Layout):
            layout = where.memory[kind] = _Layout(kind)
        for key, number, seen in layout.single:
            if key in obj and obj[key] not in seen:
                self._refer(cast("str", obj[key]), number, seen, source)
        for key, number, seen in layout.many:
            if key in obj:
                for value in cast("list[str]", obj[key]):
                    if value not in seen:
                        self._refer(value, number, seen, source)
        for name, keys in layout.rows:
            if name in obj:
                for row in cast("list[dict[str, str]]", obj[name]):
                    for key, number, seen in keys:
                        if key in row and row[key] not in seen:
                            self._refer(row[key], number, seen, source)

    def _refer(self, target: str, number: int, seen: _Seen, source: int) -> None:
        if len(seen) >= _REMEMBERED:
            seen.clear()
        seen.add(target)
        self._targets.append(_hash(target))
        self._sources.append(source)
        self._through.append(number)

    def merge(self, other: Self) -> None:
        """Take over the state of a later part."""
        base = len(self._ids)
        for name in ("_ids", "_kinds", "_offsets", "_lengths", "_lines", "_files", "_targets", "_through"):
            getattr(self, name).extend(getattr(other, name))
        self._sources.extend([source + base for source in other._sources])
        self._known_ids.extend(other._known_ids)
        self._known_kinds.extend(other._known_kinds)

    def spots_of(self, ids: Collection[str]) -> Iterator[Spot]:
        """Where records stand whose id may be among these: by a short hash, so the id is to be looked at."""
        wanted = {_hash(own) for own in ids}
        if wanted:
            yield from (self.spot(index) for index, own in enumerate(self._ids) if own in wanted)

    # ---- telling ---------------------------------------------------------------------------------------

    def spot(self, index: int) -> Spot:
        """Where a record can be read again."""
        return Spot(self._files[index], self._offsets[index], self._lengths[index], self._lines[index])

    def finish(self, finder: Finder) -> Iterator[Finding]:
        """Duplicates, revisions, dangling and wrongly typed references."""
        parts = 1 + (len(self._ids) + len(self._known_ids)) // _PART
        for part in range(parts):
            ids: dict[int, int] = {}
            several: dict[int, list[int]] = {}
            for index, own in enumerate(self._ids):
                if parts > 1 and own % parts != part:
                    continue
                first = ids.setdefault(own, index)
                if first != index:
                    several.setdefault(own, [first]).append(index)
            ids.pop(_NOTHING, None)
            several.pop(_NOTHING, None)
            known = {
                own: kind
                for own, kind in zip(self._known_ids, self._known_kinds, strict=True)
                if own % parts == part
            }
            yield from chain.from_iterable(self._same_id(group, finder) for group in several.values())
            yield from self._references(part, parts, ids, known, finder)

    def _references(
        self, part: int, parts: int, ids: dict[int, int], known: dict[int, int], finder: Finder
    ) -> Iterator[Finding]:
        told: set[tuple[int, int, int]] = set()
        fields = _fields()
        for target, source, number in zip(self._targets, self._sources, self._through, strict=True):
            if parts > 1 and target % parts != part:
                continue
            index = ids.get(target)
            kind = self._kinds[index] if index is not None else known.get(target)
            one = fields[number]
            if kind is not None and (kind >= _UNSURE or not one.allowed or kind in one.allowed):
                continue
            key = (target, number, self._files[source])
            if key in told:
                continue
            told.add(key)
            found = self._reference(one, source, target, (kind, index), finder)
            if found is not None:
                yield found

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


_numbers = {kind: index for index, kind in enumerate(TYPES)}


def _number(kind: str) -> int:
    return _numbers.get(kind, _UNSURE)
