"""Which rules look at which statements: decided once for each shape, and bound to what they look at there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar, cast

from attrs import frozen

from gov_integrity.model import TOMBSTONE_ACTIONS, TYPES

from .values import Checked, Claim, Context, Rule, Shape, Statement

__all__ = ["Plan", "Planner", "Plans", "passes_over"]

_SHAPES = 50_000
"""How many shapes are remembered, and how many things that they have in common."""

_Thing = TypeVar("_Thing")


@frozen(slots=True)
class Plan:
    """The rules for statements of one shape, bound to what they look at: record rules, then what is kept.

    `revised` says that the statements are later revisions, which supersede earlier ones.
    """

    checks: tuple[tuple[Rule, Callable[[Statement, Context], Checked]], ...]
    gathers: tuple[tuple[str, Callable[[Statement], Iterable[Claim]]], ...]
    revised: bool = False


class Plans:
    """The plans for statements of one type with the same fields, in the same order."""

    __slots__ = ("_fields", "_known", "_type", "planner")

    def __init__(self, planner: Planner, type_: str, fields: tuple[str, ...]) -> None:
        self.planner = planner
        self._type, self._fields = type_, fields
        self._known: tuple[tuple[str, bool, Plan], ...] = ()  # one, as a rule

    def of(self, statement: Statement) -> Plan:
        """The plan for a statement: what its revision does may differ."""
        action, revised = statement["action"], statement.get("revision", 1) > 1
        for its_action, its_revised, plan in self._known:
            if action == its_action and revised is its_revised:
                return plan
        plan = self.planner.plan(Shape(self._type, action, revised, self._fields))
        shared = self.planner.shared
        self._known = shared((*self._known, shared((action, revised, plan))))
        return plan


class Planner:
    """Makes the plans.

    Args:
        by_type: The rules that hold, by the types that they look at.
        rereads: Whether what rules want late is left to be read again.
    """

    def __init__(self, by_type: Mapping[str, Sequence[Rule]], *, rereads: bool) -> None:
        self._by_type = by_type
        self._rereads = rereads
        self._plans: dict[tuple[str, tuple[str, ...]], Plans] = {}
        self._same: dict[Hashable, object] = {}

    def plans(self, type_: str, fields: tuple[str, ...]) -> Plans:
        """The plans for a type and these fields."""
        found = self._plans.get((type_, fields))
        if found is None:
            found = Plans(self, type_, fields)
            if len(self._plans) < _SHAPES:
                self._plans[type_, fields] = found
        return found

    def plan(self, shape: Shape) -> Plan:
        """The plan for a shape."""
        checks, gathers, has = [], [], frozenset(shape.fields).issuperset
        for rule in self._by_type.get(shape.type, ()):
            if not has(rule.needs) or passes_over(rule, shape):
                continue
            if check := self.bound(rule, rule.check, shape):
                checks.append(self.shared((rule, check)))
            late = self._rereads and shape.type in rule.late
            if not late and (gather := self.bound(rule, rule.gather, shape)):
                gathers.append(self.shared((rule.code, gather)))
        return self.shared(Plan(tuple(checks), tuple(gathers), shape.revised))

    def bound(
        self, rule: Rule, call: Callable[..., _Thing] | None, shape: Shape
    ) -> Callable[..., _Thing] | None:
        """The call with what the rule looks at in this shape; None when that is nothing."""
        if call is None or rule.parts is None:
            return call
        parts = rule.parts(shape)
        return self.shared(partial(call, parts), (call, *parts)) if parts else None

    def shared(self, made: _Thing, key: Hashable = None) -> _Thing:
        """What was first made for the key, itself as a rule.

        Thousands of shapes have a few hundred bound calls in common. Looked at for every statement, they
        must lie close together: memory far away costs as much as the rules.
        """
        if len(self._same) < _SHAPES:
            return cast("_Thing", self._same.setdefault(key or made, made))
        return cast("_Thing", self._same.get(key or made, made))


def passes_over(rule: Rule, shape: Shape) -> bool:
    """Whether it is a tombstone, which has the envelope alone; only rules on every type rely on no more."""
    return shape.action in TOMBSTONE_ACTIONS and len(rule.types) != len(TYPES)
