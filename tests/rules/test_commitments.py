"""Promises to the public."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged


def test_whole_years_under_the_text_are_judged_and_no_others() -> None:
    department = {"type": "organisation", "name": "示例厅", "kind": "department", "level": "province"}
    where = context("shandong-2024", "2027-03-01", [Coverage("commitment", "", "2024-01-01", "2026-06-30")])
    found = judged("GI-COM-0009", department, where=where)
    # The text is of November 2024, and 2026 was not declared to its end.
    assert [params for _, _, params in found] == [
        {"year": 2025, "commitment_kind": "duties"},
        {"year": 2025, "commitment_kind": "key-tasks"},
    ]
    assert judged("GI-COM-0009", {**department, "level": "county"}, where=where) == []


@pytest.mark.parametrize("kind", ["sub-district", "township", "sumu"])
def test_every_kind_of_grassroots_unit_gives_promises(kind: str) -> None:
    where = context("alxa-2021", coverage=[Coverage("commitment", "a/0")])
    unit = {"type": "organisation", "name": "示例", "kind": kind}
    assert judged("GI-COM-0010", unit, unit, where=where) == [(0, "", {})]


def test_a_promise_taken_down_or_shown_among_penalties_is_not_public() -> None:
    where = context("alxa-2021", coverage=[Coverage("publication")])
    promise = {"type": "commitment", "kind": "service-quality", "subject": "a/b"}
    page = {"type": "publication", "about": ["a/0"]}
    assert judged("GI-COM-0001", promise, page, where=where) == []
    for wrong in ({"state": "taken-down"}, {"kinds": ["penalty"]}, {"about": ["a/9"]}):
        assert judged("GI-COM-0001", promise, {**page, **wrong}, where=where) == [
            (0, "", {"commitment_kind": "service-quality"}),
        ]


def test_each_text_asks_for_its_own_kinds_of_promise() -> None:
    promise = {"type": "commitment", "kind": "service-efficiency", "subject": "a/b"}
    assert len(judged("GI-COM-0003", promise)) == 1
    assert judged("GI-COM-0003", promise, where=context("alxa-2021")) == []


def test_the_reviews_of_an_important_promise_are_those_of_the_profile() -> None:
    promise = {"type": "commitment", "kind": "important-policy-promise", "subject": "a/b"}
    steps = [params["step"] for _, _, params in judged("GI-COM-0005", promise)]
    assert steps == ["evaluation-argument", "fair-competition-review", "legal-opinion", "legal-review"]
    assert judged("GI-COM-0005", {**promise, "kind": "policy-promise"}) == []
