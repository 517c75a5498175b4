"""The rules as a stage, over single records and over all of them.

Which rules hold is a question of the file: its profile, its day, and what its header declares complete.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self, cast

from attrs import frozen

from gov_integrity.findings import Finding, Place
from gov_integrity.model import TYPES, faults, flat_specs
from gov_integrity.periods import load
from gov_integrity.policy import profile, profiles
from gov_integrity.privacy import sample
from gov_integrity.rules import Context, Coverage, Found, Rule, RuleSet, Told, rules
from gov_integrity.rules import Fold as Kept
from gov_integrity.schema import judge
from gov_integrity.validation.labels import label
from gov_integrity.validation.seam import Finder, Outline, Record, Spot, Taker, Where
from gov_integrity.validation.structure import failed_fields, required, without

__all__ = ["Rules", "Scope", "not_made"]


@frozen(slots=True)
class Scope:
    """What decides which rules hold for one file; small enough to be sent to every process.

    Attributes:
        file: Name of the file.
        profile: Id of the profile; empty where the header names none that is known.
        as_of: The day of judgement.
        coverage: What the header declares complete.
        extent: `increment` or `full`.
        off: Codes that are switched off.
        dirs: Directories of additional data.
    """

    file: str
    profile: str
    as_of: date
    coverage: tuple[Coverage, ...] = ()
    extent: str = "increment"
    off: frozenset[str] = frozenset()
    dirs: tuple[Path, ...] = ()


@cache
def _rule_set(scope: Scope) -> RuleSet:
    known = {head.id for head in profiles(dirs=scope.dirs) if head.in_force_on(scope.as_of)}
    found = profile(scope.profile, as_of=scope.as_of, dirs=scope.dirs) if scope.profile in known else None
    context = Context(
        as_of=scope.as_of,
        periods=load(*scope.dirs),
        profile=found,
        coverage=scope.coverage,
        extent=scope.extent,
    )
    return RuleSet(context, off=scope.off, rereads=True)


def _judgeable(record: Record, failed: frozenset[str]) -> bool:
    """Whether the fields that every statement of the type has are there: rules rely on them."""
    return failed.isdisjoint(required(cast("str", record["type"])))


def _as_judged(record: Record) -> Record | None:
    """A record read again, as it was judged: without what does not fit; None where it was not."""
    if record.get("type") not in TYPES:
        return None
    if judge()(record):
        return record
    found = faults(dict(record))
    return without(record, found) if _judgeable(record, failed_fields(found)) else None


@cache
def _sensitivity(kind: str) -> dict[str, str]:
    return {spec.name: spec.sensitivity for spec in flat_specs(kind)}


def _finding(told: Told, rule_set: RuleSet, record: Record, place: Place) -> Finding:
    rule, hit = told.rule, told.hit
    name = ".".join(part for part in hit.pointer.split("/")[1:] if not part.isdigit())
    kind = cast("str", record["type"])
    shown = "" if hit.value is None else sample(hit.value, _sensitivity(kind).get(name, "open"))
    return Finding(
        code=rule.code,
        severity=rule.kind.severity,
        stage="rules",
        place=place,
        record=label(record),
        params=hit.params,
        sample=shown,
        citations=rule_set.citations(rule),
    )


_FILE = 40  # bits of the number of a record; above them stands that of its file


class Rules:
    """The fold of this stage: judges each record, and keeps what the dataset rules need of it.

    A hit in a field that did not fit the model is not told again.
    """

    name = "rules"

    def __init__(self, scopes: tuple[Scope, ...]) -> None:
        self._scopes = {scope.file: scope for scope in scopes}
        self._first = scopes[0]
        self._kept = Kept()

    def taker(self, kind: str, where: Where) -> Taker:
        """Judges a record by the rules of its file, and keeps what is judged in the end."""
        rule_set = _rule_set(self._scopes[where.name])
        planner, context = rule_set.planner, rule_set.context
        keep, file = self._kept.take, where.file << _FILE

        def take(obj: Record, number: int, outline: Outline) -> None:
            if where.failed and not _judgeable(obj, where.failed):
                return
            plans = outline.plans
            if plans is None or plans.planner is not planner:
                plans = outline.plans = planner.plans(kind, outline.fields)
            plan = plans.of(obj)
            for rule, check in plan.checks:
                if hits := check(obj, context):  # nearly always an empty tuple or list
                    for hit in hits:
                        _tell(Told(rule, hit), rule_set, obj, where)
            if plan.gathers or plan.revised:
                keep(plan, obj, file | number)

        return take

    def miss(self, obj: Record, where: Where) -> None:
        """A record that did not fit is not counted: a total over guesses would be a guess."""

    def merge(self, other: Self) -> None:
        """Take over the state of a later part."""
        self._kept.merge(other._kept)

    def finish(self, finder: Finder) -> Iterator[Finding]:
        """The dataset rules of the set, under the scope of its first file."""
        rule_set = _rule_set(self._first)

        def find(ids: Collection[str]) -> Iterator[tuple[int, Record]]:
            for spot, record in finder.find(ids):
                judged = _as_judged(record)
                if judged is not None:
                    yield spot.file << _FILE | spot.number, judged

        return self._told(rule_set, rule_set.finish(self._kept, find, finder.beside), finder)

    def _told(
        self, rule_set: RuleSet, told: Iterable[tuple[Rule, Found]], finder: Finder
    ) -> Iterator[Finding]:
        for rule, found in told:
            spot, severity = Spot(*divmod(cast("int", found.where), 1 << _FILE)), rule.kind.severity
            if finder.wants(rule.code, severity, spot):
                place = finder.place(spot, found.hit.pointer)
                yield _finding(Told(rule, found.hit), rule_set, finder.record(spot), place)
            else:
                finder.spare(rule.code, severity, "rules", spot)


def _tell(told: Told, rule_set: RuleSet, record: Record, where: Where) -> None:
    kind, pointer = told.rule.kind, told.hit.pointer
    if where.failed and not where.failed.isdisjoint(pointer.split("/")[1:2]):
        return
    if where.room(kind.code, kind.severity):
        where.found.add(_finding(told, rule_set, record, where.place(pointer)))
    else:
        where.found.spare(kind.code, kind.severity, "rules", cast("str", record["type"]))


def switched_off(scopes: Sequence[Scope]) -> bool:
    """Whether no rule is left to be run."""
    return all(scope.off and scope.off.issuperset(rules()) for scope in scopes)


def not_made(scope: Scope) -> Iterator[tuple[str, str]]:
    """Rules about what is missing that could not be made, with the type that must be declared complete."""
    for rule in _rule_set(scope).not_made:
        yield rule.code, rule.covers
