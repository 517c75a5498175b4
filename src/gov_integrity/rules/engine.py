"""Running the rules: those that hold under a profile on a day, by type and by the fields they need."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from gov_integrity.findings import Citation
from gov_integrity.model import TOMBSTONE_ACTIONS, TYPES

from .registry import rules
from .values import Checked, Context, Found, Hit, Rule, Statement, Tally

__all__ = ["Fold", "RuleSet", "Told"]

Find = Callable[[Collection[str]], Iterable[tuple[object, Statement]]]
"""Gives place and statement for every statement whose id is asked for, in the order of the input."""

_SHAPES = 50_000
"""How many combinations of type and fields are remembered."""


@frozen(slots=True)
class Told:
    """A hit together with the rule that made it."""

    rule: Rule
    hit: Hit


@define(slots=True)
class Fold:
    """What the dataset rules keep of the statements seen; two folds merge, earlier part first."""

    kept: dict[str, dict[Hashable, Tally]] = field(factory=dict)

    def add(self, code: str, key: Hashable, amount: int, where: object) -> None:
        """Add one claim of the rule `code`."""
        tallies = self.kept.setdefault(code, {})
        old = tallies.get(key)
        tallies[key] = (
            Tally(1, amount, where, where)
            if old is None
            else Tally(old.count + 1, old.total + amount, old.first, where)
        )

    def merge(self, later: Fold) -> None:
        """Take over what was kept of a later part of the input."""
        for code, theirs in later.kept.items():
            ours = self.kept.setdefault(code, {})
            for key, new in theirs.items():
                old = ours.get(key)
                ours[key] = (
                    new
                    if old is None
                    else Tally(old.count + new.count, old.total + new.total, old.first, new.last)
                )


class RuleSet:
    """The rules that hold for a context, ready to run.

    Args:
        context: Profile, day, calendar and declared coverage.
        off: Codes that are switched off; they are not run at all.
        only: When given, codes to run and no others.
        rereads: Whether statements can be read again in the end (`finish` is then given `find`); what
            rules want of them late is not kept before.
    """

    def __init__(
        self,
        context: Context,
        *,
        off: Collection[str] = (),
        only: Collection[str] | None = None,
        rereads: bool = False,
    ) -> None:
        self.context = context
        self._rereads = rereads
        self._lineage = tuple(context.profile.chain) if context.profile else ()
        self.active = tuple(
            rule
            for code, rule in rules().items()
            if code not in off and (only is None or code in only) and rule.holds(self._lineage, context.as_of)
        )
        covered = {part.type for part in context.coverage}
        self.not_made = tuple(rule for rule in self.active if rule.covers and rule.covers not in covered)
        made = [rule for rule in self.active if rule not in self.not_made]
        self._by_type: dict[str, tuple[Rule, ...]] = {}
        for name in {name for rule in made for name in rule.types}:
            self._by_type[name] = tuple(rule for rule in made if name in rule.types)
        self._shapes: dict[tuple[str, ...], tuple[tuple[Rule, Callable[..., Checked]], ...]] = {}
        self._gathers = {
            name: tuple(
                (rule.code, rule.gather)
                for rule in found
                if rule.gather and not (rereads and name in rule.late)
            )
            for name, found in self._by_type.items()
        }
        self._gathers_gone = {
            name: tuple((rule.code, rule.gather) for rule in found if rule.gather and _on_all(rule))
            for name, found in self._by_type.items()
        }
        self._dataset = tuple(rule for rule in made if rule.judge)

    def _plan(self, statement: Statement) -> tuple[tuple[Rule, Callable[..., Checked]], ...]:
        """The record rules for a statement of this shape: its type, its fields, and whether it is gone."""
        gone = statement["action"] in TOMBSTONE_ACTIONS
        shape = (statement["type"], "-" if gone else "+", *statement)
        plan = self._shapes.get(shape)
        if plan is None:
            plan = tuple(
                (rule, rule.check)
                for rule in self._by_type.get(statement["type"], ())
                if rule.check
                and all(name in statement for name in rule.needs)
                and (not gone or _on_all(rule))
                and (rule.when is None or rule.when(statement["type"], statement.keys()))
            )
            if len(self._shapes) < _SHAPES:
                self._shapes[shape] = plan
        return plan

    def judge(self, statement: Statement) -> Iterator[Told]:
        """What the record rules say of one sound statement; of a tombstone, those on every type alone."""
        context = self.context
        for rule, check in self._plan(statement):
            for hit in check(statement, context):
                yield Told(rule, hit)

    def gather(self, statement: Statement, where: object, fold: Fold) -> None:
        """Keep what the dataset rules need of one sound statement."""
        gone = statement["action"] in TOMBSTONE_ACTIONS
        gathers = self._gathers_gone if gone else self._gathers
        for code, gather in gathers.get(statement["type"], ()):
            for key, amount in gather(statement):
                fold.add(code, key, amount, where)

    def finish(self, fold: Fold, find: Find | None = None) -> Iterator[tuple[Rule, Found]]:
        """What the dataset rules say in the end, rule by rule in the order of codes.

        Args:
            fold: What was kept.
            find: Reads the statements of the given ids again; needed with `rereads`.
        """
        if self._rereads and find is not None:
            self._look_again(fold, find)
        for rule in self._dataset:
            assert rule.judge is not None
            tallies: Mapping[Hashable, Tally] = fold.kept.get(rule.code, {})
            for found in rule.judge(tallies, self.context):
                yield rule, found

    def _look_again(self, fold: Fold, find: Find) -> None:
        """Keep what the rules want late of the statements that were asked for."""
        wanted: dict[str, list[Rule]] = {}
        for rule in self._dataset:
            if rule.late:
                for key in fold.kept.get(rule.code, {}):
                    if isinstance(key, tuple) and key[0] == rule.asked_by:
                        wanted.setdefault(key[1], []).append(rule)
        for where, statement in find(wanted):
            for rule in dict.fromkeys(wanted[statement["id"]]):
                if statement["type"] in rule.late and rule.gather:
                    for key, amount in rule.gather(statement):
                        fold.add(rule.code, key, amount, where)

    def citations(self, rule: Rule) -> tuple[Citation, ...]:
        """The citations of a rule under this context's profile."""
        from gov_integrity.policy import clauses

        sources = {name: clauses()[name].source for name in rule.clauses if name in clauses()}
        return rule.citations(self._lineage, sources)


def _on_all(rule: Rule) -> bool:
    """Whether a rule looks at every type: it then relies on the envelope alone, which a tombstone has."""
    return len(rule.types) == len(TYPES)


def each(statement: Statement, name: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """The rows of a child list with their index; nothing where the list is absent."""
    return enumerate(statement.get(name, ()))
