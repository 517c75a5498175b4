"""Administrative enforcement: authority, certificates, the three systems, discretion, faults, data."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from gov_integrity.codelists import codelist
from gov_integrity.periods.partial import before, bounds
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import (
    Tallies,
    declared,
    in_its_time,
    kept,
    named,
    only_after,
    steps_done,
    steps_taken,
)
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_ENFORCEMENT = frozenset({"penalty", "compulsory-measure", "enforcement-decision"})
_DOUBLE = frozenset({"licence", "penalty"})
_SYSTEMS = ("weidu-2022/3.3.3d",)
_CERTIFIED = ("weidu-2022/3.3.3b",)
_FAULTS = ("xinzheng-2017/4.3.10j",)
_LIABILITY = frozenset({"disciplinary-sanction", "government-sanction", "accountability-decision"})
_BY_WORK = frozenset({"intermediary", "professional-body", "third-party"})
"""Kinds that tell what a body does; an individual business may do it."""
_FIELDS = Law("发改办财金〔2018〕424号", "双公示数据项", "secondary")
_STATED = (
    ("authority", frozenset({"authority"})),
    ("enforcement", frozenset({"enforcement", "content"})),
    ("procedure", frozenset({"procedure"})),
)
"""What an enforcement decision states, and the roles of citations that state it."""


def _under(statement: Statement, context: Context) -> bool:
    """Whether the decision may have been made under the profile's text."""
    return in_its_time(context, statement.get("decided_on", ""))


@record_rule(
    "GI-ENF-0001",
    types=("decision",),
    zh=(
        "执法决定没有写明权限、依据或者程序",
        "执法决定的依据中没有“{basis_role}”。",
        "在依据中补写职权、执法依据和程序各自的条款。",
    ),
    en=(
        "enforcement decision without authority, basis or procedure",
        "The citations of the enforcement decision include none for '{basis_role}'.",
        "Cite the provisions on authority, on the matter and on procedure.",
    ),
    clauses=("weidu-2022/3.3.3a",),
    confidence="inferred",
)
def enforcement_uncited(statement: Statement, context: Context) -> Checked:
    """Functions are exercised within statutory powers, on a strict basis and by a strict procedure."""
    if statement["kind"] in _ENFORCEMENT and _under(statement, context):
        cited = {row.get("role", "content") for row in statement.get("basis", ())}
        for role, accepted in _STATED:
            if cited.isdisjoint(accepted):
                yield Hit("/basis", {"basis_role": role})


def _certificates(statement: Statement) -> list[tuple[int, str]]:
    """Index and last day of the enforcement certificates; empty where they have no end."""
    return [
        (index, row.get("valid_until", ""))
        for index, row in each(statement, "identifiers")
        if row["scheme"] == "enforcement-certificate"
    ]


@record_rule(
    "GI-ENF-0002",
    types=("person",),
    needs=("posts",),
    zh=(
        "执法人员没有有效的执法证",
        "在任的执法人员没有有效的执法证号。",
        "补填执法证号及其有效期;没有证件的,不得从事执法工作。",
    ),
    en=(
        "enforcement staff without a valid certificate",
        "The person holds an enforcement post and no valid enforcement certificate.",
        "State the certificate and its last day; without one the person may not enforce.",
    ),
    clauses=_CERTIFIED,
)
def no_certificate(statement: Statement, context: Context) -> Checked:
    """Enforcement staff work only with a certificate."""
    valid = any(not last or not before(last, context.as_of) for _, last in _certificates(statement))
    for index, row in each(statement, "posts"):
        left = "until" in row and before(row["until"], context.as_of)
        held = not left and not ("from" in row and bounds(row["from"])[1] > context.as_of)
        if row.get("role") == "enforcement-staff" and held and not valid:
            yield Hit(f"/posts/{index}/role")


@record_rule(
    "GI-ENF-0003",
    types=("decision",),
    needs=("identifiers", "decided_on"),
    zh=(
        "作出决定时执法证已经过期",
        "执法证有效期至 {sample},决定于 {decided_on} 作出。",
        "核对执法证有效期;由无证人员执法的,依法处理该决定。",
    ),
    en=(
        "certificate had expired on the day of the decision",
        "The enforcement certificate was valid until {sample}; the decision is of {decided_on}.",
        "Check the certificate; if uncertified staff enforced, deal with the decision by law.",
    ),
    clauses=_CERTIFIED,
    confidence="inferred",
)
def certificate_expired(statement: Statement, context: Context) -> Checked:
    """The certificate is valid on the day of the act, as first issued or as renewed under its number."""
    if not _under(statement, context):
        return
    rows = statement["identifiers"]
    expired = {
        index: last
        for index, last in _certificates(statement)
        if last and before(last, statement["decided_on"])
    }
    valid = {rows[index]["value"] for index, _ in _certificates(statement) if index not in expired}
    for index, last in expired.items():
        if rows[index]["value"] not in valid:
            params = {"decided_on": statement["decided_on"]}
            yield Hit(f"/identifiers/{index}/valid_until", params, last)


@record_rule(
    "GI-ENF-0004",
    types=("decision",),
    needs=("traits",),
    zh=(
        "重大执法决定没有法制审核",
        "重大执法决定没有记载“{step}”。",
        "作出决定之前进行法制审核,并填写该步骤和日期。",
    ),
    en=(
        "major enforcement decision without legal review",
        "The major enforcement decision states no step '{step}'.",
        "Have it reviewed before deciding and state the step with its date.",
    ),
    clauses=_SYSTEMS,
)
def major_enforcement_unreviewed(statement: Statement, context: Context) -> Checked:
    """Major enforcement decisions are legally reviewed."""
    if "major-enforcement" in statement["traits"] and _under(statement, context):
        needed = named(context, "decision-step", _SYSTEMS, "major-enforcement")
        for step in sorted(needed - steps_done(statement)):
            yield Hit("/steps", {"step": step})


@record_rule(
    "GI-ENF-0005",
    types=("decision",),
    needs=("traits", "steps", "decided_on"),
    zh=(
        "法制审核晚于执法决定",
        "法制审核日期 {sample} 晚于决定日期 {decided_on}。",
        "核对两个日期;确属先决定后审核的,依法重新审核。",
    ),
    en=(
        "legal review after the enforcement decision",
        "The legal review of {sample} comes after the decision of {decided_on}.",
        "Check both dates; if the review did follow, review the decision anew by law.",
    ),
    clauses=_SYSTEMS,
    confidence="inferred",
)
def review_after_enforcement(statement: Statement, context: Context) -> Checked:
    """The review comes before the decision."""
    if "major-enforcement" not in statement["traits"] or not _under(statement, context):
        return
    for index, row in only_after(statement, {"legal-review"}, statement["decided_on"]):
        yield Hit(f"/steps/{index}/on", {"decided_on": statement["decided_on"]}, row["on"])


@record_rule(
    "GI-ENF-0006",
    types=("decision",),
    zh=(
        "执法没有公示或者全过程记录",
        "执法决定没有记载“{step}”。",
        "按行政执法三项制度公示、记录,并填写步骤。",
    ),
    en=(
        "enforcement neither made public nor recorded throughout",
        "The enforcement decision states no step '{step}'.",
        "Follow the systems of enforcement publicity and full recording and state the steps.",
    ),
    clauses=_SYSTEMS,
    confidence="inferred",
)
def enforcement_systems_missing(statement: Statement, context: Context) -> Checked:
    """Enforcement is made public and its whole process recorded."""
    if statement["kind"] in _ENFORCEMENT and _under(statement, context):
        major = named(context, "decision-step", _SYSTEMS, "major-enforcement")
        for step in sorted(named(context, "decision-step", _SYSTEMS) - major - steps_taken(statement)):
            yield Hit("/steps", {"step": step})


@record_rule(
    "GI-ENF-0007",
    types=("decision",),
    needs=("traits",),
    zh=(
        "行使自由裁量权没有裁量基准",
        "决定行使了自由裁量权,依据中没有裁量基准。",
        "在依据中增加一行,作用填自由裁量权,写明裁量基准。",
    ),
    en=(
        "discretion without a standard",
        "The decision used discretion and cites no standard for it.",
        "Add a citation whose role is discretion and name the standard.",
    ),
    clauses=("xinzheng-2017/4.3.10h",),
    confidence="inferred",
)
def discretion_without_standard(statement: Statement, context: Context) -> Checked:
    """Discretion is used according to law."""
    if "discretionary" in statement["traits"] and _under(statement, context):
        cited = {row.get("role") for row in statement.get("basis", ())}
        if "discretion" not in cited:
            yield Hit("/basis")


def _faults(type_: str, statement: Statement) -> Iterable[Claim]:
    """Records of enforcement faults, and what liability decisions and sanctions are about.

    A record that rests on discipline or on being called to account tells of the liability itself.
    """
    if type_ == "dishonesty_record":
        stands = statement["form"] not in _LIABILITY and statement.get("end_kind") != "revoked"
        if "enforcement-fault" in statement["conducts"] and stands:
            yield ("fault", statement["id"], statement["subject"], statement.get("decided_on", "")), 0
    elif type_ == "sanction" or statement["kind"] == "liability-decision":
        for target in statement["about"]:
            yield ("answered", target), 0


@dataset_rule(
    "GI-ENF-0008",
    types=("dishonesty_record", "decision", "sanction"),
    covers="decision",
    gather=_faults,
    zh=(
        "执法过错没有追究责任",
        "已经认定的执法过错没有责任追究决定。",
        "依法追究过错责任,并在相关陈述中指明该记录。",
    ),
    en=(
        "enforcement fault without a liability decision",
        "The established fault in enforcement is followed by no liability decision.",
        "Pursue the liability and name this record among the statements concerned.",
    ),
    clauses=_FAULTS,
    confidence="inferred",
    parts=having(dishonesty_record=("conducts",), decision=("about",), sanction=("about",)),
)
def fault_without_liability(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Liability for faults is strictly enforced."""
    answered = {target for (target,), _ in kept(tallies, "answered")}
    for (ident, body, day), tally in kept(tallies, "fault"):
        if ident in answered or not in_its_time(context, day):
            continue
        if declared(context, "decision", body, day):
            yield Found(tally.last, Hit("/conducts"))


@cache
def _decision_of(outcome: str) -> str:
    """Kind of decision that this outcome belongs to; empty for a code outside the list."""
    found = codelist("outcome-kind").codes.get(outcome)
    return found.extra["decision_kind"] if found else ""


@record_rule(
    "GI-ENF-0009",
    types=("decision",),
    needs=("outcomes",),
    zh=(
        "结果类别与决定类别不符",
        "决定类别是“{decision_kind}”,结果类别“{outcome_kind}”不属于这类决定。",
        "核对决定类别和结果类别,更正填错的一项。",
    ),
    en=(
        "outcome of another kind of decision",
        "The decision is a '{decision_kind}'; '{outcome_kind}' is no outcome of such a decision.",
        "Check the kinds of decision and outcome and correct the wrong one.",
    ),
    laws=(Law("行政处罚法", "第九条"), _FIELDS),
    confidence="secondary",
)
def outcome_of_other_kind(statement: Statement, _context: Context) -> Checked:
    """A penalty yields the kinds of penalty of the law, a licence kinds of licence."""
    if statement["kind"] in _DOUBLE:
        for index, row in each(statement, "outcomes"):
            if _decision_of(row["kind"]) not in {"", statement["kind"]}:
                params = {"decision_kind": statement["kind"], "outcome_kind": row["kind"]}
                yield Hit(f"/outcomes/{index}/kind", params, row["kind"])


@record_rule(
    "GI-ENF-0010",
    types=("decision",),
    zh=(
        "许可、处罚没有决定文书号",
        "“{decision_kind}”没有填写决定文号。",
        "填写决定文书号;许可没有决定文书的,填写许可证书的编号。",
    ),
    en=(
        "licence or penalty without a document number",
        "The '{decision_kind}' states no document number.",
        "State it; where a licence has no deciding document, give the number of the licence itself.",
    ),
    laws=(_FIELDS,),
    confidence="secondary",
    parts=lacking("number"),
)
def number_missing(_missing: object, statement: Statement, _context: Context) -> Checked:
    """The number is a required item of published licences and penalties; a licence may bear its own."""
    licensed = any(row["scheme"] == "licence" for _, row in each(statement, "identifiers"))
    if statement["kind"] == "penalty" or (statement["kind"] == "licence" and not licensed):
        yield Hit("/number", {"decision_kind": statement["kind"]})


@record_rule(
    "GI-ENF-0011",
    types=("organisation",),
    needs=("uscc",),
    zh=(
        "个体工商户与代码不符",
        "机构类别是“{organisation_kind}”,统一社会信用代码开头却是 {prefix}。",
        "核对登记信息:个体工商户的代码以 92 开头,以 92 开头的应当填为个体工商户。",
    ),
    en=(
        "individual business and code do not agree",
        "The body is of kind '{organisation_kind}', but its code begins with {prefix}.",
        "Check the registration: codes of individual businesses begin with 92, and no others do.",
    ),
    laws=(_FIELDS,),
    confidence="secondary",
)
def individual_business_code(statement: Statement, _context: Context) -> Checked:
    """Codes that begin with 92 are those of individual businesses."""
    prefix = statement["uscc"][:2]
    registered = codelist("uscc-department").codes["92"].extra["prefix"] == prefix
    if registered and statement["kind"] in _BY_WORK:
        return
    if registered != (statement["kind"] == "individual-business"):
        yield Hit("/kind", {"organisation_kind": statement["kind"], "prefix": prefix}, statement["kind"])
