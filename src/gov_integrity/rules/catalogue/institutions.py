"""What has to be set up: implementing rules, rules in every area, legal advisers, models and pilots."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from gov_integrity.periods.partial import after
from gov_integrity.rules.facts import (
    Tallies,
    bulk_only,
    declared,
    due_day,
    in_its_time,
    kept,
    over,
    roles,
    sourced,
    steps_taken,
)
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Shape, Statement

_DETAILED = ("alxa-2021/3.2d",)
_AREAS = ("gansu-2017/3.4b", "weidu-2022/4.3a")
_DATED = ("gansu-2017/3.4b",)
_ADVISERS = ("xinzheng-2017/4.3.10d",)
_PILOTS = ("alxa-2021/2.2.8a",)
_MODELS = ("xinzheng-2017/4.2.9a",)
_ADOPTERS = frozenset({"responsible-unit", "lead-unit", "deciding-body", "joint-author"})


def _detailed(type_: str, statement: Statement) -> Iterable[Claim]:
    """Bodies that need implementing rules, and bodies that have them."""
    if type_ == "organisation":
        county = statement["kind"] == "government" and statement.get("level") == "county"
        if county or statement["kind"] in {"department", "zone-committee"}:
            yield ("unit", statement["id"], statement.get("until", "")), 0
    elif any(row["kind"] == "implementing-rules" for row in statement["deliverables"]):
        parties = statement.get("parties", ())
        found = {row["party"] for row in parties if row["role"] in _ADOPTERS and "party" in row}
        for body in {statement["stated_by"], *found}:
            yield ("made", body), 0


@dataset_rule(
    "GI-REG-0001",
    types=("organisation", "task"),
    covers="task",
    gather=_detailed,
    zh=(
        "没有制定实施细则",
        "该旗区或者部门没有制定具体实施细则。",
        "制定实施细则,作为任务的工作成果报送。",
    ),
    en=(
        "no implementing rules",
        "The banner, zone or department has made no detailed implementing rules.",
        "Make them and submit them as a deliverable of a task.",
    ),
    clauses=_DETAILED,
    parts=having(task=("deliverables",)),
)
def no_implementing_rules(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Each banner, zone and department works out detailed implementing rules; none that is no more."""
    made = {body for (body,), _ in kept(tallies, "made")}
    for (body, until), tally in kept(tallies, "unit"):
        ended = over(until, context)
        if body not in made and not ended and declared(context, "task", body):
            yield Found(tally.last, Hit())


def _areas(statement: Statement) -> Iterable[Claim]:
    """Areas of tasks with their last day, and with the day on which they were done."""
    yield ("any",), 0
    for area in statement.get("areas", ()):
        yield ("area", area, statement.get("due_on", "")), 0
        if "done_on" in statement:
            yield ("area", area, statement["done_on"]), 0


def _own_areas(context: Context, clauses: tuple[str, ...]) -> frozenset[str]:
    """Areas that the profile's own clauses name."""
    lineage = context.profile.chain if context.profile else ()
    return sourced("task-area", tuple(one for one in clauses if one.partition("/")[0] in lineage))


@dataset_rule(
    "GI-REG-0002",
    types=("task",),
    covers="task",
    gather=_areas,
    zh=(
        "缺少某一领域的制度建设任务",
        "没有任何任务属于“{task_area}”领域。",
        "安排该领域的制度建设任务;已有任务的,在任务领域中填明。",
    ),
    en=(
        "no task in an area where rules have to be made",
        "No task belongs to the area '{task_area}'.",
        "Set a task to make the rules of that area; if there is one, state its area.",
    ),
    clauses=_AREAS,
    confidence="inferred",
)
def area_without_task(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Rules are made in every area that the text names."""
    if declared(context, "task"):
        present = {area for (area, _), _ in kept(tallies, "area")}
        for _, tally in kept(tallies, "any"):
            for area in sorted(_own_areas(context, _AREAS) - present):
                yield Found(tally.first, Hit("/areas", {"task_area": area}))


@dataset_rule(
    "GI-REG-0003",
    types=("task",),
    covers="task",
    gather=_areas,
    zh=(
        "制度建设任务的期限过晚",
        "“{task_area}”领域的任务都在 {due} 之后完成,文件要求在该日以前建立制度。",
        "把该领域的制度建设任务提前到期限之内。",
    ),
    en=(
        "task to make rules is set too late",
        "Every task in the area '{task_area}' is due after {due}, the day the text sets for the rules.",
        "Bring the task of that area forward into the time set.",
    ),
    clauses=_DATED,
    confidence="inferred",
)
def area_task_too_late(tallies: Tallies, context: Context) -> Iterable[Found]:
    """The rules of each area are to be there by the day the text sets."""
    due = due_day(context, "gansu-tasks-2018", context.as_of.isoformat())
    if due is None or not declared(context, "task"):
        return
    in_time: set[str] = set()
    late: dict[str, object] = {}
    for (area, day), tally in kept(tallies, "area"):
        if day and after(day, due):
            late.setdefault(area, tally.first)
        else:
            in_time.add(area)
    for area in sorted(_own_areas(context, _DATED) & late.keys() - in_time):
        yield Found(late[area], Hit("/due_on", {"task_area": area, "due": due.isoformat()}))


def _advising(shape: Shape) -> Collection[str]:
    """Advice is told by the steps and parties of a decision; a body may be without any of both."""
    return {"steps", "parties"}.intersection(shape.fields) if shape.type == "decision" else (shape.type,)


def _advisers(_shown: object, statement: Statement) -> Iterable[Claim]:
    """Governments and departments without a legal adviser; bodies that had a legal opinion given."""
    if statement["type"] == "decision":
        if "legal-opinion" in steps_taken(statement) or "legal-adviser" in roles(statement):
            yield ("advised", statement["subject"]), 0
    elif statement["kind"] in {"government", "department"} and "legal-adviser" not in roles(statement):
        yield ("without", statement["id"], statement.get("until", "")), 0


@dataset_rule(
    "GI-REG-0004",
    types=("organisation", "decision"),
    covers="organisation",
    gather=_advisers,
    zh=(
        "没有法律顾问",
        "该政府或者部门没有列明法律顾问,其决定也没有法律顾问意见。",
        "聘请法律顾问,并在该单位的参与方中列明。",
    ),
    en=(
        "no legal adviser",
        "The government or department names no legal adviser and none advised on its decisions.",
        "Appoint a legal adviser and list the adviser as a party of the body.",
    ),
    clauses=_ADVISERS,
    confidence="inferred",
    parts=_advising,
)
def no_legal_adviser(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Governments and their departments have legal advisers, as long as they are there."""
    advised = {body for (body,), _ in kept(tallies, "advised")}
    for (body, until), tally in kept(tallies, "without"):
        ended = over(until, context)
        if body not in advised and not ended and declared(context, "organisation", body):
            yield Found(tally.last, Hit("/parties"))


@record_rule(
    "GI-DEM-0001",
    types=("honesty_record",),
    zh=(
        "示范创新试点没有申请",
        "“{honesty_kind}”没有记载申请及其日期。",
        "在办理步骤中补填申请及其日期。",
    ),
    en=(
        "pilot without an application",
        "The '{honesty_kind}' states no application.",
        "State the application with its date among the steps.",
    ),
    clauses=_PILOTS,
    strength="encourage",
)
def pilot_without_application(statement: Statement, _context: Context) -> Checked:
    """Those able to do so apply for pilot status; taking part is voluntary."""
    if statement["kind"] in sourced("honesty-kind", _PILOTS) and "application" not in steps_taken(statement):
        yield Hit("/steps", {"honesty_kind": statement["kind"]})


def _models(type_: str, statement: Statement) -> Iterable[Claim]:
    """Models that were named, and what is published."""
    if type_ == "publication":
        if statement.get("state") != "withheld" and not bulk_only(statement):
            for target in statement["about"]:
                yield ("shown", target), 0
    elif statement["kind"] in sourced("honesty-kind", _MODELS) and statement.get("state", "named") == "named":
        key = (statement["id"], statement["kind"], statement["stated_by"], statement.get("awarded_on", ""))
        yield ("model", *key), 0


@dataset_rule(
    "GI-DEM-0002",
    types=("honesty_record", "publication"),
    covers="publication",
    gather=_models,
    zh=(
        "先进典型没有宣传",
        "确定的“{honesty_kind}”没有任何公开宣传。",
        "宣传该典型,并在公开信息的相关陈述中指明。",
    ),
    en=(
        "model was not made known",
        "Nothing is published about this '{honesty_kind}'.",
        "Make the model known and name it among the statements the publication is about.",
    ),
    clauses=_MODELS,
    strength="encourage",
    confidence="inferred",
    parts=having(publication=("about",)),
)
def model_not_publicised(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Model departments and persons are cultivated and made known."""
    shown = {target for (target,), _ in kept(tallies, "shown")}
    for (ident, kind, body, day), tally in kept(tallies, "model"):
        if ident in shown or not in_its_time(context, day):
            continue
        if declared(context, "publication", body, day):
            yield Found(tally.last, Hit("", {"honesty_kind": kind}))
