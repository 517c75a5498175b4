"""Complaints and reports."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

COMPLAINT = {"type": "case", "kind": "complaint", "subject": "a/b", "topics": ["breach"]}


@pytest.mark.parametrize(
    ("topic", "other"),
    [("investment-dishonesty", False), ("unlawful-dishonest", False), ("wrong-information", True)],
)
def test_the_column_takes_every_kind_of_broken_faith(topic: str, other: bool) -> None:
    complaint = {**COMPLAINT, "channel": "complaint-column", "topics": [topic]}
    assert bool(judged("GI-CPL-0004", complaint)) == other


@pytest.mark.parametrize(
    ("opened", "late"), [("2023-08-09", False), ("2023-08-10", True), ("2023-08", True), ("2023-07", False)]
)
def test_hand_over_at_once_is_asked_since_the_notice(opened: str, late: bool) -> None:
    """发改财金〔2023〕1103号 is of 2023-08-10."""
    steps = [{"no": 1, "step": "hand-over", "on": "2023-09-15"}]
    complaint = {**COMPLAINT, "opened_on": opened, "steps": steps}
    assert bool(judged("GI-CPL-0006", complaint, where=context("national-2016"))) == late


def test_outcomes_from_before_the_notice_are_left_alone() -> None:
    where = context("national-2016", coverage=[Coverage("dishonesty_record")])
    for code, result in (("GI-CPL-0007", "not-upheld"), ("GI-CPL-0008", "not-corrected")):
        complaint = {**COMPLAINT, "result": result, "opened_on": "2023-08-01"}
        assert judged(code, complaint, where=where) == []
        assert len(judged(code, {**complaint, "closed_on": "2023-08-31"}, where=where)) == 1


def test_refusal_is_recorded_as_dishonesty_where_a_breach_was_complained_of() -> None:
    where = context("national-2016", coverage=[Coverage("dishonesty_record")])
    refused = {**COMPLAINT, "result": "not-corrected", "opened_on": "2024-03-04"}
    told = [(0, "/result", {})]
    assert judged("GI-CPL-0008", refused, where=where) == told
    assert judged("GI-CPL-0008", {**refused, "topics": ["wrong-information"]}, where=where) == []
    del refused["topics"]
    assert judged("GI-CPL-0008", refused, where=where) == told
