"""Hypothesis strategies for users of the standard: valid statements and packages, and real mistakes in them.

Needs the extra `testing`. Nothing in the package uses this room.
"""

from .mistakes import MISTAKES, Mistake, mistaken
from .strategies import packages, statements, values

__all__ = ["MISTAKES", "Mistake", "mistaken", "packages", "statements", "values"]
