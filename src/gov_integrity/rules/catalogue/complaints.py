"""Complaints and reports: registered, handed over, answered, and closed when they are solved."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.periods.partial import after, bounds
from gov_integrity.rules.claims import answers, unanswered
from gov_integrity.rules.documents import in_force_since
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies, due_day, in_its_time, named, steps_taken
from gov_integrity.rules.links import asked
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_REGISTERED = ("weidu-2022/3.1.4b",)
_CHANNELS = ("alxa-2021/2.4.3a",)
_COLUMN = ("shandong-2024/4.12a",)
_CLOSED = ("shandong-2024/3.8c",)
_BREACH = frozenset(
    {"breach-dishonesty", "breach", "repudiation", "arrears", "policy-not-honoured", "dishonest-conduct",
     "investment-dishonesty", "enterprise-public-problem"}
)  # fmt: skip
_DISHONEST = _BREACH | {"unlawful-dishonest"}
_OTHERWISE = frozenset({"court-judgment", "administrative-penalty", "disciplinary-sanction"})
"""Records that rest on another document than the outcome of a complaint; they come in bulk."""
_COMPLAINED = frozenset({"complaint", "report", "lead", "supervised-handling"})
"""Cases that end when what was complained of is solved; mediation may end without it."""
_UNSOLVED = frozenset({"not-corrected", "no-agreement"})
_NOTICE = "发改财金〔2023〕1103号"
_NOTICE_SINCE = in_force_since(_NOTICE)
_BREACHES = Law(_NOTICE, "", "secondary")


def _noticed(statement: Statement) -> bool:
    """Whether the complaint may have been handled when the notice was in force."""
    day = statement.get("closed_on", statement.get("opened_on"))
    return day is None or bounds(day)[1] >= _NOTICE_SINCE


def _is_complaint(statement: Statement) -> bool:
    return statement["kind"] in {"complaint", "report"}


def _told(statement: Statement, *steps: str) -> bool:
    """Whether one of these steps stands there with its day."""
    return any(row["step"] in steps and "on" in row for _, row in each(statement, "steps"))


@record_rule(
    "GI-CPL-0001",
    types=("case",),
    zh=(
        "投诉举报没有登记日期",
        "“{case_kind}”没有写明登记或者受理日期。",
        "填写受理日期。",
    ),
    en=(
        "complaint without date",
        "The '{case_kind}' states no day on which it was registered.",
        "State the day on which it was received.",
    ),
    clauses=(*_REGISTERED, *_CHANNELS),
    confidence="inferred",
    parts=lacking("opened_on"),
)
def no_date(_missing: object, statement: Statement, context: Context) -> Checked:
    """A complaint or report is registered with its day, which may stand beside a step."""
    told = _told(statement, "registration", "acceptance", "application")
    if _is_complaint(statement) and not told and in_its_time(context, statement.get("closed_on", "")):
        yield Hit("/opened_on", {"case_kind": statement["kind"]})


@record_rule(
    "GI-CPL-0002",
    types=("case",),
    zh=(
        "投诉举报没有登记编号",
        "“{case_kind}”没有登记编号。",
        "登记并填写编号。",
    ),
    en=(
        "complaint without number",
        "The '{case_kind}' has no number in the register.",
        "Register it and state its number.",
    ),
    clauses=_REGISTERED,
    confidence="inferred",
    parts=lacking("number"),
)
def no_number(_missing: object, statement: Statement, context: Context) -> Checked:
    """A complaint or report about unlawful and dishonest conduct is registered under a number."""
    numbered = any(row["scheme"] == "source-record" for _, row in each(statement, "identifiers"))
    other = "topics" in statement and _DISHONEST.isdisjoint(statement["topics"])
    if not _is_complaint(statement) or numbered or other:
        return
    if in_its_time(context, statement.get("opened_on", statement.get("closed_on", ""))):
        yield Hit("/number", {"case_kind": statement["kind"]})


@record_rule(
    "GI-CPL-0003",
    types=("case",),
    needs=("channel", "state"),
    zh=(
        "诉求渠道的事件办结没有日期",
        "来自“{channel}”的事件已经办结,没有写明办结日期。",
        "填写办结日期。",
    ),
    en=(
        "matter of an appeal channel closed without date",
        "A matter that came by '{channel}' is closed, and no day is stated.",
        "State the day on which it was closed.",
    ),
    clauses=_CHANNELS,
    confidence="inferred",
    parts=lacking("closed_on"),
)
def closed_without_date(_missing: object, statement: Statement, context: Context) -> Checked:
    """What comes by the hotline and the other channels is seen to be handled."""
    closed = statement["state"] == "closed" and not _told(statement, "closing")
    if closed and statement["channel"] in named(context, "complaint-channel", _CHANNELS):
        yield Hit("/closed_on", {"channel": statement["channel"]})


@record_rule(
    "GI-CPL-0004",
    types=("case",),
    needs=("channel",),
    zh=(
        "投诉专栏受理了其他事项",
        "“{channel}”受理政务部门违约失信的投诉,该投诉没有写明这类事项。",
        "填写违约失信等投诉事项;属于其他事项的,转有关部门办理。",
    ),
    en=(
        "complaint column used for another matter",
        "'{channel}' takes complaints on breach and dishonesty of government; this one states no such topic.",
        "State the topic; a complaint on another matter goes to the department in charge.",
    ),
    clauses=_COLUMN,
    confidence="inferred",
)
def wrong_topic(statement: Statement, context: Context) -> Checked:
    """The complaint column is for breach of contract and faith by organs and public institutions."""
    if not _is_complaint(statement) or not _DISHONEST.isdisjoint(statement.get("topics", ())):
        return ()
    if statement["channel"] not in named(context, "complaint-channel", _COLUMN):
        return ()
    return (Hit("/topics", {"channel": statement["channel"]}),)


@record_rule(
    "GI-CPL-0005",
    types=("case",),
    needs=("topics", "state", "result"),
    zh=(
        "欠款没有解决就办结投诉",
        "欠款投诉已经办结,结果却是“{case_result}”。",
        "继续办理,直至欠款付清或者依法解决;已经解决的,更正结果。",
    ),
    en=(
        "complaint on arrears closed without solution",
        "The complaint on arrears is closed with the result '{case_result}'.",
        "Go on until the debt is paid or settled by law; if it was solved, correct the result.",
    ),
    clauses=_CLOSED,
    confidence="inferred",
)
def closed_unsolved(statement: Statement, context: Context) -> Checked:
    """A complaint about arrears is closed when the debt is settled: the handling makes a closed loop."""
    arrears = "arrears" in statement["topics"] and statement["state"] == "closed"
    if not arrears or statement["kind"] not in _COMPLAINED:
        return
    if statement["result"] in _UNSOLVED and in_its_time(context, statement.get("closed_on", "")):
        yield Hit("/result", {"case_result": statement["result"]})


@record_rule(
    "GI-CPL-0006",
    types=("case",),
    needs=("steps", "opened_on", "topics"),
    zh=(
        "违约失信投诉没有立即转交",
        "投诉于 {opened_on} 收到,应当立即转交,实际于 {sample} 转交。",
        "收到后立即转被投诉单位的上级或者主管部门;日期有误的,更正日期。",
    ),
    en=(
        "complaint on a breach not handed over at once",
        "The complaint came on {opened_on} and was to go on at once; it was handed over on {sample}.",
        "Hand such complaints to the superior or competent department at once; correct a wrong date.",
    ),
    laws=(_BREACHES,),
    confidence="secondary",
)
def handed_over_late(statement: Statement, context: Context) -> Checked:
    """The provincial lead passes a complaint about a breach at once to the superior of the body."""
    if statement["kind"] != "complaint" or not _BREACH & set(statement["topics"]):
        return
    if bounds(statement["opened_on"])[1] < _NOTICE_SINCE:
        return
    limit = due_day(context, "ndrc-1103-lead-transfer", statement["opened_on"])
    handed = ((index, row) for index, row in each(statement, "steps") if row["step"] == "hand-over")
    rows = [(index, row["on"]) for index, row in handed if "on" in row]
    if limit is not None and rows and all(after(on, limit) for _, on in rows):
        index, on = min(rows, key=lambda item: item[1])
        yield Hit(f"/steps/{index}/on", {"opened_on": statement["opened_on"]}, on)


@record_rule(
    "GI-CPL-0007",
    types=("case",),
    needs=("result", "topics"),
    zh=(
        "不成立的投诉没有向投诉人说明",
        "违约失信投诉不成立,没有答复投诉人的记载。",
        "向投诉人说明并填写答复步骤。",
    ),
    en=(
        "complainant not told that the complaint is unfounded",
        "The complaint on a breach was not upheld; no reply to the complainant is stated.",
        "Explain it to the complainant and state the reply.",
    ),
    laws=(_BREACHES,),
    confidence="secondary",
)
def complainant_not_told(statement: Statement, _context: Context) -> Checked:
    """Where a complaint about a breach is found untrue, that is explained to the complainant."""
    breach = statement["kind"] == "complaint" and _BREACH & set(statement["topics"])
    untold = statement["result"] == "not-upheld" and "reply" not in steps_taken(statement)
    if breach and untold and _noticed(statement):
        yield Hit("/steps")


def _refused(type_: str, statement: Statement) -> Iterable[Claim]:
    """Complaints whose body refused to correct itself, and what dishonesty records are about."""
    if type_ == "dishonesty_record":
        if statement["form"] not in _OTHERWISE:
            yield from answers(statement)
    elif statement["kind"] == "complaint" and statement["result"] == "not-corrected":
        if not _noticed(statement) or ("topics" in statement and _BREACH.isdisjoint(statement["topics"])):
            return
        yield asked(statement, "closed_on", "opened_on")


@dataset_rule(
    "GI-CPL-0008",
    types=("case", "dishonesty_record"),
    gather=_refused,
    covers="dishonesty_record",
    zh=(
        "拒不改正没有认定失信",
        "投诉属实而被投诉单位拒不改正,没有相应的政务失信记录。",
        "依规认定失信并建立记录;已有记录的,在其相关陈述中指明该投诉。",
    ),
    en=(
        "refusal to correct not recorded as dishonesty",
        "The body refused to put a true complaint right, and there is no dishonesty record on it.",
        "Recognise the breach and record it; if a record exists, let it name the complaint.",
    ),
    laws=(_BREACHES,),
    confidence="secondary",
    parts=having(dishonesty_record=("about",), case=("result",)),
)
def refusal_not_recorded(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Refusal to correct a true complaint counts as recognised breach."""
    for _, tally in unanswered(tallies, context, "dishonesty_record"):
        yield Found(tally.last, Hit("/result"))
