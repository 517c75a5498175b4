"""Findings gathered in bounded memory: exact counts, capped samples, the same whatever the cut into parts."""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from attrs import define, evolve, field

from gov_integrity.privacy import sample, sample_pointer

from .report import (
    SYSTEM_PREFIX,
    Counts,
    Group,
    InputFile,
    NotChecked,
    Report,
    Status,
    Suppressed,
)
from .suppressions import Suppression
from .values import SEVERITIES, STAGES, Finding, Param, Place, Severity, Stage

__all__ = ["Collector"]

_LONGEST_PARAM = 2000
_DIGEST = re.compile("[0-9a-f]{64}")  # ours; a run of its digits may look like a telephone


def _shown(item: Finding) -> Finding:
    """A finding as it is told. Whoever made it may have quoted the input; here is the last wall."""
    place = evolve(item.place, pointer=sample_pointer(item.place.pointer))
    return evolve(item, place=place, params={name: _param(value) for name, value in item.params.items()})


def _param(value: Param) -> Param:
    if isinstance(value, tuple):
        return tuple(sample(part, "open", _LONGEST_PARAM) for part in value)
    if isinstance(value, str) and not _DIGEST.fullmatch(value):
        return sample(value, "open", _LONGEST_PARAM)
    return value


@define(slots=True)
class _Kept:
    """Number of findings of one code and severity, and the first of them in the order of a report."""

    stage: Stage
    total: int = 0
    first: list[Finding] = field(factory=list)

    def keep(self, item: Finding, cap: int) -> None:
        first = self.first
        if len(first) == cap:
            if cap == 0 or item.sort_key() >= first[-1].sort_key():
                return
            first.pop()
        insort(first, item, key=Finding.sort_key)


@define(slots=True)
class Collector:
    """Gathers findings in bounded memory; two of them merge into what one would have gathered.

    Args:
        per_code: How many findings of one code and severity are kept, the first in the order of a report.
        per_file: How many of one file the report shows in all.
        suppressions: Findings explained away; they are counted by entry and not told.
        watch: Whether to remember which records have an error (see `faulty`).
        full: Codes and severities of which earlier parts of the input gave as many as are kept.
    """

    per_code: int = 20
    per_file: int = 1000
    suppressions: tuple[Suppression, ...] = ()
    watch: bool = False
    full: Collection[tuple[str, Severity]] = ()
    _suppressed: Counter[str] = field(factory=Counter, init=False)
    _faulty: set[tuple[str, int]] = field(factory=set, init=False)
    _kept: dict[tuple[str, Severity], _Kept] = field(factory=dict, init=False)
    _types: Counter[str] = field(factory=Counter, init=False)
    _statements: Counter[str] = field(factory=Counter, init=False)

    def add(self, item: Finding) -> None:
        """Count a finding and keep it while it is among the first of its code."""
        for entry in self.suppressions:
            if entry.covers(item):
                self._suppressed[entry.id] += 1
                return
        if self.watch and item.severity == "error":
            self._faulty.add((item.place.file, item.place.record))
        kept = self._kept.setdefault((item.code, item.severity), _Kept(item.stage))
        kept.total += 1
        self._types[item.record.type] += 1
        kept.keep(item, self.per_code)

    def spare(self, code: str, severity: Severity, stage: Stage, kind: str) -> None:
        """Count a finding that is not wanted (see `wants`); `kind` is the type of its record."""
        key = (code, severity)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = _Kept(stage)
        kept.total += 1
        self._types[kind] += 1

    def blame(self, place: Place) -> None:
        """Remember as faulty a record whose fault is told elsewhere, such as a column it lacks."""
        self._faulty.add((place.file, place.record))

    def extend(self, items: Iterable[Finding]) -> None:
        """Add several."""
        for item in items:
            self.add(item)

    def count(self, statements: Mapping[str, int]) -> None:
        """Add numbers of statements read, by type (the empty name for those whose type cannot be told)."""
        self._statements.update(statements)

    def merge(self, other: Collector) -> None:
        """Take over what another collector gathered from a later part of the input."""
        for key, theirs in other._kept.items():
            kept = self._kept.setdefault(key, _Kept(theirs.stage))
            kept.total += theirs.total
            for item in theirs.first:
                kept.keep(item, self.per_code)
        self._types.update(other._types)
        self._statements.update(other._statements)
        self._suppressed.update(other._suppressed)
        self._faulty |= other._faulty

    @property
    def faulty(self) -> frozenset[tuple[str, int]]:
        """File and record number of every record with an error, as places stood before `relocate`."""
        return frozenset(self._faulty)

    def wants(self, code: str, severity: Severity, place: Place) -> bool:
        """Whether a finding there would be kept; if not, only its number matters."""
        kept = self._kept.get((code, severity))
        if self.suppressions or self.watch:
            return True
        if (code, severity) in self.full:
            return False
        if kept is None or len(kept.first) < self.per_code:
            return True
        last = kept.first[-1].place if kept.first else Place()
        return (place.file, place.record) <= (last.file, last.record)

    def told(self) -> Mapping[tuple[str, Severity], int]:
        """How many findings of each code and severity are kept."""
        return {key: len(kept.first) for key, kept in self._kept.items()}

    def relocate(self, move: Callable[[Place], Place]) -> None:
        """Give every kept finding its final place; `move` must keep the order of places."""
        for kept in self._kept.values():
            kept.first = [evolve(item, place=move(item.place)) for item in kept.first]

    def counts(self) -> Counts:
        """The exact numbers so far, every mapping in a fixed order."""
        severities: Counter[str] = Counter()
        stages: Counter[str] = Counter()
        codes: Counter[str] = Counter()
        for (code, severity), kept in self._kept.items():
            severities[severity] += kept.total
            stages[kept.stage] += kept.total
            codes[code] += kept.total
        return Counts(
            statements=self._statements.total(),
            statements_by_type=dict(sorted(self._statements.items())),
            by_severity={name: severities[name] for name in SEVERITIES},
            by_stage={name: stages[name] for name in STAGES},
            by_type=dict(sorted(self._types.items())),
            by_code=dict(sorted(codes.items())),
        )

    def groups(self) -> tuple[Group, ...]:
        """The groups, errors first, then by stage and code, within the cap of each file."""
        everything = [item for kept in self._kept.values() for item in kept.first]
        shown: Counter[str] = Counter()
        chosen: dict[tuple[str, Severity], list[Finding]] = {key: [] for key in self._kept}
        for item in sorted(everything, key=lambda f: (f.sort_key(), SEVERITIES.index(f.severity))):
            if shown[item.place.file] < self.per_file:
                shown[item.place.file] += 1
                chosen[item.code, item.severity].append(_shown(item))
        return tuple(
            Group(code, severity, self._kept[code, severity].stage, self._kept[code, severity].total,
                  tuple(chosen[code, severity]))
            for code, severity in sorted(self._kept, key=self._rank)
        )  # fmt: skip

    def _rank(self, key: tuple[str, Severity]) -> tuple[int, int, str]:
        return (SEVERITIES.index(key[1]), STAGES.index(self._kept[key].stage), key[0])

    def report(
        self,
        *,
        tool_version: str,
        standard_version: str,
        inputs: Iterable[InputFile] = (),
        unreadable: bool = False,
        profile: str = "",
        as_of: str = "",
        as_of_source: str = "",
        not_checked: Iterable[NotChecked] = (),
    ) -> Report:
        """Close the collection. `unreadable` says that an input could not be read at all."""
        counts, groups = self.counts(), self.groups()
        broken = unreadable or any(code.startswith(SYSTEM_PREFIX) for code in counts.by_code)
        status: Status = "unreadable" if broken else "findings" if counts.by_severity["error"] else "passed"
        return Report(
            tool="gov-integrity",
            tool_version=tool_version,
            standard_version=standard_version,
            profile=profile,
            as_of=as_of,
            as_of_source=as_of_source,
            inputs=tuple(inputs),
            status=status,
            counts=counts,
            groups=groups,
            suppressed=tuple(
                Suppressed(entry.id, entry.code, entry.reason, entry.author, entry.until.isoformat(), count)
                for entry in self.suppressions
                if (count := self._suppressed[entry.id])
            ),
            truncated=any(group.shown < group.total for group in groups),
            limits={"per_code": self.per_code, "per_file": self.per_file},
            not_checked=tuple(not_checked),
        )
