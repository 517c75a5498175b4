"""Lenience for those who set things right."""

from __future__ import annotations

from rules.judging import context, judged


def test_the_act_may_set_one_of_several_breaches_right() -> None:
    record = {"type": "dishonesty_record", "subject": "a/p", "form": "court-judgment"}
    first = {**record, "id": "a/r1", "conduct_on": "2024-01-15"}
    second = {**record, "id": "a/r2", "conduct_on": "2024-06-14"}
    sanction = {"type": "sanction", "subject": "a/p", "kind": "talk", "about": ["a/r1", "a/r2"]}
    where = context("xinzheng-2017")
    between = {**sanction, "mitigated_on": "2024-03-01"}
    assert judged("GI-MIT-0003", first, second, between, where=where) == []
    before = {**sanction, "mitigated_on": "2023-12-29"}
    assert judged("GI-MIT-0003", first, second, before, where=where) == [
        (2, "/mitigated_on", {"conduct_on": "2024-01-15"}),
    ]
