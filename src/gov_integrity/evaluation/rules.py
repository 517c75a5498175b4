"""The scoring rules of single indicators: from what was observed to points.

One function a rule. Each gives the parts before the limits of the indicator; `score_leaf` adds the cap and
the floor. Patterns: ratio times points (done/12*4), interval tables, choices, start full and deduct until
nothing is left (扣完为止), deduct once, by piece or by day, add up to a cap, and formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import frozen

from gov_integrity.evaluation import definition as d
from gov_integrity.evaluation.intervals import Interval
from gov_integrity.evaluation.numbers import exact_text
from gov_integrity.evaluation.observations import note
from gov_integrity.evaluation.result import Part
from gov_integrity.evaluation.selection import Input, Unusable, Want
from gov_integrity.evaluation.units import units
from gov_integrity.findings import Finding

__all__ = ["Fetch", "Outcome", "branch_inputs", "limited", "scale_of", "score_leaf", "span_text"]

Fetch = Callable[[Want], Input]
"""From what is wanted to the input; raises `Unusable`."""

ZERO = Fraction(0)
ONE = Fraction(1)


@frozen(slots=True)
class Outcome:
    """What a rule made of the inputs of one leaf.

    `state`: scored, missing, not-applicable, passed or failed. Without points unless scored.
    """

    state: str
    points: Fraction | None = None
    parts: tuple[Part, ...] = ()
    inputs: tuple[Input, ...] = ()
    bounds: Interval | None = None
    detail: str = ""
    findings: tuple[Finding, ...] = ()


def score_leaf(index: d.Index, item: d.Indicator, fetch: Fetch) -> Outcome:
    """Scores one leaf; a value that cannot be used gives state `missing` and the finding that says why."""
    try:
        if item.rule in ("deduct", "accumulate"):
            return _events(index, item, fetch)
        if item.rule == "formula":
            return _formula(index, item, fetch)
        return _single(index, item, fetch)
    except Unusable as unusable:
        return Outcome("missing", findings=(unusable.finding,))


def limited(parts: list[Part], item: d.Indicator, full: Fraction | None) -> tuple[Fraction, tuple[Part, ...]]:
    """Points and parts after the cap and the floor of the indicator."""
    total = sum((part.points for part in parts), ZERO)
    low, high = _limits(item, full)
    if high is not None and total > high:
        parts.append(Part("cap", item.code, high - total))
        total = high
    if low is not None and total < low:
        parts.append(Part("floor", item.code, low - total))
        total = low
    return total, tuple(parts)


def _limits(item: d.Indicator, full: Fraction | None) -> tuple[Fraction | None, Fraction | None]:
    if item.role == "deduction":
        return (None if full is None else -full), ZERO
    return ZERO, full


def _single(index: d.Index, item: d.Indicator, fetch: Fetch) -> Outcome:
    given = fetch(Want(item.metric, item.breakdown, item.unit, item.collect))
    if given.state != "observed":
        return Outcome(given.state, inputs=(given,))
    if item.rule == "choice":
        result, points, detail = _choice(index, item, given)
    elif item.rule == "bands":
        result, points, detail = _band(index, item, given)
    else:
        result, detail = "", ""
        points = _linear(index, item, given, given.value)
    findings = _remarks(index, item, given)
    if item.role == "veto":
        state = "passed" if result == "pass" else "failed"
        return Outcome(state, ZERO, (), (given,), None, detail, findings)
    full = index.full[item.code]
    total, parts = limited([Part("value", item.rule, points)], item, full)
    bounds = None
    if given.bounds is not None and item.rule in ("given", "ratio", "target"):
        ends = [
            limited([Part("value", item.rule, _unchecked(index, item, end))], item, full)[0]
            for end in (given.bounds.low, given.bounds.high)
        ]
        bounds = Interval(min(ends), max(ends))
    return Outcome("scored", total, parts, (given,), bounds, detail, findings)


def _remarks(index: d.Index, item: d.Indicator, given: Input) -> tuple[Finding, ...]:
    found = []
    if item.minimum_cases and given.cases is not None and given.cases < item.minimum_cases:
        found.append(
            note("GI-EVAL-0115", given.at, metric=item.metric, cases=exact_text(given.cases),
                 minimum=item.minimum_cases)
        )  # fmt: skip
    if given.bounds is not None and item.rule == "bands":
        hit = {
            band.result
            for band in index.bands[item.code]
            if band.holds(given.bounds.low) or band.holds(given.bounds.high)
        }
        if len(hit) > 1:
            found.append(note("GI-EVAL-0119", given.at, metric=item.metric, results=tuple(sorted(hit))))
    return tuple(found)


def scale_of(item: d.Indicator) -> Fraction:
    """The value that earns the full points: as stated, otherwise 1 (100 in percent)."""
    if item.scale is not None:
        return item.scale
    unit = units().get(item.unit)
    return unit.whole if unit is not None and unit.dimension == "ratio" else ONE


def _share(item: d.Indicator, value: Fraction) -> Fraction:
    """The part of the full points that the value earns, before any limit."""
    share = value / scale_of(item)
    return share if item.direction == "positive" else ONE - share


def _unchecked(index: d.Index, item: d.Indicator, value: Fraction) -> Fraction:
    if item.rule == "given":
        return value
    full = index.full[item.code] or ZERO
    share = _share(item, value)
    return (share - ONE) * full if item.role == "deduction" else share * full


def _linear(index: d.Index, item: d.Indicator, given: Input, value: Fraction | None) -> Fraction:
    """Points as given, or a share of the full points; refuses what lies outside its range."""
    if value is None:
        raise Unusable(note("GI-EVAL-0101", given.at, given.text, metric=item.metric))
    if item.rule == "given":
        low, high = _limits(item, index.full[item.code])
        if (low is not None and value < low) or (high is not None and value > high):
            shown = ("" if low is None else exact_text(low), "" if high is None else exact_text(high))
            raise Unusable(
                note("GI-EVAL-0108", given.at, metric=item.metric, value=exact_text(value), low=shown[0],
                     high=shown[1])
            )  # fmt: skip
    elif item.rule == "target":
        if value < 0:
            raise Unusable(note("GI-EVAL-0113", given.at, metric=item.metric, value=exact_text(value)))
    elif value < 0 or value > scale_of(item):
        raise Unusable(note("GI-EVAL-0102", given.at, metric=item.metric, value=exact_text(value)))
    return _unchecked(index, item, value)


def _band(index: d.Index, item: d.Indicator, given: Input) -> tuple[str, Fraction, str]:
    value = given.value
    if value is None:
        raise Unusable(note("GI-EVAL-0101", given.at, given.text, metric=item.metric))
    unit = units().get(item.unit)
    if unit is not None and unit.dimension == "ratio" and not 0 <= value * unit.factor <= 1:
        raise Unusable(note("GI-EVAL-0102", given.at, metric=item.metric, value=exact_text(value)))
    if unit is not None and unit.dimension == "count" and value < 0:
        raise Unusable(note("GI-EVAL-0113", given.at, metric=item.metric, value=exact_text(value)))
    for band in index.bands[item.code]:
        if band.holds(value):
            points = band.points or ZERO
            full = index.full[item.code]
            if item.role == "score" and points < 0 and full is not None:
                points += full  # a table of deductions: what is left of the full points
            return band.result, points, span_text(band)
    raise Unusable(note("GI-EVAL-0109", given.at, metric=item.metric, value=exact_text(value)))


def span_text(band: d.Band) -> str:
    """A band in the usual notation, such as `(5, 10]`."""
    left = "[" if band.bounds in ("both", "lower") and band.lower is not None else "("
    right = "]" if band.bounds in ("both", "upper") and band.upper is not None else ")"
    low = "-∞" if band.lower is None else exact_text(band.lower)
    high = "∞" if band.upper is None else exact_text(band.upper)
    return f"{left}{low}, {high}{right}"


def _choice(index: d.Index, item: d.Indicator, given: Input) -> tuple[str, Fraction, str]:
    answer = given.text or ("" if given.value is None else exact_text(given.value))
    rows = index.choices[item.code]
    for row in rows:
        if row.value == answer:
            return row.result, row.points or ZERO, row.value
    allowed = tuple(row.value for row in rows)
    raise Unusable(note("GI-EVAL-0107", given.at, answer, metric=item.metric, allowed=allowed))


def _events(index: d.Index, item: d.Indicator, fetch: Fetch) -> Outcome:
    """Start from the full points (or from nothing) and let every event deduct (or add)."""
    full = index.full[item.code]
    parts: list[Part] = []
    if item.rule == "deduct" and item.role == "score" and full is not None:
        parts.append(Part("start", item.code, full))
    inputs = _term_inputs(index, item, fetch)
    for state in ("missing", "not-applicable"):
        hit = [one.state == state for one in inputs]
        if any(hit) if state == "missing" else all(hit):
            return Outcome(state, inputs=inputs)
    for term, given in zip(index.terms[item.code], inputs, strict=True):
        if given.state == "observed":
            parts.extend(_event(term, given, full))
    total, limited_parts = limited(parts, item, full)
    return Outcome("scored", total, limited_parts, inputs)


def _event(term: d.Term, given: Input, full: Fraction | None) -> list[Part]:
    value = given.value
    if value is None:
        raise Unusable(note("GI-EVAL-0101", given.at, given.text, metric=term.metric))
    if value < 0:
        raise Unusable(note("GI-EVAL-0113", given.at, metric=term.metric, value=exact_text(value)))
    if term.exhausts_from is not None and value >= term.exhausts_from:
        return [Part("exhausted", term.metric, -(full or ZERO), value)]
    count = max(ZERO, value - term.free)
    if term.per == "once":
        count = ONE if count > 0 else ZERO
    found = [Part("event", term.metric, count * term.points, count, term.points)]
    if term.cap is not None and abs(found[0].points) > term.cap:
        capped = term.cap if term.points > 0 else -term.cap
        found.append(Part("cap", term.metric, capped - found[0].points))
    return found


def _term_inputs(index: d.Index, item: d.Indicator, fetch: Fetch) -> tuple[Input, ...]:
    return tuple(
        fetch(Want(term.metric, term.breakdown, term.unit, item.collect))
        for term in index.terms.get(item.code, ())
        if term.metric
    )


def branch_inputs(index: d.Index, item: d.Indicator, fetch: Fetch) -> Outcome:
    """The observations that a formula over children reads besides the children's points."""
    try:
        inputs = _term_inputs(index, item, fetch)
    except Unusable as unusable:
        return Outcome("missing", findings=(unusable.finding,))
    absent = next((one.state for one in inputs if one.state != "observed" or one.value is None), "scored")
    return Outcome("missing" if absent == "observed" else absent, inputs=inputs)


def _formula(index: d.Index, item: d.Indicator, fetch: Fetch) -> Outcome:
    terms = index.terms.get(item.code, ())
    inputs = _term_inputs(index, item, fetch)
    for state in ("missing", "not-applicable"):
        if any(one.state == state for one in inputs):
            return Outcome(state, inputs=inputs)
    known = {term.symbol: one for term, one in zip(terms, inputs, strict=True)}
    for one in inputs:
        if one.value is None:
            raise Unusable(note("GI-EVAL-0101", one.at, one.text, metric=one.metric))
    values = {name: one.value for name, one in known.items() if one.value is not None}
    assert item.formula is not None
    try:
        result = item.formula.value(values)
        bounds = _formula_bounds(item, known) if any(one.bounds for one in inputs) else None
    except ZeroDivisionError:
        raise Unusable(note("GI-EVAL-0111", inputs[0].at if inputs else None, item=item.code)) from None
    total, parts = limited([Part("value", "formula", result)], item, index.full[item.code])
    return Outcome("scored", total, parts, inputs, bounds, item.formula.text)


def _formula_bounds(item: d.Indicator, known: Mapping[str, Input]) -> Interval:
    assert item.formula is not None
    return item.formula.interval(
        {name: one.bounds or Interval(one.value or ZERO, one.value or ZERO) for name, one in known.items()}
    )
