"""Observations: one measured value of one metric, of one body, for one period, from one source.

Missing, not applicable and zero are three things: a missing value has no observation (or one whose state
is `missing`), an item that does not apply is stated as `not-applicable`, and zero is a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import zip_longest

from attrs import evolve, frozen

from gov_integrity.evaluation.numbers import number
from gov_integrity.exchange.revisions import gone
from gov_integrity.findings import Finding, Place, RecordLabel, finding
from gov_integrity.periods.partial import span

__all__ = ["STATES", "Body", "Observation", "note", "read_bodies", "read_observations"]

STATES = frozenset({"observed", "missing", "not-applicable"})


@frozen(slots=True)
class Body:
    """A body that is assessed, with what its peer group is made of."""

    id: str
    name: str = ""
    kind: str = ""
    level: str = ""

    @property
    def peers(self) -> tuple[str, str]:
        """The group it is ranked in, bodies of the same kind and level."""
        return (self.kind, self.level)


@frozen(slots=True)
class Observation:
    """One observation as the engine reads it.

    Attributes:
        id: Id of the statement; cited in the trace.
        subject, metric, breakdown: Whose value of what, for which group.
        first, last: First and last day of the period; for a balance both are the day as at.
        observed_on: Day of measuring, when stated.
        value: The number, or None.
        text: The value when it is no number, such as a choice.
        numerator, denominator: The two figures of a rate.
        unit, source, confidence, verification, state: Codes; empty when not stated.
        step: Unit to which the source had rounded the value, such as 0.1.
        about: Ids of the records the value was derived from.
        raw: The value as written, for messages.
        bad: The field that should be a number and is none.
    """

    id: str
    subject: str
    metric: str
    breakdown: str = ""
    first: date | None = None
    last: date | None = None
    observed_on: date | None = None
    value: Fraction | None = None
    text: str = ""
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    unit: str = ""
    source: str = ""
    confidence: str = ""
    verification: str = ""
    state: str = "observed"
    step: Fraction | None = None
    about: tuple[str, ...] = ()
    raw: str = ""
    bad: str = ""
    place: Place = Place()  # noqa: RUF009 - frozen value


def note(
    code: str, at: Observation | None, /, sample: str = "", **params: str | int | tuple[str, ...]
) -> Finding:
    """A finding of the evaluation at an observation (or at nothing in particular)."""
    place = at.place if at is not None else Place()
    label = RecordLabel("observation", at.id) if at is not None else RecordLabel()
    return evolve(finding(code, place, record=label, sample=sample[:80]), params=params)


def read_observations(
    statements: Iterable[Mapping[str, object]], places: Iterable[Place] = ()
) -> tuple[list[Observation], list[Finding]]:
    """Every `observation` among the statements, and findings on those that cannot be used at all.

    The statements are taken as current: one revision of each id. Values that are no numbers are kept, so
    that the finding is made where the value is missed. `places` say where each statement was read.
    """
    found: list[Observation] = []
    findings: list[Finding] = []
    for record, (statement, known) in enumerate(zip_longest(statements, places), 1):
        if statement.get("type") != "observation" or gone(statement):
            continue
        item = _observation(statement, known or Place(record=record))
        lacking = "subject" if not item.subject else "metric" if not item.metric else ""
        if lacking:
            findings.append(note("GI-EVAL-0116", item, field=lacking))
        else:
            found.append(item)
    return found, findings


def read_bodies(statements: Iterable[Mapping[str, object]]) -> dict[str, Body]:
    """Every `organisation` among the statements as a body, by id."""
    found = {}
    for statement in statements:
        if statement.get("type") == "organisation":
            body = Body(*(_text(statement, key) for key in ("id", "name", "kind", "level")))
            found[body.id] = body
    return found


def _text(statement: Mapping[str, object], key: str) -> str:
    value = statement.get(key)
    return value if isinstance(value, str) else ""


def _day(statement: Mapping[str, object], key: str, *, last: bool) -> date | None:
    found = span(_text(statement, key))
    return found[1 if last else 0] if found else None


def _observation(statement: Mapping[str, object], place: Place) -> Observation:
    numbers: dict[str, Fraction | None] = {}
    bad, raw = "", ""
    for key in ("value", "numerator", "denominator", "value_rounded_to"):
        given = statement.get(key)
        numbers[key] = None if given is None else number(given)
        if given is not None and numbers[key] is None and not bad:
            bad, raw = key, str(given)[:80]
    state = _text(statement, "state") or "observed"
    first = _day(statement, "period_from", last=False)
    last = _day(statement, "period_until", last=True)
    about = statement.get("about")
    given = statement.get("value")
    return Observation(
        id=_text(statement, "id"),
        subject=_text(statement, "subject"),
        metric=_text(statement, "metric"),
        breakdown=_text(statement, "breakdown"),
        first=first or last,
        last=last or first,
        observed_on=_day(statement, "observed_on", last=False),
        value=numbers["value"],
        text=_text(statement, "text"),
        numerator=numbers["numerator"],
        denominator=numbers["denominator"],
        unit=_text(statement, "unit"),
        source=_text(statement, "source"),
        confidence=_text(statement, "confidence"),
        verification=_text(statement, "verification"),
        state=state if state in STATES else "missing",
        step=numbers["value_rounded_to"],
        about=tuple(str(item) for item in about) if isinstance(about, list | tuple) else (),
        raw=raw or ("" if given is None else str(given)[:80]),
        bad=bad,
        place=place if bad == "" else evolve(place, pointer=f"/{bad}"),
    )
