"""By when a step is due: the case's own day, the clock of the area, and why it cannot be told."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.procedures import Case, Context, Deadline, Event, procedure
from gov_integrity.procedures.deadlines import deadline
from gov_integrity.procedures.values import Done, Fact, Start

D = date.fromisoformat


def context(name: str | None = None) -> Context:
    return Context(load(), profile(name, as_of=date(2026, 5, 6)) if name else None)


def due(name: str, code: str, case: Case, area: str | None = None) -> Deadline | None:
    return deadline(case, procedure(name).named(code)[0], context(area))


def of_case(fact: str, value: Fact) -> Case:
    return Case("rectification", state="ordered", facts={fact: value})


def test_a_day_the_case_names_is_its_deadline() -> None:
    found = due("rectification", "written-explanation", of_case("due_on", date(2026, 7, 1)))
    assert found is not None
    assert (found.clock, found.started, found.due, found.counted, found.why_zh) == (
        "case-due", None, date(2026, 7, 1), 0, "",
    )  # fmt: skip
    assert [found.days_left(D(day)) for day in ("2026-06-30", "2026-07-01", "2026-07-02")] == [1, 0, -1]
    stated = due("rectification", "written-explanation", of_case("due_on", "2026-07-01"))
    assert stated == found


def test_a_month_the_case_names_is_no_day() -> None:
    found = due("rectification", "written-explanation", of_case("due_on", "2026-07"))
    assert found is not None
    assert (found.due, found.counted, found.days_left(D("2026-06-30"))) == (None, 0, None)
    assert ("2026-07" in found.why_zh, "2026-07" in found.why_en) == (True, True)


def test_the_day_of_a_plan_is_the_deadline_of_the_payment() -> None:
    """Shandong 3.8c: the time at which the money arrives is fixed for every debt."""
    case = Case("arrears", state="planned", facts={"plan_due": date(2026, 9, 30), "due_on": date(2026, 1, 1)})
    found = due("arrears", "payment", case)
    assert found is not None
    assert (found.clock, found.due) == ("plan-due", date(2026, 9, 30))


def test_a_case_that_names_no_day_has_no_deadline() -> None:
    assert due("rectification", "written-explanation", Case("rectification", state="ordered")) is None
    assert due("rectification", "written-explanation", of_case("due_on", True)) is None


def filed(since: str | None) -> Case:
    return Case("objection", state="filed", since=D(since) if since else None)


def test_a_clock_without_its_first_day_cannot_be_told() -> None:
    found = due("objection", "verification", filed(None), "weidu-2022")
    assert found is not None
    assert (found.clock, found.started, found.due, found.counted) == ("henan-objection-3wd", None, None, 0)
    assert "日期" in found.why_zh
    assert found.why_en


def test_a_clock_into_a_year_without_arrangement_cannot_be_told() -> None:
    found = due("objection", "verification", filed("2026-12-30"), "weidu-2022")
    assert found is not None
    assert (found.started, found.due, found.counted) == (date(2026, 12, 30), None, 0)


def test_a_clock_runs_from_the_first_day_of_its_law_on() -> None:
    """河南省社会信用条例 is in force from 1 May 2020."""
    assert due("objection", "verification", filed("2020-04-30"), "weidu-2022") is None
    found = due("objection", "verification", filed("2020-05-08"), "weidu-2022")
    assert found is not None
    # 9 May 2020 (Sat) was worked for Labour Day; 11 and 12 May are Monday and Tuesday.
    assert (found.due, found.counted) == (date(2020, 5, 12), 3)


def test_a_clock_of_a_repealed_document_does_not_start_any_more() -> None:
    """发改委令第58号 was repealed on 1 April 2026; what was started on its last day still runs."""
    clocks = (Start("repair-decision-sharing-3wd", "", ""), Start("case-due", "", ""))
    step = evolve(procedure("repair").named("approval")[0], clocks=clocks)

    def clock(day: str) -> str:
        case = Case("repair", since=D(day), facts={"due_on": date(2026, 7, 1)})
        found = deadline(case, step, context())
        return found.clock if found else ""

    assert [clock(day) for day in ("2023-04-30", "2023-05-01", "2026-03-31", "2026-04-01")] == [
        "case-due", "repair-decision-sharing-3wd", "repair-decision-sharing-3wd", "case-due",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("area", "clock"),
    [
        ("shandong-2024", "shandong-objection-3wd"),
        ("weidu-2022", "henan-objection-3wd"),
        ("xinzheng-2017", "henan-objection-3wd"),
        ("gansu-2017", None),
        ("alxa-2021", None),
    ],
)
def test_the_law_of_the_province_sets_the_clock(area: str, clock: str | None) -> None:
    found = due("objection", "verification", filed("2026-05-08"), area)
    assert (found.clock if found else None) == clock


def test_the_latest_day_of_a_step_starts_its_clock() -> None:
    case = Case(
        "repair", history=tuple(Done(Event("application", D(day)), 2) for day in ("2026-05-06", "2026-05-20"))
    )
    assert case.day_of("application") == D("2026-05-20")
    assert case.last_on == D("2026-05-20")
    assert case.day_of("approval") is None
