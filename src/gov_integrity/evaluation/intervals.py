"""Intervals of exact numbers: what a printed, already rounded figure may have been."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

__all__ = ["Interval", "printed"]


@frozen(slots=True)
class Interval:
    """All values from `low` to `high`, both included.

    The arithmetic encloses: the result holds every value that members of the operands can give. It is
    tight when each uncertain figure occurs once in the expression.
    """

    low: Fraction
    high: Fraction

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        return self * Interval(1 / other.high, 1 / other.low)

    def __contains__(self, value: Fraction) -> bool:
        return self.low <= value <= self.high


def printed(value: Fraction, step: Fraction | None) -> Interval:
    """What `value`, printed to multiples of `step`, may have been (half a step either way)."""
    half = (step or Fraction(0)) / 2
    return Interval(value - half, value + half)
