"""Each clause that works does so through an artefact, and does not without it.

One test a clause: the first artefact through which it works does its work, and with that artefact switched
off the same demonstration fails.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from unittest.mock import patch

import jsonschema
import pytest
from attrs import evolve

from evaluation.evalcase import body, observations, run, statement
from gov_integrity.codelists import codelist
from gov_integrity.errors import GovIntegrityError, RefusedError, UndeterminedError
from gov_integrity.evaluation.builtin import builtin_index, builtin_statement
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.derivation.definitions import metrics
from gov_integrity.evaluation.observations import read_observations
from gov_integrity.evaluation.statements import assessment_statement
from gov_integrity.evaluation.warning import warning_statement, watch
from gov_integrity.model import TYPES, field_specs, model_names
from gov_integrity.model.specs import FieldSpec
from gov_integrity.periods import load
from gov_integrity.policy import clauses, profile
from gov_integrity.procedures import Case, Event, procedures
from gov_integrity.procedures.advancing import chosen
from gov_integrity.rules import Fold, RuleSet, case, rules
from gov_integrity.schema import flat
from gov_integrity.trace import Artefact, Traced, table

WORKING = [row for row in table().values() if row.status == "works"]


def by_rule(ref: str, clause: str, *, on: bool) -> bool:
    """The bad case of the rule is found, under a profile in which the clause is the ground."""
    found = case(ref)
    rule_set = RuleSet(found.context(), off=() if on else {ref}, only={ref})
    fold, told = Fold(), 0
    for number, bad in enumerate(found.bad):
        told += len(list(rule_set.judge(bad)))
        rule_set.gather(bad, number, fold)
    told += len(list(rule_set.finish(fold)))
    document = clause.partition("/")[0]
    own = profile(document, as_of=max(found.as_of, date(2025, 1, 1)))
    sources = {name: clauses()[name].source for name in rules()[ref].clauses}
    cites = rules()[ref].citations(own.chain, sources, found.as_of, own.head.division)
    ground = any(cite.clause == clause.partition("/")[2] for cite in cites)
    return told == len(found.hits) and ground and rules()[ref].holds(own.chain, found.as_of)


def by_step(ref: str, clause: str, *, on: bool) -> bool:
    """The interpreter finds the step for the event, on the ground of the clause, or refuses it."""
    name, code, *outcome = ref.split("/")
    whole, wanted = procedures()[name], outcome[0] if outcome else ""
    row = next(step for step in whole.steps if (step.code, step.outcome) == (code, wanted))
    left = tuple(step for step in whole.steps if (step.code, step.outcome) != (code, wanted))
    known = whole if on else evolve(whole, steps=left)
    begun = Case(procedure=name, state=row.from_states[0])
    with patch("gov_integrity.procedures.advancing.procedure", lambda _name: known):
        try:
            found = chosen(begun, Event(code, outcome=wanted))
        except (RefusedError, UndeterminedError):
            return False
    return found.outcome == wanted and clause in found.clauses


def by_index(ref: str, clause: str, *, on: bool) -> bool:
    """The index is well formed and its indicator cites the clause."""
    name, indicator = ref.split("/")
    statement = dict(builtin_statement(name))
    if not on:
        for part in ("indicators", "bands", "choices", "terms", "sources", "warnings"):
            key = "code" if part == "indicators" else "indicator"
            rows = statement.get(part, ())
            statement[part] = [row for row in rows if row.get(key) != indicator]  # type: ignore[attr-defined]
    try:
        index = read_index(statement, name)
    except GovIntegrityError:
        return False
    return any(
        item.code == indicator and any(f"{cite.document}/{cite.clause}" == clause for cite in item.citations)
        for item in index.indicators.values()
    )


def by_metric(ref: str, clause: str, *, on: bool) -> bool:
    """The metric is defined and asked for by the clause."""
    known = {name: metric for name, metric in metrics().items() if on or name != ref}
    return ref in known and clause in known[ref].clauses


@cache
def evaluated() -> dict[str, dict[str, object]]:
    """What an evaluation gives and is made of: an assessment, a warning letter, an index, as plain JSON."""
    rows = observations("agency/g", base_score="85.5", awards_national="2", awards_provincial="3")
    made = run("09-bonus", *rows, bodies={"agency/g": body("agency/g")})["agency/g"]
    debt = [
        statement("agency/g", "borrowing-violations", "0", unit="case"),
        statement("agency/g", "debt-budgeted-rate", "100", unit="percent"),
        statement("agency/g", "debt-limit-use", ("120", "100"), unit="quotient"),
        statement("agency/g", "debt-ratio", "120", unit="percent"),
        statement("agency/g", "overdue-contracts", "0"),
        statement("agency/g", "debt-disclosure", "已公开"),
    ]
    bodies = {"agency/g": body("agency/g")}
    graded = run("government-debt", *debt, bodies=bodies)["agency/g"]
    sent = {"stated_by": "office/credit", "recorded_at": datetime(2025, 3, 1, 9, tzinfo=UTC)}
    third = [{"role": "evaluator", "party": "office/university"}]
    found = assessment_statement(
        made, identity="office/a-1", uses=["performance-appraisal"], parties=third, **sent
    )
    found["grade"] = assessment_statement(graded, identity="office/a-2", **sent)["grade"]
    told = watch(
        builtin_index("government-debt"), read_observations(debt)[0], as_of=date(2025, 3, 1), bodies=bodies
    )
    letter = warning_statement(told.raised[0], identity="office/w-1", **sent)
    return json.loads(
        json.dumps({"assessment": found, "case": letter, "index": builtin_statement("government-debt")})
    )


def by_result(ref: str, _clause: str, *, on: bool) -> bool:
    """The evaluation gives the field, and what it gives fits the schema; without the field it does not."""
    kind, _, name = ref.partition(".")
    made, schema = evaluated()[kind], flat(kind)
    *parents, leaf = name.split(".")
    place: object = schema
    held: object = made
    for parent in parents:
        place = place["properties"][parent]["items"]  # type: ignore[index]
        held = next(row for row in held[parent] if leaf in row)  # type: ignore[index]
    if not on:
        del place["properties"][leaf]  # type: ignore[index]
    given = {key: value for key, value in made.items() if key not in ("normative", "confidence")}
    return leaf in held and jsonschema.Draft202012Validator(schema).is_valid(given)  # type: ignore[operator]


def by_clock(ref: str, clause: str, *, on: bool) -> bool:
    """The clock is known and states the clause."""
    periods = load()
    known = evolve(periods, clocks={k: v for k, v in periods.clocks.items() if on or k != ref})
    try:
        return clause in known.clock(ref).clauses
    except GovIntegrityError:
        return False


def by_profile(ref: str, clause: str, *, on: bool) -> bool:
    """The profile has the row, under the clause."""
    name, section, *rest = ref.split("/")
    found = profile(name, as_of=date(2025, 1, 1))
    if section == "task":
        return any(task.code == rest[0] and clause in task.clauses for task in found.tasks if on)
    if section == "document":
        document = tuple(fact for fact in found.document if on or fact.property != rest[0])
        return any(clause in fact.clauses for fact in evolve(found, document=document).facts(rest[0]))
    code, target = rest[0], rest[1] if len(rest) > 1 else ""
    entries = tuple(
        e for e in found.entries if on or (e.section, e.code, e.target) != (section, code, target)
    )
    return any(
        clause in entry.clauses for entry in evolve(found, entries=entries).find(section, code, target)
    )


@cache
def example(kind: str) -> dict[str, object]:
    """A statement with every field of its type filled by the examples of the dictionary."""

    def value(spec: FieldSpec) -> object:
        one: object = {s.name.rpartition(".")[2]: value(s) for s in spec.rows} if spec.rows else plain(spec)
        return [one] if spec.many else one

    def plain(spec: FieldSpec) -> object:
        if spec.form in ("integer", "ordinal"):
            return int(spec.example)
        return spec.example == "true" if spec.form == "boolean" else spec.example

    made = {spec.name: value(spec) for spec in field_specs(kind)}
    return {**made, "type": kind} if kind in TYPES else made


def by_field(ref: str, _clause: str, *, on: bool) -> bool:
    """A statement that fills the field fits the schema; without the field in the schema it does not."""
    kind, _, name = ref.partition(".")
    kind = {"statement": "commitment", "measure": "sanction", "row": "commitment"}.get(kind, kind)
    name = "obligations.no" if ref.startswith("row.") else name
    if "x_PREFIX" in name or kind not in model_names():
        return False
    schema = flat(kind)
    if not on:
        place = schema
        *parents, leaf = name.split(".")
        for parent in parents:
            place = place["properties"][parent]["items"]  # type: ignore[index]
        del place["properties"][leaf]  # type: ignore[attr-defined]
    return jsonschema.Draft202012Validator(schema).is_valid(example(kind))


def by_code(ref: str, clause: str, *, on: bool) -> bool:
    """The code is known to its list, under the clause."""
    name, code = ref.split("/")
    whole = codelist(name)
    known = {key: value for key, value in whole.codes.items() if on or key != code}
    found = evolve(whole, codes=known).get(code)
    return found is not None and clause in found.sources


HOW: dict[str, Callable[..., bool]] = {
    "rule": by_rule, "step": by_step, "index": by_index, "metric": by_metric, "result": by_result,
    "clock": by_clock, "profile": by_profile, "field": by_field, "code": by_code,
}  # fmt: skip


def shown(item: Artefact, clause: str, *, on: bool) -> bool:
    return HOW[item.kind](item.ref, clause, on=on)


@pytest.mark.parametrize(
    "row", [pytest.param(row, marks=pytest.mark.clause(row.clause), id=row.clause) for row in WORKING]
)
def test_the_clause_works_through_its_artefact_and_not_without(row: Traced) -> None:
    item = row.by[0]
    assert shown(item, row.clause, on=True), item
    assert not shown(item, row.clause, on=False), item
