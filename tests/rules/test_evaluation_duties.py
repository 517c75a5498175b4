"""Duties of evaluation."""

from __future__ import annotations

from gov_integrity.rules import Coverage, rules
from rules.judging import context, judged

YEARLY = {"type": "assessment", "subject": "a/city", "kind": "government-integrity"}


def test_years_before_the_text_are_not_asked_for() -> None:
    """The measures of Shandong are of November 2024; 2026 is not over."""
    where = context("shandong-2024", "2026-06-30", [Coverage("assessment")])
    found = judged("GI-EVL-0001", {**YEARLY, "period_until": "2015-12-31"}, where=where)
    assert [params["year"] for _, _, params in found] == ["2024", "2025"]


def test_bodies_that_evaluate_jointly_may_be_listed_as_joint_departments() -> None:
    where = context("xinzheng-2017")
    area = {"type": "assessment", "subject": "a/city", "kind": "regional-integrity"}
    assert judged("GI-EVL-0003", area, where=where) == [(0, "/parties", {"count": 1})]
    for role in ("assessor", "joint-author", "joint-department"):
        party = [{"no": 1, "role": role, "party": "a/other"}]
        assert judged("GI-EVL-0003", {**area, "parties": party}, where=where) == []


def test_what_the_words_do_not_order_of_everyone_is_no_error() -> None:
    """Of cities (4.11c); supported, not ordered (4.1.4a)."""
    assert rules()["GI-EVL-0002"].kind.severity == "warning"
    assert rules()["GI-EVL-0005"].kind.severity == "info"


def test_shandong_asks_for_yearly_evaluations_of_governments() -> None:
    where = context("shandong-2024", "2026-06-30", [Coverage("assessment")])
    body = {"type": "organisation", "id": "a/city", "name": "示例"}
    given = {**YEARLY, "period_until": "2024-12-31"}
    told = [(1, "/kind", {"assessment_kind": "government-integrity", "year": "2025"})]
    assert judged("GI-EVL-0001", {**body, "kind": "government"}, given, where=where) == told
    assert judged("GI-EVL-0001", {**body, "kind": "department"}, given, where=where) == []
    # Gansu says nothing of whose.
    where = context("gansu-2017", "2026-06-30", [Coverage("assessment")])
    assert judged("GI-EVL-0001", {**body, "kind": "department"}, given, where=where) == told
