"""When a statement is in force: `until` is its last day, `ended_on` the first without effect."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.register.standing import judged, within

D = date.fromisoformat
BEGINS = [
    ("organisation", "since"), ("dishonesty_record", "effective_on"), ("dishonesty_record", "decided_on"),
    ("honesty_record", "awarded_on"), ("commitment", "made_on"), ("commitment", "valid_from"),
    ("decision", "effective_on"), ("decision", "decided_on"), ("list_item", "since"), ("publication", "from"),
    ("sanction", "from"), ("incentive", "from"), ("case", "opened_on"), ("court_matter", "listed_on"),
    ("court_matter", "filed_on"), ("handling", "done_on"), ("inspection", "done_on"), ("index", "since"),
    ("observation", "observed_on"), ("observation", "period_until"), ("assessment", "assessed_on"),
    ("assessment", "period_until"), ("report", "submitted_on"), ("report", "period_until"),
    ("activity", "held_on"),
]  # fmt: skip
LASTS = [
    ("organisation", "until"), ("honesty_record", "valid_until"), ("decision", "valid_until"),
    ("list_item", "until"), ("publication", "until"), ("sanction", "until"), ("incentive", "until"),
    ("index", "until"),
]  # fmt: skip
ENDS = [
    ("dishonesty_record", "ended_on"), ("sanction", "ended_on"), ("incentive", "ended_on"),
    ("case", "closed_on"), ("court_matter", "delisted_on"),
]  # fmt: skip


def on(kind: str, day: str, **content: str) -> str:
    return judged(kind, content, D(day))[0]


@pytest.mark.parametrize(("kind", "field"), BEGINS)
def test_it_begins_with_its_first_day(kind: str, field: str) -> None:
    assert on(kind, "2024-02-29", **{field: "2024-03-01"}) == "not-yet"
    assert on(kind, "2024-03-01", **{field: "2024-03-01"}) == "current"


@pytest.mark.parametrize(("kind", "field"), LASTS)
def test_the_last_day_is_its_own(kind: str, field: str) -> None:
    assert on(kind, "2024-02-29", **{field: "2024-02-29"}) == "current"
    assert on(kind, "2024-03-01", **{field: "2024-02-29"}) == "ended"


@pytest.mark.parametrize(("kind", "field"), ENDS)
def test_the_day_of_the_end_is_without_effect(kind: str, field: str) -> None:
    assert on(kind, "2024-02-29", **{field: "2024-03-01"}) == "current"
    assert on(kind, "2024-03-01", **{field: "2024-03-01"}) == "ended"


@pytest.mark.parametrize("kind", ["person", "task", "no_such_type"])
def test_what_has_no_dates_is_always_current(kind: str) -> None:
    dates = dict.fromkeys(("since", "from", "until", "ended_on"), "2024-03-01")
    assert {on(kind, day, **dates) for day in ("2024-01-01", "2024-12-31")} == {"current"}


def test_the_first_field_stated_is_the_begin() -> None:
    both = {"effective_on": "2024-03-10", "decided_on": "2024-03-01"}
    assert on("dishonesty_record", "2024-03-09", **both) == "not-yet"
    assert on("dishonesty_record", "2024-03-09", effective_on="soon", decided_on="2024-03-01") == "current"


def test_a_begin_known_to_the_month_is_open_within_it() -> None:
    # By the last day of March it has surely begun, on the first it may have.
    answers = [
        judged("decision", {"decided_on": "2024-03"}, D(day))
        for day in ("2024-02-29", "2024-03-01", "2024-03-30", "2024-03-31")
    ]
    open_ = ("undetermined", (D("2024-03-01"), D("2024-03-31")))
    assert answers == [("not-yet", None), open_, open_, ("current", None)]


def test_an_end_known_to_the_month_is_open_within_it() -> None:
    # Without effect from some day of March; surely from its last day on.
    answers = [
        judged("sanction", {"ended_on": "2024-03"}, D(day))
        for day in ("2024-02-29", "2024-03-01", "2024-03-30", "2024-03-31")
    ]
    open_ = ("undetermined", (D("2024-03-01"), D("2024-03-31")))
    assert answers == [("current", None), open_, open_, ("ended", None)]
    # A last day within March ends it from 2 March to 1 April.
    assert judged("sanction", {"until": "2024-03"}, D("2024-03-31")) == (
        "undetermined",
        (D("2024-03-02"), D("2024-04-01")),
    )
    assert on("sanction", "2024-03-01", until="2024-03") == "current"
    assert on("sanction", "2024-04-01", until="2024-03") == "ended"


def test_what_is_open_at_both_ends_turns_between_the_outer_days() -> None:
    assert judged("sanction", {"from": "2024", "ended_on": "2024-06"}, D("2024-06-15")) == (
        "undetermined",
        (D("2024-01-01"), D("2024-12-31")),
    )


@pytest.mark.parametrize(
    ("from_", "until", "day", "answer"),
    [
        ("2024-03-01", "2024-03-31", ("2024-02-29", "2024-02-29"), False),
        ("2024-03-01", "2024-03-31", ("2024-03-01", "2024-03-01"), True),
        ("2024-03-01", "2024-03-31", ("2024-03-31", "2024-03-31"), True),
        ("2024-03-01", "2024-03-31", ("2024-04-01", "2024-04-01"), False),
        (None, None, ("2024-03-01", "2024-03-31"), True),
        # asked of a month that the period covers in part, touches, or misses
        ("2024-03-15", None, ("2024-03-01", "2024-03-31"), None),
        (None, "2024-03-15", ("2024-03-01", "2024-03-31"), None),
        ("2024-03-31", None, ("2024-03-01", "2024-03-31"), None),
        (None, "2024-03-01", ("2024-03-01", "2024-03-31"), None),
        (None, "2024-02-29", ("2024-03-01", "2024-03-31"), False),
        # a period that is itself known to the month
        ("2024-03", None, ("2024-03-30", "2024-03-30"), None),
        ("2024-03", None, ("2024-03-31", "2024-03-31"), True),
        (None, "2024-03", ("2024-03-01", "2024-03-01"), True),
        (None, "2024-03", ("2024-03-02", "2024-03-02"), None),
    ],
)
def test_a_period_covers_a_day(
    from_: str | None, until: str | None, day: tuple[str, str], answer: bool | None
) -> None:
    assert within(from_, until, (D(day[0]), D(day[1]))) is answer
