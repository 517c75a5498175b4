"""Principles of the texts that a record can show: lawful ground and focus of treatment."""

from __future__ import annotations

from gov_integrity.rules.facts import in_its_time
from gov_integrity.rules.registry import record_rule
from gov_integrity.rules.shapes import lacking
from gov_integrity.rules.values import Checked, Context, Hit, Statement

_ACTS = frozenset({"penalty", "compulsory-measure", "expropriation", "enforcement-decision", "other-act"})
"""Acts that burden someone; the national fields of a licence have no place for its legal ground."""

_GROUNDS = frozenset({"content", "authority", "enforcement"})


@record_rule(
    "GI-PRI-0001",
    types=("decision",),
    zh=(
        "行政行为没有法律依据",
        "“{decision_kind}”没有写明法律依据。",
        "在依据中写明所依据的法律、法规或者规章及其条款;确无法律授权的,纠正该行为。",
    ),
    en=(
        "administrative act without legal ground",
        "The '{decision_kind}' names no law that it rests on.",
        "Name the law, regulation or rule and its article; an act that no law allows is to be put right.",
    ),
    clauses=("gansu-2017/2.2.1", "weidu-2022/2.1a", "xinzheng-2017/2.1a"),
    confidence="inferred",
)
def act_without_ground(statement: Statement, context: Context) -> Checked:
    """Nothing is done without legal authority (法无授权不可为)."""
    day = statement.get("decided_on", statement.get("effective_on", ""))
    if statement["kind"] in _ACTS and in_its_time(context, day):
        roles = {row.get("role", "content") for row in statement.get("basis", ())}
        if not roles & _GROUNDS:
            yield Hit("/basis", {"decision_kind": statement["kind"]})


@record_rule(
    "GI-PRI-0002",
    types=("dishonesty_record",),
    zh=(
        "看不出是否属于治理重点",
        "没有写明失信行为的危害类别,不能判断是否危害群众利益或者损害市场公平。",
        "按认定文书填写危害类别;没有这类危害的,不必填写。",
    ),
    en=(
        "unclear whether it is a focus of treatment",
        "No kind of harm is stated: the record does not show whether the public or fair dealing was harmed.",
        "State the kind of harm as the deciding document has it; leave it out where there was none.",
    ),
    clauses=("alxa-2021/1c", "gansu-2017/2.1d", "xinzheng-2017/1d"),
    confidence="inferred",
    severity="info",
    parts=lacking("harms"),
)
def focus_unknown(_missing: object, _statement: Statement, _context: Context) -> Checked:
    """Conduct that harms the public or fair dealing is the focus of treatment, so the harm must show."""
    return (Hit("/harms"),)
