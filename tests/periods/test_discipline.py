"""Merged discipline periods: from one period to the sum, at most 48 months (政务处分法 art. 15)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import UsageError
from gov_integrity.periods import load, merged_months

SANCTIONS = load().sanctions


def test_the_sanctions_and_their_effects():
    months = {code: sanction.months for code, sanction in SANCTIONS.items()}
    assert months == {
        "disciplinary-warning": 6,
        "demerit": 12,
        "serious-demerit": 18,
        "demotion": 24,
        "removal": 24,
        "dismissal": None,
    }
    # A warning bars promotion but not the pay step.
    assert (
        SANCTIONS["disciplinary-warning"].no_promotion,
        SANCTIONS["disciplinary-warning"].no_pay_step,
    ) == (True, False)
    assert (SANCTIONS["demerit"].no_promotion, SANCTIONS["demerit"].no_pay_step) == (True, True)


@pytest.mark.parametrize(
    ("code", "times", "expected"),
    [
        ("disciplinary-warning", 1, (6, 6)),
        ("disciplinary-warning", 9, (6, 48)),
        ("demerit", 2, (12, 24)),
        ("demotion", 3, (24, 48)),
    ],
)
def test_merged(code, times, expected):
    assert merged_months(SANCTIONS[code], times) == expected


@pytest.mark.parametrize(("code", "times"), [("disciplinary-warning", 0), ("dismissal", 2)])
def test_what_cannot_merge(code, times):
    with pytest.raises(UsageError):
        merged_months(SANCTIONS[code], times)


@given(st.sampled_from(sorted(code for code in SANCTIONS if SANCTIONS[code].months)), st.integers(1, 50))
def test_the_range_is_never_empty_and_never_above_the_cap(code, times):
    least, most = merged_months(SANCTIONS[code], times)
    assert least <= most <= 48
