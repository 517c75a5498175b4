"""Sanctions: what they rest on, which are allowed for whom, how they are graded and how long they run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from gov_integrity.codelists import codelist
from gov_integrity.periods.partial import bounds
from gov_integrity.policy import clauses
from gov_integrity.rules.claims import answers, ask, certainly_within, joined, unanswered
from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept
from gov_integrity.rules.listed import families_of, for_record_holders, lawful_measures, listed, under
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_NATIONAL = Law("国发〔2016〕76号", "四(三)", "secondary")


@record_rule(
    "GI-SAN-0001",
    types=("sanction",),
    zh=(
        "惩戒没有指明所依据的记录",
        "{measure_kind} 既没有指明所依据的失信记录等陈述,也没有写明措施事由。",
        "在相关陈述中指明失信记录;没有记录可以引用的,填写措施事由。",
    ),
    en=(
        "sanction that rests on nothing",
        "This {measure_kind} names no record or other statement it rests on, and no reason.",
        "Name the record in about, or state the reason where there is no record to cite.",
    ),
    clauses=(
        "xinzheng-2017/1c", "alxa-2021/2.2.6a", "alxa-2021/2.2.6c", "alxa-2021/annex.12", "alxa-2021/2.3.3f",
        "alxa-2021/annex.16c", "gansu-2017/3.2.5f", "weidu-2022/3.2.1e", "xinzheng-2017/4.2.7j",
        "xinzheng-2017/4.4.16f", "xinzheng-2017/5.3d", "shandong-2024/4.13b", "shandong-2024/4.13e",
    ),
    parts=lacking("about", "reasons"),
)  # fmt: skip
def rests_on_nothing(_missing: object, statement: Statement, context: Context) -> Checked:
    """Measures answer a record or a stated reason; discipline rests on its own decision."""
    if statement["kind"] in context.periods.sanctions or not in_its_time(context, statement.get("from", "")):
        return ()
    return (Hit("", {"measure_kind": statement["kind"]}),)


@record_rule(
    "GI-SAN-0002",
    types=("sanction",),
    zh=(
        "惩戒没有依据",
        "细则要求 {measure_kind} 依法依规采取,这里没有写明依据。",
        "在依据子表中写明据以采取该措施的文件和条款;没有依据的,解除该措施。",
    ),
    en=(
        "sanction without a basis",
        "The profile allows {measure_kind} only according to laws and rules; no basis is cited.",
        "Cite the document and clause that allow the measure; lift it if there is none.",
    ),
    clauses=(
        "alxa-2021/2.2.6a", "alxa-2021/2.2.6c", "alxa-2021/2.3.2b", "alxa-2021/annex.12", "gansu-2017/3.2.5c",
        "gansu-2017/3.2.5e", "gansu-2017/3.2.5f", "weidu-2022/3.2.1d", "weidu-2022/3.2.1e",
        "xinzheng-2017/4.2.7e", "xinzheng-2017/4.2.7g", "xinzheng-2017/4.2.7j", "shandong-2024/4.13b",
        "shandong-2024/4.13e", "shandong-2024/4.13f", "weidu-2022/3.3.2c",
    ),
    parts=lacking("basis"),
)  # fmt: skip
def sanction_without_basis(_missing: object, statement: Statement, context: Context) -> Checked:
    """What may be done only according to laws and rules cites them (依法依规、按照相关规定)."""
    if statement["kind"] in lawful_measures(context) and in_its_time(context, statement.get("from", "")):
        yield Hit("", {"measure_kind": statement["kind"]})


_GRADED_BODIES = ("gansu-2017/3.2.5a", "xinzheng-2017/4.2.7b")
_GRADED = ("weidu-2022/3.2.1c", "alxa-2021/2.2.6a")


def _grading(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "person":
        return [(("person", statement["id"]), 0)]
    if type_ == "sanction":
        target = ("target", statement["subject"], statement["kind"])
        return [(target, 0), *((("rests", one), 0) for one in statement["about"])]
    if "impact_level" in statement and ("loss_amount" in statement or "loss_text" in statement):
        return ()
    return [(("ungraded", statement["id"], statement["subject"]), 0)]


@dataset_rule(
    "GI-SAN-0003",
    types=("dishonesty_record", "person", "sanction"),
    gather=_grading,
    zh=(
        "据以惩戒的记录没有分级依据",
        "据以采取惩戒措施的记录没有写明损失情况或者社会影响程度。",
        "在失信记录中补填损失情况和社会影响程度。",
    ),
    en=(
        "sanctioned record without its grading",
        "A record on which a sanction rests lacks the loss or the degree of social impact.",
        "Add the loss and the degree of social impact to the record.",
    ),
    clauses=(*_GRADED_BODIES, *_GRADED),
    severity="warning",
    parts=having(sanction=("about",)),
)
def not_graded(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Measures depend on the loss to economy and society and on the social impact (视失信情况).

    Some of the texts say so of governments and departments alone: not of persons, nor of those who bear
    what is provided for persons only.
    """
    resting = {one for (one,), _ in kept(tallies, "rests")}
    spared: set[str] = set()
    if not under(context, _GRADED):
        spared |= {one for (one,), _ in kept(tallies, "person")}
        targets = (key for key, _ in kept(tallies, "target"))
        spared |= {one for one, kind in targets if "organisation" not in _provided(context, kind)}
    for (one, subject), tally in kept(tallies, "ungraded"):
        if one in resting and subject not in spared:
            yield Found(tally.last, Hit(""))


def _targets(statement: Statement) -> Iterable[Claim]:
    if statement["type"] == "sanction":
        return [(("measure", statement["subject"], statement["kind"]), 0)]
    return [(("body", statement["id"], statement["type"]), 0)]


@dataset_rule(
    "GI-SAN-0004",
    types=("organisation", "person", "sanction"),
    gather=_targets,
    zh=(
        "措施与对象不符",
        "细则没有对这类对象({type})规定 {measure_kind}。",
        "核对措施种类和对象;针对个人的措施以个人为对象,针对单位的以单位为对象。",
    ),
    en=(
        "measure does not fit its target",
        "The profile does not provide {measure_kind} for a subject of this type ({type}).",
        "Check measure and subject: what is for persons names a person, what is for bodies a body.",
    ),
    clauses=(
        "gansu-2017/3.2.5c", "gansu-2017/3.2.5d", "gansu-2017/3.2.5e", "gansu-2017/3.2.5f",
        "weidu-2022/3.2.1e", "xinzheng-2017/4.2.7e", "xinzheng-2017/4.2.7f", "xinzheng-2017/4.2.7j",
        "shandong-2024/4.13c", "shandong-2024/4.13d", "shandong-2024/4.13f",
    ),
    laws=(_NATIONAL,),
    severity="warning",
)  # fmt: skip
def wrong_target(tallies: Tallies, context: Context) -> Iterable[Found]:
    """A measure is taken against those it is provided for."""
    for (_, kind), tally, (_, family), _ in joined(tallies, "measure", "body"):
        if family not in _provided(context, kind):
            yield Found(tally.first, Hit("/kind", {"measure_kind": kind, "type": family}, kind))


def _provided(context: Context, kind: str) -> frozenset[str]:
    """For whom the profile provides a measure, or else the code list."""
    if provided := families_of(context, "sanction").get(kind):
        return provided
    found = codelist("measure-kind").codes.get(kind)
    target = found.extra["targets"] if found else "both"
    return frozenset(("organisation", "person")) if target == "both" else frozenset((target,))


@record_rule(
    "GI-SAN-0005",
    types=("sanction",),
    zh=(
        "细则没有规定的措施",
        "{measure_kind} 是其他地区的措施,本细则和国家规定都没有规定。",
        "改用细则规定的措施;清单之外的措施不得采用。",
    ),
    en=(
        "measure the profile does not have",
        "{measure_kind} is a measure of another jurisdiction; neither this profile nor the nation has it.",
        "Take a measure the profile provides; others may not be used.",
    ),
    clauses=("weidu-2022/3.2.1c", "shandong-2024/4.13b", "shandong-2024/4.13c"),
    laws=(Law("国办发〔2020〕49号", "", "recalled"),),
    confidence="recalled",
)
def measure_of_another_place(statement: Statement, context: Context) -> Checked:
    """Only measures of the profile, or of national law, may be taken."""
    kind = statement["kind"]
    foreign = context.profile is not None and _only_local(kind) and kind not in listed(context, "sanction")
    if foreign and in_its_time(context, statement.get("from", "")):
        yield Hit("/kind", {"measure_kind": kind}, kind)


@lru_cache(maxsize=256)
def _only_local(kind: str) -> bool:
    """Whether a measure stands in clauses of the documents alone, in no national law."""
    found = codelist("measure-kind").codes.get(kind)
    return found is not None and all(source in clauses() for source in found.sources)


def _criticisms(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "publication":
        return answers(statement) if statement.get("state") != "withheld" else ()
    if statement["kind"] != "public-criticism":
        return ()
    return [ask(statement, statement["stated_by"], statement.get("from", ""))]


@dataset_rule(
    "GI-SAN-0006",
    types=("sanction", "publication"),
    gather=_criticisms,
    covers="publication",
    zh=(
        "公开通报批评没有公开",
        "在声明完整报送的范围内,没有这次公开通报批评的信息公开。",
        "公开通报,并报送相应的信息公开。",
    ),
    en=(
        "public criticism that was not public",
        "Inside the declared coverage this public criticism has no publication.",
        "Publish the circular and deliver the publication.",
    ),
    clauses=(
        "alxa-2021/2.2.6b", "alxa-2021/annex.12", "gansu-2017/3.2.5d", "xinzheng-2017/4.2.7f",
    ),
    parts=having(publication=("about",)),
)  # fmt: skip
def criticism_not_public(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Criticism by public circular is made public."""
    for key, tally in unanswered(tallies, context, "publication"):
        if in_its_time(context, key[2]):
            yield Found(tally.first, Hit(""))


_HONOURS = frozenset(
    ("commendation", "model-department", "model-person", "honest-sub-district", "honest-township",
     "lawful-administration-unit")
)  # fmt: skip
_PILOTS = frozenset(("innovation-pilot", "early-trial"))
_BARS = {"honour-disqualification": _HONOURS, "merit-restriction": _HONOURS, "pilot-restriction": _PILOTS}


def _honours(type_: str, statement: Statement) -> Iterable[Claim]:
    subject, kind = statement["subject"], statement["kind"]
    if type_ == "honesty_record":
        if statement.get("state", "named") != "named":
            return ()
        return [(("honour", subject, kind, statement["awarded_on"]), 0)]
    if kind not in _BARS or statement.get("mitigation_effect") == "waived":
        return ()
    times = (statement.get("from", ""), statement.get("until", ""), statement.get("ended_on", ""))
    return [(("bar", subject, kind, *times), 0)]


@dataset_rule(
    "GI-SAN-0007",
    types=("sanction", "honesty_record"),
    gather=_honours,
    zh=(
        "受限制期间获得荣誉",
        "{sample} 授予 {honesty_kind},主体自 {since} 起正受到 {measure_kind}。",
        "核对授予日期和限制期间;确在限制期间的,撤销授予。",
    ),
    en=(
        "honoured while barred",
        "The {honesty_kind} was given on {sample}, while {measure_kind} since {since} was in force.",
        "Check the day and the time of the measure; take the honour back if it fell within.",
    ),
    clauses=("gansu-2017/3.2.5c", "xinzheng-2017/4.2.7e", "shandong-2024/4.13c"),
    parts=having(honesty_record=("awarded_on",)),
)
def honoured_while_barred(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Who may not take part in selections or pilots gets none while the measure is in force."""
    for (_, kind, day), tally, (_, bar, since, until, ended), _ in joined(tallies, "honour", "bar"):
        if kind in _BARS[bar] and certainly_within(day, since, until, ended):
            params = {"honesty_kind": kind, "measure_kind": bar, "since": since}
            yield Found(tally.first, Hit("/awarded_on", params, day))


@record_rule(
    "GI-SAN-0008",
    types=("sanction",),
    zh=(
        "限期整改没有期限",
        "{measure_kind} 没有写明截止日期。",
        "填写整改的最后一天。",
    ),
    en=(
        "rectification without a deadline",
        "{measure_kind} states no last day.",
        "State the last day for rectification in until.",
    ),
    clauses=("weidu-2022/3.2.1c",),
    confidence="inferred",
    parts=lacking("until"),
)
def no_deadline(_missing: object, statement: Statement, context: Context) -> Checked:
    """Rectification within a time limit (限期整改) has one."""
    if statement["kind"] == "rectification" and in_its_time(context, statement.get("from", "")):
        yield Hit("", {"measure_kind": "rectification"})


_JOINT = frozenset(("joint-punishment", "joint-reward"))
_WITH = frozenset(("joint-department", "joint-author", "lead-unit", "assisting-unit"))


@record_rule(
    "GI-SAN-0009",
    types=("sanction", "incentive"),
    zh=(
        "联合奖惩只有一个部门",
        "{measure_kind} 只有一个部门参加。",
        "在参与方子表中写明联合的各部门;只有一个部门的,不作为联合奖惩。",
    ),
    en=(
        "joint measure of one department",
        "Only one department takes part in this {measure_kind}.",
        "Name the departments that join; a measure of one alone is no joint measure.",
    ),
    clauses=("alxa-2021/2.3.3f", "alxa-2021/annex.16c", "xinzheng-2017/4.4.16f"),
)
def alone(statement: Statement, context: Context) -> Checked:
    """Joint reward and sanction are of several departments (多部门联合)."""
    if statement["kind"] in _JOINT and in_its_time(context, statement.get("from", "")):
        rows = statement.get("parties", ())
        joint = {str(row.get("party") or row.get("name")) for row in rows if row["role"] in _WITH}
        if not joint - {statement["stated_by"]}:
            yield Hit("/parties", {"measure_kind": statement["kind"]})


_ANSWERABLE = ("responsible-person", "responsible-unit", "principal-head", "decision-maker")


def _holders(statement: Statement) -> Iterable[Claim]:
    subject = statement["subject"]
    if statement["type"] == "sanction":
        return [(("measure", subject, statement["kind"], statement.get("from", "")), 0)]
    rows = (row for row in statement.get("parties", ()) if row["role"] in _ANSWERABLE and "party" in row)
    holders = {subject, *(row["party"] for row in rows)}
    return [(("record", one, statement.get("ended_on", "")), 0) for one in holders]


@dataset_rule(
    "GI-SAN-0010",
    types=("dishonesty_record", "sanction"),
    gather=_holders,
    covers="dishonesty_record",
    zh=(
        "受限制的主体没有失信记录",
        "在声明完整报送的范围内,受到 {measure_kind} 的主体没有有效的失信记录。",
        "补报失信记录;没有记录或者记录已经终止的,解除该措施。",
    ),
    en=(
        "restricted without a record",
        "Inside the declared coverage the subject of this {measure_kind} has no record in force.",
        "Deliver the record; lift the measure if there is none or it has ended.",
    ),
    clauses=(
        "gansu-2017/3.2.5f", "weidu-2022/3.2.1e", "xinzheng-2017/4.2.7j", "shandong-2024/4.13b",
        "shandong-2024/4.13c", "shandong-2024/4.13e",
    ),
)  # fmt: skip
def no_record_in_force(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Restrictions are for those who have a record, while they have it."""
    only = for_record_holders(context)
    ends: dict[str, list[str]] = {}
    for (subject, end), _ in kept(tallies, "record"):
        ends.setdefault(subject, []).append(end)
    for (subject, kind, since), tally in kept(tallies, "measure"):
        first = bounds(since)[0] if since else date.min
        held = any(not end or bounds(end)[1] > first for end in ends.get(subject, ()))
        wrong = kind in only and not held and in_its_time(context, since)
        if wrong and declared(context, "dishonesty_record", subject):
            yield Found(tally.first, Hit("/kind", {"measure_kind": kind}))


@record_rule(
    "GI-SAN-0011",
    types=("sanction",),
    zh=(
        "没有写明惩戒范围",
        "{measure_kind} 没有写明适用的事项或者领域。",
        "填写惩戒范围。",
    ),
    en=(
        "scope of the sanction missing",
        "This {measure_kind} does not say to which matters or fields it applies.",
        "State the scope.",
    ),
    clauses=("weidu-2022/3.2.4b",),
    confidence="inferred",
    parts=lacking("scope", "content", "name"),
)
def no_scope(_missing: object, statement: Statement, context: Context) -> Checked:
    """The scope of sanctions is regulated (规范失信惩戒范围); that of discipline stands in the law."""
    kind = statement["kind"]
    if kind not in context.periods.sanctions and in_its_time(context, statement.get("from", "")):
        yield Hit("", {"measure_kind": kind})
