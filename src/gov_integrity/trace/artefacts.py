"""What carries a clause: every link is read off the artefact itself, none is kept here by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from attrs import frozen

from gov_integrity.codelists import codelist, names
from gov_integrity.evaluation.builtin import builtin_names, builtin_statement
from gov_integrity.evaluation.derivation.definitions import metrics
from gov_integrity.model.specs import dictionary
from gov_integrity.periods import load
from gov_integrity.policy import clauses, profile, profiles
from gov_integrity.procedures import procedures
from gov_integrity.rules import rules
from gov_integrity.tables import read_rows

__all__ = ["KINDS", "Artefact", "Kind", "artefacts"]

Kind = Literal["rule", "step", "index", "metric", "result", "clock", "profile", "field", "code"]
KINDS: tuple[Kind, ...] = ("rule", "step", "index", "metric", "result", "clock", "profile", "field", "code")
"""Kinds of artefact, those that judge before those that hold."""


@frozen(slots=True, order=True)
class Artefact:
    """One thing that carries a clause.

    Attributes:
        kind: What it is.
        ref: Its name: a code, `type.field`, `list/code`, a clock, `profile/section/code/target`,
            `procedure/step`, `index/indicator`, a metric, the field of a result.
    """

    kind: Kind
    ref: str


def _rules() -> Iterator[tuple[str, Artefact]]:
    for code, rule in rules().items():
        for clause in rule.clauses:
            yield clause, Artefact("rule", code)


def _steps() -> Iterator[tuple[str, Artefact]]:
    for name, procedure in procedures().items():
        for step in procedure.steps:
            for clause in step.clauses:
                yield (
                    clause,
                    Artefact("step", "/".join(part for part in (name, step.code, step.outcome) if part)),
                )


def _indices() -> Iterator[tuple[str, Artefact]]:
    for _, name in builtin_names():
        sources = builtin_statement(name).get("sources", ())
        assert isinstance(sources, (list, tuple))
        for row in sources:
            clause = f"{row['document']}/{row.get('clause', '')}"
            yield clause, Artefact("index", f"{name}/{row['indicator']}")


RESULTS = {
    "assessment": ("score", "grade", "rank", "rank_scope", "index", "uses"),
    "case": ("criterion",),
    "index": ("warnings", "tie_rule", "indicators.rule"),
}
"""Fields that an evaluation fills in or is made of: scores, grades, ranks, uses, letters, scoring rules.

Who evaluated stands in the parties, under the role of the third party.
"""


def _results() -> Iterator[tuple[str, Artefact]]:
    for clause, artefact in _fields():
        kind, _, name = artefact.ref.partition(".")
        if name in RESULTS.get(kind, ()):
            yield clause, Artefact("result", artefact.ref)
    for clause in codelist("party-role").codes["evaluator"].sources:
        yield clause, Artefact("result", "assessment.parties")


def _metrics() -> Iterator[tuple[str, Artefact]]:
    for name, metric in metrics().items():
        for clause in metric.clauses:
            yield clause, Artefact("metric", name)


def _clocks() -> Iterator[tuple[str, Artefact]]:
    for name, clock in load().clocks.items():
        for clause in clock.clauses:
            yield clause, Artefact("clock", name)


def _profiles() -> Iterator[tuple[str, Artefact]]:
    for head in profiles():
        found = profile(head.id, as_of=head.in_force_from)
        for entry in found.entries:
            if entry.origin == head.id:
                ref = "/".join((head.id, entry.section, entry.code, entry.target)).rstrip("/")
                for clause in entry.clauses:
                    yield clause, Artefact("profile", ref)
        for task in found.tasks:
            if task.origin == head.id:
                for clause in task.clauses:
                    yield clause, Artefact("profile", f"{head.id}/task/{task.code}")
        for fact in found.document:
            for clause in fact.clauses:
                yield clause, Artefact("profile", f"{head.id}/document/{fact.property}")


def _fields() -> Iterator[tuple[str, Artefact]]:
    for kind, field in dictionary():
        for clause in dictionary()[kind, field]["clauses"].split(";"):
            yield clause, Artefact("field", f"{kind}.{field}")
    elements = files("gov_integrity.model") / "elements.csv"
    for row in read_rows(elements, ("clause", "element", "zh", "home", "reason")):
        for home in row.codes("home"):
            yield row.cells["clause"], Artefact("field", home)


def _codes() -> Iterator[tuple[str, Artefact]]:
    for name in names():
        for code in codelist(name).codes.values():
            for source in code.sources:
                yield source, Artefact("code", f"{name}/{code.code}")


@cache
def artefacts() -> Mapping[str, tuple[Artefact, ...]]:
    """What carries each of the clauses, those that judge first; a clause nothing carries has none."""
    found: dict[str, set[Artefact]] = {clause: set() for clause in clauses()}
    for gather in (_rules, _steps, _indices, _metrics, _results, _clocks, _profiles, _fields, _codes):
        for clause, artefact in gather():
            if clause in found:
                found[clause].add(artefact)
    return MappingProxyType(
        {
            clause: tuple(sorted(held, key=lambda item: (KINDS.index(item.kind), item.ref)))
            for clause, held in found.items()
        }
    )
