"""The simulation: exact at rest, the same for the same seed, honest about orders that are not certain."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evalcase import AS_OF, NA, statement
from gov_integrity.errors import UsageError
from gov_integrity.evaluation.builtin import builtin_index
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.engine import run
from gov_integrity.evaluation.observations import read_observations
from gov_integrity.evaluation.simulation import Plan, leave_one_out, simulate

pytest.importorskip("numpy")
PEERS = ("", "")


def index(*weights, **more):
    return read_index(
        {
            "type": "index",
            "id": "t/sim",
            "version": "1",
            "name": "模拟",
            "total": "100",
            "weighting": "relative",
            "missing_rule": "lowest",
            "indicators": [
                {
                    "code": f"I{n}",
                    "name": f"指标{n}",
                    "weight": weight,
                    "direction": "positive",
                    "rule": "ratio",
                    "metric": f"m{n}",
                }
                for n, weight in enumerate(weights)
            ],
        }
        | more
    )


def ran(system, table):
    rows = [
        statement(f"b{at:02}", f"m{n}", value, id=f"t/{at}-{n}")
        for at, values in enumerate(table)
        for n, value in enumerate(values)
    ]
    return run(system, read_observations(rows)[0], as_of=AS_OF)


def plan(**more):
    return Plan(**({"runs": 200, "seed": 7, "spread": Fraction(1, 4)} | more))


shares = st.integers(0, 20).map(lambda n: f"0.{n:02}" if n < 20 else "1")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(shares, shares, shares), min_size=2, max_size=12),
    st.lists(st.integers(1, 9), min_size=3, max_size=3),
)
def test_without_variation_the_ranks_are_those_of_the_exact_engine(table, weights):
    result = ran(index(*map(str, weights)), table)
    found = simulate(result, plan(spread=Fraction(0), runs=3), PEERS)
    exact = {one.body.id: one.rank for one in result.results}
    assert {one.body: (one.low, one.rank, one.high) for one in found.intervals} == {
        body: (rank, rank, rank) for body, rank in exact.items()
    }
    assert found.findings == ()


def test_the_same_seed_gives_the_same_result_and_another_one_not():
    result = ran(index("1", "2", "3"), [("0.1", "0.5", "0.9"), ("0.9", "0.5", "0.4"), ("0.5", "0.6", "0.6")])
    assert repr(simulate(result, plan(), PEERS)) == repr(simulate(result, plan(), PEERS))
    assert simulate(result, plan(), PEERS) != simulate(result, plan(seed=8), PEERS)


def test_a_certain_order_is_certain_and_an_uncertain_one_is_told():
    # b00 is better everywhere; b01 and b02 are better on one indicator each.
    result = ran(index("1", "1"), [("0.9", "0.9"), ("0.8", "0.3"), ("0.3", "0.79")])
    found = simulate(result, plan(runs=1000, spread=Fraction(1, 2)), PEERS)
    assert [(one.body, one.low, one.high) for one in found.intervals] == [
        ("b00", 1, 1),
        ("b01", 2, 3),
        ("b02", 2, 3),
    ]
    assert [(f.code, f.params["first"], f.params["second"]) for f in found.findings] == [
        ("GI-EVAL-0201", "b01", "b02")
    ]


def test_the_choice_of_methods_is_part_of_the_uncertainty():
    # Arithmetic: 0.5 + 0.5 beats 0.04 + 0.94; min-max and geometric means punish the low value too.
    result = ran(index("1", "1"), [("0.04", "0.98"), ("0.5", "0.5"), ("0.3", "0.6")])
    narrow = simulate(result, plan(spread=Fraction(0)), PEERS)
    wide = simulate(
        result,
        plan(
            spread=Fraction(0),
            aggregations=("arithmetic", "geometric"),
            normalisations=("as-scored", "min-max", "rank"),
        ),
        PEERS,
    )
    assert all(one.low == one.high for one in narrow.intervals)
    assert any(one.low < one.high for one in wide.intervals)


def test_whole_branches_that_are_no_sum_and_items_that_do_not_apply():
    rows = [
        {
            "unlawful-documents": "1",
            "error-rate": "1",
            "rules-state": "健全",
            "promise-keeping-rate": "0.9",
            "briefings": "3",
            "awards-provincial": "1",
            "major-breaches": "0",
        },
        {
            "unlawful-documents": "0",
            "error-rate": "9",
            "rules-state": NA,
            "promise-keeping-rate": "0.5",
            "briefings": "12",
            "awards-provincial": "0",
            "major-breaches": "0",
        },
    ]
    data = [
        statement(f"b{at}", metric, value) for at, row in enumerate(rows) for metric, value in row.items()
    ]
    result = run(builtin_index("combined"), read_observations(data)[0], as_of=AS_OF)
    still = simulate(result, plan(spread=Fraction(0), runs=1), PEERS)
    assert [(one.body, one.low) for one in still.intervals] == [("b0", 1), ("b1", 2)]


def test_leave_one_out():
    # Without I1 the order turns over: 0.9 > 0.8 on I0 alone, but I1 puts b01 first.
    result = ran(index("1", "1"), [("0.9", "0.1"), ("0.8", "0.9")])
    found = {one.code: (one.mean_shift, one.largest_shift) for one in leave_one_out(result, PEERS)}
    assert found == {"I0": (0.0, 0), "I1": (1.0, 1)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"runs": 0},
        {"spread": Fraction(2)},
        {"normalisations": ("magic",)},
        {"aggregations": ()},
        {"level": Fraction(0)},
    ],
)
def test_a_wrong_plan_is_refused_not_replaced_by_a_default(wrong):
    with pytest.raises(UsageError):
        plan(**wrong)


def test_a_single_body_has_no_rank_to_be_sure_of():
    with pytest.raises(UsageError):
        simulate(ran(index("1"), [("0.5",)]), plan(), PEERS)


def test_an_interval_covers_nine_draws_of_ten_unless_asked_otherwise():
    assert Plan(1, 1, Fraction(0)).level == Fraction(9, 10)
