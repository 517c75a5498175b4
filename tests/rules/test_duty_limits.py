"""Where duties end: the time still open, who acted, what was asked for, what the law leaves out."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from gov_integrity.rules.documents import in_force_since
from rules.judging import context, judged

RECORD = {"type": "dishonesty_record", "id": "a/r", "subject": "a/b", "form": "court-judgment"}
NAME = "保障中小企业款项支付条例"


def steps(*rows: tuple[str, str]) -> list[dict[str, object]]:
    return [{"no": no, "step": step, "on": on} for no, (step, on) in enumerate(rows, 1)]


def test_a_time_that_cannot_be_counted_is_not_over() -> None:
    # No working days are announced for 2027.
    made = {"subject": "a/b", "decided_on": "2027-02-01", "recorded_at": "2027-02-01T09:00:00+08:00"}
    licence = {**made, "type": "decision", "kind": "licence"}
    where = context("xinzheng-2017", "2027-02-02", [Coverage("publication")])
    assert judged("GI-PUB-0001", licence, where=where) == []
    where = context("gansu-2017", "2027-02-02", [Coverage("handling")])
    assert judged("GI-SUB-0008", {**RECORD, **made}, where=where) == []


def test_a_licence_without_its_day_is_still_missing() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    licence = {"type": "decision", "subject": "a/b", "kind": "licence"}
    assert len(judged("GI-PUB-0001", licence, where=where)) == 1


@pytest.mark.parametrize(("until", "missing"), [("2025-06-29", False), ("2025-06-30", True), ("2025", False)])
def test_a_blacklist_entry_stands_on_its_last_day(until: str, missing: bool) -> None:
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    entry = {"type": "sanction", "id": "a/entry", "subject": "a/b", "kind": "blacklist", "until": until}
    assert bool(judged("GI-PUB-0006", entry, where=where)) is missing


def test_a_blacklist_is_public_according_to_law() -> None:
    # Xinzheng 4.4.16: 依法依规向社会公开. What the law withholds stands on no site.
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    entry = {"type": "sanction", "id": "a/entry", "subject": "a/p", "kind": "blacklist"}
    withheld = {"type": "publication", "about": ["a/entry"], "state": "withheld"}
    assert judged("GI-PUB-0006", entry, withheld, where=where) == []


@pytest.mark.parametrize(("day", "told"), [("2021-07-25", False), ("2021-07-26", True)])
def test_what_alxa_asks_begins_with_its_plan(day: str, told: bool) -> None:
    where = context("alxa-2021", coverage=[Coverage("publication")])
    rating = {"type": "assessment", "subject": "a/b", "kind": "third-party", "assessed_on": day}
    assert bool(judged("GI-PUB-0007", rating, where=where)) is told
    rate = {"type": "observation", "subject": "a/b", "metric": "online-approval-rate", "value": "80"}
    assert bool(judged("GI-SRV-0005", {**rate, "observed_on": day}, where=where)) is told


@pytest.mark.parametrize(("known", "late"), [("2017-06-27", False), ("2017-06-28", True)])
def test_the_seven_working_days_begin_with_the_text(known: str, late: bool) -> None:
    push = {"type": "handling", "operation": "push", "about": ["a/r"], "done_on": "2017-08-01"}
    found = judged("GI-SUB-0007", {**RECORD, "known_on": known}, push, where=context("gansu-2017"))
    assert bool(found) is late


@pytest.mark.parametrize(("opened", "late"), [("2025-06-21", False), ("2025-06-23", True)])
def test_a_repair_is_timed_from_the_day_of_the_plan(opened: str, late: bool) -> None:
    assert in_force_since("国办发〔2025〕22号").isoformat() == "2025-06-22"
    repair = {"type": "case", "kind": "repair", "opened_on": opened, "closed_on": "2025-08-01"}
    assert bool(judged("GI-REP-0001", repair, where=context(as_of="2025-08-31"))) is late


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, True),
        ({"parties": [{"no": 1, "role": "deciding-body", "name": "甲局"}]}, False),  # it may be the right one
        ({"parties": [{"no": 1, "role": "deciding-body", "party": "a/other"}]}, True),
        ({"steps": [{"no": 1, "step": "decision", "by": "a/office"}]}, False),
        ({"steps": [{"no": 1, "step": "decision", "by": "a/other"}]}, True),
        ({"steps": [{"no": 1, "step": "acceptance", "by": "a/office"}]}, True),
    ],
)
def test_who_decided_on_a_repair(more: dict[str, object], told: bool) -> None:
    record = {**RECORD, "decided_by": "a/court", "ended_on": "2026-05-01", "end_kind": "repaired"}
    case = {"type": "case", "kind": "repair", "about": ["a/r"], "result": "granted", "stated_by": "a/site"}
    where = context("xinzheng-2017", "2026-06-30")
    assert bool(judged("GI-REP-0004", record, {**case, **more}, where=where)) is told


TOWN = {"type": "organisation", "id": "a/town", "name": "甲乡", "kind": "township"}
HALF = {"type": "report", "id": "a/1", "subject": "a/town", "kind": "half-year", "submitted_on": "2024-06-20"}
SECOND = {**HALF, "id": "a/2", "submitted_on": "2024-12-20"}


@pytest.mark.parametrize("period", [{"period_from": "2024-07-01"}, {"period_until": "2024-12-31"}])
def test_the_second_half_of_a_year_is_not_asked_for(period: dict[str, str]) -> None:
    # Xinzheng 5.3: 每年7月1日前和次年1月1日前报送半年、全年.
    where = context("xinzheng-2017", coverage=[Coverage("report", "", "2024-01-01")])
    first, second = {**HALF, "period_until": "2024-06-30"}, {**SECOND, **period}
    for code in ("GI-RPT-0004", "GI-RPT-0006"):
        assert judged(code, first, second, where=where) == []
    assert len(judged("GI-RPT-0005", TOWN, first, where=where)) == 1
    assert len(judged("GI-RPT-0005", TOWN, second, where=where)) == 2
    again = {**first, "id": "a/3", "submitted_on": "2024-07-01"}
    assert len(judged("GI-RPT-0004", again, where=where)) == 1
    assert len(judged("GI-RPT-0006", first, again, where=where)) == 1


@pytest.mark.parametrize(
    ("kind", "graded"),
    [
        ("disciplinary-warning", False),
        ("merit-restriction", False),  # 对存在政务失信记录的公务员
        ("public-criticism", True),  # 各级人民政府存在政务失信记录的
    ],
)
def test_who_bears_what_is_for_persons_is_a_person(kind: str, graded: bool) -> None:
    where = context("gansu-2017")
    sanction = {"type": "sanction", "subject": "a/b", "kind": kind, "about": ["a/r"]}
    assert bool(judged("GI-SAN-0003", RECORD, sanction, where=where)) is graded


def test_the_record_of_a_body_is_graded_though_its_head_alone_is_held_to_account() -> None:
    sanction = {"type": "sanction", "subject": "a/head", "kind": "accountability", "about": ["a/r"]}
    assert len(judged("GI-SAN-0003", RECORD, sanction, where=context("gansu-2017"))) == 1


def test_a_complaint_goes_on_after_it_was_handed_over_in_time() -> None:
    # Accepted on Monday, 2 March 2026: ten working days end on 16 March.
    where = context("xinzheng-2017", "2026-06-30")

    def told(*rows: tuple[str, str]) -> list[object]:
        basis = [{"no": 1, "document": NAME}]
        case = {"type": "case", "kind": "complaint", "basis": basis, "steps": steps(*rows)}
        return [params["accepted_on"] for *_, params in judged("GI-SME-0005", case, where=where)]

    accepted, again = ("acceptance", "2026-03-02"), ("acceptance", "2026-03-18")
    assert told(accepted, ("hand-over", "2026-03-16"), ("hand-over", "2026-05-11")) == []
    assert told(accepted, ("hand-over", "2026-03-17"), again) == ["2026-03-02"]
    assert told(accepted, ("hand-over", "2026-03-16"), again) == []


def test_a_complaint_is_handled_from_its_last_hand_over() -> None:
    where = context("xinzheng-2017", "2026-06-30")
    basis = [{"no": 1, "document": NAME}]
    rows = steps(("hand-over", "2026-05-11"), ("hand-over", "2026-03-05"))
    case = {"type": "case", "kind": "complaint", "basis": basis, "steps": rows}
    # The thirtieth day after 11 May is 10 June, a Wednesday.
    assert judged("GI-SME-0006", {**case, "closed_on": "2026-06-10"}, where=where) == []
    assert len(judged("GI-SME-0006", {**case, "closed_on": "2026-06-11"}, where=where)) == 1


def test_a_claim_confirmed_in_time_may_be_confirmed_again() -> None:
    # Thirty days from 5 January 2026 end on 4 February, a Wednesday.
    where = context("xinzheng-2017", "2026-06-30")
    basis = [{"no": 1, "document": NAME}]
    claim = {"type": "commitment", "subject": "a/b", "kind": "contract", "basis": basis}
    asked, late = ("application", "2026-01-05"), ("reply", "2026-04-01")
    assert len(judged("GI-SME-0004", {**claim, "steps": steps(asked, late)}, where=where)) == 1
    both = steps(asked, ("reply", "2026-02-04"), late)
    assert judged("GI-SME-0004", {**claim, "steps": both}, where=where) == []


@pytest.mark.parametrize(
    ("since", "asked"),
    [("2025-01-01", True), ("2025-12-31", True), ("2025-10-01", False), ("2025-12", False)],
)
def test_what_was_overdue_at_the_end_of_the_year_is_disclosed(since: str, asked: bool) -> None:
    where = context("xinzheng-2017", "2026-06-30", [Coverage("publication")])
    figure = {"type": "observation", "subject": "a/b", "metric": "overdue-amount", "value": "100"}
    figure |= {"period_from": since, "period_until": "2025-12-31"}
    assert bool(judged("GI-SME-0007", figure, where=where)) is asked


def test_an_inspector_known_by_name_alone_may_be_the_right_one() -> None:
    where = context("gansu-2017")
    county = {
        "type": "organisation",
        "id": "a/county",
        "name": "甲县",
        "kind": "government",
        "parent": "a/city",
    }
    seen = {"type": "inspection", "subject": "a/county", "kind": "special", "stated_by": "a/county"}
    assert len(judged("GI-SUP-0005", county, seen, where=where)) == 1
    by = {"no": 1, "role": "inspector"}
    assert judged("GI-SUP-0005", county, {**seen, "parties": [{**by, "name": "甲市"}]}, where=where) == []
    assert len(judged("GI-SUP-0005", county, {**seen, "parties": [{**by, "party": "a/x"}]}, where=where)) == 1
    congress = {**seen, "kind": "congress"}
    assert len(judged("GI-SUP-0002", county, congress, where=where)) == 1
    named = {**congress, "parties": [{**by, "name": "县人大常委会"}]}
    assert judged("GI-SUP-0002", county, named, where=where) == []


def test_a_draft_in_time_is_not_the_measure() -> None:
    draft = {"no": 1, "kind": "measures", "title": "办法", "issued_on": "2017-11-01", "state": "draft"}
    final = {**draft, "no": 2, "issued_on": "2018-05-01", "state": "in-force"}
    task = {"type": "task", "content": "甲", "due_on": "2017-12-31", "deliverables": [draft, final]}
    assert len(judged("GI-TSK-0005", task, where=context("xinzheng-2017"))) == 1


@pytest.mark.parametrize(("since", "missing"), [("", True), ("2021-07-26", True), ("2021-07-27", False)])
def test_all_tasks_of_a_plan_lie_after_its_day(since: str, missing: bool) -> None:
    # The plan of Alxa is of 2021-07-26 and has 22 tasks.
    basis = [{"no": 1, "document": "阿署办发〔2021〕35号"}]
    rows = [{"type": "task", "content": "甲", "number": str(no), "basis": basis} for no in range(1, 22)]
    where = context("alxa-2021", coverage=[Coverage("task", "", since)])
    assert bool(judged("GI-TSK-0007", *rows, where=where)) is missing


def test_a_trading_notice_taken_down_had_been_published() -> None:
    where = context("gansu-2017", coverage=[Coverage("publication")])
    notice = {"type": "publication", "about": ["a/deal"], "kinds": ["trading-notice"]}
    here, there = {**notice, "channel": "credit-gansu"}, {**notice, "channel": "trading-system"}
    down = {"state": "taken-down"}
    assert judged("GI-TRD-0002", here, {**there, **down}, where=where) == []
    assert len(judged("GI-TRD-0002", {**here, **down}, where=where)) == 1
    assert len(judged("GI-TRD-0002", here, {**there, "state": "withheld"}, where=where)) == 1


def test_a_publication_that_does_not_say_what_it_is_may_show_a_model() -> None:
    where = context("alxa-2021", coverage=[Coverage("publication")])
    model = {"type": "honesty_record", "id": "a/h", "subject": "a/b", "kind": "model-department"}
    assert len(judged("GI-EDU-0005", model, where=where)) == 1
    assert judged("GI-EDU-0005", model, {"type": "publication", "about": ["a/h"]}, where=where) == []
