"""References: one content for an id and revision, revisions in order, references that lead somewhere.

State is a few machine words a record: 64-bit hashes of ids, and the number to read a record again by. A hash
that meets another is a candidate; what is reported was read and compared.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from itertools import compress, count, repeat
from operator import itemgetter
from typing import Any, Self

from attrs import evolve

from gov_integrity.findings import Finding, Param, Severity, finding
from gov_integrity.model import TYPES
from gov_integrity.privacy import sample
from gov_integrity.schema import LineJudge
from gov_integrity.validation.labels import label
from gov_integrity.validation.layouts import UNSURE, Field, Seen, fields, layout_of, number_of, seen_in
from gov_integrity.validation.revisions import Life
from gov_integrity.validation.seam import Finder, LineTaker, Outline, Record, Spot, Taker, Where

__all__ = ["References"]

_PART = 2_000_000  # ids looked at together; bounds the memory of the end
_DANGLING, _WRONG_TYPE = "GI-REF-0005", "GI-REF-0006"


@cache
def _hasher() -> Callable[[bytes], int]:
    """64 bits of a text, the same in every process of a run. What is told never rests on them alone."""
    if find_spec("xxhash") is not None:
        from xxhash import xxh3_64_intdigest

        return xxh3_64_intdigest
    return lambda text: int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def _hash(text: str) -> int:
    """The hash of a text that may hold what UTF-8 cannot."""
    return _hasher()(text.encode("utf-8", "replace"))


class References:
    """The fold of this stage. About 13 bytes a record and 14 a reference not stored before.

    Of the part at hand the texts themselves are kept, with the numbers of their records, which may come in
    any order; they are sorted and hashed together when it is merged or sent.
    """

    name = "references"

    def __init__(self) -> None:
        self._file = 0  # of the part at hand
        self._held: list[tuple[int, int, str]] = []  # number of a record, its type, its id
        self._new: list[tuple[str, int, int]] = []  # what is referred to, by which field, from which record
        self._ids, self._kinds, self._numbers = array("Q"), array("B"), array("I")
        self._parts: list[tuple[int, int, int]] = []  # the first record of each: its index, file and number
        self._targets, self._sources, self._through = array("Q"), array("I"), array("H")
        self._known_ids, self._known_kinds = array("Q"), array("B")

    # ---- gathering -------------------------------------------------------------------------------------

    def know(self, own: str, kind: str) -> None:
        """Take an id that exists elsewhere."""
        self._known_ids.append(_hash(own))
        self._known_kinds.append(number_of(kind))

    def miss(self, obj: Record, where: Where) -> None:
        """An id that was read by guess is there, so that references to it do not seem to lead nowhere."""
        own = obj.get("id")
        if isinstance(own, str):
            self._file = where.file
            half = own.encode("utf-8", "replace").decode()  # there may be half a character in it
            self._held.append((where.number, UNSURE, half))

    def taker(self, kind: str, where: Where) -> Taker:
        """Takes a record: its id, and every reference not stored lately."""
        layout, seen, refer = layout_of(kind), seen_in(where), self._refer
        own, held, by = layout.number, self._held, seen.by
        self._file = where.file

        def take(obj: Record, source: int, outline: Outline) -> None:
            record: Any = obj
            there = outline.places
            if there is None:
                there = outline.places = layout.among(outline.fields)
            held.append((source, own, record["id"]) if "id" in record else (source, UNSURE, ""))
            for key, number in there.single:
                if not by[number][seen[record[key]]]:
                    refer(record[key], number, seen, source)
            for key, number in there.many:
                for target in record[key]:
                    if not by[number][seen[target]]:
                        refer(target, number, seen, source)
            for name, key, number in there.rows:
                for row in record[name]:
                    if key in row and not by[number][seen[row[key]]]:
                        refer(row[key], number, seen, source)

        return take

    def lines(self, judge: LineJudge, where: Where) -> LineTaker:
        """Takes a record from its line, as a taker of records would."""
        layout, seen, refer = layout_of(judge.kind), seen_in(where), self._refer
        own, ones, texts = layout.in_groups(judge.groups)
        single = [(group, number, seen.by[number]) for group, number in ones]
        lists = [(group, find, number, seen.by[number]) for group, find, number in texts]
        held, kind = self._held, layout.number
        self._file = where.file

        def take(match: re.Match[str], source: int) -> None:
            found: Any = match.groups()
            held.append((source, kind, found[own]))
            for group, number, known in single:
                target = found[group]
                if target and not known[seen[target]]:
                    refer(target, number, seen, source)
            for group, find, number, known in lists:
                if found[group]:
                    for target in find(found[group]):
                        if not known[seen[target]]:
                            refer(target, number, seen, source)

        return take

    def add_batch(
        self, objs: Sequence[Record], columns: Mapping[str, Sequence[object]], where: Where
    ) -> None:
        """Take many records: a field is looked at by its distinct values, which are few."""
        records: Any = objs
        layout, seen = layout_of(records[0]["type"]), seen_in(where)
        self._file, base = where.file, where.number
        self._held.extend(zip(count(base), repeat(layout.number), [record["id"] for record in records]))
        for key, number in layout.single:
            values: Any = columns.get(key, ())
            known = seen.by[number]
            wanted = {target for target in values if not known[seen[target]]}
            for source, record in enumerate(records if wanted else (), start=base):
                if (target := record.get(key)) in wanted:
                    wanted.remove(target)
                    self._refer(target, number, seen, source)
        for key, number in layout.many:
            known = seen.by[number]
            for source, record in enumerate(records if key in columns else (), start=base):
                for target in record.get(key, ()):
                    if not known[seen[target]]:
                        self._refer(target, number, seen, source)

    def _refer(self, target: str, number: int, seen: Seen, source: int) -> None:
        seen.by[number][seen[target]] = 1
        self._new.append((target, number, source))

    def _settle(self) -> None:
        """Put records in their order, hashes in the place of texts and indices in that of numbers."""
        short, encode = _hasher(), str.encode
        base = len(self._numbers)
        held = self._held
        if held:
            held.sort(key=itemgetter(0))
            self._parts.append((base, self._file, held[0][0]))
            numbers, kinds, owns = zip(*held, strict=True)
            self._numbers.extend(numbers)
            self._kinds.extend(kinds)
            self._ids.extend(map(short, map(encode, owns)))
        if self._new:
            targets, through, sources = zip(*self._new, strict=True)
            self._targets.extend(map(short, map(encode, targets)))
            self._through.extend(through)
            first, last = self._numbers[base], self._numbers[-1]
            if last - first == len(held) - 1:  # nearly always they follow each other
                self._sources.extend(map((base - first).__add__, sources))
            else:
                self._sources.extend([bisect_left(self._numbers, number, base) for number in sources])
        self._held, self._new = [], []

    def __getstate__(self) -> dict[str, object]:
        """What goes to another process."""
        self._settle()
        return self.__dict__

    def merge(self, other: Self) -> None:
        """Take over the state of a later part."""
        self._settle()
        other._settle()
        base = len(self._ids)
        self._parts.extend((base + first, file, number) for first, file, number in other._parts)
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
        part = bisect_right(self._parts, index, key=itemgetter(0)) - 1
        return Spot(self._parts[part][1], self._numbers[index])

    def kind(self, spot: Spot) -> str:
        """The type of a record; empty where it is not certain."""
        part = bisect_right(self._parts, spot, key=itemgetter(1, 2))
        last = self._parts[part][0] if part < len(self._parts) else len(self._numbers)
        index = bisect_left(self._numbers, spot.number, self._parts[part - 1][0], last)
        return TYPES[self._kinds[index]] if self._kinds[index] < UNSURE else ""

    def finish(self, finder: Finder) -> Iterator[Finding]:
        """Duplicates, revisions, dangling and wrongly typed references."""
        self._settle()
        parts = 1 + (len(self._ids) + len(self._known_ids)) // _PART
        for part in range(parts):
            ids = _of(part, parts, self._ids)
            for group in self._repeated(ids):
                yield from self._same_id(group, finder)
            targets = set(_of(part, parts, self._targets))
            kinds: dict[int, int] = {}
            # Backwards, so that the first record of an id wins; what is known from elsewhere gives way.
            for owns, theirs in ((self._known_ids, self._known_kinds), (self._ids, self._kinds)):
                wanted = map(targets.__contains__, reversed(owns))
                kinds.update(compress(zip(reversed(owns), reversed(theirs), strict=True), wanted))
            yield from self._references(part, parts, kinds, finder)

    def _repeated(self, ids: Sequence[int]) -> Iterable[list[int]]:
        """The records, by index, of every id of a part that more than one has."""
        several: dict[int, list[int]] = {own: [] for own, number in Counter(ids).items() if number > 1}
        several.pop(_hash(""), None)
        if several:
            for index in compress(count(), map(several.__contains__, self._ids)):
                several[self._ids[index]].append(index)
        return several.values()

    def _references(
        self, part: int, parts: int, kinds: Mapping[int, int], finder: Finder
    ) -> Iterator[Finding]:
        """References that lead nowhere or to a wrong type.

        Nearly all are sound, so the few pairs of field and type are judged first, and single references only
        where a pair is wrong.
        """
        every = zip(self._targets, self._through, strict=True)
        pairs = {(n, kinds.get(to)) for to, n in every if parts == 1 or to % parts == part}
        wrong = {(n, kind) for n, kind in pairs if not _fits(fields()[n], kind)}
        if not wrong:
            return
        found: dict[tuple[int, int, int], int] = {}
        for target, source, n in zip(self._targets, self._sources, self._through, strict=True):
            if (n, kinds.get(target)) in wrong and (parts == 1 or target % parts == part):
                key = (target, n, self.spot(source).file)
                found[key] = min(found.get(key, source), source)
        targets = {target for target, _, _ in found if target in kinds}
        first: dict[int, int] = {}
        for index, own in enumerate(self._ids if targets else ()):
            if own in targets:
                first.setdefault(own, index)
        for (target, n, _), source in found.items():
            where = (kinds.get(target), first.get(target))
            told = self._reference(fields()[n], source, target, where, finder)
            if told is not None:
                yield told

    def _reference(
        self, one: Field, source: int, target: int, found: tuple[int | None, int | None], finder: Finder
    ) -> Finding | None:
        """The finding about a reference; one the report has no room for is not read again."""
        kind, index = found
        spot = self.spot(source)
        code = _DANGLING if kind is None else _WRONG_TYPE
        full = kind is None and finder.extent(spot.file) == "full"
        severity: Severity = "error" if kind is not None else "warning" if full else "info"
        if not finder.wants(code, severity, spot):
            finder.spare(code, severity, "references", spot)
            return None
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
            if self._kinds[index] == UNSURE:
                continue
            spot = self.spot(index)
            obj = finder.record(spot)
            life = lives.setdefault(str(obj.get("id")), Life())
            yield from life.take(obj, spot, finder)
        for life in lives.values():
            yield from life.order(finder)


def _fits(one: Field, kind: int | None) -> bool:
    """Whether a reference may lead to a record of this type (by number; None: it leads nowhere)."""
    return kind is not None and (kind >= UNSURE or not one.allowed or kind in one.allowed)


def _of(part: int, parts: int, hashes: Sequence[int]) -> Sequence[int]:
    """The hashes that fall to this part of all."""
    return hashes if parts == 1 else [one for one in hashes if one % parts == part]
