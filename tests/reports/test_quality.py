"""Rates are added by count, exactly; rounding happens once."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.reports.figures_page import figure_sections
from gov_integrity.reports.quality import (
    Rate,
    compliance,
    late,
    measures,
    missing,
    overall,
    timely,
    wrong_codes,
)  # fmt: skip

sys.path.insert(0, str(Path(__file__).parent))
from sample import FIGURES


def test_the_figures_of_qinghai_are_weighted_by_count() -> None:
    # Published for February 2024: licences 9 220 with 3.6 % late, penalties 119 634 with 0.08 %, all 0.34 %.
    # 3.6 % of 9 220 lies between 327.3 and 336.6 rows, 0.08 % of 119 634 between 89.7 and 101.7.
    licences, penalties = Rate(336, 9_220), Rate(101, 119_634)
    assert (licences.percent(1), penalties.percent(2)) == ("3.6%", "0.08%")
    together = overall([licences, penalties])
    assert together == Rate(437, 128_854)
    assert together.percent(2) == "0.34%"
    assert overall([Rate(9_220, 9_220), Rate(119_634, 119_634)]).percent(0) == "100%"


def test_rounding_is_half_up_and_exact() -> None:
    assert Rate(1, 8).percent(0) == "13%"  # 12.5
    assert Rate(1, 3).percent() == "33.33%"
    assert Rate(2, 3).percent() == "66.67%"
    assert Rate(0, 0).percent() == "—"
    assert Rate(0, 0).value is None


def test_each_figure_by_hand() -> None:
    assert compliance(FIGURES) == {"organisation": Rate(6, 8), "decision": Rate(2, 2)}
    assert overall(compliance(FIGURES).values()).percent() == "80.00%"
    assert late(FIGURES) == {"penalty": Rate(1, 3), "licence": Rate(0, 1)}
    assert timely(FIGURES)["penalty"] == Rate(2, 3)
    assert wrong_codes(FIGURES) == Rate(1, 5)
    assert missing(FIGURES)["organisation", "uscc"] == Rate(3, 8)


@given(
    st.lists(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1)
)
def test_the_rate_of_all_lies_between_those_of_the_parts(pairs: list[tuple[int, int]]) -> None:
    rates = [Rate(*pair) for pair in pairs]
    values = [Fraction(*pair) for pair in pairs]
    value = overall(rates).value
    assert value is not None
    assert min(values) <= value <= max(values)
    assert Fraction(1) - value == overall([rate.rest() for rate in rates]).value


def test_every_figure_has_a_definition_and_a_source() -> None:
    assert set(measures()) == {"compliance", "late", "timely", "wrong_codes", "missing", "overall"}
    for measure in measures().values():
        assert all((measure.zh, measure.en, measure.definition_zh, measure.definition_en, measure.source))


def test_a_report_without_figures_has_no_chapter_for_them() -> None:
    assert figure_sections({}, "zh") == []
    (section,) = figure_sections(FIGURES, "en")
    assert [part.title for part in section.parts][:2] == ["Main figures", "Compliance by type"]
