"""Exact numbers: decimal text to fractions, the named roundings, and back to text.

No score passes through binary floating point. A value travels as a decimal string, becomes a
`fractions.Fraction`, and is rounded once, in the way the index names (printed systems round half up).
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import isfinite

__all__ = ["ROUNDINGS", "exact", "exact_text", "number", "rounded", "rounded_text"]

ROUNDINGS: frozenset[str] = frozenset({"half-up", "half-even", "down", "none"})

_DECIMAL = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?", re.ASCII)


def number(value: object) -> Fraction | None:
    """The exact value of a decimal as it stands in a statement, or None when it is not one.

    Text, integers and decimals are taken as written; a float is taken as its shortest decimal text.
    `NaN`, infinities, exponents, thousands separators, truth values and anything over 60 digits are no
    numbers here.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value) if abs(value) < 10**30 else None
    if isinstance(value, float):
        return number(format(Decimal(repr(value)), "f")) if isfinite(value) else None
    if isinstance(value, Decimal):
        return number(format(value, "f")) if value.is_finite() and abs(value.adjusted()) < 30 else None
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Fraction(value)
    return None


def rounded(value: Fraction, decimals: int, mode: str = "half-up") -> Fraction:
    """`value` to `decimals` places by a named mode: half-up (away from zero), half-even, down or none.

    Raises:
        KeyError: the mode is not one of `ROUNDINGS`.
    """
    if mode == "none":
        return value
    if mode not in ROUNDINGS:
        raise KeyError(mode)
    scaled = value * 10**decimals
    if mode == "half-even":
        return Fraction(round(scaled), 10**decimals)
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if mode == "half-up" and 2 * rest >= scaled.denominator:
        whole += 1
    return Fraction(-whole if scaled < 0 else whole, 10**decimals)


def exact(value: Fraction) -> str | None:
    """The terminating decimal text of `value` without trailing zeros, or None when it does not terminate."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return rounded_text(value, max(twos, fives)) if rest == 1 else None


def exact_text(value: Fraction) -> str:
    """`value` as a terminating decimal, otherwise as a fraction such as `1/3`: nothing is lost."""
    return exact(value) or f"{value.numerator}/{value.denominator}"


def rounded_text(value: Fraction, decimals: int, mode: str = "half-up") -> str:
    """`value` as decimal text with exactly `decimals` places."""
    result = rounded(value, decimals, "half-up" if mode == "none" else mode)
    digits = str(abs(result.numerator) * 10**decimals // result.denominator).rjust(decimals + 1, "0")
    sign = "-" if result < 0 else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)
