"""Exact numbers, the named roundings, intervals and units."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.codelists import codelist
from gov_integrity.evaluation.intervals import Interval, printed
from gov_integrity.evaluation.numbers import exact, exact_text, number, rounded, rounded_text
from gov_integrity.evaluation.units import convert, units


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("0.1", Fraction(1, 10)),
        ("-3", -3),
        (7, 7),
        (0.1, Fraction(1, 10)),
        (1e-7, Fraction(1, 10**7)),
        (Decimal("2.50"), Fraction(5, 2)),
        ("1e5", None),
        ("", None),
        (" 1", None),
        ("1.", None),
        (None, None),
        (True, None),
        (float("inf"), None),
        (Decimal("NaN"), None),
        (Decimal("1e99"), None),
        (10**40, None),
        ([1], None),
    ],
)
def test_what_is_a_number(given, value):
    assert number(given) == value


@pytest.mark.parametrize(
    ("value", "mode", "result"),
    [
        ("2.345", "half-up", "2.35"),
        ("-2.345", "half-up", "-2.35"),
        ("2.344999", "half-up", "2.34"),
        ("2.345", "half-even", "2.34"),
        ("2.355", "half-even", "2.36"),
        ("2.349", "down", "2.34"),
        ("-2.349", "down", "-2.34"),
        ("2.3456", "none", "2.3456"),
    ],
)
def test_roundings(value, mode, result):
    assert rounded(Fraction(value), 2, mode) == Fraction(result)


def test_an_unknown_rounding_is_no_rounding_of_ours():
    with pytest.raises(KeyError):
        rounded(Fraction(1), 0, "bankers")


def test_texts():
    assert (exact(Fraction(1, 8)), exact(Fraction(1, 3)), exact(Fraction(-5))) == ("0.125", None, "-5")
    assert exact_text(Fraction(-1, 3)) == "-1/3"
    assert (
        rounded_text(Fraction(2, 3), 2),
        rounded_text(Fraction(-1, 200), 2),
        rounded_text(Fraction(7), 0),
    ) == (
        "0.67",
        "-0.01",
        "7",
    )


@given(st.fractions(-(10**29), 10**29, max_denominator=10**6), st.integers(0, 6))
def test_a_rounded_number_is_the_nearest_of_its_places(value, places):
    assert abs(rounded(value, places) - value) <= Fraction(1, 2 * 10**places)
    assert number(rounded_text(value, places)) == rounded(value, places)


def test_intervals():
    a, b = Interval(Fraction(1), Fraction(2)), Interval(Fraction(-1), Fraction(3))
    assert (a + b, a - b, -a, a * b) == (
        Interval(0, 5),
        Interval(-2, 3),
        Interval(-2, -1),
        Interval(-2, 6),
    )
    assert b / a == Interval(-1, 3)
    with pytest.raises(ZeroDivisionError):
        a / b
    assert printed(Fraction("3.6"), Fraction("0.1")) == Interval(Fraction("3.55"), Fraction("3.65"))


def test_units_are_codes_and_convert_within_a_dimension():
    assert set(units()) <= set(codelist("unit").codes)
    assert convert(Fraction("2.72"), "ten-thousand-yuan", "yuan") == 27200
    assert convert(Fraction(50), "percent", "ratio") == Fraction(1, 2)
    assert convert(Fraction(120), "percent", "quotient") == Fraction(6, 5)
    assert convert(Fraction(2), "quotient", "percent") is None
    assert convert(Fraction(2), "day", "working-day") is None
    assert convert(Fraction(2), "", "yuan") == 2


def test_whole_numbers_have_at_most_thirty_digits():
    assert number(10**30 - 1) == 10**30 - 1
    assert number(1 - 10**30) == 1 - 10**30
    assert number(10**30) is None
    assert number(Decimal("1e29")) == 10**29
    assert number(Decimal("1e30")) is None
