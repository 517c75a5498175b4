"""Supervision: who inspects whom, at which level, that nobody is left out, and supervisors from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gov_integrity.findings import Param
from gov_integrity.periods.partial import bounds
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies, in_its_time, kept
from gov_integrity.rules.links import digest
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement, Tally

_SPECIAL = ("alxa-2021/2.4.1a", "alxa-2021/annex.20b", "gansu-2017/3.1.1a", "gansu-2017/3.1.1b",
            "xinzheng-2017/4.1.1a")  # fmt: skip
_PROGRESS = ("gansu-2017/4.end.b",)
_ABOVE = ("gansu-2017/3.1.1b", "weidu-2022/3.1.1a")
_LEVEL = ("alxa-2021/2.4.2a", "alxa-2021/annex.21a", "gansu-2017/3.1.2a", "weidu-2022/3.1.2a",
          "weidu-2022/3.1.2b")  # fmt: skip
_SUPERVISORS = {
    "congress": frozenset({"people-congress", "congress-standing-committee"}),
    "cppcc": frozenset({"cppcc"}),
}
_INSPECTIONS = frozenset({"special", "supervision-check", "level-by-level"})
_PROGRESS_KINDS = frozenset({"progress-check", "appraisal-inspection"})
_PRIVATE = frozenset(
    {"enterprise", "individual-business", "legal-entity", "social-organisation", "intermediary"}
)


def _official(statement: Statement) -> bool:
    """Whether a body may supervise or be supervised; the many private ones are not kept."""
    return statement["kind"] not in _PRIVATE


def _inspectors(statement: Statement) -> list[str]:
    """Who inspects: the parties of that role, else the body that states it; none where one is named only."""
    rows = [row for row in statement.get("parties", ()) if row["role"] == "inspector"]
    if any("party" not in row for row in rows):
        return []
    return [row["party"] for row in rows] or [statement["stated_by"]]


def _levels(statement: Statement) -> Iterable[Claim]:
    """Kind and level of official bodies; supervisions by congress and CPPCC."""
    if statement["type"] == "organisation":
        if _official(statement):
            yield ("body", digest(statement["id"]), statement["kind"], statement.get("level", "")), 0
    elif statement["kind"] in _SUPERVISORS:
        day, by = statement.get("done_on", ""), [digest(one) for one in _inspectors(statement)]
        yield ("inspection", digest(statement["subject"]), statement["kind"], day, *by), 0


def _traits(tallies: Tallies) -> dict[object, tuple[str, str]]:
    return {ident: (kind, level) for (ident, kind, level), _ in kept(tallies, "body")}


@dataset_rule(
    "GI-SUP-0001",
    types=("organisation", "inspection"),
    gather=_levels,
    zh=(
        "不是同级监督",
        "监督单位与被监督单位的行政层级依次是 {administrative_level};应当由同级人大、政协监督。",
        "核对双方的行政层级,更正监督单位或者层级。",
    ),
    en=(
        "supervision not by the same level",
        "Supervisor and supervised body are of the levels {administrative_level}; both should be alike.",
        "Check both levels and correct the supervisor or the level.",
    ),
    clauses=_LEVEL,
    confidence="inferred",
)
def other_level(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Governments are supervised by the congress and the CPPCC of the same level, alone or with others."""
    bodies = _traits(tallies)
    for (of, _, day, *inspectors), tally in kept(tallies, "inspection"):
        own = bodies.get(of, ("", ""))[1]
        levels = [bodies.get(by, ("", ""))[1] for by in inspectors]
        if levels and own and all(level not in {"", own} for level in levels) and in_its_time(context, day):
            yield Found(tally.last, Hit("/subject", {"administrative_level": (*levels, own)}))


@dataset_rule(
    "GI-SUP-0002",
    types=("organisation", "inspection"),
    gather=_levels,
    zh=(
        "监督类型与监督单位不符",
        "“{inspection_kind}”的监督单位却是“{organisation_kind}”。",
        "更正监督类型;由其他单位录入的,在参与方中写明监督单位。",
    ),
    en=(
        "kind of supervision does not fit the supervisor",
        "The supervisor of a '{inspection_kind}' is a '{organisation_kind}'.",
        "Correct the kind; if another body entered it, name the supervisor among the parties.",
    ),
    clauses=_LEVEL,
    confidence="inferred",
)
def wrong_supervisor(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Legal supervision is by the people's congress or its committee, democratic supervision by the CPPCC."""
    bodies = _traits(tallies)
    for (_, kind, day, *inspectors), tally in kept(tallies, "inspection"):
        kinds = [bodies.get(by, ("", ""))[0] for by in inspectors]
        wrong = kinds and _SUPERVISORS[kind].isdisjoint(kinds) and all(kinds)
        if wrong and in_its_time(context, day):
            params: dict[str, Param] = {"inspection_kind": kind, "organisation_kind": kinds[0]}
            yield Found(tally.last, Hit("/kind", params))


def _inspected(kinds: frozenset[str], statement: Statement) -> Iterable[Claim]:
    """Official bodies, and the bodies that were inspected."""
    if statement["type"] == "organisation":
        if _official(statement) and "until" not in statement:
            traits = (statement["kind"], statement.get("level", ""), statement["name"])
            yield ("body", statement["id"], *traits), 0
    elif statement["kind"] in kinds:
        yield ("inspected", statement["subject"]), 0


def _special(statement: Statement) -> Iterable[Claim]:
    return _inspected(_INSPECTIONS, statement)


def _progress(statement: Statement) -> Iterable[Claim]:
    return _inspected(_PROGRESS_KINDS, statement)


_LEVELS = ("state", "province", "prefecture", "county", "township")


def _own_level(context: Context) -> int:
    """Place among the levels of the government whose text it is, which inspects and is not inspected."""
    division = context.profile.head.division if context.profile else ""
    return 3 - division.endswith("00") - division.endswith("0000") if division else 0


def _left_out(tallies: Tallies, context: Context, kinds: Mapping[str, int]) -> Iterator[tuple[str, Tally]]:
    """Bodies without inspection, where the inspections of some time are declared complete.

    `kinds` has the kinds that are inspected, with how many levels of governments are: those below the
    government whose text it is. Of departments its own are meant. Where a body's level is not stated it may
    be any.
    """
    parts = [part for part in context.coverage if part.type == "inspection"]
    own = _own_level(context)
    for (ident, kind, level, name), tally in kept(tallies, "body"):
        whole = any(part.body in {"", ident} for part in parts)
        if not whole or kind not in kinds or ("inspected", ident) in tallies:
            continue
        below = {"government": _LEVELS[own + 1 : own + 1 + kinds[kind]], "department": _LEVELS[own : own + 1]}
        if not level or level in below.get(kind, (level,)):
            yield name, tally


@dataset_rule(
    "GI-SUP-0003",
    types=("organisation", "inspection"),
    gather=_special,
    covers="inspection",
    zh=(
        "没有接受政务诚信监督检查",
        "在声明完整报送的期间内,“{body}”没有接受过政务诚信专项督导或者监督检查。",
        "定期检查该单位;已经检查的,补报检查结果。",
    ),
    en=(
        "body never inspected",
        "In the time declared complete '{body}' was not inspected on government integrity.",
        "Inspect it at regular intervals; if that was done, state the result.",
    ),
    clauses=_SPECIAL,
    confidence="inferred",
)
def never_inspected(tallies: Tallies, context: Context) -> Iterable[Found]:
    """The bodies that the text names are inspected regularly; no interval is set."""
    if context.profile is None:
        return
    entries = context.profile.section("supervision")
    down = _LEVELS.index("county") - _own_level(context)
    kinds = {entry.target: down for entry in entries if set(entry.clauses) & set(_SPECIAL)}
    for name, tally in _left_out(tallies, context, kinds):
        yield Found(tally.first, Hit("", {"body": name}))


@dataset_rule(
    "GI-SUP-0004",
    types=("organisation", "inspection"),
    gather=_progress,
    covers="inspection",
    zh=(
        "没有接受督促考核",
        "在声明完整报送的期间内,“{body}”没有接受过督促检查或者考核督查。",
        "适时督促考核该单位;已经考核的,补报结果。",
    ),
    en=(
        "progress never checked",
        "In the time declared complete the progress of '{body}' was not checked.",
        "Check and appraise it at a suitable time; if that was done, state the result.",
    ),
    clauses=_PROGRESS,
    confidence="inferred",
    severity="info",
)
def progress_never_checked(tallies: Tallies, context: Context) -> Iterable[Found]:
    """The work of governments and departments is supervised and appraised at suitable times."""
    for name, tally in _left_out(tallies, context, {"government": 1, "department": 0}):
        yield Found(tally.first, Hit("", {"body": name}))


def _parents(statement: Statement) -> Iterable[Claim]:
    """The body above each official body, and who inspected whom."""
    if statement["type"] == "organisation":
        if _official(statement) and "parent" in statement:
            yield ("parent", digest(statement["id"]), digest(statement["parent"])), 0
    elif statement["kind"] in {"special", "level-by-level"} and (inspectors := _inspectors(statement)):
        yield ("inspection", digest(statement["subject"]), *map(digest, inspectors)), 0


@dataset_rule(
    "GI-SUP-0005",
    types=("organisation", "inspection"),
    gather=_parents,
    zh=(
        "不是由上一级督导",
        "督导单位不是被督导单位的上级或者主管单位。",
        "由直接上级督导;受其委托的,在参与方中以“监督检查单位”写明上级单位。",
    ),
    en=(
        "inspected by another body than the one above",
        "The inspector is not the body directly above the inspected one.",
        "Let the body above inspect; where another acts for it, name the body above as inspector.",
    ),
    clauses=_ABOVE,
    confidence="inferred",
)
def not_by_the_body_above(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Supervision goes level by level: each body is inspected by the one directly above it, or with it."""
    above = {ident: parent for (ident, parent), _ in kept(tallies, "parent")}
    for (subject, *inspectors), tally in kept(tallies, "inspection"):
        if above.get(subject, inspectors[0]) not in inspectors:
            yield Found(tally.last, Hit("/subject"))


def _left(post: Mapping[str, str], context: Context) -> bool:
    """Whether the last day in the post may be over."""
    return "until" in post and bounds(post["until"])[0] < context.as_of


@record_rule(
    "GI-SUP-0006",
    types=("person",),
    needs=("posts",),
    zh=(
        "社会监督员在被监督单位任职",
        "社会监督员在其监督的单位同时担任“{post_role}”。",
        "改聘单位以外的人员;已经离任的,填写任职截止日期。",
    ),
    en=(
        "social supervisor works for the supervised body",
        "The social supervisor is also '{post_role}' in the body supervised.",
        "Appoint someone from outside; if the other post has ended, give its last day.",
    ),
    clauses=("weidu-2022/3.1.4e",),
    confidence="inferred",
)
def supervisor_from_inside(statement: Statement, context: Context) -> Checked:
    """Social supervisors come from all walks of life, not from the body itself."""
    rows = [row for row in statement["posts"] if not _left(row, context)]
    watched = {row.get("organisation") for row in rows if row.get("role") == "social-supervisor"}
    for index, row in each(statement, "posts"):
        inside = (
            row.get("organisation") in watched and row.get("role", "social-supervisor") != "social-supervisor"
        )
        if inside and not _left(row, context):
            yield Hit(f"/posts/{index}/role", {"post_role": row["role"]})
