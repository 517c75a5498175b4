"""Who leads the work: leading groups, meetings, work plans, coordination of breaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gov_integrity.findings import Param
from gov_integrity.periods.partial import after, before
from gov_integrity.rules.facts import Tallies, declared, kept, over
from gov_integrity.rules.listed import under
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_PLANNING = frozenset({"township", "sub-district", "zone-committee"})
_PLANS = frozenset({"plan", "implementation-measures"})
_MEETINGS = {"joint-meeting": ("alxa-2021/3.2e",), "discussion-meeting": ("xinzheng-2017/5.3b",)}
_DEPARTMENTS = frozenset({"assisting-unit", "joint-department", "responsible-unit", "mediator"})


def _in_office(row: Mapping[str, Any], day: date) -> bool:
    """Whether the part may be played on that day."""
    left = "until" in row and before(row["until"], day)
    return not left and not ("from" in row and after(row["from"], day))


def _all_day(row: Mapping[str, Any], day: date) -> bool:
    """Whether the part is played on that day on every reading, and is not handed over then."""
    stays = "until" not in row or after(row["until"], day)
    return stays and ("from" not in row or before(row["from"], day))


@record_rule(
    "GI-LED-0001",
    types=("organisation", "task"),
    needs=("parties",),
    zh=(
        "领导小组的组成不完整",
        "现有组长 {heads} 名、副组长 {deputies} 名、成员 {members} 名;应当有一名组长,并有副组长和成员。",
        "补全领导小组的组长、副组长和成员;已经卸任的,填写截止日期。",
    ),
    en=(
        "leading group is not complete",
        "Heads: {heads}, deputies: {deputies}, members: {members}; one head and some of each are needed.",
        "Complete head, deputies and members; give the last day of those who have left.",
    ),
    clauses=("weidu-2022/4.1",),
    confidence="inferred",
)
def group_incomplete(statement: Statement, context: Context) -> Checked:
    """A leading group has one head, deputy heads and members; who left or is yet to come is not counted."""
    rows = [row for row in statement["parties"] if _in_office(row, context.as_of)]
    found = Counter(row["role"] for row in rows)
    heads, deputies, members = (found[f"group-{part}"] for part in ("head", "deputy-head", "member"))
    sure = sum(row["role"] == "group-head" and _all_day(row, context.as_of) for row in rows)
    if (heads or deputies or members) and not (sure <= 1 <= heads and deputies and members):
        params: dict[str, Param] = {"heads": heads, "deputies": deputies, "members": members}
        yield Hit("/parties", params)


@record_rule(
    "GI-LED-0002",
    types=("activity",),
    zh=(
        "会议没有结果",
        "“{activity_kind}”没有写明分析研判的结果或者征求到的意见。",
        "在活动结果中写明分析研判的结论或者征求到的意见。",
    ),
    en=(
        "meeting without result",
        "The '{activity_kind}' states neither an analysis nor the opinions gathered.",
        "State the conclusions or the opinions gathered as the result of the activity.",
    ),
    clauses=tuple(clause for clauses in _MEETINGS.values() for clause in clauses),
    confidence="inferred",
    parts=lacking("result"),
)
def meeting_without_result(_missing: object, statement: Statement, context: Context) -> Checked:
    """Joint meetings analyse the state of the work; discussion meetings gather opinions: each in its text."""
    if under(context, _MEETINGS.get(statement["kind"], ())):
        yield Hit("/result", {"activity_kind": statement["kind"]})


def _planners(type_: str, statement: Statement) -> Iterable[Claim]:
    """Grassroots bodies, and bodies that have issued a plan."""
    if type_ == "organisation":
        if statement["kind"] in _PLANNING:
            yield ("body", statement["id"], statement["name"], statement.get("until", "")), 0
    elif any(row["kind"] in _PLANS for row in statement["deliverables"]):
        named = [row["party"] for row in statement.get("parties", ()) if "party" in row]
        for body in (statement["stated_by"], *named):
            yield ("plan", body), 0


@dataset_rule(
    "GI-LED-0003",
    types=("organisation", "task"),
    gather=_planners,
    covers="task",
    zh=(
        "没有出台工作方案或者实施办法",
        "“{body}”没有出台政务诚信建设的工作方案或者实施办法。",
        "研究出台工作方案或者实施办法,并列入任务的工作成果。",
    ),
    en=(
        "no work plan and no implementation measures",
        "'{body}' has issued neither a work plan nor implementation measures.",
        "Issue a plan or measures and state them among the deliverables of the task.",
    ),
    clauses=("xinzheng-2017/5.1a",),
    parts=having(task=("deliverables",)),
)
def no_work_plan(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Townships, sub-districts and zone committees issue a work plan and implementation measures."""
    for (body, name, until), tally in kept(tallies, "body"):
        if ("plan", body) not in tallies and not over(until, context) and declared(context, "task", body):
            yield Found(tally.first, Hit("", {"body": name}))


@record_rule(
    "GI-LED-0004",
    types=("case",),
    zh=(
        "违约事件协调处理的参与方不全",
        "协调处理有分管领导 {leads} 名、参与部门 {departments} 个、专业机构 {professionals} 个。",
        "由一名分管领导牵头,并请相关部门和专业机构参与;已经参与的,补填参与方。",
    ),
    en=(
        "coordination of a breach lacks participants",
        "Leading officials: {leads}, departments: {departments}, professional bodies: {professionals}.",
        "Let one official in charge lead, with departments and a professional body; add those who took part.",
    ),
    clauses=("xinzheng-2017/4.3.12h",),
    strength="explore",
)
def coordination_incomplete(statement: Statement, _context: Context) -> Checked:
    """A breach by government is settled by an official in charge with departments and professional bodies."""
    if statement["kind"] != "breach-coordination":
        return
    rows = [row["role"] for row in statement.get("parties", ())]
    leads, professionals = rows.count("lead-official"), rows.count("professional-body")
    departments = sum(role in _DEPARTMENTS for role in rows)
    if leads != 1 or not departments or not professionals:
        params: dict[str, Param] = {
            "leads": leads,
            "departments": departments,
            "professionals": professionals,
        }
        yield Hit("/parties", params)
