"""Which observation counts: from everything stated about a metric to the one value the rule reads.

The order is always the same and never that of the input: left out what was found false or is known only
later than the day of the assessment; then one value for each period (by the pick rule of the index); then
one value over the periods (by the collect rule of the indicator).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from attrs import evolve, frozen

from gov_integrity.evaluation.definition import Index
from gov_integrity.evaluation.intervals import Interval, printed
from gov_integrity.evaluation.numbers import exact_text
from gov_integrity.evaluation.observations import Observation, note
from gov_integrity.evaluation.units import convert, units
from gov_integrity.findings import Finding

__all__ = ["Input", "Unusable", "Want", "collect", "usable"]


@frozen(slots=True)
class Want:
    """What a rule asks for: a metric (and group) in a unit, and how several periods become one value."""

    metric: str
    breakdown: str
    unit: str
    how: str


@frozen(slots=True)
class Input:
    """What one rule read: a value in the unit of the indicator, and where it came from.

    `state` is observed, missing or not-applicable. `bounds` is set when the source had rounded the value.
    `cases` is the denominator of a rate. `observations` are ids of statements, `records` those they rest on.
    """

    metric: str
    breakdown: str = ""
    value: Fraction | None = None
    text: str = ""
    unit: str = ""
    state: str = "missing"
    source: str = ""
    confidence: str = ""
    cases: Fraction | None = None
    numerator: Fraction | None = None
    bounds: Interval | None = None
    observations: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    at: Observation | None = None


class Unusable(Exception):  # noqa: N818 - control flow inside the room, never seen by callers
    """A value that cannot be used: it counts as missing, and `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def usable(
    items: Iterable[Observation], as_of: date, period: tuple[date, date] | None
) -> tuple[list[Observation], list[Observation]]:
    """The observations known on `as_of` and inside `period`, in a stable order; apart, those found false."""
    kept: list[Observation] = []
    false: list[Observation] = []
    for item in items:
        known = item.observed_on or item.first
        if known is not None and known > as_of:
            continue
        if period is not None and (
            item.first is None or item.last is None or item.first < period[0] or item.last > period[1]
        ):
            continue
        (false if item.verification == "false" else kept).append(item)
    kept.sort(key=lambda item: (item.last or date.min, item.first or date.min, item.source, item.id))
    return kept, false


def collect(items: Sequence[Observation], index: Index, want: Want) -> Input:
    """The one input that `items` (all of one subject, metric and breakdown, in order) amount to.

    Raises:
        Unusable: a value is no number, the unit does not fit, sources contradict each other, or periods
            that should be added overlap.
    """
    if not items:
        return Input(want.metric, want.breakdown, unit=want.unit)
    if len(items) == 1:
        return _read(items[0], want.unit)
    periods: dict[tuple[date, date], list[Observation]] = {}
    for item in items:
        periods.setdefault((item.first or date.min, item.last or date.min), []).append(item)
    ordered = sorted(periods, key=lambda period: (period[1], period[0]))
    if want.how == "latest":
        return _read(_pick(periods[ordered[-1]], index), want.unit)
    chosen = [_read(_pick(periods[period], index), want.unit) for period in ordered]
    chosen = [item for item in chosen if item.state == "observed"] or chosen[-1:]
    for before, after in pairwise(ordered):
        if after[0] <= before[1]:
            spans = tuple(f"{a.isoformat()}/{b.isoformat()}" for a, b in (before, after))
            raise Unusable(note("GI-EVAL-0121", periods[after][0], metric=want.metric, periods=spans))
    return _joined(chosen, want.how)


def _rank(item: Observation, order: Sequence[str]) -> int:
    return order.index(item.source) if item.source in order else len(order)


def _pick(items: Sequence[Observation], index: Index) -> Observation:
    """One of several observations of the same period: by order of source, the latest, or all agreeing."""
    if index.pick_rule == "source-order":
        best = min(_rank(item, index.source_order) for item in items)
        items = [item for item in items if _rank(item, index.source_order) == best]
    elif index.pick_rule == "latest":
        newest = max(item.observed_on or date.min for item in items)
        items = [item for item in items if (item.observed_on or date.min) == newest]
    first = items[0]
    if any(_content(item) != _content(first) for item in items[1:]):
        values = tuple(sorted({_shown(item) for item in items}))
        raise Unusable(note("GI-EVAL-0105", first, metric=first.metric, values=values))
    merged = tuple(sorted({record for item in items for record in item.about}))
    return evolve(first, about=merged) if len(items) > 1 else first


def _content(item: Observation) -> tuple[object, ...]:
    """What two observations of one value must agree on; units are converted first."""
    unit = units().get(item.unit)
    value = item.value
    if value is not None and unit is not None:
        value *= unit.factor
    elif value is None and item.numerator is not None and item.denominator:
        value = item.numerator / item.denominator
    return (value, item.text, item.state, item.bad)


def _shown(item: Observation) -> str:
    if item.value is not None:
        return exact_text(item.value)
    if item.numerator is not None and item.denominator is not None:
        return f"{exact_text(item.numerator)}/{exact_text(item.denominator)}"
    return item.text or item.state


def _read(item: Observation, unit: str) -> Input:
    """The observation in the unit of the indicator; a rate is computed from its two figures."""
    value, state, bounds = None, item.state, None
    if state == "observed":
        value = _value(item, unit)
        if value is None and not item.text:
            state = "missing"
        step = None if value is None or item.denominator is not None else item.step
        if step is not None:
            step = convert(step, item.unit, unit)
        if step and value is not None:
            bounds = printed(value, step)
    return Input(
        metric=item.metric, breakdown=item.breakdown, value=value, text=item.text, unit=unit or item.unit,
        state=state, source=item.source, confidence=item.confidence, cases=item.denominator,
        numerator=item.numerator, bounds=bounds, observations=(item.id,) if item.id else (),
        records=item.about, first=item.first, last=item.last, at=item,
    )  # fmt: skip


def _value(item: Observation, unit: str) -> Fraction | None:
    if item.bad:
        raise Unusable(note("GI-EVAL-0101", item, item.raw, metric=item.metric))
    if item.denominator is not None:
        return _rate(item, unit or item.unit)
    if item.value is None:
        return None
    value = convert(item.value, item.unit, unit)
    if value is None:
        raise Unusable(note("GI-EVAL-0104", item, metric=item.metric, given=item.unit, wanted=unit))
    return value


def _rate(item: Observation, unit: str) -> Fraction:
    """Numerator by denominator in `unit` (a rate in percent is 100 times the quotient)."""
    known = units().get(unit)
    if item.denominator == 0:
        raise Unusable(note("GI-EVAL-0103", item, metric=item.metric))
    if item.numerator is None or item.denominator is None:
        raise Unusable(note("GI-EVAL-0116", item, field="numerator"))
    if item.numerator < 0 or item.denominator < 0:
        shown = exact_text(min(item.numerator, item.denominator))
        raise Unusable(note("GI-EVAL-0113", item, metric=item.metric, value=shown))
    computed = item.numerator / item.denominator
    if known is not None and known.dimension == "ratio":
        computed /= known.factor
    if item.value is not None:
        stated = convert(item.value, item.unit, unit)
        slack = convert(item.step or Fraction(1, 10 ** len(item.raw.partition(".")[2])), item.unit, unit)
        if stated is None or slack is None or abs(stated - computed) > slack / 2:
            raise Unusable(
                note("GI-EVAL-0118", item, metric=item.metric, value=exact_text(item.value),
                     computed=exact_text(computed))
            )  # fmt: skip
    return computed


def _joined(parts: Sequence[Input], how: str) -> Input:
    """Several periods as one input: their sum, their mean, or the rate of all cases together."""
    last = parts[-1]
    if len(parts) == 1 or any(part.value is None for part in parts):
        return last
    values = [part.value for part in parts if part.value is not None]
    cases = [part.cases for part in parts if part.cases is not None]
    uppers = [part.numerator for part in parts if part.numerator is not None]
    value = sum(values, Fraction(0))
    numerator = cases_sum = None
    if how == "mean":
        value /= len(values)
    elif how == "pooled" and len(cases) == len(uppers) == len(parts):
        numerator, cases_sum = sum(uppers, Fraction(0)), sum(cases, Fraction(0))
        known = units().get(last.unit)
        factor = known.factor if known is not None and known.dimension == "ratio" else Fraction(1)
        value = numerator / cases_sum / factor
    elif how == "pooled":
        raise Unusable(note("GI-EVAL-0116", last.at, field="denominator"))
    return evolve(
        last,
        value=value,
        numerator=numerator,
        cases=cases_sum,
        bounds=None,
        observations=tuple(one for part in parts for one in part.observations),
        records=tuple(sorted({one for part in parts for one in part.records})),
        first=parts[0].first,
    )
