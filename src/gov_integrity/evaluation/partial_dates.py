"""Partial dates of observations as ranges of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

__all__ = ["day_range"]

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


def day_range(text: str) -> tuple[date, date] | None:
    """First and last day of `2024`, `2024-03` or `2024-03-15`; None when it is no date."""
    found = _PARTIAL.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if found.group(2):
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
