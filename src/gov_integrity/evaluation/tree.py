"""Adding up one body's tree: policies for what is missing or does not apply, branches, vetoes.

Bounds of a score: the points of a scored node lie between 0 and its full points (a bonus lies on top, up to
its own cap), those of a deduction between minus its points and 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import define, evolve, field, frozen

from gov_integrity.evaluation import definition as d
from gov_integrity.evaluation.intervals import Interval
from gov_integrity.evaluation.numbers import rounded
from gov_integrity.evaluation.observations import note
from gov_integrity.evaluation.result import Node, Part
from gov_integrity.evaluation.rules import Outcome, limited
from gov_integrity.findings import Finding

__all__ = ["Tree", "grow"]

ZERO = Fraction(0)


@frozen(slots=True)
class Tree:
    """One body's tree, and what it means for the whole."""

    root: Node
    failed: bool
    vetoes: tuple[str, ...]
    partial: bool
    undetermined: bool
    findings: tuple[Finding, ...]


@frozen(slots=True)
class _Grown:
    """A node with the full points lost below it to the two rescalings."""

    node: Node
    lost_here: Fraction = ZERO
    lost_whole: Fraction = ZERO


@define(slots=True)
class _Grower:
    index: d.Index
    outcomes: Mapping[str, Outcome]
    means: Mapping[str, Fraction]
    findings: list[Finding] = field(factory=list)
    vetoes: list[str] = field(factory=list)
    effects: set[str] = field(factory=set)
    partial: bool = False

    def leaf(self, item: d.Indicator) -> _Grown:
        """A leaf as scored, or as the policy for missing and inapplicable items has it."""
        outcome = self.outcomes[item.code]
        self.findings.extend(outcome.findings)
        base = Node(
            code=item.code, name=item.name, role=item.role, rule=item.rule, full=self.index.full[item.code],
            points=outcome.points, state=outcome.state, parts=outcome.parts, inputs=outcome.inputs,
            bounds=outcome.bounds, detail=outcome.detail, citations=item.citations,
            direction=item.direction, definition=item.definition,
        )  # fmt: skip
        if outcome.state in ("missing", "not-applicable"):
            return self._absent(item, base)
        if outcome.state == "failed":
            self._fail(item)
        return _Grown(self._rounded(base, item.decimals))

    def _absent(self, item: d.Indicator, base: Node) -> _Grown:
        missing = base.state == "missing"
        own = item.missing_rule if missing else item.not_applicable_rule
        rule = own or (self.index.missing_rule if missing else self.index.not_applicable_rule)
        if missing:
            self.partial = True
            if not self.outcomes[item.code].findings:
                metric = next((one.metric for one in base.inputs if one.state == "missing"), item.metric)
                self.findings.append(note("GI-EVAL-0110", None, metric=metric, rule=rule))
        if item.role == "veto":
            return _Grown(self._absent_veto(item, base, rule, missing=missing))
        if item.role == "score" and rule in ("rescale", "rescale-siblings"):
            lost = base.full or ZERO
            node = evolve(base, points=ZERO, parts=())
            return _Grown(node, lost, ZERO) if rule == "rescale-siblings" else _Grown(node, ZERO, lost)
        points = self._policy_points(item, base.full, rule)
        if points is None:
            return _Grown(evolve(base, points=None))
        parts = (Part("imputed", rule, points),)
        return _Grown(self._rounded(evolve(base, points=points, parts=parts), item.decimals))

    def _policy_points(self, item: d.Indicator, full: Fraction | None, rule: str) -> Fraction | None:
        """Points of an absent item; a bonus is never given, a deduction never rescaled."""
        if rule == "refuse":
            return None
        if rule == "peer-mean":
            return self.means.get(item.code)
        if item.role == "bonus":
            return ZERO
        if item.role == "deduction":
            above = self.index.full[item.parent] if full is None else full
            return -(above or ZERO) if rule == "lowest" else ZERO
        return full if rule == "full" else ZERO

    def _absent_veto(self, item: d.Indicator, base: Node, rule: str, *, missing: bool) -> Node:
        """Nobody fails on what does not apply; a missing veto fails only under the rule `lowest`."""
        if not missing:
            return evolve(base, points=ZERO, state="passed")
        if rule == "lowest":
            self._fail(item)
            return evolve(base, points=ZERO, state="failed")
        return evolve(base, points=None if rule == "refuse" else ZERO)

    def _fail(self, item: d.Indicator) -> None:
        self.vetoes.append(item.code)
        self.effects.add(item.veto_effect)

    def _rounded(self, node: Node, decimals: int | None) -> Node:
        if decimals is None or node.points is None:
            return node
        points = rounded(node.points, decimals, self.index.rounding)
        if points == node.points:
            return node
        part = Part("rounding", self.index.rounding, points - node.points)
        return evolve(node, points=points, parts=(*node.parts, part))

    def branch(self, code: str) -> _Grown:
        """A node with children: their points, then rescaling, limits, bonus, veto and rounding."""
        item = self.index.indicators.get(code) or d.Indicator(
            0, "", "", self.index.name, "positive", self.index.rule
        )
        grown = [
            self.branch(child) if self.index.children.get(child) else self.leaf(self.index.indicators[child])
            for child in self.index.children[code]
        ]
        children = tuple(one.node for one in grown)
        base = Node(
            code=code, name=item.name, role=item.role, rule=item.rule, full=self.index.full[code],
            points=None, state="scored", children=children, citations=item.citations,
            direction=item.direction, definition=item.definition,
        )  # fmt: skip
        if any(child.points is None for child in children):
            return _Grown(evolve(base, state="undetermined"))
        if item.rule == "formula":
            return _Grown(self._combined(base, item))
        return self._summed(base, item, grown)

    def _summed(self, base: Node, item: d.Indicator, grown: list[_Grown]) -> _Grown:
        full = base.full
        lost_here = sum((one.lost_here for one in grown), ZERO)
        lost_whole = sum((one.lost_whole for one in grown), ZERO)
        inner = [one.node for one in grown if one.node.role in ("score", "deduction") or item.role == "bonus"]
        parts = [Part("start", item.code, full)] if item.rule == "start-full" and full is not None else []
        parts += [Part("item", node.code, node.points or ZERO) for node in inner]
        scored = [one for one in grown if one.node.role == "score"]
        if scored and all(one.lost_here or one.lost_whole for one in scored) and item.rule != "start-full":
            whole = [one for one in scored if (one.lost_here or one.lost_whole) == one.node.full]
            if len(whole) == len(scored):
                return self._nothing_applies(base, item, grown)
        if full and item.rule == "sum" and (lost_here or (lost_whole and not item.code)):
            # A node inside the tree leaves room for what is rescaled at the root.
            room = full - lost_whole if item.code else full
            subtotal = sum((one.node.points or ZERO for one in scored), ZERO)
            applicable = full - lost_here - lost_whole
            parts.append(Part("rescale", item.code, subtotal * (room - applicable) / applicable))
        total, limited_parts = limited(parts, item, full)
        bounds = _sum_bounds(inner, total, limited_parts)
        parts = list(limited_parts)
        for node in (one.node for one in grown if one.node.role == "bonus" and item.role != "bonus"):
            parts.append(Part("bonus", node.code, node.points or ZERO))
            total += node.points or ZERO
        total = self._vetoed(item, parts, total, grown)
        node = self._rounded(
            evolve(base, points=total, parts=tuple(parts), bounds=bounds),
            item.decimals if item.code else None,
        )
        return _Grown(node, ZERO, lost_whole if item.code and item.rule == "sum" else ZERO)

    def _nothing_applies(self, base: Node, item: d.Indicator, grown: list[_Grown]) -> _Grown:
        """All children are out: so is the node, under the rescaling that took most of them."""
        if not item.code:
            return _Grown(evolve(base, state="undetermined"))
        missing = any(one.node.state == "missing" for one in grown)
        node = evolve(base, points=ZERO, state="missing" if missing else "not-applicable", parts=())
        here = any(one.lost_here for one in grown)
        full = base.full or ZERO
        return _Grown(node, full, ZERO) if here else _Grown(node, ZERO, full)

    def _vetoed(self, item: d.Indicator, parts: list[Part], total: Fraction, grown: list[_Grown]) -> Fraction:
        for node in (one.node for one in grown if one.node.role == "veto" and one.node.state == "failed"):
            if self.index.indicators[node.code].veto_effect == "zero-parent" and total:
                parts.append(Part("veto", node.code, -total))
                total = ZERO
        if not item.code and "zero-index" in self.effects and total:
            code = next(c for c in self.vetoes if self.index.indicators[c].veto_effect == "zero-index")
            parts.append(Part("veto", code, -total))
            total = ZERO
        return total

    def _combined(self, base: Node, item: d.Indicator) -> Node:
        """A branch whose points are a formula over its children (and, if it says so, observations)."""
        points = {node.code: node.points or ZERO for node in base.children}
        values: dict[str, Fraction] = {}
        extra = self.outcomes.get(item.code)
        if extra is not None:
            self.findings.extend(extra.findings)
            if extra.state != "scored":
                self.partial = self.partial or extra.state == "missing"
                return evolve(base, state="undetermined", inputs=extra.inputs)
            values = {
                term.symbol: one.value or ZERO
                for term, one in zip(
                    (t for t in self.index.terms[item.code] if t.metric), extra.inputs, strict=True
                )
            }
        values |= {term.symbol: points[term.of] for term in self.index.terms.get(item.code, ()) if term.of}
        assert item.formula is not None
        try:
            result = item.formula.value(values)
        except ZeroDivisionError:
            self.partial = True
            self.findings.append(note("GI-EVAL-0111", None, item=item.code))
            return evolve(base, state="undetermined")
        total, parts = limited([Part("value", "formula", result)], item, base.full)
        inputs = extra.inputs if extra is not None else ()
        node = evolve(base, points=total, parts=parts, inputs=inputs, detail=item.formula.text)
        return self._rounded(node, item.decimals)


def _sum_bounds(inner: list[Node], total: Fraction, parts: tuple[Part, ...]) -> Interval | None:
    """Bounds of a plain sum of nodes some of which are only known within bounds."""
    if all(node.bounds is None for node in inner) or any(
        part.kind in ("cap", "floor", "rescale") for part in parts
    ):
        return None
    low = sum(((node.bounds.low if node.bounds else node.points) or ZERO for node in inner), ZERO)
    high = sum(((node.bounds.high if node.bounds else node.points) or ZERO for node in inner), ZERO)
    start = total - sum((node.points or ZERO for node in inner), ZERO)
    return Interval(low + start, high + start)


def grow(index: d.Index, outcomes: Mapping[str, Outcome], means: Mapping[str, Fraction]) -> Tree:
    """Adds up the tree of one body from the outcomes of its leaves and the peer means of its group."""
    grower = _Grower(index, outcomes, means)
    root = grower.branch("").node
    undetermined = tuple(
        node.code for node in root.walk() if node.points is None and not node.children and node.code
    )
    findings = grower.findings
    if undetermined:
        findings.append(note("GI-EVAL-0117", None, codes=undetermined))
    return Tree(
        root=root,
        failed="fail-index" in grower.effects,
        vetoes=tuple(grower.vetoes),
        partial=grower.partial,
        undetermined=bool(undetermined),
        findings=tuple(findings),
    )
