"""Quality of statistical data: who answers for a value, where it comes from, what follows from fraud."""

from __future__ import annotations

from collections.abc import Iterable

from gov_integrity.rules.facts import Tallies, declared, in_its_time, kept, roles
from gov_integrity.rules.registry import dataset_rule, record_rule
from gov_integrity.rules.shapes import having, lacking
from gov_integrity.rules.values import Checked, Claim, Context, Found, Hit, Statement

_FRAUD = ("xinzheng-2017/4.4.19d",)
_FOUND = frozenset({"upheld", "responsibility-found"})


def _measured(statement: Statement, context: Context) -> bool:
    """Whether there is a value, and it may be from the time of the text."""
    day = statement.get("observed_on") or statement.get("period_until", "")
    return statement.get("state", "observed") == "observed" and in_its_time(context, day)


@record_rule(
    "GI-STA-0001",
    types=("observation",),
    zh=(
        "数据没有质量责任人",
        "该项数据没有列明数据质量责任人。",
        "在参与方中列明数据质量责任人,不在文字中写姓名。",
    ),
    en=(
        "no one answers for the data",
        "The value names no person responsible for its quality.",
        "List the person responsible for data quality as a party; write no name in a text.",
    ),
    clauses=("xinzheng-2017/4.4.19a",),
    confidence="inferred",
)
def no_responsible_person(statement: Statement, context: Context) -> Checked:
    """Somebody is responsible for the quality of every value."""
    if _measured(statement, context) and "data-responsible-person" not in roles(statement):
        yield Hit("/parties")


@record_rule(
    "GI-STA-0002",
    types=("observation",),
    zh=(
        "数据无法溯源",
        "该项数据没有数据来源,也没有证明材料。",
        "填写数据来源或者附证明材料。",
    ),
    en=(
        "value cannot be traced",
        "The value states neither its source nor any evidence.",
        "State the source or add the document it comes from.",
    ),
    clauses=("xinzheng-2017/4.4.19c",),
    confidence="inferred",
    parts=lacking("source"),
)
def not_traceable(_missing: object, statement: Statement, context: Context) -> Checked:
    """Responsibility covers everything and can be traced (全覆盖、可追溯)."""
    if _measured(statement, context) and not statement.get("evidence"):
        yield Hit("/source")


def _fraud_records(type_: str, statement: Statement) -> Iterable[Claim]:
    """Frauds that were found, and what records of statistical dishonesty are about."""
    if type_ == "case":
        if statement["kind"] == "fraud-investigation" and statement["result"] in _FOUND:
            key = (statement["id"], statement.get("subject", ""), statement.get("closed_on", ""))
            yield ("fraud", *key), 0
        return
    marked = "statistics-fraud" in statement.get("conducts", ())
    if marked or "statistics" in statement.get("domains", ()):
        for target in statement["about"]:
            yield ("recorded", target), 0


@dataset_rule(
    "GI-STA-0003",
    types=("case", "dishonesty_record"),
    covers="dishonesty_record",
    gather=_fraud_records,
    zh=(
        "统计造假没有失信记录",
        "查实的统计数据造假案件没有相应的政务失信记录。",
        "记录该失信行为,领域填政府统计,并在相关陈述中指明该案件。",
    ),
    en=(
        "statistical fraud without a dishonesty record",
        "The fraud was found; no record of dishonesty in statistics is about the case.",
        "Record the conduct with the field statistics and name the case among the statements concerned.",
    ),
    clauses=_FRAUD,
    confidence="inferred",
    parts=having(case=("result",), dishonesty_record=("about",)),
)
def fraud_without_record(tallies: Tallies, context: Context) -> Iterable[Found]:
    """Fraud that was found leaves a record."""
    recorded = {target for (target,), _ in kept(tallies, "recorded")}
    for (ident, body, day), tally in kept(tallies, "fraud"):
        found = in_its_time(context, day) and ident not in recorded
        if found and declared(context, "dishonesty_record", body, day):
            yield Found(tally.last, Hit("/result"))


def _fraud_values(type_: str, statement: Statement) -> Iterable[Claim]:
    """Values stated as checked, and the values that cases of found fraud are about."""
    if type_ == "observation":
        # What a later revision corrected is the true value.
        if statement["verification"] == "checked" and statement["action"] != "correct":
            yield ("checked", statement["id"]), 0
    elif statement["kind"] == "fraud-investigation" and statement["result"] in _FOUND:
        for target in statement["about"]:
            yield ("false", target), 0


@dataset_rule(
    "GI-STA-0004",
    types=("case", "observation"),
    gather=_fraud_values,
    zh=(
        "造假的数据仍标为已核实",
        "查实造假的案件涉及该项数据,核实情况却是已核实。",
        "把核实情况改为查实不真实,并报送真实数值。",
    ),
    en=(
        "fraudulent value still marked as checked",
        "A case of found fraud is about this value, yet it is marked as checked.",
        "Mark it as found to be false and submit the true value.",
    ),
    clauses=_FRAUD,
    confidence="inferred",
    parts=having(observation=("verification",), case=("result", "about")),
)
def fraudulent_value_checked(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Data are true and accurate; a value found false is not used as checked."""
    false = {target for (target,), _ in kept(tallies, "false")}
    for (ident,), tally in kept(tallies, "checked"):
        if ident in false:
            yield Found(tally.last, Hit("/verification"))
