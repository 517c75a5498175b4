"""Public-private partnership: who answers for the government side, when and for what, and records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from gov_integrity.periods.partial import bounds
from gov_integrity.rules.claims import answers, ask, unanswered
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept
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
_CARRIED_OUT = frozenset({"acceptance", "performance-evaluation"})
"""Stages behind all those that the text names."""
_NUMBERS = frozenset({"project-code", "project-number"})
_PERFORMED = frozenset({"full", "partial"})
Row = Mapping[str, Any]


def _is_project(statement: Statement) -> bool:
    return statement["kind"] in _CONTRACTS and "ppp" in statement["domains"]


def _persons(statement: Statement) -> list[tuple[int, Row]]:
    return [
        (index, row) for index, row in each(statement, "parties") if row["role"] == "government-side-person"
    ]


def _who(row: Row) -> tuple[str, object]:
    """The person of a row by id, else by name, else by the row itself."""
    return next(((name, row[name]) for name in ("party", "name") if name in row), ("no", row["no"]))


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
def no_person(statement: Statement, context: Context) -> Checked:
    """Every project that did not end before the text names the responsible person of the government side."""
    lasts = in_its_time(context, statement.get("valid_until", ""))
    if lasts and _is_project(statement) and not _persons(statement):
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
    now = order[-1] if order and statement["stage"] in _CARRIED_OUT else statement["stage"]
    if now not in order or not in_its_time(context, statement.get("valid_until", "")):
        return
    given = {row.get("stage") for _, row in _persons(statement) if "duty" in row}
    for stage in order[: order.index(now) + 1]:
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
def person_without_date(statement: Statement, context: Context) -> Checked:
    """Responsibility for a project can be traced back after a change of post.

    Of several rows of one person, as of one a stage, one tells the day.
    """
    if _is_project(statement):
        rows = _persons(statement)
        dated = {_who(row) for _, row in rows if "from" in row}
        for index, row in rows:
            if _who(row) not in dated and in_its_time(context, row.get("until", "")):
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
def time_without_person(statement: Statement, context: Context) -> Checked:
    """For every day of the project since the text the responsible person can be found."""
    if not _is_project(statement):
        return
    rows = [(index, row) for index, row in _persons(statement) if "from" in row and "stage" not in row]
    rows.sort(key=lambda item: bounds(item[1]["from"]))
    covered: date | None = None
    for index, row in rows:
        gap = covered is not None and bounds(row["from"])[0] - covered > timedelta(days=1)
        if covered is not None and gap and in_its_time(context, row["from"]):
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
    """Partnership records, persons, and what publications of dishonesty records are about."""
    if type_ == "person":
        yield ("person", statement["id"]), 0
    elif type_ == "dishonesty_record":
        if "ppp" in statement["domains"] and statement.get("end_kind") != "revoked":
            yield ("of", statement["subject"], statement["id"], statement.get("decided_on", "")), 0
    elif "dishonesty-record" in statement.get("kinds", ("dishonesty-record",)):
        yield from answers(statement)


@dataset_rule(
    "GI-PPP-0006",
    types=("dishonesty_record", "publication", "person"),
    gather=_made_public,
    late=("person",),
    asked_by="of",
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
    """Government dishonesty in partnership projects is made public; a natural person's record is not."""
    public = {key[0] for key, _ in kept(tallies, "answer")}
    for (subject, ident, day), tally in kept(tallies, "of"):
        if ident in public or ("person", subject) in tallies or not in_its_time(context, day):
            continue
        if declared(context, "publication", subject, day):
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
def no_effect(statement: Statement, context: Context) -> Checked:
    """Performance and effect of a project both count for the person responsible; a payment has no effect."""
    if _is_project(statement):
        owed = statement.get("obligations", ())
        payments = {row["no"] for row in owed if row["kind"] == "payment"}
        for index, row in each(statement, "performances"):
            told = "effect" in row or row.get("obligation_no") in payments
            if row["state"] in _PERFORMED and not told and in_its_time(context, row.get("on", "")):
                yield Hit(f"/performances/{index}")


def _archived(type_: str, statement: Statement) -> Iterable[Claim]:
    """Partnerships with the last day on which they were performed; what entries into archives are about."""
    if type_ == "commitment":
        days = [row.get("on", "") for row in statement["performances"] if row["state"] != "none"]
        if days and _is_project(statement):
            last = max(days) if all(days) else ""
            begun = statement.get("made_on", statement.get("valid_from", ""))
            yield ask(statement, statement["subject"], last or begun, last)
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
    for (*_, last), tally in unanswered(tallies, context, "handling"):
        if in_its_time(context, last):
            yield Found(tally.last, Hit("/performances"))
