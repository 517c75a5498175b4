"""Goals with a figure and a day: full coverage by the end of a year, trading on the platform."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from gov_integrity.codelists import codelist
from gov_integrity.periods import Periods
from gov_integrity.periods.partial import before
from gov_integrity.rules.facts import sourced
from gov_integrity.rules.registry import record_rule
from gov_integrity.rules.values import Checked, Context, Hit, Statement

_COVERAGE = ("xinzheng-2017/3.1e", "xinzheng-2017/3.2a")
_AT_LEAST_ONE = ("xinzheng-2017/3.2d",)
_PLATFORM = ("alxa-2021/2.3.1d",)
_FULL: Mapping[str, Decimal] = {"percent": Decimal(100), "quotient": Decimal(1)}


@cache
def _goals(clauses: tuple[str, ...]) -> Mapping[str, str]:
    """The clause that sets the goal of each metric."""
    return {metric: clause for clause in clauses for metric in sourced("metric", (clause,))}


def _day(periods: Periods, clause: str) -> str:
    """The day by which the clause wants its goal reached."""
    clocks = periods.clocks.values()
    return next(clock.length for clock in clocks if clause in clock.clauses and clock.unit == "date-by")


def _unit(statement: Statement) -> str:
    return str(statement.get("unit", codelist("metric").codes[statement["metric"]].extra["unit"]))


def _missed(
    statement: Statement, context: Context, clauses: tuple[str, ...], goal: Decimal | None
) -> Checked:
    clause = _goals(clauses).get(statement["metric"])
    wanted = goal if goal is not None else _FULL.get(_unit(statement)) if clause else None
    if clause is None or wanted is None or Decimal(statement["value"]) >= wanted:
        return
    due = _day(context.periods, clause)
    if not before(statement["period_until"], due):
        params = {"metric": statement["metric"], "goal": str(wanted), "due_on": due}
        yield Hit("/value", params, statement["value"])


@record_rule(
    "GI-GOL-0001",
    types=("observation",),
    needs=("value", "period_until"),
    zh=(
        "没有达到全覆盖的目标",
        "“{metric}”为 {sample},文件要求在 {due_on} 前达到 {goal}。",
        "补齐没有覆盖的部分;数值有误的,更正数值和计量单位。",
    ),
    en=(
        "goal of full coverage not reached",
        "'{metric}' is {sample}; the text wants {goal} by {due_on}.",
        "Cover what is left; if the figure is wrong, correct figure and unit.",
    ),
    clauses=_COVERAGE,
    severity="warning",
)
def coverage_not_full(statement: Statement, context: Context) -> Checked:
    """Records cover every department, and disclosure covers all of power and services, by the day set."""
    yield from _missed(statement, context, _COVERAGE, None)


@record_rule(
    "GI-GOL-0002",
    types=("observation",),
    needs=("value", "period_until"),
    zh=(
        "联合惩戒机制没有运行",
        "{due_on} 之后的“{metric}”为 {sample},看不出联合惩戒机制在运行。",
        "核对期间内的联合惩戒案例;确无案例的,在备注中说明。",
    ),
    en=(
        "joint sanctions do not operate",
        "'{metric}' is {sample} after {due_on}; this does not show that the mechanism operates.",
        "Check the cases of the period; if there were none, say so in the remarks.",
    ),
    clauses=_AT_LEAST_ONE,
    confidence="inferred",
    severity="info",
)
def joint_sanctions_idle(statement: Statement, context: Context) -> Checked:
    """The joint sanction mechanism is sound and operating by the day set."""
    yield from _missed(statement, context, _AT_LEAST_ONE, Decimal(1))


@record_rule(
    "GI-GOL-0003",
    types=("observation",),
    needs=("value",),
    zh=(
        "政府采购没有全部进入平台交易",
        "“{metric}”为 {sample},文件要求全部进入公共资源交易平台({goal})。",
        "推进没有进入平台的采购项目进场交易。",
    ),
    en=(
        "not all procurement is traded on the platform",
        "'{metric}' is {sample}; the text wants all procurement on the platform ({goal}).",
        "Bring the remaining procurement to the platform.",
    ),
    clauses=_PLATFORM,
    severity="info",
)
def platform_share(statement: Statement, _context: Context) -> Checked:
    """All government procurement is to be traded on the platform; the text sets a direction, no day."""
    if statement["metric"] in _goals(_PLATFORM):
        wanted = _FULL.get(_unit(statement))
        if wanted is not None and Decimal(statement["value"]) < wanted:
            params = {"metric": statement["metric"], "goal": str(wanted)}
            yield Hit("/value", params, statement["value"])
