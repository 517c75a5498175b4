"""Whether decisions became public at all and in time, and whether requests were answered in time.

Licences and penalties come in bulk. So that a million of them stay small, their rule keeps a few bytes a
decision and a publication: tag, digest of the id, and digest of the body or the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

from gov_integrity.periods.partial import after, bounds
from gov_integrity.rules.facts import (
    Tallies,
    bulk_only,
    declared,
    due_day,
    in_its_time,
    kept,
    only_after,
    sourced,
)  # fmt: skip
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_ONLINE = ("xinzheng-2017/4.3.11g",)
_ACTS = ("shandong-2024/1.2c",)
_BULK = frozenset({"licence", "penalty"})
_RULEMAKING = frozenset({"regulation", "rule", "normative-document", "policy", "policy-adjustment"})
_DOUBLE = "double-publicity-7wd"
# The document is of 2018 and its first day of effect is not known, so that earlier decisions are left alone.
_DOUBLE_SINCE = date(2019, 1, 1)
_TAGS = {b"L": "licence", b"P": "penalty"}
_SHOWN = b"S"


def _mark(ident: str) -> bytes:
    return blake2b(ident.encode(), digest_size=8).digest()


def _excepted(statement: Statement) -> bool:
    """Whether a law that provides otherwise is cited."""
    return any(row.get("role") == "statutory-exception" for row in statement.get("basis", ()))


def _first_shown(statement: Statement) -> date:
    """First day on which the publication may have been seen; withheld counts as dealt with.

    Without a day it may have been any.
    """
    if statement.get("state") == "withheld" or "from" not in statement:
        return date.min
    return bounds(statement["from"])[0]


def _bulk(type_: str, statement: Statement) -> Iterable[Claim]:
    """Licences and penalties with their latest day, and the days of publications of such."""
    if type_ == "decision":
        if statement["kind"] in _BULK and not _excepted(statement):
            tag = statement["kind"][0].upper().encode()
            day = bounds(statement["decided_on"])[1].toordinal()
            yield tag + _mark(statement["id"]) + _mark(statement["subject"]), day
    elif "kinds" not in statement or _BULK.intersection(statement["kinds"]):
        shown = _first_shown(statement)
        for target in statement["about"]:
            yield _SHOWN + _mark(target) + shown.toordinal().to_bytes(4, "big"), 0


def _online_clock(context: Context, kind: str) -> tuple[str, date]:
    """The clock of the profile for this kind, or that of the national document; and from when it holds."""
    entries = context.profile.find("disclosure-item", kind) if context.profile else ()
    name = next((entry.clock for entry in entries if entry.clock), _DOUBLE)
    return name, context.periods.clock(name).in_force_from or _DOUBLE_SINCE


@dataset_rule(
    "GI-DIS-0009",
    types=("decision", "publication"),
    covers="publication",
    gather=_bulk,
    zh=(
        "许可、处罚没有按期上网公开",
        "{decided_on} 作出的决定最迟应当在 {due} 上网公开,首次公开日期:{published}(“-”表示没有公开)。",
        "尽快上网公开,并在公开陈述的相关陈述中指明该决定;法律法规另有规定的,在依据中写明。",
    ),
    en=(
        "licence or penalty not online in time",
        "The decision of {decided_on} had to be online by {due}; first published: {published} ('-': never).",
        "Publish it soon and name it among the statements concerned; cite any law that provides otherwise.",
    ),
    clauses=(*_ONLINE, *_ACTS),
    laws=(Law("发改办财金〔2018〕424号", "前言"),),
    severity="warning",
    parts=having(decision=("decided_on",), publication=("about",)),
)
def not_online_in_time(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Licences and penalties are online within seven working days of the decision."""
    marked = {key: tally for key, tally in tallies.items() if isinstance(key, bytes)}
    shown: dict[bytes, int] = {}
    for key in marked:
        if key[:1] == _SHOWN:
            day = int.from_bytes(key[9:], "big")
            shown[key[1:9]] = min(day, shown.get(key[1:9], day))
    bodies = {_mark(part.body): part.body for part in context.coverage if part.body}
    clocks = {tag: _online_clock(context, kind) for tag, kind in _TAGS.items()}
    for key, tally in marked.items():
        if (
            key[:1] == _SHOWN or tally.count > 1
        ):  # which of several revisions holds is the register's business
            continue
        clock, since = clocks[key[:1]]
        decided = date.fromordinal(tally.total)
        due = due_day(context, clock, decided.isoformat())
        first = shown.get(key[1:9])
        last = date.fromordinal(first) if first else context.as_of
        if due is None or decided < since or last <= due:
            continue
        if declared(context, "publication", bodies.get(key[9:], ""), decided.isoformat()):
            published = last.isoformat() if first else "-"
            params = {"decided_on": decided.isoformat(), "due": due.isoformat(), "published": published}
            yield Found(tally.last, Hit("/decided_on", params, decided.isoformat()))


def _acts(type_: str, statement: Statement) -> Iterable[Claim]:
    """Acts other than licences and penalties, and what is published about anything but these."""
    if type_ == "decision":
        if statement["kind"] in sourced("decision-kind", _ACTS) - _BULK and not _excepted(statement):
            key = (statement["id"], statement["kind"], statement["subject"], statement.get("decided_on", ""))
            yield ("act", *key), 0
    elif not bulk_only(statement):
        for target in statement["about"]:
            yield ("shown", target), 0


@dataset_rule(
    "GI-DIS-0010",
    types=("decision", "publication"),
    covers="publication",
    gather=_acts,
    zh=(
        "行政行为没有上网公开",
        "“{decision_kind}”没有相应的公开信息。",
        "按要求上网公开,或者报送不公开的事由。",
    ),
    en=(
        "administrative act not online",
        "No publication is about this '{decision_kind}'.",
        "Put it online as required, or state the ground for withholding it.",
    ),
    clauses=_ACTS,
    confidence="inferred",
    parts=having(publication=("about",)),
)
def act_not_published(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Compulsory measures, expropriation and other acts are put online as well."""
    shown = {target for (target,), _ in kept(tallies, "shown")}
    for (ident, kind, subject, day), tally in kept(tallies, "act"):
        if ident in shown or not in_its_time(context, day):
            continue
        if declared(context, "publication", subject, day):
            yield Found(tally.last, Hit("", {"decision_kind": kind}))


def _rulemaking(type_: str, statement: Statement) -> Iterable[Claim]:
    """Rules and policies with their day, and the days on which anything else than bulk became public."""
    if type_ == "decision":
        if statement["kind"] in _RULEMAKING and not _excepted(statement):
            yield ("made", statement["id"], statement["decided_on"], statement["subject"]), 0
    elif not bulk_only(statement) and statement.get("manner") != "on-request":
        for target in statement["about"]:
            yield ("shown", target, _first_shown(statement).isoformat()), 0


@dataset_rule(
    "GI-DIS-0011",
    types=("decision", "publication"),
    covers="publication",
    gather=_rulemaking,
    zh=(
        "主动公开超过期限",
        "{decided_on} 形成的文件应当在 {due} 以前(含当日)主动公开,首次公开日期是 {published}。",
        "核对两个日期;法律、法规另有期限的,在依据中写明;确属超期的,改进公开流程。",
    ),
    en=(
        "published on own initiative too late",
        "The document of {decided_on} was to be published by {due}; it was first published on {published}.",
        "Check both dates; cite any law that sets another time; if it was late, publish in time from now on.",
    ),
    laws=(Law("政府信息公开条例", "第二十六条"),),
    severity="warning",
    parts=having(decision=("decided_on",), publication=("about",)),
)
def published_too_late(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Government information is published within twenty working days of being made or changed.

    A law that sets another time prevails, as the same article says.
    """
    shown: dict[str, str] = {}
    for (target, day), _ in kept(tallies, "shown"):
        shown[target] = min(day, shown.get(target, day))
    since = context.periods.clock("disclosure-proactive-20wd").in_force_from
    for (ident, day, subject), tally in kept(tallies, "made"):
        first = shown.get(ident)
        due = due_day(context, "disclosure-proactive-20wd", day) if first else None
        if first is None or due is None or (since and bounds(day)[0] < since):
            continue
        if after(first, due) and declared(context, "publication", subject, day):
            params = {"decided_on": day, "due": due.isoformat(), "published": first}
            yield Found(tally.last, Hit("/decided_on", params, day))


@record_rule(
    "GI-DIS-0012",
    types=("publication",),
    needs=("manner", "steps"),
    zh=(
        "依申请公开答复超过期限",
        "{received} 收到申请,应当在 {due} 以前(含当日)答复,答复日期是 {sample}。",
        "核对两个日期;经批准延长的,补填批准步骤。",
    ),
    en=(
        "request for disclosure answered too late",
        "The request of {received} was to be answered by {due}; it was answered on {sample}.",
        "Check both dates; if an extension was approved, add the step.",
    ),
    laws=(Law("政府信息公开条例", "第三十三条"),),
    severity="warning",
)
def request_answered_late(statement: Statement, context: Context) -> Checked:
    """A request is answered within twenty working days, once extended by twenty at most."""
    if statement["manner"] != "on-request":
        return
    rows = statement["steps"]
    received = [row["on"] for row in rows if row["step"] == "application" and "on" in row]
    extended = "extended" if any(row["step"] == "approval" for row in rows) else None
    due = due_day(context, "disclosure-request-20wd", received[0], extended) if len(received) == 1 else None
    if due is None:
        return
    for index, row in only_after(statement, {"reply"}, due.isoformat()):
        yield Hit(f"/steps/{index}/on", {"received": received[0], "due": due.isoformat()}, row["on"])
