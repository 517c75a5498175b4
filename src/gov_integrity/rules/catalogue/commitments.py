"""Promises to the public: that they are made, open, checkable, and within what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gov_integrity.periods.partial import after, before, bounds
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import (
    UNDONE,
    Tallies,
    bulk_only,
    declared,
    in_its_time,
    kept,
    named,
    only_after,
    over,
    sourced,
)
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_PUBLIC = ("alxa-2021/2.1.3d", "shandong-2024/1.3c", "shandong-2024/5.17b")
_GRASSROOTS = ("alxa-2021/2.3.6a", "gansu-2017/3.3.6a", "xinzheng-2017/4.4.20a")
_TRIED = ("xinzheng-2017/4.3.12a",)
_YEARLY = ("shandong-2024/1.3a",)
_REVIEWED = ("shandong-2024/1.1a", "shandong-2024/1.1b")
_PLEDGES = ("shandong-2024/5.17b",)
_OPEN = ("alxa-2021/2.1.3d", "shandong-2024/1.3c", *_GRASSROOTS)
_GRASSROOTS_UNITS = frozenset({"sub-district", "township", "sumu"})


def _public_kinds(context: Context, clauses: tuple[str, ...]) -> frozenset[str]:
    """Kinds of promise that the profile's own clauses want made in public; signed pledges stay inside."""
    lineage = context.profile.chain if context.profile else ()
    own = tuple(clause for clause in clauses if clause.partition("/")[0] in lineage)
    return sourced("commitment-kind", own) - {"civil-servant-pledge"}


def _published(kinds: frozenset[str], type_: str, statement: Statement) -> Iterable[Claim]:
    """Promises of these kinds, and the statements that publications are about."""
    if type_ == "publication":
        state = statement.get("state", "published")
        if state in {"published", "taken-down"} and not bulk_only(statement):
            for target in statement["about"]:
                yield ("shown" if state == "published" else "once", target), 0
    elif statement["kind"] in kinds:
        until = statement.get("valid_until", "")
        yield ("promise", statement["id"], statement["kind"], statement["subject"], until), 0


def _gather_public(type_: str, statement: Statement) -> Iterable[Claim]:
    return _published(sourced("commitment-kind", _PUBLIC), type_, statement)


def _gather_tried(type_: str, statement: Statement) -> Iterable[Claim]:
    return _published(sourced("commitment-kind", _TRIED), type_, statement)


def _unpublished(tallies: Tallies, context: Context, wanted: frozenset[str]) -> Iterable[Found]:
    shown = {target for (target,), _ in kept(tallies, "shown")}
    once = {target for (target,), _ in kept(tallies, "once")}
    for (ident, kind, subject, until), tally in kept(tallies, "promise"):
        # The page of a promise whose time is over may come down; one over before the text needs none by it.
        over = until and before(until, context.as_of) and (ident in once or not in_its_time(context, until))
        if ident in shown or kind not in wanted or over:
            continue
        if declared(context, "publication", subject):
            yield Found(tally.last, Hit("", {"commitment_kind": kind}))


@dataset_rule(
    "GI-COM-0001",
    types=("commitment", "publication"),
    covers="publication",
    gather=_gather_public,
    zh=(
        "公开承诺没有公开",
        "“{commitment_kind}”应当向社会公开,没有相应的公开信息。",
        "通过网站、大厅等公开该承诺并报送公开信息;已经公开的,补报公开的渠道和日期。",
    ),
    en=(
        "public promise was not published",
        "The '{commitment_kind}' is to be made in public; no publication is about it.",
        "Publish it on the website or in the hall and submit the publication; if it is public, add that.",
    ),
    clauses=(*_PUBLIC, "alxa-2021/annex.3"),
    confidence="inferred",
    parts=having(publication=("about",)),
)
def promise_not_published(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Promises on service quality, efficiency, safeguards and pledges of principal heads are public."""
    return _unpublished(tallies, context, _public_kinds(context, _PUBLIC))


@dataset_rule(
    "GI-COM-0002",
    types=("commitment", "publication"),
    covers="publication",
    gather=_gather_tried,
    zh=(
        "政务信用承诺没有向社会公开",
        "文件要求探索向社会作出“{commitment_kind}”,没有相应的公开信息。",
        "有条件的,公开该承诺并报送公开信息。",
    ),
    en=(
        "government credit promise was not published",
        "The text tries out a '{commitment_kind}' given in public; no publication is about it.",
        "Where it can be done, publish it and submit the publication.",
    ),
    clauses=_TRIED,
    strength="explore",
    parts=having(publication=("about",)),
)
def tried_promise_not_published(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Departments and officials try out promises to the public on quality, time and safeguards (探索)."""
    return _unpublished(tallies, context, _public_kinds(context, _TRIED))


@record_rule(
    "GI-COM-0003",
    types=("commitment",),
    needs=("access",),
    zh=(
        "公开承诺限制了公开范围",
        "“{commitment_kind}”应当向社会公开,公开范围却是“{access}”。",
        "把公开范围改为社会公开。",
    ),
    en=(
        "public promise is not open to the public",
        "The '{commitment_kind}' is to be public, but its access is '{access}'.",
        "Open the access to the public.",
    ),
    clauses=(
        "alxa-2021/2.1.3d",
        "shandong-2024/1.3c",
        *_GRASSROOTS,
        "alxa-2021/annex.3",
        "alxa-2021/annex.19",
    ),
    confidence="inferred",
)
def public_promise_closed(statement: Statement, context: Context) -> Checked:
    """A promise to the public may be seen by the public."""
    kind = statement["kind"]
    if statement["access"] == "public" or kind not in sourced("commitment-kind", _OPEN):
        return ()
    if not in_its_time(context, statement.get("valid_until", "")):
        return ()
    if kind not in _public_kinds(context, _OPEN):
        return ()
    params = {"commitment_kind": kind, "access": statement["access"]}
    return (Hit("/access", params, statement["access"]),)


@record_rule(
    "GI-COM-0004",
    types=("commitment",),
    zh=(
        "期限承诺没有期限",
        "期限承诺没有写明任何履行期限或者办理时限。",
        "在义务中填写履行期限或者承诺时限。",
    ),
    en=(
        "time-limit promise without a time limit",
        "The promise to keep a time limit states neither a last day nor a time.",
        "State the last day or the promised time in an obligation.",
    ),
    clauses=("weidu-2022/2.4b",),
    confidence="inferred",
)
def time_limit_without_limit(statement: Statement, context: Context) -> Checked:
    """A promise to keep a time limit says which."""
    if statement["kind"] == "time-limit" and in_its_time(context, statement.get("valid_until", "")):
        rows = statement.get("obligations", ())
        if not any("due_on" in row or "due_in" in row for row in rows):
            yield Hit("/obligations")


def _as_required(context: Context) -> frozenset[str]:
    """The steps that the profile asks for under a condition alone."""
    entries = context.profile.section("decision-step") if context.profile else ()
    own = (entry for entry in entries if entry.condition_zh and set(_REVIEWED) & set(entry.clauses))
    return frozenset(entry.code for entry in own)


@record_rule(
    "GI-COM-0005",
    types=("commitment",),
    zh=(
        "重要承诺或者政企协议缺少评估审查程序",
        "“{commitment_kind}”没有记载“{step}”。",
        "补办该程序并填写步骤和日期;按要求不需要办理的,填写该步骤,步骤结果填“不需要”。",
    ),
    en=(
        "important promise or agreement without its review",
        "The '{commitment_kind}' states no step '{step}'.",
        "Take the step and state it with its date; where it is not required, state it as not needed.",
    ),
    clauses=_REVIEWED,
)
def review_step_missing(statement: Statement, context: Context) -> Checked:
    """Important promises and agreements with enterprises are assessed and reviewed by lawyers.

    The text asks for some of the steps as required (按要求); one that is not needed is stated as such. The
    opinion of a lawyer is asked for without that condition.
    """
    needed = named(context, "decision-step", _REVIEWED, statement["kind"])
    if not needed or not in_its_time(context, statement.get("made_on", "")):
        return ()
    rows = statement.get("steps", ())
    unneeded = {row["step"] for row in rows if row.get("outcome") == "not-needed"}
    really = {row["step"] for row in rows if row.get("outcome") not in UNDONE}
    if unneeded:
        unneeded &= _as_required(context)
    missing = sorted(needed - really - unneeded)
    return [Hit("/steps", {"step": step, "commitment_kind": statement["kind"]}) for step in missing]


@record_rule(
    "GI-COM-0006",
    types=("commitment",),
    needs=("steps", "made_on"),
    zh=(
        "评估审查晚于作出承诺",
        "“{step}”的日期 {sample} 晚于作出承诺或者签订的日期 {made_on}。",
        "核对两个日期;事后补办的,重新评估该承诺能否履行。",
    ),
    en=(
        "review after the promise was made",
        "The step '{step}' of {sample} comes after the promise of {made_on}.",
        "Check both dates; if the review came later, assess again whether the promise can be kept.",
    ),
    clauses=(*_REVIEWED, "shandong-2024/1.1d"),
    confidence="inferred",
)
def review_after_promise(statement: Statement, context: Context) -> Checked:
    """Reviews, and the finding that the promise can be kept, come first; they may be repeated later."""
    if not in_its_time(context, statement["made_on"]):
        return
    prior = named(context, "decision-step", _REVIEWED) | {"feasibility-check"}
    for index, row in only_after(statement, prior, statement["made_on"]):
        params = {"step": row["step"], "made_on": statement["made_on"]}
        yield Hit(f"/steps/{index}/on", params, row["on"])


@record_rule(
    "GI-COM-0007",
    types=("commitment",),
    needs=("steps",),
    zh=(
        "承诺了做不到的事项",
        "对能否做到的判断是“{step_outcome}”,仍然作出了承诺。",
        "撤回该承诺,或者调整为能够做到的内容。",
    ),
    en=(
        "promised what cannot be done",
        "The check whether it can be done came out as '{step_outcome}', yet the promise was made.",
        "Withdraw the promise or change it into what can be done.",
    ),
    clauses=("shandong-2024/1.1d",),
)
def promised_beyond_ability(statement: Statement, context: Context) -> Checked:
    """What cannot be done is not promised (做不到的不随意承诺).

    A later check that it can be done, and a check after the promise was made, are no such promise.
    """
    checks = [(index, row) for index, row in each(statement, "steps") if row["step"] == "feasibility-check"]
    passed = [row.get("on", "") for _, row in checks if row.get("outcome") in {"passed", "agreed"}]
    made = statement.get("made_on", "")
    for index, row in checks if in_its_time(context, made) else ():
        if row.get("outcome") not in {"not-passed", "not-agreed"}:
            continue
        day = row.get("on", "")
        late = day and made and after(day, made)
        if not late and all(day and one and after(day, one) for one in passed):
            yield Hit(f"/steps/{index}/outcome", {"step_outcome": row["outcome"]}, row["outcome"])


@record_rule(
    "GI-COM-0008",
    types=("commitment",),
    zh=(
        "诚信承诺没有签署日期",
        "“{commitment_kind}”没有填写作出日期。",
        "填写签署日期;没有签署的,不作为已签署的承诺报送。",
    ),
    en=(
        "signed pledge without a date",
        "The '{commitment_kind}' states no day on which it was signed.",
        "State the day of signing; do not submit a pledge that was not signed.",
    ),
    clauses=_PLEDGES,
    confidence="inferred",
    parts=lacking("made_on"),
)
def pledge_without_date(_missing: object, statement: Statement, _context: Context) -> Checked:
    """A signed pledge has a day of signing, which may stand beside the step of promising."""
    if any(row["step"] == "promise" and "on" in row for row in statement.get("steps", ())):
        return ()
    if statement["kind"] not in sourced("commitment-kind", _PLEDGES):
        return ()
    return (Hit("/made_on", {"commitment_kind": statement["kind"]}),)


def _departments(type_: str, statement: Statement) -> Iterable[Claim]:
    """Provincial departments; the years for which bodies state duties and key tasks."""
    if type_ == "organisation":
        if statement["kind"] == "department" and statement["level"] == "province":
            yield ("department", statement["id"], statement.get("until", "")), 0
    elif statement["kind"] in sourced("commitment-kind", _YEARLY):
        day = statement.get("valid_from") or statement.get("made_on")
        if day:
            yield ("stated", statement["subject"], statement["kind"], day[:4]), 0


@dataset_rule(
    "GI-COM-0009",
    types=("organisation", "commitment"),
    covers="commitment",
    gather=_departments,
    zh=(
        "部门没有公开年度工作",
        "省直部门 {year} 年没有报送“{commitment_kind}”。",
        "向社会公开该年度的本职工作和重点任务并报送。",
    ),
    en=(
        "department without its yearly duties or key tasks",
        "The provincial department states no '{commitment_kind}' for {year}.",
        "Publish the duties and key tasks of the year and submit them.",
    ),
    clauses=_YEARLY,
    confidence="inferred",
    parts=having(organisation=("level",)),
)
def year_not_stated(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Each provincial department makes its duties and key tasks public every year.

    That every department is concerned (省直有关部门) and that the year is the calendar year are readings.
    Judged for whole years under the text that are over and that the declared coverage holds whole.
    """
    if context.profile is None:
        return
    stated = {key for key, _ in kept(tallies, "stated")}
    for (ident, until), tally in kept(tallies, "department"):
        for year in range(context.profile.head.in_force_from.year + 1, context.as_of.year):
            ended = until and bounds(until)[0] < date(year, 12, 31)
            if ended or not declared(context, "commitment", ident, f"{year}-01-01", f"{year}-12-31"):
                continue
            for kind in sorted(sourced("commitment-kind", _YEARLY)):
                if (ident, kind, str(year)) not in stated:
                    yield Found(tally.last, Hit("", {"year": year, "commitment_kind": kind}))


def _grassroots(statement: Statement) -> Iterable[Claim]:
    """Grassroots units, and the bodies that have given a public promise."""
    if statement["type"] == "organisation":
        if statement["kind"] in _GRASSROOTS_UNITS:
            yield ("unit", statement["id"], statement.get("until", "")), 0
    elif statement["kind"] in sourced("commitment-kind", _GRASSROOTS):
        yield ("given", statement["subject"]), 0


@dataset_rule(
    "GI-COM-0010",
    types=("organisation", "commitment"),
    covers="commitment",
    gather=_grassroots,
    zh=(
        "街道、乡镇没有公开承诺",
        "该街道、乡镇(苏木)没有作出公开承诺。",
        "建立公开承诺制度,作出承诺并报送。",
    ),
    en=(
        "grassroots unit without a public promise",
        "The sub-district, township or sumu has given no public promise.",
        "Set up public promises there, give them and submit them.",
    ),
    clauses=(*_GRASSROOTS, "alxa-2021/annex.19"),
    confidence="inferred",
)
def grassroots_without_promise(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Public promises of sub-districts, townships and sumu are set up; that each gives one is a reading."""
    given = {subject for (subject,), _ in kept(tallies, "given")}
    for (ident, until), tally in kept(tallies, "unit"):
        ended = over(until, context)
        if ident not in given and not ended and declared(context, "commitment", ident):
            yield Found(tally.last, Hit())
