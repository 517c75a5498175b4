"""Public-private partnership: who answers for the government side, when and for what, and records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from gov_integrity.periods.partial import bounds
from gov_integrity.rules.claims import answers, unanswered
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies
from gov_integrity.rules.links import asked
from gov_integrity.rules.listed import under
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_NAMED = ("gansu-2017/3.3.2b", "xinzheng-2017/4.4.15b")
_TRACED = ("alxa-2021/2.3.2d", "alxa-2021/annex.15", "gansu-2017/3.3.2c", "xinzheng-2017/4.4.15c")
_RECORDS = (
    "alxa-2021/2.3.2c",
    "alxa-2021/annex.15",
    "gansu-2017/3.3.2a",
    "xinzheng-2017/4.4.14d",
    "xinzheng-2017/4.4.15a",
)
_SHOWN = ("alxa-2021/2.3.2a", "alxa-2021/annex.15")
_ENTERED = ("gansu-2017/3.3.2d",)
_PURCHASES = ("xinzheng-2017/4.4.14d",)
_CONTRACTS = frozenset(
    {"contract", "agreement", "government-enterprise-agreement", "administrative-contract"}
)
_NUMBERS = frozenset({"project-code", "project-number"})
Row = Mapping[str, Any]


def _is_project(statement: Statement) -> bool:
    return statement["kind"] in _CONTRACTS and "ppp" in statement["domains"]


def _persons(statement: Statement) -> list[tuple[int, Row]]:
    return [
        (index, row) for index, row in each(statement, "parties") if row["role"] == "government-side-person"
    ]


@record_rule(
    "GI-PPP-0001",
    types=("commitment",),
    needs=("domains",),
    zh=(
        "合作项目没有政府方责任人",
        "政府和社会资本合作项目没有明确政府方责任人。",
        "明确项目政府方责任人,写入参与方。",
    ),
    en=(
        "partnership without government-side person",
        "The partnership names no responsible person on the government side.",
        "Name the person among the parties.",
    ),
    clauses=_NAMED,
)
def no_person(statement: Statement, _context: Context) -> Checked:
    """Every project names the responsible person of the government side."""
    if _is_project(statement) and not _persons(statement):
        yield Hit("/parties")


@record_rule(
    "GI-PPP-0002",
    types=("commitment",),
    needs=("domains", "stage"),
    zh=(
        "合作项目的环节没有诚信职责",
        "项目已到“{project_stage}”环节,没有写明政府方责任人在该环节的诚信职责。",
        "在政府方责任人的行中写明环节和职责。",
    ),
    en=(
        "stage of a partnership without duty",
        "No duty of the government-side person is stated for the stage '{project_stage}', which was reached.",
        "State stage and duty in the row of the government-side person.",
    ),
    clauses=_NAMED,
    confidence="inferred",
)
def stage_without_duty(statement: Statement, context: Context) -> Checked:
    """The person's duties are laid down for every stage that the project has reached."""
    if not _is_project(statement) or context.profile is None:
        return
    order = [entry.code for entry in context.profile.section("ppp-stage")]
    if statement["stage"] not in order:
        return
    given = {row.get("stage") for _, row in _persons(statement) if "duty" in row}
    for stage in order[: order.index(statement["stage"]) + 1]:
        if stage not in given:
            yield Hit("/parties", {"project_stage": stage})


@record_rule(
    "GI-PPP-0003",
    types=("commitment",),
    needs=("domains", "parties"),
    zh=(
        "政府方责任人没有起始日期",
        "政府方责任人没有写明何时起任责任人,项目责任无法回溯。",
        "填写担任责任人的起止日期;前任也要列明。",
    ),
    en=(
        "government-side person without first day",
        "The row does not say from when the person answered for the project; it cannot be traced back.",
        "State from when and until when; keep the rows of those who came before.",
    ),
    clauses=_TRACED,
    confidence="inferred",
)
def person_without_date(statement: Statement, _context: Context) -> Checked:
    """Responsibility for a project can be traced back after a change of post."""
    if _is_project(statement):
        for index, row in _persons(statement):
            if "from" not in row:
                yield Hit(f"/parties/{index}/from")


@record_rule(
    "GI-PPP-0004",
    types=("commitment",),
    needs=("domains", "parties"),
    zh=(
        "有一段时间没有政府方责任人",
        "到 {until} 为止有责任人,下一任从 {sample} 开始,中间没有责任人。",
        "补填中间的责任人,或者更正起止日期。",
    ),
    en=(
        "time without government-side person",
        "Somebody answered until {until}, the next from {sample}; nobody answers for the days between.",
        "Add the person for those days or correct the dates.",
    ),
    clauses=_TRACED,
    confidence="inferred",
)
def time_without_person(statement: Statement, _context: Context) -> Checked:
    """For every day of the project the responsible person can be found."""
    if not _is_project(statement):
        return
    rows = [(index, row) for index, row in _persons(statement) if "from" in row and "stage" not in row]
    rows.sort(key=lambda item: bounds(item[1]["from"]))
    covered: date | None = None
    for index, row in rows:
        if covered is not None and bounds(row["from"])[0] - covered > timedelta(days=1):
            yield Hit(f"/parties/{index}/from", {"until": covered.isoformat()}, row["from"])
        if "until" not in row:
            return
        last = bounds(row["until"])[1]
        covered = max(covered or last, last)


@record_rule(
    "GI-PPP-0005",
    types=("dishonesty_record",),
    needs=("domains",),
    zh=(
        "项目的失信记录没有指明项目",
        "“{domain}”领域的失信记录没有指明合同或者项目编号。",
        "在相关陈述中指明合同,或者在编号中填写项目编号、项目代码。",
    ),
    en=(
        "record of a project does not name the project",
        "The record in the field '{domain}' names neither contract nor project number.",
        "Name the contract in the statements concerned, or give the project number or code.",
    ),
    clauses=_RECORDS,
    confidence="inferred",
    parts=lacking("about"),
)
def record_without_project(_missing: object, statement: Statement, context: Context) -> Checked:
    """Dishonesty in a partnership, and where the text says so in a purchase, is recorded with the project."""
    projects = {"ppp", "government-procurement"} if under(context, _PURCHASES) else {"ppp"}
    found = sorted(projects.intersection(statement["domains"]))
    if found and not any(row["scheme"] in _NUMBERS for row in statement.get("identifiers", ())):
        yield Hit("/about", {"domain": found[0]})


def _made_public(type_: str, statement: Statement) -> Iterable[Claim]:
    """Partnership records, and what publications of dishonesty records are about."""
    if type_ == "dishonesty_record":
        if "ppp" in statement["domains"]:
            yield asked(statement, "decided_on")
    elif "dishonesty-record" in statement.get("kinds", ("dishonesty-record",)):
        yield from answers(statement)


@dataset_rule(
    "GI-PPP-0006",
    types=("dishonesty_record", "publication"),
    gather=_made_public,
    covers="publication",
    zh=(
        "合作项目的政府失信行为没有公示",
        "政府和社会资本合作项目的失信记录没有公示,也没有写明不公开的事由。",
        "依法公示;依法不公开的,报送写明事由的公开陈述。",
    ),
    en=(
        "dishonesty in a partnership not made public",
        "The record was not made public, and no ground for withholding it is stated.",
        "Make it public; where the law withholds it, state the ground in a publication statement.",
    ),
    clauses=_SHOWN,
    severity="warning",
    parts=having(dishonesty_record=("domains",), publication=("about",)),
)
def record_not_public(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Government dishonesty in partnership projects is made public."""
    for _, tally in unanswered(tallies, context, "publication"):
        yield Found(tally.last, Hit("/domains"))


@record_rule(
    "GI-PPP-0007",
    types=("commitment",),
    needs=("domains", "performances"),
    zh=(
        "合作项目没有写明实施成效",
        "政府和社会资本合作项目的履约情况没有写明实施成效。",
        "填写该次履行的实施成效。",
    ),
    en=(
        "partnership without effect",
        "The performance of the partnership states no effect.",
        "State the effect with the performance.",
    ),
    clauses=_ENTERED,
    confidence="inferred",
)
def no_effect(statement: Statement, _context: Context) -> Checked:
    """Performance and effect of a project both count for the person responsible."""
    if _is_project(statement):
        for index, row in each(statement, "performances"):
            if row["state"] in {"full", "partial"} and "effect" not in row:
                yield Hit(f"/performances/{index}")


def _archived(type_: str, statement: Statement) -> Iterable[Claim]:
    """Partnerships that were performed, and what entries into archives are about."""
    if type_ == "commitment":
        if _is_project(statement):
            yield asked(statement, "made_on", "valid_from")
    elif statement["operation"] in {"enter-archive", "record"}:
        yield from answers(statement)


@dataset_rule(
    "GI-PPP-0008",
    types=("commitment", "handling"),
    gather=_archived,
    covers="handling",
    zh=(
        "合作项目履约情况没有计入责任人信用记录",
        "政府和社会资本合作项目的履约情况没有纳入政府方责任人的信用记录。",
        "将守信履约情况与实施成效纳入责任人信用记录,并报送入档操作。",
    ),
    en=(
        "performance of a partnership not entered for the person",
        "The performance of the partnership was not entered in the record of the government-side person.",
        "Enter performance and effect in the person's credit record and state the entry.",
    ),
    clauses=_ENTERED,
    parts=having(commitment=("domains", "performances"), handling=("about",)),
)
def not_entered(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Performance and effect of a project enter the credit record of the government-side person."""
    for _, tally in unanswered(tallies, context, "handling"):
        yield Found(tally.last, Hit("/performances"))
