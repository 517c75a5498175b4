"""Running the rules: those that hold under a profile on a day, by type and by the fields they need."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, Protocol, TypeVar

from attrs import frozen

from gov_integrity.findings import Citation, Param

from .plans import Plan, Planner, passes_over
from .registry import rules
from .values import Context, Found, Hit, Rule, Shape, Statement, Tally

__all__ = ["Beside", "Fold", "RuleSet", "Told"]

Find = Callable[[Collection[str]], Iterable[tuple[int, Statement]]]
"""Gives place and statement for every statement whose id is asked for, in the order of the input."""

_Told = tuple[int, list[tuple[object, tuple[str, Mapping[str, Param], object]]]]
"""What a dataset rule, by its number, found: places and the fields of a `Hit`."""

_Item = TypeVar("_Item")


class Beside(Protocol):
    """Has work done beside this process, item by item; gives what the work gives."""

    def __call__(self, work: Callable[[], Iterable[_Item]], /) -> Iterable[_Item]:
        """Begin."""
        ...


_AT_A_TIME = 1_000
_WORTH_A_PROCESS = 4_000_000
"""Bytes of claims that take longer to judge than to begin a process."""


@frozen(slots=True)
class Told:
    """A hit together with the rule that made it."""

    rule: Rule
    hit: Hit


_Kept = tuple[int, Hashable, int]
"""A claim: its place, key and amount. Equal keys are brought together in the end."""


class Fold:
    """What the dataset rules keep of the statements seen; two folds merge, earlier part first.

    What stands in a fold that was merged or sent is packed: most of it is looked at once, in the end, and one
    rule after the other. Keys are then made of plain values: text, numbers, tuples of them. Places are
    numbers that grow along the input; within a fold claims may come in any order.
    """

    def __init__(self) -> None:
        self._open: dict[str, list[_Kept]] = defaultdict(list)
        self._packed: dict[str, list[bytes]] = defaultdict(list)
        self._revised: set[str] = set()
        self._gone: dict[str, list[tuple[Hashable, int, int]]] = defaultdict(list)

    def add(self, code: str, key: Hashable, amount: int, where: int) -> None:
        """Add one claim of the rule `code`."""
        self._open[code].append((where, key, amount))

    def take(self, plan: Plan, statement: Statement, where: int) -> None:
        """Keep what the rules of a plan need of one sound statement."""
        if plan.revised:
            self._revised.add(statement["id"])
        for code, gather in plan.gathers:
            if claims := gather(statement):
                keep = self._open[code].append
                for key, amount in claims:
                    keep((where, key, amount))

    def _pack(self) -> None:
        for code, kept in self._open.items():
            kept.sort(key=itemgetter(0))
            self._packed[code].append(marshal.dumps(kept))
        self._open.clear()

    def __getstate__(self) -> dict[str, object]:
        """What goes to another process."""
        self._pack()
        return self.__dict__

    def merge(self, later: Fold) -> None:
        """Take over what was kept of a later part of the input."""
        self._pack()
        later._pack()
        for code, parts in later._packed.items():
            self._packed[code].extend(parts)
        self._revised |= later._revised

    def kept(self, code: str) -> Iterator[_Kept]:
        """What was kept for a rule, part by part, in the order of the input."""
        for part in self._packed.get(code, ()):
            yield from marshal.loads(part)  # noqa: S302 - our own, from this run
        yield from sorted(self._open.get(code, ()), key=itemgetter(0))

    def tallies(self, code: str) -> dict[Hashable, Tally]:
        """What was kept for a rule, by key, in the order of the input."""
        found: dict[Hashable, Tally] = {}
        for where, key, amount in self.kept(code):
            tally = found.get(key)
            if tally is None:
                found[key] = Tally(1, amount, where, where)
            else:
                tally.count, tally.total, tally.last = tally.count + 1, tally.total + amount, where
        for key, amount, where in self._gone.get(code, ()):
            if key in found:
                _lessen(found, key, amount, where)
        return found

    def weight(self) -> int:
        """About how many bytes are kept, once all is packed."""
        return sum(map(len, chain.from_iterable(self._packed.values())))

    @property
    def revised(self) -> frozenset[str]:
        """Ids of which a later revision was seen."""
        return frozenset(self._revised)

    def take_back(self, code: str, key: Hashable, amount: int, where: int) -> None:
        """Take back one claim of the rule `code` that a superseded revision made."""
        self._gone[code].append((key, amount, where))


def _lessen(found: dict[Hashable, Tally], key: Hashable, amount: int, where: int) -> None:
    """Take one claim out of a tally; a place it leaves is given to the other, which may still stand."""
    old = found[key]
    if old.count == 1:
        del found[key]
        return
    first, last = old.first, old.last
    first, last = (last if first == where else first), (first if last == where else last)
    found[key] = Tally(old.count - 1, old.total - amount, first, last)


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
        by_type = {
            name: tuple(rule for rule in made if name in rule.types)
            for name in {name for rule in made for name in rule.types}
        }
        self.planner = Planner(by_type, rereads=rereads)
        self._dataset = tuple(rule for rule in made if rule.judge)

    def plan(self, statement: Statement) -> Plan:
        """The rules for a statement: by its type, its fields, and what its revision does."""
        return self.planner.plans(statement["type"], tuple(statement)).of(statement)

    def judge(self, statement: Statement) -> Iterator[Told]:
        """What the record rules say of one sound statement; of a tombstone, those on every type alone."""
        for rule, check in self.plan(statement).checks:
            for hit in check(statement, self.context):
                yield Told(rule, hit)

    def gather(self, statement: Statement, where: int, fold: Fold) -> None:
        """Keep what the dataset rules need of one sound statement."""
        fold.take(self.plan(statement), statement, where)

    def finish(
        self, fold: Fold, find: Find | None = None, beside: Beside | None = None
    ) -> Iterator[tuple[Rule, Found]]:
        """What the dataset rules say in the end, rule by rule; work beside is begun at once.

        Of several revisions of a statement only the newest counts.

        Args:
            fold: What was kept.
            find: Reads the statements of the given ids again; needed with `rereads`, and for revisions.
            beside: Does the work elsewhere meanwhile, where there is much of it.
        """
        if find is not None:
            newest = self._supersede(fold, find)
            if self._rereads:
                self._look_again(fold, find, newest)
        if beside is None or fold.weight() < _WORTH_A_PROCESS:
            return self._judged(fold)
        apart = beside(lambda: self._judged_apart(fold))
        told = ((self._dataset[number], one) for number, found in apart for one in found)
        return ((rule, Found(where, Hit(*hit))) for rule, (where, hit) in told)

    def _judged(self, fold: Fold) -> Iterator[tuple[Rule, Found]]:
        for rule in self._dataset:
            assert rule.judge is not None
            for found in rule.judge(fold.tallies(rule.code), self.context):
                yield rule, found

    def _judged_apart(self, fold: Fold) -> Iterator[_Told]:
        """The same as plain values, which are sent at a tenth of the price, and never many at a time."""
        number = {rule: place for place, rule in enumerate(self._dataset)}
        for rule, told in groupby(self._judged(fold), itemgetter(0)):
            plain = ((one.where, (one.hit.pointer, one.hit.params, one.hit.value)) for _, one in told)
            while some := list(islice(plain, _AT_A_TIME)):
                yield number[rule], some

    def _supersede(self, fold: Fold, find: Find) -> dict[str, int]:
        """Take back what superseded revisions claimed; gives the newest revision of ids that have several."""
        revisions: dict[str, set[int]] = defaultdict(set)
        for _, statement in find(fold.revised):
            revisions[statement["id"]].add(statement["revision"])
        newest = {own: max(all_) for own, all_ in revisions.items() if len(all_) > 1}
        for where, statement in find(newest):
            if statement["revision"] < newest[statement["id"]]:
                for code, gather in self.plan(statement).gathers:
                    for key, amount in gather(statement):
                        fold.take_back(code, key, amount, where)
        return newest

    def _look_again(self, fold: Fold, find: Find, newest: Mapping[str, int]) -> None:
        """Keep what the rules want late of the statements that were asked for."""
        wanted: dict[str, dict[Rule, None]] = {}
        for rule in self._dataset:
            if rule.late:
                for _, key, _ in fold.kept(rule.code):
                    if isinstance(key, tuple) and key[0] == rule.asked_by:
                        wanted.setdefault(key[1], {})[rule] = None
        for where, statement in find(wanted):
            if statement["revision"] < newest.get(statement["id"], 0):
                continue
            shape = _shape(statement)
            for rule in wanted[statement["id"]]:
                if shape.type not in rule.late or passes_over(rule, shape):
                    continue
                gather = self.planner.bound(rule, rule.gather, shape)
                if gather is not None:
                    for key, amount in gather(statement):
                        fold.add(rule.code, key, amount, where)

    def citations(self, rule: Rule) -> tuple[Citation, ...]:
        """The citations of a rule under this context's profile."""
        from gov_integrity.policy import clauses

        sources = {name: clauses()[name].source for name in rule.clauses if name in clauses()}
        profile = self.context.profile
        division = profile.head.division if profile else ""
        return rule.citations(self._lineage, sources, self.context.as_of, division)


def _shape(statement: Statement) -> Shape:
    revised = statement.get("revision", 1) > 1
    return Shape(statement["type"], statement["action"], revised, tuple(statement))


def each(statement: Statement, name: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """The rows of a child list with their index; nothing where the list is absent."""
    return enumerate(statement.get(name, ()))
