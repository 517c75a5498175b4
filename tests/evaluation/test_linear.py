"""The path for many bodies gives what the tree gives, and hands over what it cannot judge."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evalcase import run, statement
from gov_integrity.errors import UsageError
from gov_integrity.evaluation.builtin import builtin_index
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.linear import linear, linear_scores

INDEX = read_index(
    {
        "type": "index",
        "id": "t/lin",
        "version": "1",
        "name": "批量",
        "total": "100",
        "weighting": "relative",
        "decimals": 1,
        "missing_rule": "lowest",
        "indicators": [
            {"code": "A", "name": "甲", "weight": "2"},
            {
                "code": "A1",
                "parent": "A",
                "name": "甲一",
                "weight": "1",
                "rule": "ratio",
                "metric": "a",
                "unit": "percent",
                "direction": "positive",
            },
            {
                "code": "A2",
                "parent": "A",
                "name": "甲二",
                "weight": "2",
                "rule": "ratio",
                "metric": "b",
                "unit": "percent",
                "direction": "negative",
            },
            {
                "code": "B",
                "name": "乙",
                "weight": "1",
                "rule": "ratio",
                "scale": "7",
                "metric": "c",
                "direction": "positive",
            },
        ],
    }
)
hundredths = st.integers(-50, 10_050)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(hundredths, hundredths, st.integers(-5, 750)), min_size=1, max_size=6))
def test_equal_to_the_tree(rows):
    columns = {
        ("a", ""): [r[0] for r in rows],
        ("b", ""): [r[1] for r in rows],
        ("c", ""): [r[2] for r in rows],
    }
    found = linear_scores(linear(INDEX, 2), columns)
    data = [
        statement(
            f"s{at}", metric, str(Fraction(value, 100) + 0) if value % 100 == 0 else f"{value / 100:.2f}"
        )
        for at, row in enumerate(rows)
        for metric, value in zip("abc", row, strict=True)
    ]
    trees = run(INDEX, *data)
    for at, score in enumerate(found):
        one = trees[f"s{at}"]
        assert (score is None) == one.partial
        assert score is None or Fraction(score, 10) == one.score


def test_missing_values_are_left_to_the_tree():
    columns = {("a", ""): [5000, None], ("b", ""): [0, 0], ("c", ""): [700, 700]}
    # A1: 50% of 200/9; A2: all of 400/9; B: all of 100/3. 11.11 + 44.44 + 33.33 = 88.89 -> 88.9.
    assert linear_scores(linear(INDEX, 2), columns) == [889, None]


def test_what_is_no_weighted_sum_is_refused():
    with pytest.raises(UsageError):
        linear(builtin_index("combined"), 2)
    with pytest.raises(UsageError) as caught:
        linear_scores(linear(INDEX, 2), {})
    assert caught.value.params["column"] == "a"
    plain = builtin_index("business-environment")
    columns = {("item-points", "1"): [5997], ("item-points", "2"): [2600]}
    assert linear_scores(linear(plain, 2), columns) == [8597]


def test_another_rounding_and_a_capped_block_need_the_tree():
    columns = {leaf: [100] for leaf in linear(INDEX, 2).keys}
    with pytest.raises(UsageError):
        linear_scores(evolve(linear(INDEX, 2), rounding="half-even"), columns)
    with pytest.raises(UsageError):
        linear_scores(evolve(linear(INDEX, 2), decimals=None), columns)
    capped = evolve(INDEX.indicators["A"], rule="capped-sum")
    with pytest.raises(UsageError):
        linear(evolve(INDEX, indicators={**INDEX.indicators, "A": capped}), 2)
