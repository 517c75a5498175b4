"""Dates known to the month or the year stand for all of its days, and are compared only where sure."""

import pytest

from gov_integrity.periods.partial import after, before, span


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-03-15", ("2024-03-15", "2024-03-15")),
        ("2024-02-30", None),
        ("20240315", None),
        ("2024-W11", None),
        ("", None),
        ("2024-3", None),
        ("２０２４", None),
        (None, None),
        (2024, None),
    ],
)
def test_a_date_may_mean_all_days_of_its_month_or_year(text, days):
    found = span(text)
    assert (found and tuple(day.isoformat() for day in found)) == days


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        ("2024-02", "2024-03-01", True),
        ("2024-02", "2024-02-29", False),
        ("2023", "2024", True),
        ("2024", "2024-12", False),
    ],
)
def test_only_what_holds_on_every_reading_is_before_or_after(one, other, sure):
    assert before(one, other) is after(other, one) is sure
