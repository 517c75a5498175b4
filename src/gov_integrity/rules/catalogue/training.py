"""Integrity education of civil servants, and models that are held up to others."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.periods.partial import bounds
from gov_integrity.rules.claims import answers, unanswered
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, sourced
from gov_integrity.rules.links import asked
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_TRAINED = ("alxa-2021/2.2.1a", "alxa-2021/annex.7", "gansu-2017/3.2.1a", "xinzheng-2017/4.2.5c")
_TAUGHT = (*_TRAINED, "alxa-2021/2.2.1c", "xinzheng-2017/4.2.5a")
_MODELS = frozenset({"model-department", "model-person"})


def _trained(statement: Statement, context: Context) -> bool:
    """Whether it is training that was held, and may have been under the text."""
    day = statement.get("held_on", "")
    held = not day or bounds(day)[0] <= context.as_of
    return statement["kind"] == "training" and held and in_its_time(context, day)


def _courses(_type: str, statement: Statement) -> Iterable[Claim]:
    """Training of a body in a year; the amount counts that on integrity."""
    if statement["kind"] == "training":
        taught = not sourced("activity-topic", _TAUGHT).isdisjoint(statement.get("topics", ()))
        year = str(bounds(statement["held_on"])[0].year)
        yield ("course", statement["subject"], year), int(taught)


@dataset_rule(
    "GI-EDU-0001",
    types=("activity",),
    gather=_courses,
    covers="activity",
    zh=(
        "培训没有诚信内容",
        "该单位 {year} 年的 {count} 次培训都没有诚信、信用知识或者政务诚信的内容。",
        "在公务员培训和进修课程中安排诚信和信用知识的内容;已经安排的,补填主题。",
    ),
    en=(
        "training without integrity",
        "None of the {count} training activities of {year} has integrity or credit knowledge as its topic.",
        "Teach integrity and credit knowledge in training; if it was taught, add the topic.",
    ),
    clauses=_TRAINED,
    confidence="inferred",
    parts=having(activity=("held_on",)),
)
def no_integrity_training(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Integrity is part of the training of civil servants, in each year that is over."""
    for (body, year), tally in kept(tallies, "course"):
        whole = int(year) < context.as_of.year and in_its_time(context, f"{year}-01-01")
        if (
            not tally.total
            and whole
            and declared(context, "activity", body, f"{year}-01-01", f"{year}-12-31")
        ):
            yield Found(tally.last, Hit("/topics", {"year": year, "count": tally.count}))


@record_rule(
    "GI-EDU-0002",
    types=("activity",),
    zh=(
        "培训没有登记参加情况",
        "没有写明培训的参加情况已经登记。",
        "登记参加培训的情况,并填写“已登记”。",
    ),
    en=(
        "attendance of training not registered",
        "Nothing says that attendance of the training was registered.",
        "Register who attended and say so.",
    ),
    clauses=("gansu-2017/3.2.1b",),
    severity="warning",
)
def attendance_not_registered(statement: Statement, context: Context) -> Checked:
    """Attendance of training is registered."""
    if _trained(statement, context) and not statement.get("registered"):
        yield Hit("/registered")


@record_rule(
    "GI-EDU-0003",
    types=("activity",),
    zh=(
        "培训没有评估结果",
        "没有写明培训结果的评估。",
        "评估培训结果,并填写活动结果。",
    ),
    en=(
        "result of training not assessed",
        "No assessment of the result of the training is stated.",
        "Assess the result of the training and state it.",
    ),
    clauses=("gansu-2017/3.2.1b",),
    severity="warning",
    parts=lacking("result"),
)
def result_not_assessed(_missing: object, statement: Statement, context: Context) -> Checked:
    """The result of training is assessed."""
    if _trained(statement, context):
        yield Hit("/result")


@record_rule(
    "GI-EDU-0004",
    types=("activity",),
    needs=("topics",),
    zh=(
        "依法行政培训没有写明形式",
        "以依法行政为主题的“{activity_kind}”没有写明形式(如培训班、工作手册)。",
        "填写活动形式。",
    ),
    en=(
        "training in lawful administration without form",
        "The '{activity_kind}' on lawful administration states no form, such as class or handbook.",
        "State the form of the activity.",
    ),
    clauses=("gansu-2017/4.1",),
    confidence="inferred",
    severity="info",
    parts=lacking("form"),
)
def form_missing(_missing: object, statement: Statement, context: Context) -> Checked:
    """Lawful administration is taught by classes, handbooks and other forms."""
    if "lawful-administration" in statement["topics"] and in_its_time(context, statement.get("held_on", "")):
        yield Hit("/form", {"activity_kind": statement["kind"]})


def _shown_models(type_: str, statement: Statement) -> Iterable[Claim]:
    """Models, and what publications on models and practice are about."""
    if type_ == "honesty_record":
        if statement["kind"] in _MODELS and statement.get("state", "named") == "named":
            yield asked(statement, "awarded_on")
    elif not {"model", "good-practice", "good-experience"}.isdisjoint(statement.get("kinds", ("model",))):
        yield from answers(statement)


@dataset_rule(
    "GI-EDU-0005",
    types=("honesty_record", "publication"),
    gather=_shown_models,
    covers="publication",
    zh=(
        "先进典型没有宣传",
        "先进典型部门或者人物没有宣传的记载。",
        "宣传典型并推广经验,补报公开陈述;不宜公开的,在备注中说明。",
    ),
    en=(
        "model not made known",
        "Nothing was published about the model department or person.",
        "Make the model known and state it; if that is not fitting, say so in the remarks.",
    ),
    clauses=("alxa-2021/2.2.8c",),
    strength="encourage",
    confidence="inferred",
    parts=having(publication=("about",)),
)
def model_not_shown(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Models of government integrity are made known and their experience spread."""
    for _, tally in unanswered(tallies, context, "publication"):
        yield Found(tally.last, Hit("/kind"))
