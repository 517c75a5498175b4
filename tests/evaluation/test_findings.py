"""Bad input: a finding at the place, the value missing under the stated policy, never zero in silence."""

from datetime import date
from fractions import Fraction

import pytest

from evaluation.evalcase import NA, adds_up, body, observations, run, statement
from gov_integrity.errors import RefusedError
from gov_integrity.evaluation.builtin import builtin_statement
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.observations import read_observations


def one_indicator(**leaf):
    options = {
        key: leaf.pop(key)
        for key in (
            "missing_rule",
            "pick_rule",
            "source_order",
            "not_applicable_rule",
            "subject_kinds",
            "since",
            "until",
        )
        if key in leaf
    }
    row = {"code": "A", "name": "甲", "points": "10", "direction": "positive", "rule": "ratio", "metric": "m"}
    return read_index(
        {
            "type": "index",
            "id": "t/one",
            "version": "1",
            "name": "试",
            "total": "10",
            "missing_rule": "lowest",
        }
        | options
        | {"indicators": [row | leaf]}
    )


def scored(index, *rows, **options):
    result = run(index, *rows, **options)["g"]
    adds_up(result.root)
    return result.score, [finding.code for finding in result.findings], result.partial


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"value": "ten"}, "GI-EVAL-0101"),
        ({"value": "NaN"}, "GI-EVAL-0101"),
        ({"value": float("nan")}, "GI-EVAL-0101"),
        ({"value": float("inf")}, "GI-EVAL-0101"),
        ({"value": True}, "GI-EVAL-0101"),
        ({"value": "1,000"}, "GI-EVAL-0101"),
        ({"value": "１"}, "GI-EVAL-0101"),
        ({"value": "1e3"}, "GI-EVAL-0101"),
        ({"value": "9" * 100}, "GI-EVAL-0101"),
        ({"text": "很多"}, "GI-EVAL-0101"),
        ({"value": "1.01"}, "GI-EVAL-0102"),
        ({"value": "-0.1"}, "GI-EVAL-0102"),
        ({"numerator": "3", "denominator": "2"}, "GI-EVAL-0102"),
        ({"numerator": "0", "denominator": "0"}, "GI-EVAL-0103"),
        ({"numerator": "1", "denominator": "-2"}, "GI-EVAL-0113"),
        ({"numerator": "x", "denominator": "2"}, "GI-EVAL-0101"),
        ({"denominator": "2"}, "GI-EVAL-0116"),
        ({"value": "0.5", "numerator": "1", "denominator": "3"}, "GI-EVAL-0118"),
        ({"value": "5", "unit": "yuan"}, "GI-EVAL-0104"),
        ({"value": "5", "unit": "bushel"}, "GI-EVAL-0104"),
        ({}, "GI-EVAL-0110"),
        ({"state": "missing"}, "GI-EVAL-0110"),
        ({"value": "0.5", "verification": "false"}, "GI-EVAL-0114"),
    ],
)
def test_a_value_that_cannot_be_used_is_missing(row, code):
    score, codes, partial = scored(one_indicator(unit="ratio"), statement("g", "m", **row))
    assert score == 0
    assert codes[0] == code
    assert partial


def test_missing_zero_and_not_applicable_are_three_things():
    index = one_indicator(unit="ratio", not_applicable_rule="full")
    assert scored(index, statement("g", "m", "0")) == (0, [], False)
    assert scored(index, statement("g", "m", NA)) == (10, [], False)
    assert scored(index, statement("g", "m")) == (0, ["GI-EVAL-0110"], True)


def test_no_score_when_the_policy_refuses():
    assert scored(one_indicator(unit="ratio", missing_rule="refuse"), statement("g", "m", "x?")) == (
        None,
        ["GI-EVAL-0101", "GI-EVAL-0117"],
        True,
    )


def test_units_are_converted_when_they_fit():
    index = one_indicator(unit="percent")
    assert scored(index, statement("g", "m", "0.25", unit="ratio"))[0] == Fraction("2.5")
    assert scored(index, statement("g", "m", ("1", "4")))[0] == Fraction("2.5")
    assert scored(index, statement("g", "m", "250", unit="permille"))[0] == Fraction("2.5")


def test_a_printed_rate_may_differ_from_its_fraction_by_its_rounding():
    rate = {"value": "33.33", "numerator": "1", "denominator": "3", "unit": "percent"}
    assert scored(one_indicator(unit="percent"), statement("g", "m", **rate))[0] == Fraction(10, 3)


def test_two_observations_in_conflict_and_the_rules_that_pick():
    first = statement("g", "m", "0.5", id="t/1", source="self-report", observed_on="2025-01-10")
    second = statement("g", "m", "0.7", id="t/2", source="register", observed_on="2025-01-05")
    same = statement("g", "m", "70", id="t/3", unit="percent", source="survey")
    index = one_indicator(unit="ratio")
    assert scored(index, first, second) == (0, ["GI-EVAL-0105"], True)
    assert scored(index, second, same) == (7, [], False)  # 0.7 and 70% agree
    latest = one_indicator(unit="ratio", pick_rule="latest")
    assert scored(latest, first, second)[0] == 5
    by_source = one_indicator(
        unit="ratio", pick_rule="source-order", source_order=["register", "self-report"]
    )
    assert scored(by_source, first, second)[0] == 7
    assert scored(by_source, second, first)[0] == 7


def test_periods_are_collected_as_the_indicator_says():
    def quarter(first, last, numerator, denominator):
        return statement(
            "g", "m", (numerator, denominator), id=f"t/{first}", period_from=first, period_until=last
        )

    rows = [
        quarter("2024-01", "2024-03", "1", "10"),
        quarter("2024-04", "2024-06", "3", "10"),
        quarter("2024-07", "2024-09", "8", "20"),
    ]

    def collected(how):
        return scored(one_indicator(unit="ratio", collect=how), *rows)[0]

    assert collected("latest") == 4
    assert collected("pooled") == 3  # 12 of 40
    assert collected("mean") == Fraction(8, 3)  # (0.1 + 0.3 + 0.4) / 3
    overlapping = [*rows, quarter("2024-01", "2024-12", "1", "2")]
    assert scored(one_indicator(unit="ratio", collect="pooled"), *overlapping)[1] == ["GI-EVAL-0121"]


def test_what_was_observed_later_or_outside_the_period_is_not_looked_at():
    index = one_indicator(unit="ratio")
    rows = [
        statement("g", "m", "0.5", id="t/1"),
        statement("g", "m", "0.9", id="t/2", observed_on="2025-04-01"),
    ]
    assert scored(index, *rows)[0] == 5
    year = (date(2023, 1, 1), date(2023, 12, 31))
    assert "g" not in run(index, *rows, period=year)


def test_a_body_of_another_kind_is_not_ranked():
    index = one_indicator(unit="ratio", subject_kinds=["government"])
    rows = [
        statement(code, "m", value, id=f"t/{code}")
        for code, value in (("g", "0.5"), ("h", "0.6"), ("k", "0.4"))
    ]
    found = run(index, *rows, bodies={"g": body("g"), "h": body("h", "court")})
    assert (found["g"].rank, found["h"].rank, found["k"].rank) == (1, None, 1)
    assert [f.code for f in found["h"].findings] == ["GI-EVAL-0106"]
    assert found["h"].score is None
    assert [f.code for f in found["k"].findings] == ["GI-EVAL-0120"]  # kind unknown: told, ranked apart


@pytest.mark.clause("alxa-2021/2.4.4d", "xinzheng-2017/4.1.4f")
def test_only_bodies_of_the_same_kind_and_level_are_ranked_together():
    rows = [
        statement(code, "m", value, id=f"t/{code}")
        for code, value in zip("abcd", ("0.9", "0.8", "0.7", "0.6"), strict=True)
    ]
    kin = {"a": body("a"), "b": body("b", level="township"), "c": body("c"), "d": body("d", "department")}
    found = run(one_indicator(unit="ratio"), *rows, bodies=kin)
    assert [found[code].rank for code in "abcd"] == [1, 1, 2, 1]
    assert found["c"].peers == ("government", "county", 2)


def test_an_index_out_of_use_is_refused():
    index = one_indicator(unit="ratio", since="2024", until="2024-12")
    with pytest.raises(RefusedError):
        run(index, statement("g", "m", "0.5"), as_of=date(2025, 1, 1))
    assert run(index, statement("g", "m", "0.5"), as_of=date(2024, 12, 31))


def test_a_rate_on_few_cases_is_told():
    index = one_indicator(unit="ratio", minimum_cases=5)
    assert scored(index, statement("g", "m", ("3", "4"))) == (Fraction("7.5"), ["GI-EVAL-0115"], False)
    assert scored(index, statement("g", "m", ("4", "5")))[1] == []


def test_a_rounded_value_on_the_edge_of_two_bands_is_told():
    index = read_index(builtin_statement("05-intervals"))
    near = statement("g", "error-rate", "5.0", unit="percent", value_rounded_to="0.1")
    assert [f.code for f in run(index, near)["g"].findings] == ["GI-EVAL-0119"]


def test_observations_without_subject_or_metric():
    read, findings = read_observations(
        [
            {"type": "observation", "id": "t/1"},
            {"type": "observation", "subject": "g"},
            {"type": "organisation"},
            {"type": "observation", "action": "erase"},
        ]
    )
    assert read == []
    assert [(f.code, f.params["field"], f.place.record) for f in findings] == [
        ("GI-EVAL-0116", "subject", 1),
        ("GI-EVAL-0116", "metric", 2),
    ]


def test_a_finding_names_the_statement_and_the_field():
    rows = [*observations(m="0.5"), statement("h", "m", "abc!", id="t/h")]
    finding = run(one_indicator(unit="ratio"), rows[0], rows[1] | {"value": "abc!", "text": ""})[
        "h"
    ].findings[0]
    assert (finding.code, finding.record.id, finding.place.record, finding.place.pointer, finding.sample) == (
        "GI-EVAL-0101",
        "t/h",
        2,
        "/value",
        "abc!",
    )


def test_rates_of_two_sources_agree_as_fractions_whatever_their_unit_says():
    index = one_indicator(unit="percent")

    def two(first, second):
        return [
            statement("g", "m", rate, id=f"s/{at}", unit="percent") for at, rate in enumerate((first, second))
        ]

    assert scored(index, *two(("1", "4"), ("2", "8"))) == (Fraction("2.5"), [], False)
    assert scored(index, *two(("1", "4"), ("2", "4")))[1] == ["GI-EVAL-0105"]


def test_who_has_no_score_has_no_rank_and_is_not_counted_among_the_ranked():
    index = one_indicator(unit="ratio", missing_rule="refuse")
    bodies = {name: body(name) for name in "gh"}
    found = run(index, statement("g", "m", "0"), statement("h", "m"), bodies=bodies)
    assert [(found[name].rank, found[name].peers[2]) for name in "gh"] == [(1, 1), (None, 1)]


def test_both_rescalings_in_one_block():
    """A: 20 each; A1 goes to its siblings, A2 to the whole, A3 has 15: 15 * 40 / 20 = 30 of 40 left in A.

    The whole: 30 + 40 of 80 that apply are 70 * 100 / 80 = 87.5.
    """
    leaf = {"direction": "positive", "rule": "given"}
    index = read_index(
        {
            "type": "index", "id": "t/two", "version": "1", "name": "试", "total": "100",
            "missing_rule": "lowest", "not_applicable_rule": "rescale",
            "indicators": [
                {"code": "A", "name": "甲", "points": "60"},
                leaf | {"code": "A1", "parent": "A", "name": "一", "points": "20", "metric": "m1",
                        "not_applicable_rule": "rescale-siblings"},
                leaf | {"code": "A2", "parent": "A", "name": "二", "points": "20", "metric": "m2"},
                leaf | {"code": "A3", "parent": "A", "name": "三", "points": "20", "metric": "m3"},
                leaf | {"code": "B", "name": "乙", "points": "40", "metric": "n"},
            ],
        }
    )  # fmt: skip
    found = run(index, *observations(m1=NA, m2=NA, m3="15", n="40"))["g"]
    adds_up(found.root)
    assert found.root.find("A").points == 30
    assert found.score == Fraction("87.5")


@pytest.mark.parametrize(
    ("unit", "value", "given", "fits"),
    [
        ("percent", "0.33", "ratio", True),  # 33 for 33.33.., rounded to 1 percent
        ("percent", "0.32", "ratio", False),
        ("percent", "333", "permille", True),
        ("ratio", "33.3", "percent", True),
        ("ratio", "33.4", "percent", False),  # 0.334 is more than 0.0005 away
        ("ratio", "33.8", "percent", False),
    ],
)
def test_the_rounding_of_a_printed_rate_is_in_the_unit_it_is_printed_in(unit, value, given, fits):
    row = statement("g", "m", value=value, unit=given, numerator="1", denominator="3")
    expected = (Fraction(10, 3), [], False) if fits else (0, ["GI-EVAL-0118"], True)
    assert scored(one_indicator(unit=unit), row) == expected


def test_only_what_was_rounded_has_bounds_and_they_are_in_the_unit_of_the_indicator():
    index = one_indicator(unit="percent")
    assert run(index, statement("g", "m", "0.333", unit="ratio"))["g"].root.bounds is None
    row = statement("g", "m", "0.333", unit="ratio", value_rounded_to="0.001")
    bounds = run(index, row)["g"].root.bounds
    # 33.25 to 33.35 of 100, for 10 points.
    assert (bounds.low, bounds.high) == (Fraction("3.325"), Fraction("3.335"))


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ({"period_from": "2024-03", "period_until": "2024-05"}, (3, 1), (5, 31)),
        ({"period_until": "2024-05"}, (5, 31), (5, 31)),
        ({"period_from": "2024-03"}, (3, 1), (3, 1)),
    ],
)
def test_one_end_of_a_period_stands_for_both(given, first, last):
    row = {"type": "observation", "id": "t/1", "subject": "g", "metric": "m", "value": "1"} | given
    (found,) = read_observations([row])[0]
    assert (found.first, found.last) == (date(2024, *first), date(2024, *last))
