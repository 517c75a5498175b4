"""Laws of every assessment: parts add up, scores stay inside their bounds, order changes nothing."""

import random
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evalcase import AS_OF, NA, adds_up, run, statement
from gov_integrity.evaluation.builtin import builtin_index
from gov_integrity.evaluation.change import changed
from gov_integrity.evaluation.explanation import explain
from gov_integrity.evaluation.observations import read_observations

decimals = st.decimals(min_value=-5, max_value=150, places=2).map(str)
values = st.one_of(
    decimals,
    st.just(NA),
    st.just("bad value"),
    st.none(),
    st.tuples(st.integers(0, 9).map(str), st.integers(0, 9).map(str)),
)
ANSWERS = {
    "rules-state": st.sampled_from(["健全", "没有", "别的", NA]),
    "refused": st.sampled_from(["是", "否", NA]),
}
INDICES = [
    "01-additive-caps",
    "02-shares",
    "03-start-full",
    "04-deductions",
    "05-intervals",
    "06-target",
    "07-choice",
    "08-formula",
    "09-bonus",
    "10-veto",
    "11a-rescale",
    "11b-peer-mean",
    "combined",
    "government-integrity",
    "government-debt",
]


def metrics(name):
    index = builtin_index(name)
    found = {leaf.metric for leaf in index.leaves()} | {t.metric for ts in index.terms.values() for t in ts}
    return sorted(found - {""})


@st.composite
def data(draw, name, bodies=3):
    rows = []
    for body in range(bodies):
        for metric in metrics(name):
            value = draw(ANSWERS.get(metric, values))
            rows.append(statement(f"b{body}", metric, value))
    return rows


def bonus(index):
    return sum(
        (index.full[c] or 0 for c in index.children[""] if index.indicators[c].role == "bonus"), Fraction(0)
    )


@pytest.mark.parametrize("name", INDICES)
@settings(max_examples=12, deadline=None)
@given(st.data())
def test_parts_add_up_and_bounds_hold(name, draws):
    index = builtin_index(name)
    for one in run(name, *draws.draw(data(name))).values():
        adds_up(one.root)
        for node in one.root.walk():
            if node.points is None or node.full is None or node.role == "veto":
                continue
            low, high = (-node.full, 0) if node.role == "deduction" else (0, node.full)
            assert low <= node.points <= high + (0 if node.code else bonus(index)), node.code
        if one.score is not None and one.exact is not None and one.decimals is not None:
            assert abs(one.score - one.exact) <= Fraction(1, 2 * 10**one.decimals)


@pytest.mark.parametrize("name", INDICES)
@settings(max_examples=8, deadline=None)
@given(st.data())
def test_the_order_of_observations_and_entities_changes_nothing(name, draws):
    rows = draws.draw(data(name))
    shuffled = list(rows)
    random.Random(draws.draw(st.integers(0, 99))).shuffle(shuffled)

    def told(found):
        return {
            key: (
                one.exact,
                one.rank,
                one.grade,
                one.partial,
                one.root.points,
                sorted(f.code for f in one.findings),
            )
            for key, one in found.items()
        }

    assert told(run(name, *rows)) == told(run(name, *shuffled))


@settings(max_examples=40, deadline=None)
@given(st.decimals(0, 1, places=3), st.decimals(0, 1, places=3), st.data())
def test_more_is_never_worse_for_a_positive_indicator_and_never_better_for_a_negative_one(
    first, second, draws
):
    name = "government-integrity"
    index = builtin_index(name)
    leaf = draws.draw(st.sampled_from([leaf for leaf in index.leaves() if leaf.rule == "ratio"]))
    rows = [statement("g", metric, "0.5", unit="ratio") for metric in metrics(name) if metric != leaf.metric]
    low, high = sorted((first, second))

    def score(value):
        return run(name, *rows, statement("g", leaf.metric, str(value), unit="ratio"))["g"].exact

    assert (score(low) <= score(high)) if leaf.direction == "positive" else (score(low) >= score(high))


@settings(max_examples=25, deadline=None)
@given(data("combined", bodies=1), data("combined", bodies=1))
def test_a_change_is_the_sum_of_its_contributions_all_the_way_down(old, new):
    before, after = run("combined", *old)["b0"], run("combined", *new)["b0"]
    change = changed(before, after)

    def check(one):
        assert sum((part.points for part in one.contributions), Fraction(0)) == one.points
        for child in one.children:
            check(child)

    check(change)
    assert change.points == after.score - before.score


@settings(max_examples=15, deadline=None)
@given(data("combined", bodies=3))
def test_mending_is_recomputed_and_never_costs_anything(rows):
    from gov_integrity.evaluation.engine import run as whole_run

    result = whole_run(builtin_index("combined"), read_observations(rows)[0], as_of=AS_OF)
    for one in result.results:
        for loss in explain(result, one.body.id).losses:
            assert loss.gain is None or loss.gain >= 0
            assert loss.rank is None or one.rank is None or loss.rank <= one.rank


def test_the_gain_is_what_a_new_assessment_gives():
    from gov_integrity.evaluation.engine import run as whole_run

    def of(score):
        rows = [
            statement("g", "unlawful-documents", score),
            statement("g", "error-rate", "0"),
            statement("g", "rules-state", "没有"),
            statement("g", "promise-keeping-rate", "0.5"),
            statement("g", "briefings", "6"),
            statement("g", "awards-provincial", "0"),
            statement("g", "major-breaches", "0"),
        ]
        return whole_run(builtin_index("combined"), read_observations(rows)[0], as_of=AS_OF)

    loss = next(loss for loss in explain(of("2"), "g").losses if loss.code == "A1")
    assert loss.lost == 16
    assert loss.gain == of("0").results[0].score - of("2").results[0].score == 16


@pytest.mark.clause("xinzheng-2017/3.1c", "xinzheng-2017/3.2e", "xinzheng-2017/4.1.1b", "alxa-2021/2.4.1b")
def test_two_years_of_the_reference_index_are_compared():
    percent = {
        leaf.metric for leaf in builtin_index("government-integrity").leaves() if leaf.unit == "percent"
    }

    def year(number, online):
        span = {"period_from": f"{number}", "period_until": f"{number}"}
        rows = [
            statement("g", metric, "50" if metric in percent else "1", **span)
            for metric in metrics("government-integrity")
            if metric != "online-service-rate"
        ]
        rows.append(
            statement(
                "g",
                "online-service-rate",
                online,
                unit="percent",
                period_from=f"{number}",
                period_until=f"{number}",
            )
        )
        period = (date(number, 1, 1), date(number, 12, 31))
        (one,) = run("government-integrity", *rows, period=period).values()
        return one

    change = changed(year(2023, "40"), year(2024, "85"))
    # A2 is worth 100 / 6 / 3 points: 45% of it is 2.5.
    assert [(part.code, part.points) for part in change.contributions] == [("A", Fraction("2.5"))]
    assert change.points == Fraction("2.5")
