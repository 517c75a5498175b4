"""Government procurement: who answers, how acceptance is watched, how violations are dealt with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from gov_integrity.periods.partial import before
from gov_integrity.rules.claims import answers, ask, unanswered
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies, in_its_time, kept, roles, steps_taken
from gov_integrity.rules.links import asked
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_ANSWERING = ("gansu-2017/3.3.1a", "weidu-2022/3.3.2a", "xinzheng-2017/4.4.14a")
_ACCEPTANCE = ("alxa-2021/annex.14b", "weidu-2022/3.3.2b", "xinzheng-2017/4.4.14b")
_HANDLED = ("alxa-2021/2.3.1c", "alxa-2021/annex.14c", "gansu-2017/3.3.1c", "xinzheng-2017/4.4.14c")
_LAWFULLY = ("alxa-2021/2.3.1c", "alxa-2021/annex.14c")
_FIELD = "government-procurement"
_CONTRACTS = frozenset(
    {"contract", "agreement", "government-enterprise-agreement", "administrative-contract"}
)
_ANSWERABLE = frozenset({"responsible-person", "responsible-unit", "government-side-person"})
_ACCEPTED = frozenset({"acceptance", "performance-evaluation"})
_DEALING = frozenset({"accountability", "rectification"})
_DEALT_WITH = frozenset(
    {"administrative-penalty", "disciplinary-sanction", "government-sanction", "accountability-decision"}
)
"""Forms of determination that are themselves a handling by law."""
_TROUBLE = frozenset({"not-passed", "not-agreed", "not-done", "late"})


def _is_contract(statement: Statement) -> bool:
    return statement["kind"] in _CONTRACTS and _FIELD in statement["domains"]


def _past_acceptance(statement: Statement) -> bool:
    return statement.get("stage") in _ACCEPTED or "contract-acceptance" in steps_taken(statement)


@record_rule(
    "GI-PRO-0001",
    types=("commitment",),
    needs=("domains",),
    zh=(
        "政府采购没有诚信责任人",
        "政府采购合同没有写明责任单位或者责任人。",
        "明确采购的诚信责任单位和责任人,写入参与方。",
    ),
    en=(
        "procurement without person responsible",
        "The procurement contract names no responsible unit or person.",
        "Name who answers for honesty in the procurement among the parties.",
    ),
    clauses=_ANSWERING,
    confidence="inferred",
)
def nobody_responsible(statement: Statement, context: Context) -> Checked:
    """Procurement since the text has a responsibility system for honesty."""
    day = statement.get("made_on", statement.get("valid_from", ""))
    asked_for = _is_contract(statement) and in_its_time(context, day)
    if asked_for and _ANSWERABLE.isdisjoint(roles(statement)):
        yield Hit("/parties")


@record_rule(
    "GI-PRO-0002",
    types=("commitment",),
    needs=("domains", "stage"),
    zh=(
        "政府采购没有验收记载",
        "采购合同已到“{project_stage}”环节,没有履约验收的步骤。",
        "填写履约验收的步骤、日期和结果。",
    ),
    en=(
        "procurement without acceptance",
        "The contract has reached the stage '{project_stage}', and no acceptance of performance is stated.",
        "State the acceptance with day and outcome.",
    ),
    clauses=("xinzheng-2017/4.4.14b",),
    confidence="inferred",
)
def no_acceptance(statement: Statement, _context: Context) -> Checked:
    """A procurement contract that was carried out has been accepted or refused.

    One that stands at acceptance is still being accepted.
    """
    carried_out = statement["stage"] == "performance-evaluation" and _is_contract(statement)
    if carried_out and "contract-acceptance" not in steps_taken(statement):
        yield Hit("/steps", {"project_stage": statement["stage"]})


@record_rule(
    "GI-PRO-0003",
    types=("commitment",),
    needs=("domains", "steps"),
    zh=(
        "验收逾期或者未通过而没有理由",
        "履约验收的结果是“{step_outcome}”,没有说明理由。",
        "在步骤说明中写明理由;采购人拖延验收的,及时验收。",
    ),
    en=(
        "acceptance late or refused without ground",
        "The outcome of the acceptance is '{step_outcome}', and no ground is stated.",
        "State the ground in the note of the step; a purchaser who delays is to accept promptly.",
    ),
    clauses=("xinzheng-2017/4.4.14b",),
    confidence="inferred",
)
def refused_without_ground(statement: Statement, context: Context) -> Checked:
    """A purchaser who refuses or delays acceptance says why."""
    if _is_contract(statement):
        for index, row in each(statement, "steps"):
            outcome = row.get("outcome")
            silent = row["step"] == "contract-acceptance" and "note" not in row
            if silent and outcome in _TROUBLE and in_its_time(context, row.get("on", "")):
                yield Hit(f"/steps/{index}/outcome", {"step_outcome": outcome})


def _accepted(statement: Statement) -> str:
    """The last day of acceptance; empty where one is not told."""
    steps = [row for row in statement.get("steps", ()) if row["step"] == "contract-acceptance"]
    days = [row.get("until", row.get("on", "")) for row in steps if row.get("outcome") != "not-done"]
    return max(days, default="") if all(days) else ""


def _watched(type_: str, statement: Statement) -> Iterable[Claim]:
    """Contracts past acceptance; what inspections of purchasers are about, or else whom."""
    if type_ == "inspection":
        if "purchaser-credit" in statement["matters"]:
            yield from answers(statement)
            if not statement.get("about"):
                yield ("whole", statement["subject"], statement.get("done_on", "")), 0
    elif _is_contract(statement) and _past_acceptance(statement):
        day = statement.get("made_on", statement.get("valid_from", ""))
        yield ask(statement, statement["subject"], day, _accepted(statement))


@dataset_rule(
    "GI-PRO-0004",
    types=("commitment", "inspection"),
    gather=_watched,
    covers="inspection",
    zh=(
        "验收环节没有监督采购人",
        "采购合同已经验收,没有对采购人信用情况的监督。",
        "监督采购人在履约验收环节的信用情况,并报送检查结果。",
    ),
    en=(
        "purchaser not supervised at acceptance",
        "The contract was accepted, and nobody looked at the purchaser's conduct.",
        "Supervise the purchaser at acceptance and state the result.",
    ),
    clauses=_ACCEPTANCE,
    confidence="inferred",
    parts=having(inspection=("matters",), commitment=("domains",)),
)
def purchaser_not_watched(tallies: Tallies, context: Context) -> Iterable[Found]:
    """The purchaser's credit in performance and acceptance is supervised.

    An inspection that names no contract is one of the purchaser, for contracts made before it.
    """
    whole: dict[str, list[str]] = defaultdict(list)
    for (purchaser, done), _ in kept(tallies, "whole"):
        whole[purchaser].append(done)
    for (_, purchaser, made, accepted), tally in unanswered(tallies, context, "inspection"):
        watched = any(not done or not made or not before(done, made) for done in whole[purchaser])
        if not watched and in_its_time(context, accepted):
            yield Found(tally.last, Hit("/stage"))


def _answered_records(type_: str, statement: Statement) -> Iterable[Claim]:
    """Dishonesty in procurement; what sanctions are about, and cases that deal with it."""
    if type_ == "sanction" or (type_ == "case" and statement["kind"] in _DEALING):
        yield from answers(statement)
    elif statement.get("end_kind") == "revoked" or statement.get("form") in _DEALT_WITH:
        return  # nothing is left to be dealt with, or the document it rests on did so
    elif _FIELD in statement.get("domains", ()) or "procurement-violation" in statement.get("conducts", ()):
        yield asked(statement, "decided_on")


@dataset_rule(
    "GI-PRO-0005",
    types=("dishonesty_record", "sanction", "case"),
    gather=_answered_records,
    covers="sanction",
    zh=(
        "采购失信没有处理",
        "政府采购活动中的违法违规失信行为没有处理、曝光或者惩戒的记载。",
        "依法处理,并报送处理措施。",
    ),
    en=(
        "dishonesty in procurement not dealt with",
        "Nothing says that the dishonest conduct in procurement was handled, exposed or punished.",
        "Deal with it by law and state the measure.",
    ),
    clauses=_HANDLED,
    confidence="inferred",
    parts=having(sanction=("about",), case=("about",)),
)
def not_dealt_with(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Violations and dishonesty of purchasers are handled, exposed and punished by law."""
    for (_, _, decided), tally in unanswered(tallies, context, "sanction"):
        if in_its_time(context, decided):
            yield Found(tally.last, Hit("/subject"))


@record_rule(
    "GI-PRO-0006",
    types=("sanction",),
    zh=(
        "处理没有依据",
        "“{measure_kind}”没有写明依据。",
        "写明处理所依据的法律、法规或者规章及其条款。",
    ),
    en=(
        "handling without legal ground",
        "The '{measure_kind}' names no law that it rests on.",
        "Name the law, regulation or rule and its article.",
    ),
    clauses=_LAWFULLY,
    confidence="inferred",
    parts=lacking("basis"),
)
def handled_without_ground(_missing: object, statement: Statement, context: Context) -> Checked:
    """Purchasers and responsible persons are dealt with according to law."""
    if statement["kind"] == "handling" and in_its_time(context, statement.get("from", "")):
        yield Hit("/basis", {"measure_kind": statement["kind"]})
