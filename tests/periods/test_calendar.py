"""The calendar against the State Council's arrangements and, as oracles, two public libraries."""

from __future__ import annotations

import warnings
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import UndeterminedError, UsageError
from gov_integrity.periods import load

CALENDAR = load().calendar
YEARS = range(2016, 2027)
DAYS = [date(2016, 1, 1) + timedelta(days) for days in range((date(2027, 1, 1) - date(2016, 1, 1)).days)]
covered = st.dates(date(2016, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("year", YEARS)
def test_chinesecalendar_agrees_on_every_day(year):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wrong = [
            d for d in DAYS if d.year == year and CALENDAR.is_working_day(d) != chinese_calendar.is_workday(d)
        ]
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_holidays_agrees_on_every_day(year):
    oracle = holidays.country_holidays("CN", years=[year])
    wrong = [d for d in DAYS if d.year == year and CALENDAR.is_working_day(d) != oracle.is_working_day(d)]
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_the_inferred_statutory_holidays_are_the_named_days_of_the_other_library(year):
    # `holidays` names a statutory day by its festival, and marks what was moved or added.
    moved = ("(observed)", "Day off", "Extended", "substituted")
    oracle = holidays.country_holidays("CN", years=[year], language="en_US")
    named = {day for day, name in oracle.items() if not any(word in name for word in moved)}
    ours = {d for d in DAYS if d.year == year and CALENDAR.kind_of(d) == "statutory-holiday"}
    assert ours == named


def test_known_days_of_the_notices():
    kinds = {
        date(2025, 1, 26): "make-up-working-day",
        date(2025, 1, 28): "statutory-holiday",  # 除夕, a holiday by law since 2025
        date(2024, 2, 9): "working-day",  # 除夕 of 2024: not yet a holiday, and not given free
        date(2025, 2, 3): "adjusted-rest-day",
        date(2025, 4, 6): "rest-day",  # a plain Sunday inside the holiday
        date(2025, 5, 2): "statutory-holiday",  # by law since 2025
        date(2024, 5, 2): "adjusted-rest-day",
        date(2026, 2, 28): "make-up-working-day",
        date(2026, 3, 2): "working-day",
        date(2018, 12, 29): "make-up-working-day",  # by the arrangement of 2019
        date(2018, 12, 31): "adjusted-rest-day",
        date(2020, 1, 31): "adjusted-rest-day",  # the holiday lengthened in 2020
    }
    assert {day: CALENDAR.kind_of(day) for day in kinds} == kinds
    assert CALENDAR.days[date(2018, 12, 31)].arrangement == 2019


@pytest.mark.parametrize(("year", "working"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year(year, working):
    assert sum(CALENDAR.is_working_day(d) for d in DAYS if d.year == year) == working


def test_every_year_has_its_festivals_and_its_sources():
    festivals = {"元旦", "春节", "清明节", "劳动节", "端午节", "国庆节", "中秋节"}
    for year in YEARS:
        days = [
            day for day in CALENDAR.days.values() if day.day.year == year and day.kind == "statutory-holiday"
        ]
        assert {name for day in days for name in day.holiday.split("、")} == festivals
        assert all(day.source and day.kind_confidence == "inferred" for day in days)
        expected = "secondary" if year < 2025 else "verified"
        assert CALENDAR.arrangements[year].confidence == expected
        assert {day.confidence for day in days} == {expected}


def test_moved_days_are_named_by_their_festival():
    """A rest day that was moved lies in one run of days off with its festival, a worked one close to it."""

    def off(day):
        return CALENDAR.covers(day) and not CALENDAR.is_working_day(day)

    named = {
        day: set(row.holiday.split("、"))
        for day, row in CALENDAR.days.items()
        if row.kind == "statutory-holiday"
    }
    for day, row in CALENDAR.days.items():
        near = {day}
        if row.kind == "adjusted-rest-day":
            for step in (timedelta(1), timedelta(-1)):
                one = day
                while off(one):
                    near.add(one)
                    one += step
        else:
            near |= {day + timedelta(n) for n in range(-14, 15)}
        festivals = set().union(*(named.get(one, set()) for one in near))
        assert set(row.holiday.split("、")) <= festivals, (day, row.holiday)


def test_coverage_and_confidence():
    assert CALENDAR.coverage == (date(2016, 1, 1), date(2026, 12, 31))
    assert CALENDAR.confidence(date(2025, 1, 1), date(2026, 1, 1)) == "verified"
    assert CALENDAR.confidence(date(2024, 12, 31), date(2025, 1, 1)) == "secondary"


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2027, 1, 1), date(2099, 5, 5)])
def test_outside_the_announced_years_nothing_is_guessed(day):
    with pytest.raises(UndeterminedError):
        CALENDAR.kind_of(day)
    with pytest.raises(UndeterminedError):
        CALENDAR.is_working_day(day)


def test_the_refusal_says_the_last_day_in_both_languages():
    with pytest.raises(UndeterminedError) as caught:
        CALENDAR.add_working_days(date(2026, 12, 22), 10)
    assert "2026-12-31" in caught.value.text("zh")
    assert "尚未公布" in caught.value.text("zh")
    assert "not yet announced" in caught.value.text("en")


def test_only_the_last_week_of_the_last_year_is_provisional():
    assert not CALENDAR.provisional(date(2026, 12, 24))
    assert CALENDAR.provisional(date(2026, 12, 25))
    assert not CALENDAR.provisional(date(2025, 12, 31))


def test_count_must_be_positive():
    with pytest.raises(UsageError):
        CALENDAR.add_working_days(date(2026, 1, 5), 0)


@given(covered.filter(lambda day: day < date(2026, 10, 1)), st.integers(1, 40))
def test_the_nth_working_day_has_n_working_days_behind_it(anchor, count):
    end = CALENDAR.add_working_days(anchor, count)
    between = [anchor + timedelta(days) for days in range(1, (end - anchor).days + 1)]
    assert CALENDAR.is_working_day(end)
    assert sum(map(CALENDAR.is_working_day, between)) == count
    # Counting the first day is one day earlier, or the same when the first day is not worked.
    first = CALENDAR.add_working_days(anchor, count, count_first=True)
    assert (first < end) == CALENDAR.is_working_day(anchor)
