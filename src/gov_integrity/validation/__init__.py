"""Bytes to findings: decode, structure, codes, references, in bounded memory and in several processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_integrity._lazy import lazy

if TYPE_CHECKING:
    from .run import validate
    from .seam import Check, Finder, Fold, Plan, Spot, Where

__getattr__ = lazy(__name__, {  # a worker process needs little of this
    "run": ("validate",),
    "seam": ("Check", "Finder", "Fold", "Plan", "Spot", "Where"),
})  # fmt: skip

__all__ = ["Check", "Finder", "Fold", "Plan", "Spot", "Where", "validate"]
