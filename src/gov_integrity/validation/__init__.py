"""Bytes to findings: decode, structure, codes, references, in bounded memory and in several processes."""

from .run import validate
from .seam import Check, Finder, Fold, Plan, Spot, Where

__all__ = ["Check", "Finder", "Fold", "Plan", "Spot", "Where", "validate"]
