"""Metrics counted from what is reported, archived, published, and from work done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from gov_integrity.errors import UndeterminedError
from gov_integrity.evaluation.derivation.definitions import metrics
from gov_integrity.evaluation.derivation.facts import (
    Count,
    Facts,
    Statement,
    first_day,
    last_day,
    rows,
    text,
)

__all__ = [
    "count_activity", "count_disclosure", "count_organisation", "count_policy_change", "count_submission",
    "count_task", "count_use", "learn",
]  # fmt: skip

ONE = Fraction(1)
ZERO = Fraction(0)
_REPORTED = frozenset({"licence", "penalty"})
_USES = frozenset({"query", "use"})
_RESPONSIBLE = ("lead-unit", "responsible-unit")
_TRAINING = frozenset({"training", "education"})


def learn(statement: Statement, facts: Facts) -> None:
    """Takes from handlings and publications what other statements are judged by."""
    kind = text(statement, "type")
    about = statement.get("about")
    ids = [item for item in about if isinstance(item, str)] if isinstance(about, list | tuple) else []
    if kind == "handling":
        operation, day = text(statement, "operation"), last_day(statement, "done_on")
        if operation == "open-archive":
            facts.archived.add(text(statement, "subject"))
        elif operation == "receive" and day is not None:
            for item in ids:
                facts.received[item] = min(day, facts.received.get(item, day))
    elif kind == "publication" and text(statement, "state") != "withheld":
        day = last_day(statement, "from")
        for item in ids if day is not None else ():
            assert day is not None
            facts.published[item] = min(day, facts.published.get(item, day))


def count_submission(statement: Statement, facts: Facts) -> Iterator[Count]:
    """Late and missing submission of one decision or record, by the date of receipt."""
    decision = text(statement, "type") == "decision"
    decided = last_day(statement, "decided_on")
    if decided is None or not facts.holds(decided) or (decision and text(statement, "kind") not in _REPORTED):
        return
    body = text(statement, "stated_by")
    received = facts.received.get(text(statement, "id"))
    if received is not None and received > facts.as_of:
        received = None
    try:
        limit = facts.calendar.add_working_days(decided, metrics()["late-submission-rate"].working_days)
    except UndeterminedError:
        return  # the calendar of that year is not known: neither late nor in time
    if received is not None:
        yield Count("late-submission-rate", body, ONE if received > limit else ZERO, ONE)
    if received is not None or limit < facts.as_of:
        yield Count("missing-submission-rate", body, ONE if received is None else ZERO, ONE)


def count_policy_change(statement: Statement, facts: Facts) -> Iterator[Count]:
    """A decision that adjusts a policy inside the period."""
    if text(statement, "kind") == "policy-adjustment" and facts.holds(last_day(statement, "decided_on")):
        yield Count("policy-changes", text(statement, "subject"), ONE)


def count_use(statement: Statement, facts: Facts) -> Iterator[Count]:
    """A query or use of credit information inside the period, by the body that used it."""
    if text(statement, "operation") not in _USES or not facts.holds(last_day(statement, "done_on")):
        return
    body = text(statement, "stated_by")
    yield Count("credit-record-uses", body, ONE)
    kinds = statement.get("kinds")
    if isinstance(kinds, list | tuple) and "credit-report" in kinds:
        yield Count("third-party-reports", body, ONE)


def count_disclosure(statement: Statement, facts: Facts) -> Iterator[Count]:
    """Whether something open to the public was published by the day of looking."""
    if text(statement, "access") != "public" or not facts.holds(_recorded(statement)):
        return
    published = facts.published.get(text(statement, "id"))
    hit = published is not None and published <= facts.as_of
    yield Count("disclosure-coverage", text(statement, "stated_by"), ONE if hit else ZERO, ONE)


def _recorded(statement: Statement) -> date | None:
    try:
        return datetime.fromisoformat(text(statement, "recorded_at")).date()
    except ValueError:
        return None


def count_organisation(statement: Statement, facts: Facts) -> Iterator[Count]:
    """Whether a subordinate body that exists on the last day has an integrity archive."""
    parent = text(statement, "parent")
    since, until = first_day(statement, "since"), last_day(statement, "until")
    exists = (since is None or since <= facts.last) and (until is None or until >= facts.last)
    if parent and exists:
        hit = text(statement, "id") in facts.archived
        yield Count("record-coverage", parent, ONE if hit else ZERO, ONE)


def count_task(statement: Statement, facts: Facts) -> Iterator[Count]:
    """Whether a task due in the period was done; it counts for the lead or responsible units."""
    state = text(statement, "state")
    if not facts.due(last_day(statement, "due_on")) or state == "dropped":
        return
    units = [
        text(row, "party") for row in rows(statement, "parties") if text(row, "role") in _RESPONSIBLE
    ] or [text(statement, "stated_by")]
    for unit in sorted({unit for unit in units if unit}):
        yield Count("key-credit-tasks", unit, ONE if state == "done" else ZERO, ONE)


def count_activity(statement: Statement, facts: Facts) -> Iterator[Count]:
    """Training and education held inside the period."""
    if text(statement, "kind") in _TRAINING and facts.holds(last_day(statement, "held_on")):
        yield Count("training-sessions", text(statement, "subject"), ONE)
