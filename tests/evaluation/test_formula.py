"""The closed formula language: what it computes, and what it does not even parse."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.evaluation.formula import FormulaError, parse_formula
from gov_integrity.evaluation.intervals import Interval


def value(text, **names):
    return parse_formula(text).value({name: Fraction(number) for name, number in names.items()})


def test_worked_by_hand():
    assert value("(A+B+C)*(1+0.1*w)+D", A=10, B=8, C=6, w=2, D=5) == Fraction("33.8")
    assert value("0.1 + 0.2") == Fraction("0.3")  # exact, not 0.30000000000000004
    assert value("-x / 3", x=1) == Fraction(-1, 3)
    assert value("max(a, min(b, 3), 1)", a=2, b=9) == 3
    assert value("+ 分数 * 2", 分数=4) == 8
    assert parse_formula("b + a + b").names == ("a", "b")


@pytest.mark.parametrize(
    ("text", "reason", "column"),
    [
        ("", "empty", 1),
        ("  ", "empty", 1),
        ("1 +", "syntax", None),
        ("2 ** 9", "construct", 1),
        ("9**9**9", "construct", 1),
        ("x % 2", "character", 3),
        ("a.b", "construct", 1),
        ("f(x)", "construct", 1),
        ("max()", "construct", 1),
        ("max", "name", 1),
        ("max(x, *y)", "construct", 8),
        ("(lambda: 1)()", "character", 8),
        ("x if y else z", "construct", 1),
        ("1e5", "number", 1),
        ("0x10", "number", 1),
        ("1_000", "number", 1),
        ("x; y", "character", 2),
        ("分 + 0x1", "number", 5),
        ("ﬁ + 1", "character", 1),  # a ligature that Python would read as another name
        ("(a, b)", "construct", 1),
        ("x" * 501, "too_long", 501),
        ("+".join("x" * 150), "too_long", 1),
        ("-" * 70 + "x", "too_deep", 62),
        ("(" * 240 + "x" + ")" * 240, "syntax", None),
    ],
)  # fmt: skip
def test_everything_else_is_refused_with_its_column(text, reason, column):
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert caught.value.reason == reason
    assert column in (None, caught.value.column)  # where the syntax breaks differs between Python versions


def test_division_by_zero_is_for_the_caller():
    with pytest.raises(ZeroDivisionError):
        value("1 / (x - 1)", x=1)


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_a_formula_error(text):
    with suppress(FormulaError):
        assert parse_formula(text).text == text


numbers = st.fractions(min_value=-5, max_value=5, max_denominator=8)


@given(numbers, numbers, numbers, st.fractions(0, 1, max_denominator=8))
def test_the_interval_of_a_formula_holds_its_values(low, width, other, share):
    high = low + abs(width)
    formula = parse_formula("max(a * b - 2 * a, b) + a")
    inner = low + share * (high - low)
    found = formula.interval({"a": Interval(low, high), "b": Interval(other, other)})
    assert formula.value({"a": inner, "b": other}) in found
