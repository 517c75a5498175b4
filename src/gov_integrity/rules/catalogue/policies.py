"""Policies from making to paying out: tasks, transition, assessment, limits of preference, funds due."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gov_integrity.periods.partial import before
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, named, roles, sourced
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_CARRIED_OUT = ("weidu-2022/3.3.1a",)
_OWNERS = frozenset({"responsible-unit", "lead-unit", "responsible-person"})
_ADJUSTED = ("shandong-2024/1.1e",)
_FUNDS = ("shandong-2024/3.9d",)
_AUDITED = ("shandong-2024/3.9a",)
_LEDGER = ("shandong-2024/3.9b",)
_POLICIES = frozenset({"policy", "preferential-policy", "policy-adjustment", "normative-document"})


def _day(statement: Statement) -> str:
    """The day of the decision, else of its effect; empty where neither is told."""
    return str(statement.get("decided_on", statement.get("effective_on", "")))


def _replaces(statement: Statement) -> bool:
    return any(row.get("role") == "replaced" for row in statement.get("basis", ()))


def _carries_policy(statement: Statement) -> bool:
    """Whether the task belongs to a field whose policies the text wants carried out."""
    return not sourced("task-area", _CARRIED_OUT).isdisjoint(statement["areas"])


@record_rule(
    "GI-POL-0001",
    types=("task",),
    needs=("areas",),
    zh=(
        "政策任务没有进度要求",
        "贯彻落实政策的任务既没有完成期限,也没有进度要求。",
        "填写完成期限;长期任务填写进度要求。",
    ),
    en=(
        "policy task without a schedule",
        "The task that carries out a policy states neither a deadline nor a rhythm.",
        "State the deadline, or the rhythm of a standing task.",
    ),
    clauses=_CARRIED_OUT,
    confidence="inferred",
    parts=lacking("due_on", "due_text"),
)
def task_without_schedule(_missing: object, statement: Statement, _context: Context) -> Checked:
    """Tasks that carry out the policies of the text's own fields have a schedule until they are over."""
    if _carries_policy(statement) and statement.get("state") not in {"done", "dropped"}:
        yield Hit("/due_text")


@record_rule(
    "GI-POL-0010",
    types=("task",),
    needs=("areas",),
    zh=(
        "政策任务没有职责分工",
        "贯彻落实政策的任务没有列明责任单位、牵头单位或者责任人。",
        "在参与方中列明责任单位或者责任人及其职责。",
    ),
    en=(
        "policy task without an owner",
        "The task that carries out a policy names no responsible unit or person.",
        "List the responsible unit or person and the duty as a party.",
    ),
    clauses=_CARRIED_OUT,
    confidence="inferred",
)
def task_without_owner(statement: Statement, _context: Context) -> Checked:
    """And somebody whose duty they are, unless they were dropped."""
    owned = statement.get("state") == "dropped" or not _OWNERS.isdisjoint(roles(statement))
    if not owned and _carries_policy(statement):
        yield Hit("/parties")


@record_rule(
    "GI-POL-0003",
    types=("decision",),
    needs=("basis",),
    zh=(
        "替代旧政策没有衔接安排",
        "“{decision_kind}”替代旧政策,没有写明新旧政策如何衔接。",
        "补充新旧政策衔接的过渡安排。",
    ),
    en=(
        "policy replaced without a transition",
        "The '{decision_kind}' replaces an older policy and states no transition between the two.",
        "Add how the old policy passes into the new one.",
    ),
    clauses=("weidu-2022/3.3.1b",),
    confidence="inferred",
    parts=lacking("transition", "transition_from", "transition_until"),
)
def replaced_without_transition(_missing: object, statement: Statement, _context: Context) -> Checked:
    """The link between new and old policy is handled well."""
    if statement["kind"] in _POLICIES:
        for index, row in each(statement, "basis"):
            if row.get("role") == "replaced":
                yield Hit(f"/basis/{index}", {"decision_kind": statement["kind"]})
                return


@record_rule(
    "GI-POL-0004",
    types=("decision",),
    needs=("grounds",),
    zh=(
        "调整政策没有设置过渡期",
        "因“{change_ground}”调整政策,没有设置过渡期。",
        "设置合理过渡期并填写起止日期;法律法规另有规定的,在依据中写明。",
    ),
    en=(
        "policy adjusted without a transition period",
        "The policy was adjusted for '{change_ground}' without a transition period.",
        "Set a reasonable period and state its dates; cite any law that provides otherwise.",
    ),
    clauses=_ADJUSTED,
    parts=lacking("transition_until"),
)
def adjusted_without_transition(_missing: object, statement: Statement, context: Context) -> Checked:
    """An adjustment for a changed situation or public interest has a reasonable transition period."""
    if statement["kind"] != "policy-adjustment" or not in_its_time(context, _day(statement)):
        return
    grounds = named(context, "lawful-ground", _ADJUSTED).intersection(statement["grounds"])
    if grounds and not any(row.get("role") == "statutory-exception" for row in statement.get("basis", ())):
        yield Hit("/transition_until", {"change_ground": min(grounds)})


@record_rule(
    "GI-POL-0005",
    types=("decision",),
    needs=("transition_from", "transition_until"),
    zh=(
        "过渡期止早于过渡期起",
        "过渡期止 {sample} 早于过渡期起 {transition_from}。",
        "核对并更正过渡期的起止日期。",
    ),
    en=(
        "transition period ends before it begins",
        "The transition ends on {sample}, before it begins on {transition_from}.",
        "Check and correct the dates of the transition period.",
    ),
    clauses=_ADJUSTED,
)
def transition_reversed(statement: Statement, _context: Context) -> Checked:
    """A transition period ends after it begins."""
    if before(statement["transition_until"], statement["transition_from"]):
        params = {"transition_from": statement["transition_from"]}
        yield Hit("/transition_until", params, statement["transition_until"])


@record_rule(
    "GI-POL-0006",
    types=("decision",),
    needs=("steps", "effective_on"),
    zh=(
        "政策评估早于政策实施",
        "政策评估日期 {sample} 早于政策生效日期 {effective_on}。",
        "核对日期;出台前的论证不是政策评估,应填评估论证。",
    ),
    en=(
        "policy assessed before it took effect",
        "The assessment of {sample} comes before the policy took effect on {effective_on}.",
        "Check the dates; a study before the policy is evaluation and argument, not its assessment.",
    ),
    clauses=("weidu-2022/3.3.1c",),
)
def assessed_before_effect(statement: Statement, _context: Context) -> Checked:
    """A policy is assessed after it has been carried out; what it adjusts or replaces was assessed before."""
    if statement["kind"] == "policy-adjustment" or _replaces(statement):
        return
    for index, row in each(statement, "steps"):
        early = "on" in row and before(row["on"], statement["effective_on"])
        if row["step"] == "policy-assessment" and early:
            yield Hit(f"/steps/{index}/on", {"effective_on": statement["effective_on"]}, row["on"])


def _paid(statement: Statement) -> set[object]:
    """Numbers of the obligations that were paid; None stands for all."""
    rows = statement.get("performances", ())
    return {row.get("obligation_no") for row in rows if row["state"] in {"full", "settled"}}


@record_rule(
    "GI-POL-0007",
    types=("commitment",),
    needs=("obligations",),
    zh=(
        "暂不具备条件的政策资金没有兑现方案",
        "权利义务关系明确但暂不具备兑现条件,没有兑现方案或者兑现时限。",
        "制定兑现方案,确定兑现时限,填入兑现计划。",
    ),
    en=(
        "funds that cannot yet be paid have no plan",
        "The claim is clear but conditions are not met; there is no plan or no time limit for paying.",
        "Draw up a plan, fix the time limit and state both.",
    ),
    clauses=_FUNDS,
)
def no_redemption_plan(statement: Statement, _context: Context) -> Checked:
    """Where the claim is clear and conditions are lacking, there is a plan with a time limit."""
    if statement["kind"] != "policy-funds":
        return
    planned = {
        row.get("obligation_no") for row in statement.get("plans", ()) if "content" in row and "due_on" in row
    }
    settled = planned | _paid(statement)
    for index, row in each(statement, "obligations"):
        lacking = row.get("dispute_state") == "undisputed" and row.get("conditions_met") is False
        if lacking and settled.isdisjoint({None, row["no"]}):
            yield Hit(f"/obligations/{index}/conditions_met")


@record_rule(
    "GI-POL-0008",
    types=("commitment",),
    needs=("obligations", "plans"),
    zh=(
        "政策资金过了兑现时限没有兑现",
        "兑现方案的时限是 {sample},至今没有全部兑现。",
        "抓紧兑现;确需延期的,重新制定方案并说明原因。",
    ),
    en=(
        "funds not paid by the day of the plan",
        "The plan set {sample}; the funds have not been paid in full.",
        "Pay soon; if it must be put off, draw up a new plan and say why.",
    ),
    clauses=_FUNDS,
    confidence="inferred",
)
def plan_overrun(statement: Statement, context: Context) -> Checked:
    """The time limit that was set for paying is kept."""
    if statement["kind"] != "policy-funds":
        return
    done = _paid(statement)
    latest: dict[object, str] = {}
    for row in statement["plans"]:
        if "due_on" in row:
            number = row.get("obligation_no")
            latest[number] = max(row["due_on"], latest.get(number, ""))
    for index, row in each(statement, "plans"):
        number = row.get("obligation_no")
        owed = "due_on" in row and row["due_on"] == latest[number] and done.isdisjoint({None, number})
        if owed and before(row["due_on"], context.as_of):
            yield Hit(f"/plans/{index}/due_on", {}, row["due_on"])


def _audits(type_: str, statement: Statement) -> Iterable[Claim]:
    """Bodies that owe policy funds; inspections of policy funds by body and kind."""
    if type_ == "commitment":
        if statement["kind"] == "policy-funds":
            yield ("owes", statement["subject"]), 0
    elif "policy-funds" in statement["matters"]:
        yield ("inspected", statement["subject"], statement["kind"]), 0


@dataset_rule(
    "GI-POL-0009",
    types=("commitment", "inspection"),
    covers="inspection",
    gather=_audits,
    zh=(
        "政策资金兑现没有督查或者审计",
        "该单位有应兑现的政策资金,没有“{inspection_kind}”。",
        "开展政策资金兑现的专项督查和审计,并报送结果。",
    ),
    en=(
        "policy funds neither inspected nor audited",
        "The body owes policy funds; there is no '{inspection_kind}' of their payment.",
        "Hold the special inspection and the audit of policy funds and submit the results.",
    ),
    clauses=_AUDITED,
    confidence="inferred",
    parts=having(inspection=("matters",)),
)
def funds_not_inspected(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Special inspection and audit of policy funds take place since the text; it sets no interval."""
    inspected = {key for key, _ in kept(tallies, "inspected")}
    since = context.profile.head.in_force_from.isoformat() if context.profile else ""
    for (body,), tally in kept(tallies, "owes"):
        if declared(context, "inspection", body, since):
            for kind in sorted(named(context, "supervision", _AUDITED)):
                if (body, kind) not in inspected:
                    yield Found(tally.first, Hit("/kind", {"inspection_kind": kind}))


def _ledger(type_: str, statement: Statement) -> Iterable[Claim]:
    """Inspections of policy funds that found problems; rectifications and what they are about."""
    if type_ == "case":
        if statement["kind"] == "rectification":
            for target in statement["about"]:
                yield ("taken-up", target, "state" if "state" in statement else ""), 0
        return
    problems = statement["result"] in {"problems-found", "rectification-required"}
    if problems and "policy-funds" in statement["matters"]:
        yield ("found", statement["id"], statement["subject"], statement.get("done_on", "")), 0


@dataset_rule(
    "GI-POL-0002",
    types=("inspection", "case"),
    covers="case",
    gather=_ledger,
    zh=(
        "政策资金问题没有列入整改",
        "督查发现政策资金兑现问题,没有写明办理状态的限期整改事件。",
        "建立工作台账,逐项登记整改及其状态。",
    ),
    en=(
        "problem with policy funds not taken up",
        "The inspection found problems with policy funds; no rectification with a state is about it.",
        "Open a ledger and enter each rectification with its state.",
    ),
    clauses=_LEDGER,
    confidence="inferred",
    parts=having(case=("about",), inspection=("result", "matters")),
)
def problem_not_in_ledger(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Every problem found is put right through the ledger."""
    taken_up = {target for (target, state), _ in kept(tallies, "taken-up") if state}
    for (ident, body, day), tally in kept(tallies, "found"):
        if ident in taken_up or not in_its_time(context, day):
            continue
        if declared(context, "case", body, day):
            yield Found(tally.last, Hit("/result"))


@record_rule(
    "GI-INV-0001",
    types=("decision",),
    needs=("cost_amount", "capacity_amount"),
    zh=(
        "优惠政策超越财政承受能力",
        "优惠金额 {sample} 元超过财政承受能力 {capacity} 元。",
        "停止或者调整该政策,使优惠不超过财政承受能力。",
    ),
    en=(
        "preference beyond fiscal capacity",
        "The preference of {sample} yuan exceeds the fiscal capacity of {capacity} yuan.",
        "Stop or adjust the policy so that it stays within fiscal capacity.",
    ),
    clauses=("shandong-2024/2.5c",),
)
def preference_beyond_capacity(statement: Statement, context: Context) -> Checked:
    """Preferential policies beyond fiscal capacity are strictly forbidden."""
    if statement["kind"] == "preferential-policy" and in_its_time(context, _day(statement)):
        cost, capacity = statement["cost_amount"], statement["capacity_amount"]
        if Decimal(cost) > Decimal(capacity):
            yield Hit("/cost_amount", {"capacity": capacity}, cost)


@record_rule(
    "GI-INV-0002",
    types=("decision",),
    zh=(
        "优惠政策没有依据",
        "优惠政策没有引用任何依据。",
        "在依据中写明出台该政策所依据的法律、法规或者文件;没有依据的,停止执行。",
    ),
    en=(
        "preferential policy without a basis",
        "The preferential policy cites no basis.",
        "Cite the law or document it rests on; a policy without one is not to be applied.",
    ),
    clauses=("xinzheng-2017/4.4.17a", "shandong-2024/2.5c"),
    confidence="inferred",
)
def preference_without_basis(statement: Statement, context: Context) -> Checked:
    """Preferential policies are issued strictly by law."""
    if statement["kind"] != "preferential-policy" or not in_its_time(context, _day(statement)):
        return
    if all(row.get("role") == "replaced" for row in statement.get("basis", ())):
        yield Hit("/basis")
