"""Of several revisions of a statement, the newest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from gov_integrity.model import TOMBSTONE_ACTIONS

__all__ = ["gone", "newest"]

Statement = Mapping[str, object]
_Item = TypeVar("_Item")


def newest(items: Iterable[_Item], of: Callable[[_Item], Statement]) -> dict[str, _Item]:
    """By id, the items whose statement is the newest revision, in whatever order they were given.

    Of two with the same revision the later given stands. What has no id is left out.

    Args:
        items: Statements, or what holds one each.
        of: The statement of an item.
    """
    found: dict[str, _Item] = {}
    for item in items:
        own = of(item).get("id")
        if isinstance(own, str) and (own not in found or _revision(of(item)) >= _revision(of(found[own]))):
            found[own] = item
    return found


def _revision(statement: Statement) -> float:
    number = statement.get("revision")
    return number if isinstance(number, int | float) else 0


def gone(statement: Statement) -> bool:
    """Whether this revision withdraws or erases the statement."""
    return statement.get("action") in TOMBSTONE_ACTIONS
