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
