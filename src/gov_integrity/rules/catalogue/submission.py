"""Collection and reporting of records: whose information, where to, on what basis, and in what time."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gov_integrity.periods.partial import after, before
from gov_integrity.rules.claims import answers, ask, joined, unanswered
from gov_integrity.rules.facts import Tallies, due_day, in_its_time, kept, roles
from gov_integrity.rules.listed import registers_for, under
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_NATIONAL = Law("国发〔2016〕76号", "四(二)", "secondary")
_REPORTED = frozenset(("submit", "push", "aggregate", "share"))
_GATHERED = frozenset(("collect", "aggregate", "integrate"))
_BY_LAW = {
    "gansu-2017/3.2.6a": ("collect",),
    "weidu-2022/3.2.3a": ("collect", "submit", "push", "aggregate", "share"),
}
"""What each text wants done as laws and rules provide."""
_IN_TIME = ("gansu-2017/4.5b",)
_PLATFORM = "平台"
_LEVELS = "省盟市区县旗级"


@record_rule(
    "GI-SUB-0001",
    types=("handling",),
    needs=("register", "kinds"),
    zh=(
        "报送的平台与细则不符",
        "细则要求 {handling_operation} 到“{named}”,这里写的是 {sample}。",
        "核对平台名称;报错平台的,向细则写明的平台重新报送。",
    ),
    en=(
        "other platform than the profile names",
        "The profile asks for {handling_operation} to {named}; here it says {sample}.",
        "Check the name of the platform, and report to the one the profile names.",
    ),
    clauses=(
        "alxa-2021/2.2.3b", "alxa-2021/2.2.4a", "alxa-2021/annex.9", "alxa-2021/annex.10",
        "gansu-2017/3.2.3a", "weidu-2022/3.2.2c", "xinzheng-2017/4.2.6e", "shandong-2024/2.7c",
        "shandong-2024/4.10d",
    ),
    laws=(_NATIONAL,),
    confidence="inferred",
)  # fmt: skip
def other_platform(statement: Statement, context: Context) -> Checked:
    """Information of a kind goes to the platform the profile names; names are compared, so a warning."""
    operation, given = statement["operation"], statement["register"]
    for kind in statement["kinds"]:
        named = registers_for(context).get(f"{operation}/{kind}", frozenset())
        platforms = sorted(name for name in named if _PLATFORM in name)
        if platforms and _PLATFORM in given and not any(_core(name) in given for name in platforms):
            yield Hit("/register", {"handling_operation": operation, "named": platforms[0]}, given)
            return


def _core(name: str) -> str:
    """A platform's name without the level it begins with and what stands around it in brackets."""
    inner = name.partition("(")[2].removeprefix("依托").rstrip(")") if "(" in name else name
    return inner.lstrip(_LEVELS)


@record_rule(
    "GI-SUB-0002",
    types=("handling",),
    needs=("conditions_met",),
    zh=(
        "不符合法定条件而报送",
        "本次 {handling_operation} 写明不符合法定程序和条件。",
        "撤回本次报送,待符合法定程序和条件后再报。",
    ),
    en=(
        "reported although the conditions are not met",
        "This {handling_operation} says that legal procedure and conditions are not met.",
        "Take it back and report once procedure and conditions are met.",
    ),
    clauses=("alxa-2021/2.2.4b", "alxa-2021/annex.10"),
)
def conditions_not_met(statement: Statement, context: Context) -> Checked:
    """Information is reported when legal procedure and conditions are met (在符合法定程序和条件时)."""
    reported = statement["operation"] in _REPORTED and in_its_time(context, statement.get("done_on", ""))
    if reported and not statement["conditions_met"]:
        yield Hit("/conditions_met", {"handling_operation": statement["operation"]})


@record_rule(
    "GI-SUB-0003",
    types=("handling",),
    needs=("source",),
    zh=(
        "报送了其他单位的信息",
        "信息来源单位不是报送单位;文件要求报送本单位掌握的信息。",
        "由来源单位自行报送;转报的,改作共享或者归集。",
    ),
    en=(
        "reported another body's information",
        "The source is not the reporting body, which is to report what it holds itself.",
        "Let the source report it; what is passed on is sharing or aggregation.",
    ),
    clauses=("alxa-2021/2.2.4a", "alxa-2021/annex.10", "gansu-2017/3.2.3a"),
    confidence="inferred",
)
def not_its_own(statement: Statement, context: Context) -> Checked:
    """A body reports and pushes the records of its own (本单位掌握的、本部门); another may state it."""
    if statement["operation"] in ("submit", "push") and in_its_time(context, statement.get("done_on", "")):
        rows = [row for row in statement.get("parties", ()) if row["role"] in ("submitter", "operator")]
        by = {row.get("party") for row in rows} or {statement["stated_by"]}
        if by.isdisjoint((statement["source"], None)):  # one that is named only may be the source
            yield Hit("/source")


@record_rule(
    "GI-SUB-0004",
    types=("handling",),
    zh=(
        "没有写明提供单位",
        "{handling_operation} 的信息没有写明来源单位。",
        "填写提供信息的单位。",
    ),
    en=(
        "no source of the information",
        "This {handling_operation} does not say which body the information came from.",
        "Name the body that provided it in source.",
    ),
    clauses=("xinzheng-2017/4.2.6b", "xinzheng-2017/4.1.4d"),
    confidence="inferred",
    parts=lacking("source"),
)
def no_source(_missing: object, statement: Statement, context: Context) -> Checked:
    """What is gathered into a database, and what is merged, keeps its source."""
    known = "submitter" in roles(statement) or not in_its_time(context, statement.get("done_on", ""))
    if statement["operation"] in _GATHERED and not known:
        yield Hit("/operation", {"handling_operation": statement["operation"]})


@record_rule(
    "GI-SUB-0005",
    types=("handling",),
    zh=(
        "信息处理没有依据",
        "{handling_operation} 没有写明所依据的法律、法规或者文件。",
        "在依据子表中写明文件和条款。",
    ),
    en=(
        "information handled without a basis",
        "This {handling_operation} cites no law, rule or document.",
        "Cite the document and clause in basis.",
    ),
    clauses=tuple(_BY_LAW),
    confidence="inferred",
    parts=lacking("basis"),
)
def handled_without_basis(_missing: object, statement: Statement, context: Context) -> Checked:
    """Records are collected, reported and shared as laws and rules provide (按照法律法规规定、依法依规)."""
    operation = statement["operation"]
    if any(operation in done and under(context, (clause,)) for clause, done in _BY_LAW.items()):
        yield Hit("/operation", {"handling_operation": statement["operation"]})


def _effective(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "dishonesty_record":
        return [(("effective", statement["id"], statement["effective_on"]), 0)]
    if statement["operation"] not in _REPORTED:
        return ()
    return [(("reported", one, statement["done_on"]), 0) for one in statement["about"]]


@dataset_rule(
    "GI-SUB-0006",
    types=("dishonesty_record", "handling"),
    gather=_effective,
    zh=(
        "认定文书生效之前报送",
        "报送日期 {sample} 早于认定文书的生效日期 {effective_on}。",
        "核对两个日期;文书尚未生效的,撤回报送。",
    ),
    en=(
        "reported before the document took effect",
        "It was reported on {sample}, before the document took effect on {effective_on}.",
        "Check both dates; take it back while the document has not taken effect.",
    ),
    clauses=("alxa-2021/2.2.4b", "alxa-2021/annex.10"),
    confidence="inferred",
    parts=having(dishonesty_record=("effective_on",), handling=("done_on", "about")),
)
def reported_too_early(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Nothing is reported before the deciding document takes effect."""
    for (_, done), tally, (_, effective), _ in joined(tallies, "reported", "effective"):
        if before(done, effective) and in_its_time(context, done):
            yield Found(tally.first, Hit("/done_on", {"effective_on": effective}, done))


def _known(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "dishonesty_record":
        return [(("known", statement["id"], statement["known_on"]), 0)]
    if statement["operation"] not in ("submit", "push"):
        return ()
    return [(("reported", one, statement["done_on"]), 0) for one in statement["about"]]


@dataset_rule(
    "GI-SUB-0007",
    types=("dishonesty_record", "handling"),
    gather=_known,
    zh=(
        "逾期报送",
        "失信信息 {known_on} 产生,报送期限到 {due_on},实际 {sample} 报送。",
        "说明逾期的原因;日期有误的,更正信息产生日期或者报送日期。",
    ),
    en=(
        "reported too late",
        "The information arose on {known_on} and was due on {due_on}; it was reported on {sample}.",
        "Explain the delay, or correct the date that is wrong.",
    ),
    clauses=("gansu-2017/4.5b",),
    parts=having(dishonesty_record=("known_on",), handling=("done_on", "about")),
)
def reported_too_late(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Information is reported within 7 working days after it arose (7个工作日内)."""
    first: dict[tuple[str, str], tuple[str, object]] = {}
    for (one, done), tally, (_, known), _ in joined(tallies, "reported", "known"):
        if (one, known) not in first or done < first[one, known][0]:
            first[one, known] = (done, tally.first)
    for (_, known), (done, where) in first.items():
        due = due_day(context, "gansu-submission-7wd", known) if in_its_time(context, known) else None
        if due is not None and after(done, due):
            params = {"known_on": known, "due_on": due.isoformat()}
            yield Found(where, Hit("/done_on", params, done))


def _reports(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "dishonesty_record":
        decided = statement.get("decided_on", "")
        arose = statement.get("known_on") or decided or statement["recorded_at"][:10]
        return [ask(statement, statement["stated_by"], decided, arose)]
    return answers(statement) if statement["operation"] in _REPORTED else ()


@dataset_rule(
    "GI-SUB-0008",
    types=("dishonesty_record", "handling"),
    gather=_reports,
    covers="handling",
    zh=(
        "记录没有归集报送",
        "在声明完整报送的范围内,没有这条记录的报送、推送或者归集。",
        "向细则写明的平台报送这条记录;已经报送的,补报信息操作。",
    ),
    en=(
        "record not reported",
        "Inside the declared coverage there is no submission, push or aggregation of this record.",
        "Report it to the platform the profile names; if it was, deliver the handling.",
    ),
    clauses=(
        "xinzheng-2017/3.1f",
        "gansu-2017/3.2.3a", "weidu-2022/3.2.2c", "xinzheng-2017/4.2.6e", "alxa-2021/2.2.3b",
        "alxa-2021/annex.9",
    ),
    parts=having(handling=("about",)),
)  # fmt: skip
def not_reported(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Every record goes to the platform; where the text gives time for it, after that time."""
    timed = under(context, _IN_TIME)
    for key, tally in unanswered(tallies, context, "handling"):
        due = due_day(context, "gansu-submission-7wd", key[3]) if timed else None
        if not timed or (due and due < context.as_of):
            yield Found(tally.first, Hit(""))


def _order(_type: str, statement: Statement) -> Iterable[Claim]:
    tag = {"collect": "collected", "aggregate": "aggregated"}.get(statement["operation"])
    if tag is None:
        return ()
    return [((tag, one, statement.get("done_on", "")), 0) for one in statement["about"]]


@dataset_rule(
    "GI-SUB-0009",
    types=("handling",),
    gather=_order,
    zh=(
        "归集早于采集",
        "归集日期 {sample} 早于采集日期 {collected_on}。",
        "核对采集和归集的日期,更正其中写错的一个。",
    ),
    en=(
        "aggregated before collected",
        "It was aggregated on {sample}, before it was collected on {collected_on}.",
        "Check both dates and correct the wrong one.",
    ),
    clauses=("alxa-2021/2.2.3b",),
    confidence="inferred",
    parts=having(handling=("about",)),
)
def aggregated_first(tallies: Tallies, context: Context) -> Iterable[Found]:
    """A record is collected, then aggregated; it may be collected again later."""
    first: dict[str, str] = {}
    for (one, day), _ in kept(tallies, "collected"):
        first[one] = min(first.get(one, day), day)
    for (one, done), tally in kept(tallies, "aggregated"):
        if done and (collected := first.get(one)) and before(done, collected) and in_its_time(context, done):
            yield Found(tally.first, Hit("/done_on", {"collected_on": collected}, done))


_OWED = frozenset(("project-payment", "materials", "deposit", "migrant-wages"))
_PRIVATE = frozenset(("enterprise", "individual-business", "legal-entity", "social-organisation"))
_ALL = Decimal("Infinity")


def _arrears(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "dishonesty_record":
        return answers(statement)
    if type_ == "organisation":
        return [(("private", statement["id"]), 0)] if statement["kind"] in _PRIVATE else ()
    paid: dict[object, Decimal] = {}
    for row in statement.get("performances", ()):
        part = Decimal(row.get("amount", "0")) if row["state"] == "partial" else Decimal(0)
        amount = _ALL if row["state"] in ("full", "settled") else part
        paid[row.get("obligation_no")] = paid.get(row.get("obligation_no"), Decimal(0)) + amount
    owed: list[Claim] = [
        ask(statement, statement["subject"], row["due_on"], row["payable_kind"])
        for row in statement["obligations"]
        if row.get("payable_kind") in _OWED
        and row.get("dispute_state") != "disputed"
        and "due_on" in row
        and paid.get(row["no"], Decimal(0)) < Decimal(row.get("amount", _ALL))
        and paid.get(None) != _ALL
    ]
    return [*owed, (("debtor", statement["subject"]), 0)] if owed else ()


@dataset_rule(
    "GI-SUB-0010",
    types=("organisation", "commitment", "dishonesty_record"),
    gather=_arrears,
    covers="dishonesty_record",
    late=("organisation",),
    asked_by="debtor",
    zh=(
        "逾期欠款没有失信记录",
        "{payable_kind} 应于 {due_on} 支付而未付清;在声明完整报送的范围内没有相应的失信记录。",
        "核实付款情况;确属拖欠的,作出记录并纳入公共信用信息平台,已付清的补填履行情况。",
    ),
    en=(
        "overdue debt without a record",
        "{payable_kind} was due on {due_on} and is not settled; no record of it is in the declared coverage.",
        "Check the payment; record arrears and enter them on the platform, or add the performance.",
    ),
    clauses=("xinzheng-2017/4.4.18h",),
    severity="warning",
    parts=having(dishonesty_record=("about",), commitment=("obligations",)),
)
def arrears_unrecorded(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Debts of government that leave payments, deposits and wages unpaid enter the platform."""
    private = {one for (one,), _ in kept(tallies, "private")}
    for (_, body, due, kind), tally in unanswered(tallies, context, "dishonesty_record"):
        if before(due, context.as_of) and body not in private:
            yield Found(tally.first, Hit("/obligations", {"payable_kind": kind, "due_on": due}))


def _databases(type_: str, statement: Statement) -> Iterable[Claim]:
    if type_ == "organisation":
        builds = statement["kind"] in ("government", "department") and "until" not in statement
        return [(("body", statement["id"]), 0)] if builds else ()
    rows = (row for row in statement.get("parties", ()) if row["role"] in ("collector", "operator"))
    holders = (statement["stated_by"], *(row.get("party", "") for row in rows))
    return [(("database", one), 0) for one in holders]


@dataset_rule(
    "GI-SUB-0011",
    types=("organisation", "handling"),
    gather=_databases,
    covers="handling",
    zh=(
        "没有政务信用数据库",
        "在声明完整报送的范围内,该单位的信息操作都没有写明所用的数据库或者档案。",
        "建立政务信用数据库,并在信息操作中写明其名称。",
    ),
    en=(
        "no credit database",
        "Inside the declared coverage no handling of this body names a database or archive.",
        "Set up the credit database and name it in handlings.",
    ),
    clauses=("gansu-2017/3.2.2a",),
    confidence="inferred",
    parts=having(handling=("register",)),
)
def no_database(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Governments and their departments build government-affairs credit databases."""
    have = {body for (body,), _ in kept(tallies, "database")}
    parts = [part for part in context.coverage if part.type == "handling"]
    for (body,), tally in kept(tallies, "body"):
        if body not in have and any(part.body in ("", body) for part in parts):
            yield Found(tally.first, Hit(""))
