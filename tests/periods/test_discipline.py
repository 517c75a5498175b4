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
    # 公务员法 64: within the period no promotion in post or rank, and but for a warning no higher pay step.
    assert {code: (one.no_promotion, one.no_pay_step) for code, one in SANCTIONS.items()} == {
        "disciplinary-warning": (True, False),
        "demerit": (True, True),
        "serious-demerit": (True, True),
        "demotion": (True, True),
        "removal": (True, True),
        "dismissal": (None, None),
    }
    # 政务处分法 15 caps what is milder than dismissal at 48 months; the law is in force from 2020-07-01.
    assert {code: one.merge_cap_months for code, one in SANCTIONS.items()} == dict.fromkeys(months, 48) | {
        "dismissal": None
    }
    assert {str(one.valid_from) for one in SANCTIONS.values()} == {"2020-07-01"}


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
