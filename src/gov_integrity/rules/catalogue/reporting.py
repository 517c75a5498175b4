"""Periodic reports: to whom, with which contents, by which day, once for each period."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.findings import Param
from gov_integrity.periods.partial import after, bounds
from gov_integrity.rules.facts import Tallies, declared, due_day, in_its_time, kept, named
from gov_integrity.rules.links import digest
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_CONGRESS = ("alxa-2021/2.4.2b", "alxa-2021/annex.21b")
_YEARLY = ("xinzheng-2017/5.3f", "xinzheng-2017/5.3g")
_ANALYSIS = ("shandong-2024/4.11d",)
_JUNE = 6
_SOME_YEAR = ""
"""Year of a report that does not say for when it is: it may be any."""
_REPORTING = frozenset({"township", "sub-district", "zone-committee"})


def _clock(context: Context, kind: str, clauses: tuple[str, ...]) -> str:
    """The clock that the profile sets for a kind of report under one of these clauses."""
    if context.profile is None:
        return ""
    entries = context.profile.find("reporting", kind)
    return next((entry.clock for entry in entries if entry.clock and set(entry.clauses) & set(clauses)), "")


def _second_half(statement: Statement) -> bool:
    """Whether a half-year report is certainly not on the first half, the only one that is asked for."""
    period = statement.get("period_until") or statement.get("period_from")
    return statement["kind"] == "half-year" and period is not None and bounds(period)[0].month > _JUNE


def _circulars(statement: Statement) -> Iterable[Claim]:
    """Reports to congress and CPPCC with their recipients, by body and time: each may have its own."""
    if statement["kind"] != "congress-cppcc":
        return
    day = statement.get("submitted_on", "")
    series = statement["subject"], statement.get("period_until") or day[:4] or statement["id"]
    yield ("circular", *series, day), 0
    for row in statement.get("parties", ()):
        if row["role"] == "recipient":
            yield ("to", *series, row.get("party") or row.get("name", "")), 0


@dataset_rule(
    "GI-RPT-0001",
    types=("report",),
    gather=_circulars,
    zh=(
        "通报缺少对象",
        "通报的接收单位只有 {count} 个;应当向同级人大及其常委会、政协通报。",
        "补填接收单位;没有通报的,补作通报。",
    ),
    en=(
        "report lacks a recipient",
        "The report has {count} recipients; it goes to the congress, its standing committee and the CPPCC.",
        "Add the recipients; report to those who were left out.",
    ),
    clauses=_CONGRESS,
    severity="warning",
)
def recipient_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Progress is reported to the people's congress with its standing committee, and to the CPPCC."""
    recipients: dict[tuple[str, str], set[str]] = {}
    for (body, time, to), _ in kept(tallies, "to"):
        recipients.setdefault((body, time), set()).add(to)
    for (body, time, day), tally in kept(tallies, "circular"):
        count = len(recipients.get((body, time), ()))
        if count < 2 and in_its_time(context, day):
            yield Found(tally.first, Hit("/parties", {"count": count}))


@record_rule(
    "GI-RPT-0002",
    types=("report",),
    zh=(
        "通报内容不全",
        "通报没有“{report_section}”部分。",
        "补充该部分的内容。",
    ),
    en=(
        "circular is not complete",
        "The circular has no part on '{report_section}'.",
        "Add that part.",
    ),
    clauses=("xinzheng-2017/5.3e",),
)
def circular_incomplete(statement: Statement, context: Context) -> Checked:
    """A circular tells progress and results."""
    if statement["kind"] == "progress-circular" and in_its_time(context, statement.get("submitted_on", "")):
        given = {row["kind"] for row in statement.get("sections", ())}
        for kind in ("progress", "results"):
            if kind not in given:
                yield Hit("/sections", {"report_section": kind})


@record_rule(
    "GI-RPT-0003",
    types=("report",),
    zh=(
        "分析报告没有下一步工作建议",
        "政务诚信分析报告没有“{report_section}”部分。",
        "提出下一步工作建议。",
    ),
    en=(
        "analysis without suggestions",
        "The analysis report has no part on '{report_section}'.",
        "Suggest the next steps.",
    ),
    clauses=_ANALYSIS,
)
def no_suggestions(statement: Statement, context: Context) -> Checked:
    """The yearly analysis suggests what to do next."""
    if statement["kind"] != "yearly-analysis" or not in_its_time(context, statement.get("submitted_on", "")):
        return
    if all(row["kind"] != "next-steps" for row in statement.get("sections", ())):
        yield Hit("/sections", {"report_section": "next-steps"})


@record_rule(
    "GI-RPT-0004",
    types=("report",),
    needs=("period_until", "submitted_on"),
    zh=(
        "逾期报送报告",
        "“{report_kind}”报告最迟应当在 {limit} 报送,实际于 {sample} 报送。",
        "核对报送日期;确属逾期的,说明原因。",
    ),
    en=(
        "report handed in late",
        "The '{report_kind}' was due by {limit} at the latest; it was handed in on {sample}.",
        "Check the day; if it was late, say why.",
    ),
    clauses=_YEARLY,
)
def handed_in_late(statement: Statement, context: Context) -> Checked:
    """Half-year reports come before 1 July, yearly ones before 1 January of the next year."""
    clock = _clock(context, statement["kind"], _YEARLY)
    limit = due_day(context, clock, statement["period_until"]) if clock else None
    if limit is None or _second_half(statement) or not in_its_time(context, limit.isoformat()):
        return
    if after(statement["submitted_on"], limit):
        params = {"report_kind": statement["kind"], "limit": limit.isoformat()}
        yield Hit("/submitted_on", params, statement["submitted_on"])


def _reports(type_: str, statement: Statement) -> Iterable[Claim]:
    """Grassroots bodies, and who has handed in which report for which year."""
    if type_ == "organisation":
        if statement["kind"] in _REPORTING and "until" not in statement:
            yield ("body", statement["id"], statement["name"], statement.get("since", "")), 0
    elif statement["kind"] in {"half-year", "yearly"} and not _second_half(statement):
        period = statement.get("period_until") or statement.get("period_from")
        year = str(bounds(period)[0].year) if period else _SOME_YEAR
        yield ("report", statement["subject"], statement["kind"], year), 0


@dataset_rule(
    "GI-RPT-0005",
    types=("organisation", "report"),
    gather=_reports,
    covers="report",
    zh=(
        "没有报送半年或者全年情况",
        "“{body}”没有报送 {year} 年的“{report_kind}”报告,期限是 {limit}。",
        "补报该期报告;已经报送的,补报报告陈述。",
    ),
    en=(
        "half-year or yearly report missing",
        "'{body}' has not handed in the '{report_kind}' of {year}, due by {limit}.",
        "Hand in the report; if that was done, state it.",
    ),
    clauses=_YEARLY,
    parts=having(),
)
def report_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Every township, sub-district and committee reports each half-year and year inside the declared time.

    Bodies that were set up later, and times before the text, are not asked.
    """
    since = [part.since for part in context.coverage if part.type == "report" and part.since]
    for year in range(int(min(since)[:4]) if since else context.as_of.year - 1, context.as_of.year + 1):
        for kind in ("half-year", "yearly"):
            clock = _clock(context, kind, _YEARLY)
            limit = due_day(context, clock, str(year)) if clock else None
            if limit is None or limit >= context.as_of or not in_its_time(context, limit.isoformat()):
                continue
            for (ident, name, began), tally in kept(tallies, "body"):
                young = began and bounds(began)[1] > limit
                if young or any(("report", ident, kind, one) in tallies for one in (str(year), _SOME_YEAR)):
                    continue
                if declared(context, "report", ident, f"{year}-01-01", limit.isoformat()):
                    params: dict[str, Param] = {
                        "body": name,
                        "year": str(year),
                        "report_kind": kind,
                        "limit": limit.isoformat(),
                    }
                    yield Found(tally.first, Hit("", params))


def _periods(_type: str, statement: Statement) -> Iterable[Claim]:
    """Reports by body, who states them, kind and year; the revisions of one are one report."""
    if statement["kind"] in {"half-year", "yearly", "yearly-analysis"} and not _second_half(statement):
        year = bounds(statement["period_until"])[0].year
        ends = digest(f"{statement['stated_by']} {statement['subject']}"), digest(statement["id"])
        yield ("report", statement["kind"], str(year), *ends), 0


@dataset_rule(
    "GI-RPT-0006",
    types=("report",),
    gather=_periods,
    zh=(
        "同一期报告报送了几次",
        "{year} 年的“{report_kind}”报告有 {count} 份。",
        "保留一份;内容有变动的,以同一标识的新版次报送。",
    ),
    en=(
        "report of one period handed in several times",
        "There are {count} reports of kind '{report_kind}' for {year}.",
        "Keep one; send changes as a new revision under the same id.",
    ),
    clauses=(*_YEARLY, *_ANALYSIS),
    confidence="inferred",
    parts=having(report=("period_until",)),
)
def report_repeated(tallies: Tallies, context: Context) -> Iterable[Found]:
    """There is one report for a period, of the kinds that the text asks for."""
    found: dict[tuple[str, str, str], list[object]] = {}
    for (kind, year, body, _), tally in kept(tallies, "report"):
        if kind in named(context, "reporting", (*_YEARLY, *_ANALYSIS)):
            found.setdefault((kind, year, body), []).append(tally.last)
    for (kind, year, _), places in found.items():
        if len(places) > 1:
            params: dict[str, Param] = {"year": year, "report_kind": kind, "count": len(places)}
            yield Found(places[-1], Hit("/period_until", params))
