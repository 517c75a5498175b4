"""Rows and fields that end before they begin: only where that is certain, and every one of them."""

from __future__ import annotations

from typing import Any

import pytest

from rules.judging import judged

CASE: dict[str, Any] = {
    "type": "case",
    "kind": "complaint",
    "revision": 1,
    "recorded_at": "2025-03-14T09:00:00+08:00",
}


def test_every_reversed_row_is_found_once_one_is() -> None:
    parties = [
        {"no": 1, "role": "mediator", "from": "2024-03-01", "until": "2024-02-29"},
        {"no": 2, "role": "mediator", "from": "2024-03-01", "until": "2024-03-01"},
        {"no": 3, "role": "mediator", "until": "2024-01-01"},
    ]
    steps = [
        {"no": 1, "step": "reply", "on": "2024-05", "until": "2024-06-01"},
        {"no": 2, "step": "reply", "on": "2024-05", "until": "2024-04-30"},
    ]
    assert judged("GI-END-0002", {**CASE, "parties": parties, "steps": steps}) == [
        (0, "/parties/0/until", {"list": "parties", "since": "2024-03-01"}),
        (0, "/steps/1/until", {"list": "steps", "since": "2024-05"}),
    ]


@pytest.mark.parametrize(("since", "until"), [("2024-05-31", "2024-05"), ("2024-05", "2024")])
def test_a_row_that_ends_earlier_as_a_text_alone_is_no_finding(since: str, until: str) -> None:
    step = {"no": 1, "step": "reply", "on": since, "until": until}
    assert judged("GI-END-0002", {**CASE, "steps": [step]}) == []


def test_each_span_of_a_type_is_judged_where_both_its_fields_are_there() -> None:
    reversed_ = {**CASE, "opened_on": "2024-03-02", "closed_on": "2024-03-01"}
    assert judged("GI-END-0001", reversed_) == [
        (0, "/closed_on", {"field": "closed_on", "since": "2024-03-02"})
    ]
    assert judged("GI-END-0001", {**reversed_, "due_on": "2024-03-02"}) == [
        (0, "/closed_on", {"field": "closed_on", "since": "2024-03-02"})
    ]
    assert judged("GI-END-0001", {**CASE, "due_on": "2024-03-01", "closed_on": "2024-03-01"}) == []


def test_a_page_taken_down_on_a_day_not_told_may_have_been_in_time() -> None:
    record = {
        "type": "dishonesty_record", "subject": "a/b", "form": "administrative-penalty",
        "end_kind": "revoked", "ended_on": "2025-03-03",
    }  # fmt: skip
    page = {"type": "publication", "about": ["a/0"], "from": "2025-01-06"}
    # The third working day after Monday 2025-03-03 is Thursday.
    told = [(1, "/until", {"revoked_on": "2025-03-03", "due_on": "2025-03-06", "until": "-"})]
    assert judged("GI-END-0003", record, page) == told
    assert judged("GI-END-0003", record, {**page, "state": "taken-down"}) == []
    assert judged("GI-END-0003", record, {**page, "state": "taken-down", "until": "2025-03-06"}) == []
    assert len(judged("GI-END-0003", record, {**page, "state": "taken-down", "until": "2025-03-07"})) == 1
