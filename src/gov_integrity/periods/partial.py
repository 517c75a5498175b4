"""Dates known only to the month or the year: the days they may stand for, and honest comparisons."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

__all__ = ["after", "before", "bounds"]


@lru_cache(maxsize=65_536)
def bounds(text: str) -> tuple[date, date]:
    """First and last day that `2024-03-15`, `2024-03` or `2024` may mean.

    Raises:
        ValueError: It is no such date.
    """
    if len(text) == len("2024"):
        year = int(text)
        return date(year, 1, 1), date(year, 12, 31)
    if len(text) == len("2024-03"):
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date.fromisoformat(text)
    return day, day


def before(one: str | date, other: str | date) -> bool:
    """Whether `one` lies before `other` on every reading of both; unsure is no."""
    last = one if isinstance(one, date) else bounds(one)[1]
    first = other if isinstance(other, date) else bounds(other)[0]
    return last < first


def after(one: str | date, other: str | date) -> bool:
    """Whether `one` lies after `other` on every reading of both; unsure is no."""
    return before(other, one)
