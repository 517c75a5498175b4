"""Where two profiles differ: row by row, with what each of them says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from .section import sections
from .values import Entry, Profile, Task

__all__ = ["Aspect", "Difference", "compare"]

Aspect = Literal["stated", "strength", "value", "clock", "condition", "lead", "assisting", "due"]

_Row = Entry | Task
_Key = tuple[str, str, str, str]


@frozen(slots=True)
class Difference:
    """One difference.

    Attributes:
        section: Section of the row; `task` for a task.
        list, code, target: The row, as in `Entry`; a task has only a code.
        aspect: What differs. `stated`: whether the text says it itself (`own`), takes it from a text above
            (the id of that profile) or has no such row (empty). Otherwise the part of the row that differs,
            between rows that both state.
        left, right: What each says; several wordings of one text are parted by a bar.
    """

    section: str
    list: str
    code: str
    target: str
    aspect: Aspect
    left: str
    right: str


def compare(left: Profile, right: Profile) -> tuple[Difference, ...]:
    """Every difference of the resolved profiles, by section and row; nothing where they say the same.

    A row that both take from the same text is no difference. Where one states what the other only inherits,
    the difference is that, not the wording: the text above may not have been read.
    """
    ours, theirs = _rows(left), _rows(right)
    order = {name: number for number, name in enumerate((*sections(), "task"))}
    keys = sorted(ours.keys() | theirs.keys(), key=lambda key: (order[key[0]], key))
    return tuple(
        difference
        for key in keys
        for difference in _compare_row(key, ours.get(key, ()), theirs.get(key, ()), left.id, right.id)
    )


def _rows(profile: Profile) -> dict[_Key, tuple[_Row, ...]]:
    found: dict[_Key, tuple[_Row, ...]] = {}
    rows: tuple[_Row, ...] = (*profile.entries, *profile.tasks)
    for row in rows:
        found[row.key] = (*found.get(row.key, ()), row)
    return found


def _compare_row(
    key: _Key, ours: Sequence[_Row], theirs: Sequence[_Row], left: str, right: str
) -> list[Difference]:
    if ours == theirs:
        return []
    stated = (_stated(ours, left), _stated(theirs, right))
    aspects: list[tuple[Aspect, str, str]] = []
    if stated[0] != stated[1]:
        aspects.append(("stated", *stated))
    else:
        said, heard = _said(ours), _said(theirs)
        aspects += [(name, said[name], heard[name]) for name in said if said[name] != heard[name]]
    return [Difference(*key, aspect, ours_said, theirs_said) for aspect, ours_said, theirs_said in aspects]


def _stated(rows: Sequence[_Row], profile_id: str) -> str:
    if not rows:
        return ""
    return "own" if rows[0].origin == profile_id else rows[0].origin


def _said(rows: Sequence[_Row]) -> dict[Aspect, str]:
    """What the rows of one key say, aspect by aspect."""
    said: dict[Aspect, list[str]] = {}
    for row in rows:
        for aspect, words in _aspects(row).items():
            if words not in said.setdefault(aspect, []):
                said[aspect].append(words)
    return {aspect: " | ".join(words) for aspect, words in said.items()}


def _aspects(row: _Row) -> dict[Aspect, str]:
    if isinstance(row, Task):
        due = row.due_on.isoformat() if row.due_on else row.due_zh
        return {"lead": ";".join(row.lead), "assisting": ";".join(row.assisting), "due": due}
    return {
        "strength": row.strength,
        "value": row.value_zh,
        "clock": row.clock,
        "condition": row.condition_zh,
    }
