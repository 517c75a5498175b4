"""Public debt and government investment: limits, budget, capacity, statistics, affordability, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from gov_integrity.findings import Param
from gov_integrity.periods.partial import bounds
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, only_after, sourced
from gov_integrity.rules.links import digest
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_LIMIT = ("alxa-2021/2.3.5c", "gansu-2017/3.3.5c", "xinzheng-2017/4.4.18b")
_BUDGET = ("alxa-2021/2.3.5c", "xinzheng-2017/4.4.18c")
_CAPACITY = ("shandong-2024/2.6d",)
_FOUR_TESTS = ("xinzheng-2017/4.4.18b",)
_AFFORDABLE = ("shandong-2024/2.6b",)
_CHANGES = ("shandong-2024/2.6c",)
_SERIES = frozenset({"debt-balance", "total-debt"})
_FIGURES = frozenset({*_SERIES, "debt-limit", "budgeted-debt", "fiscal-capacity"})
_YEAR = 12
"""Months."""


def _figures(_type: str, statement: Statement) -> Iterable[Claim]:
    """Debt figures by body, breakdown and day; two values for one of them are kept apart.

    The end of a year and of its last month are one day: a limit is told for the year, a balance for the day.
    """
    if statement["metric"] not in _FIGURES or statement.get("verification") == "false":
        return ()
    day = bounds(statement["period_until"])[1].isoformat()
    measured = f"{statement.get('unit', '')} {statement.get('currency', '')}"
    place = digest(f"{statement['subject']} {statement.get('breakdown', '')} {day} {measured}")
    unit = str(statement.get("value_rounded_to", statement.get("rounded_to", "0")))
    return [((statement["metric"], place, statement["value"], unit, day), 0)]


def _exceeding(tallies: Tallies, context: Context, debt: str, bound: str) -> Iterator[Found]:
    """Debts larger than the bound of the same body and day, beyond what rounding explains.

    Where several bounds are stated, the widest decides.
    """
    widest: dict[str, tuple[Decimal, Decimal]] = {}
    for (place, value, unit, _), _ in kept(tallies, bound):
        found = (Decimal(value), Decimal(unit))
        widest[place] = max(found, widest.get(place, found))
    for (place, value, unit, day), tally in kept(tallies, debt):
        if place in widest and in_its_time(context, day):
            limit, rounding = widest[place]
            if Decimal(value) - limit > max(rounding, Decimal(unit)):
                params: dict[str, Param] = {"bound": str(limit), "metric": bound}
                yield Found(tally.last, Hit("/value", params, value))


@dataset_rule(
    "GI-DBT-0001",
    types=("observation",),
    gather=_figures,
    zh=(
        "债务余额超过限额",
        "债务余额 {sample} 元超过同期的“{metric}” {bound} 元。",
        "核对两个数值;确属超过限额的,按规定化解并说明。",
    ),
    en=(
        "debt above its limit",
        "The debt of {sample} yuan is above the '{metric}' of {bound} yuan at the same time.",
        "Check both figures; if the limit was passed, reduce the debt as required and explain.",
    ),
    clauses=_LIMIT,
    confidence="inferred",
    parts=having(observation=("value", "period_until")),
)
def above_limit(tallies: Tallies, context: Context) -> Iterable[Found]:
    """The balance of government debt stays within its limit."""
    yield from _exceeding(tallies, context, "debt-balance", "debt-limit")


@dataset_rule(
    "GI-DBT-0002",
    types=("observation",),
    gather=_figures,
    zh=(
        "债务没有全部纳入预算",
        "债务余额 {sample} 元超过同期的“{metric}” {bound} 元。",
        "把全部政府债务纳入预算管理;数值有误的,更正数值。",
    ),
    en=(
        "debt outside the budget",
        "The debt of {sample} yuan is above the '{metric}' of {bound} yuan at the same time.",
        "Bring all debt into the budget; if a figure is wrong, correct it.",
    ),
    clauses=_BUDGET,
    confidence="inferred",
    parts=having(observation=("value", "period_until")),
)
def outside_budget(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Government debt is bound by the budget."""
    yield from _exceeding(tallies, context, "debt-balance", "budgeted-debt")


@dataset_rule(
    "GI-DBT-0003",
    types=("observation",),
    gather=_figures,
    zh=(
        "债务超出财政承受能力",
        "全口径债务 {sample} 元超过同期的“{metric}” {bound} 元。",
        "停止新增举债,制定化解方案;数值有误的,更正数值。",
    ),
    en=(
        "debt beyond fiscal capacity",
        "Debt of all kinds, {sample} yuan, is above the '{metric}' of {bound} yuan at the same time.",
        "Borrow no more and plan how to reduce the debt; if a figure is wrong, correct it.",
    ),
    clauses=_CAPACITY,
    confidence="inferred",
    parts=having(observation=("value", "period_until")),
)
def beyond_capacity(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Debt of all kinds does not exceed fiscal capacity."""
    yield from _exceeding(tallies, context, "total-debt", "fiscal-capacity")


@record_rule(
    "GI-DBT-0004",
    types=("observation",),
    needs=("value",),
    zh=(
        "盲目举债或者违规举债",
        "“{metric}”为 {sample},文件严禁盲目举债、违规举债。",
        "纠正违规举债,追究责任,并按规定记录失信行为。",
    ),
    en=(
        "blind or rule-breaking borrowing",
        "'{metric}' is {sample}; the text forbids blind and rule-breaking borrowing.",
        "Put the borrowing right, establish liability and record the dishonest conduct.",
    ),
    clauses=_CAPACITY,
)
def borrowing_violation(statement: Statement, context: Context) -> Checked:
    """Blind and rule-breaking borrowing is forbidden."""
    if statement["metric"] != "borrowing-violations" or Decimal(statement["value"]) <= 0:
        return ()
    if not in_its_time(context, statement.get("period_until", statement.get("observed_on", ""))):
        return ()
    return (Hit("/value", {"metric": statement["metric"]}, statement["value"]),)


@record_rule(
    "GI-DBT-0005",
    types=("assessment",),
    needs=("findings",),
    zh=(
        "政府举债评价没有覆盖四项要求",
        "评语没有涉及“{assessment_finding}”。",
        "按依法依规、规模适度、风险可控、程序透明四项分别写明评语。",
    ),
    en=(
        "assessment of borrowing leaves out a test",
        "The findings do not deal with '{assessment_finding}'.",
        "Deal with all four: lawful, suitable scale, controllable risk, open procedure.",
    ),
    clauses=_FOUR_TESTS,
    confidence="inferred",
)
def four_tests(statement: Statement, context: Context) -> Checked:
    """Borrowing is lawful, of suitable scale, with controllable risk and by open procedure."""
    day = statement.get("assessed_on", statement.get("period_until", ""))
    if statement["kind"] in {"credit-rating", "debt-risk"} and in_its_time(context, day):
        given = {row["kind"] for row in statement["findings"]}
        for kind in sorted(sourced("assessment-finding", _FOUR_TESTS) - given):
            yield Hit("/findings", {"assessment_finding": kind})


def _series(_type: str, statement: Statement) -> Iterable[Claim]:
    """The periods for which debt figures are stated."""
    if statement["metric"] in _SERIES:
        series = digest(f"{statement['subject']} {statement['metric']} {statement.get('breakdown', '')}")
        yield ("series", series, statement["subject"], statement["period_until"]), 0


@dataset_rule(
    "GI-DBT-0006",
    types=("observation",),
    gather=_series,
    covers="observation",
    zh=(
        "债务统计缺期",
        "{previous} 之后的下一期债务数据是 {sample},中间缺期。",
        "补报缺少的各期债务数据。",
    ),
    en=(
        "debt figures miss a period",
        "After {previous} the next debt figure is for {sample}; a period between them is missing.",
        "Add the figures of the periods that are missing.",
    ),
    clauses=("xinzheng-2017/4.4.18e",),
    confidence="inferred",
    parts=having(observation=("period_until",)),
)
def missing_period(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Debt is reported for every period: the shortest step of a series so far is its rhythm.

    A series may become denser. What was its rhythm before the second figure is not known; where the whole
    has a shorter step, no more than a year.
    """
    series: dict[tuple[str, str], list[tuple[int, str, object]]] = {}
    for (ident, body, period), tally in kept(tallies, "series"):
        last = bounds(period)[1]
        series.setdefault((ident, body), []).append((last.year * 12 + last.month, period, tally.last))
    for (_, body), points in series.items():
        points.sort(key=lambda point: point[:2])
        pairs = [(later[0] - earlier[0], earlier, later) for earlier, later in pairwise(points)]
        rhythm = max(min((step for step, _, _ in pairs if step), default=0), _YEAR)
        for step, earlier, later in pairs:
            missed = step > rhythm and in_its_time(context, later[1])
            rhythm = min(rhythm, step or rhythm)
            if missed and declared(context, "observation", body, earlier[1], later[1]):
                yield Found(later[2], Hit("/period_until", {"previous": earlier[1]}, later[1]))


_REFUSED = frozenset({"not-passed", "not-agreed", "not-done"})


def _passed(statement: Statement) -> set[str]:
    """The steps that were taken and not refused."""
    return {row["step"] for row in statement.get("steps", ()) if row.get("outcome") not in _REFUSED}


@record_rule(
    "GI-DBT-0007",
    types=("decision",),
    zh=(
        "政府投资项目没有财政可承受能力论证",
        "政府投资项目没有通过“{step}”的记载。",
        "办理财政可承受能力评估论证并填写步骤、日期和结果;没有通过的,不得批准。",
    ),
    en=(
        "government project without affordability assessment",
        "The government investment project states no '{step}' that was passed.",
        "Assess fiscal affordability and state step, day and outcome; do not approve what did not pass.",
    ),
    clauses=_AFFORDABLE,
)
def not_affordable(statement: Statement, context: Context) -> Checked:
    """A government project is approved after its affordability was assessed and found sufficient."""
    approved = statement["kind"] == "project-approval"
    day = statement.get("decided_on", statement.get("effective_on", ""))
    if not approved or not in_its_time(context, day):
        return
    for step in sorted(sourced("step", _AFFORDABLE) - _passed(statement)):
        yield Hit("/steps", {"step": step})


@record_rule(
    "GI-DBT-0008",
    types=("decision",),
    needs=("steps", "decided_on"),
    zh=(
        "先批准项目后论证财政可承受能力",
        "“{step}”的日期 {sample} 晚于批准日期 {decided_on}。",
        "核对两个日期;确属先批后论的,重新履行程序。",
    ),
    en=(
        "affordability assessed after the approval",
        "The '{step}' of {sample} comes after the approval of {decided_on}.",
        "Check both dates; if the approval came first, go through the procedure again.",
    ),
    clauses=_AFFORDABLE,
    confidence="inferred",
)
def assessed_after_approval(statement: Statement, context: Context) -> Checked:
    """Affordability is assessed before a project is approved; it may be assessed again later."""
    decided = statement["decided_on"]
    if statement["kind"] != "project-approval" or not in_its_time(context, decided):
        return
    for index, row in only_after(statement, sourced("step", _AFFORDABLE), decided):
        yield Hit(f"/steps/{index}/on", {"step": row["step"], "decided_on": decided}, row["on"])


@record_rule(
    "GI-DBT-0009",
    types=("decision",),
    needs=("estimate_amount", "cost_amount"),
    zh=(
        "项目超概算",
        "成本 {sample} 元超过批准的概算 {estimate} 元,没有批准调整概算的记载。",
        "按程序报批概算调整,并在变更内容中列明“超概算”;数值有误的,更正数值。",
    ),
    en=(
        "project above its estimate",
        "The cost of {sample} yuan is above the approved estimate of {estimate} yuan; no approval is stated.",
        "Have the change of the estimate approved and state it; if a figure is wrong, correct it.",
    ),
    clauses=_CHANGES,
    confidence="inferred",
)
def above_estimate(statement: Statement, _context: Context) -> Checked:
    """A government project keeps within its estimate unless a change was approved."""
    approved = "over-estimate" in statement.get("change_kinds", ()) and "approval" in _passed(statement)
    if Decimal(statement["cost_amount"]) > Decimal(statement["estimate_amount"]) and not approved:
        yield Hit("/cost_amount", {"estimate": statement["estimate_amount"]}, statement["cost_amount"])


@record_rule(
    "GI-DBT-0010",
    types=("decision",),
    needs=("change_kinds",),
    zh=(
        "政府投资项目变更没有批准",
        "变更内容“{project_change}”没有批准步骤。",
        "按程序报批并填写批准步骤;不能批准的,恢复原批准内容。",
    ),
    en=(
        "change of a government project without approval",
        "The change '{project_change}' states no approval.",
        "Have it approved and state the step; what cannot be approved is to be undone.",
    ),
    clauses=_CHANGES,
    confidence="inferred",
)
def change_without_approval(statement: Statement, _context: Context) -> Checked:
    """Content, nature, estimate and standard of a government project are not changed at will."""
    if "approval" not in _passed(statement):
        yield Hit("/change_kinds", {"project_change": statement["change_kinds"][0]})
