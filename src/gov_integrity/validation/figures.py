"""Figures of quality gathered while the records stream by: presence of fields, units, timeliness, codes.

A fold that finds nothing and only counts. It keeps some twelve bytes a record, so that records with an error
can be given to their type and unit at the end.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from attrs import define, field

from gov_integrity.errors import UndeterminedError
from gov_integrity.findings import Finding
from gov_integrity.identifiers import uscc
from gov_integrity.model import TYPES, field_specs
from gov_integrity.periods import WorkingDayCalendar, load
from gov_integrity.privacy import sample
from gov_integrity.validation.seam import Finder, Record, Taker, Where

__all__ = ["Figures", "figures_of"]

_CLOCK = "double-publicity-7wd"
_TIMED = frozenset(("penalty", "licence"))
_SHAPES = 20_000
_DAY = timedelta(days=1)
_STEPS = (0, 2, 4, 6, 8, 11, 21)
_OTHER = len(TYPES)
_NUMBER = {name: number for number, name in enumerate(TYPES)}


@define(slots=True)
class Figures:
    """Counts over all records of a set.

    Attributes:
        shapes: How many records of a type have the same fields.
        rare: Of the records whose shape was not remembered: how many of a type (under an empty name), and
            how many of them have each field.
        decided: Licences and penalties by file, kind, day of decision and unit.
        codes: Organisations by credit code; `owners` is the first id of each code.
        names: The name of each organisation by id, behind the file and number of the last record giving it.
        rows: Of each record, by file: its number, the number of its type, and that of its unit.
    """

    name: str = "figures"
    shapes: Counter[tuple[str, ...]] = field(factory=Counter)
    rare: Counter[tuple[str, str]] = field(factory=Counter)
    decided: Counter[tuple[int, str, str, int]] = field(factory=Counter)
    owners: dict[str, str] = field(factory=dict)
    shared: set[str] = field(factory=set)
    given: int = 0
    wrong: int = 0
    names: dict[str, tuple[int, int, str]] = field(factory=dict)
    units: dict[str, int] = field(factory=dict)
    rows: dict[int, tuple[array[int], array[int], array[int]]] = field(factory=dict)

    def taker(self, kind: str, where: Where) -> Taker:  # noqa: ARG002 - a record that is none has no type
        """Counts a record."""
        return lambda obj, _number, _outline: self.count(obj, where)

    def count(self, obj: Record, where: Where) -> None:
        """Count a record."""
        given = obj.get("type")
        kind = given if isinstance(given, str) else ""
        number = _NUMBER.get(kind, _OTHER)
        shape = (kind, *obj)
        if shape in self.shapes or len(self.shapes) < _SHAPES:
            self.shapes[shape] += 1
        else:  # too many to remember: field by field
            self.rare[kind, ""] += 1
            self.rare.update((kind, name) for name in obj)
        stated_by = obj.get("stated_by")
        unit = self.unit(stated_by if isinstance(stated_by, str) else "")
        rows = self.rows.get(where.file)
        if rows is None:
            rows = self.rows[where.file] = (array("L"), array("B"), array("L"))
        rows[0].append(where.number)
        rows[1].append(number)
        rows[2].append(unit)
        if kind == "decision" and obj.get("kind") in _TIMED:
            self.decided[where.file, str(obj["kind"]), str(obj.get("decided_on", "")), unit] += 1
        elif kind == "organisation":
            self.organisation(obj, where)

    def miss(self, obj: Record, where: Where) -> None:
        """Count a record that could not be read to the end."""
        self.count(obj, where)

    def unit(self, name: str) -> int:
        """Number of a unit."""
        return self.units.setdefault(name, len(self.units))

    def organisation(self, obj: Record, where: Where) -> None:
        """Count its credit code, and remember its name for the table of units."""
        own, name, code = obj.get("id"), obj.get("name"), obj.get("uscc")
        if isinstance(own, str) and isinstance(name, str):
            self.call(own, (where.file, where.number, name))
        if isinstance(code, str) and isinstance(own, str):
            self.given += 1
            self.wrong += not uscc.is_valid(code)
            if self.owners.setdefault(code, own) != own:
                self.shared.add(code)

    def call(self, own: str, name: tuple[int, int, str]) -> None:
        """Remember a name unless a later one is known."""
        self.names[own] = max(self.names.get(own, name), name)

    def merge(self, other: Figures) -> None:
        """Take over the counts of a later part."""
        self.shapes.update(other.shapes)
        self.rare.update(other.rare)
        renamed = [self.unit(name) for name in other.units]
        for (file, kind, day, unit), count in other.decided.items():
            self.decided[file, kind, day, renamed[unit]] += count
        for code, own in other.owners.items():
            if self.owners.setdefault(code, own) != own:
                self.shared.add(code)
        self.shared |= other.shared
        self.given += other.given
        self.wrong += other.wrong
        for own, name in other.names.items():
            self.call(own, name)
        for file, theirs in other.rows.items():
            rows = self.rows.setdefault(file, (array("L"), array("B"), array("L")))
            for number, type_, unit in sorted(zip(*theirs, strict=True)):
                rows[0].append(number)
                rows[1].append(type_)
                rows[2].append(renamed[unit])

    def finish(self, finder: Finder) -> Iterator[Finding]:
        """Counting finds nothing."""
        del finder
        yield from ()


def figures_of(
    found: Figures, files: Mapping[str, int], faulty: Collection[tuple[str, int]], received: Mapping[int, str]
) -> dict[str, object]:
    """The figures as a report carries them.

    Args:
        found: The counts of all files.
        files: Number of each file by its name.
        faulty: File and number of every record with an error.
        received: Day each file's package was made, by number.
    """
    unsound_types: Counter[int] = Counter()
    unsound_units: Counter[int] = Counter()
    for name, line in faulty:
        rows = found.rows.get(files.get(name, -1))
        at = bisect_left(rows[0], line) if rows else 0
        if rows and at < len(rows[0]) and rows[0][at] == line:
            unsound_types[rows[1][at]] += 1
            unsound_units[rows[2][at]] += 1
    types: Counter[int] = Counter()
    units: Counter[int] = Counter()
    for rows in found.rows.values():
        types.update(rows[1])
        units.update(rows[2])
    timed = _timeliness(found, received)
    return {
        "types": [
            {"type": name, "statements": types[number], "sound": types[number] - unsound_types[number]}
            for number, name in enumerate(TYPES)
            if types[number]
        ],
        "fields": list(_fields(found)),
        "timeliness": timed.told(),
        "units": [
            {
                "unit": sample(name, "open"),
                "name": sample(found.names[name][2] if name in found.names else "", "open", 60),
                "statements": units[number],
                "sound": units[number] - unsound_units[number],
                "judged": timed.judged[number],
                "late": timed.late[number],
            }
            for name, number in sorted(found.units.items(), key=lambda pair: (-units[pair[1]], pair[0]))
        ],
        "credit_codes": {"given": found.given, "wrong": found.wrong, "repeated": len(found.shared)},
    }


def _fields(found: Figures) -> Iterator[dict[str, object]]:
    present = Counter(found.rare)
    totals = Counter({kind: count for (kind, name), count in found.rare.items() if not name})
    for (kind, *names), count in found.shapes.items():
        totals[kind] += count
        for name in names:
            present[kind, name] += count
    for kind in TYPES:
        if totals[kind]:
            for spec in field_specs(kind):
                if spec.name != "type":
                    yield {
                        "type": kind,
                        "field": spec.name,
                        "statements": totals[kind],
                        "present": present[kind, spec.name],
                    }


@define(slots=True)
class _Timed:
    limit: int
    judged: Counter[int] = field(factory=Counter)
    late: Counter[int] = field(factory=Counter)
    kinds: Counter[tuple[str, bool]] = field(factory=Counter)
    steps: Counter[int] = field(factory=Counter)
    unjudged: int = 0

    def told(self) -> dict[str, object]:
        kinds = sorted({kind for kind, _ in self.kinds})
        return {
            "limit": self.limit,
            "unjudged": self.unjudged,
            "kinds": [
                {
                    "kind": kind,
                    "judged": self.kinds[kind, False] + self.kinds[kind, True],
                    "late": self.kinds[kind, True],
                }
                for kind in kinds
            ],
            "days": [
                {"label": _label(at), "from": step, "count": self.steps[step]}
                for at, step in enumerate(_STEPS)
                if kinds
            ],
        }


def _label(at: int) -> str:
    step = _STEPS[at]
    return f"{step}–{_STEPS[at + 1] - 1}" if at + 1 < len(_STEPS) else f"{step}+"


def _timeliness(found: Figures, received: Mapping[int, str]) -> _Timed:
    """Working days from decision to submission; the day of the decision does not count (民法典 art. 201)."""
    periods = load()
    timed = _Timed(int(periods.clock(_CLOCK).length))
    for (file, kind, day, unit), count in sorted(found.decided.items()):
        days = _working_days(periods.calendar, day, received.get(file, ""))
        if days is None:
            timed.unjudged += count
            continue
        is_late = days > timed.limit
        timed.kinds[kind, is_late] += count
        timed.judged[unit] += count
        timed.late[unit] += count if is_late else 0
        timed.steps[max(step for step in _STEPS if step <= days)] += count
    return timed


def _working_days(calendar: WorkingDayCalendar, first: str, last: str) -> int | None:
    """Working days after one day up to another; None where a day or its year is not known."""
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    if end < begin or (end - begin).days > 3_660:
        return None
    try:
        return sum(
            calendar.is_working_day(begin + _DAY * number) for number in range(1, (end - begin).days + 1)
        )
    except UndeterminedError:
        return None
