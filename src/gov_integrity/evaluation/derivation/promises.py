"""Metrics counted from commitments: promises kept, forbidden excuses, arrears, policy funds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from gov_integrity.codelists import codelist
from gov_integrity.evaluation.derivation.facts import (
    Count,
    Facts,
    Statement,
    amount,
    last_day,
    rows,
    text,
)

__all__ = ["count_commitment"]

ONE = Fraction(1)
ZERO = Fraction(0)
_CONTRACTS = frozenset(
    {"contract", "agreement", "government-enterprise-agreement", "administrative-contract"}
)
_PROMISES = {
    "service-quality": "service-promise-rate",
    "time-limit": "service-promise-rate",
    "service-efficiency": "service-promise-rate",
    "safeguard": "service-promise-rate",
    "work-plan": "work-plan-completion",
    "key-tasks": "work-plan-completion",
    "targets": "target-completion",
    "practical-matters": "practical-matters-kept",
    "policy-promise": "",
    "important-policy-promise": "",
    "public-commitment": "",
    "principal-head-pledge": "",
    "administrative-matter": "",
    "duties": "",
}
"""Kinds that are promises of a government body, and the metric of their own that they also feed."""
_PAYMENTS = frozenset({"payment", "pay-out"})


def forbidden_excuses() -> frozenset[str]:
    """Codes of `change-ground` that no law admits as a ground (marked in the code list)."""
    return frozenset(
        code.code for code in codelist("change-ground").codes.values() if code.extra.get("forbidden") == "yes"
    )


def count_commitment(statement: Statement, facts: Facts) -> Iterator[Count]:
    """All contributions of one commitment."""
    subject = text(statement, "subject")
    kind = text(statement, "kind")
    named = [kind in _CONTRACTS and "contract-performance-rate", kind in _PROMISES and "promise-keeping-rate",
             _PROMISES.get(kind, "")]  # fmt: skip
    acts = list(rows(statement, "performances"))
    for due, obligation in _obligations(statement):
        own = [act for act in acts if _belongs(act, obligation)]
        if facts.due(due):
            assert due is not None
            yield from _kept([metric for metric in named if metric], subject, due, own, facts)
            yield from _funds(subject, kind, obligation, own, facts)
        yield from _arrears(subject, kind, (due, obligation), own, facts)
    yield from _excuses(subject, acts, facts)


def _obligations(statement: Statement) -> Iterator[tuple[date | None, Statement]]:
    """Every obligation with its due date; a commitment without any is one obligation due when it ends."""
    found = False
    for row in rows(statement, "obligations"):
        found = True
        yield last_day(row, "due_on") or last_day(statement, "valid_until"), row
    if not found:
        yield last_day(statement, "valid_until"), {}


def _belongs(act: Statement, obligation: Statement) -> bool:
    number = act.get("obligation_no")
    return number is None or number == obligation.get("no")


def _known(act: Statement, facts: Facts) -> bool:
    day = last_day(act, "on") or last_day(act, "found_on")
    return day is None or day <= facts.as_of


def _kept(named: list[str], subject: str, due: date, acts: list[Statement], facts: Facts) -> Iterator[Count]:
    acts = [act for act in acts if _known(act, facts)]
    states = {text(act, "state") for act in acts}
    if not named or "settled" in states:
        return
    kept = "full" in states
    for metric in named:
        yield Count(metric, subject, ONE if kept else ZERO, ONE)
    if "promise-keeping-rate" in named:
        days = [last_day(act, "on") for act in acts if text(act, "state") == "full"]
        if None not in days:
            in_time = any(day is not None and day <= due for day in days)
            yield Count("promise-on-time-rate", subject, ONE if in_time else ZERO, ONE)


def _paid(acts: list[Statement], owed: Fraction, until: date) -> Fraction:
    """What was paid by `until`; an act "in full" without an amount pays everything."""
    total = ZERO
    for act in acts:
        day = last_day(act, "on")
        if day is not None and day > until:
            continue
        if text(act, "state") == "settled":
            return owed
        paid = amount(act, "amount")
        if paid is None and text(act, "state") == "full":
            return owed
        total += paid or ZERO
    return min(total, owed)


def _funds(
    subject: str, kind: str, obligation: Statement, acts: list[Statement], facts: Facts
) -> Iterator[Count]:
    owed = amount(obligation, "amount")
    policy = (
        kind == "policy-funds"
        or text(obligation, "kind") == "pay-out"
        or text(obligation, "payable_kind") == "policy-funds"
    )
    if policy and owed:
        yield Count("policy-funds-paid-rate", subject, _paid(acts, owed, facts.as_of), owed)


def _arrears(
    subject: str, kind: str, owing: tuple[date | None, Statement], acts: list[Statement], facts: Facts
) -> Iterator[Count]:
    due, obligation = owing
    owed = amount(obligation, "amount")
    payable = kind == "debt" or text(obligation, "kind") in _PAYMENTS
    if not owed or not payable or due is None or due >= facts.last:
        return
    if text(obligation, "dispute_state") == "disputed":
        return
    left = owed - _paid(acts, owed, facts.last)
    if left > 0:
        yield Count("arrears-balance", subject, left)
        yield Count("overdue-contracts", subject, ONE)
        yield Count("arrears-age", subject, Fraction((facts.last - due).days))


def _excuses(subject: str, acts: list[Statement], facts: Facts) -> Iterator[Count]:
    forbidden = forbidden_excuses()
    for act in acts:
        reason = text(act, "reason")
        day = last_day(act, "found_on") or last_day(act, "on")
        if reason in forbidden and text(act, "state") in ("none", "partial") and facts.holds(day):
            yield Count("forbidden-excuse-breaches", subject, ONE)
            yield Count("forbidden-excuse-breaches", subject, ONE, breakdown=reason)
