"""Duties of evaluation: every year, with its findings, jointly, and by third parties that stand outside."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.findings import Param
from gov_integrity.periods.partial import bounds
from gov_integrity.rules.claims import answers, unanswered
from gov_integrity.rules.facts import Tallies, declared, due_day, in_its_time, kept, sourced
from gov_integrity.rules.links import asked
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_YEARLY = ("gansu-2017/3.2.4b", "shandong-2024/4.11c", "xinzheng-2017/4.3.10l")
_FINDINGS = ("shandong-2024/4.11c",)
_CITY = "prefecture"
_THIRD = "third-party"


def _years(type_: str, statement: Statement) -> Iterable[Claim]:
    """Assessments of a body by kind and year; what kind of body each is, and of which level."""
    if type_ == "organisation":
        yield ("body", statement["id"], statement["kind"], statement.get("level", "")), 0
        return
    day = statement.get("period_until", statement.get("assessed_on"))
    if statement["kind"] in {"government-integrity", "lawful-administration"} and day is not None:
        yield ("year", statement["subject"], statement["kind"], str(bounds(day)[0].year)), 0


def _clocks(context: Context) -> dict[str, tuple[str, str, str]]:
    """The kinds of assessment that the profile wants every year: the clock, and of which kind of body.

    Last the level of the body, where the text names one (各市政府).
    """
    entries = context.profile.section("duty") if context.profile else ()
    return {
        entry.code: (entry.clock, entry.target, _CITY if set(entry.clauses) & set(_FINDINGS) else "")
        for entry in entries
        if entry.clock and set(entry.clauses) & set(_YEARLY)
    }


@dataset_rule(
    "GI-EVL-0001",
    types=("assessment", "organisation"),
    gather=_years,
    late=("organisation",),
    asked_by="year",
    covers="assessment",
    zh=(
        "没有按年度考核评价",
        "该单位有其他年度的“{assessment_kind}”,{year} 年没有。",
        "补作该年度的考核评价;已经考评的,补报结果。",
    ),
    en=(
        "year without assessment",
        "The body has a '{assessment_kind}' for other years, but none for {year}.",
        "Assess that year; if it was assessed, state the result.",
    ),
    clauses=_YEARLY,
    confidence="inferred",
    parts=having(),
)
def year_without_assessment(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Government integrity and lawful administration are assessed every year, in the bodies the text names.

    A body of which nothing is known here may be one.
    """
    clocks = _clocks(context)
    known = {ident: (kind, level) for (ident, kind, level), _ in kept(tallies, "body")}
    bodies: dict[tuple[str, str], dict[int, object]] = {}
    for (ident, kind, assessed), tally in kept(tallies, "year"):
        bodies.setdefault((kind, ident), {})[int(assessed)] = tally.last
    for (kind, body), years in bodies.items():
        clock, target, wanted = clocks.get(kind, ("", "", ""))
        is_, level = known.get(body, (target, ""))
        other = (target and is_ != target) or (wanted and level and level != wanted)
        if not clock or context.profile is None or other:
            continue
        for year in range(max(min(years), context.profile.head.in_force_from.year), context.as_of.year + 1):
            limit = due_day(context, clock, str(year))
            if year in years or limit is None or limit >= context.as_of:
                continue
            if declared(context, "assessment", body, f"{year}-01-01", f"{year}-12-31"):
                params: dict[str, Param] = {"assessment_kind": kind, "year": str(year)}
                yield Found(years[max(years)], Hit("/kind", params))


@record_rule(
    "GI-EVL-0002",
    types=("assessment",),
    zh=(
        "评价没有明确不足和改进方向",
        "政务诚信评价没有“{assessment_finding}”。",
        "在评语中写明不足和改进方向。",
    ),
    en=(
        "assessment without shortcomings or directions",
        "The assessment of government integrity states no '{assessment_finding}'.",
        "State shortcomings and directions of improvement in the findings.",
    ),
    clauses=_FINDINGS,
    severity="warning",
)
def findings_missing(statement: Statement, context: Context) -> Checked:
    """The yearly evaluation makes shortcomings and directions of improvement clear.

    The text speaks of that of cities; whether the body is one, the assessment alone does not tell.
    """
    day = statement.get("assessed_on", statement.get("period_until", ""))
    if statement["kind"] == "government-integrity" and in_its_time(context, day):
        given = {row["kind"] for row in statement.get("findings", ())}
        for kind in sorted(sourced("assessment-finding", _FINDINGS) - given):
            yield Hit("/findings", {"assessment_finding": kind})


@record_rule(
    "GI-EVL-0003",
    types=("assessment",),
    zh=(
        "区域政务诚信评价不是联合开展",
        "区域政务诚信状况评价只有 {count} 个评价单位。",
        "由领导小组有关成员单位联合评价;已经联合的,在参与方中列明各评价单位。",
    ),
    en=(
        "evaluation of an area not made jointly",
        "The government integrity of an area was evaluated by {count} body only.",
        "Let member units of the leading group evaluate jointly; if they did, name them among the parties.",
    ),
    clauses=("xinzheng-2017/4.2.7h",),
)
def not_joint(statement: Statement, _context: Context) -> Checked:
    """Member units of the leading group evaluate the area together."""
    if statement["kind"] != "regional-integrity":
        return
    joint = {"assessor", "joint-author", "joint-department"}
    rows = (row for row in statement.get("parties", ()) if row["role"] in joint)
    bodies = {statement["stated_by"], *(row.get("party", row.get("name")) for row in rows)} - {None}
    if len(bodies) < 2:
        yield Hit("/parties", {"count": len(bodies)})


@record_rule(
    "GI-EVL-0004",
    types=("assessment",),
    zh=(
        "第三方评估由被评估单位自己作出",
        "第三方评估的评估机构就是被评估单位。",
        "委托被评估单位以外的机构评估,在参与方中写明第三方机构。",
    ),
    en=(
        "third-party assessment made by the assessed body",
        "The evaluator of the third-party assessment is the assessed body itself.",
        "Let a body from outside assess, and name it among the parties.",
    ),
    clauses=("gansu-2017/3.1.3b",),
    confidence="inferred",
)
def not_a_third_party(statement: Statement, _context: Context) -> Checked:
    """A third party is not the body it assesses."""
    if statement["kind"] == _THIRD:
        rows = (row for row in statement.get("parties", ()) if row["role"] == "evaluator")
        evaluators = {row.get("party", row.get("name")) for row in rows} or {statement["stated_by"]}
        if statement["subject"] in evaluators:
            yield Hit("/subject")


def _results(type_: str, statement: Statement) -> Iterable[Claim]:
    """Third-party assessments, and what publications of results are about."""
    if type_ == "assessment":
        if statement["kind"] == _THIRD:
            yield asked(statement, "assessed_on", "period_until")
    elif "assessment-result" in statement["kinds"]:
        yield from answers(statement)


@dataset_rule(
    "GI-EVL-0005",
    types=("assessment", "publication"),
    gather=_results,
    covers="publication",
    zh=(
        "第三方评价结果没有公布",
        "第三方评价评级的结果没有公布。",
        "及时公布结果;已经公布的,补报公开陈述。",
    ),
    en=(
        "result of a third-party assessment not published",
        "The result of the third-party assessment was not published.",
        "Publish the result; if that was done, state it.",
    ),
    clauses=("xinzheng-2017/4.1.4a",),
    strength="encourage",
    parts=having(publication=("kinds", "about")),
)
def result_not_published(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Third parties are supported (支持) in evaluating and rating, and in publishing the results promptly."""
    for _, tally in unanswered(tallies, context, "publication"):
        yield Found(tally.last, Hit("/kind"))
