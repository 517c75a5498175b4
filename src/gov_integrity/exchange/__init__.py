"""Files in and out: JSON, NDJSON, CSV and workbooks, with the place of every value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_integrity._lazy import lazy

if TYPE_CHECKING:
    from .package import Package, UnreadablePackageError, load, write

__getattr__ = lazy(__name__, {"package": ("Package", "UnreadablePackageError", "load", "write")})

__all__ = ["Package", "UnreadablePackageError", "load", "write"]
