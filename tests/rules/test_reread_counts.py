"""Counts against a list: cases that left it, bodies that are not at hand, divisions above."""

from __future__ import annotations

import pytest
from attrs import evolve

from rules.judging import context, judged

FULL = evolve(context("national-2016"), extent="full")
BODY = {
    "type": "organisation",
    "id": "a/b",
    "name": "示例村",
    "kind": "village-committee",
    "division": "320924",
}
CASE = {"type": "court_matter", "subject": "a/b", "kind": "dishonest-judgment-debtor", "case_count": 3}
STATED = {
    "type": "observation", "subject": "a/city", "metric": "listed-debtors", "period_until": "2024-12-31",
}  # fmt: skip


@pytest.mark.parametrize(
    ("days", "value", "told"),
    [
        ({"delisted_on": "2024-06-30"}, "3", None),  # three stay; this one has left
        ({"delisted_on": "2024-06-30"}, "4", 3),
        ({"delisted_on": "2025-01-01"}, "4", None),  # it left afterwards
        ({"delisted_on": "2025-01-01"}, "3", 4),
        ({"delisted_on": "2024-12-31"}, "3", None),  # that day: it may count or not
        ({"delisted_on": "2024"}, "4", None),
        ({"delisted_on": "2024-12"}, "5", 4),
        ({"listed_on": "2025-01-01"}, "3", None),
        ({"listed_on": "2025-01-01"}, "4", 3),
    ],
)
def test_a_case_counts_while_it_is_on_the_list(days: dict[str, str], value: str, told: int | None) -> None:
    one = {**CASE, "case_count": 1, **days}
    found = judged("GI-AGG-0001", BODY, CASE, one, {**STATED, "value": value}, where=FULL)
    assert [item[2]["listed"] for item in found] == ([] if told is None else [told])


def test_without_a_time_a_case_that_left_may_count_or_not() -> None:
    undated = {name: value for name, value in STATED.items() if name != "period_until"}
    gone = {**CASE, "case_count": 1, "delisted_on": "2024-06-30"}
    for value, found in (("2", 1), ("3", 0), ("4", 0), ("5", 1)):
        assert len(judged("GI-AGG-0001", CASE, gone, {**undated, "value": value}, where=FULL)) == found


@pytest.mark.parametrize(
    ("body", "breakdown", "value", "told"),
    [
        (None, "village-committee/320924", "3", 0),  # of a body elsewhere kind and county are not known
        (None, "village-committee/320924", "4", 1),  # yet there are no more than three
        ({}, "village-committee/320924", "4", 1),
        ({}, "village-committee/320924", "0", 1),
        ({}, "village-committee/320923", "3", 1),
        ({"division": None}, "village-committee/320924", "3", 0),
        ({"division": None}, "residents-committee/320924", "3", 1),
        ({}, "village-committee/320900", "3", 0),  # the city with its counties
        ({}, "village-committee/320900", "0", 0),  # or without them
        ({}, "village-committee/320800", "3", 1),
    ],
)
def test_a_body_counts_where_it_may_belong(
    body: dict[str, None] | None, breakdown: str, value: str, told: int
) -> None:
    known = [] if body is None else [{name: of for name, of in {**BODY, **body}.items() if of is not None}]
    stated = {**STATED, "breakdown": breakdown, "value": value}
    assert len(judged("GI-AGG-0001", *known, CASE, stated, where=FULL)) == told
