"""Use of credit records and assessments: query before honours, check before joint sanctions, results tied."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.periods.partial import after, before, bounds
from gov_integrity.rules.claims import certainly_within, joined
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, named
from gov_integrity.rules.listed import listed
from gov_integrity.rules.registry import dataset_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Claim, Context, Found, Hit, Statement

_LOOKED_UP = frozenset(("query", "check"))
_HONOURS = frozenset(("merit", "appointment"))
_QUERIED = ("alxa-2021/2.2.5a", "alxa-2021/annex.11", "xinzheng-2017/4.2.5f")


def _queries(statement: Statement) -> Iterable[Claim]:
    """Decisions and joint sanctions with what they rest on, and the queries."""
    kind = statement["type"]
    if kind == "handling":
        if statement["operation"] not in _LOOKED_UP:
            return ()
        claims: list[Claim] = [(("query", statement["id"], statement.get("done_on", "")), 0)]
        return claims + [(("for", one), 0) for one in statement.get("about", ())]
    wanted = statement["kind"] in _HONOURS if kind == "decision" else statement["kind"] == "joint-punishment"
    if not wanted:
        return ()
    day = statement.get("decided_on" if kind == "decision" else "from", "")
    key = (statement["id"], statement["kind"], day, statement["stated_by"])
    about: list[Claim] = [(("rests", one, *key), 0) for one in statement.get("about", ())]
    needs: Claim = (("needs", *key, "cites" if about else ""), 0)
    # A check among its own steps is one it rests on.
    own = [
        (("query", statement["id"], row.get("on", "")), 0)
        for row in statement.get("steps", ())
        if row["step"] == "credit-check" and row.get("outcome") != "not-done"
    ]
    return [needs, *about, *own, (("rests", statement["id"], *key), 0)] if own else [needs, *about]


def _not_queried(
    tallies: Tallies, context: Context, kinds: frozenset[str], *, late: bool = False
) -> Iterable[Found]:
    """Those of these kinds behind which no query stands; with `late`, none that may have come before.

    The query comes before the decision. Where the decision cites something, it may be a query delivered
    before the time declared complete, so that then only a declaration from the beginning counts.
    """
    asked_for = {one for (one,), _ in kept(tallies, "for")}
    met = {
        one
        for (_, one, _, day, _), _, (_, queried), _ in joined(tallies, "rests", "query")
        if not (late and day and queried and after(queried, day))
    } | asked_for
    for (one, kind, day, body, cites), tally in kept(tallies, "needs"):
        if kind not in kinds or one in met or not in_its_time(context, day):
            continue
        if declared(context, "handling", body, "" if cites else day):
            params = {"decision_kind": kind} if kind in _HONOURS else {"measure_kind": kind}
            yield Found(tally.first, Hit("/about", params))


_NO_QUERY_ZH = (
    "没有查询信用记录",
    "在声明完整报送的范围内,{decision_kind} 之前没有查询信用记录和信用档案。",
    "查询当事人的信用记录和信用档案,并在相关陈述中指明该次查询。",
)
_NO_QUERY_EN = (
    "credit record not queried",
    "Inside the declared coverage no query of record and archive stands behind this {decision_kind}.",
    "Query the record and archive of the person and name the query in about.",
)


@dataset_rule(
    "GI-USE-0001",
    types=("decision", "handling"),
    gather=_queries,
    covers="handling",
    zh=_NO_QUERY_ZH,
    en=_NO_QUERY_EN,
    clauses=_QUERIED,
)
def query_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Records and archives are queried before honours and appointments, those that the text cited names."""
    return _not_queried(tallies, context, _HONOURS & named(context, "record-use", _QUERIED))


@dataset_rule(
    "GI-USE-0002",
    types=("decision", "handling"),
    gather=_queries,
    covers="handling",
    zh=_NO_QUERY_ZH,
    en=_NO_QUERY_EN,
    clauses=("gansu-2017/3.2.4a",),
    strength="encourage",
)
def query_not_made(tallies: Tallies, context: Context) -> Iterable[Found]:
    """To query records before honours is encouraged (鼓励)."""
    return _not_queried(tallies, context, frozenset(("merit",)), late=True)


@dataset_rule(
    "GI-USE-0003",
    types=("decision", "handling", "sanction"),
    gather=_queries,
    zh=(
        "先决定后查询",
        "查询或者核查的日期 {sample} 晚于决定或者措施的日期 {decided_on}。",
        "核对两个日期;查询应当在决定之前。",
    ),
    en=(
        "queried after deciding",
        "The query or check of {sample} came after the decision or measure of {decided_on}.",
        "Check both dates; the query comes first.",
    ),
    clauses=(*_QUERIED, "shandong-2024/4.13a"),
    confidence="inferred",
)
def queried_too_late(tallies: Tallies, context: Context) -> Iterable[Found]:
    """What is to be a reference is looked up before the decision; a later look besides does no harm."""
    late: dict[str, Found] = {}
    in_time = set()
    for (rests_on, one, _, day, _), tally, (_, queried), _ in joined(tallies, "rests", "query"):
        if not (day and queried and after(queried, day)):
            in_time.add(one)
        elif in_its_time(context, day):
            pointer = "/steps" if rests_on == one else "/about"
            late.setdefault(one, Found(tally.first, Hit(pointer, {"decided_on": day}, queried)))
    yield from (found for one, found in late.items() if one not in in_time)


@dataset_rule(
    "GI-USE-0004",
    types=("sanction", "handling"),
    gather=_queries,
    covers="handling",
    zh=(
        "联合惩戒之前没有核查",
        "在声明完整报送的范围内,{measure_kind} 之前没有信用信息核查。",
        "核查信用信息,并在相关陈述中指明该次核查。",
    ),
    en=(
        "joint sanction without a check",
        "Inside the declared coverage no credit check stands behind this {measure_kind}.",
        "Check the credit information and name the check in about.",
    ),
    clauses=("shandong-2024/4.13a",),
    confidence="inferred",
)
def check_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Checks of credit information are applied more strongly (强化信用信息核查应用)."""
    return _not_queried(tallies, context, frozenset(("joint-punishment",)))


def _tied(statement: Statement) -> Iterable[Claim]:
    if statement["type"] == "assessment":
        return [(("assessment", statement["id"]), 0)]
    if statement["kind"] not in ("major-project-review", "fiscal-funds"):
        return ()
    day = statement.get("decided_on", "")
    about = statement.get("about", ())
    since = "" if about else day
    key = (statement["id"], statement["kind"], statement["subject"], day, since)
    return [(("decision", *key), 0), *((("cites", one, statement["id"]), 0) for one in about)]


@dataset_rule(
    "GI-USE-0005",
    types=("decision", "assessment"),
    gather=_tied,
    covers="assessment",
    zh=(
        "决定没有与考评结果挂钩",
        "{decision_kind} 没有引用该单位的政务诚信考评结果。",
        "参考考评结果,并在相关陈述中指明该次考评。",
    ),
    en=(
        "decision not tied to the assessment",
        "This {decision_kind} cites no assessment of the unit.",
        "Take the assessment into account and name it in about.",
    ),
    clauses=("xinzheng-2017/4.1.1d",),
)
def not_tied(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Assessments are tied to the review of major projects and to fiscal funds (挂钩).

    What the decision cites may be an assessment delivered before the time declared complete, as for queries.
    """
    cited = {key[1] for key, _, _, _ in joined(tallies, "cites", "assessment")}
    for (one, kind, body, day, since), tally in kept(tallies, "decision"):
        used = kind in listed(context, "evaluation-use") and in_its_time(context, day)
        if used and one not in cited and declared(context, "assessment", body, since):
            yield Found(tally.first, Hit("/about", {"decision_kind": kind}))


def _favours(type_: str, statement: Statement) -> Iterable[Claim]:
    subject = statement["subject"]
    if type_ == "incentive":
        if statement["kind"] != "merit-priority":
            return ()
        days = (statement.get(name, "") for name in ("from", "until", "ended_on"))
        return [(("favour", subject, *days), 0)]
    if statement["severity"] != "serious":
        return ()
    return [(("serious", subject, statement["decided_on"], statement.get("ended_on", "")), 0)]


@dataset_rule(
    "GI-INC-0001",
    types=("dishonesty_record", "incentive"),
    gather=_favours,
    zh=(
        "有严重失信记录却优先考虑",
        "{sample} 起优先考虑,本人自 {decided_on} 起有严重失信记录。",
        "查询信用记录;有严重失信记录的,取消优先考虑。",
    ),
    en=(
        "preferred in spite of a serious record",
        "Preferred since {sample}, although the person has had a serious record since {decided_on}.",
        "Query the record and take back the preference.",
    ),
    clauses=("alxa-2021/2.2.5b", "alxa-2021/annex.11"),
    confidence="inferred",
    parts=having(dishonesty_record=("severity", "decided_on")),
)
def preferred_in_spite(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Civil servants with good credit records are considered first (信用记录良好).

    A preference with a last day still to come is taken back when there is a serious record.
    """
    for (_, since, until, taken_back), tally, (_, decided, ended), _ in joined(tallies, "favour", "serious"):
        given = certainly_within(since, decided, "", ended) and in_its_time(context, since)
        last = bounds(until)[0] if until and not (taken_back or ended) else context.as_of
        if given or (since and before(decided, context.as_of) and last > context.as_of):
            yield Found(tally.first, Hit("/from", {"decided_on": decided}, since))


def _appraisals(_type: str, statement: Statement) -> Iterable[Claim]:
    if statement["kind"] not in ("performance", "government-integrity"):
        return ()
    return [((statement["kind"], statement["subject"], statement["period_until"][:4]), 0)]


@dataset_rule(
    "GI-PLK-0001",
    types=("assessment",),
    gather=_appraisals,
    covers="assessment",
    zh=(
        "绩效考核没有参考政务诚信考评",
        "在声明完整报送的范围内,{year} 年绩效考核的单位没有同年的政务诚信考评。",
        "开展政务诚信考评,把结果作为绩效考核的重要参考。",
    ),
    en=(
        "performance appraised without integrity",
        "Inside the declared coverage the unit's appraisal of {year} has no integrity assessment beside it.",
        "Assess integrity and use the result as a reference of the appraisal.",
    ),
    clauses=("xinzheng-2017/4.1.1c",),
    confidence="inferred",
    parts=having(assessment=("period_until",)),
)
def no_integrity_assessment(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Integrity assessments are an important reference of performance appraisal.

    They are held at intervals that the text leaves open (定期), so that "of the same year" is a reading.
    """
    have = {key for key, _ in kept(tallies, "government-integrity")}
    for key, tally in kept(tallies, "performance"):
        if key in have or not in_its_time(context, key[1]):
            continue
        if declared(context, "assessment", key[0], key[1]):
            yield Found(tally.first, Hit("/kind", {"year": key[1]}))


_ITEMS = {"政务履约": ("履约",), "守诺服务": ("守诺", "践诺", "承诺")}
"""What an index is to hold, and the words by which an indicator on it is known."""


def _indices(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "index":
        rows = statement.get("indicators", ())
        words = "\n".join(f"{row['name']} {row.get('definition', '')}" for row in rows)
        lacking = (item for item, known in _ITEMS.items() if not any(word in words for word in known))
        return [(("lacks", statement["id"], item), 0) for item in lacking]
    if statement["kind"] not in ("performance", "lawful-administration"):
        return ()
    day = statement.get("period_until", statement.get("assessed_on", ""))
    return [(("appraised", statement["index"], statement["kind"], day), 0)]


@dataset_rule(
    "GI-PLK-0002",
    types=("index", "assessment"),
    gather=_indices,
    zh=(
        "考核指标缺少政务诚信内容",
        "{assessment_kind} 所用的指标体系没有关于“{item}”的指标。",
        "把政务履约和守诺服务纳入指标体系。",
    ),
    en=(
        "index without integrity",
        "The index used for {assessment_kind} has no indicator on {item}.",
        "Add performance of contracts and promised service to the index.",
    ),
    clauses=("xinzheng-2017/4.3.12d",),
    confidence="inferred",
    parts=having(assessment=("index",)),
)
def index_lacks_item(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Contract performance and promised service enter the yearly appraisals."""
    for (_, kind, day), tally, (_, item), _ in joined(tallies, "appraised", "lacks"):
        if in_its_time(context, day):
            yield Found(tally.first, Hit("/index", {"assessment_kind": kind, "item": item}))
