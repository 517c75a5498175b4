"""An index system as frozen values: what the engine reads, whatever the file looked like.

The exchanged form (type `index`) is one flat row with child lists; `gov_integrity.evaluation.reading`
turns it into these values and refuses what is ill-formed. Sources of the patterns: published index
systems of county, city and provincial bodies, named in each built-in index.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from gov_integrity.errors import RefusedError
from gov_integrity.evaluation.formula import Formula
from gov_integrity.findings import Citation, Finding

__all__ = [
    "BOUNDS",
    "COLLECT_RULES",
    "DEDUCTION_UNITS",
    "DIRECTIONS",
    "MISSING_RULES",
    "PICK_RULES",
    "ROLES",
    "SCORING_RULES",
    "TIE_RULES",
    "VETO_EFFECTS",
    "WEIGHTINGS",
    "Band",
    "Choice",
    "Index",
    "IndexRefusedError",
    "Indicator",
    "Term",
    "WarningRule",
]

DIRECTIONS = frozenset({"positive", "negative"})
ROLES = frozenset({"score", "deduction", "bonus", "veto"})
SCORING_RULES = frozenset(
    {"sum", "capped-sum", "start-full", "given", "ratio", "target", "bands", "choice", "deduct", "accumulate",
     "formula"}
)  # fmt: skip
BRANCH_RULES = frozenset({"sum", "capped-sum", "start-full", "formula"})
WEIGHTINGS = frozenset({"points", "shares", "relative"})
TIE_RULES = frozenset({"competition", "dense", "ordinal"})
MISSING_RULES = frozenset({"lowest", "full", "peer-mean", "rescale", "rescale-siblings", "refuse"})
BOUNDS = frozenset({"both", "lower", "upper", "neither"})
PICK_RULES = frozenset({"agree", "source-order", "latest"})
COLLECT_RULES = frozenset({"latest", "sum", "pooled", "mean"})
DEDUCTION_UNITS = frozenset({"once", "piece", "day"})
VETO_EFFECTS = frozenset({"fail-index", "zero-index", "zero-parent"})


class IndexRefusedError(RefusedError):
    """The index is ill-formed; `findings` say where and why."""

    def __init__(self, name: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            "指标体系“{name}”有 {count} 处错误,不能用于评价;用 gov-integrity index check 逐处查看",
            "the index {name} has {count} errors and cannot be used; see gov-integrity index check",
            name=name,
            count=sum(1 for item in findings if item.severity == "error"),
        )
        self.findings = findings


@frozen(slots=True)
class Band:
    """One row of an interval table. `indicator` is empty for a grade of the whole index.

    `bounds` says which ends belong to the band; an open end (None) never does. `result` is the points, a
    grade, or `pass`/`fail` of a veto.
    """

    no: int
    indicator: str
    lower: Fraction | None
    upper: Fraction | None
    bounds: str
    result: str
    points: Fraction | None

    def holds(self, value: Fraction) -> bool:
        """Whether `value` lies in the band, its own ends included as `bounds` says."""
        if self.lower is not None and (
            value < self.lower or (value == self.lower and self.bounds not in ("both", "lower"))
        ):
            return False
        return self.upper is None or not (
            value > self.upper or (value == self.upper and self.bounds not in ("both", "upper"))
        )


@frozen(slots=True)
class Choice:
    """One allowed answer of a choice item and what it gives (points, or `pass`/`fail` of a veto)."""

    no: int
    indicator: str
    value: str
    result: str
    points: Fraction | None


@frozen(slots=True)
class Term:
    """One event that adds or deducts, or one operand of a formula.

    Attributes:
        indicator: Code of the indicator it belongs to.
        symbol: Its name in the formula; empty for an event.
        metric, breakdown: The observation that feeds it.
        of: Code of the indicator whose points feed it (formula only).
        points: Points for one event; negative in a deduction.
        per: `once` (however many), `piece` (each), `day` (each day).
        cap: Largest total this term may bring, as a positive number.
        free: Events that bring nothing before counting starts.
        exhausts_from: From this count on the whole indicator is lost.
        unit: Unit the value is converted to.
    """

    no: int
    indicator: str
    symbol: str
    metric: str
    breakdown: str
    of: str
    points: Fraction
    per: str
    cap: Fraction | None
    free: Fraction
    exhausts_from: Fraction | None
    unit: str


@frozen(slots=True)
class WarningRule:
    """One early-warning rule of an index; see `gov_integrity.evaluation.warning`."""

    no: int
    indicator: str
    metric: str
    kind: str
    side: str
    threshold: Fraction
    clear: Fraction
    periods: int
    level: str
    due_days: int


@frozen(slots=True)
class Indicator:
    """One node of the tree below the root. Leaves have no children and read observations."""

    no: int
    code: str
    parent: str
    name: str
    direction: str
    rule: str
    role: str = "score"
    definition: str = ""
    weight: Fraction | None = None
    points: Fraction | None = None
    unit: str = ""
    metric: str = ""
    breakdown: str = ""
    formula: Formula | None = field(default=None, repr=False)
    scale: Fraction | None = None
    decimals: int | None = None
    missing_rule: str = ""
    not_applicable_rule: str = ""
    collect: str = "latest"
    minimum_cases: int = 0
    veto_effect: str = ""
    citations: tuple[Citation, ...] = ()


@frozen(slots=True)
class Index:
    """An index system that has passed its check.

    Attributes:
        total: Full score, or None for an open-ended points system; 0 for a pure pass or fail list.
        decimals, rounding: The one stated rounding of the final score; None: no rounding.
        full: Full points of every node on the final scale (None: unbounded), by code; "" is the root.
        children: Child codes by parent code, in the order written.
    """

    id: str
    revision: int
    version: str
    name: str
    rule: str
    weighting: str
    total: Fraction | None
    since: date | None
    until: date | None
    subject_kinds: tuple[str, ...]
    tie_rule: str
    rank_on: str
    grade_on: str
    missing_rule: str
    not_applicable_rule: str
    pick_rule: str
    source_order: tuple[str, ...]
    decimals: int | None
    rounding: str
    normative: bool
    confidence: str
    citations: tuple[Citation, ...]
    sources: tuple[str, ...]
    indicators: Mapping[str, Indicator]
    bands: Mapping[str, tuple[Band, ...]]
    choices: Mapping[str, tuple[Choice, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    warnings: tuple[WarningRule, ...]
    full: Mapping[str, Fraction | None]
    children: Mapping[str, tuple[str, ...]]
    remarks: str = ""

    def leaves(self, code: str = "") -> tuple[Indicator, ...]:
        """The leaves below `code`, in the order of the tree."""
        below = self.children.get(code, ())
        if not below:
            return (self.indicators[code],) if code else ()
        return tuple(leaf for child in below for leaf in self.leaves(child))

    def edition(self) -> str:
        """Name and version as one label, as an assessment cites it."""
        return f"{self.name} {self.version}"
