"""Arrears of government: for every debt who answers, from which money, by when, and how it is settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from gov_integrity.periods.partial import before
from gov_integrity.rules.claims import answers, ask, unanswered
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies, in_its_time, roles, sourced
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_WORKERS = ("alxa-2021/2.3.5h",)
_EACH = ("shandong-2024/3.8c",)
_METHODS = ("shandong-2024/3.8d",)
_WARNED = ("shandong-2024/3.8b",)
_PAID = frozenset({"full", "settled"})
_CERTAIN = frozenset({"undisputed", "judgment-pending"})
_TO_PAY = frozenset({"payment", "pay-out"})
Row = Mapping[str, Any]


def unpaid(statement: Statement) -> Iterator[tuple[int, Row]]:
    """Obligations to pay for which no row says that they were paid or settled, nor several rows together."""
    rows = statement.get("performances", ())
    done = {row.get("obligation_no") for row in rows if row["state"] in _PAID}
    for index, row in each(statement, "obligations"):
        if row["kind"] in _TO_PAY and None not in done and row["no"] not in done:
            sole = len(statement["obligations"]) == 1
            if not _paid_in_parts(row, [one for one in rows if sole or "obligation_no" in one]):
                yield index, row


def _paid_in_parts(owed: Row, rows: Sequence[Row]) -> bool:
    """Whether the part payments of an obligation, as they are told, come up to its amount."""
    parts = [
        Decimal(row["amount"])
        for row in rows
        if row["state"] == "partial"
        and row.get("obligation_no", owed["no"]) == owed["no"]
        and "amount" in row
    ]
    return bool(parts) and "amount" in owed and sum(parts) >= Decimal(owed["amount"])


def plans(statement: Statement, number: object) -> list[Row]:
    """The rows of the plan that settle an obligation."""
    rows = statement.get("plans", ())
    return [row for row in rows if row.get("obligation_no", number) == number]


def _debts(statement: Statement, context: Context) -> Sequence[tuple[int, Row]]:
    """Debts of government that are not paid, those not yet due left out."""
    if statement["kind"] != "debt":
        return ()
    return [
        (index, row)
        for index, row in unpaid(statement)
        if "due_on" not in row or before(row["due_on"], context.as_of)
    ]


@record_rule(
    "GI-ARR-0001",
    types=("commitment",),
    needs=("obligations",),
    zh=(
        "拖欠的款项没有清偿安排",
        "“{payable_kind}”应当在 {sample} 前支付,至今没有支付,也没有清偿计划。",
        "及时支付;不能立即支付的,制定清偿计划,写明资金来源和到位时间。",
    ),
    en=(
        "arrears without a plan to settle them",
        "'{payable_kind}' was due on {sample}; it is not paid and nothing is planned.",
        "Pay promptly; what cannot be paid at once needs a plan with source of the money and date.",
    ),
    clauses=_WORKERS,
    confidence="inferred",
)
def arrears_left_alone(statement: Statement, context: Context) -> Checked:
    """Arrears of construction payments and migrant workers' wages are dealt with promptly.

    Of a disputed claim it is enough to say on which way the dispute is being settled.
    """
    for index, row in unpaid(statement):
        kind = row.get("payable_kind")
        if kind not in sourced("payable-kind", _WORKERS) or plans(statement, row["no"]):
            continue
        if row.get("dispute_state") == "disputed" and "route" in row:
            continue
        if "due_on" in row and before(row["due_on"], context.as_of):
            yield Hit(f"/obligations/{index}/due_on", {"payable_kind": kind}, row["due_on"])


@record_rule(
    "GI-ARR-0002",
    types=("commitment",),
    needs=("obligations",),
    zh=(
        "政府欠款没有责任单位",
        "第 {number} 笔欠款没有明确责任单位。",
        "逐笔明确责任单位,写入参与方。",
    ),
    en=(
        "government debt without responsible unit",
        "Debt {number} names no responsible unit.",
        "Fix the responsible unit for every debt and name it among the parties.",
    ),
    clauses=_EACH,
)
def debt_without_unit(statement: Statement, context: Context) -> Checked:
    """Every debt has a responsible unit."""
    if statement["kind"] == "debt" and "responsible-unit" not in roles(statement):
        for index, row in _debts(statement, context):
            yield Hit(f"/obligations/{index}", {"number": row["no"]})


@record_rule(
    "GI-ARR-0003",
    types=("commitment",),
    needs=("obligations",),
    zh=(
        "政府欠款没有还款资金来源",
        "第 {number} 笔欠款没有明确还款资金来源。",
        "在清偿计划中写明该笔欠款的资金来源。",
    ),
    en=(
        "government debt without source of money",
        "Debt {number} names no money that it is to be paid from.",
        "Name the source of the money for this debt in the plan.",
    ),
    clauses=_EACH,
)
def debt_without_source(statement: Statement, context: Context) -> Checked:
    """Every debt has a source of money."""
    for index, row in _debts(statement, context):
        if not any("fund_source" in plan for plan in plans(statement, row["no"])):
            yield Hit(f"/obligations/{index}", {"number": row["no"]})


@record_rule(
    "GI-ARR-0004",
    types=("commitment",),
    needs=("obligations",),
    zh=(
        "政府欠款没有资金到位时间",
        "第 {number} 笔欠款没有明确资金到位时间。",
        "在清偿计划中写明该笔欠款的到位时间。",
    ),
    en=(
        "government debt without date of payment",
        "Debt {number} has no day by which the money is to arrive.",
        "Name the day for this debt in the plan.",
    ),
    clauses=_EACH,
)
def debt_without_date(statement: Statement, context: Context) -> Checked:
    """Every debt has a date on which the money arrives."""
    for index, row in _debts(statement, context):
        if not any("due_on" in plan for plan in plans(statement, row["no"])):
            yield Hit(f"/obligations/{index}", {"number": row["no"]})


@record_rule(
    "GI-ARR-0005",
    types=("commitment",),
    needs=("obligations",),
    zh=(
        "应当解决的欠款没有清偿方式",
        "第 {number} 笔欠款“{claim_state}”,没有写明用什么方式解决。",
        "统筹资金给予解决,并在清偿计划中写明方式,如执破融合、盘活闲置资产、压减部门支出。",
    ),
    en=(
        "certain debt without way of settlement",
        "Debt {number} is '{claim_state}'; nothing says how it will be settled.",
        "Settle it and state the way in the plan, such as idle assets revived or spending cut.",
    ),
    clauses=_METHODS,
    confidence="inferred",
)
def certain_debt_without_method(statement: Statement, context: Context) -> Checked:
    """A debt that is undisputed or under an effective judgment is settled in one of the ways named.

    Their list is open (等方式); another one is told in the content of the plan.
    """
    for index, row in _debts(statement, context):
        state = row.get("dispute_state")
        told = any("method" in plan or "content" in plan for plan in plans(statement, row["no"]))
        if state in _CERTAIN and not told:
            yield Hit(f"/obligations/{index}", {"number": row["no"], "claim_state": state})


@record_rule(
    "GI-ARR-0006",
    types=("commitment",),
    needs=("obligations", "plans"),
    zh=(
        "清偿计划过期没有清偿",
        "计划在 {sample} 前到位的资金至今没有付足的记载。",
        "按计划支付并填写履行情况;资金不能按期到位的,调整计划并说明原因。",
    ),
    en=(
        "plan of settlement ran out",
        "The money was planned to arrive by {sample}; payments stated do not come up to it.",
        "Pay as planned and state it; if the money is late, change the plan and say why.",
    ),
    clauses=_EACH,
    confidence="inferred",
)
def plan_ran_out(statement: Statement, context: Context) -> Checked:
    """Money for a debt arrives when the plan says; part payments meet the instalments that fell due first.

    By the last day of a plan that tells no amounts the whole debt was to be paid.
    """
    open_rows = {row["no"]: row.get("amount") for _, row in _debts(statement, context)}
    if not open_rows:
        return
    parts = [row for row in statement.get("performances", ()) if row["state"] == "partial"]
    past, to_come = [], set()
    for index, plan in each(statement, "plans"):
        if "due_on" not in plan or not before(plan["due_on"], context.as_of):
            to_come.add(plan.get("obligation_no"))
        elif plan.get("obligation_no") in {None, *open_rows}:
            past.append((index, plan))
    past.sort(key=lambda item: str(item[1]["due_on"]))
    last = {plan.get("obligation_no"): index for index, plan in past}
    due: dict[object, list[str | None]] = defaultdict(list)
    for index, plan in past:
        number = plan.get("obligation_no")
        own = [row for row in parts if not number or row.get("obligation_no", number) == number]
        due[number].append(plan.get("amount"))
        over = index == last[number] and to_come.isdisjoint({None, number}) and not (to_come and not number)
        whole = over and None in due[number]
        if whole:
            due[number] = [amount for row, amount in open_rows.items() if number in {None, row}]
        # A single part payment is not the whole.
        if (whole and len(own) == 1) or not _may_cover([row.get("amount") for row in own], due[number]):
            yield Hit(f"/plans/{index}/due_on", {}, plan["due_on"])


def _may_cover(paid: Sequence[str | None], due: Sequence[str | None]) -> bool:
    """Whether part payments may come up to what was due; an amount not told may be any."""
    if None in paid or (paid and None in due):
        return True
    return bool(paid) and sum(map(Decimal, filter(None, paid))) >= sum(map(Decimal, filter(None, due)))


def _warned(type_: str, statement: Statement) -> Iterable[Claim]:
    """Debts past their day when they were recorded, and what warnings are about."""
    if type_ == "case":
        if statement["kind"] in {"warning", "warning-letter"}:
            yield from answers(statement)
    elif statement["kind"] == "debt":
        recorded = statement["recorded_at"][:10]
        if any("due_on" in row and before(row["due_on"], recorded) for _, row in unpaid(statement)):
            day = statement.get("made_on", statement.get("valid_from", ""))
            yield ask(statement, statement["subject"], day, recorded)


@dataset_rule(
    "GI-ARR-0007",
    types=("commitment", "case"),
    gather=_warned,
    covers="case",
    zh=(
        "政府欠款逾期没有预警",
        "逾期未付的政府欠款没有预警。",
        "对该笔欠款发出预警并处置;已经处置的,补报预警事件。",
    ),
    en=(
        "overdue debt without warning",
        "A government debt is past its day, and there is no warning about it.",
        "Warn of the debt and deal with it; if that was done, state the warning.",
    ),
    clauses=_WARNED,
    confidence="inferred",
    parts=having(case=("about",), commitment=("obligations",)),
)
def overdue_without_warning(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Arrears of government raise a warning, if they were still unpaid when the text asked for it."""
    for (*_, recorded), tally in unanswered(tallies, context, "case"):
        if in_its_time(context, recorded):
            yield Found(tally.last, Hit("/obligations"))
