"""Early warning: rules as data, raised once for one thing, with grounds, due date and recipient.

A rule looks at a measure of a metric, period by period:

- threshold, repeated: the value itself;
- trend, change: the value less that of the period before;
- peers: the value less the mean of the other bodies of the same kind and level in that period.

The warning is raised when the measure lies beyond the threshold in as many periods running as the rule says,
and stays raised until the measure has come back to the release level (hysteresis): so a body whose value
swings around the threshold is warned once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from attrs import frozen

from gov_integrity.evaluation.definition import Index, WarningRule
from gov_integrity.evaluation.numbers import exact_text, rounded_text
from gov_integrity.evaluation.observations import Body, Observation
from gov_integrity.evaluation.selection import Input, Unusable, Want, collect, usable
from gov_integrity.evaluation.wording import code_name, with_unit
from gov_integrity.findings import Citation, Finding

__all__ = ["Raised", "Watch", "criterion", "letter", "warning_statement", "watch"]

Period = tuple[date, date]


@frozen(slots=True)
class Raised:
    """A warning that holds on the day of looking.

    Attributes:
        since: The period in which it was raised.
        new: Whether that was the latest period known, and no open warning stands for it already.
        value, measure: The latest value, and what was compared with the threshold.
        observations, records: Ids behind the value that raised it, and of the records it was derived from.
    """

    index: Index
    rule: WarningRule
    body: Body
    metric: str
    since: Period
    new: bool
    value: Fraction
    measure: Fraction
    unit: str
    observations: tuple[str, ...]
    records: tuple[str, ...]
    citations: tuple[Citation, ...]
    as_of: date

    @property
    def due_on(self) -> date:
        """Last day to answer."""
        return self.as_of + timedelta(days=self.rule.due_days)


@frozen(slots=True)
class Watch:
    """All warnings that hold, by body and rule, and findings on values that could not be used."""

    raised: tuple[Raised, ...]
    findings: tuple[Finding, ...]


def criterion(index: Index, rule: WarningRule) -> str:
    """The stable name of a rule, as a warning statement cites it."""
    return f"{index.id}/{index.revision}/warnings/{rule.no}"


def watch(
    index: Index,
    observations: Iterable[Observation],
    *,
    as_of: date,
    bodies: Mapping[str, Body] | None = None,
    open_cases: Iterable[Mapping[str, object]] = (),
) -> Watch:
    """Every warning of the index that holds on `as_of`.

    Args:
        index: Its `warnings` are the rules; a rule that names an indicator watches its metric and unit.
        observations: Of any bodies and periods.
        as_of: Day of looking; what was observed later is not known.
        bodies: Kind and level of the bodies, for the comparison with peers.
        open_cases: `case` statements; an open warning with the same criterion and subject makes a warning
            not new.
    """
    known = bodies or {}
    standing = {
        (str(case.get("subject")), str(case.get("criterion")))
        for case in open_cases
        if case.get("type") == "case" and case.get("state") != "closed" and not case.get("closed_on")
    }
    kept, _ = usable(observations, as_of, None)
    found: list[Raised] = []
    findings: list[Finding] = []
    for rule in index.warnings:
        series = _series(index, rule, kept, findings)
        means = _peer_values(series, known) if rule.kind == "peers" else {}
        for subject in sorted(series):
            body = known.get(subject, Body(subject))
            raised = _judge(rule, body, series[subject], means)
            if raised is None:
                continue
            already = (subject, criterion(index, rule)) in standing
            latest = max(series[subject], key=lambda period: (period[1], period[0]))
            found.append(_raised(index, rule, body, raised, as_of, new=raised[0] == latest and not already))
    return Watch(tuple(found), tuple(findings))


Series = dict[str, dict[Period, Input]]


def _wanted(index: Index, rule: WarningRule) -> Want:
    item = index.indicators.get(rule.indicator)
    if item is None:
        return Want(rule.metric, "", "", "latest")
    return Want(item.metric, item.breakdown, item.unit, "latest")


def _series(
    index: Index, rule: WarningRule, observations: Sequence[Observation], findings: list[Finding]
) -> Series:
    """The value of each body in each period."""
    want = _wanted(index, rule)
    grouped: dict[tuple[str, Period], list[Observation]] = defaultdict(list)
    for item in observations:
        if item.metric == want.metric and item.breakdown == want.breakdown:
            grouped[item.subject, (item.first or date.min, item.last or date.min)].append(item)
    found: Series = defaultdict(dict)
    for (subject, period), items in sorted(grouped.items()):
        try:
            given = collect(items, index, want)
        except Unusable as unusable:
            findings.append(unusable.finding)
            continue
        if given.value is not None:
            found[subject][period] = given
    return found


def _peer_values(
    series: Series, bodies: Mapping[str, Body]
) -> dict[tuple[tuple[str, str], Period], list[tuple[str, Fraction]]]:
    found: dict[tuple[tuple[str, str], Period], list[tuple[str, Fraction]]] = defaultdict(list)
    for subject, values in series.items():
        peers = bodies.get(subject, Body(subject)).peers
        for period, given in values.items():
            if given.value is not None:
                found[peers, period].append((subject, given.value))
    return found


Judged = tuple[Period, Input, Fraction]
"""Period in which the warning was raised, its input, and the measure."""


def _judge(
    rule: WarningRule,
    body: Body,
    values: Mapping[Period, Input],
    peers: Mapping[tuple[tuple[str, str], Period], list[tuple[str, Fraction]]],
) -> Judged | None:
    """Walks through the periods; the state at the end counts."""
    sign = 1 if rule.side == "above" else -1
    active: Judged | None = None
    running, before = 0, None
    for period in sorted(values, key=lambda one: (one[1], one[0])):
        value = values[period].value
        assert value is not None
        measure: Fraction | None = value
        if rule.kind in ("trend", "change"):
            measure = None if before is None else value - before
        elif rule.kind == "peers":
            others = [other for subject, other in peers[body.peers, period] if subject != body.id]
            measure = value - sum(others, Fraction(0)) / len(others) if others else None
        before = value
        if measure is None:
            continue
        running = running + 1 if sign * measure > sign * _limit(rule) else 0
        if active is not None and sign * measure <= sign * _release(rule):
            active = None
        if active is None and running >= rule.periods:
            active = (period, values[period], measure)
    return active


def _limit(rule: WarningRule) -> Fraction:
    """Threshold of the measure; differences below are negative numbers."""
    relative = rule.kind in ("trend", "change", "peers") and rule.side == "below"
    return -rule.threshold if relative else rule.threshold


def _release(rule: WarningRule) -> Fraction:
    relative = rule.kind in ("trend", "change", "peers") and rule.side == "below"
    return -rule.clear if relative else rule.clear


def _raised(index: Index, rule: WarningRule, body: Body, judged: Judged, as_of: date, *, new: bool) -> Raised:
    period, given, measure = judged
    item = index.indicators.get(rule.indicator)
    return Raised(
        index=index, rule=rule, body=body, metric=given.metric, since=period, new=new,
        value=given.value or Fraction(0), measure=measure, unit=given.unit,
        observations=given.observations, records=given.records,
        citations=item.citations if item is not None else (), as_of=as_of,
    )  # fmt: skip


def _number(value: Fraction) -> str:
    text = exact_text(value)
    return text if "/" not in text else rounded_text(value, 4)


def ground(raised: Raised, lang: str = "zh") -> str:
    """Why it was raised, in one sentence."""
    rule = raised.rule
    metric = code_name("metric", raised.metric, lang)
    kind = code_name("early-warning-rule", rule.kind, lang)
    span = f"{raised.since[0].isoformat()}/{raised.since[1].isoformat()}"
    value, measure, limit, release = (
        with_unit(_number(number), raised.unit, lang)
        for number in (raised.value, raised.measure, _limit(rule), _release(rule))
    )
    if lang == "en":
        side = "above" if rule.side == "above" else "below"
        return (
            f"{metric} in {span}: {value}; {kind}: {measure} is {side} {limit}, "
            f"in {rule.periods} period(s) running; released at {release}."
        )
    side = "高于" if rule.side == "above" else "低于"
    return (
        f"{span} 期间“{metric}”为 {value};规则“{kind}”:{measure} {side}预警值 {limit},"
        f"连续 {rule.periods} 期;回到 {release} 方解除。"
    )


def letter(raised: Raised, lang: str = "zh") -> str:
    """The text of a 提示预警函, ready to be sent."""
    name = raised.body.name or raised.body.id
    level = code_name("warning-level", raised.rule.level, lang) if raised.rule.level else ""
    cites = "、".join(f"{cite.document} {cite.clause}".strip() for cite in raised.citations)
    records = "、".join(raised.records[:20]) or "、".join(raised.observations)
    if lang == "en":
        return (
            f"Reminder and warning letter{f' ({level})' if level else ''}\nTo: {name}\n"
            f"Grounds: {ground(raised, lang)}\nBasis: {raised.index.edition()}; {cites}\nRecords: {records}\n"
            f"Please answer or rectify by {raised.due_on.isoformat()}.\nDate: {raised.as_of.isoformat()}\n"
        )
    return (
        f"政务诚信提示预警函{f'({level})' if level else ''}\n{name}:\n"
        f"事由:{ground(raised, lang)}\n依据:{raised.index.edition()};{cites}\n涉及记录:{records}\n"
        f"请于 {raised.due_on.isoformat()} 前核实、整改并书面答复。\n日期:{raised.as_of.isoformat()}\n"
    )


def warning_statement(
    raised: Raised, *, identity: str, stated_by: str, recorded_at: datetime
) -> dict[str, object]:
    """The `case` statement of kind `warning-letter`: subject, criterion, grounds, due date, recipient."""
    found: dict[str, object] = {
        "type": "case", "id": identity, "revision": 1, "action": "make", "stated_by": stated_by,
        "recorded_at": recorded_at.isoformat(), "access": "government",
        "about": sorted({*raised.observations, *raised.records}),
        "parties": [{"no": 1, "role": "recipient", "party": raised.body.id}],
        "subject": raised.body.id, "kind": "warning-letter", "content": letter(raised),
        "criterion": criterion(raised.index, raised.rule),
    }  # fmt: skip
    if not found["about"]:
        del found["about"]
    if raised.rule.level:
        found["level"] = raised.rule.level
    if raised.citations:
        found["basis"] = [
            {"no": no, "document": cite.document} | ({"clause": cite.clause} if cite.clause else {})
            for no, cite in enumerate(raised.citations, 1)
        ]
    return found | {
        "opened_on": raised.as_of.isoformat(),
        "due_on": raised.due_on.isoformat(),
        "state": "open",
    }
