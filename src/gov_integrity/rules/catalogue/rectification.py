"""Setting things right: rectification, objections and repair, their steps and their time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from gov_integrity.periods.clocks import Clock
from gov_integrity.periods.partial import after, before, bounds
from gov_integrity.rules.claims import answers, ask, joined, unanswered
from gov_integrity.rules.documents import in_force_since
from gov_integrity.rules.facts import UNDONE, Tallies, due_day, in_its_time, kept
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_EXPLAINED = ("gansu-2017/3.2.5b", "xinzheng-2017/4.2.7c")
_IN_TIME = ("gansu-2017/3.2.5b", "xinzheng-2017/4.2.7d")
_NATIONAL = Law("国发〔2016〕76号", "四(三)", "secondary")


def _rectifies(statement: Statement, context: Context) -> bool:
    """Whether it is a rectification that was taken up, and may have been under the text."""
    if statement["kind"] != "rectification" or statement.get("state") == "not-accepted":
        return False
    return in_its_time(context, statement.get("closed_on") or statement.get("opened_on", ""))


def _lasted(statement: Statement, context: Context) -> str:
    """The day of its end; for what is still open that of the judgement; empty where it is not known."""
    if "closed_on" in statement:
        return str(statement["closed_on"])
    over = statement.get("state") in ("closed", "not-accepted", "handed-over") or "result" in statement
    return "" if over else context.as_of.isoformat()


@record_rule(
    "GI-RCT-0001",
    types=("case",),
    zh=(
        "限期整改没有期限",
        "{case_kind} 没有写明期限。",
        "填写整改期限的最后一天。",
    ),
    en=(
        "rectification without a deadline",
        "The {case_kind} states no deadline.",
        "State the last day in due_on.",
    ),
    clauses=_IN_TIME,
    parts=lacking("due_on"),
)
def no_time_limit(_missing: object, statement: Statement, context: Context) -> Checked:
    """Dishonesty is rectified within a set time limit (限期加以整改)."""
    if _rectifies(statement, context):
        yield Hit("", {"case_kind": "rectification"})


@record_rule(
    "GI-RCT-0002",
    types=("case",),
    zh=(
        "没有书面说明原因",
        "{case_kind} 没有记载书面说明原因。",
        "由失信单位书面说明原因,并填写该步骤和日期。",
    ),
    en=(
        "no written explanation",
        "The {case_kind} states no written explanation of the causes.",
        "Let the body explain in writing and state the step with its date.",
    ),
    clauses=_EXPLAINED,
    severity="warning",
)
def no_explanation(statement: Statement, context: Context) -> Checked:
    """The causes of dishonesty are explained in writing; not every rectification has a record."""
    rows = (row for row in statement.get("steps", ()) if row["step"] == "written-explanation")
    explained = any(row.get("outcome") not in UNDONE for row in rows)
    if _rectifies(statement, context) and not explained:
        yield Hit("/steps", {"case_kind": "rectification"})


@record_rule(
    "GI-RCT-0003",
    types=("case",),
    needs=("due_on",),
    zh=(
        "逾期整改",
        "整改期限是 {due_on},到 {sample} 才办结或者仍未办结。",
        "尽快整改并说明逾期原因;日期有误的予以更正。",
    ),
    en=(
        "rectified too late",
        "It was due on {due_on}, and closed or still open on {sample}.",
        "Complete it and explain the delay, or correct the date.",
    ),
    clauses=_IN_TIME,
)
def overdue(statement: Statement, context: Context) -> Checked:
    """Rectification ends within its time limit; the case may be closed after what was to be done is."""
    due = statement["due_on"]
    if statement["kind"] != "rectification" or not in_its_time(context, due):
        return
    rows = (row for row in statement.get("steps", ()) if row["step"] == "rectification" and "on" in row)
    if any(row.get("outcome") in _COMPLETE and not after(row["on"], due) for row in rows):
        return
    day = _lasted(statement, context)
    if day and after(day, due):
        yield Hit("/due_on", {"due_on": due}, day)


_COMPLETE = frozenset(("passed", "done", "in-time"))
_PRIVATE = frozenset(
    ("enterprise", "state-owned-enterprise", "individual-business", "legal-entity", "social-organisation",
     "intermediary", "media")
)  # fmt: skip


def _cases(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "dishonesty_record":
        if statement.get("end_kind") == "revoked":  # nothing is left to be set right
            return ()
        return [ask(statement, statement["subject"], statement.get("decided_on", ""))]
    if type_ == "organisation":
        return [(("body", statement["id"]), 0)] if statement["kind"] not in _PRIVATE else ()
    if statement["kind"] != "rectification":
        return ()
    return answers(statement) if "about" in statement else [(("whole", statement.get("subject", "")), 0)]


@dataset_rule(
    "GI-RCT-0004",
    types=("organisation", "dishonesty_record", "case"),
    gather=_cases,
    covers="case",
    zh=(
        "失信记录没有整改",
        "在声明完整报送的范围内,单位的失信记录没有相应的限期整改。",
        "由该单位书面说明原因并限期整改,报送整改事件。",
    ),
    en=(
        "record without rectification",
        "Inside the declared coverage the body's record has no rectification.",
        "Let the body explain and rectify within a set time, and deliver the case.",
    ),
    clauses=("gansu-2017/3.2.5b", "xinzheng-2017/4.2.7c", "xinzheng-2017/4.2.7d"),
    parts=having(),
)
def not_rectified(tallies: Tallies, context: Context) -> Iterable[Found]:
    """A government or department with a record explains and rectifies.

    A rectification of the body that names no record may be of any.
    """
    bodies = {one for (one,), _ in kept(tallies, "body")} - {one for (one,), _ in kept(tallies, "whole")}
    for (_, subject, decided), tally in unanswered(tallies, context, "case"):
        if subject in bodies and in_its_time(context, decided):
            yield Found(tally.first, Hit(""))


@record_rule(
    "GI-OBJ-0001",
    types=("case",),
    needs=("result",),
    zh=(
        "异议成立而没有更正",
        "异议结果是 {case_result},没有写明更正事项。",
        "填写应更正的陈述、字段和正确内容;应撤销的,结果写撤销。",
    ),
    en=(
        "objection upheld and nothing corrected",
        "The result is {case_result} and no correction is stated.",
        "State which field of which statement is wrong and the right value, or that it is withdrawn.",
    ),
    clauses=("weidu-2022/3.2.3d",),
    confidence="inferred",
    parts=lacking("corrections"),
)
def nothing_corrected(_missing: object, statement: Statement, context: Context) -> Checked:
    """Wrong information is corrected or withdrawn (更正或者撤销错误信息)."""
    upheld = statement["kind"] == "objection" and statement["result"] in ("upheld", "corrected")
    if upheld and in_its_time(context, statement.get("closed_on") or statement.get("opened_on", "")):
        yield Hit("/result", {"case_result": statement["result"]})


_REPAIRS_IN_TIME = in_force_since("国办发〔2025〕22号")
_OBJECTIONS = ("shandong-objection-3wd", "henan-objection-3wd")
"""Clocks of an objection as a whole, from its receipt; each is the law of its division."""


def _longest(clock: Clock) -> str | None:
    """Code of the extension that gives the longest time; None where there is none."""
    longer = [one for one in clock.extensions if one.effect == "replace"]
    return max(longer, key=lambda one: one.length).code if longer else None


@record_rule(
    "GI-OBJ-0002",
    types=("case",),
    needs=("opened_on",),
    zh=(
        "异议处理逾期",
        "异议 {opened_on} 受理,最长到 {due_on} 处理完毕,到 {sample} 才办结或者仍未办结。",
        "说明逾期的原因;检验、鉴定等不计入的时间,在办理步骤中写明。",
    ),
    en=(
        "objection handled too late",
        "Taken on {opened_on}, due at the latest on {due_on}, closed or still open on {sample}.",
        "Explain the delay; state as steps what does not count, such as tests and expert opinions.",
    ),
    laws=(
        Law("山东省社会信用条例", "39"),
        Law("河南省社会信用条例", "41"),
    ),
    severity="warning",
)
def objection_too_late(statement: Statement, context: Context) -> Checked:
    """Objections are handled within the province's time limit, at its longest."""
    day, opened = _lasted(statement, context), statement["opened_on"]
    if statement["kind"] != "objection" or context.profile is None or not day:
        return
    province = f"{context.profile.head.division[:2]}0000"
    for clock in map(context.periods.clock, _OBJECTIONS):
        since = clock.in_force_from or date.min
        here = clock.division == province and bounds(opened)[1] >= since
        due = due_day(context, clock.id, opened, _longest(clock)) if here else None
        if due is not None and after(day, due):
            params = {"opened_on": opened, "due_on": due.isoformat()}
            yield Hit("/closed_on" if "closed_on" in statement else "/opened_on", params, day)


@record_rule(
    "GI-REP-0001",
    types=("case",),
    needs=("opened_on", "closed_on"),
    zh=(
        "信用修复逾期",
        "修复 {opened_on} 申请,应当在 {due_on} 之前办结,实际 {sample} 办结。",
        "说明逾期的原因;日期有误的予以更正。",
    ),
    en=(
        "repair decided too late",
        "Applied for on {opened_on}, due on {due_on}, closed on {sample}.",
        "Explain the delay, or correct the date.",
    ),
    laws=(Law("国办发〔2025〕22号", "六", "secondary"),),
    confidence="secondary",
)
def repair_too_late(statement: Statement, context: Context) -> Checked:
    """The result of a repair is given within 10 working days of the application."""
    opened = statement["opened_on"]
    if statement["kind"] == "repair" and not before(opened, _REPAIRS_IN_TIME):
        due = due_day(context, "repair-result-10wd", opened)
        if due is not None and after(statement["closed_on"], due):
            params = {"opened_on": opened, "due_on": due.isoformat()}
            yield Hit("/closed_on", params, statement["closed_on"])


@record_rule(
    "GI-REP-0002",
    types=("case",),
    needs=("result",),
    zh=(
        "准予修复没有证明材料",
        "结果是 {case_result},没有履行义务的证明和信用承诺。",
        "附上履行义务的证明材料和信用承诺。",
    ),
    en=(
        "repair granted without proof",
        "The result is {case_result}, without proof of the duties fulfilled or a commitment.",
        "Attach the proof that the duties are fulfilled, and the credit commitment.",
    ),
    laws=(Law("国办发〔2025〕22号", "", "secondary"),),
    confidence="secondary",
    parts=lacking("evidence", "about"),
)
def repair_not_proven(_missing: object, statement: Statement, _context: Context) -> Checked:
    """Repair needs that the act is corrected, the duties fulfilled, and a commitment made."""
    if statement["kind"] == "repair" and statement["result"] == "granted":
        yield Hit("/result", {"case_result": "granted"})


_ACTS = frozenset(
    ("rectification", "public-criticism", "circular", "talk", "exposure", "handling", "accountability",
     "questioning", "lifelong-accountability", "administrative-liability", "legal-liability",
     "economic-liability")
)  # fmt: skip
"""Measures done once, and liability: they have no duration that a repair could end."""
_TOGETHER = in_force_since("民营经济促进法")


def _lifting(type_: str, statement: Statement) -> Iterable[Claim]:
    """Records with the end they came to, and what lasting sanctions rest on."""
    if type_ == "dishonesty_record":
        return [(("ended", statement["id"], statement["ended_on"], statement.get("end_kind", "")), 0)]
    if statement["kind"] in _ACTS:
        return ()
    end = statement.get("ended_on") or statement.get("until", "")
    about = dict.fromkeys(statement["about"])
    key = (end, statement["kind"], statement["id"], str(len(about)))
    return [(("sanction", one, *key), 0) for one in about]


@dataset_rule(
    "GI-REP-0003",
    types=("dishonesty_record", "sanction"),
    gather=_lifting,
    late=("dishonesty_record",),
    asked_by="sanction",
    zh=(
        "修复之后没有解除惩戒",
        "记录已于 {ended_on} 修复,{measure_kind} 却没有随之解除。",
        "解除该措施,填写解除日期和解除原因。",
    ),
    en=(
        "sanction not lifted after repair",
        "The record was repaired on {ended_on}, but {measure_kind} was not lifted with it.",
        "Lift the measure and state the day and the kind of end.",
    ),
    laws=(
        Law("发改委令第36号", "3"),
        Law("民营经济促进法", "54"),
    ),
    severity="warning",
    parts=having(dishonesty_record=("ended_on",), sanction=("about",)),
)
def not_lifted(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Repair ends publicity, sharing and sanctions together.

    A sanction that rests on something besides stands until that has ended too; discipline runs its own time.
    """
    rests: dict[tuple[str, ...], dict[str, tuple[str, str]]] = defaultdict(dict)
    places: dict[tuple[str, ...], object] = {}
    for (one, *parts), tally, (_, ended, how), _ in joined(tallies, "sanction", "ended"):
        key = tuple(parts)
        rests[key][one] = (ended, how)
        places[key] = tally.first
    for key, ends in rests.items():
        until, kind, _, count = key
        repaired = max((day for day, how in ends.values() if how == "repaired"), default="")
        if len(ends) < int(count) or not repaired or kind in context.periods.sanctions:
            continue
        over = all(before(day, until or context.as_of) for day, _ in ends.values())
        if over and not before(repaired, _TOGETHER):
            yield Found(places[key], Hit("/kind", {"ended_on": repaired, "measure_kind": kind}))


def _repairs(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "case":
        if statement["kind"] != "repair" or statement["result"] != "granted":
            return ()
        rows = [row for row in statement.get("parties", ()) if row["role"] == "deciding-body"]
        if any("party" not in row for row in rows):  # named only: it may be either of the two
            return ()
        steps = (row for row in statement.get("steps", ()) if row["step"] == "decision" and "by" in row)
        deciding = [*(row["party"] for row in rows), *(row["by"] for row in steps)]
        return [(("granted", one, *(deciding or [statement["stated_by"]])), 0) for one in statement["about"]]
    if statement["end_kind"] != "repaired":
        return ()
    return [(("repaired", statement["id"], statement["decided_by"], statement["stated_by"]), 0)]


@dataset_rule(
    "GI-REP-0004",
    types=("dishonesty_record", "case"),
    gather=_repairs,
    zh=(
        "不是由认定单位修复",
        "准予修复的单位既不是记录的认定机关,也不是陈述单位。",
        "由认定机关作出修复决定(谁认定、谁修复)。",
    ),
    en=(
        "repaired by another body",
        "The repair was granted by neither the body that determined the record nor the one that states it.",
        "Let the body that determined it decide on the repair.",
    ),
    laws=(Law("发改委令第36号", "", "secondary"),),
    confidence="secondary",
    parts=having(case=("about", "result"), dishonesty_record=("end_kind", "decided_by")),
)
def repaired_by_another(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Who recognised the act decides on its repair (谁认定、谁修复)."""
    for (_, *deciding), tally, (_, *owners), _ in joined(tallies, "granted", "repaired"):
        if set(deciding).isdisjoint(owners):
            yield Found(tally.first, Hit("/about"))
