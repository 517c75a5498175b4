"""Dishonesty that must have consequences, and how long discipline for it may run."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.periods.partial import after
from gov_integrity.rules.claims import answers, ask, joined, unanswered
from gov_integrity.rules.facts import Tallies, declared, discipline_until, in_its_time, kept
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_PURSUED = frozenset(("local-debt", "payment"))
_REVOKED = "revoked"
"""How a record ended whose deciding document was revoked: there is nothing left to pursue."""


def _pursued(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "sanction":
        return answers(statement)
    if statement.get("end_kind") == _REVOKED:
        return ()
    fields = _PURSUED & set(statement.get("domains", ()))
    if not fields and "arrears" not in statement.get("conducts", ()):
        return ()
    field = min(fields) if fields else "payment"
    return [ask(statement, statement["subject"], statement.get("decided_on", ""), field)]


@dataset_rule(
    "GI-DUT-0001",
    types=("dishonesty_record", "sanction"),
    gather=_pursued,
    covers="sanction",
    zh=(
        "失信行为没有处理",
        "{domain} 领域的失信记录,在声明完整报送的范围内没有相应的惩戒。",
        "依法处理并报送惩戒;依法不予惩戒的,报送从轻或者免于惩戒的决定。",
    ),
    en=(
        "record without a consequence",
        "Inside the declared coverage no sanction follows this record in the field of {domain}.",
        "Deal with it and deliver the sanction, or the decision to waive it.",
    ),
    clauses=("xinzheng-2017/4.4.18i",),
    confidence="inferred",
    parts=having(sanction=("about",)),
)
def not_pursued(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Dishonesty in debts and arrears is pursued (加大追究惩戒力度)."""
    for (_, _, decided, field), tally in unanswered(tallies, context, "sanction"):
        if in_its_time(context, decided):
            yield Found(tally.first, Hit("", {"domain": field}))


def _disclosed(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "sanction":
        return answers(statement)
    if statement["access"] != "public" or statement.get("end_kind") == _REVOKED:
        return ()
    return [ask(statement, statement["subject"], statement.get("decided_on", ""))]


@dataset_rule(
    "GI-DUT-0002",
    types=("dishonesty_record", "sanction"),
    gather=_disclosed,
    covers="sanction",
    zh=(
        "公开的失信记录没有惩戒",
        "在声明完整报送的范围内,这条公开的失信记录没有相应的惩戒。",
        "补报惩戒,并在相关陈述中指明这条记录。",
    ),
    en=(
        "disclosed record without a sanction",
        "Inside the declared coverage no sanction is linked with this disclosed record.",
        "Deliver the sanction and name the record in about.",
    ),
    clauses=("weidu-2022/2.5c",),
    confidence="inferred",
    parts=having(sanction=("about",)),
)
def not_sanctioned(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Disclosure, query and punishment go together."""
    for (_, _, decided), tally in unanswered(tallies, context, "sanction"):
        if in_its_time(context, decided):
            yield Found(tally.first, Hit(""))


_LIABLE = frozenset(("repudiation", "breach-of-contract"))


def _infringements(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "sanction":
        if statement["kind"] not in ("legal-liability", "economic-liability"):
            return ()
        return answers(statement)
    if statement.get("end_kind") == _REVOKED:
        return ()
    if "lawful-rights" not in statement["harms"] or _LIABLE.isdisjoint(statement["conducts"]):
        return ()
    return [ask(statement, statement["subject"], statement.get("decided_on", ""))]


@dataset_rule(
    "GI-DUT-0003",
    types=("dishonesty_record", "sanction"),
    gather=_infringements,
    covers="sanction",
    zh=(
        "违约毁约没有承担责任",
        "违约毁约侵犯合法权益,在声明完整报送的范围内没有法律责任或者经济责任。",
        "依法承担法律和经济责任,并报送相应的措施。",
    ),
    en=(
        "breach without liability",
        "The breach infringed lawful rights; inside the declared coverage no liability for it follows.",
        "Let the unit bear its liability and deliver the measure.",
    ),
    clauses=("xinzheng-2017/4.4.17d",),
    parts=having(sanction=("about",), dishonesty_record=("harms", "conducts")),
)
def no_liability(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Whoever infringes lawful rights by breach bears legal and economic liability."""
    for key, tally in unanswered(tallies, context, "sanction"):
        if in_its_time(context, key[2]):
            yield Found(tally.first, Hit(""))


def _serious(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "organisation":
        if statement["kind"] != "government" or statement["level"] not in ("prefecture", "county"):
            return ()
        return [(("government", statement["id"]), 0)]
    if type_ == "person":
        return [
            (("head", statement["id"], row["organisation"]), 0)
            for row in statement["posts"]
            if row.get("role") == "principal-head"
        ]
    if type_ == "sanction":
        if statement["kind"] not in ("circular", "talk"):
            return ()
        named = (statement["subject"], *statement.get("about", ()))
        return [((statement["kind"], one), 0) for one in named]
    if type_ == "court_matter":
        serious = statement["kind"] == "dishonest-judgment-debtor" and "delisted_on" not in statement
    else:
        serious = statement["severity"] == "serious" and "ended_on" not in statement
    day = statement.get("listed_on" if type_ == "court_matter" else "decided_on", "")
    return [(("serious", statement["subject"], statement["id"], day), 0)] if serious else ()


@dataset_rule(
    "GI-DUT-0004",
    types=("organisation", "person", "dishonesty_record", "court_matter", "sanction"),
    gather=_serious,
    covers="sanction",
    zh=(
        "严重失信的政府没有通报、约谈",
        "市县政府有严重失信记录或者被列为失信被执行人,在声明完整报送的范围内缺少:{measure_kind}。",
        "对政府进行通报,对主要负责人进行约谈,并报送相应的惩戒。",
    ),
    en=(
        "serious breach without circular and talk",
        "A city or county government with a serious record or listing lacks: {measure_kind}.",
        "Name the government in a circular, summon its principal head, and deliver both measures.",
    ),
    clauses=("shandong-2024/4.13d",),
    parts=having(organisation=("level",), person=("posts",), dishonesty_record=("severity",)),
)
def no_circular_or_talk(tallies: Tallies, context: Context) -> Iterable[Found]:
    """City and county governments with serious records are named, and their heads summoned for a talk."""
    circulars = {one for (one,), _ in kept(tallies, "circular")}
    talks = {one for (one,), _ in kept(tallies, "talk")}
    talks |= {body for (person, body), _ in kept(tallies, "head") if person in talks}
    for (body, record, day), tally, _, _ in joined(tallies, "serious", "government"):
        if declared(context, "sanction", body, day):
            done = {"circular": circulars, "talk": talks}
            missing = tuple(kind for kind, known in done.items() if not known & {body, record})
            if missing:
                yield Found(tally.first, Hit("", {"measure_kind": missing}))


@record_rule(
    "GI-SAN-0012",
    types=("sanction",),
    needs=("from", "until"),
    zh=(
        "处分期过长",
        "{measure_kind} 自 {since} 起,写到 {sample};合并计算的处分期至多到 {longest}。",
        "核对处分决定的生效日期和处分期。",
    ),
    en=(
        "discipline longer than the law allows",
        "{measure_kind} runs from {since} to {sample}; even merged periods end by {longest}.",
        "Check the day the decision took effect and the period.",
    ),
    laws=(Law("公职人员政务处分法", "8, 15"), Law("公务员法", "64")),
)
def discipline_too_long(statement: Statement, context: Context) -> Checked:
    """Discipline runs its months, merged periods at most 48 months."""
    kind, since, until = statement["kind"], statement["from"], statement["until"]
    longest = discipline_until(context, kind, since)
    if longest is None or not after(until, longest):
        return ()
    return [Hit("/until", {"measure_kind": kind, "since": since, "longest": longest.isoformat()}, until)]
