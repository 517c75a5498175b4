"""Partial dates of statements as ranges of days; what is no date gives None instead of an error."""

from __future__ import annotations

import re
from datetime import date

from gov_integrity.periods.partial import bounds

__all__ = ["day_range"]

_PARTIAL = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?", re.ASCII)


def day_range(text: str) -> tuple[date, date] | None:
    """First and last day of `2024`, `2024-03` or `2024-03-15`; None when it is no date."""
    if not _PARTIAL.fullmatch(text):
        return None
    try:
        return bounds(text)
    except ValueError:
        return None
