"""What spreadsheets do to values, case by case; readings are worked out by hand."""

from __future__ import annotations

import pytest

from gov_integrity.exchange.tables.cells import day_number, explain, judge_kind
from gov_integrity.model import FieldSpec, flat_specs

COMMITMENT = {spec.name: spec for spec in flat_specs("commitment")}


def spec(name: str) -> FieldSpec:
    return COMMITMENT[name]


@pytest.mark.parametrize(
    ("field", "text", "code", "reading"),
    [
        ("made_on", "2025年3月1日", "GI-TAB-0052", "2025-03-01"),
        ("made_on", "2025/3/1", "GI-TAB-0052", "2025-03-01"),
        ("made_on", "2025.3.1", "GI-TAB-0052", "2025-03-01"),
        ("made_on", "20250301", "GI-TAB-0052", "2025-03-01"),
        ("made_on", "2025-3-1", "GI-TAB-0052", "2025-03-01"),
        ("made_on", "2025年3月", "GI-TAB-0052", "2025-03"),
        ("made_on", "2025年", "GI-TAB-0052", "2025"),
        ("made_on", "2025/3/1 0:00:00", "GI-TAB-0052", "2025-03-01"),
        ("made_on", "２０２５-０３-０１", "GI-TAB-0053", "2025-03-01"),
        ("made_on", " 2025-03-01", "GI-TAB-0057", "2025-03-01"),
        ("obligations.amount", "2.72万元", "GI-TAB-0060", "27200"),
        ("obligations.amount", "1,234.50", "GI-TAB-0060", "1234.5"),
        ("obligations.amount", "￥100", "GI-TAB-0060", "100"),
        ("obligations.amount", "１００", "GI-TAB-0053", "100"),
        ("id", '="a/1"', "GI-TAB-0057", "a/1"),
        ("id", "\ta/1", "GI-TAB-0057", "a/1"),
        ("id", "'a/1", "GI-TAB-0057", "a/1"),
        ("number", "9.11E+17", "GI-TAB-0056", ""),
        ("id", "1.10105E+17", "GI-TAB-0056", ""),
        ("number", "#REF!", "GI-TAB-0054", ""),
        ("obligations.conditions_met", "对", "GI-TAB-0062", ""),
        ("revision", "第1版", "GI-TAB-0063", ""),
    ],
)
def test_habits_are_known(field: str, text: str, code: str, reading: str) -> None:
    found = explain(spec(field), text)
    assert found is not None
    assert (found.code, found.reading) == (code, reading)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("made_on", "2025-02-30"),  # no such day: wrong, but no habit
        ("made_on", "2025年2月30日"),
        ("made_on", "3/1/2025"),  # month or day first: not to be guessed
        ("made_on", "去年三月"),
        ("obligations.amount", "若干"),
        ("title", "关于2025年3月1日会议的通知"),
        ("content", "比例为1.5E+3"),
        ("id", "a 1"),
    ],
)
def test_what_is_not_known_is_not_guessed(field: str, text: str) -> None:
    assert explain(spec(field), text) is None


@pytest.mark.parametrize(
    ("field", "kind", "text", "code"),
    [
        ("id", "number", "9.11E+17", "GI-TAB-0050"),
        ("number", "number", "911101080000000000", "GI-TAB-0050"),
        ("number", "number", "15", "GI-TAB-0059"),
        ("made_on", "date", "45809", "GI-TAB-0051"),
        ("made_on", "number", "45809", "GI-TAB-0051"),
        ("recorded_at", "date", "45809.5", "GI-TAB-0051"),
        ("obligations.amount", "number", "1.1000000000000001", "GI-TAB-0061"),
        ("obligations.amount", "number", "1E+3", "GI-TAB-0061"),
        ("revision", "number", "1.5", "GI-TAB-0063"),
        ("title", "error", "#DIV/0!", "GI-TAB-0054"),
        ("title", "uncomputed", "", "GI-TAB-0055"),
        ("title", "boolean", "TRUE", "GI-TAB-0058"),
    ],
)
def test_cells_that_are_no_text(field: str, kind: str, text: str, code: str) -> None:
    found = judge_kind(spec(field), kind, text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("field", "kind", "text"),
    [
        ("made_on", "number", "2024"),  # a year, as written
        ("obligations.amount", "number", "27200.5"),
        ("revision", "number", "2"),
        ("obligations.conditions_met", "boolean", "TRUE"),
        ("title", "formula", "甲"),
        ("content", "number", "12"),
    ],
)
def test_cells_that_may_stand(field: str, kind: str, text: str) -> None:
    assert judge_kind(spec(field), kind, text) is None


def test_numbers_of_days() -> None:
    # ECMA-376 part 1, 18.17.4.1: 1 is 1 January 1900, 60 is a day that never was, 61 is 1 March 1900;
    # from 1904 on, 0 is 1 January 1904.
    assert day_number("1") == "1900-01-01"
    assert day_number("59") == "1900-02-28"
    assert day_number("60") == ""
    assert day_number("61") == "1900-03-01"
    assert day_number("45809") == "2025-06-01"
    assert day_number("1", date1904=True) == "1904-01-02"
    assert day_number("45809.5", "datetime") == "2025-06-01T12:00:00+08:00"
    assert day_number("-1") == day_number("9e9") == day_number("x") == ""
