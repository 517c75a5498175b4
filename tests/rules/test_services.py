"""Approval reform and services."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

LISTED = context("alxa-2021", coverage=[Coverage("list_item")])


def listed(online: int, all_: int) -> list[dict[str, object]]:
    base = {"type": "list_item", "subject": "a/b", "list": "approval-items"}
    modes = [{"service_modes": ["online"]} if number < online else {} for number in range(all_)]
    return [{**base, "name": f"事项{number}", **mode} for number, mode in enumerate(modes)]


# Two of three items are 66.666… %.
@pytest.mark.parametrize(
    ("stated", "wrong"),
    [
        ("66.67", 0),
        ("66.66", 0),
        ("66.7", 0),
        ("67", 0),
        ("66", 0),
        ("65", 1),
        ("68", 1),
        ("66.5", 1),
        ("66.69", 1),
    ],
)
def test_rates_are_compared_within_their_printed_rounding(stated: str, wrong: int) -> None:
    rate = {"type": "observation", "subject": "a/b", "metric": "online-service-rate", "value": stated}
    assert len(judged("GI-SRV-0007", *listed(2, 3), rate, where=LISTED, cut=2)) == wrong


def test_rates_of_bodies_without_listed_items_are_left_alone() -> None:
    rate = {"type": "observation", "subject": "a/c", "metric": "online-service-rate", "value": "50"}
    assert judged("GI-SRV-0007", *listed(2, 3), rate, where=LISTED) == []


def test_numbers_of_items_are_compared_in_the_order_of_periods() -> None:
    def count(until: str, value: str) -> dict[str, object]:
        base = {"type": "observation", "subject": "a/b", "metric": "licence-items"}
        return {**base, "period_until": until, "value": value}

    where = context("xinzheng-2017")
    given = [count("2024-12-31", "99"), count("2022-12-31", "120"), count("2023-12-31", "100")]
    assert judged("GI-SRV-0008", *given, where=where) == []
    assert judged("GI-SRV-0008", *given, count("2025-05-31", "100"), where=where) == [
        (3, "/value", {"former": "99"}),
    ]


def test_a_cancelled_item_ends_by_the_day_it_was_cancelled() -> None:
    item = {
        "type": "list_item",
        "subject": "a/b",
        "list": "approval-items",
        "name": "x",
        "change": "cancelled",
    }
    assert len(judged("GI-SRV-0002", {**item, "changed_on": "2024-05-01"}, where=LISTED)) == 1
    assert judged("GI-SRV-0002", {**item, "changed_on": "2024-05-01", "until": "2024-05"}, where=LISTED) == []
    assert judged("GI-SRV-0002", {**item, "changed_on": "2025-07-01"}, where=LISTED) == []


def test_numbers_of_items_are_compared_within_one_breakdown() -> None:
    where = context("xinzheng-2017")
    base = {"type": "observation", "subject": "a/b", "metric": "licence-items"}
    first = {**base, "breakdown": "a", "period_until": "2023", "value": "5"}
    other = {**base, "breakdown": "b", "period_until": "2024", "value": "9"}
    assert judged("GI-SRV-0008", first, other, where=where) == []
    assert len(judged("GI-SRV-0008", first, {**other, "breakdown": "a"}, where=where)) == 1


def test_approvals_go_online_while_items_and_text_are_in_force() -> None:
    # The plan of Alxa is of 2021-07-26.
    rate = {"type": "observation", "subject": "a/b", "metric": "online-approval-rate", "value": "80"}
    assert judged("GI-SRV-0005", {**rate, "period_until": "2020-12-31"}, where=LISTED) == []
    assert len(judged("GI-SRV-0005", {**rate, "period_until": "2021"}, where=LISTED)) == 1
    item = {
        "type": "list_item",
        "subject": "a/b",
        "list": "approval-items",
        "name": "x",
        "fields": ["investment-approval"],
        "channels": ["service-hall"],
    }
    assert len(judged("GI-SRV-0006", item, where=LISTED)) == 1
    assert judged("GI-SRV-0006", {**item, "until": "2024-12-31"}, where=LISTED) == []


def test_units_that_are_no_more_need_no_services() -> None:
    town = {"type": "organisation", "name": "甲乡", "kind": "township"}
    for code, name, kind in (
        ("GI-SRV-0009", "xinzheng-2017", "organisation"),
        ("GI-SRV-0010", "alxa-2021", "commitment"),
    ):
        where = context(name, coverage=[Coverage(kind)])
        assert judged(code, town, where=where) != []
        assert judged(code, {**town, "until": "2020-12-31"}, where=where) == []
