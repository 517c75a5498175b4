"""Credit archives and real-name registration: one archive each, what enters it, and on what basis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gov_integrity.periods.partial import before, bounds
from gov_integrity.rules.claims import answers, ask, joined, unanswered
from gov_integrity.rules.documents import in_force_since
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, sourced
from gov_integrity.rules.listed import listed
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_FILES = Law("国发〔2016〕76号", "四(一)", "secondary")
_OFFICIALS = frozenset(("civil-servant", "public-official"))
_ELSEWHERE = frozenset(
    ("project-performance", "project-effect", "commitment", "performance", "dishonesty-record",
     "credit-record", "credit-information", "government-credit-information", "violation-of-discipline",
     "audit-conclusion", "penalty")
)  # fmt: skip
"""What enters an official's archive by other clauses: performance of projects and promises, records, and
decisions on discipline (政务处分法 54); and what the open list (等信用信息) has room for everywhere."""
_FAILED = frozenset(("returned", "cancelled"))
"""Results of handlings by which nothing is in an archive."""

_PROMISED = (
    "xinzheng-2017/4.3.12a", "xinzheng-2017/4.3.12c", "shandong-2024/1.3a", "shandong-2024/1.3c",
    "shandong-2024/1.3e",
)  # fmt: skip
"""Clauses that name the promises of departments and officials; contracts, debts and the commitments of
market entities are not among them."""


def _items(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "person":
        return [(("official", statement["id"]), 0)] if statement["kind"] in _OFFICIALS else ()
    if statement["operation"] != "enter-archive":
        return ()
    return [(("item", statement["subject"], kind), 0) for kind in statement["kinds"]]


@dataset_rule(
    "GI-ARC-0001",
    types=("person", "handling"),
    gather=_items,
    zh=(
        "不应进入诚信档案的信息",
        "细则没有把 {information_kind} 列为公职人员诚信档案的内容。",
        "从档案中移出该信息,或者改填细则所列的信息类别。",
    ),
    en=(
        "not an item of the archive",
        "The profile does not list {information_kind} among what enters an official's archive.",
        "Take it out of the archive, or state the kind of information the profile lists.",
    ),
    clauses=("xinzheng-2017/4.2.5e",),
    laws=(_FILES,),
    severity="warning",
    parts=having(handling=("subject", "kinds")),
)
def not_an_item(tallies: Tallies, context: Context) -> Iterable[Found]:
    """What enters an official's archive is listed."""
    named = listed(context, "archive-item")
    for (_, kind), tally, _, _ in joined(tallies, "item", "official"):
        if named and kind not in named | _ELSEWHERE:
            yield Found(tally.first, Hit("/kinds", {"information_kind": kind}))


@record_rule(
    "GI-ARC-0002",
    types=("handling",),
    zh=(
        "入档没有依据",
        "信息纳入档案没有写明依据。",
        "在依据子表中写明据以纳入档案的文件和条款。",
    ),
    en=(
        "archived without a basis",
        "The information entered the archive and no basis is cited.",
        "Cite the document and clause in basis.",
    ),
    clauses=("xinzheng-2017/4.2.5e",),
    confidence="inferred",
    parts=lacking("basis"),
)
def archived_without_basis(_missing: object, statement: Statement, context: Context) -> Checked:
    """Information enters an official's archive according to laws and rules (依法依规).

    How promises and projects are kept enters archives by clauses that say no such thing.
    """
    if statement["operation"] != "enter-archive" or not in_its_time(context, statement.get("done_on", "")):
        return
    kinds = statement.get("kinds", ())
    if not kinds or not listed(context, "archive-item").isdisjoint(kinds):
        yield Hit("/operation")


def _archived(statement: Statement, *operations: str) -> bool:
    return statement["operation"] in operations and statement.get("result") not in _FAILED


def _archives(_type: str, statement: Statement) -> Iterable[Claim]:
    if not _archived(statement, "open-archive"):
        return ()
    # Which archive it is, is told by its name, or else by who opened it.
    register = statement.get("register", f" {statement['stated_by']}")
    return [(("archive", statement["subject"], register, statement["register_no"]), 0)]


@dataset_rule(
    "GI-ARC-0003",
    types=("handling",),
    gather=_archives,
    zh=(
        "同一主体有两份档案",
        "同一主体在同一种档案中另有档案 {other}。",
        "合并为一份档案,停用另一个编号。",
    ),
    en=(
        "two archives of one subject",
        "The subject has another archive of the same kind, {other}.",
        "Merge them and give up one of the numbers.",
    ),
    clauses=(
        "xinzheng-2017/4.2.5d", "xinzheng-2017/4.4.16e", "alxa-2021/2.3.3e", "alxa-2021/annex.16c",
    ),
    confidence="inferred",
    parts=having(handling=("subject", "register_no")),
)  # fmt: skip
def two_archives(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Each official and each participant in bidding has one archive."""
    first: dict[tuple[str, str], str] = {}
    for (subject, register, number), tally in kept(tallies, "archive"):
        if first.setdefault((subject, register), number) != number:
            yield Found(tally.first, Hit("/register_no", {"other": first[subject, register]}, number))


def _latest(days: Sequence[str]) -> str:
    """The latest of the days; empty where there is none or one of them is not told."""
    return max(days, key=lambda day: bounds(day)[1]) if days and "" not in days else ""


def _in_scope(type_: str, statement: Statement) -> Iterable[Claim]:
    """Officials with the day they left office, archives, and who took part in bidding and when."""
    if type_ == "person":
        left = _latest([row.get("until", "") for row in statement.get("posts", ())])
        return [(("scope", statement["id"], left), 0)] if statement["kind"] in _OFFICIALS else ()
    if type_ == "handling":
        if not _archived(statement, "open-archive", "enter-archive"):
            return ()
        return [(("archive", statement["subject"]), 0)]
    if "bidding" not in statement["domains"]:
        return ()
    roles = ("bidder", "bidding-agency", "bid-evaluation-expert", "purchaser")
    return [
        (("bidder", row["party"], statement.get("made_on", "")), 0)
        for row in statement["parties"]
        if row["role"] in roles and "party" in row
    ]


@dataset_rule(
    "GI-ARC-0004",
    types=("person", "handling"),
    gather=_in_scope,
    covers="handling",
    zh=(
        "公职人员没有诚信档案",
        "在声明完整报送的范围内,没有该人员诚信档案的建立或者入档。",
        "建立诚信档案,并报送相应的信息操作。",
    ),
    en=(
        "official without an archive",
        "Inside the declared coverage no archive was opened for this official.",
        "Open the archive and deliver the handling.",
    ),
    clauses=("xinzheng-2017/4.2.5d",),
    laws=(_FILES,),
    confidence="inferred",
    parts=having(handling=("subject",), commitment=("domains", "parties")),
)
def official_without_archive(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Integrity archives of officials are set up."""
    have = {subject for (subject,), _ in kept(tallies, "archive")}
    since = in_force_since(_FILES.document)
    for (person, left), tally in kept(tallies, "scope"):
        gone = left and bounds(left)[1] < since
        if person not in have and not gone and declared(context, "handling"):
            yield Found(tally.first, Hit(""))


@dataset_rule(
    "GI-ARC-0005",
    types=("commitment", "handling"),
    gather=_in_scope,
    covers="handling",
    zh=(
        "招标投标参与方没有诚信档案",
        "在声明完整报送的范围内,没有参与方 {party} 的诚信档案。",
        "为参与方建立招标投标诚信档案,并报送相应的信息操作。",
    ),
    en=(
        "bidding party without an archive",
        "Inside the declared coverage there is no archive of the participant {party}.",
        "Open an integrity archive for the participant and deliver the handling.",
    ),
    clauses=("xinzheng-2017/4.4.16e", "alxa-2021/2.3.3e", "alxa-2021/annex.16c"),
    confidence="inferred",
    parts=having(handling=("subject",), commitment=("domains", "parties")),
)
def bidder_without_archive(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Integrity archives for bidding are set up and kept sound."""
    have = {subject for (subject,), _ in kept(tallies, "archive")}
    for (party, day), tally in kept(tallies, "bidder"):
        if party not in have and in_its_time(context, day) and declared(context, "handling"):
            have.add(party)
            yield Found(tally.first, Hit("/parties", {"party": party}))


def _in_charge(row: Mapping[str, Any], days: Sequence[str]) -> bool:
    """Whether the part in the matter may have lasted on the day of some performance."""
    since, until = row.get("from", ""), row.get("until", "")
    return any(
        not day or not ((since and before(day, since)) or (until and before(until, day))) for day in days
    )


def _performed(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "handling":
        if not _archived(statement, "enter-archive"):
            return ()
        return [(("answer", f"{one} {statement['subject']}"), 0) for one in statement["about"]]
    ident, owner = statement["id"], statement["subject"]
    days = [str(one.get("on", one.get("found_on", ""))) for one in statement["performances"]]
    persons = [
        str(row["party"])
        for row in statement.get("parties", ())
        if row["role"] == "government-side-person"
        and "party" in row
        and "ppp" in statement.get("domains", ())
        and _in_charge(row, days)
    ]
    claims: list[Claim] = []
    if statement["kind"] in sourced("commitment-kind", _PROMISED):
        claims.append((("ask", f"{ident} {owner}", owner, "", _latest(days), "promise"), 0))
    return claims + [(("ask", f"{ident} {person}", owner, "", _latest(days), "ppp"), 0) for person in persons]


@dataset_rule(
    "GI-ARC-0006",
    types=("commitment", "handling"),
    gather=_performed,
    covers="handling",
    zh=(
        "履约情况没有纳入责任人的信用记录",
        "在声明完整报送的范围内,项目履约情况没有纳入政府方责任人的信用记录。",
        "纳入责任人的信用记录,并报送入档的信息操作。",
    ),
    en=(
        "performance not in the responsible person's record",
        "Inside the declared coverage the performance of the project is in no archive of the person.",
        "Enter it in the record of the responsible person and deliver the handling.",
    ),
    clauses=("alxa-2021/2.3.2e", "xinzheng-2017/4.4.15d"),
    parts=having(handling=("subject", "about"), commitment=("performances",)),
)
def person_not_credited(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Performance and results of PPP projects enter the record of the government-side person."""
    for key, tally in unanswered(tallies, context, "handling"):
        if key[-1] == "ppp" and in_its_time(context, key[-2]):
            yield Found(tally.first, Hit("/performances"))


@dataset_rule(
    "GI-ARC-0007",
    types=("commitment", "handling"),
    gather=_performed,
    covers="handling",
    zh=(
        "承诺履行情况没有入档",
        "在声明完整报送的范围内,承诺的履行情况没有纳入承诺方的信用档案。",
        "把履行情况纳入承诺方的档案,并报送入档的信息操作。",
    ),
    en=(
        "fulfilment not in the archive",
        "Inside the declared coverage the fulfilment is not in the archive of who promised.",
        "Enter it in that archive and deliver the handling.",
    ),
    clauses=("xinzheng-2017/4.3.12b", "shandong-2024/1.3b"),
    confidence="inferred",
    parts=having(handling=("subject", "about"), commitment=("performances",)),
)
def promiser_not_credited(tallies: Tallies, context: Context) -> Iterable[Found]:
    """How promises are kept enters the archive of the department or official."""
    for key, tally in unanswered(tallies, context, "handling"):
        if key[-1] == "promise" and in_its_time(context, key[-2]):
            yield Found(tally.first, Hit("/performances"))


def _kept_on_file(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "dishonesty_record":
        return [ask(statement, statement["stated_by"], statement.get("decided_on", ""))]
    return answers(statement) if _archived(statement, "enter-archive") else ()


@dataset_rule(
    "GI-ARC-0008",
    types=("dishonesty_record", "handling"),
    gather=_kept_on_file,
    covers="handling",
    zh=(
        "失信记录没有记入信用档案",
        "在声明完整报送的范围内,这条记录没有记入政务信用档案。",
        "记入政务信用档案,并报送入档的信息操作。",
    ),
    en=(
        "record not in the credit archive",
        "Inside the declared coverage the record was not entered in the credit archive.",
        "Enter it in the archive and deliver the handling.",
    ),
    clauses=("weidu-2022/3.2.2c",),
    parts=having(handling=("about",)),
)
def not_on_file(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Dishonesty information enters the government credit archive (记入政务信用档案)."""
    for (_, _, day), tally in unanswered(tallies, context, "handling"):
        if in_its_time(context, day):
            yield Found(tally.first, Hit(""))


@record_rule(
    "GI-RNR-0001",
    types=("handling",),
    zh=(
        "实名登记没有法律依据",
        "实名登记没有写明确定其范围的法律、法规。",
        "在依据子表中写明法律、法规及其条款;没有依据的,停止登记。",
    ),
    en=(
        "registered without a law",
        "No law or regulation is cited that brings this under real-name registration.",
        "Cite the law and article; stop registering where there is none.",
    ),
    clauses=("alxa-2021/2.1.6a", "alxa-2021/annex.6"),
    parts=lacking("basis"),
)
def registered_without_law(_missing: object, statement: Statement, context: Context) -> Checked:
    """The scope of real-name registration is fixed by laws and regulations (依照法律法规确定)."""
    if statement["operation"] == "register" and in_its_time(context, statement.get("done_on", "")):
        yield Hit("/operation")


def _changes(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "organisation":
        days = [row["until"] for row in statement["history"] if "until" in row]
        return [(("changed", statement["id"], day), 0) for day in days]
    if statement["operation"] not in ("register", "update"):
        return ()
    return [(("registered", statement["subject"], statement.get("done_on", "")), 0)]


@dataset_rule(
    "GI-RNR-0002",
    types=("organisation", "handling"),
    gather=_changes,
    zh=(
        "登记信息没有更新",
        "单位情况在 {changed_on} 之后已经变更,最近一次登记或者更新是 {sample}。",
        "按变更后的情况更新登记信息。",
    ),
    en=(
        "registration not brought up to date",
        "The body changed after {changed_on}; it was last registered or updated on {sample}.",
        "Update the registration to the body as it is now.",
    ),
    clauses=("alxa-2021/2.1.6b", "alxa-2021/annex.6"),
    confidence="inferred",
    parts=having(organisation=("history",), handling=("subject",)),
)
def not_updated(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Registered information is accurate, complete and updated as things change (动态更新).

    A change still to come is none yet; an update on a day that is not told may have been the latest.
    """
    updates: dict[str, list[tuple[str, object]]] = defaultdict(list)
    for (subject, day), tally in kept(tallies, "registered"):
        updates[subject].append((day, tally.first))
    changes: dict[str, str] = {}
    for (subject, changed), _ in kept(tallies, "changed"):
        if before(changed, context.as_of):
            changes[subject] = max(changed, changes.get(subject, ""))
    for subject, changed in changes.items():
        own = updates[subject]
        if own and all(day and before(day, changed) for day, _ in own):
            latest, where = max(own, key=lambda one: one[0])
            yield Found(where, Hit("/done_on", {"changed_on": changed}, latest))
