"""Dishonesty records: what makes one, of whom, by whom, and what it must rest on."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.codelists import codelist
from gov_integrity.findings import Param
from gov_integrity.periods.partial import before
from gov_integrity.rules.claims import joined
from gov_integrity.rules.facts import Tallies, in_its_time, kept, roles
from gov_integrity.rules.listed import listed
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Shape, Statement

_NATIONAL = Law("国发〔2016〕76号", "四(二)", "secondary")
_FORMS = (
    "alxa-2021/2.2.2d", "alxa-2021/annex.8", "gansu-2017/3.2.2c", "weidu-2022/3.2.2b", "xinzheng-2017/4.2.6c",
    "shandong-2024/4.10b",
)  # fmt: skip


@record_rule(
    "GI-REC-0001",
    types=("dishonesty_record",),
    needs=("in_duty",),
    zh=(
        "行为不在履职过程中",
        "记录写明行为不在履职过程中,不属于政务失信记录。",
        "行为确在履职过程中的,更正该项;否则撤销这条记录。",
    ),
    en=(
        "not in the performance of duty",
        "The record says that the conduct was not in the performance of duty, so it is no such record.",
        "Correct the field if the conduct was in duty; otherwise withdraw the record.",
    ),
    clauses=("alxa-2021/2.2.2b", "gansu-2017/4.5a", "shandong-2024/4.10a", *_FORMS),
)
def not_in_duty(statement: Statement, _context: Context) -> Checked:
    """Only conduct in the performance of duty gives rise to a record (履职过程中)."""
    if not statement["in_duty"]:
        yield Hit("/in_duty")


@record_rule(
    "GI-REC-0002",
    types=("dishonesty_record",),
    zh=(
        "没有认定文书",
        "记录没有认定文书号,也没有指明所依据的陈述或者证明材料。",
        "填写认定文书号,或者附上认定文书;没有认定文书的,撤销记录。",
    ),
    en=(
        "no deciding document",
        "The record has no number of a deciding document, and names no statement or evidence it rests on.",
        "Give the number or attach the document; withdraw the record if there is none.",
    ),
    clauses=("alxa-2021/2.2.2d", "alxa-2021/annex.8", "xinzheng-2017/4.2.6c", "shandong-2024/4.10b"),
    confidence="inferred",
    parts=lacking("document_no", "about", "evidence"),
)
def no_document(_missing: object, _statement: Statement, _context: Context) -> Checked:
    """A record is made from a deciding document, or from a court matter or decision that stands beside it."""
    return (Hit(""),)


@record_rule(
    "GI-REC-0003",
    types=("dishonesty_record",),
    zh=(
        "认定形式不在细则所列之内",
        "细则没有列出认定形式 {determination_form}。",
        "核对认定文书的种类;细则没有列出的,先确认能否纳入记录。",
    ),
    en=(
        "form of determination not listed",
        "The profile does not list the form of determination {determination_form}.",
        "Check the kind of document; if the profile does not list it, make sure it may be recorded.",
    ),
    clauses=_FORMS,
    laws=(_NATIONAL,),
    severity="warning",
)
def form_not_listed(statement: Statement, context: Context) -> Checked:
    """A record comes from one of the forms the text names; some of the lists are open, hence a warning."""
    form, named = statement["form"], listed(context, "determination-form")
    if form in named or not named:
        return ()
    return (Hit("/form", {"determination_form": form}, form),)


@record_rule(
    "GI-REC-0004",
    types=("dishonesty_record",),
    needs=("causes",),
    zh=(
        "失信事由不在细则所列之内",
        "细则没有列出失信事由 {cause}。",
        "核对失信事由;细则没有列出的,改填细则所列的事由。",
    ),
    en=(
        "cause not listed",
        "The profile does not list the cause {cause}.",
        "Check the cause and state one that the profile lists.",
    ),
    clauses=(
        "gansu-2017/3.2.2c", "weidu-2022/3.2.2b", "xinzheng-2017/4.2.6c", "shandong-2024/4.10b",
    ),
    severity="warning",
)  # fmt: skip
def cause_not_listed(statement: Statement, context: Context) -> Checked:
    """The cause is one that the text names."""
    causes, named = statement["causes"], listed(context, "cause")
    if not named or named.issuperset(causes):
        return ()
    known = codelist("cause").codes
    return [
        Hit(f"/causes/{index}", {"cause": cause}, cause)
        for index, cause in enumerate(causes)
        if cause not in named and cause in known
    ]


@record_rule(
    "GI-REC-0005",
    types=("dishonesty_record",),
    zh=(
        "依法依规认定而没有依据",
        "认定形式是 {determination_form},没有写明依据。",
        "在依据子表中写明据以认定的法律、法规或者文件及其条款。",
    ),
    en=(
        "lawful determination without its basis",
        "The form is {determination_form}, but no basis is cited.",
        "Cite the law or document and its clause by which it was determined.",
    ),
    clauses=("shandong-2024/4.10b",),
    confidence="inferred",
    parts=lacking("basis"),
)
def determination_without_basis(_missing: object, statement: Statement, _context: Context) -> Checked:
    """Arrears and investment breaches count when determined according to laws and rules (依法依规认定)."""
    if statement["form"] != "lawful-determination":
        return ()
    return (Hit("/form", {"determination_form": statement["form"]}),)


def _employment(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "person":
        return [(("post", statement["id"], row["organisation"]), 0) for row in statement["posts"]]
    if type_ == "organisation":
        inside = statement["kind"] == "internal-section"
        return [(("section", statement["id"], statement["parent"]), 0)] if inside else ()
    rows = (row for row in statement.get("parties", ()) if row["role"] in _RECORDERS)
    by = [statement["stated_by"], *(row.get("party", "") for row in rows)]
    return [(("record", statement["subject"], *by), 0)]


_RECORDERS = ("responsible-unit", "collector", "submitter", "joint-author", "joint-department")


@dataset_rule(
    "GI-REC-0006",
    types=("organisation", "person", "dishonesty_record"),
    gather=_employment,
    zh=(
        "不是本单位人员的记录",
        "记录由一个单位作出,而所记人员的任职单位中没有它。",
        "由该人员的任职单位记录;任职情况有遗漏的,补填任职单位和起止日期。",
    ),
    en=(
        "record of another body's staff",
        "The stating body is none of those where the person holds or held a post.",
        "Let the employing body record it; if a post is missing, add it with its dates.",
    ),
    clauses=("gansu-2017/3.2.2b", "gansu-2017/4.5a"),
    confidence="inferred",
    parts=having(person=("posts",), organisation=("parent",)),
)
def not_the_employer(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Each unit records its own staff (记录本部门公务员、工作人员), those of its sections as well.

    A unit that takes part and is named only may be the employer.
    """
    above = {section: parent for (section, parent), _ in kept(tallies, "section")}
    posts: dict[str, set[str]] = {}
    for (person, body), _ in kept(tallies, "post"):
        posts.setdefault(person, {""}).update((body, above.get(body, body)))
    for (subject, *by), tally in kept(tallies, "record"):
        if subject in posts and posts[subject].isdisjoint(by):
            yield Found(tally.first, Hit("/stated_by"))


_RESPONSIBLE = frozenset(
    ("responsible-person", "responsible-unit", "principal-head", "decision-maker", "government-side-person")
)


def _answering(type_: str, statement: Statement) -> Iterable[Claim]:
    """Records in the fields, by what ties them together: their document and the statements they rest on."""
    if type_ == "organisation":
        return [(("body", statement["id"]), 0)] if statement["kind"] not in _NEVER else ()
    fields = [one for one in ("investment-attraction", "ppp") if one in statement["domains"]]
    if not fields:
        return ()
    subject, ties = statement["subject"], [statement["id"], *statement.get("about", ())]
    if "document_no" in statement:
        ties.append(statement["document_no"])
    found: list[Claim] = [(("tied", tie, subject), 0) for tie in ties]
    if not roles(statement) & _RESPONSIBLE:
        day = statement.get("decided_on", "")
        found += [(("nobody", one, subject, day, *ties), 0) for one in fields]
    return found


@dataset_rule(
    "GI-REC-0007",
    types=("organisation", "dishonesty_record"),
    gather=_answering,
    zh=(
        "没有相关责任人",
        "{domain} 领域的失信记录没有写明责任人或者责任单位。",
        "在参与方子表中写明责任人;主体是个人的,写明责任单位。",
    ),
    en=(
        "no responsible person",
        "The record in the field of {domain} names no responsible person or unit.",
        "Name the responsible person in parties, or the responsible unit where the subject is a person.",
    ),
    clauses=("alxa-2021/2.3.4h", "alxa-2021/2.3.2b"),
    parts=having(dishonesty_record=("domains",)),
)
def nobody_responsible(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Investment and PPP breaches enter the records of the department and of the persons responsible.

    Each may have a record of its own: not both are bodies then.
    """
    bodies = {one for (one,), _ in kept(tallies, "body")}
    tied: dict[str, set[str]] = {}
    for (tie, subject), _ in kept(tallies, "tied"):
        tied.setdefault(tie, set()).add(subject)
    for (domain, subject, day, *ties), tally in kept(tallies, "nobody"):
        others = set().union(*(tied[tie] for tie in ties)) - {subject}
        alone = not (others - bodies if subject in bodies else others)
        if alone and in_its_time(context, day):
            yield Found(tally.first, Hit("/parties", {"domain": domain}))


def _subjects(statement: Statement) -> Iterable[Claim]:
    if statement["type"] == "dishonesty_record":
        return [(("record", statement["subject"]), 0)]
    if statement.get("publicly_funded"):
        return ()
    return [(("kind", statement["id"], statement["kind"], statement["type"]), 0)]


_NEVER = frozenset(
    ("enterprise", "individual-business", "media", "social-supervisor", "bid-evaluation-expert", "investor",
     "member-of-public")
)  # fmt: skip
"""Kinds that are no government body, institution or official in any of the texts."""


@dataset_rule(
    "GI-REC-0008",
    types=("organisation", "person", "dishonesty_record"),
    gather=_subjects,
    zh=(
        "主体不属于政务失信记录的对象",
        "记录的主体是 {organisation_kind}{person_kind},不是政府机关、财政拨款单位或者公职人员。",
        "核对主体;企业和其他社会主体的失信信息不作为政务失信记录报送。",
    ),
    en=(
        "no subject of government records",
        "The subject is of the kind {organisation_kind}{person_kind}, neither government body nor official.",
        "Check the subject; dishonesty of enterprises and others is not reported as a government record.",
    ),
    clauses=(
        "shandong-2024/4.10a", "weidu-2022/2.5a", "xinzheng-2017/4.2.6c", "alxa-2021/annex.8",
    ),
    laws=(_NATIONAL,),
    confidence="inferred",
)  # fmt: skip
def wrong_subject(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Records are of governments, departments, publicly funded units and officials."""
    for _, tally, (_, code, type_), _ in joined(tallies, "record", "kind"):
        if code in _NEVER:
            params: dict[str, Param] = {"organisation_kind": "", "person_kind": "", f"{type_}_kind": code}
            yield Found(tally.first, Hit("/subject", params))


def _clues_and_records(shape: Shape) -> str:
    """Every clue, and the records that name no document but what they rest on."""
    if shape.type == "observation" or ("about" in shape.fields and "document_no" not in shape.fields):
        return shape.type
    return ""


def _clues(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "observation":
        state = statement.get("verification", "unchecked")
        return () if state == "checked" else [(("clue", statement["id"], state), 0)]
    return [(("record", one, statement["id"]), 0) for one in statement["about"]]


@dataset_rule(
    "GI-REC-0009",
    types=("observation", "dishonesty_record"),
    gather=_clues,
    zh=(
        "以未核实的线索作为失信记录",
        "记录没有认定文书号,所依据的观测的核实状态是 {verification}。",
        "核实并取得认定文书后再作记录;此前只保留观测。",
    ),
    en=(
        "unverified clue taken for a record",
        "The record has no deciding document and rests on an observation that is {verification}.",
        "Make the record once it is verified and determined; until then keep the observation alone.",
    ),
    clauses=("alxa-2021/2.2.2d", "alxa-2021/annex.8", "alxa-2021/2.4.4c"),
    confidence="inferred",
    parts=_clues_and_records,
)
def clue_as_record(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """What was captured from the web or from complaints is no record until a document determines it."""
    for _, tally, (_, state), _ in joined(tallies, "record", "clue"):
        yield Found(tally.first, Hit("/about", {"verification": state}))


@record_rule(
    "GI-REC-0010",
    types=("dishonesty_record",),
    needs=("severity", "aggravations"),
    zh=(
        "有严重情形却认定为轻微",
        "记录写有严重情形 {aggravation},失信程度却是 {severity}。",
        "按严重情形重新认定失信程度,或者更正写错的情形。",
    ),
    en=(
        "aggravated but minor",
        "The record states the aggravating fact {aggravation}, but its degree is {severity}.",
        "Determine the degree again with regard to it, or correct the fact.",
    ),
    clauses=("xinzheng-2017/2.5e",),
    severity="warning",
)
def aggravated_but_minor(statement: Statement, context: Context) -> Checked:
    """Serious harm to the public, unfairness and breach of dealings call for heavier handling."""
    rank = codelist("severity").codes.get(statement["severity"])
    minor = rank is not None and rank.extra.get("rank") == "1"
    if minor and in_its_time(context, statement.get("decided_on", "")):
        params = {"aggravation": statement["aggravations"][0], "severity": statement["severity"]}
        yield Hit("/severity", params, statement["severity"])


@record_rule(
    "GI-REC-0011",
    types=("dishonesty_record",),
    needs=("ended_on",),
    zh=(
        "已终止的记录仍对社会公开",
        "记录已于 {sample} 终止,公开范围仍是 {access}。",
        "记录终止后停止公开,以新版次收窄公开范围。",
    ),
    en=(
        "ended record still open to the public",
        "The record ended on {sample} but its access is still {access}.",
        "Stop showing it and narrow its access by a new revision.",
    ),
    clauses=("weidu-2022/3.2.4b",),
    laws=(
        Law("山东省社会信用条例", "37"),
        Law("发改委令第36号", "3"),
        Law("个人信息保护法", "47"),
    ),
    confidence="secondary",
)
def open_past_its_end(statement: Statement, context: Context) -> Checked:
    """What has expired or was repaired is not shown any longer."""
    if statement["access"] == "public" and before(statement["ended_on"], context.as_of):
        yield Hit("/access", {"access": statement["access"]}, statement["ended_on"])
