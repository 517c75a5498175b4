"""Index systems, the values that feed them and the assessments that come out."""

from __future__ import annotations

from typing import Annotated, Literal

from gov_integrity.model.annotations import Code, Codes, Day, Decimal, Opt, Ordinal, Ref, Rows, Str, Text
from gov_integrity.model.base import Row, Statement

__all__ = ["Assessment", "AssessmentFinding", "Band", "Index", "Indicator", "Observation", "Score"]


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
    rule: Opt[Str] = None


class Band(Row):
    """One band of an interval table or of grades."""

    indicator: Opt[Str] = None
    lower: Opt[Decimal] = None
    upper: Opt[Decimal] = None
    bounds: Annotated[str, Code("bounds")]
    result: Str


class Index(Statement):
    """An index system: indicators, weights, rules and grades of one edition."""

    type: Literal["index"]
    version: Str
    name: Str
    state: Opt[Annotated[str, Code("deliverable-state")]] = None
    subject_kinds: Codes[Annotated[str, Code("organisation-kind")]] = None
    total: Opt[Decimal] = None
    since: Opt[Day] = None
    until: Opt[Day] = None
    tie_rule: Opt[Annotated[str, Code("tie-rule")]] = None
    missing_rule: Opt[Annotated[str, Code("missing-rule")]] = None
    indicators: Rows[Indicator] = None
    bands: Rows[Band] = None


class Observation(Statement):
    """A measured value of a metric about a body for a period."""

    type: Literal["observation"]
    subject: Annotated[str, Ref(("organisation",))]
    metric: Annotated[str, Code("metric")]
    breakdown: Opt[Str] = None
    period_from: Opt[Day] = None
    period_until: Opt[Day] = None
    observed_on: Opt[Day] = None
    value: Opt[Decimal] = None
    text: Opt[Text] = None
    unit: Opt[Annotated[str, Code("unit")]] = None
    numerator: Opt[Decimal] = None
    denominator: Opt[Decimal] = None
    source: Opt[Annotated[str, Code("data-source")]] = None
    method: Opt[Annotated[str, Code("survey-method")]] = None
    verification: Opt[Annotated[str, Code("verification")]] = None


class Score(Row):
    """The value and the points of one indicator."""

    indicator: Str
    value: Opt[Decimal] = None
    points: Opt[Decimal] = None


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
    period_from: Opt[Day] = None
    period_until: Opt[Day] = None
    assessed_on: Opt[Day] = None
    score: Opt[Decimal] = None
    grade: Opt[Str] = None
    scale: Opt[Str] = None
    rank: Opt[Ordinal] = None
    rank_scope: Opt[Str] = None
    uses: Codes[Annotated[str, Code("credit-use")]] = None
    scores: Rows[Score] = None
    findings: Rows[AssessmentFinding] = None
