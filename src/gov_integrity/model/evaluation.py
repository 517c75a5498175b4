"""Index systems, the values that feed them and the assessments that come out.

An index is one flat row with child lists, so that it can be written in a workbook: the tree is a list of
indicators with parents, and the rows of interval tables, choices, events and sources name their indicator.
"""

from __future__ import annotations

from typing import Annotated, Literal

from gov_integrity.model.annotations import (
    Bool,
    Code,
    Codes,
    Count,
    Day,
    Decimal,
    Opt,
    Ordinal,
    Ref,
    Rows,
    Str,
    Text,
)
from gov_integrity.model.base import Row, Statement

__all__ = [
    "Assessment", "AssessmentFinding", "Band", "Choice", "EarlyWarning", "Index", "Indicator",
    "IndicatorSource", "Observation", "Score", "ScorePart", "Term",
]  # fmt: skip


class Indicator(Row):
    """One indicator of an index system; the tree is a flat list."""

    code: Str
    parent: Opt[Str] = None
    name: Str
    definition: Opt[Text] = None
    direction: Opt[Annotated[str, Code("indicator-direction")]] = None
    role: Opt[Annotated[str, Code("indicator-role")]] = None
    weight: Opt[Decimal] = None
    points: Opt[Decimal] = None
    unit: Opt[Annotated[str, Code("unit")]] = None
    metric: Opt[Annotated[str, Code("metric")]] = None
    breakdown: Opt[Str] = None
    rule: Opt[Annotated[str, Code("scoring-rule")]] = None
    formula: Opt[Str] = None
    scale: Opt[Decimal] = None
    decimals: Opt[Count] = None
    missing_rule: Opt[Annotated[str, Code("missing-rule")]] = None
    not_applicable_rule: Opt[Annotated[str, Code("missing-rule")]] = None
    collect: Opt[Annotated[str, Code("collect-rule")]] = None
    minimum_cases: Opt[Count] = None
    veto_effect: Opt[Annotated[str, Code("veto-effect")]] = None


class Band(Row):
    """One band of an interval table or of grades."""

    indicator: Opt[Str] = None
    lower: Opt[Decimal] = None
    upper: Opt[Decimal] = None
    bounds: Annotated[str, Code("bounds")]
    result: Str


class Choice(Row):
    """One answer of a choice and what it gives."""

    indicator: Str
    value: Str
    result: Str


class Term(Row):
    """An event that adds or deducts, or an operand of a formula."""

    indicator: Str
    symbol: Opt[Str] = None
    metric: Opt[Annotated[str, Code("metric")]] = None
    breakdown: Opt[Str] = None
    of: Opt[Str] = None
    unit: Opt[Annotated[str, Code("unit")]] = None
    points: Opt[Decimal] = None
    per: Opt[Annotated[str, Code("deduction-unit")]] = None
    cap: Opt[Decimal] = None
    free: Opt[Decimal] = None
    exhausts_from: Opt[Decimal] = None


class IndicatorSource(Row):
    """The clause that an indicator rests on."""

    indicator: Str
    document: Str
    clause: Opt[Str] = None
    confidence: Opt[Annotated[str, Code("confidence")]] = None


class EarlyWarning(Row):
    """A rule that raises a warning, and the level at which it is released."""

    indicator: Opt[Str] = None
    metric: Opt[Annotated[str, Code("metric")]] = None
    kind: Annotated[str, Code("early-warning-rule")]
    side: Opt[Annotated[str, Code("warning-side")]] = None
    threshold: Decimal
    clear: Opt[Decimal] = None
    periods: Opt[Ordinal] = None
    level: Opt[Annotated[str, Code("warning-level")]] = None
    due_days: Opt[Count] = None


class Index(Statement):
    """An index system: indicators, weights, rules and grades of one edition."""

    type: Literal["index"]
    version: Str
    name: Str
    state: Opt[Annotated[str, Code("deliverable-state")]] = None
    subject_kinds: Codes[Annotated[str, Code("organisation-kind")]] = None
    total: Opt[Decimal] = None
    rule: Opt[Annotated[str, Code("scoring-rule", only=("sum", "capped-sum", "start-full"))]] = None
    weighting: Opt[Annotated[str, Code("weighting")]] = None
    since: Opt[Day] = None
    until: Opt[Day] = None
    tie_rule: Opt[Annotated[str, Code("tie-rule")]] = None
    rank_on: Opt[Annotated[str, Code("rank-basis")]] = None
    grade_on: Opt[Annotated[str, Code("rank-basis")]] = None
    missing_rule: Opt[Annotated[str, Code("missing-rule")]] = None
    not_applicable_rule: Opt[Annotated[str, Code("missing-rule")]] = None
    pick_rule: Opt[Annotated[str, Code("pick-rule")]] = None
    source_order: Codes[Annotated[str, Code("data-source")]] = None
    decimals: Opt[Count] = None
    rounding: Opt[Annotated[str, Code("rounding-mode")]] = None
    normative: Opt[Bool] = None
    confidence: Opt[Annotated[str, Code("confidence")]] = None
    indicators: Rows[Indicator] = None
    bands: Rows[Band] = None
    choices: Rows[Choice] = None
    terms: Rows[Term] = None
    sources: Rows[IndicatorSource] = None
    warnings: Rows[EarlyWarning] = None


class Observation(Statement):
    """A measured value of a metric about a body for a period."""

    type: Literal["observation"]
    subject: Annotated[str, Ref(("organisation",))]
    metric: Annotated[str, Code("metric")]
    breakdown: Opt[Str] = None
    period_from: Opt[Day] = None
    period_until: Opt[Day] = None
    observed_on: Opt[Day] = None
    state: Opt[Annotated[str, Code("observation-state")]] = None
    value: Opt[Decimal] = None
    value_rounded_to: Opt[Decimal] = None
    text: Opt[Text] = None
    unit: Opt[Annotated[str, Code("unit")]] = None
    numerator: Opt[Decimal] = None
    denominator: Opt[Decimal] = None
    source: Opt[Annotated[str, Code("data-source")]] = None
    confidence: Opt[Annotated[str, Code("confidence")]] = None
    method: Opt[Annotated[str, Code("survey-method")]] = None
    verification: Opt[Annotated[str, Code("verification")]] = None


class Score(Row):
    """The value and the points of one indicator."""

    indicator: Str
    value: Opt[Decimal] = None
    points: Opt[Decimal] = None
    full: Opt[Decimal] = None
    state: Opt[Annotated[str, Code("score-state")]] = None


class ScorePart(Row):
    """One summand of the points of one indicator; without an indicator, of the total."""

    indicator: Opt[Str] = None
    kind: Annotated[str, Code("score-part")]
    of: Opt[Str] = None
    points: Decimal
    count: Opt[Decimal] = None
    each: Opt[Decimal] = None


class AssessmentFinding(Row):
    """A comment of the assessors."""

    kind: Annotated[str, Code("assessment-finding")]
    content: Text


class Assessment(Statement):
    """A score, grade or rank given to a body, and its use."""

    type: Literal["assessment"]
    subject: Annotated[str, Ref(("organisation", "person"))]
    kind: Annotated[str, Code("assessment-kind")]
    index: Opt[Annotated[str, Ref(("index",))]] = None
    index_revision: Opt[Ordinal] = None
    period_from: Opt[Day] = None
    period_until: Opt[Day] = None
    assessed_on: Opt[Day] = None
    score: Opt[Decimal] = None
    grade: Opt[Str] = None
    scale: Opt[Str] = None
    rank: Opt[Ordinal] = None
    rank_low: Opt[Ordinal] = None
    rank_high: Opt[Ordinal] = None
    rank_scope: Opt[Str] = None
    ranked_count: Opt[Count] = None
    failed: Opt[Bool] = None
    partial: Opt[Bool] = None
    uses: Codes[Annotated[str, Code("credit-use")]] = None
    scores: Rows[Score] = None
    parts: Rows[ScorePart] = None
    findings: Rows[AssessmentFinding] = None
