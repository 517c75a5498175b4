"""Every clock has a date worked out by hand, and the date would change if the clock were wrong."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import GovIntegrityError, UndeterminedError, UsageError
from gov_integrity.periods import Clock, Options, Span, due, load

with (Path(__file__).parent / "clock_cases.csv").open(encoding="utf-8", newline="") as stream:
    CASES = list(csv.DictReader(stream))
IDS = [f"{case['clock']}+{case['extension']}" if case["extension"] else case["clock"] for case in CASES]
PERIODS = load()
COUNTED = ("working-day", "day", "month", "year")


def events(case: dict[str, str]) -> dict[str, date]:
    pairs = (pair.split("=") for pair in case["events"].split(";"))
    return {code: date.fromisoformat(day) for code, day in pairs}


def answer(clock: Clock, case: dict[str, str]) -> date | str:
    """The due date, or the class of the refusal."""
    try:
        found = due(clock, events(case)[clock.trigger], PERIODS.calendar, extension=case["extension"] or None)
    except GovIntegrityError as error:
        return type(error).__name__
    return found.due


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_hand_worked_date(case):
    assert answer(PERIODS.clocks[case["clock"]], case) == date.fromisoformat(case["due"]), case["why"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case["extension"]], ids=lambda case: case["clock"]
)
def test_the_date_would_change_if_the_clock_were_wrong(case):
    clock = PERIODS.clocks[case["clock"]]
    right = answer(clock, case)
    assert "date-not-in-force" not in due(clock, events(case)[clock.trigger], PERIODS.calendar).notes
    wrong = {f"trigger {code}": evolve(clock, trigger=code) for code in events(case) if code != clock.trigger}
    if clock.unit in COUNTED:
        wrong["first day"] = evolve(clock, count_first_day=not clock.count_first_day)
        wrong |= {unit: evolve(clock, unit=unit, roll=False) for unit in COUNTED if unit != clock.unit}
        wrong["length"] = evolve(clock, length=str(int(clock.length) + 1))
    if clock.unit != "working-day" and clock.id != "xinzheng-goals-2020":  # 31 Dec 2020 was worked
        wrong["roll"] = evolve(clock, roll=not clock.roll)
    if clock.unit.startswith("annual"):
        wrong["unit"] = evolve(clock, unit="annual-by" if clock.unit == "annual-before" else "annual-before")
    # One more day may be a rest day that moves to the same day; the unmoved end then still differs.
    same = [what for what, clock_ in wrong.items() if answer(clock_, case) == right and what != "length"]
    assert same == []
    if "length" in wrong and not clock.roll:
        assert answer(wrong["length"], case) != right


def test_every_clock_and_extension_has_a_case():
    answered = {(case["clock"], case["extension"]) for case in CASES}
    clocks = {(c.id, "") for c in PERIODS.clocks.values() if c.rate is None}
    extensions = {
        (c.id, e.code) for c in PERIODS.clocks.values() for e in c.extensions if e.effect != "suspend"
    }
    assert answered == clocks | extensions


def test_what_a_clock_is_a_limit_of():
    """All are latest days to act, but for these."""
    other = {clock.id: clock.nature for clock in PERIODS.clocks.values() if clock.nature != "at-most"}
    assert other == {
        "decision-consultation-30d": "at-least",  # 重大行政决策程序暂行条例 15: as a rule not under 30 days
        "decision-legality-review-7wd": "at-least",  # the same, 26: not under 7 working days
        "sme-overdue-interest": "at-least",  # 保障中小企业款项支付条例: interest runs as long as it is late
        "penalty-online-removal-5y": "automatic-end",  # it leaves the site when five years are over
        "zhejiang-query-log-10y": "at-least",  # query records are kept
        "shenzhen-query-log-5y": "at-least",
    }
    assert PERIODS.due("decision-consultation-30d", date(2026, 3, 2)).notes == ("at-least",)
    assert PERIODS.due("penalty-online-removal-5y", date(2026, 3, 2)).notes == ("automatic-end",)


def test_every_source_row_is_carried():
    found = {source for c in PERIODS.clocks.values() for source in c.source_ids}
    found |= {source for c in PERIODS.clocks.values() for e in c.extensions for source in e.source_ids}
    assert found == {f"T{number:02}" for number in range(1, 48)}


def test_every_cell_that_is_not_verified_shows_in_the_answer():
    assert PERIODS.due("repair-decision-7wd", date(2026, 4, 30)).confidence == "recalled"
    assert PERIODS.due("repair-result-10wd", date(2026, 2, 13)).confidence == "secondary"
    # A verified limit over a calendar from secondary sources is no surer than the calendar.
    old = PERIODS.due("gansu-submission-7wd", date(2018, 9, 20))
    assert (old.clock.confidence, old.confidence, old.notes) == (
        "verified",
        "secondary",
        ("calendar-unverified",),
    )
    extended = PERIODS.due("repair-decision-7wd", date(2026, 4, 30), extension="complex-case")
    assert extended.citation.confidence == "recalled"


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 31), date(2027, 3, 1), date(2014, 1, 1)])
def test_a_year_without_arrangement_is_undetermined(day):
    with pytest.raises(UndeterminedError) as caught:
        PERIODS.due("gansu-submission-7wd", day)
    first, last = caught.value.params["first"], caught.value.params["last"]
    assert (first, last) == (date(2016, 1, 1), date(2026, 12, 31))
    expected = "before-coverage" if day.year < 2016 else "not-yet-announced"
    assert caught.value.params["reason"] == expected
    assert caught.value.exit_code == 1


def test_the_last_countable_day_is_answered_and_marked_provisional():
    # 22 Dec 2026 is Tuesday: 23 24 25 28 29 30 31 December are the seven.
    found = PERIODS.due("gansu-submission-7wd", date(2026, 12, 22))
    assert found.due == date(2026, 12, 31)
    assert found.notes == ("calendar-provisional",)


def test_the_days_counted_are_told():
    # 14 Feb (Sat) worked; 24-28 Feb (28 a worked Saturday); 2 March.
    found = PERIODS.due("gansu-submission-7wd", date(2026, 2, 13))
    assert found.counted == (
        Span(date(2026, 2, 14), date(2026, 2, 14)),
        Span(date(2026, 2, 24), date(2026, 2, 28)),
        Span(date(2026, 3, 2), date(2026, 3, 2)),
    )
    assert found.counted_days == 7


def test_a_rolled_deadline_tells_from_where():
    found = PERIODS.due("sme-payment-30d", date(2026, 1, 16))
    assert (found.rolled_from, found.counted_days) == (date(2026, 2, 15), 30)


def test_expert_time_does_not_count_in_henan():
    # 3, 4 and 5 March 2026 (Tue-Thu) are an expert opinion: 6 (Fri), 9, 10 March are the three.
    away = [Span(date(2026, 3, 3), date(2026, 3, 5))]
    found = PERIODS.due("henan-objection-3wd", date(2026, 3, 2), suspended=away)
    assert (found.due, found.suspended) == (date(2026, 3, 10), tuple(away))
    with pytest.raises(UsageError):
        PERIODS.due("shandong-objection-3wd", date(2026, 3, 2), suspended=away)


def test_a_rate_has_no_due_date():
    clock = PERIODS.clock("sme-overdue-interest")
    assert clock.rate == Decimal("0.0005")  # 0.05 % a day
    with pytest.raises(UsageError):
        due(clock, date(2026, 1, 1), PERIODS.calendar)


def test_before_a_day_may_be_read_to_include_it():
    inclusive = Options(before_includes_day=True)
    assert PERIODS.due("xinzheng-half-year-report", date(2025, 5, 1)).due == date(2025, 6, 30)
    found = PERIODS.due("xinzheng-half-year-report", date(2025, 5, 1), options=inclusive)
    assert found.due == date(2025, 7, 1)
    found = PERIODS.due("xinzheng-full-year-report", date(2025, 5, 1), options=inclusive)
    assert found.due == date(2026, 1, 1)


def test_a_repealed_document_is_marked():
    assert PERIODS.due("repair-decision-sharing-3wd", date(2026, 3, 31)).notes == ()
    assert PERIODS.due("repair-decision-sharing-3wd", date(2026, 4, 1)).notes == ("date-not-in-force",)


def test_unknown_names_are_refused():
    with pytest.raises(UsageError):
        PERIODS.due("nonsense", date(2026, 1, 1))
    with pytest.raises(UsageError):
        PERIODS.due("gansu-submission-7wd", date(2026, 1, 1), extension="nonsense")
    with pytest.raises(UsageError):
        PERIODS.due("disclosure-government-report", date(9999, 1, 1))


@given(
    st.sampled_from(sorted(c.id for c in PERIODS.clocks.values() if c.rate is None)),
    st.dates(date(2016, 1, 1), date(2026, 6, 30)),
    st.dates(date(2016, 1, 1), date(2026, 6, 30)),
)
def test_a_later_trigger_is_never_due_earlier(clock_id, one, other):
    first, second = sorted((one, other))
    assert PERIODS.due(clock_id, first).due <= PERIODS.due(clock_id, second).due


@pytest.mark.clause("gansu-2017/4.5b", "xinzheng-2017/4.3.11g", "xinzheng-2017/5.3f", "xinzheng-2017/5.3g")
@pytest.mark.clause(
    "shandong-2024/4.12c", "shandong-2024/4.14b", "gansu-2017/3.2.4b", "xinzheng-2017/4.3.10l"
)
@pytest.mark.clause("shandong-2024/1.3a", "shandong-2024/4.11c", "shandong-2024/4.11d")
def test_each_dated_clause_has_its_clock():
    by_clause = {clause: clock.id for clock in PERIODS.clocks.values() for clause in clock.clauses}
    assert by_clause["gansu-2017/4.5b"] == "gansu-submission-7wd"
    assert by_clause["xinzheng-2017/4.3.11g"] == "xinzheng-online-7wd"
    assert by_clause["shandong-2024/4.12c"] == "shandong-lead-handover"
    # 23 tasks of Gansu (17 by the end of 2017, 6 of 2018) and 14 goals of Xinzheng (8 and 6).
    dated = [clock for clock in PERIODS.clocks.values() if clock.unit == "date-by"]
    assert {clock.id: len(clock.clauses) for clock in dated} == {
        "gansu-tasks-2017": 17,
        "gansu-tasks-2018": 6,
        "xinzheng-goals-2017": 8,
        "xinzheng-goals-2020": 6,
    }
