"""Promises and contracts performed as agreed: state of every obligation, delay, supervision and tracking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from gov_integrity.periods.partial import after, before
from gov_integrity.rules.engine import each
from gov_integrity.rules.facts import (
    Tallies,
    declared,
    in_its_time,
    kept,
    named,
    roles,
    sourced,
    steps_taken,
)
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

from .lawful_change import forbidden_excuses

_PERFORM = (
    "alxa-2021/2.3.4b",
    "alxa-2021/annex.17",
    "gansu-2017/2.2.4",
    "gansu-2017/3.3.4a",
    "weidu-2022/2.4a",
    "xinzheng-2017/2.4c",
    "xinzheng-2017/2.4d",
    "xinzheng-2017/4.4.17b",
)
_WORDED = ("alxa-2021/2.3.4e",)
_SUPERVISED = ("shandong-2024/2.7a",)
_BREACH = ("alxa-2021/2.3.4d", "alxa-2021/annex.17", "gansu-2017/3.3.4b", "xinzheng-2017/4.4.17c")
_CONTRACTS = frozenset(
    {"contract", "agreement", "government-enterprise-agreement", "administrative-contract"}
)
_OPEN = frozenset({"none", "partial"})
_TRACKING = frozenset({"tracking", "contract-acceptance"})
_ATTRACTION = "investment-attraction"
Rows = Mapping[str, Any]


def _performed(statement: Statement, number: object) -> list[Rows]:
    """The performances of one obligation, those of the whole promise among them."""
    rows = statement.get("performances", ())
    return [row for row in rows if row.get("obligation_no", number) == number]


def _due(statement: Statement, context: Context) -> Iterator[tuple[int, Rows]]:
    """Obligations whose last day has passed."""
    for index, row in each(statement, "obligations"):
        if "due_on" in row and before(row["due_on"], context.as_of):
            yield index, row


@record_rule(
    "GI-CON-0001",
    types=("commitment",),
    needs=("obligations",),
    zh=(
        "义务已到期没有履行情况",
        "义务的履行期限是 {sample},到期后没有履行情况。",
        "在履行情况中写明该义务已全部履行、部分履行还是未履行。",
    ),
    en=(
        "obligation fell due and no performance is stated",
        "The obligation was due on {sample}; nothing is stated on its performance.",
        "State whether it was performed in full, in part or not at all.",
    ),
    clauses=_PERFORM,
    confidence="inferred",
)
def due_without_performance(statement: Statement, context: Context) -> Checked:
    """Every obligation that has fallen due has a state of performance."""
    for index, row in _due(statement, context):
        if not _performed(statement, row["no"]):
            yield Hit(f"/obligations/{index}/due_on", {}, row["due_on"])


@record_rule(
    "GI-CON-0002",
    types=("commitment",),
    needs=("obligations", "performances"),
    zh=(
        "到期的义务没有履行",
        "义务的履行期限是 {sample},最近的履行状态是“{performance_state}”。",
        "尽快履行,或者制定兑现计划;不能履行的,依法处理并记录。",
    ),
    en=(
        "obligation not performed when due",
        "The obligation was due on {sample}; its last state is '{performance_state}'.",
        "Perform it soon or draw up a plan; if it cannot be performed, handle and record it by law.",
    ),
    clauses=_PERFORM,
)
def unperformed_when_due(statement: Statement, context: Context) -> Checked:
    """What was promised or agreed is performed by its day; a claim in dispute waits for its decision."""
    for index, row in _due(statement, context):
        rows = sorted(_performed(statement, row["no"]), key=lambda done: str(done.get("on", "")))
        open_ = rows and all(done["state"] in _OPEN for done in rows)
        if open_ and row.get("dispute_state") != "disputed" and not _paid_up(statement, row):
            params = {"performance_state": rows[-1]["state"]}
            yield Hit(f"/obligations/{index}/due_on", params, row["due_on"])


def _paid(statement: Statement, number: object) -> Decimal:
    """What was paid for the obligation of that number; None: for the promise as a whole."""
    rows = (row for row in statement["performances"] if row.get("obligation_no") == number)
    return sum((Decimal(row["amount"]) for row in rows if "amount" in row), Decimal(0))


def _paid_up(statement: Statement, obligation: Rows) -> bool:
    """Whether instalments, each a part, add up to what was owed.

    What was paid for the whole counts where it covers all that is left of every obligation.
    """
    if "amount" not in obligation or Decimal(obligation["amount"]) <= 0:
        return False
    if _paid(statement, obligation["no"]) >= Decimal(obligation["amount"]):
        return True
    if any("amount" not in one for one in statement["obligations"]):
        return False
    left = (Decimal(one["amount"]) - _paid(statement, one["no"]) for one in statement["obligations"])
    return _paid(statement, None) >= sum(max(one, Decimal(0)) for one in left)


@record_rule(
    "GI-CON-0003",
    types=("commitment",),
    needs=("obligations", "performances"),
    zh=(
        "逾期履行",
        "履行日期 {sample} 晚于履行期限 {due_on}。",
        "核对履行日期;确属逾期的,按约定承担违约责任并改进。",
    ),
    en=(
        "performed late",
        "It was performed on {sample}, after the last day {due_on}.",
        "Check the day; if it was late, bear the agreed liability and see that it does not recur.",
    ),
    clauses=("weidu-2022/2.4b", *_PERFORM),
)
def performed_late(statement: Statement, _context: Context) -> Checked:
    """A time limit that was promised is kept only by performing within it, the last instalment too."""
    due = {row["no"]: row for row in statement["obligations"] if "due_on" in row}
    for index, row in each(statement, "performances"):
        owed = due.get(row.get("obligation_no"))
        if owed is None or "on" not in row or not after(row["on"], owed["due_on"]):
            continue
        instalment = row["state"] == "partial" and "amount" in row and _paid_up(statement, owed)
        if row["state"] == "full" or instalment:
            yield Hit(f"/performances/{index}/on", {"due_on": owed["due_on"]}, row["on"])


def _in_supervised_field(statement: Statement, context: Context) -> bool:
    if statement["kind"] not in _CONTRACTS:
        return False
    return bool(named(context, "key-area", _SUPERVISED) & set(statement["domains"]))


@record_rule(
    "GI-CON-0004",
    types=("commitment",),
    needs=("domains",),
    zh=(
        "重点领域的合同没有主管部门",
        "合同属于实行履约全过程信用监管的领域,没有列明主管部门。",
        "在参与方中增加主管部门。",
    ),
    en=(
        "contract in a supervised field names no department in charge",
        "Contracts of this field are under credit supervision; no supervising department is named.",
        "Add the supervising department as a party.",
    ),
    clauses=_SUPERVISED,
    confidence="inferred",
)
def no_supervising_department(statement: Statement, context: Context) -> Checked:
    """Contracts in the fields named that did not end before the text are supervised by the department."""
    if not _in_supervised_field(statement, context) or "supervising-department" in roles(statement):
        return ()
    if not in_its_time(context, statement.get("valid_until", "")):
        return ()
    return (Hit("/parties"),)


@record_rule(
    "GI-CON-0005",
    types=("commitment",),
    needs=("domains", "valid_until"),
    zh=(
        "合同期满从未跟踪",
        "合同已于 {sample} 期满,期间没有任何履行或者跟踪情况。",
        "补填各次跟踪的日期和状态;没有跟踪的,建立定期跟踪。",
    ),
    en=(
        "contract ended and was never tracked",
        "The contract ended on {sample}; nothing was ever stated on its performance.",
        "State the dates and results of tracking; if there was none, begin to track such contracts.",
    ),
    clauses=("shandong-2024/2.7b",),
    confidence="inferred",
)
def never_tracked(statement: Statement, context: Context) -> Checked:
    """Performance is tracked periodically; a whole term without any tracking cannot be that."""
    if statement.get("performances") or not _in_supervised_field(statement, context):
        return ()
    ended = statement["valid_until"]
    if not before(ended, context.as_of) or not in_its_time(context, ended):
        return ()
    if not _TRACKING.isdisjoint(steps_taken(statement)):
        return ()
    return (Hit("/valid_until", {}, ended),)


def _breaches(type_: str, statement: Statement) -> Iterable[Claim]:
    """Promises broken on a forbidden excuse, with the first day of it; what dishonesty records rest on."""
    if type_ == "dishonesty_record":
        for target in statement["about"]:
            yield ("recorded", target), 0
        return
    excuses = forbidden_excuses("change")
    rows = [row for row in statement["performances"] if row.get("reason") in excuses]
    if rows:
        days = [row.get("found_on", row.get("on", "")) for row in rows]
        yield ("broken", statement["id"], statement["subject"], min(days), max(days)), 0


@dataset_rule(
    "GI-CON-0006",
    types=("commitment", "dishonesty_record"),
    covers="dishonesty_record",
    gather=_breaches,
    zh=(
        "以禁止的理由违约没有失信记录",
        "以法律禁止的理由违约,没有相应的政务失信记录。",
        "依法认定并记录失信行为,在相关陈述中指明该承诺或者合同。",
    ),
    en=(
        "breach on a forbidden excuse without a dishonesty record",
        "A promise was broken on an excuse the law forbids; no dishonesty record is about it.",
        "Determine and record the dishonest conduct, naming the promise among the statements concerned.",
    ),
    clauses=_BREACH,
    confidence="inferred",
    parts=having(dishonesty_record=("about",), commitment=("performances",)),
)
def breach_without_record(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Whoever breaks a promise on such an excuse is punished by law, so there is a record."""
    recorded = {target for (target,), _ in kept(tallies, "recorded")}
    for (ident, subject, first, last), tally in kept(tallies, "broken"):
        if ident in recorded or (first and not in_its_time(context, last)):
            continue
        if declared(context, "dishonesty_record", subject, first):
            yield Found(tally.last, Hit("/performances"))


def _attraction(statement: Statement) -> Iterable[Claim]:
    """Bodies with promises in investment attraction; bodies with a credit commitment on it or on no field."""
    domains = statement.get("domains", (_ATTRACTION,))
    if _ATTRACTION not in domains:
        return
    if statement["kind"] in sourced("commitment-kind", _WORDED):
        yield ("given", statement["subject"]), 0
    elif "domains" in statement:
        yield ("attracting", statement["subject"], statement.get("valid_until", "")), 0


@dataset_rule(
    "GI-CON-0007",
    types=("commitment",),
    covers="commitment",
    gather=_attraction,
    zh=(
        "招商引资单位没有信用承诺",
        "该单位有招商引资的承诺或者合同,没有作出信用承诺。",
        "作出招商引资信用承诺并报送。",
    ),
    en=(
        "investment attraction without a credit commitment",
        "The body has promises or contracts in investment attraction and has given no credit commitment.",
        "Give a credit commitment on investment attraction and submit it.",
    ),
    clauses=_WORDED,
    confidence="inferred",
)
def no_credit_commitment(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Bodies that attract investment give credit commitments; told once a body."""
    done = {subject for (subject,), _ in kept(tallies, "given")}
    for (subject, ended), tally in kept(tallies, "attracting"):
        if subject in done or not in_its_time(context, ended):
            continue
        if declared(context, "commitment", subject):
            done.add(subject)
            yield Found(tally.first, Hit("/domains"))
