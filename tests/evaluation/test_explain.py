"""Explanations of every rule, so that the points can be worked out from the line alone, in both languages."""

import csv
import re
from fractions import Fraction

import pytest

from evaluation.evalcase import AS_OF, NA, observations, statement
from gov_integrity.evaluation.builtin import builtin_index
from gov_integrity.evaluation.charts import bar_chart, interval_chart, text_width, tree_chart, trend_chart
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.engine import run
from gov_integrity.evaluation.explanation import explain
from gov_integrity.evaluation.observations import Body, read_observations
from gov_integrity.evaluation.render import csv_table, explanation_lines


def told(name, lang="zh", **values):
    result = run(builtin_index(name), read_observations(observations(**values))[0], as_of=AS_OF)
    return "\n".join(explanation_lines(explain(result, "g"), lang))


@pytest.mark.parametrize(
    ("name", "values", "lines"),
    [
        (
            "02-shares",
            {"norm_score": "90", "effect_score": "50", "law_score": "80"},
            ["90 ÷ 100 × 12 = 10.8", "(满分 = 100 × 0.15)", "(满分 = 15 × 0.8)"],
        ),
        (
            "03-start-full",
            {"procedure_faults": "1", "unreviewed": "0", "unfiled": "0", "unlawful_documents": "4"},
            ["35 [起始分] - 5 [A] + 0 [B] + 0 [C] - 40 [D] + 10 [保底] = 0"],
        ),
        (
            "04-deductions",
            {"plan_absent": "0", "reports_late": "5", "reports_missing": "1", "days_late": "4"},
            ["reports-late: 5 × -0.5 = -2.5; 封顶: 0.5", "全部扣完 days-late (4): -4"],
        ),
        ("05-intervals", {"error_rate": "10"}, ["10 ∈ (5, 10] → 9"]),
        ("06-target", {"briefings": "15"}, ["15 ÷ 12 × 4 = 5; 封顶: -1 → 4"]),
        ("07-choice", {"rules_state": "基本健全"}, ["基本健全 → 2"]),
        (
            "08-formula",
            {"quantity": "10", "quality": "8", "speed": "6", "novelty": "5", "difficulty": "2"},
            ["(A+B+C)*(1+0.1*w)+D, A = 10, B = 8, C = 6, w = 2, D = 5 = 33.8"],
        ),
        (
            "10-veto",
            {
                "rectification_rate": "100",
                "accidents": "2",
                "file_score": "40",
                "enforcement_score": "50",
                "refused": "否",
            },
            ["- 90 [否决 B] = 0", "触发否决 (0, ∞)", "未触发否决 [100, 100]"],
        ),
        (
            "11a-rescale",
            {"petition_score": "16", "window_score": NA, "online_score": "40"},
            ["16 [A] + 40 [B] + 24 [折算] = 80", "不适用 → 其余指标折算为满分"],
        ),
        ("government-debt", {"debt_ratio": "1.2"}, ["无法得出"]),
    ],
)
def test_every_rule_can_be_followed(name, values, lines):
    text = told(name, **values)
    for line in lines:
        assert line in text, text
    assert "\n" in told(name, "en", **values)


def test_a_negative_ratio_and_a_rounded_input():
    index = read_index(
        {
            "type": "index",
            "id": "t/neg",
            "version": "1",
            "name": "试",
            "total": "20",
            "decimals": 1,
            "missing_rule": "lowest",
            "indicators": [
                {
                    "code": "A",
                    "name": "败诉率",
                    "points": "20",
                    "direction": "negative",
                    "rule": "ratio",
                    "metric": "litigation-loss-rate",
                    "unit": "percent",
                    "decimals": 1,
                }
            ],
        }
    )
    row = statement("g", "litigation-loss-rate", "33.3", unit="percent", value_rounded_to="0.1")
    result = run(index, read_observations([row])[0], as_of=AS_OF)
    node = result.results[0].root.find("A")
    # (1 - 0.333) x 20 = 13.34, rounded first to 13.3; the value may have been 33.25 to 33.35.
    assert node.points == Fraction("13.3")
    assert (node.bounds.low, node.bounds.high) == (Fraction("13.33"), Fraction("13.35"))
    text = "\n".join(explanation_lines(explain(result, "g"), "zh"))
    assert "(1 - 33.3 ÷ 100) × 20 = 13.34; 修约: -0.04 → 13.3" in text
    assert "[33.25, 33.35]" in text


def test_losses_are_ordered_by_what_mending_brings():
    result = run(
        builtin_index("combined"),
        read_observations(
            observations(
                unlawful_documents="1",
                error_rate="3",
                rules_state="没有",
                promise_keeping_rate=("17", "20"),
                briefings="12",
                awards_provincial="0",
                major_breaches="0",
            )
        )[0],
        as_of=AS_OF,
    )
    found = explain(result, "g")
    assert [(loss.code, loss.lost, loss.gain, loss.rank) for loss in found.losses] == [
        ("A1", 8, 8, 1),
        ("A3", 8, 8, 1),
        ("B1", Fraction("6.75"), Fraction("6.75"), 1),
        ("A2", 6, 6, 1),
    ]


def test_charts_are_the_same_bytes_and_take_odd_input():
    rows = [
        ("一个非常非常非常非常非常非常非常非常非常长的单位名称", Fraction(-3), "-3"),
        ("b", Fraction(200), "200"),
    ]
    assert bar_chart("题", rows, Fraction(100)) == bar_chart("题", rows, Fraction(100))
    assert "…" in bar_chart("题", rows)
    assert bar_chart("空", []).startswith("<svg")
    assert interval_chart("空", []).startswith("<svg")
    assert trend_chart("一", [("2024", Fraction(5))]).count("<circle") == 1
    assert "<svg" in trend_chart("满分", [("2023", Fraction(0)), ("2024", Fraction(5))], Fraction(10))
    assert text_width("甲a") == 21
    result = run(builtin_index("combined"), read_observations(observations(error_rate="3"))[0], as_of=AS_OF)
    assert "缺失" in tree_chart(result.results[0].root)


def test_a_bar_of_a_tree_is_as_long_as_its_share_and_never_longer_than_its_track():
    # Of 860 the names take 380 and the points 180: 300 for the full points.
    values = {"base_score": "100", "awards_national": "1", "awards_provincial": "2"}
    result = run(builtin_index("09-bonus"), read_observations(observations(**values))[0], as_of=AS_OF)
    widths = re.findall(r'<rect x="380.00" [^>]*width="([0-9.]+)"', tree_chart(result.results[0].root))
    assert widths[:2] == ["300.00", "300.00"]  # 109 of 100
    values["base_score"] = "55"
    result = run(builtin_index("09-bonus"), read_observations(observations(**values))[0], as_of=AS_OF)
    widths = re.findall(r'<rect x="380.00" [^>]*width="([0-9.]+)"', tree_chart(result.results[0].root))
    assert widths[:2] == ["300.00", "192.00"]  # 55 + 9 = 64 of 100


def test_a_body_is_called_by_its_name_and_its_total_has_the_places_of_the_index():
    leaf = {
        "code": "A",
        "name": "甲",
        "points": "20",
        "direction": "negative",
        "rule": "ratio",
        "metric": "m",
    }
    head = {"type": "index", "id": "t/one", "version": "1", "name": "试", "total": "20", "decimals": 1}
    index = read_index(head | {"missing_rule": "lowest", "indicators": [leaf | {"unit": "percent"}]})
    read = read_observations([statement("g", "m", "35", unit="percent")])[0]
    result = run(index, read, as_of=AS_OF, bodies={"g": Body("g", "某县", "government", "county")})
    # (1 - 0.35) x 20 = 13: told as 13.0 for the whole, as 13 for the indicator.
    assert next(iter(explanation_lines(explain(result, "g"), "zh"))).startswith("某县: 13.0")
    found = list(csv.DictReader(csv_table(result.results).lstrip("\ufeff").splitlines()))
    assert [(row["indicator"], row["points"]) for row in found] == [("", "13.0"), ("A", "13")]
