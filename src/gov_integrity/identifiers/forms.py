"""The written form of an identifier: compacting, and the tail that may be shown."""

from __future__ import annotations

__all__ = ["HYPHENS", "LONGEST", "SPACES", "compact", "keep_tail", "masked", "within"]

SPACES = "\t\n\v\f\r \x85\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d"
LONGEST = 64
"""No identifier is longer, separators included; anything longer is refused without being looked at."""

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Only ASCII letters are raised: str.upper() would turn the letters U+0131 and U+017F into I and S.
_TABLE = (
    _FULL_WIDTH
    | {ord(lower): lower.upper() for lower in "abcdefghijklmnopqrstuvwxyz"}
    | {code: chr(code - 0xFEE0 - 0x20) for code in range(0xFF41, 0xFF5B)}
    | dict.fromkeys(map(ord, SPACES + HYPHENS))
)


def compact(text: str) -> str:
    """`text` without spaces and hyphens, full-width characters made half-width, ASCII letters upper-case."""
    return text.translate(_TABLE)


def within(text: str) -> str:
    """The compact form, or an empty string for a text too long to be any identifier (nothing is copied)."""
    return compact(text) if len(text) <= LONGEST else ""


def keep_tail(text: str) -> str:
    """`text` as asterisks, its last four characters kept when at least seven others are hidden.

    Eleven characters are the length of the shortest number this is for, a mobile telephone; of anything
    shorter four characters would say too much. A tail that is not letters and digits is hidden too.
    """
    shown = min(len(text), LONGEST)
    tail = text[-4:] if shown >= 11 and text[-4:].isascii() and text[-4:].isalnum() else ""
    return "*" * (shown - len(tail)) + tail


def masked(text: str) -> str:
    """The compact form of any text with all but its last four characters hidden; works on its end only."""
    return keep_tail(compact(text[-LONGEST:]))
