"""Published results, reproduced from the index files alone. The expected values are the printed ones."""

import csv
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from evaluation.evalcase import adds_up, run, statement
from gov_integrity.evaluation.builtin import builtin_index
from gov_integrity.evaluation.change import changed
from gov_integrity.evaluation.summary import overall_row

FOLDER = Path(__file__).parent / "oracles"


def printed(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def twelve_areas():
    rows = printed("business_environment_12_counties_results")
    data = []
    for row in rows[:-1]:
        values = (row["gov_index_weighted_70"], row["economy_index_weighted_30"])
        data += [
            statement(row["area"], "item-points", value, breakdown=str(place), id=f"x/{row['area']}-{place}")
            for place, value in enumerate(values, 1)
        ]
    return rows, data


@pytest.mark.clause("alxa-2021/2.4.4d", "xinzheng-2017/4.1.4f")
def test_twelve_areas_sums_ranks_and_overall_row():
    rows, data = twelve_areas()
    results = run("business-environment", *data)
    for row in rows[:-1]:
        one = results[row["area"]]
        assert one.score == Fraction(row["composite"])
        assert one.rank == int(row["rank"])
        adds_up(one.root)
    overall = overall_row(builtin_index("business-environment"), results.values())
    assert overall == {"": Fraction("78.12"), "1": Fraction("60.95"), "2": Fraction("17.17")}
    assert [overall[""], overall["1"], overall["2"]] == [
        Fraction(rows[-1][key]) for key in ("composite", "gov_index_weighted_70", "economy_index_weighted_30")
    ]


def test_the_order_of_the_observations_changes_nothing():
    _, data = twelve_areas()
    forwards, backwards = run("business-environment", *data), run("business-environment", *reversed(data))
    assert {k: (v.score, v.rank) for k, v in forwards.items()} == {
        k: (v.score, v.rank) for k, v in backwards.items()
    }


def test_rates_of_the_1000_point_means_and_their_changes():
    results = []
    for row in printed("cupl_law_government_means"):
        data = statement("全国样本", "item-score", row["mean_score_of_1000"], breakdown="平均分")
        result = run("law-government-rate", data)["全国样本"]
        assert result.score == Fraction(row["mean_rate_pct"])
        results.append((row, result))
    for (_, before), (row, after) in pairwise(results):
        change = changed(before, after)
        assert change.points == Fraction(row["change_points_as_printed"])
        assert sum(part.points for part in change.contributions) == change.points


def test_the_rate_is_rounded_before_the_difference_is_taken():
    # 61.736 - 59.701 = 2.035, which would print as 2.04 as well; 66.307 - 61.736 = 4.571 prints as 4.57,
    # 68.722 - 66.307 = 2.415 would print as 2.42, but the printed change is 68.72 - 66.31 = 2.41.
    first, second = (
        run("law-government-rate", statement("x", "item-score", value, breakdown="平均分"))["x"]
        for value in ("663.07", "687.22")
    )
    assert changed(first, second).points == Fraction("2.41")


def test_the_interval_of_the_overall_late_rate():
    """9 220 at 3.6 (3.55 to 3.65) and 119 634 at 0.08 (0.075 to 0.085) percent.

    Low: (3.55 * 9220 + 0.075 * 119634) / 128854 = 41703.55 / 128854, about 0.3237.
    High: (3.65 * 9220 + 0.085 * 119634) / 128854 = 43821.89 / 128854, about 0.3401.
    """
    licence, penalty, total = printed("qinghai_double_publicity_2024_02")
    data = []
    for row, step in ((licence, "0.1"), (penalty, "0.01")):
        data.append(
            statement(
                "青海",
                "published-records-late",
                row["late_rate_pct"],
                breakdown=row["kind"],
                unit="percent",
                value_rounded_to=step,
                id=f"q/{row['kind']}",
            )
        )
        data.append(
            statement(
                "青海",
                "published-records-collected",
                row["collected"],
                breakdown=row["kind"],
                unit="piece",
                id=f"q/{row['kind']}-n",
            )
        )
    result = run("double-publicity-late-rate", *data)["青海"]
    bounds = result.root.bounds
    assert bounds.low == Fraction("41703.55") / 128854
    assert bounds.high == Fraction("43821.89") / 128854
    assert Fraction(total["late_rate_pct"]) in bounds
    plain_mean = (Fraction(licence["late_rate_pct"]) + Fraction(penalty["late_rate_pct"])) / 2
    assert plain_mean not in bounds
