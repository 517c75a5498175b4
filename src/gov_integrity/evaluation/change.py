"""What changed between two assessments of one body, and which indicator brought how much of it.

The contributions are differences of the parts of the two trees, so they add up to the change exactly; the
change is that of the printed scores (rounded first, then subtracted), and the two roundings are a
contribution of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from gov_integrity.errors import UsageError
from gov_integrity.evaluation.result import Assessment, Node, Part

__all__ = ["Change", "Contribution", "changed"]


@frozen(slots=True)
class Contribution:
    """One summand of a change: the part (kind and code, as in `Part`) before and after."""

    kind: str
    code: str
    before: Fraction
    after: Fraction

    @property
    def points(self) -> Fraction:
        """What it brings to the change."""
        return self.after - self.before


@frozen(slots=True)
class Change:
    """Change of one node: total and contributions; `children` break the contributions down further."""

    code: str
    name: str
    points: Fraction
    contributions: tuple[Contribution, ...]
    children: tuple[Change, ...]


def changed(before: Assessment, after: Assessment) -> Change:
    """The change from `before` to `after`, decomposed along the tree.

    Raises:
        UsageError: two bodies, two indices, or an assessment without a score.
    """
    same = before.body.id == after.body.id and before.index_id == after.index_id
    if not same or before.index_revision != after.index_revision:
        raise UsageError(
            "只能比较同一单位在同一版指标体系下的两次评价",
            "only two assessments of one body under one edition of an index can be compared",
        )
    if before.score is None or after.score is None:
        raise UsageError("没有得分,不能比较", "there is no score to compare")
    return _node(before.root, after.root)


def _node(before: Node, after: Node) -> Change:
    old, new = _sums(before.parts), _sums(after.parts)
    keys = list(dict.fromkeys((*new, *old)))
    zero = Fraction(0)
    contributions = tuple(
        Contribution(kind, code, old.get((kind, code), zero), new.get((kind, code), zero))
        for kind, code in keys
        if old.get((kind, code), zero) != new.get((kind, code), zero)
    )
    children = tuple(
        child
        for child in (_node(a, b) for a, b in zip(before.children, after.children, strict=True))
        if child.contributions
    )
    points = (after.points or zero) - (before.points or zero)
    return Change(after.code, after.name, points, contributions, children)


def _sums(parts: Iterable[Part]) -> dict[tuple[str, str], Fraction]:
    found: dict[tuple[str, str], Fraction] = {}
    for part in parts:
        key = (part.kind, part.code)
        found[key] = found.get(key, Fraction(0)) + part.points
    return found
