"""民法典 200-204, with dates worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import UndeterminedError, UsageError
from gov_integrity.periods import Options, PeriodEnd, Span, load, period_end

CALENDAR = load().calendar


def end(day, length, unit, **how) -> date:
    return period_end(date.fromisoformat(day), length, unit, CALENDAR, **how).end


@pytest.mark.parametrize(
    ("day", "length", "unit", "roll", "expected"),
    [
        # 28 29 30 Sep, 9 10 11 Oct (28 Sep Sunday and 11 Oct Saturday are worked), 13 Oct
        ("2025-09-26", 7, "working-day", False, date(2025, 10, 13)),
        # 14 24 25 26 27 28 Feb (14 and 28 are worked Saturdays), 2 Mar
        ("2026-02-13", 7, "working-day", False, date(2026, 3, 2)),
        # no 30 February: the last day of the month; the worked Saturday does not roll
        ("2025-11-30", 3, "month", False, date(2026, 2, 28)),
        ("2025-11-30", 3, "month", True, date(2026, 2, 28)),
        # 1 Oct is a holiday until the 8th
        ("2025-07-01", 3, "month", False, date(2025, 10, 1)),
        ("2025-07-01", 3, "month", True, date(2025, 10, 9)),
        # month ends and leap years
        ("2024-01-31", 1, "month", False, date(2024, 2, 29)),
        ("2025-01-31", 1, "month", False, date(2025, 2, 28)),
        ("2024-02-29", 1, "year", False, date(2025, 2, 28)),
        ("2024-02-29", 4, "year", False, date(2028, 2, 29)),
        ("2023-08-31", 6, "month", False, date(2024, 2, 29)),
        ("2025-02-28", 1, "month", False, date(2025, 3, 28)),
        # the year end: 31 Dec 2025 is Wednesday, 1-3 Jan off, Sunday 4 Jan is worked
        ("2025-12-31", 1, "working-day", False, date(2026, 1, 4)),
        ("2025-12-30", 2, "day", True, date(2026, 1, 4)),
        # days: the first does not count
        ("2026-03-02", 7, "day", False, date(2026, 3, 9)),
    ],
)
def test_hand_worked_ends(day, length, unit, roll, expected):
    assert end(day, length, unit, roll=roll) == expected


@pytest.mark.parametrize(
    ("day", "length", "unit", "expected"),
    [
        ("2025-07-01", 3, "month", date(2025, 9, 30)),  # the day before 1 October
        ("2025-03-01", 1, "month", date(2025, 3, 31)),  # the whole of March
        ("2025-12-01", 3, "month", date(2026, 2, 28)),  # December to February
        ("2025-11-30", 3, "month", date(2026, 2, 28)),  # 30 Nov-29 Dec, 30 Dec-29 Jan, 30 Jan-28 Feb
        ("2026-03-02", 7, "day", date(2026, 3, 8)),
        ("2026-03-02", 1, "day", date(2026, 3, 2)),
        ("2026-02-13", 7, "working-day", date(2026, 2, 28)),  # 13 14 24 25 26 27 28 Feb
        ("2026-02-15", 1, "working-day", date(2026, 2, 24)),  # the first day is no working day
    ],
)
def test_with_the_first_day_counted(day, length, unit, expected):
    assert end(day, length, unit, count_first_day=True) == expected


def test_what_was_counted():
    found = period_end(date(2025, 7, 1), 3, "month", CALENDAR, roll=True)
    expected = PeriodEnd(
        anchor=date(2025, 7, 1),
        end=date(2025, 10, 9),
        counted=(Span(date(2025, 7, 2), date(2025, 10, 1)),),
        rolled_from=date(2025, 10, 1),
    )
    assert found == expected
    assert found.counted_days == 30 + 31 + 30 + 1  # rest of July, August, September, 1 October


def test_an_end_on_a_working_day_is_not_rolled():
    # 2 + 7 = Monday 9 March 2026
    assert period_end(date(2026, 3, 2), 7, "day", CALENDAR, roll=True).rolled_from is None


def test_a_make_up_saturday_rolls_only_on_demand():
    # 29 Jan + 30 days = 28 February 2026, a worked Saturday; the next day that is no weekend is Monday.
    assert end("2026-01-29", 30, "day", roll=True) == date(2026, 2, 28)
    rests = Options(make_up_day_rests=True)
    assert end("2026-01-29", 30, "day", roll=True, options=rests) == date(2026, 3, 2)


def test_one_step_from_the_anchor_does_not_drift():
    assert end("2024-01-31", 2, "month") == date(2024, 3, 31)
    twice = period_end(date(2024, 2, 29), 1, "month", CALENDAR).end
    assert twice == date(2024, 3, 29)


def test_suspended_days_do_not_count():
    # 3-5 March are left out: 6 (Fri), 7 (Sat), 8 (Sun) are the three days.
    away = [Span(date(2026, 3, 3), date(2026, 3, 5))]
    assert end("2026-03-02", 3, "day", suspended=away) == date(2026, 3, 8)
    with pytest.raises(UsageError):
        end("2026-03-02", 3, "month", suspended=away)


@pytest.mark.parametrize(("length", "unit"), [(0, "day"), (-1, "month"), (0, "working-day")])
def test_a_period_has_a_length(length, unit):
    with pytest.raises(UsageError):
        end("2026-03-02", length, unit)


def test_the_end_of_time_is_wrong_usage():
    with pytest.raises(UsageError):
        end("9999-12-01", 1, "month")
    with pytest.raises(UsageError):
        end("9999-12-01", 60, "day")
    assert end("9999-12-01", 30, "day") == date(9999, 12, 31)
    for unit in ("day", "working-day", "month"):
        with pytest.raises(UsageError):
            end("9999-12-31", 1, unit)


def test_a_roll_into_an_unannounced_year_is_undetermined():
    with pytest.raises(UndeterminedError):
        end("2026-10-10", 3, "month", roll=True)
    assert end("2026-10-10", 3, "month") == date(2027, 1, 10)


anchors = st.dates(date(2016, 1, 1), date(2026, 3, 31))


@given(anchors, anchors, st.integers(1, 60), st.sampled_from(["day", "working-day", "month", "year"]))
def test_monotone_in_the_anchor(one, other, length, unit):
    first, second = sorted((one, other))
    if unit == "working-day":
        length = min(length, 40)
    ends = [period_end(day, length, unit, CALENDAR).end for day in (first, second)]
    assert ends[0] <= ends[1]


@given(anchors, st.integers(1, 240))
def test_months_end_on_the_same_number_or_the_last_day(anchor, months):
    found = period_end(anchor, months, "month", CALENDAR).end
    assert (found.year * 12 + found.month) - (anchor.year * 12 + anchor.month) == months
    last_of_month = (found + timedelta(days=1)).month != found.month
    assert found.day == anchor.day or (last_of_month and found.day < anchor.day)


@given(anchors, st.integers(1, 120))
def test_a_rolled_end_is_worked_and_skips_only_rest(anchor, days):
    plain = period_end(anchor, days, "day", CALENDAR)
    rolled = period_end(anchor, days, "day", CALENDAR, roll=True)
    assert CALENDAR.is_working_day(rolled.end)
    skipped = [plain.end + timedelta(n) for n in range((rolled.end - plain.end).days)]
    assert not any(map(CALENDAR.is_working_day, skipped))
    assert plain.counted == rolled.counted
    assert plain.counted_days == days
