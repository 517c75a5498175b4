"""What has to be public: stages, key fields, kinds of information; and what may be withheld."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.codelists import codelist
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, named, over, sourced
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_STAGES = (
    "alxa-2021/2.1.2a",
    "gansu-2017/2.2.2",
    "gansu-2017/4.2b",
    "weidu-2022/2.2d",
    "xinzheng-2017/2.2c",
    "alxa-2021/annex.2",
)
_APPROVAL = ("xinzheng-2017/4.3.11e",)
_FIELDS = ("xinzheng-2017/4.3.11f",)
_AGENCIES = ("alxa-2021/2.3.3d", "xinzheng-2017/4.4.16d")
_GRASSROOTS = ("alxa-2021/2.3.6b", "xinzheng-2017/4.4.20b", "alxa-2021/annex.19")
_GROUNDS = ("weidu-2022/2.2b", "xinzheng-2017/2.2a", "xinzheng-2017/4.3.11a")
_GRASSROOTS_UNITS = frozenset({"sub-district", "township", "sumu"})


def _is_public(statement: Statement) -> bool:
    return bool(statement.get("state", "published") == "published")


def _dealt_with(statement: Statement) -> bool:
    """Whether the information is public or was withheld for a ground, as the texts except it."""
    return _is_public(statement) or "withheld_grounds" in statement


def _shown_once(statement: Statement) -> bool:
    """Whether a single matter was disclosed, even if its page has come down since, or rightly withheld."""
    return _dealt_with(statement) or statement.get("state") == "taken-down"


def _body_stages(statement: Statement) -> Iterable[Claim]:
    """Which stages each body has disclosed something of."""
    if _is_public(statement):
        yield ("stage", statement["stated_by"], statement.get("stage", "")), 0


@dataset_rule(
    "GI-DIS-0001",
    types=("publication",),
    covers="publication",
    gather=_body_stages,
    zh=(
        "公开没有覆盖全部环节",
        "该单位的公开信息没有“{disclosure_stage}”环节的内容。",
        "补充该环节的公开;已经公开的,在公开环节中填明。",
    ),
    en=(
        "disclosure does not reach every stage",
        "Nothing that the body has published belongs to the stage '{disclosure_stage}'.",
        "Disclose that stage too; if it was done, state the stage in the publication.",
    ),
    clauses=_STAGES,
    confidence="inferred",
)
def stage_not_disclosed(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Decision, execution, management, service and results are all open."""
    wanted = named(context, "disclosure-item", _STAGES)
    seen: dict[str, set[str]] = {}
    last: dict[str, object] = {}
    for (body, stage), tally in kept(tallies, "stage"):
        seen.setdefault(body, set()).add(stage)
        last.setdefault(body, tally.first)
    for body, stages in seen.items():
        if declared(context, "publication", body):
            for stage in sorted(wanted - stages):
                yield Found(last[body], Hit("/stage", {"disclosure_stage": stage}))


def _approval_stages(type_: str, statement: Statement) -> Iterable[Claim]:
    """Which stages of approval are disclosed of each matter and since when, and what is decided."""
    if type_ == "decision":
        yield ("decided", statement["id"]), 0
    elif statement["stage"] in sourced("disclosure-stage", _APPROVAL) and _shown_once(statement):
        day = statement.get("from", "")
        for target in statement["about"]:
            yield ("approval", target, statement["stage"], statement["stated_by"], day), 0


@dataset_rule(
    "GI-DIS-0002",
    types=("publication", "decision"),
    covers="publication",
    gather=_approval_stages,
    late=("decision",),
    asked_by="approval",
    zh=(
        "审批事项公开不完整",
        "该审批事项没有公开“{disclosure_stage}”。",
        "将受理情况、审批过程和审批结果都予以公开。",
    ),
    en=(
        "approval matter disclosed in part",
        "Of this approval matter the part '{disclosure_stage}' is not disclosed.",
        "Disclose acceptance, process and result of the approval.",
    ),
    clauses=_APPROVAL,
    confidence="inferred",
    parts=having(publication=("stage", "about")),
)
def approval_stage_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Acceptance, process and result of an approval are all public.

    While a matter is being approved, what comes later than the stages shown cannot be public yet.
    """
    wanted = named(context, "disclosure-item", _APPROVAL)
    order = [stage for stage in codelist("disclosure-stage").codes if stage in wanted]
    decided = {target for (target,), _ in kept(tallies, "decided")}
    seen: dict[str, set[str]] = {}
    last: dict[str, tuple[object, str]] = {}
    for (target, stage, body, day), tally in kept(tallies, "approval"):
        seen.setdefault(target, set()).add(stage)
        if in_its_time(context, day):
            last[target] = (tally.last, body)
    for target, (where, body) in last.items():
        stages = seen[target]
        reached = order if target in decided else order[: max(map(order.index, stages & wanted), default=0)]
        if declared(context, "publication", body):
            for stage in sorted(set(reached) - stages):
                yield Found(where, Hit("/stage", {"disclosure_stage": stage}))


def _fields(statement: Statement) -> Iterable[Claim]:
    """Which key fields anything is published of."""
    if _is_public(statement):
        yield ("any",), 0
        for domain in statement.get("domains", ()):
            yield ("field", domain), 0


@dataset_rule(
    "GI-DIS-0003",
    types=("publication",),
    covers="publication",
    gather=_fields,
    zh=(
        "重点领域没有公开信息",
        "重点领域“{domain}”没有任何公开信息。",
        "推进该领域信息公开;已经公开的,在重点领域中填明。",
    ),
    en=(
        "nothing published in a key field",
        "Nothing is published in the key field '{domain}'.",
        "Disclose information of that field; if it was done, state the field in the publication.",
    ),
    clauses=_FIELDS,
    confidence="inferred",
)
def key_field_not_disclosed(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Information in every key field that the text names is published by some body."""
    if not declared(context, "publication"):
        return
    open_fields = {domain for (domain,), _ in kept(tallies, "field")}
    for _, tally in kept(tallies, "any"):
        for domain in sorted(named(context, "disclosure-item", _FIELDS) - open_fields):
            yield Found(tally.first, Hit("/domains", {"domain": domain}))


def _procurement(type_: str, statement: Statement) -> Iterable[Claim]:
    """Contracts made on a trading platform, and what publications on procurement are about.

    One that tells no kind of information may be on procurement.
    """
    if type_ == "publication":
        if "procurement" in statement.get("kinds", ("procurement",)) and _shown_once(statement):
            for target in statement["about"]:
                yield ("shown", target), 0
        return
    traded = "platform" in statement or statement.get("method") == "platform-trading"
    if traded and "government-procurement" in statement["domains"]:
        yield ("bought", statement["id"], statement["subject"], statement.get("made_on", "")), 0


@dataset_rule(
    "GI-DIS-0004",
    types=("commitment", "publication"),
    covers="publication",
    gather=_procurement,
    zh=(
        "政府采购信息没有公开",
        "进入平台交易的采购合同没有相应的采购信息公开。",
        "依法公开采购信息,并在相关陈述中指明该合同。",
    ),
    en=(
        "procurement was not disclosed",
        "No publication of procurement information is about this contract made on a platform.",
        "Disclose the procurement by law and name the contract among the statements concerned.",
    ),
    clauses=("alxa-2021/2.3.1e",),
    confidence="inferred",
    parts=having(publication=("about",), commitment=("domains",)),
)
def procurement_not_disclosed(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Procurement information is disclosed by law."""
    shown = {target for (target,), _ in kept(tallies, "shown")}
    for (ident, subject, day), tally in kept(tallies, "bought"):
        if ident in shown or not in_its_time(context, day):
            continue
        if declared(context, "publication", subject, day):
            yield Found(tally.last, Hit())


def _agencies(type_: str, statement: Statement) -> Iterable[Claim]:
    """Bidding agencies, and the kinds of information published about bodies."""
    if type_ == "organisation":
        if statement["kind"] == "bidding-agency":
            yield ("agency", statement["id"], statement.get("until", "")), 0
    elif _dealt_with(statement):
        for kind in sourced("information-kind", _AGENCIES).intersection(statement["kinds"]):
            for target in statement["about"]:
                yield ("known", target, kind), 0


@dataset_rule(
    "GI-DIS-0005",
    types=("organisation", "publication"),
    covers="publication",
    gather=_agencies,
    zh=(
        "招标代理机构信息公开不全",
        "没有公开该招标代理机构的“{information_kind}”。",
        "及时公开该类信息,并在相关陈述中指明该机构。",
    ),
    en=(
        "information on a bidding agency not published",
        "The '{information_kind}' on this bidding agency is not published.",
        "Publish it promptly and name the agency among the statements concerned.",
    ),
    clauses=_AGENCIES,
    confidence="inferred",
    parts=having(publication=("kinds", "about")),
)
def agency_information_missing(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Of each bidding agency every kind of information that the text names is public."""
    if not declared(context, "publication"):
        return
    wanted = named(context, "disclosure-item", _AGENCIES)
    known = {key for key, _ in kept(tallies, "known")}
    for (agency, until), tally in kept(tallies, "agency"):
        for kind in () if over(until, context) else sorted(wanted):
            if (agency, kind) not in known:
                yield Found(tally.last, Hit("", {"information_kind": kind}))


def _grassroots(type_: str, statement: Statement) -> Iterable[Claim]:
    """Grassroots units, and what is published by them or about them.

    A document withheld for a ground excuses no unit from all disclosure of its affairs.
    """
    if type_ == "organisation":
        if statement["kind"] in _GRASSROOTS_UNITS:
            yield ("unit", statement["id"], statement.get("until", "")), 0
    elif _is_public(statement):
        for kind in sourced("information-kind", _GRASSROOTS).intersection(statement["kinds"]):
            for body in {statement["stated_by"], *statement.get("about", ())}:
                yield ("known", body, kind), 0


@dataset_rule(
    "GI-DIS-0006",
    types=("organisation", "publication"),
    covers="publication",
    gather=_grassroots,
    zh=(
        "街道、乡镇公开不全",
        "该街道、乡镇(苏木)没有公开“{information_kind}”信息。",
        "将政务、财务信息都予以公开并报送。",
    ),
    en=(
        "grassroots unit discloses in part",
        "The sub-district, township or sumu has published no information on '{information_kind}'.",
        "Disclose administrative affairs and finances and submit the publications.",
    ),
    clauses=_GRASSROOTS,
    confidence="inferred",
    parts=having(publication=("kinds",)),
)
def grassroots_not_open(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Sub-districts, townships and sumu disclose their administrative affairs and their finances."""
    wanted = named(context, "disclosure-item", _GRASSROOTS)
    known = {key for key, _ in kept(tallies, "known")}
    for (unit, until), tally in kept(tallies, "unit"):
        for kind in () if over(until, context) else sorted(wanted):
            if (unit, kind) not in known and declared(context, "publication", unit):
                yield Found(tally.last, Hit("", {"information_kind": kind}))


@record_rule(
    "GI-DIS-0007",
    types=("publication",),
    needs=("state",),
    zh=(
        "不公开没有理由",
        "信息不予公开,没有填写不公开事由。",
        "填写不公开事由;没有法定事由的,予以公开。",
    ),
    en=(
        "withheld without a ground",
        "The information is withheld and no ground is stated.",
        "State the ground; without a lawful one, publish the information.",
    ),
    clauses=("weidu-2022/2.2a", *_GROUNDS),
)
def withheld_without_ground(statement: Statement, context: Context) -> Checked:
    """Disclosure is the norm and withholding the exception, which needs a ground, or a law that says so."""
    bare = statement["state"] == "withheld" and not statement.get("withheld_grounds")
    excepted = any(row.get("role") == "statutory-exception" for row in statement.get("basis", ()))
    if bare and not excepted and in_its_time(context, statement.get("from", "")):
        yield Hit("/withheld_grounds")


@record_rule(
    "GI-DIS-0008",
    types=("publication",),
    needs=("withheld_grounds",),
    zh=(
        "已经公开却填了不公开事由",
        "填写了不公开事由“{withheld_ground}”,公开状态却是公开。",
        "应当不公开的,立即停止公开;可以公开的,删去不公开事由。",
    ),
    en=(
        "published in spite of a ground for withholding",
        "The ground for withholding '{withheld_ground}' is stated, yet the information is published.",
        "If it must be withheld, take it down at once; otherwise remove the ground.",
    ),
    clauses=_GROUNDS,
    confidence="inferred",
)
def published_despite_ground(statement: Statement, _context: Context) -> Checked:
    """What must be protected is not published."""
    if _is_public(statement):
        for index, ground in enumerate(statement["withheld_grounds"]):
            yield Hit(f"/withheld_grounds/{index}", {"withheld_ground": ground}, ground)
