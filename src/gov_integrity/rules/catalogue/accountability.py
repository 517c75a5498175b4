"""Who answers for broken faith: responsible person, principal head, and the measures that follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from gov_integrity.periods.partial import after, before, bounds
from gov_integrity.rules.claims import answers, ask, joined, unanswered
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, over, roles
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_NATIONAL = Law("国发〔2016〕76号", "四(三)", "secondary")
_PERSONS = frozenset(("principal-head", "responsible-person", "decision-maker", "government-side-person"))
_HEAD = "principal-head"


def _unnamed(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "organisation":
        return [(("body", statement["id"]), 0)]
    if type_ == "sanction":
        on = "" if roles(statement) & _PERSONS else statement["subject"]
        return [(("sanctioned", one, on), 0) for one in statement["about"]]
    return () if roles(statement) & _PERSONS else [(("unnamed", statement["subject"], statement["id"]), 0)]


@dataset_rule(
    "GI-ACC-0001",
    types=("organisation", "dishonesty_record", "sanction"),
    gather=_unnamed,
    late=("dishonesty_record",),
    asked_by="sanctioned",
    zh=(
        "惩戒没有落实到人",
        "单位的失信记录已经惩戒,记录和惩戒都没有写明主要负责人或者相关责任人。",
        "在失信记录的参与方子表中写明责任人;已经惩戒到人的,报送以责任人为对象的惩戒。",
    ),
    en=(
        "nobody held responsible",
        "The body's record led to a sanction; neither names a principal head or responsible person.",
        "Name the responsible person in the parties of the record, or deliver the sanction on that person.",
    ),
    clauses=(
        "gansu-2017/2.2.5", "xinzheng-2017/2.5a", "xinzheng-2017/4.2.7g", "weidu-2022/1.1c",
        "alxa-2021/2.3.2b",
    ),
    laws=(_NATIONAL,),
    confidence="inferred",
    parts=having(sanction=("about",)),
)  # fmt: skip
def nobody_named(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Responsibility is pursued down to the individual (惩戒到人) and can be traced to unit and person."""
    bodies = {body for (body,), _ in kept(tallies, "body")}
    sanctioned: dict[str, set[str]] = defaultdict(set)
    for (record, on), _ in kept(tallies, "sanctioned"):
        sanctioned[record].add(on)
    for (_, record), tally, _, _ in joined(tallies, "unnamed", "body"):
        # A sanction that names persons, or is on someone who is no known body, is held to reach a person.
        if record in sanctioned and sanctioned[record] <= bodies:
            yield Found(tally.first, Hit("/parties"))


def _accountable(statement: Statement) -> Iterable[Claim]:
    kind = statement["type"]
    if kind == "organisation":
        return [(("body", statement["id"]), 0)]
    if statement["kind"] != "accountability":
        return ()
    ident, subject = statement["id"], statement["subject"]
    named = bool(roles(statement) & _PERSONS)
    claims: list[Claim] = [
        (("for", one, ident, "" if named else subject), 0) for one in statement.get("about", ())
    ]
    return claims if named else [*claims, (("accountable", subject, ident), 0)]


@dataset_rule(
    "GI-ACC-0002",
    types=("organisation", "sanction"),
    gather=_accountable,
    zh=(
        "追究责任没有写明责任人",
        "追究责任以单位为对象,没有写明被追究的人员。",
        "以责任人为对象,或者在参与方子表中写明主要负责人、相关责任人。",
    ),
    en=(
        "accountability without a person",
        "A body is held to account and no person is named.",
        "Take the responsible person as the subject, or name the persons in parties.",
    ),
    clauses=(
        "alxa-2021/2.2.6c", "alxa-2021/annex.12", "gansu-2017/3.2.5e", "weidu-2022/3.2.1d",
        "xinzheng-2017/4.2.7g", "shandong-2024/4.13f",
    ),
)  # fmt: skip
def nobody_accountable(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """The persons who caused the dishonesty are held responsible, be it by a statement of its own."""
    bodies = {body for (body,), _ in kept(tallies, "body")}
    reached = {record for (record, _, on), _ in kept(tallies, "for") if on not in bodies}
    settled = {ident for (record, ident, _), _ in kept(tallies, "for") if record in reached}
    for (_, ident), tally, _, _ in joined(tallies, "accountable", "body"):
        if ident not in settled:
            yield Found(tally.first, Hit("/subject"))


def _heads(type_: str, statement: Statement) -> Iterable[Claim]:
    """Bodies that name no head of their own, with their last day; the terms of principal heads."""
    if type_ == "organisation":
        if _HEAD in roles(statement) or statement.get("unnamed"):
            return ()
        return [(("body", statement["id"], statement["kind"], statement.get("until", "")), 0)]
    return [
        (("head", row["organisation"], statement["id"], row.get("from", ""), row.get("until", "")), 0)
        for row in statement["posts"]
        if row.get("role") == _HEAD
    ]


@dataset_rule(
    "GI-ACC-0003",
    types=("organisation", "person"),
    gather=_heads,
    zh=(
        "同时有两名主要负责人",
        "同一单位在同一时间有两名主要负责人,其中一名自 {since} 起任职。",
        "核对任职起止日期,补填前任的离任日期。",
    ),
    en=(
        "two principal heads at once",
        "A body has two principal heads at the same time; one of them since {since}.",
        "Check the dates of both posts and add the day the former one left.",
    ),
    clauses=("weidu-2022/3.2.1a",),
    confidence="inferred",
    parts=having(person=("posts",)),
)
def two_heads(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """One principal head answers for the honesty of the unit."""
    terms: dict[str, list[tuple[date, date, str, str, object]]] = defaultdict(list)
    for (body, person, since, until), tally in kept(tallies, "head"):
        if since:
            # As short as the dates allow, so that two terms overlap on every reading.
            last = bounds(until)[0] if until else date.max
            terms[body].append((bounds(since)[1], last, person, since, tally.first))
    for held in terms.values():
        held.sort(key=lambda term: term[:3])
        ends: dict[str, date] = {}  # of the two persons who hold it longest so far
        for first, last, person, since, place in held:
            if any(first < end for other, end in ends.items() if other != person):
                yield Found(place, Hit("/posts", {"since": since}))
            ends[person] = max(last, ends.get(person, last))
            if len(ends) > 2:
                del ends[min(ends, key=lambda one: ends[one])]


@dataset_rule(
    "GI-ACC-0004",
    types=("organisation", "person"),
    gather=_heads,
    covers="person",
    zh=(
        "没有主要负责人",
        "在声明完整报送的范围内,该单位({organisation_kind})没有主要负责人。",
        "报送主要负责人及其任职情况。",
    ),
    en=(
        "no principal head",
        "Inside the declared coverage this body ({organisation_kind}) has no principal head.",
        "Deliver the principal head with the post.",
    ),
    clauses=("weidu-2022/3.2.1a",),
    confidence="inferred",
    parts=having(person=("posts",)),
)
def no_head(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Each unit names the head who is responsible for its honesty, and has one now."""
    day = context.as_of
    have = {
        body
        for (body, _, since, until), _ in kept(tallies, "head")
        if not (since and after(since, day)) and not (until and before(until, day))
    }
    for (body, kind, until), tally in kept(tallies, "body"):
        if kind not in ("government", "department") or body in have or over(until, context):
            continue
        if declared(context, "person", body):
            yield Found(tally.first, Hit("", {"organisation_kind": kind}))


def _losses(type_: str, statement: Statement) -> Iterable[Claim]:
    unit = (statement.get("currency", "CNY"), statement.get("rounded_to", "0"))
    if type_ == "dishonesty_record":
        return [(("loss", statement["id"], statement["loss_amount"], *unit), 0)]
    about = statement["about"]
    return [(("recovered", about[0], statement["recovered_amount"], *unit), 0)] if len(about) == 1 else ()


@dataset_rule(
    "GI-ACC-0005",
    types=("dishonesty_record", "case"),
    gather=_losses,
    zh=(
        "挽回损失超过损失",
        "挽回损失 {sample} 元,记录的损失只有 {loss} 元。",
        "核对两个金额,更正其中写错的一个。",
    ),
    en=(
        "more recovered than lost",
        "{sample} yuan were recovered, but the loss on record is {loss} yuan.",
        "Check both amounts and correct the wrong one.",
    ),
    clauses=("weidu-2022/3.2.1d",),
    confidence="inferred",
    parts=having(dishonesty_record=("loss_amount",), case=("recovered_amount", "about")),
)
def recovered_too_much(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Losses are recovered, at most in full; what lies within the rounding of the sources agrees."""
    for (_, recovered, *own), tally, (_, loss, *other), _ in joined(tallies, "recovered", "loss"):
        (currency, unit), (its_currency, its_unit) = own, other
        if currency == its_currency and _fen(recovered) - _fen(loss) > _fen(unit) + _fen(its_unit):
            yield Found(tally.first, Hit("/recovered_amount", {"loss": loss}, recovered))


def _fen(amount: str) -> int:
    whole, _, part = amount.partition(".")
    return int(whole + part.ljust(2, "0"))


@record_rule(
    "GI-ACC-0006",
    types=("decision",),
    zh=(
        "重大决策没有决策责任人",
        "重大决策没有写明决策责任人,日后无法倒查。",
        "在参与方子表中写明决策责任人,调离、退休后仍予保留。",
    ),
    en=(
        "major decision without a responsible decision-maker",
        "The major decision names nobody who decided, so that it cannot be traced back.",
        "Name the decision-maker in parties, and keep the row after transfer or retirement.",
    ),
    clauses=("xinzheng-2017/4.3.10e",),
)
def nobody_decided(statement: Statement, context: Context) -> Checked:
    """Major decisions keep their responsible officials for life (终身责任追究)."""
    major = statement["kind"] == "major-decision" or "major" in statement.get("traits", ())
    named = roles(statement) & {"decision-maker", "responsible-person", _HEAD}
    if major and not named and in_its_time(context, statement.get("decided_on", "")):
        yield Hit("/parties")


def _lost(type_: str, statement: Statement) -> Iterable[Claim]:
    """Lost administrative cases, and what answers for them: a measure or decision, or one on their record."""
    if type_ == "dishonesty_record":
        return [(("rests", statement["id"], one), 0) for one in statement["about"]]
    if type_ == "sanction":
        return answers(statement)
    if type_ == "decision":
        return answers(statement) if statement["kind"] == "liability-decision" else ()
    lost = statement["outcome"] in ("lost", "partly-lost")
    if not lost or statement["kind"] != "administrative-litigation":
        return ()
    return [
        ask(statement, statement["subject"], statement.get("filed_on", ""), statement["loss_problems"][0])
    ]


@dataset_rule(
    "GI-ACC-0007",
    types=("court_matter", "sanction", "decision", "dishonesty_record"),
    gather=_lost,
    late=("dishonesty_record",),
    asked_by="answer",
    covers="sanction",
    zh=(
        "败诉发现的问题没有追究责任",
        "败诉案件发现 {loss_problem},在声明完整报送的范围内没有相应的责任追究。",
        "追究行政责任,并报送相应的惩戒。",
    ),
    en=(
        "lost case without accountability",
        "The lost case showed {loss_problem}; inside the declared coverage no measure followed.",
        "Hold those responsible to account and deliver the measure.",
    ),
    clauses=("xinzheng-2017/4.3.12f",),
    parts=having(
        sanction=("about",), decision=("about",), dishonesty_record=("about",),
        court_matter=("loss_problems", "outcome"),
    ),
)  # fmt: skip
def lost_without_liability(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Problems found in lost administrative cases lead to administrative liability."""
    answered = {one for (one,), _ in kept(tallies, "answer")}
    settled = {matter for (record, matter), _ in kept(tallies, "rests") if record in answered}
    for (ident, *_, problem), tally in unanswered(tallies, context, "sanction"):
        if ident not in settled:
            yield Found(tally.first, Hit("/loss_problems", {"loss_problem": problem}))
