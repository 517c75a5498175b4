"""Public resource trading and bidding: what is made public, where, and credit reports as a basis."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern

from gov_integrity.findings import Param
from gov_integrity.rules.claims import answers, unanswered
from gov_integrity.rules.facts import UNDONE, Tallies, bulk_only, declared, in_its_time, kept, sourced
from gov_integrity.rules.links import asked, digest
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_EVENTS = ("alxa-2021/2.1.5c",)
_CHANNELS = ("gansu-2017/3.3.3d",)
_OPEN = ("xinzheng-2017/2.2e",)
_REPORTS = ("alxa-2021/2.3.3b", "alxa-2021/annex.16a")
_DATED = (*_REPORTS, "xinzheng-2017/4.4.16b")
_OUTSIDE = ("gansu-2017/3.3.3b", "xinzheng-2017/4.4.16b")
_FIELDS = frozenset({"investment-attraction", "government-procurement", "bidding"})
_CONTRACTS = frozenset(
    {"contract", "agreement", "government-enterprise-agreement", "administrative-contract"}
)
_KEEPING = frozenset({"enter-archive", "record", "collect"})
_TRADERS = frozenset({"bidder", "bidding-agency", "bid-evaluation-expert", "purchaser", "counterparty"})


@record_rule(
    "GI-TRD-0001",
    types=("handling",),
    needs=("kinds",),
    zh=(
        "交易信用信息记载不全",
        "交易主体的信用信息没有写明“{field}”。",
        "写明信息主体、操作日期,以及所涉的项目或者记录。",
    ),
    en=(
        "trading credit event is not complete",
        "The credit event of a trading party does not state '{field}'.",
        "State the party, the day, and the project or record concerned.",
    ),
    clauses=_EVENTS,
    confidence="inferred",
)
def event_incomplete(statement: Statement, context: Context) -> Checked:
    """What a trading party did is kept in its archive with project and day."""
    told = statement["operation"] in _KEEPING and "trading-credit" in statement["kinds"]
    if told and in_its_time(context, statement.get("done_on", "")):
        for item in ("subject", "done_on", "about"):
            if item not in statement and not (item == "about" and "identifiers" in statement):
                yield Hit(f"/{item}", {"field": item})


def _sites(_type: str, statement: Statement) -> Iterable[Claim]:
    """On which channels each item of a transaction was published; it may have been taken down since."""
    kinds = sourced("information-kind", _CHANNELS).intersection(statement["kinds"])
    if kinds and statement.get("state") != "withheld":
        for target in statement["about"]:
            for kind in kinds:
                body, day = intern(statement["stated_by"]), statement.get("from", "")
                yield ("item", digest(target), kind, statement["channel"], body, day), 0


@dataset_rule(
    "GI-TRD-0002",
    types=("publication",),
    gather=_sites,
    covers="publication",
    zh=(
        "交易信息没有在规定的网站公开",
        "“{information_kind}”没有在“{channel}”公开。",
        "在规定的各个网站都公开;已经公开的,补报公开陈述。",
    ),
    en=(
        "trading information not on every site",
        "'{information_kind}' was not published on '{channel}'.",
        "Publish it on every site that is named; if that was done, state it.",
    ),
    clauses=_CHANNELS,
    parts=having(publication=("kinds", "channel", "about")),
)
def site_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Notices, results, deals, performance and changes appear on both sites."""
    if context.profile is None:
        return
    wanted: dict[str, set[str]] = {}
    for entry in context.profile.section("publication-site"):
        if set(entry.clauses) & set(_CHANNELS):
            wanted.setdefault(entry.target, set()).add(entry.code)
    shown: dict[tuple[str, str], dict[str, object]] = {}
    beyond: set[tuple[str, str]] = set()
    for (target, kind, channel, body, day), tally in kept(tallies, "item"):
        shown.setdefault((target, kind), {})[channel] = tally.last
        if not in_its_time(context, day) or not declared(context, "publication", body, day):
            beyond.add((target, kind))
    for (target, kind), places in shown.items():
        if (target, kind) in beyond:  # it may be shown elsewhere
            continue
        for channel in sorted(wanted.get(kind, set()) - set(places)):
            params: dict[str, Param] = {"information_kind": kind, "channel": channel}
            yield Found(next(iter(places.values())), Hit("/channel", params))


def _opened(type_: str, statement: Statement) -> Iterable[Claim]:
    """Contracts in the fields named, and what publications are about."""
    if type_ == "publication":
        if not bulk_only(statement):
            yield from answers(statement)
    elif statement["kind"] in _CONTRACTS and not _FIELDS.isdisjoint(statement["domains"]):
        yield asked(statement, "made_on", "valid_from")


@dataset_rule(
    "GI-TRD-0003",
    types=("commitment", "publication"),
    gather=_opened,
    covers="publication",
    zh=(
        "交易没有公开",
        "招商引资、政府采购、招标投标的合同没有公开的记载。",
        "依法公开;依法不公开的,报送写明事由的公开陈述。",
    ),
    en=(
        "transaction not made public",
        "Nothing was published on the contract in investment attraction, procurement or bidding.",
        "Make it public; where the law withholds it, state the ground in a publication statement.",
    ),
    clauses=_OPEN,
    confidence="inferred",
    parts=having(publication=("about",), commitment=("domains",)),
)
def not_open(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Investment attraction, procurement and bidding are open, fair and impartial."""
    for (_, _, day), tally in unanswered(tallies, context, "publication"):
        if in_its_time(context, day):
            yield Found(tally.last, Hit("/domains"))


@record_rule(
    "GI-BID-0001",
    types=("decision",),
    zh=(
        "评标没有以信用信息为依据",
        "评标(评审)没有引用投标人的信用信息。",
        "查询并在相关陈述中指明投标人的信用报告或者信用记录。",
    ),
    en=(
        "bid evaluation without credit information",
        "The evaluation of bids rests on no credit information of the bidders.",
        "Query it and name the credit report or record in the statements concerned.",
    ),
    clauses=("gansu-2017/3.3.3e",),
    confidence="inferred",
    parts=lacking("about"),
)
def no_credit_information(_missing: object, statement: Statement, context: Context) -> Checked:
    """Credit information is a basis of bid evaluation; it may have been looked up as a step of it."""
    rows = (row for row in statement.get("steps", ()) if row["step"] == "credit-check")
    checked = any(row.get("outcome") not in UNDONE for row in rows)
    judged = statement["kind"] == "bid-evaluation" and not checked
    if judged and in_its_time(context, statement.get("decided_on", "")):
        yield Hit("/about")


def _participants(type_: str, statement: Statement) -> Iterable[Claim]:
    """Who takes part in bid evaluations, and whom credit reports are on."""
    if type_ == "report":
        if statement["kind"] == "credit-report":
            yield from answers(statement)
    elif statement["kind"] == "bid-evaluation":
        for row in statement["parties"]:
            if row["role"] in {"bidder", "bidding-agency", "bid-evaluation-expert"} and "party" in row:
                yield asked({**statement, "id": row["party"]}, "decided_on")


@dataset_rule(
    "GI-BID-0002",
    types=("decision", "report"),
    gather=_participants,
    covers="report",
    zh=(
        "招标投标的参与方没有信用报告",
        "参与招标投标的单位或者个人没有信用报告。",
        "要求投标人、招标代理机构、评标专家等提供信用报告,并报送报告陈述。",
    ),
    en=(
        "participant in bidding without credit report",
        "There is no credit report on a participant in the bidding.",
        "Ask bidders, agencies and experts for a credit report and state it.",
    ),
    clauses=_REPORTS,
    confidence="inferred",
    parts=having(report=("about",), decision=("parties",)),
)
def no_credit_report(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Credit reports are applied to bidders, bidding agencies, bid-evaluation experts and others."""
    for (_, _, day), tally in unanswered(tallies, context, "report"):
        if in_its_time(context, day):
            yield Found(tally.last, Hit("/parties"))


@record_rule(
    "GI-BID-0003",
    types=("report",),
    zh=(
        "信用报告没有日期",
        "信用报告没有写明出具日期。",
        "填写出具日期。",
    ),
    en=(
        "credit report without date",
        "The credit report states no day of issue.",
        "State the day of issue.",
    ),
    clauses=_DATED,
    confidence="inferred",
    parts=lacking("submitted_on"),
)
def report_undated(_missing: object, statement: Statement, _context: Context) -> Checked:
    """A credit report used in bidding has its issuer and its day."""
    if statement["kind"] == "credit-report":
        yield Hit("/submitted_on")


@record_rule(
    "GI-BID-0004",
    types=("report",),
    zh=(
        "信用报告不是第三方出具",
        "出具信用报告的单位就是报告所涉的单位或者交易的参与方。",
        "使用第三方机构出具的信用报告。",
    ),
    en=(
        "credit report not by a third party",
        "The issuer of the credit report is the body it is on, or takes part in the transaction.",
        "Use a credit report of a third party.",
    ),
    clauses=_OUTSIDE,
    strength="explore",
)
def not_from_outside(statement: Statement, _context: Context) -> Checked:
    """A third-party credit report comes from outside the transaction."""
    if statement["kind"] == "credit-report":
        traders = {row.get("party") for row in statement.get("parties", ()) if row["role"] in _TRADERS}
        if statement["subject"] in traders or statement["subject"] in statement.get("about", ()):
            yield Hit("/subject")


@record_rule(
    "GI-BID-0005",
    types=("sanction",),
    zh=(
        "黑名单没有失信记录",
        "列入“{measure_kind}”没有指明失信记录。",
        "在相关陈述中指明据以列入的失信记录。",
    ),
    en=(
        "blacklist entry without dishonesty record",
        "The entry in the '{measure_kind}' names no dishonesty record.",
        "Name the record that the entry rests on in the statements concerned.",
    ),
    clauses=("xinzheng-2017/4.4.16g",),
    confidence="inferred",
    needs=("reasons",),
    parts=lacking("about"),
)
def blacklist_without_record(_missing: object, statement: Statement, context: Context) -> Checked:
    """An entry in the blacklist rests on a record; one without any cause is told by GI-SAN-0001."""
    if statement["kind"] == "blacklist" and in_its_time(context, statement.get("from", "")):
        yield Hit("/about", {"measure_kind": statement["kind"]})
