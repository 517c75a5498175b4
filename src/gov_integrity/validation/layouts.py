"""Where the references of each type of statement stand: in a record and in the groups of its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import cast

from attrs import frozen

from gov_integrity.model import TYPES, FieldSpec, reference_fields
from gov_integrity.validation.seam import Record, Where

__all__ = ["UNSURE", "Field", "Layout", "Seen", "fields", "layout_of", "number_of", "seen_in"]

UNSURE = 254
"""The number of no type: read by guess, there, but of no certain type or content."""

_REMEMBERED = 10_000


@frozen(slots=True)
class Field:
    """A field that holds references, in one type of statement.

    Attributes:
        number: Its number among all such fields.
        kind: The type of statement.
        spec: The field.
        allowed: Numbers of the types its references may lead to; none: any.
    """

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
def fields() -> tuple[Field, ...]:
    """Every field that holds references, by number."""
    every = [(kind, spec) for kind in TYPES for spec in reference_fields(kind)]
    return tuple(
        Field(index, kind, spec, frozenset(_NUMBERS[target] for target in spec.targets))
        for index, (kind, spec) in enumerate(every)
    )


_NUMBERS = {kind: index for index, kind in enumerate(TYPES)}


def number_of(kind: str) -> int:
    """The number of a type."""
    return _NUMBERS.get(kind, UNSURE)


_Find = Callable[[str], list[str]]


@frozen(slots=True)
class Layout:
    """Where the references of one type stand: name and number of each field; rows with their list."""

    number: int
    single: tuple[tuple[str, int], ...]
    many: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, str, int], ...]

    def among(self, present: Collection[str]) -> Layout:
        """What is left of it where only these fields are there; one object for all that leave as much."""
        names = {one[0] for one in (*self.single, *self.many, *self.rows)}
        return _left(self, frozenset(names.intersection(present)))

    def in_groups(
        self, groups: Sequence[str]
    ) -> tuple[int, tuple[tuple[int, int], ...], tuple[tuple[int, _Find, int], ...]]:
        """The same by the groups of a line's match: the id, single references, texts that hold some."""
        at = groups.index
        every: _Find = re.compile('"([^"]*+)"').findall
        lists = [(at(name), every, number) for name, number in self.many]
        lists += [(at(name), _behind(key), number) for name, key, number in self.rows]
        return at("id"), tuple((at(name), number) for name, number in self.single), tuple(lists)


@cache
def _left(layout: Layout, names: frozenset[str]) -> Layout:
    return Layout(
        layout.number,
        tuple(one for one in layout.single if one[0] in names),
        tuple(one for one in layout.many if one[0] in names),
        tuple(one for one in layout.rows if one[0] in names),
    )


def _behind(name: str) -> _Find:
    """The values of a member in canonical JSON without escapes, where quotation marks only part texts."""
    return re.compile(f'"{name}":"([^"]*+)"').findall


@cache
def layout_of(kind: str) -> Layout:
    """The layout of a type."""
    single: list[tuple[str, int]] = []
    many: list[tuple[str, int]] = []
    rows: list[tuple[str, str, int]] = []
    for one in fields():
        if one.kind == kind:
            parent, _, key = one.spec.name.rpartition(".")
            if parent:
                rows.append((parent, key, one.number))
            else:
                (many if one.spec.many else single).append((key, one.number))
    return Layout(number_of(kind), tuple(single), tuple(many), tuple(rows))


class Seen(dict[str, int]):
    """What was referred to lately, numbered, so that a repeated reference is not stored again.

    `by[field][number]` says whether a field, itself by number, has referred to it. What a field has seen lies
    close together, for that costs less than looking at each text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.by = tuple(bytearray(_REMEMBERED) for _ in fields())

    def __missing__(self, target: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
            for marks in self.by:
                marks[:] = bytes(_REMEMBERED)
        number = self[target] = len(self)
        return number


def seen_in(where: Where) -> Seen:
    """What was seen of the file so far by this process."""
    found = where.memory.get("seen")
    if found is None:
        found = where.memory["seen"] = Seen()
    return cast("Seen", found)
