"""What a revision does to its statement. Apart from the models, so that reading it loads none of them."""

from __future__ import annotations

__all__ = ["TOMBSTONE_ACTIONS"]

TOMBSTONE_ACTIONS = ("withdraw", "erase")
"""Actions whose revision carries the envelope alone."""
