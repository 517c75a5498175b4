"""One function from current statements to observations.

A metric without a single case of a body gives no observation - nobody knows whether there was nothing or
whether nothing was delivered - unless the delivery declares coverage of that type for that body: then a
count is zero and a rate does not apply.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from hashlib import sha256

from attrs import define, field

from gov_integrity.evaluation.derivation.definitions import Metric, metrics
from gov_integrity.evaluation.derivation.facts import (
    Count,
    Facts,
    Statement,
    first_day,
    last_day,
    text,
)
from gov_integrity.evaluation.derivation.matters import (
    count_case,
    count_court_matter,
    count_dishonesty_record,
)
from gov_integrity.evaluation.derivation.promises import count_commitment
from gov_integrity.evaluation.derivation.reporting import (
    count_activity,
    count_disclosure,
    count_organisation,
    count_policy_change,
    count_submission,
    count_task,
    count_use,
    learn,
)
from gov_integrity.evaluation.numbers import number, rounded_text
from gov_integrity.evaluation.observations import read_observations
from gov_integrity.evaluation.selection import usable
from gov_integrity.evaluation.units import convert
from gov_integrity.exchange.revisions import gone
from gov_integrity.periods import load

__all__ = ["derive"]

SCORE = Metric(
    code="item-score", kind="amount", unit="point", direction="positive", zh="", en="", numerator_zh="",
    numerator_en="", denominator_zh="", denominator_en="", period_zh="", period_en="", type="assessment",
    clauses=("alxa-2021/2.4.1c", "xinzheng-2017/4.1.1c"), confidence="inferred", working_days=0,
)  # fmt: skip
"""A score of an assessment, taken as an observation of another index."""

Counter = Callable[[Statement, Facts], Iterator[Count]]

_COUNTERS: Mapping[str, tuple[Counter, ...]] = {
    "commitment": (count_commitment, count_disclosure),
    "decision": (count_submission, count_disclosure, count_policy_change),
    "handling": (count_use,),
    "list_item": (count_disclosure,),
    "dishonesty_record": (count_dishonesty_record, count_submission),
    "case": (count_case,),
    "court_matter": (count_court_matter,),
    "organisation": (count_organisation,),
    "task": (count_task,),
    "activity": (count_activity,),
}


@define(slots=True)
class _Sum:
    numerator: Fraction = Fraction(0)
    denominator: Fraction | None = None
    ids: set[str] = field(factory=set)


def derive(
    statements: Iterable[Statement],
    *,
    period: tuple[date, date],
    as_of: date,
    stated_by: str,
    covered: Mapping[str, Iterable[str]] | None = None,
    received: Mapping[str, date] | None = None,
) -> list[dict[str, object]]:
    """Observation statements of every derived metric, in the order of metric, body and breakdown.

    Args:
        statements: Current statements (one revision of each id, none withdrawn), plain JSON objects.
        period: First and last day of the period measured.
        as_of: Day of looking: later performances, receipts and publications are not known yet.
        stated_by: Id of the body that computes; the ids of the observations lie in its namespace.
        covered: Bodies for which all statements of a type are declared to be there, by type.
        received: Day on which a statement was first received, by id, where no `handling` says so.

    Every observation names in `about` the statements it was counted from.
    """
    held = [item for item in statements if not gone(item)]
    facts = Facts(period[0], period[1], as_of, load().calendar, received=dict(received or {}))
    for item in held:
        learn(item, facts)
    sums: dict[tuple[str, str, str], _Sum] = defaultdict(_Sum)
    for item in held:
        for counter in _COUNTERS.get(text(item, "type"), ()):
            for count in counter(item, facts):
                if count.subject:
                    _add(sums[count.metric, count.subject, count.breakdown], count, text(item, "id"))
    _debt(held, facts, sums)
    for key in _empty(covered or {}):
        sums.setdefault(key, _Sum())
    measured = [_observation(metrics()[key[0]], key[1:], sums[key], facts, stated_by) for key in sorted(sums)]
    scores = _scores(held, facts)
    return measured + [_observation(SCORE, key, scores[key], facts, stated_by) for key in sorted(scores)]


def _add(total: _Sum, count: Count, identity: str) -> None:
    if metrics()[count.metric].kind == "maximum":
        if count.numerator >= total.numerator:
            total.ids = {identity} if count.numerator > total.numerator else total.ids | {identity}
            total.numerator = count.numerator
        return
    total.numerator += count.numerator
    if count.denominator is not None:
        total.denominator = (total.denominator or Fraction(0)) + count.denominator
    total.ids.add(identity)


def _empty(covered: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, str]]:
    for metric in metrics().values():
        for body in covered.get(metric.type, ()):
            yield metric.code, body, ""


def _debt(held: Iterable[Statement], facts: Facts, sums: dict[tuple[str, str, str], _Sum]) -> None:
    """Debt balance by limit, from the latest observations of the two inside the period."""
    read, _ = read_observations(held)
    kept, _ = usable(read, facts.as_of, (facts.first, facts.last))
    latest: dict[tuple[str, str], tuple[Fraction, str]] = {}
    for item in kept:
        yuan = None if item.value is None else convert(item.value, item.unit, "yuan")
        if item.metric in ("debt-balance", "debt-limit") and not item.breakdown and yuan is not None:
            latest[item.subject, item.metric] = (yuan, item.id)
    for (subject, metric), (balance, identity) in latest.items():
        limit = latest.get((subject, "debt-limit"))
        if metric == "debt-balance" and limit is not None and limit[0]:
            sums["debt-limit-use", subject, ""] = _Sum(balance, limit[0], {identity, limit[1]})


def _scores(held: Iterable[Statement], facts: Facts) -> dict[tuple[str, str], _Sum]:
    """The latest score of each kind of assessment, so that one index can count in another.

    A performance appraisal reads the integrity score as `item-score` with the kind as its breakdown
    (alxa-2021/2.4.1c, xinzheng-2017/4.1.1c).
    """
    latest: dict[tuple[str, str], tuple[date, str, _Sum]] = {}
    for item in held:
        value = number(item.get("score"))
        first, last = first_day(item, "period_from"), last_day(item, "period_until")
        made = last_day(item, "assessed_on") or last
        inside = first is not None and facts.holds(first) and facts.holds(last)
        if text(item, "type") != "assessment" or value is None or made is None or not inside:
            continue
        key = (text(item, "subject"), text(item, "kind"))
        order = (made, text(item, "id"))
        if made <= facts.as_of and (key not in latest or order > latest[key][:2]):
            latest[key] = (*order, _Sum(value, None, {text(item, "id")}))
    return {key: found[2] for key, found in latest.items()}


def _observation(
    metric: Metric, key: tuple[str, str], total: _Sum, facts: Facts, stated_by: str
) -> dict[str, object]:
    subject, breakdown = key
    found: dict[str, object] = {
        "type": "observation",
        "id": _identity(stated_by, metric.code, subject, breakdown, facts),
        "revision": 1,
        "action": "make",
        "stated_by": stated_by,
        "recorded_at": f"{facts.as_of.isoformat()}T00:00:00+08:00",
        "access": "government",
        "subject": subject,
        "metric": metric.code,
    }
    if total.ids:
        found["about"] = sorted(total.ids)
    if breakdown:
        found["breakdown"] = breakdown
    found |= {"period_from": facts.first.isoformat(), "period_until": facts.last.isoformat(),
              "observed_on": facts.as_of.isoformat()}  # fmt: skip
    if metric.kind not in ("rate", "mean"):
        found["value"] = _plain(total.numerator)
    elif total.denominator:
        found |= {"numerator": _plain(total.numerator), "denominator": _plain(total.denominator)}
    else:
        found["state"] = "not-applicable"
    return found | {"unit": metric.unit, "source": "register", "method": "computed"}


def _plain(value: Fraction) -> str:
    text_ = rounded_text(value, 8)
    return text_.rstrip("0").rstrip(".")


def _identity(stated_by: str, metric: str, subject: str, breakdown: str, facts: Facts) -> str:
    """A stable id in the namespace of the computing body; long subjects are shortened to a digest."""
    short = sha256(f"{subject}\n{breakdown}".encode()).hexdigest()[:16]
    return f"{stated_by.partition('/')[0]}/{metric}:{facts.last.isoformat()}:{short}"
