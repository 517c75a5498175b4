"""Promises to the public."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage, rules
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


AGREEMENT = {"type": "commitment", "kind": "government-enterprise-agreement", "subject": "a/b"}


def test_a_review_not_required_is_stated_as_such() -> None:
    """Reviews are held as required (按要求)."""
    steps = [
        {"no": number, "step": step}
        for number, step in enumerate(("evaluation-argument", "legal-opinion", "legal-review"), 1)
    ]
    told = [(0, "/steps", {"step": "fair-competition-review", "commitment_kind": AGREEMENT["kind"]})]
    assert judged("GI-COM-0005", {**AGREEMENT, "steps": steps}) == told
    not_needed = {"no": 4, "step": "fair-competition-review", "outcome": "not-needed"}
    assert judged("GI-COM-0005", {**AGREEMENT, "steps": [*steps, not_needed]}) == []


def test_an_agreement_from_before_the_text_needs_no_reviews_by_it() -> None:
    assert judged("GI-COM-0005", {**AGREEMENT, "made_on": "2024-11-10"}) == []
    assert len(judged("GI-COM-0005", {**AGREEMENT, "made_on": "2024-11"})) == 4


def test_a_review_may_be_repeated_after_the_promise() -> None:
    late = {"no": 1, "step": "legal-opinion", "on": "2025-05-01"}
    promise = {**AGREEMENT, "made_on": "2025-03-03"}
    assert len(judged("GI-COM-0006", {**promise, "steps": [late]})) == 1
    first = {"no": 2, "step": "legal-opinion", "on": "2025-03-01"}
    assert judged("GI-COM-0006", {**promise, "steps": [late, first]}) == []


@pytest.mark.parametrize(
    ("checks", "told"),
    [
        ([("2025-01-10", "not-passed")], True),
        ([(None, "not-passed")], True),
        ([("2025-01-10", "not-passed"), ("2025-02-10", "passed")], False),
        ([("2025-02-10", "not-passed"), ("2025-01-10", "passed")], True),
        ([("2025-02-10", "not-passed"), (None, "passed")], False),
        ([("2025-04-10", "not-passed")], False),  # circumstances changed after the promise
    ],
)
def test_the_last_check_before_the_promise_counts(checks: list[tuple[str | None, str]], told: bool) -> None:
    steps = [
        {"no": number, "step": "feasibility-check", "outcome": outcome, **({"on": on} if on else {})}
        for number, (on, outcome) in enumerate(checks, 1)
    ]
    found = judged("GI-COM-0007", {**AGREEMENT, "made_on": "2025-03-03", "steps": steps})
    assert [pointer for _, pointer, _ in found] == (["/steps/0/outcome"] if told else [])


def test_that_each_body_gives_a_promise_is_a_reading() -> None:
    assert [rules()[code].kind.severity for code in ("GI-COM-0009", "GI-COM-0010")] == ["warning"] * 2


def test_the_page_of_a_promise_whose_time_is_over_may_come_down() -> None:
    where = context("alxa-2021", coverage=[Coverage("publication")])  # judged for 2025-06-30
    promise = {"type": "commitment", "kind": "service-quality", "subject": "a/b"}
    page = {"type": "publication", "about": ["a/0"], "state": "taken-down"}
    for until, found in (("2025-06-29", 0), ("2025-06-30", 1), ("2025", 1), ("2024", 0)):
        assert len(judged("GI-COM-0001", {**promise, "valid_until": until}, page, where=where)) == found
    assert len(judged("GI-COM-0001", {**promise, "valid_until": "2024"}, where=where)) == 1
