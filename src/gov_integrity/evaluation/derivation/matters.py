"""Metrics counted from cases, court matters and records of dishonesty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from gov_integrity.evaluation.derivation.facts import (
    Count,
    Facts,
    Statement,
    first_day,
    last_day,
    rows,
    text,
)

__all__ = ["count_case", "count_court_matter", "count_dishonesty_record"]

ONE = Fraction(1)
ZERO = Fraction(0)
_PROPOSALS = {"deputy-suggestion": "suggestions", "cppcc-proposal": "proposals"}
_SPEED = {"repair": "repair-days", "objection": "objection-days"}


def _ratio(metric: str, subject: str, *, hit: bool) -> Count:
    return Count(metric, subject, ONE if hit else ZERO, ONE)


def count_case(statement: Statement, facts: Facts) -> Iterator[Count]:
    """All contributions of one case."""
    subject, kind = text(statement, "subject"), text(statement, "kind")
    state, result = text(statement, "state"), text(statement, "result")
    opened, closed = first_day(statement, "opened_on"), last_day(statement, "closed_on")
    done = closed is not None and closed <= facts.as_of
    if kind in _SPEED and closed is not None and facts.holds(closed) and opened is not None:
        exact = opened == last_day(statement, "opened_on") and closed == first_day(statement, "closed_on")
        if exact and closed >= opened:
            yield Count(_SPEED[kind], subject, Fraction((closed - opened).days), ONE)
    elif kind == "rectification" and facts.due(last_day(statement, "due_on")):
        yield _ratio("rectification-rate", subject, hit=done and result in ("rectified", "corrected"))
    elif kind in ("complaint", "report") and facts.holds(opened) and state != "not-accepted":
        yield _ratio("complaint-handled-rate", subject, hit=done or (closed is None and state == "closed"))
        yield from _by_field("complaints", subject, statement)
    elif kind in _PROPOSALS and facts.holds(opened):
        carried = result == "carried-out" or _step_done(statement, "carrying-out", facts)
        handled = carried or result == "handled" or done or _step_done(statement, "reply", facts)
        yield _ratio(f"{_PROPOSALS[kind]}-handled-rate", subject, hit=handled)
        yield _ratio(f"{_PROPOSALS[kind]}-carried-out-rate", subject, hit=carried)


def _step_done(statement: Statement, step: str, facts: Facts) -> bool:
    for row in rows(statement, "steps"):
        day = last_day(row, "on")
        if text(row, "step") == step and text(row, "outcome") != "not-done":
            return day is None or day <= facts.as_of
    return False


def _matter_day(statement: Statement) -> date | None:
    """Day a court matter is counted on: its last dated step, otherwise the filing."""
    days = [day for row in rows(statement, "steps") if (day := last_day(row, "on")) is not None]
    return max(days) if days else last_day(statement, "filed_on")


def count_court_matter(statement: Statement, facts: Facts) -> Iterator[Count]:
    """All contributions of one court matter."""
    subject, kind = text(statement, "subject"), text(statement, "kind")
    cases = statement.get("case_count")
    many = Fraction(cases) if isinstance(cases, int) and not isinstance(cases, bool) else ONE
    if kind == "administrative-litigation" and facts.holds(_matter_day(statement)):
        outcome = text(statement, "outcome")
        if outcome in ("won", "lost", "partly-lost"):
            yield Count("litigation-loss-rate", subject, ZERO if outcome == "won" else many, many)
        appeared = statement.get("head_appeared")
        if isinstance(appeared, bool):
            yield Count("head-appearance-rate", subject, many if appeared else ZERO, many)
    elif kind == "dishonest-judgment-debtor":
        listed, delisted = last_day(statement, "listed_on"), first_day(statement, "delisted_on")
        if listed is not None and listed <= facts.last and (delisted is None or delisted > facts.last):
            yield Count("listed-debtors", subject, many)


def count_dishonesty_record(statement: Statement, facts: Facts) -> Iterator[Count]:
    """A record decided inside the period, unless its deciding document was revoked by the last day."""
    ended = first_day(statement, "ended_on")
    revoked = text(statement, "end_kind") == "revoked" and (ended is None or ended <= facts.as_of)
    if facts.holds(last_day(statement, "decided_on")) and not revoked:
        yield from _by_field("dishonesty-records", text(statement, "subject"), statement)


def _by_field(metric: str, subject: str, statement: Statement) -> Iterator[Count]:
    """One in all, and one for each field of government affairs that the statement names."""
    yield Count(metric, subject, ONE)
    fields = statement.get("domains")
    for field in fields if isinstance(fields, list | tuple) else ():
        if isinstance(field, str):
            yield Count(metric, subject, ONE, breakdown=field)
