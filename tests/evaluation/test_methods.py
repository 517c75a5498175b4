"""The laws of every method: what `LAWS` states holds, what it does not state has a counter-example."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import UsageError
from gov_integrity.evaluation import methods as m

ONES = [Fraction(1)] * 3
numbers = st.fractions(min_value=-100, max_value=100, max_denominator=20)
positives = st.fractions(min_value=Fraction(1, 20), max_value=100, max_denominator=20)
columns = st.lists(numbers, min_size=2, max_size=8)

PER_COLUMN = {
    "min-max": m.min_max,
    "z-score": m.z_score,
    "rank": m.rank_score,
    "percentile": m.percentile,
    "distance-to-target": lambda values: m.distance_to_target(values, Fraction(7)),
    "thresholds": lambda values: m.thresholds(values, [Fraction(1), Fraction(5)]),
}


def close(first, second):
    return all(abs(float(a) - float(b)) < 1e-9 for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("name", PER_COLUMN)
@given(values=columns)
def test_monotone(name, values):
    assert "monotone" in m.LAWS[name]
    results = PER_COLUMN[name](values)
    for value, result in zip(values, results, strict=True):
        for other, smaller in zip(values, results, strict=True):
            assert other > value or float(smaller) <= float(result) + 1e-12


@pytest.mark.parametrize("name", [name for name in PER_COLUMN if "scale-free" in m.LAWS[name]])
@given(values=columns, factor=positives)
def test_scale_free(name, values, factor):
    assert close(PER_COLUMN[name](values), PER_COLUMN[name]([value * factor for value in values]))


@pytest.mark.parametrize("name", [name for name in PER_COLUMN if "shift-free" in m.LAWS[name]])
@given(values=columns, step=numbers)
def test_shift_free(name, values, step):
    assert close(PER_COLUMN[name](values), PER_COLUMN[name]([value + step for value in values]))


@given(columns, columns)
def test_additive_distance_to_target(first, second):
    size = min(len(first), len(second))
    target = PER_COLUMN["distance-to-target"]
    both = target([a + b for a, b in zip(first[:size], second[:size], strict=True)])
    assert both == [a + b for a, b in zip(target(first[:size]), target(second[:size]), strict=True)]


@pytest.mark.parametrize("name", ["distance-to-target", "thresholds"])
def test_what_is_not_scale_or_shift_free(name):
    values = [Fraction(1), Fraction(4)]
    assert not {"scale-free", "shift-free"} & m.LAWS[name]
    assert PER_COLUMN[name](values) != PER_COLUMN[name]([value * 10 for value in values])
    assert PER_COLUMN[name](values) != PER_COLUMN[name]([value + 3 for value in values])


@pytest.mark.parametrize("name", [n for n in PER_COLUMN if "additive" not in m.LAWS[n]])
def test_what_is_not_additive(name):
    first, second = [Fraction(0), Fraction(2), Fraction(9)], [Fraction(8), Fraction(1), Fraction(3)]
    method = PER_COLUMN[name]
    summed = [float(a) + float(b) for a, b in zip(method(first), method(second), strict=True)]
    assert not close(method([a + b for a, b in zip(first, second, strict=True)]), summed)


@pytest.mark.parametrize("name", m.AGGREGATIONS)
@given(values=st.lists(positives, min_size=3, max_size=3), more=positives, at=st.integers(0, 2))
def test_aggregations_are_monotone_and_lie_between_the_extremes(name, values, more, at):
    aggregate = m.AGGREGATIONS[name]
    result = aggregate(values, ONES)
    higher = [value + more * (place == at) for place, value in enumerate(values)]
    assert float(aggregate(higher, ONES)) >= float(result) - 1e-12
    assert float(min(values)) - 1e-9 <= float(result) <= float(max(values)) + 1e-9


@given(st.lists(positives, min_size=3, max_size=3))
def test_harmonic_below_geometric_below_arithmetic(values):
    low, middle, high = (
        float(m.AGGREGATIONS[n](values, ONES)) for n in ("harmonic", "geometric", "arithmetic")
    )
    assert low <= middle + 1e-9
    assert middle <= high + 1e-9


@given(st.lists(numbers, min_size=3, max_size=3), st.lists(numbers, min_size=3, max_size=3))
def test_only_the_arithmetic_mean_is_additive(first, second):
    both = [a + b for a, b in zip(first, second, strict=True)]
    assert m.arithmetic(both, ONES) == m.arithmetic(first, ONES) + m.arithmetic(second, ONES)


def test_the_other_means_are_not_additive():
    assert [n for n in m.AGGREGATIONS if "additive" in m.LAWS[n]] == ["arithmetic"]
    a, b = [Fraction(1), Fraction(4), Fraction(2)], [Fraction(3), Fraction(1), Fraction(5)]
    both = [x + y for x, y in zip(a, b, strict=True)]
    assert m.harmonic(both, ONES) != m.harmonic(a, ONES) + m.harmonic(b, ONES)
    assert abs(m.geometric(both, ONES) - m.geometric(a, ONES) - m.geometric(b, ONES)) > 0.1


def test_worked_by_hand():
    f = Fraction
    assert m.min_max([f(2), f(4), f(10)]) == [0, f(1, 4), 1]
    assert m.min_max([f(3), f(3)]) == [f(1, 2), f(1, 2)]
    assert m.z_score([f(1), f(3)]) == [-1.0, 1.0]
    assert m.z_score([f(3), f(3)]) == [0.0, 0.0]
    assert m.rank_score([f(5), f(1), f(5)]) == [1, f(1, 3), 1]
    assert m.percentile([f(1), f(2), f(2), f(9)]) == [0, f(1, 2), f(1, 2), 1]
    assert m.percentile([f(1)]) == [f(1, 2)]
    assert m.harmonic([f(1), f(2), f(2)], ONES) == f(3, 2)  # 3 / (1 + 1/2 + 1/2)
    assert abs(m.geometric([f(1), f(3), f(9)], ONES) - 3) < 1e-12
    assert m.arithmetic([f(1), f(2)], [f(3), f(1)]) == f(5, 4)
    # Quartiles of 1 2 3 4 100 are 2 and 4: fences -1 and 7, the outlier comes down to 4.
    assert m.fences([f(n) for n in (1, 2, 3, 4, 100)]) == (-1, 7)
    assert m.winsorised([f(n) for n in (1, 2, 3, 4, 100)]) == [1, 2, 3, 4, 4]
    assert m.imputed([f(1), None, f(2), f(9)], "mean") == [1, 4, 2, 9]
    assert m.imputed([f(1), None, f(2), f(9)], "median") == [1, 2, 2, 9]
    assert m.correlation([f(1), f(2), f(3)], [f(2), f(4), f(6)]) == pytest.approx(1.0)
    assert m.correlation([f(1), f(2), f(3)], [f(5), f(5), f(5)]) is None
    assert m.rank_correlation([f(1), f(2), f(3)], [f(9), f(4), f(1)]) == pytest.approx(-1.0)
    # Two columns of which only the first varies: it has all the effect, whatever its weight.
    assert m.effective_weights([[f(1), f(2)], [f(7), f(7)]], [f(1, 10), f(9, 10)]) == [1, 0]
    assert m.effective_weights([[f(1), f(1)]], [f(1)]) is None


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=2, max_size=6))
def test_effective_weights_add_up_to_one(rows):
    found = m.effective_weights(
        list(zip(*rows, strict=True)), [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]
    )
    assert found is None or sum(found) == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: m.geometric([Fraction(0)], [Fraction(1)]),
        lambda: m.harmonic([Fraction(-1)], [Fraction(1)]),
        lambda: m.arithmetic([Fraction(1)], [Fraction(0)]),
        lambda: m.arithmetic([Fraction(1)], []),
        lambda: m.arithmetic([Fraction(1), Fraction(1)], [Fraction(-1), Fraction(3)]),
        lambda: m.distance_to_target([Fraction(1)], Fraction(0)),
        lambda: m.thresholds([Fraction(1)], []),
        lambda: m.thresholds([Fraction(1)], [Fraction(2), Fraction(2)]),
        lambda: m.imputed([None], "mean"),
        lambda: m.imputed([Fraction(1)], "guess"),
    ],
)
def test_what_a_method_refuses(call):
    with pytest.raises(UsageError):
        call()
