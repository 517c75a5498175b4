"""The result of an assessment: a tree that can be followed from the score down to the record.

Every number is exact. What changes a sum - a cap, a floor, a veto, a rescaling, a rounding - is a part of
its own, so that the parts of a node always add up to its points.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from attrs import frozen

from gov_integrity.evaluation.intervals import Interval
from gov_integrity.evaluation.observations import Body
from gov_integrity.evaluation.selection import Input
from gov_integrity.findings import Citation, Finding

__all__ = ["PART_KINDS", "Assessment", "Node", "Part"]

PART_KINDS = (
    "item", "value", "start", "event", "exhausted", "bonus", "imputed", "rescale", "cap", "floor", "veto",
    "rounding",
)  # fmt: skip


@frozen(slots=True)
class Part:
    """One summand of a node.

    `code` is the child of an `item`, `bonus` or `veto`, the metric of an `event`, the rule of an `imputed`
    or `value`; `count` times `each` is how an event came to its points.
    """

    kind: str
    code: str
    points: Fraction
    count: Fraction | None = None
    each: Fraction | None = None


@frozen(slots=True)
class Node:
    """One indicator of one body as scored; the root has an empty code.

    Attributes:
        full: Full points on the final scale; None when unbounded.
        points: Points given; None when the rules give no score.
        state: scored, missing, not-applicable, passed or failed (of a veto), or undetermined.
        parts: Summands that add up to `points`.
        bounds: What the points may be when printed inputs were rounded.
        detail: The band, choice or formula that decided, in words of the index.
    """

    code: str
    name: str
    role: str
    rule: str
    full: Fraction | None
    points: Fraction | None
    state: str
    parts: tuple[Part, ...] = ()
    children: tuple[Node, ...] = ()
    inputs: tuple[Input, ...] = ()
    bounds: Interval | None = None
    detail: str = ""
    citations: tuple[Citation, ...] = ()
    direction: str = ""
    definition: str = ""

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, code: str) -> Node:
        """The node of an indicator. Raises `KeyError`."""
        for node in self.walk():
            if node.code == code:
                return node
        raise KeyError(code)


@frozen(slots=True)
class Assessment:
    """One body under one index on one day.

    Attributes:
        exact: The unrounded score; None when the rules give none.
        score: The score after the one stated rounding.
        grade: Grade by the bands of the index; `fail` when a veto failed the index.
        rank: Rank among `peers`; None when not ranked (no score, vetoed, or another kind of body).
        peers: Kind and level of the bodies it was ranked among, and how many they are.
        vetoes: Codes of the vetoes that failed.
        partial: Whether a value was missing or could not be used.
    """

    body: Body
    index_id: str
    index_revision: int
    edition: str
    as_of: date
    period: tuple[date, date] | None
    exact: Fraction | None
    score: Fraction | None
    decimals: int | None
    grade: str
    failed: bool
    vetoes: tuple[str, ...]
    partial: bool
    root: Node
    findings: tuple[Finding, ...]
    rank: int | None = None
    peers: tuple[str, str, int] = ("", "", 0)
