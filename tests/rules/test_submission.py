"""Collection and reporting of records."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged

RECORD = {
    "type": "dishonesty_record",
    "subject": "a/b",
    "form": "court-judgment",
    "recorded_at": "2025-06-27T09:00:00+08:00",
}


@pytest.mark.parametrize(
    ("arose", "missing"),
    [
        ("2025-06-18", True),  # the seventh working day was Friday, 27 June
        ("2025-06-19", False),  # it is Monday, 30 June, the day of judgement
        ("2025-06", False),
    ],
)
def test_a_record_of_gansu_is_missing_when_its_time_is_over(arose: str, missing: bool) -> None:
    where = context("gansu-2017", coverage=[Coverage("handling")])
    record = {**RECORD, "decided_on": "2025-06-13", "known_on": arose}
    assert bool(judged("GI-SUB-0008", record, where=where)) is missing


def test_texts_without_a_time_want_every_record_reported() -> None:
    where = context("alxa-2021", coverage=[Coverage("handling")])
    assert len(judged("GI-SUB-0008", RECORD, where=where)) == 1


def test_each_text_names_what_is_done_by_law() -> None:
    # Gansu 3.2.6a: 按照法律法规规定,采集; Weidu 3.2.3a: 依法依规归集、报送、共享.
    told = {
        name: [
            one
            for one in ("collect", "submit", "push", "query")
            if judged("GI-SUB-0005", {"type": "handling", "operation": one}, where=context(name))
        ]
        for name in ("gansu-2017", "weidu-2022")
    }
    assert told == {"gansu-2017": ["collect"], "weidu-2022": ["collect", "submit", "push"]}


def test_a_body_that_is_no_more_builds_no_database() -> None:
    where = context("gansu-2017", coverage=[Coverage("handling")])
    body = {"type": "organisation", "name": "甲局", "kind": "department"}
    assert len(judged("GI-SUB-0011", body, where=where)) == 1
    assert judged("GI-SUB-0011", {**body, "until": "2019-03-31"}, where=where) == []


def test_a_debt_in_dispute_is_not_yet_arrears() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("dishonesty_record")])
    row = {"no": 1, "kind": "payment", "payable_kind": "project-payment", "due_on": "2024-12-31"}
    for state, told in (("disputed", 0), ("undisputed", 1)):
        rows = [{**row, "dispute_state": state}]
        debt = {"type": "commitment", "kind": "debt", "subject": "a/b", "obligations": rows}
        assert len(judged("GI-SUB-0010", debt, where=where)) == told
