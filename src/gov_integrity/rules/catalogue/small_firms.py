"""Payment to small and medium enterprises: 30 and 60 days, interest, disclosure, confirmation, complaints.

The regulation speaks of small and medium creditors. Whether a creditor is one does not show in a
statement, so these rules look at statements that cite the regulation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gov_integrity.findings import Param
from gov_integrity.periods.partial import after, before, bounds
from gov_integrity.rules.documents import documents, in_force_since
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import Tallies, declared, due_day, kept, only_after
from gov_integrity.rules.links import digest
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Law, Statement

_NAME = "保障中小企业款项支付条例"
_SINCE = in_force_since(_NAME)
_CITED = frozenset({_NAME, documents()[_NAME].number})
_PAYMENT, _ACCEPTANCE = Law(_NAME, "9"), Law(_NAME, "10")
_FIGURES = frozenset({"overdue-contracts", "overdue-amount"})
Row = Mapping[str, Any]


def _applies(statement: Statement) -> bool:
    return any(row["document"] in _CITED for row in statement["basis"])


def _delivered(statement: Statement) -> str | None:
    """The day that starts the time for payment: acceptance where it is stated, else the last delivery."""
    accepted: list[str] = [
        row["on"]
        for row in statement.get("steps", ())
        if row["step"] == "contract-acceptance" and "on" in row and row.get("outcome") != "not-passed"
    ]
    if accepted:
        return max(accepted)
    goods = {row["no"] for row in statement["obligations"] if row["kind"] in {"delivery", "service"}}
    rows = statement.get("performances", ())
    done = [row for row in rows if row.get("obligation_no") in goods and row["state"] == "full"]
    days: list[str] = [row["on"] for row in done if "on" in row]
    return max(days) if days and len(days) == len(done) >= len(goods) else None


def _limits(statement: Statement, context: Context) -> Iterator[tuple[int, Row, date]]:
    """Each payment with the last day that the law allows for it."""
    start = _delivered(statement)
    if start is None or before(start, _SINCE):
        return
    for index, row in each(statement, "obligations"):
        # A deposit is given back when what it secures is over, not after delivery.
        if row["kind"] == "payment" and row.get("payable_kind") != "deposit":
            limit = due_day(context, "sme-payment-30d", start, "contract" if "due_on" in row else None)
            if limit is not None:
                yield index, row, limit


def _payments(statement: Statement, number: object) -> list[tuple[int, Row]]:
    rows = each(statement, "performances")
    return [(index, row) for index, row in rows if row.get("obligation_no", number) == number]


def _instalments(owed: Row, rows: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """The last of the part payments that together make up what is owed; none where they do not."""
    parts = [found for found in rows if found[1]["state"] == "partial" and "amount" in found[1]]
    paid = sum(Decimal(part["amount"]) for _, part in parts)
    if "amount" not in owed or not parts or paid < Decimal(owed["amount"]):
        return []
    undated = [found for found in parts if "on" not in found[1]]
    return undated[:1] or [max(parts, key=lambda found: bounds(found[1]["on"]))]


@record_rule(
    "GI-SME-0001",
    types=("commitment",),
    needs=("obligations", "basis"),
    zh=(
        "约定的付款期限过长",
        "约定的付款期限 {sample} 超过交付或者验收之日起的法定最长期限({limit})。",
        "与对方商定不迟于 {limit} 的付款日,并按期支付。",
    ),
    en=(
        "agreed time for payment too long",
        "Payment is agreed for {sample}; the law allows {limit} at the latest after delivery or acceptance.",
        "Agree on a day not later than {limit} and pay by it.",
    ),
    laws=(_PAYMENT, _ACCEPTANCE),
    severity="warning",
)
def agreed_too_late(statement: Statement, context: Context) -> Checked:
    """The agreed time for payment is at most 60 days."""
    if _applies(statement):
        for index, row, limit in _limits(statement, context):
            if "due_on" in row and after(row["due_on"], limit):
                yield Hit(f"/obligations/{index}/due_on", {"limit": limit.isoformat()}, row["due_on"])


@record_rule(
    "GI-SME-0002",
    types=("commitment",),
    needs=("obligations", "basis"),
    zh=(
        "超过法定期限付款",
        "法定的最后付款日是 {limit},到 {until} 才付清或者仍未付清。",
        "立即付清欠款和逾期利息;交付、验收或者付款日期有误的,更正日期。",
    ),
    en=(
        "payment later than the law allows",
        "The last day for payment was {limit}; it was complete only on {until}, or still was not by then.",
        "Pay the rest and the interest at once; if a date is wrong, correct it.",
    ),
    laws=(_PAYMENT, _ACCEPTANCE),
    severity="warning",
)
def paid_too_late(statement: Statement, context: Context) -> Checked:
    """Payment follows within 30 days of delivery, 60 where agreed, counted from acceptance where agreed."""
    if not _applies(statement):
        return
    for index, row, limit in _limits(statement, context):
        rows = _payments(statement, row["no"])
        ends = [found for found in rows if found[1]["state"] in {"full", "settled"}] or _instalments(
            row, rows
        )
        if not ends and row.get("dispute_state") == "disputed":
            continue
        if not ends:
            recorded = statement["recorded_at"][:10]
            if before(limit, recorded):
                yield Hit(f"/obligations/{index}", {"limit": limit.isoformat(), "until": recorded})
        elif all("on" in end and after(end["on"], limit) for _, end in ends):
            place, last = ends[0]
            yield Hit(f"/performances/{place}/on", {"limit": limit.isoformat(), "until": last["on"]})


@record_rule(
    "GI-SME-0003",
    types=("commitment",),
    needs=("obligations", "performances", "basis"),
    zh=(
        "迟延付款没有逾期利息",
        "迟延 {days} 天付清,支付的金额 {sample} 没有超过应付金额;未约定利率的,利息至少 {interest} 元。",
        "补付逾期利息并填写支付金额;另有约定利率的,写明约定。",
    ),
    en=(
        "late payment without interest",
        "Paid {days} days late; the sum, {sample}, holds no interest. At least {interest} yuan are due.",
        "Pay the interest and state the sum; where another rate was agreed, state the agreement.",
    ),
    laws=(Law(_NAME, "17"),),
    severity="warning",
)
def no_interest(statement: Statement, context: Context) -> Checked:
    """Late payment bears interest: the agreed rate, or 0.05% a day."""
    if not _applies(statement):
        return
    rate = Decimal(context.periods.clock("sme-overdue-interest").length)
    for _, row, legal in _limits(statement, context):
        paid = _payments(statement, row["no"])
        if "amount" not in row or not paid or not all("amount" in one and "on" in one for _, one in paid):
            continue
        limit = min(legal, bounds(row["due_on"])[1]) if "due_on" in row else legal
        total, due = sum(Decimal(one["amount"]) for _, one in paid), Decimal(row["amount"])
        index, last = max(paid, key=lambda item: item[1]["on"])
        days = (bounds(last["on"])[0] - limit).days
        if len(paid) == 1 and total == due and days > 0:
            interest = (due * rate * days).quantize(Decimal("0.01"))
            params: dict[str, Param] = {"days": days, "interest": str(interest)}
            yield Hit(f"/performances/{index}/amount", params, last["amount"])


@record_rule(
    "GI-SME-0004",
    types=("commitment",),
    needs=("steps", "basis"),
    zh=(
        "没有按期确认债权债务关系",
        "{asked_on} 提出确权请求,应当在 {limit} 前确认,到 {sample} 才答复。",
        "及时确认债权债务关系;日期有误的,更正日期。",
    ),
    en=(
        "claim not confirmed in time",
        "Confirmation was asked for on {asked_on} and due by {limit}; it came on {sample}.",
        "Confirm the claim; if a date is wrong, correct it.",
    ),
    laws=(Law(_NAME, "16"),),
    severity="warning",
)
def confirmed_late(statement: Statement, context: Context) -> Checked:
    """A claim used for financing is confirmed within 30 days of the request (steps: application, reply)."""
    if not _applies(statement):
        return
    asked = [row["on"] for row in statement["steps"] if row["step"] == "application" and "on" in row]
    limit = due_day(context, "sme-claim-confirmation-30d", max(asked)) if asked else None
    if limit is None:
        return
    for index, row in only_after(statement, ("reply",), limit.isoformat()):
        params = {"asked_on": max(asked), "limit": limit.isoformat()}
        yield Hit(f"/steps/{index}/on", params, row["on"])


def _days(statement: Statement, name: str) -> list[str]:
    return sorted(row["on"] for row in statement["steps"] if row["step"] == name and "on" in row)


@record_rule(
    "GI-SME-0005",
    types=("case",),
    needs=("steps", "basis"),
    zh=(
        "欠款投诉没有按期转交",
        "投诉于 {accepted_on} 受理,应当在 {limit} 前转交,实际于 {sample} 转交。",
        "核对受理和转交日期;确属逾期的,说明原因。",
    ),
    en=(
        "complaint on arrears handed over late",
        "The complaint was accepted on {accepted_on} and due for hand-over by {limit}; it went on {sample}.",
        "Check both dates; if it was late, say why.",
    ),
    laws=(Law(_NAME, "25"),),
)
def complaint_handed_over_late(statement: Statement, context: Context) -> Checked:
    """A complaint about arrears is handed over within 10 working days of its acceptance.

    It may go on to others later, and be accepted by them.
    """
    if statement["kind"] != "complaint" or not _applies(statement):
        return
    for handed in _days(statement, "hand-over")[:1]:
        accepted = [day for day in _days(statement, "acceptance") if not after(day, handed)]
        if not accepted or before(accepted[-1], _SINCE):
            return
        limit = due_day(context, "sme-complaint-transfer-10wd", accepted[-1])
        if limit is not None and after(handed, limit):
            params = {"accepted_on": accepted[-1], "limit": limit.isoformat()}
            yield Hit("/steps", params, handed)


@record_rule(
    "GI-SME-0006",
    types=("case",),
    needs=("steps", "basis", "closed_on"),
    zh=(
        "欠款投诉没有按期处理",
        "投诉于 {received_on} 转到处理部门,最迟应当在 {limit} 前办结,实际于 {sample} 办结。",
        "核对日期;确属逾期的,说明原因。延长期限的,填写批准步骤。",
    ),
    en=(
        "complaint on arrears handled late",
        "It reached the handling department on {received_on}, was due by {limit} and closed on {sample}.",
        "Check the dates; if it was late, say why. An extension needs the step of its approval.",
    ),
    laws=(Law(_NAME, "25"),),
)
def complaint_handled_late(statement: Statement, context: Context) -> Checked:
    """A complaint about arrears is handled within 30 days, 90 with approval."""
    days = _days(statement, "hand-over")
    if statement["kind"] != "complaint" or not days or not _applies(statement):
        return
    received = days[-1]
    if before(received, _SINCE):
        return
    approved = any(row["step"] == "approval" for row in statement["steps"])
    limit = due_day(context, "sme-complaint-handling-30d", received, "approved" if approved else None)
    if limit is not None and after(statement["closed_on"], limit):
        params = {"received_on": received, "limit": limit.isoformat()}
        yield Hit("/closed_on", params, statement["closed_on"])


def _bulk(statement: Statement) -> bool:
    """Whether only records and decisions are published, which come in bulk."""
    kinds = statement.get("kinds", ())
    return bool(kinds) and set(kinds) <= {"dishonesty-record", "licence", "penalty"}


def _of_a_year(statement: Statement) -> bool:
    """Whether the figure is that of a year, or of its last day, which is what has to be disclosed."""
    last = bounds(statement["period_until"])[1]
    first = bounds(statement["period_from"])[0] if "period_from" in statement else date(last.year, 1, 1)
    return (last.month, last.day) == (12, 31) and (first == last or (first.month, first.day) == (1, 1))


def _disclosed(type_: str, statement: Statement) -> Iterable[Claim]:
    """Yearly figures of overdue payments, and the first day on which a statement was shown."""
    if type_ == "observation":
        if statement["metric"] in _FIGURES and "breakdown" not in statement and _of_a_year(statement):
            year = bounds(statement["period_until"])[0].year
            yield ("figure", digest(statement["id"]), str(year), statement["metric"], statement["subject"]), 0
    elif not _bulk(statement) and statement.get("state") != "withheld":
        # What was shown on a day that is not stated may have been shown in time.
        day = bounds(statement["from"])[0].toordinal() if "from" in statement else date.min.toordinal()
        for target in statement["about"]:
            yield ("shown", digest(target), str(day)), 0


@dataset_rule(
    "GI-SME-0007",
    types=("observation", "publication"),
    gather=_disclosed,
    covers="publication",
    zh=(
        "没有按期公开逾期未付款项",
        "{year} 年的“{metric}”应当在 {limit} 前公开,到期没有公开。",
        "通过网站、报刊等便于公众知晓的方式公开;已经公开的,补报公开陈述和公开日期。",
    ),
    en=(
        "overdue payments not disclosed in time",
        "'{metric}' of {year} was to be made public by {limit}; it was not.",
        "Publish it where the public can see it; if that was done, state the publication and its day.",
    ),
    laws=(Law(_NAME, "18"),),
    parts=having(observation=("period_until",), publication=("about",)),
)
def not_disclosed(tallies: Tallies, context: Context) -> Iterable[Found]:
    """By 31 March the number and amount of last year's overdue contracts with small firms are public."""
    first: dict[object, int] = {}
    for (target, day), _ in kept(tallies, "shown"):
        first[target] = min(int(day), first.get(target, int(day)))
    for (ident, year, metric, body), tally in kept(tallies, "figure"):
        limit = due_day(context, "sme-overdue-disclosure", f"{year}-12-31")
        if limit is None or limit >= context.as_of or limit < _SINCE:
            continue
        shown = first.get(ident)
        late = shown is None or date.fromordinal(shown) > limit
        if late and declared(context, "publication", body, f"{int(year) + 1}-01-01"):
            params: dict[str, Param] = {"year": year, "metric": metric, "limit": limit.isoformat()}
            yield Found(tally.last, Hit("/period_until", params))
