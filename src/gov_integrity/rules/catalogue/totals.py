"""Totals that contradict their parts: breakdowns of a figure, and the list of debts behind it.

A difference within the unit to which the source rounded counts as agreement. Amounts are kept in fen.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from sys import intern

from gov_integrity.codelists import codelist
from gov_integrity.findings import Param
from gov_integrity.rules.facts import Tallies, declared, kept
from gov_integrity.rules.links import digest
from gov_integrity.rules.registry import dataset_rule
from gov_integrity.rules.shapes import having
from gov_integrity.rules.values import Claim, Context, Found, Hit, Law, Statement, Tally

_ADDABLE = frozenset({"yuan", "case", "piece", "count", "time", "person"})
_ARREARS = "arrears-balance"
_FEN = 100


@cache
def _addable(metric: str) -> bool:
    """Whether parts of this metric add up to its total; rates and levels do not."""
    code = codelist("metric").get(metric)
    return code is not None and code.extra["unit"] in _ADDABLE


def _fen(value: str) -> int:
    return int(Decimal(value) * _FEN)


def _unit(statement: Statement) -> str:
    return str(statement.get("value_rounded_to", statement.get("rounded_to", "0")))


@cache
def _dimension(part: str) -> str:
    """What a breakdown sorts by: kind of body, division, or words of the source."""
    codes = set(part.split("+"))
    if codes <= set(codelist("organisation-kind").values):
        return "kind"
    return "division" if all(len(code) == 6 and code.isdigit() for code in codes) else "words"


def _parts(_type: str, statement: Statement) -> Iterable[Claim]:
    """Each figure as a total of its own, and as a part of the total that is one breakdown wider."""
    if not _addable(statement["metric"]):
        return
    period = f"{statement.get('period_from', '')}/{statement.get('period_until', '')}"
    series = f"{statement['subject']} {statement['metric']} {period} "
    breakdown, amount = statement.get("breakdown", ""), _fen(statement["value"])
    yield ("whole", digest(series + breakdown), intern(statement["metric"]), intern(_unit(statement))), amount
    if breakdown:
        wider, _, last = breakdown.rpartition("/")
        yield ("part", digest(series + wider), _dimension(last), digest(breakdown)), amount


@dataset_rule(
    "GI-TOT-0001",
    types=("observation",),
    gather=_parts,
    zh=(
        "合计数与分项之和不符",
        "“{metric}”的合计数是 {stated},{count} 个分项之和是 {sum}。",
        "逐项核对分项和合计数,更正有误的数值;分项没有列全的,在备注中说明。",
    ),
    en=(
        "total differs from the sum of its parts",
        "The total of '{metric}' is {stated}; its {count} parts add up to {sum}.",
        "Check parts and total and correct what is wrong; if parts were left out, say so in the remarks.",
    ),
    laws=(Law("GIDS", "GIDS-AGG-002", "inferred"),),
    confidence="inferred",
    parts=having(observation=("value",)),
)
def parts_contradict_total(tallies: Tallies, _context: Context) -> Iterable[Found]:
    """Two or more parts of one breakdown add up to the total, within its rounding.

    A warning: a publication may name some parts only.
    """
    sums: dict[str, dict[str, list[int]]] = {}
    unclear: set[tuple[str, str]] = set()
    for (total, dimension, _), tally in kept(tallies, "part"):
        sums.setdefault(total, {}).setdefault(dimension, []).append(tally.total)
        if tally.count > 1:  # stated more than once, and nothing tells which figure holds
            unclear.add((total, dimension))
    for (total, metric, unit), tally in kept(tallies, "whole"):
        if tally.count == 1:
            for dimension, amounts in sums.get(total, {}).items():
                if (total, dimension) in unclear or len(amounts) < 2:
                    continue
                if abs(sum(amounts) - tally.total) > _fen(unit):
                    yield _contradiction(tally, metric, sum(amounts), len(amounts))


def _plain(fen: int) -> str:
    value = Decimal(fen) / _FEN
    return f"{value:.2f}".removesuffix(".00")


def _contradiction(tally: Tally, metric: str, found: int, count: int) -> Found:
    params: dict[str, Param] = {
        "metric": metric,
        "stated": _plain(tally.total),
        "sum": _plain(found),
        "count": count,
    }
    return Found(tally.last, Hit("/value", params, _plain(tally.total)))


def _debts(type_: str, statement: Statement) -> Iterable[Claim]:
    """Amounts of the debts listed with what was paid of them, and totals of arrears not broken down."""
    if type_ == "observation":
        if statement["metric"] != _ARREARS or "breakdown" in statement:
            return ()
        return [(("stated", _ARREARS, _unit(statement)), _fen(statement["value"]))]
    if statement["kind"] != "debt":
        return ()
    rows = statement.get("obligations", ())
    ident = digest(statement["id"])
    if not rows or not all("amount" in row for row in rows):
        return [(("listed", ident, ""), 0)]
    owed = sum(_fen(row["amount"]) for row in rows)
    return [(("listed", ident, str(len(rows))), owed), (("paid", ident), min(owed, _paid(statement, owed)))]


def _paid(statement: Statement, owed: int) -> int:
    """The most that may have been paid of what is owed; a payment without its amount may be of all."""
    rows = statement.get("performances", ())
    done = [row for row in rows if row["state"] in {"full", "partial", "settled"}]
    return sum(_fen(row["amount"]) if "amount" in row else owed for row in done)


@dataset_rule(
    "GI-TOT-0002",
    types=("observation", "commitment"),
    gather=_debts,
    zh=(
        "欠款合计与清单不符",
        "公布的“{metric}”合计 {stated} 元,清单所列 {count} 笔共 {sum} 元。",
        "对照清单逐笔核对金额,更正合计数或者清单。",
    ),
    en=(
        "total of arrears contradicts the list",
        "The total of '{metric}' is {stated} yuan; the {count} debts listed add up to {sum} yuan.",
        "Check every amount against the list and correct the total or the list.",
    ),
    laws=(Law("GIDS", "GIDS-AGG-003"),),
    parts=having(observation=("value",)),
)
def arrears_contradict_list(tallies: Tallies, context: Context) -> Iterable[Found]:
    """The only total stated is the sum of all debts listed, where the list is complete.

    Of a debt that was paid in part, the total may hold the whole or the rest.
    """
    stated = list(kept(tallies, "stated"))
    complete = context.extent == "full" or declared(context, "commitment")
    counts = [rows for (_, rows), _ in kept(tallies, "listed")]
    if len(stated) != 1 or stated[0][1].count != 1 or not counts or not all(counts) or not complete:
        return
    (metric, unit), total = stated[0]
    # A statement given twice is one debt.
    most = sum(tally.total // tally.count for _, tally in kept(tallies, "listed"))
    least = most - sum(tally.total // tally.count for _, tally in kept(tallies, "paid"))
    if not least - _fen(unit) <= total.total <= most + _fen(unit):
        yield _contradiction(total, metric, most, sum(map(int, counts)))
