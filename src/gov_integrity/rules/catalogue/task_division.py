"""Division of work: who answers for a task, whether the plan is complete, and whether dates are kept."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.findings import Param
from gov_integrity.periods.partial import after, before
from gov_integrity.policy import Profile, Task
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, roles
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_GOALS = ("xinzheng-2017/3.1a", "xinzheng-2017/3.1b", "xinzheng-2017/4.3.11k")
_ANSWERING = frozenset({"responsible-unit", "lead-unit"})
_APPROVED = frozenset({"authority", "procedure"})
_UNFINISHED = frozenset({"not-begun", "under-way"})


def _planned_for(statement: Statement, context: Context) -> tuple[Task, ...]:
    """The profile's tasks that the statement restates: it cites the text and has the number."""
    profile = context.profile
    if profile is None or "number" not in statement:
        return ()
    cited = {row["document"] for row in statement.get("basis", ())}
    if not cited & {profile.id, profile.head.document}:
        return ()
    number = statement["number"]
    return tuple(task for task in profile.tasks if task.origin == profile.id and task.number == number)


@record_rule(
    "GI-TSK-0001",
    types=("task",),
    zh=(
        "任务没有责任单位",
        "任务没有写明责任单位或者牵头单位。",
        "在参与方中写明责任单位;牵头和配合单位分别列明。",
    ),
    en=(
        "task without responsible unit",
        "The task names no responsible or leading unit.",
        "Name the responsible unit among the parties; leading and assisting units in rows of their own.",
    ),
    clauses=("alxa-2021/annex.0b", "xinzheng-2017/5.3c"),
)
def no_responsible_unit(statement: Statement, context: Context) -> Checked:
    """Every task of the plan that was not dropped has someone who answers for it."""
    day = statement.get("done_on") or statement.get("due_on", "")
    meant = statement.get("state") != "dropped" and in_its_time(context, day)
    if meant and not roles(statement) & _ANSWERING:
        yield Hit("/parties")


@record_rule(
    "GI-TSK-0002",
    types=("task",),
    needs=("number", "basis"),
    zh=(
        "文件定有责任单位而任务没有写明",
        "文件把第 {number} 项任务交由{units},任务没有写明责任单位。",
        "按文件补填责任单位或者牵头单位。",
    ),
    en=(
        "the text names who is responsible, the task does not",
        "The text gives task {number} to {units}; the statement names no responsible unit.",
        "Name the responsible or leading unit as in the text.",
    ),
    clauses=("gansu-2017/4.1", "gansu-2017/4.2a"),
)
def planned_unit_missing(statement: Statement, context: Context) -> Checked:
    """A task that the text gives to a unit is restated with a responsible unit."""
    if roles(statement) & _ANSWERING:
        return
    units = [unit for task in _planned_for(statement, context) for unit in task.lead]
    if units:
        yield Hit("/parties", {"number": statement["number"], "units": "、".join(dict.fromkeys(units))})


@record_rule(
    "GI-TSK-0003",
    types=("task",),
    needs=("due_on", "state"),
    zh=(
        "任务逾期未完成",
        "任务应当在 {sample} 前完成,现在的状态是“{task_state}”。",
        "抓紧完成;已经完成的,更新任务状态并填写完成日期。",
    ),
    en=(
        "task overdue",
        "The task was to be done by {sample}; its state is '{task_state}'.",
        "Finish it; if it is done, update its state and give the day.",
    ),
    clauses=_GOALS,
    laws=(Law("GIDS", "GIDS-TSK-001"),),
    severity="warning",
)
def overdue(statement: Statement, context: Context) -> Checked:
    """A dated task is done by its day."""
    if statement["state"] in _UNFINISHED and before(statement["due_on"], context.as_of):
        yield Hit("/due_on", {"task_state": statement["state"]}, statement["due_on"])


@record_rule(
    "GI-TSK-0004",
    types=("task",),
    needs=("due_on",),
    zh=(
        "到期的任务没有写明状态",
        "任务的完成期限是 {sample},到期后没有写明是否完成。",
        "填写任务状态;已经完成的,同时填写完成日期。",
    ),
    en=(
        "task fell due and its state is not stated",
        "The task was to be done by {sample}; nothing says whether it was.",
        "State how far it is, and the day when it was done.",
    ),
    clauses=("xinzheng-2017/5.3c",),
    laws=(Law("GIDS", "GIDS-TSK-002"),),
    severity="info",
    parts=lacking("state", "done_on"),
)
def state_unknown(_missing: object, statement: Statement, context: Context) -> Checked:
    """Whether a dated task was carried out can be seen."""
    if before(statement["due_on"], context.as_of):
        yield Hit("/state", {}, statement["due_on"])


@record_rule(
    "GI-TSK-0005",
    types=("task",),
    needs=("due_on",),
    zh=(
        "任务逾期完成",
        "完成或者建成的日期 {sample} 晚于期限 {due_on}。",
        "核对日期;确属逾期的,在备注中说明原因。",
    ),
    en=(
        "task done late",
        "It was done on {sample}, after the deadline of {due_on}.",
        "Check the dates; if it was late, say why in the remarks.",
    ),
    clauses=_GOALS,
    laws=(Law("GIDS", "GIDS-TSK-003"),),
    severity="warning",
)
def done_late(statement: Statement, _context: Context) -> Checked:
    """A task and what it was to bring about come by the day that was set."""
    limit = statement["due_on"]
    if "done_on" in statement and after(statement["done_on"], limit):
        yield Hit("/done_on", {"due_on": limit}, statement["done_on"])
    rows = statement.get("deliverables", ())
    issued = (row for row in rows if "issued_on" in row and row.get("state") != "draft")
    in_time = {row["title"] for row in issued if not after(row["issued_on"], limit)}
    for index, row in each(statement, "deliverables"):
        # What was there in time may be issued anew later.
        if "issued_on" in row and row["title"] not in in_time and after(row["issued_on"], limit):
            yield Hit(f"/deliverables/{index}/issued_on", {"due_on": limit}, row["issued_on"])


@record_rule(
    "GI-TSK-0006",
    types=("task",),
    needs=("due_on", "number", "basis"),
    zh=(
        "任务期限晚于文件规定",
        "文件规定第 {number} 项任务的期限是 {planned_on},任务写的是 {sample}。",
        "按文件更正期限;经批准延期的,在依据中写明批准文件,依据作用填法定程序。",
    ),
    en=(
        "deadline later than the text allows",
        "The text sets {planned_on} for task {number}; the statement has {sample}.",
        "Correct the deadline; if an extension was approved, cite the approval with the role procedure.",
    ),
    clauses=_GOALS,
    severity="warning",
)
def later_than_planned(statement: Statement, context: Context) -> Checked:
    """A restated task keeps the date of its text, unless more time was approved."""
    if any(row.get("role") in _APPROVED for row in statement["basis"]):
        return
    days = [task.due_on for task in _planned_for(statement, context) if task.due_on]
    if days and after(statement["due_on"], max(days)):
        params = {"number": statement["number"], "planned_on": max(days).isoformat()}
        yield Hit("/due_on", params, statement["due_on"])


_SOME_PLAN = ""
"""Document of a task that cites none: it may belong to any plan."""


def _numbers(_type: str, statement: Statement) -> Iterable[Claim]:
    """Numbered tasks by the first document they cite, with who states them; revisions of one are one task."""
    number, basis = statement.get("number", ""), statement.get("basis", ())
    document = basis[0]["document"] if basis else _SOME_PLAN
    if basis and number.isascii() and number.isdigit():
        yield ("task", document, int(number), statement["stated_by"], statement["id"]), 0
    else:
        yield ("loose", document), 0


@dataset_rule(
    "GI-TSK-0007",
    types=("task",),
    gather=_numbers,
    covers="task",
    zh=(
        "任务序号重复或者缺号",
        "方案“{document}”的任务序号不连续:第 {number} 项应当有一项,现有 {count} 项。",
        "对照方案的任务分工表逐项核对,更正序号,补报缺少的任务。",
    ),
    en=(
        "task number missing or used twice",
        "The numbers of the tasks of '{document}' do not run on: number {number} stands {count} times.",
        "Compare with the table of the plan, correct the numbers and add the missing tasks.",
    ),
    clauses=("alxa-2021/annex.0b",),
    parts=having(),
)
def numbers_do_not_run_on(tallies: Tallies, context: Context) -> Iterable[Found]:
    """The tasks of a plan are numbered from 1 without gap, to the last that the text has in its annex.

    Several bodies may state the same task as theirs. A gap shows only where all tasks are declared complete
    and numbered.
    """
    plans: dict[str, dict[int, object]] = {}
    same: dict[tuple[str, int, str], list[object]] = {}
    for (document, number, by, _), tally in kept(tallies, "task"):
        plans.setdefault(document, {})[int(number)] = tally.last
        same.setdefault((document, int(number), by), []).append(tally.last)
    for (document, wanted, _), places in same.items():
        if len(places) > 1:
            yield _number(document, wanted, len(places), places[-1])
    for document, numbers in plans.items():
        if not declared(context, "task", since=_first_day(context, document)):
            continue
        if ("loose", document) in tallies or ("loose", _SOME_PLAN) in tallies:
            continue  # the number that is missing may be theirs
        last = max(numbers)
        for wanted in range(1, max(last, _annex_length(context, document)) + 1):
            if wanted not in numbers:
                yield _number(document, wanted, 0, numbers[last])


def _own(context: Context, document: str) -> Profile | None:
    """The profile where it is this document."""
    profile = context.profile
    return profile if profile and document in {profile.id, profile.head.document} else None


def _first_day(context: Context, document: str) -> str:
    """The day from which a plan has tasks; empty where it is not known."""
    profile = _own(context, document)
    return profile.head.in_force_from.isoformat() if profile else ""


def _annex_length(context: Context, document: str) -> int:
    profile = _own(context, document)
    return len(profile.part("annex").tasks) if profile else 0


def _number(document: str, number: int, count: int, where: object) -> Found:
    params: dict[str, Param] = {"document": document, "number": number, "count": count}
    return Found(where, Hit("/number", params, str(number)))


def _leads(type_: str, statement: Statement) -> Iterable[Claim]:
    """Who collects and who publishes dishonesty records."""
    collects = type_ == "handling" and statement["operation"] == "collect"
    if "dishonesty-record" in statement["kinds"] and (collects or type_ == "publication"):
        role = "collector" if collects else "publisher"
        rows = [row for row in statement.get("parties", ()) if row["role"] == role]
        if any("party" not in row for row in rows):  # named only: it may be the lead department
            return
        for actor in [row["party"] for row in rows] or [statement["stated_by"]]:
            yield ("lead", actor), 0


@dataset_rule(
    "GI-TSK-0008",
    types=("handling", "publication"),
    gather=_leads,
    zh=(
        "失信记录不由一个部门采集和公开",
        "“{body}”采集或者公开政务失信记录,而大多数由“{lead}”办理。",
        "由社会信用体系建设牵头部门统一采集和公开;受委托办理的,在参与方中写明牵头部门。",
    ),
    en=(
        "dishonesty records collected or published by several bodies",
        "'{body}' collects or publishes dishonesty records, while most are handled by '{lead}'.",
        "Let the lead department of the credit system collect and publish; name it where others act for it.",
    ),
    clauses=("xinzheng-2017/4.2.6d",),
    confidence="inferred",
    parts=having(handling=("kinds",), publication=("kinds",)),
)
def several_lead_departments(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """One lead department answers for collecting and publishing dishonesty records."""
    bodies = sorted(kept(tallies, "lead"), key=lambda item: (-item[1].count, item[0]))
    for (body,), tally in bodies[1:]:
        yield Found(tally.last, Hit("/stated_by", {"body": body, "lead": bodies[0][0][0]}, body))
