"""The state of one thing: the newest revision known, cut to what was true on the day asked for.

A revision restates the whole thing, so the newest one known is the best knowledge of its past too. What had
not happened by `as_of` is taken away where a date says so. Where an update recorded later changed a field
without a date, the field is named in `undated`: its value on `as_of` cannot be told from the statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import field, frozen

from gov_integrity.periods.partial import span
from gov_integrity.register.standing import Interval, Standing, judged
from gov_integrity.register.statements import Json, Revision

__all__ = ["State", "true_on"]

_DATED_ROWS = {
    "steps": "on",
    "parties": "from",
    "performances": "on",
    "history": "from",
    "successions": "on",
    "posts": "from",
}
"""Child lists whose rows are events or periods, and the field that dates them."""

_ENDING = {"ended_on": ("end_kind",), "delisted_on": (), "closed_on": ("result", "result_text", "state")}
"""Fields that date an end, with those that say how it ended."""

_LATER = {"mitigated_on": ("mitigation_effect", "mitigation_grounds"), "extended_on": ("extended_to",)}
_ENVELOPE = {"revision", "action", "action_reason", "stated_by", "recorded_at"}


@frozen(slots=True)
class State:
    """One thing, as known on one day and as true on another.

    Attributes:
        id, type: Of the thing.
        revision, action, stated_by: Of the newest revision known.
        recorded_on, known_on: When that revision was recorded, and from when it counts as known.
        standing: current, not-yet, ended, undetermined, withdrawn or erased.
        interval: For undetermined: the days between which the answer turns.
        content: What was true; for a tombstone its envelope alone, for something erased nothing.
        undated: Fields that an update recorded after the day changed without saying when.
    """

    id: str
    type: str
    revision: int
    action: str
    stated_by: str
    recorded_on: date
    known_on: date
    standing: Standing
    interval: Interval | None
    content: Json = field(repr=False)
    undated: tuple[str, ...] = ()


def state_of(revisions: Sequence[Revision], as_of: date, *, erased: bool) -> State:
    """The state that the revisions known (in the order of their numbers) give on a day."""
    newest = revisions[-1]
    standing: Standing
    interval: Interval | None = None
    content: Json = newest.content
    undated: tuple[str, ...] = ()
    if erased or newest.action == "erase":
        standing, content = "erased", {}
    elif newest.action == "withdraw":
        standing = "withdrawn"
    else:
        content = true_on(newest.content, as_of)
        standing, interval = judged(newest.type, newest.content, as_of)
        undated = _undated(revisions, as_of)
    return State(
        id=newest.id,
        type=newest.type,
        revision=newest.revision,
        action=newest.action,
        stated_by=newest.stated_by,
        recorded_on=newest.recorded_on,
        known_on=newest.known_on,
        standing=standing,
        interval=interval,
        content=content,
        undated=undated,
    )


def true_on(content: Json, as_of: date) -> Json:
    """`content` without what had surely not happened by the end of `as_of`."""
    gone: set[str] = set()
    for name, others in (*_ENDING.items(), *_LATER.items()):
        if name in content and _future(content[name], as_of):
            gone |= {name, *others}
    rows = {name: content[name] for name in _DATED_ROWS if name in content}
    kept = {name: _past(value, _DATED_ROWS[name], as_of) for name, value in rows.items()}
    if not gone and all(kept[name] is value for name, value in rows.items()):
        return content
    cut = {name: kept.get(name, value) for name, value in content.items() if name not in gone}
    return {name: value for name, value in cut.items() if value != []}


def _future(value: object, as_of: date) -> bool:
    found = span(value)
    return found is not None and found[0] > as_of


def _past(value: object, dated: str, as_of: date) -> object:
    if not isinstance(value, list):
        return value
    kept = [row for row in value if not (isinstance(row, dict) and _future(row.get(dated), as_of))]
    return value if len(kept) == len(value) else kept


def _undated(revisions: Iterable[Revision], as_of: date) -> tuple[str, ...]:
    names: set[str] = set()
    before: Revision | None = None
    for revision in revisions:
        if before and revision.action == "update" and revision.recorded_on > as_of:
            old, new = (true_on(one.content, as_of) for one in (before, revision))
            changed = {name for name in {*old, *new} - _ENVELOPE if old.get(name) != new.get(name)}
            names |= {name for name in changed if span(new.get(name)) is None and name not in _DATED_ROWS}
        before = revision
    return tuple(sorted(names))
