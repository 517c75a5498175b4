"""Judgments performed and courts answered; government bodies on the list of dishonest judgment debtors."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.findings import Param
from gov_integrity.periods.partial import after, before, bounds
from gov_integrity.rules.documents import in_force_since
from gov_integrity.rules.facts import Tallies, declared, due_day, in_its_time, kept
from gov_integrity.rules.links import digest
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_DEBTORS = frozenset({"judgment-debtor", "dishonest-judgment-debtor"})
_OPEN = frozenset({"none", "partial"})
_COURT_ACTS = frozenset({"enforcement-assistance", "judicial-suggestion"})
_LIST = "法释〔2017〕7号"
_SINCE = in_force_since(_LIST)


@record_rule(
    "GI-JUD-0001",
    types=("court_matter",),
    needs=("due_on", "performance_state"),
    zh=(
        "没有按期履行生效文书",
        "履行期限是 {sample},到 {recorded_on} 的履行情况是“{performance_state}”。",
        "立即履行;已经履行的,更新履行情况和履行日期。",
    ),
    en=(
        "judgment not performed in time",
        "The duty was due on {sample}; on {recorded_on} its state was '{performance_state}'.",
        "Perform at once; if it was performed, state that and the day.",
    ),
    clauses=("weidu-2022/3.1.3a",),
    confidence="inferred",
)
def judgment_open(statement: Statement, _context: Context) -> Checked:
    """Court judgments are performed."""
    recorded, state = statement["recorded_at"][:10], statement["performance_state"]
    if state in _OPEN and before(statement["due_on"], recorded):
        params = {"recorded_on": recorded, "performance_state": state}
        yield Hit("/due_on", params, statement["due_on"])


@record_rule(
    "GI-JUD-0002",
    types=("court_matter",),
    needs=("due_on", "performed_on"),
    zh=(
        "逾期履行生效文书",
        "履行日期 {sample} 晚于履行期限 {due_on}。",
        "核对日期;确属逾期的,说明原因。",
    ),
    en=(
        "judgment performed late",
        "It was performed on {sample}, after it was due on {due_on}.",
        "Check the dates; if it was late, say why.",
    ),
    clauses=("weidu-2022/3.1.3a",),
    confidence="inferred",
)
def judgment_late(statement: Statement, context: Context) -> Checked:
    """Court judgments are performed by the day they set."""
    performed = statement["performed_on"]
    if after(performed, statement["due_on"]) and in_its_time(context, performed):
        yield Hit("/performed_on", {"due_on": statement["due_on"]}, statement["performed_on"])


@record_rule(
    "GI-JUD-0003",
    types=("court_matter",),
    zh=(
        "法院的通知或者建议没有办理结果",
        "“{court_matter_kind}”没有办理情况的记载。",
        "填写办理答复的步骤和结果;正在办理的,办结后补填。",
    ),
    en=(
        "no result of a court's notice or suggestion",
        "Nothing says what was done about the '{court_matter_kind}'.",
        "State the reply and its outcome; while it is being handled, add them when it is done.",
    ),
    clauses=("weidu-2022/3.1.3b", "weidu-2022/3.1.3e"),
    confidence="inferred",
    severity="info",
    parts=lacking("performance_state"),
)
def court_unanswered(_missing: object, statement: Statement, _context: Context) -> Checked:
    """Notices to assist enforcement are carried out and judicial suggestions are listened to."""
    if statement["kind"] not in _COURT_ACTS:
        return
    if all(row.get("outcome", "not-done") == "not-done" for row in statement.get("steps", ())):
        yield Hit("/steps", {"court_matter_kind": statement["kind"]})


def _about_others(statement: Statement) -> bool:
    """Whether only records and decisions are pushed, which come in bulk."""
    kinds = statement.get("kinds", ())
    return bool(kinds) and set(kinds) <= {"dishonesty-record", "licence", "penalty", "violation"}


def _pushed(type_: str, statement: Statement) -> Iterable[Claim]:
    """Listings of judgment debtors with their day, and the day on which each was first pushed."""
    if type_ == "court_matter":
        if statement["kind"] in _DEBTORS:
            yield ("listed", digest(statement["id"]), statement["listed_on"], statement["subject"]), 0
    elif statement["operation"] == "push" and not _about_others(statement):
        for target in statement["about"]:
            yield ("pushed", digest(target), statement["done_on"]), 0


@dataset_rule(
    "GI-JUD-0004",
    types=("court_matter", "handling"),
    gather=_pushed,
    covers="handling",
    zh=(
        "法院没有实时推送被执行人信息",
        "{listed_on} 列入的被执行人信息到 {pushed_on} 才推送。",
        "实时推送给政务诚信牵头部门;日期有误的,更正日期。",
    ),
    en=(
        "court did not push the listing in real time",
        "The debtor was listed on {listed_on}; the information was pushed on {pushed_on}.",
        "Push such information to the lead department in real time; correct a wrong date.",
    ),
    clauses=("shandong-2024/4.14b",),
    confidence="inferred",
    parts=having(court_matter=("listed_on",), handling=("done_on", "about")),
)
def pushed_late(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Courts push listings of organs and institutions as debtors to the lead department in real time."""
    first: dict[object, str] = {}
    for (target, day), _ in kept(tallies, "pushed"):
        first[target] = min(day, first.get(target, day))
    for (ident, listed, body), tally in kept(tallies, "listed"):
        limit = due_day(context, "shandong-court-push", listed)
        if limit is None or ident not in first or not declared(context, "handling", body, listed):
            continue
        if not in_its_time(context, listed):
            continue
        if after(first[ident], limit):
            params: dict[str, Param] = {"listed_on": listed, "pushed_on": first[ident]}
            yield Found(tally.last, Hit("/listed_on", params))


@record_rule(
    "GI-JUD-0005",
    types=("court_matter",),
    zh=(
        "失信被执行人没有列入情形",
        "列入失信被执行人名单,没有写明属于哪一种情形。",
        "按决定书填写列入情形(司法解释规定的六种情形之一)。",
    ),
    en=(
        "listing without its case",
        "The body is listed as a dishonest judgment debtor; which case applies is not stated.",
        "State which of the six cases of the judicial interpretation the decision names.",
    ),
    laws=(Law(_LIST, "1"),),
    severity="warning",
    parts=lacking("listing_ground"),
)
def listing_without_case(_missing: object, statement: Statement, _context: Context) -> Checked:
    """A debtor is listed in one of six cases."""
    if statement["kind"] == "dishonest-judgment-debtor":
        yield Hit("/listing_ground")


@record_rule(
    "GI-JUD-0006",
    types=("court_matter",),
    needs=("performed_on",),
    zh=(
        "履行后没有按期移出名单",
        "{performed_on} 已经履行,应当在 {limit} 前从失信被执行人名单中删除,到 {until} 才删除或者仍未删除。",
        "向法院申请删除;已经删除的,填写移出日期。",
    ),
    en=(
        "not taken off the list after performance",
        "Performed on {performed_on}, due for deletion by {limit}; deleted on {until}, or not yet by then.",
        "Ask the court to delete the entry; if it was deleted, state the day.",
    ),
    laws=(Law(_LIST, "10", "secondary"),),
    confidence="secondary",
)
def delisted_late(statement: Statement, context: Context) -> Checked:
    """The court deletes the entry within 3 working days of full performance."""
    if statement["kind"] != "dishonest-judgment-debtor":
        return
    if statement.get("performance_state", "full") != "full":
        return
    performed = max(bounds(statement["performed_on"])[1], _SINCE)  # the time runs from no earlier day
    limit = due_day(context, "debtor-deletion-3wd", performed.isoformat())
    until = statement.get("delisted_on", statement["recorded_at"][:10])
    if limit is not None and after(until, limit):
        params = {"performed_on": statement["performed_on"], "limit": limit.isoformat(), "until": until}
        yield Hit("/delisted_on", params)


@record_rule(
    "GI-JUD-0007",
    types=("court_matter",),
    needs=("listed_on", "listing_ground"),
    zh=(
        "列入名单超过最长期限",
        "{sample} 列入,到 {until} 仍在名单上,超过最长的 {months} 个月。",
        "向法院申请删除;已经移出的,填写移出日期。",
    ),
    en=(
        "on the list beyond the longest term",
        "Listed on {sample} and still listed on {until}: longer than the longest term of {months} months.",
        "Ask the court to delete the entry; if it was deleted, state the day.",
    ),
    laws=(Law(_LIST, "2"),),
    severity="warning",
)
def listed_too_long(statement: Statement, context: Context) -> Checked:
    """In cases 2 to 6 the term is two years, longer by one to three in grave ones; case 1 has no term."""
    if statement["kind"] != "dishonest-judgment-debtor" or statement["listing_ground"] == "able-refused":
        return
    until = statement.get("delisted_on", statement["recorded_at"][:10])
    months = _longest(context)
    start = max(bounds(statement["listed_on"])[1], _SINCE)  # before that day the list had no term
    if (bounds(until)[0] - start).days > months * 31:
        yield Hit("/listed_on", {"until": until, "months": months}, statement["listed_on"])


def _longest(context: Context) -> int:
    """The longest term of the list in months, from the windows of the judicial interpretation."""
    term = next(row for row in context.periods.rule_sets if row.cls == "judgment-debtor")
    return (term.max_months or term.min_months or 0) + (term.longer[1] if term.longer else 0)


@record_rule(
    "GI-JUD-0008",
    types=("court_matter",),
    needs=("listed_on", "delisted_on"),
    zh=(
        "移出名单早于列入名单",
        "移出日期 {sample} 早于列入日期 {listed_on}。",
        "核对两个日期,更正其中写错的一个。",
    ),
    en=(
        "taken off the list before being listed",
        "The entry was deleted on {sample}, before it was made on {listed_on}.",
        "Check both dates and correct the wrong one.",
    ),
    laws=(Law("GIDS", "GIDS-CRT-001"),),
)
def delisted_before_listed(statement: Statement, _context: Context) -> Checked:
    """An entry is deleted after it was made."""
    if before(statement["delisted_on"], statement["listed_on"]):
        yield Hit("/delisted_on", {"listed_on": statement["listed_on"]}, statement["delisted_on"])
