"""Who answers after a reorganisation: duties pass on, they never end.

优化营商环境条例 31; 发改财金〔2023〕1103号: neither reorganisation nor change of persons excuses a breach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import define, evolve, field, frozen

from gov_integrity.periods.partial import bounds, span
from gov_integrity.register.standing import Interval
from gov_integrity.register.statements import Json, text
from gov_integrity.tables import read_rows, unique

__all__ = ["Holder", "Succession", "Successions"]

_ALWAYS: Interval = (date.min, date.min)
"""A step whose day is not stated; for a duty, that it was there from the first."""
_NEVER: Interval = (date.max, date.max)


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
        ahead = [(Holder(organisation), _ALWAYS)]
        seen: set[tuple[str, bool, Interval]] = set()
        while ahead:
            holder, since = ahead.pop()
            if (key := (holder.organisation, holder.certain, since)) in seen:
                continue
            seen.add(key)
            steps = [step for step in self._onwards(holder, since) if step.on[0] <= when[1]]
            ahead += [(_next(holder, step, when), _later(since, step.on)) for step in reversed(steps)]
            kept = self._kept(holder, steps, when)
            before = found.get(holder.organisation)
            if kept and (before is None or (kept.certain and not before.certain)):
                found[holder.organisation] = kept
        return tuple(found[name] for name in sorted(found))

    def _onwards(self, holder: Holder, since: Interval) -> Iterator[Succession]:
        """The steps on which a duty that came to a body `since` then may have left it again.

        What the body handed over before is not among it. A body that had the duty before gets it back only
        by a step that is surely later, so that a circle ends.
        """
        for step in self._by_predecessor.get(holder.organisation, ()):
            back = step.successor in (*holder.path, holder.organisation)
            if step.on[0] > since[1] if back else step.on == _ALWAYS or step.on[1] >= since[0]:
                yield step

    def _kept(self, holder: Holder, steps: Sequence[Succession], on: Interval) -> Holder | None:
        """The body as one that still answers, after the steps by which duties left; None if not."""
        if any(step.whole and step.on[1] <= on[0] for step in steps):
            return None
        last = self._ended.get(holder.organisation)
        ended = last is not None and last[1] < on[0]
        if steps and ended:
            return None
        notes = (*holder.notes, *(("part-passed-on",) if any(not step.whole for step in steps) else ()))
        if ended:
            notes = (*notes, "no-successor-stated")
        if any(step.whole for step in steps) and "date-uncertain" not in notes:
            notes = (*notes, "date-uncertain")
        return evolve(holder, certain=holder.certain and not steps, notes=notes)

    def origins(self, organisation: str, on: date) -> tuple[tuple[str, bool], ...]:
        """The predecessors whose record `organisation` carries on a day, and whether each wholly.

        What came to a predecessor only after it had handed over is not carried.
        """
        found: dict[str, bool] = {}
        back = [(organisation, True, _NEVER)]
        seen: set[tuple[str, bool, Interval]] = set()
        while back:
            key = name, whole, until = back.pop()
            if key in seen:
                continue
            seen.add(key)
            for step in self._by_successor.get(name, ()):
                if step.on[0] <= on and step.on[0] <= until[1]:
                    carried = whole and step.whole and step.on[1] <= on
                    found[step.predecessor] = found.get(step.predecessor, False) or carried
                    back.append((step.predecessor, carried, _earlier(until, step.on)))
        found.pop(organisation, None)
        return tuple(sorted(found.items()))

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


def _later(since: Interval, on: Interval) -> Interval:
    return max(since[0], on[0]), max(since[1], on[1])


def _earlier(until: Interval, on: Interval) -> Interval:
    """A step whose day is not stated says nothing of the order."""
    return until if on == _ALWAYS else (min(until[0], on[0]), min(until[1], on[1]))
