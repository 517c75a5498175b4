"""Who answers after a reorganisation: duties pass on, they never end.

优化营商环境条例 31; 发改财金〔2023〕1103号: neither reorganisation nor change of persons excuses a breach.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import define, field, frozen

from gov_integrity.periods.partial import bounds, span
from gov_integrity.register.standing import Interval
from gov_integrity.register.statements import Json, text
from gov_integrity.tables import read_rows, unique

__all__ = ["Holder", "Succession", "Successions"]

_ALWAYS: Interval = (date.min, date.min)


@frozen(slots=True)
class Holder:
    """A body that answers for what another once took on.

    Attributes:
        organisation: Its id.
        path: The bodies through which the duty came, from the first to the last before this one.
        certain: False when it depends on the scope handed over, or on a date known to the month only.
        notes: Codes why (see `word`).
        scope: What was handed over, as stated; empty where nothing is said.
    """

    organisation: str
    path: tuple[str, ...] = ()
    certain: bool = True
    notes: tuple[str, ...] = ()
    scope: str = field(default="", repr=False)


@frozen(slots=True)
class Succession:
    """One step: `successor` took over from `predecessor`, wholly or in part, on a day within `on`."""

    predecessor: str
    successor: str
    on: Interval
    whole: bool
    scope: str = field(default="", repr=False)


@cache
def _whole() -> Mapping[str, bool]:
    found: dict[str, bool] = {}
    columns = ("kind", "whole", "source", "confidence")
    for row in read_rows(files(__package__) / "data" / "successions.csv", columns):
        unique(found, row.text("kind"), row.choice("whole", ("yes", "no")) == "yes", row)
    return found


def steps_of(organisation: Json) -> Iterable[Succession]:
    """The successions that an organisation's statement tells of."""
    rows = organisation.get("successions")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and (predecessor := text(row, "predecessor")):
            yield Succession(
                predecessor=predecessor,
                successor=text(organisation, "id"),
                on=span(row.get("on")) or _ALWAYS,
                whole=_whole().get(text(row, "kind"), False),
                scope=text(row, "scope"),
            )


@define(slots=True)
class Successions:
    """All successions known, from either end."""

    _by_predecessor: dict[str, list[Succession]] = field(factory=dict, repr=False)
    _by_successor: dict[str, list[Succession]] = field(factory=dict, repr=False)
    _ended: dict[str, Interval] = field(factory=dict, repr=False)

    def add(self, organisation: Json) -> None:
        """Take what an organisation's statement says of its predecessors, and of its own end."""
        for step in steps_of(organisation):
            self._by_predecessor.setdefault(step.predecessor, []).append(step)
            self._by_successor.setdefault(step.successor, []).append(step)
        if last := span(organisation.get("until")):
            self._ended[text(organisation, "id")] = last

    def holders(self, organisation: str, on: date | str) -> tuple[Holder, ...]:
        """Who answers on a day (or within a month or year) for what `organisation` took on; never nobody."""
        when = (on, on) if isinstance(on, date) else bounds(on)
        found: dict[str, Holder] = {}
        self._follow(Holder(organisation), when, found)
        return tuple(found[name] for name in sorted(found))

    def _follow(self, holder: Holder, on: Interval, found: dict[str, Holder]) -> None:
        name = holder.organisation
        steps = [step for step in self._by_predecessor.get(name, ()) if step.on[0] <= on[1]]
        steps = [step for step in steps if step.successor not in (*holder.path, name)]
        for step in steps:
            self._follow(_next(holder, step, on), on, found)
        if any(step.whole and step.on[1] <= on[0] for step in steps):
            return
        last = self._ended.get(name)
        ended = last is not None and last[1] < on[0]
        if steps and ended:
            return
        notes = (*holder.notes, *(("part-passed-on",) if steps else ()))
        if ended and not steps:
            notes = (*notes, "no-successor-stated")
        unsure = any(step.whole for step in steps)
        kept = Holder(
            name,
            holder.path,
            holder.certain and not steps,
            (*notes, "date-uncertain") if unsure and "date-uncertain" not in notes else notes,
            holder.scope,
        )
        before = found.get(name)
        if before is None or (kept.certain and not before.certain):
            found[name] = kept

    def origins(self, organisation: str, on: date) -> tuple[tuple[str, bool], ...]:
        """The predecessors whose record `organisation` carries on a day, and whether each wholly."""
        found: dict[str, bool] = {}
        self._back(organisation, on, found, whole=True)
        found.pop(organisation, None)
        return tuple(sorted(found.items()))

    def _back(self, name: str, on: date, found: dict[str, bool], *, whole: bool) -> None:
        for step in self._by_successor.get(name, ()):
            carried = whole and step.whole and step.on[1] <= on
            if step.on[0] <= on and not found.get(step.predecessor, False):
                if step.predecessor in found and not carried:
                    continue
                found[step.predecessor] = carried
                self._back(step.predecessor, on, found, whole=carried)

    def continues(self, later: str, earlier: str) -> bool:
        """Whether `later` is a successor of `earlier`, directly or over others, on whatever day."""
        seen, ahead = set(), [earlier]
        while ahead:
            name = ahead.pop()
            seen.add(name)
            ahead += [
                step.successor for step in self._by_predecessor.get(name, ()) if step.successor not in seen
            ]
        return later in seen and later != earlier


def _next(holder: Holder, step: Succession, on: Interval) -> Holder:
    notes = holder.notes
    if not step.whole and "scope-to-be-judged" not in notes:
        notes = (*notes, "scope-to-be-judged")
    if step.on[1] > on[0] and "date-uncertain" not in notes:
        notes = (*notes, "date-uncertain")
    certain = holder.certain and step.whole and step.on[1] <= on[0]
    return Holder(step.successor, (*holder.path, step.predecessor), certain, notes, step.scope)
