"""What is made public: on which sites, on what basis, to whom, and for how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gov_integrity.codelists import codelist
from gov_integrity.findings import Param
from gov_integrity.periods.partial import before, bounds
from gov_integrity.rules.claims import Key, answers, ask, joined, unanswered
from gov_integrity.rules.facts import Tallies, bulk_only, due_day, in_its_time, kept
from gov_integrity.rules.listed import channels_for, registers_for
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement, Tally

_NATIONAL = Law("国发〔2016〕76号", "四(二)", "secondary")
_ADVERSE = frozenset(("dishonesty-record", "blacklist"))
_AGENCY = frozenset(("subject-information", "credit-information", "supervision-information"))
_UNNAMED_SITE = "credit-website"
_BLACKLIST = "blacklist"


def _published(statement: Statement) -> bool:
    return bool(statement.get("state", "published") == "published")


_NOT_TO_BE_SHOWN = ""
"""In place of a channel: what the law withholds is missing on none."""


def _on_channels(statement: Statement, *states: str) -> Iterable[Claim]:
    """What a publication shows in one of these states, by channel."""
    state = statement.get("state", "published")
    if state not in states:
        return ()
    if state == "withheld":
        return answers(statement, _NOT_TO_BE_SHOWN)
    return answers(statement, statement["channel"]) if "channel" in statement else ()


def _missing(
    tallies: Tallies, context: Context, wanted: Mapping[str, frozenset[str]]
) -> Iterable[tuple[Key, Tally, tuple[str, ...]]]:
    """Statements asked for that are missing on channels; `wanted` by the last part of the claim."""
    shown: dict[str, set[str]] = {}
    for (one, channel), _ in kept(tallies, "answer"):
        shown.setdefault(one, set()).add(channel)
    asks: Tallies = {
        key: tally for key, tally in tallies.items() if isinstance(key, tuple) and key[0] == "ask"
    }
    for key, tally in unanswered(asks, context, "publication"):
        found = shown.get(key[0], set())
        if _NOT_TO_BE_SHOWN in found:
            continue
        if missing := wanted.get(key[-1], frozenset()) - found:
            yield key, tally, tuple(sorted(missing))


def _double_publicity(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "publication":
        return _on_channels(statement, "published", "taken-down", "withheld")
    if statement["kind"] not in ("licence", "penalty"):
        return ()
    return [ask(statement, statement["subject"], statement.get("decided_on", ""), statement["kind"])]


@dataset_rule(
    "GI-PUB-0001",
    types=("decision", "publication"),
    gather=_double_publicity,
    covers="publication",
    zh=(
        "许可和处罚信息没有归集到全部网站",
        "在声明完整报送的范围内,该 {decision_kind} 没有归集到:{channel}。",
        "把该信息归集到细则写明的各个网站。",
    ),
    en=(
        "licence or penalty not on every site",
        "Inside the declared coverage this {decision_kind} is missing on: {channel}.",
        "Gather it to every site the profile names.",
    ),
    clauses=("xinzheng-2017/4.3.11h",),
    parts=having(publication=("about",)),
)
def not_on_every_site(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Licences and penalties are gathered to every site the text names (归集至网站).

    Not before the time to put them online is over; what was shown and taken down later had been gathered.
    """
    labels = codelist("channel").codes
    wanted = {}
    for kind in ("licence", "penalty"):
        text = " ".join(registers_for(context).get(f"aggregate/{kind}", ()))
        wanted[kind] = frozenset(code for code, found in labels.items() if f"“{found.zh}”" in text)
    for key, tally, missing in _missing(tallies, context, wanted):
        due = due_day(context, "xinzheng-online-7wd", key[2]) if key[2] else None
        if in_its_time(context, key[2]) and (not key[2] or (due and due < context.as_of)):
            yield Found(tally.first, Hit("", {"decision_kind": key[-1], "channel": missing}))


@record_rule(
    "GI-PUB-0002",
    types=("publication",),
    needs=("kinds", "channel"),
    zh=(
        "公开的网站与细则不符",
        "{information_kind} 在 {channel} 公开,细则写明的是 {allowed}。",
        "在细则写明的网站公开;已另行在该网站公开的,无需处理。",
    ),
    en=(
        "other site than the profile names",
        "{information_kind} is shown on {channel}; the profile names {allowed}.",
        "Show it on the site the profile names, unless it stands there as well.",
    ),
    clauses=(
        "alxa-2021/2.2.3c", "alxa-2021/2.3.3g", "alxa-2021/annex.9", "alxa-2021/annex.16c",
        "alxa-2021/annex.16d", "gansu-2017/3.2.3b", "gansu-2017/4.4b", "xinzheng-2017/4.2.6g",
        "xinzheng-2017/4.4.16h",
    ),
    laws=(_NATIONAL,),
    severity="warning",
)  # fmt: skip
def other_site(statement: Statement, context: Context) -> Checked:
    """Records and lists are shown on the sites the text names."""
    channel = statement["channel"]
    if channel == _UNNAMED_SITE or not _published(statement):
        return
    for kind in statement["kinds"]:
        named = channels_for(context).get(kind)
        if named and channel not in named and kind in _ADVERSE | _AGENCY:
            params: dict[str, Param] = {"information_kind": kind, "channel": channel}
            params |= {"allowed": tuple(sorted(named)), "codelist": "channel"}
            yield Hit("/channel", params, channel)
            return


@record_rule(
    "GI-PUB-0003",
    types=("publication",),
    needs=("kinds",),
    zh=(
        "公开失信信息没有依据",
        "公开 {information_kind} 没有写明依据。",
        "在依据子表中写明据以公开的法律、法规或者文件;没有依据的,停止公开。",
    ),
    en=(
        "adverse information published without a basis",
        "{information_kind} is made public and no basis is cited.",
        "Cite the law or document that allows it; take it down if there is none.",
    ),
    clauses=(
        "alxa-2021/2.2.3c", "alxa-2021/2.3.3g", "alxa-2021/annex.9", "gansu-2017/3.2.3b", "gansu-2017/4.4b",
        "xinzheng-2017/4.2.6g", "xinzheng-2017/4.4.16h",
    ),
    laws=(_NATIONAL,),
    confidence="inferred",
    parts=lacking("basis"),
)  # fmt: skip
def published_without_basis(_missing: object, statement: Statement, _context: Context) -> Checked:
    """Records and blacklists are made public according to laws and rules (依法依规)."""
    if _published(statement):
        for kind in statement["kinds"]:
            if kind in _ADVERSE:
                yield Hit("/kinds", {"information_kind": kind})
                return


def _publication_days(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "publication":
        shown = not _ADVERSE.isdisjoint(statement["kinds"]) and statement.get("state") != "withheld"
        return [(("shown", one, statement["from"]), 0) for one in statement["about"]] if shown else ()
    if statement["operation"] not in ("submit", "push", "aggregate"):
        return ()
    return [(("reported", one, statement.get("done_on", "")), 0) for one in statement["about"]]


@dataset_rule(
    "GI-PUB-0004",
    types=("publication", "handling"),
    gather=_publication_days,
    zh=(
        "报送之前就公开",
        "记录 {sample} 公开,最早到 {reported_on} 才报送或者归集。",
        "核对公开日期和报送日期;记录先归集,再依法公开。",
    ),
    en=(
        "published before it was reported",
        "The record was shown from {sample}, but first reported or aggregated on {reported_on}.",
        "Check both dates; a record is gathered first and then published.",
    ),
    clauses=("gansu-2017/3.2.3b", "xinzheng-2017/4.2.6g"),
    confidence="inferred",
    parts=having(publication=("from", "kinds", "about"), handling=("about",)),
)
def published_first(tallies: Tallies, context: Context) -> Iterable[Found]:
    """A record is reported, then shown; what was reported on a day not stated may have come first."""
    earliest: dict[str, str] = {}
    for (one, done), _ in kept(tallies, "reported"):
        earliest[one] = min(earliest.get(one, done), done)
    for (one, since), tally in kept(tallies, "shown"):
        if (first := earliest.get(one)) and before(since, first) and in_its_time(context, since):
            yield Found(tally.first, Hit("/from", {"reported_on": first}, since))


def _investment(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "publication":
        return _on_channels(statement, "published", "taken-down")
    if statement["kind"] != "credit-commitment" or "investment-attraction" not in statement["domains"]:
        return ()
    return [ask(statement, statement["subject"], statement.get("made_on", ""), "commitment")]


@dataset_rule(
    "GI-PUB-0005",
    types=("commitment", "publication"),
    gather=_investment,
    covers="publication",
    zh=(
        "招商引资承诺没有在全部渠道公示",
        "在声明完整报送的范围内,该承诺没有在这些渠道公示:{channel}。",
        "在细则写明的各个渠道公示该承诺。",
    ),
    en=(
        "investment commitment not on every channel",
        "Inside the declared coverage the commitment is missing on: {channel}.",
        "Publish the commitment on every channel the profile names.",
    ),
    clauses=("alxa-2021/2.3.4f",),
    parts=having(publication=("channel", "about"), commitment=("domains",)),
)
def commitment_not_shown(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Commitments in investment attraction are shown on the credit site and the government portal."""
    for key, tally, missing in _missing(tallies, context, channels_for(context)):
        if in_its_time(context, key[2]):
            yield Found(tally.first, Hit("", {"channel": missing}))


def _blacklisted(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "publication":
        return _on_channels(statement, "published", "withheld")
    if statement["kind"] != _BLACKLIST or "ended_on" in statement:
        return ()
    since, until = statement.get("from", ""), statement.get("until", "")
    return [ask(statement, statement["stated_by"], since, until, _BLACKLIST)]


@dataset_rule(
    "GI-PUB-0006",
    types=("sanction", "publication"),
    gather=_blacklisted,
    covers="publication",
    zh=(
        "黑名单没有在全部网站公开",
        "在声明完整报送的范围内,这条黑名单信息没有在这些网站公开:{channel}。",
        "在细则写明的各个网站公开。",
    ),
    en=(
        "blacklist not on every site",
        "Inside the declared coverage this entry of the blacklist is missing on: {channel}.",
        "Publish it on every site the profile names.",
    ),
    clauses=("xinzheng-2017/4.4.16h",),
    parts=having(publication=("about",)),
)
def blacklist_not_shown(tallies: Tallies, context: Context) -> Iterable[Found]:
    """An entry of the blacklist in force is shown on each of the sites, unless the law withholds it."""
    for key, tally, missing in _missing(tallies, context, channels_for(context)):
        if not key[3] or bounds(key[3])[0] >= context.as_of:
            yield Found(tally.first, Hit("", {"channel": missing}))


def _results(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "publication":
        return answers(statement) if statement.get("state") != "withheld" else ()
    if statement["kind"] != "third-party":
        return ()
    return [ask(statement, statement["stated_by"], statement.get("assessed_on", ""))]


@dataset_rule(
    "GI-PUB-0007",
    types=("assessment", "publication"),
    gather=_results,
    covers="publication",
    zh=(
        "第三方评价结果没有公布",
        "在声明完整报送的范围内,没有这次第三方评价结果的公布。",
        "公布评价结果,并报送相应的信息公开。",
    ),
    en=(
        "third-party result not published",
        "Inside the declared coverage this third-party assessment has no publication.",
        "Publish the result and deliver the publication.",
    ),
    clauses=("alxa-2021/2.4.4b",),
    strength="encourage",
    parts=having(publication=("about",)),
)
def result_not_published(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Third parties are encouraged to assess and to publish the results promptly (鼓励……并及时公布结果)."""
    for key, tally in unanswered(tallies, context, "publication"):
        if in_its_time(context, key[2]):
            yield Found(tally.first, Hit(""))


@record_rule(
    "GI-PUB-0008",
    types=("publication",),
    needs=("kinds", "audiences"),
    zh=(
        "公开对象不符",
        "{information_kind} 应当向市场主体和社会公众公开,这里的公开对象是 {audience}。",
        "把公开对象改为市场主体或者社会公众。",
    ),
    en=(
        "other audience than the profile asks",
        "{information_kind} is for market entities and the public; here the audience is {audience}.",
        "Publish it for market entities or the public.",
    ),
    clauses=("alxa-2021/2.3.3g", "alxa-2021/annex.16d"),
)
def other_audience(statement: Statement, _context: Context) -> Checked:
    """The blacklist and information on agencies are open to market entities and the public."""
    audiences = statement["audiences"]
    if not _published(statement) or "public" in audiences or "market-entities" in audiences:
        return
    for kind in statement["kinds"]:
        if kind == _BLACKLIST or kind in _AGENCY:
            yield Hit("/audiences", {"information_kind": kind, "audience": tuple(audiences)})
            return


@record_rule(
    "GI-PUB-0009",
    types=("publication",),
    needs=("kinds",),
    zh=(
        "没有披露期限",
        "公开 {information_kind} 没有写明公开截止日期。",
        "按依据的规定确定披露期限,填写公开截止日期。",
    ),
    en=(
        "no end of the publicity",
        "{information_kind} is made public without a last day.",
        "Set the period by the rule relied on and state until.",
    ),
    clauses=("weidu-2022/3.2.4b",),
    confidence="inferred",
    parts=lacking("until"),
)
def no_end_of_publicity(_missing: object, statement: Statement, _context: Context) -> Checked:
    """The disclosure period of dishonesty information is regulated (规范披露时间)."""
    if "dishonesty-record" in statement["kinds"] and _published(statement):
        yield Hit("/kinds", {"information_kind": "dishonesty-record"})


def _ended(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "publication":
        if not _published(statement) or bulk_only(statement):
            return ()
        until = statement.get("until", "")
        return [(("shown", one, until), 0) for one in statement["about"]]
    end = statement["delisted_on" if type_ == "court_matter" else "ended_on"]
    return [(("ended", statement["id"], end), 0)]


@dataset_rule(
    "GI-PUB-0010",
    types=("dishonesty_record", "sanction", "court_matter", "publication"),
    gather=_ended,
    late=("dishonesty_record", "sanction", "court_matter"),
    asked_by="shown",
    zh=(
        "终止之后仍在公开",
        "所公开的内容已于 {ended_on} 终止,公开截止日期是 {until}。",
        "停止公开,把公开状态改为停止公开,或者更正公开截止日期。",
    ),
    en=(
        "shown past its end",
        "What is shown ended on {ended_on}; the last day of publicity is {until}.",
        "Take it down and say so in state, or correct the last day.",
    ),
    clauses=("weidu-2022/3.2.4b", "xinzheng-2017/4.4.16h"),
    laws=(
        Law("发改委令第36号", "3"),
        Law("法释〔2017〕7号", "10", "secondary"),
    ),
    confidence="inferred",
    parts=having(
        publication=("about",), dishonesty_record=("ended_on",), sanction=("ended_on",),
        court_matter=("delisted_on",),
    ),
)  # fmt: skip
def shown_past_its_end(tallies: Tallies, context: Context) -> Iterable[Found]:
    """What was repaired, delisted or has expired is no longer shown."""
    for (_, until), tally, (_, ended), _ in joined(tallies, "shown", "ended"):
        if before(ended, until or context.as_of):
            yield Found(tally.first, Hit("/until", {"ended_on": ended, "until": until or "-"}))
