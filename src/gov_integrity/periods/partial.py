"""Dates known only to the month or the year: the days they may stand for, and honest comparisons."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

__all__ = ["after", "before", "bounds", "span"]

_FORM = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?").fullmatch


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


def span(value: object) -> tuple[date, date] | None:
    """First and last day that a value of the exchange may mean; None when it is absent or no date."""
    if not isinstance(value, str) or not _FORM(value):
        return None
    try:
        return bounds(value)
    except ValueError:
        return None


def before(one: str | date, other: str | date) -> bool:
    """Whether `one` lies before `other` on every reading of both; unsure is no."""
    last = one if isinstance(one, date) else bounds(one)[1]
    first = other if isinstance(other, date) else bounds(other)[0]
    return last < first


def after(one: str | date, other: str | date) -> bool:
    """Whether `one` lies after `other` on every reading of both; unsure is no."""
    return before(other, one)
