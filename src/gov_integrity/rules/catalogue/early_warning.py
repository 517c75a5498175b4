"""Early warning: what a warning rests on, and that each is dealt with."""

from __future__ import annotations

from gov_integrity.rules.facts import in_its_time, steps_taken
from gov_integrity.rules.registry import record_rule
from gov_integrity.rules.shapes import lacking
from gov_integrity.rules.values import Checked, Context, Hit, Statement

_LETTER = ("shandong-2024/4.11b",)
_ARREARS = ("shandong-2024/3.8b",)
_HANDLED = ("measures", "result", "result_text")
_RAISED = frozenset({"registration", "warning", "notice-sent"})
"""Steps that raise a warning, and do not yet deal with it."""


def _under(statement: Statement, context: Context) -> bool:
    """Whether the warning may have been given, or have been open, under the profile's text."""
    return in_its_time(context, statement.get("closed_on", statement.get("opened_on", "")))


@record_rule(
    "GI-WRN-0001",
    types=("case",),
    zh=(
        "预警没有指明观测数据",
        "“{case_kind}”没有指明触发它的观测数据。",
        "在相关陈述中指明触发预警的观测数据。",
    ),
    en=(
        "warning names no observation",
        "The '{case_kind}' does not name the observation that gave rise to it.",
        "Name the observation in the statements concerned.",
    ),
    clauses=(*_LETTER, "xinzheng-2017/4.1.4b"),
    confidence="inferred",
    parts=lacking("about"),
)
def warning_without_observation(_missing: object, statement: Statement, context: Context) -> Checked:
    """A warning rests on what was observed."""
    if statement["kind"] in {"warning", "warning-letter"} and _under(statement, context):
        yield Hit("/about", {"case_kind": statement["kind"]})


@record_rule(
    "GI-WRN-0002",
    types=("case",),
    zh=(
        "预警没有触发标准",
        "“{case_kind}”没有写明被触发的阈值或者指标。",
        "填写触发标准。",
    ),
    en=(
        "warning without criterion",
        "The '{case_kind}' does not state the threshold or indicator that was reached.",
        "State the criterion.",
    ),
    clauses=("xinzheng-2017/4.1.4b",),
    confidence="inferred",
    parts=lacking("criterion"),
)
def warning_without_criterion(_missing: object, statement: Statement, context: Context) -> Checked:
    """A warning states the criterion that was reached."""
    if statement["kind"] in {"warning", "warning-letter"} and _under(statement, context):
        yield Hit("/criterion", {"case_kind": statement["kind"]})


@record_rule(
    "GI-WRN-0003",
    types=("case",),
    needs=("topics",),
    zh=(
        "欠账预警没有处置",
        "政府欠账预警没有处置的记载。",
        "发现一起处置一起:填写处置措施、步骤或者结果。",
    ),
    en=(
        "warning of arrears not dealt with",
        "Nothing says how the warning of arrears was dealt with.",
        "Deal with each case when it is found; state measures, steps or result.",
    ),
    clauses=_ARREARS,
    confidence="inferred",
    parts=lacking(*_HANDLED),
)
def arrears_warning_unhandled(_missing: object, statement: Statement, context: Context) -> Checked:
    """Each warning of arrears is dealt with when it is found; to send it is not yet to deal with it."""
    arrears = statement["kind"] == "warning" and "arrears" in statement["topics"]
    if statement.get("state") in {"handed-over", "closed"}:
        return
    if arrears and _under(statement, context) and not steps_taken(statement) - _RAISED:
        yield Hit("/measures")
