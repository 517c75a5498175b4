"""What rules ask of their context."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from gov_integrity.rules import Coverage
from gov_integrity.rules.facts import (
    bulk_only,
    declared,
    due_day,
    in_its_time,
    named,
    only_after,
    over,
    sourced,
    steps_done,
    steps_taken,
)  # fmt: skip
from rules.judging import context


def test_the_profile_names_codes_by_clause_and_target() -> None:
    xinzheng = context("xinzheng-2017")
    assert named(xinzheng, "withheld-ground", ("xinzheng-2017/4.3.11a",)) == {
        "national-information-security", "trade-secret", "personal-privacy",
    }  # fmt: skip
    assert "state-secret" in named(xinzheng, "withheld-ground", ("xinzheng-2017/2.2a",))
    assert named(xinzheng, "decision-step", ("xinzheng-2017/4.3.10c",), "livelihood") == {"opinion-survey"}
    assert named(xinzheng, "decision-step", ("xinzheng-2017/4.3.10c",), "major") == frozenset()
    assert named(context(""), "withheld-ground", ("xinzheng-2017/2.2a",)) == frozenset()


def test_codes_are_found_by_the_clause_they_come_from() -> None:
    assert sourced("list-kind", ("shandong-2024/2.6a",)) == {"investment-negative-list"}
    assert sourced("list-kind", ("shandong-2024/9.9z",)) == frozenset()


def test_coverage_holds_for_its_type_body_and_days() -> None:
    here = context(coverage=[Coverage("decision", "a/b", "2024-01-01", "2024-12-31")])
    assert declared(here, "decision", "a/b", "2024-03-01", "2024-03-31")
    assert declared(here, "decision", "a/b", "2024-03", "2024")
    assert not declared(here, "decision", "a/c", "2024-03-01", "2024-03-31")
    assert not declared(here, "publication", "a/b", "2024-03-01", "2024-03-31")
    assert not declared(here, "decision", "a/b", "2023-12", "2024-03-31")
    # Everything from the beginning, or up to the day of judgement (2025-06-30), is more than was declared.
    assert not declared(here, "decision", "a/b", "", "2024-03-31")
    assert not declared(here, "decision", "a/b", "2024-03-01")


def test_coverage_without_body_and_days_holds_for_all() -> None:
    assert declared(context(coverage=[Coverage("decision")]), "decision", "a/b")


@given(some.dates(date(2000, 1, 1), date(2025, 6, 30)), some.dates(date(2000, 1, 1), date(2025, 6, 30)))
def test_a_wider_coverage_never_declares_less(one: date, other: date) -> None:
    since, until = sorted((one.isoformat(), other.isoformat()))
    narrow = context(coverage=[Coverage("decision", "", since, until)])
    assert declared(narrow, "decision", "a/b", since, until)
    assert declared(context(coverage=[Coverage("decision", "", since)]), "decision", "a/b", since, until)


def test_a_clock_starts_on_the_latest_day_that_may_be_meant() -> None:
    # 2025-03-31 is a Monday; the festival of 4 to 6 April leaves 1, 2, 3, 7, 8, 9, 10 as working days.
    assert due_day(context(), "double-publicity-7wd", "2025-03-31") == date(2025, 4, 10)
    assert due_day(context(), "double-publicity-7wd", "2025-03") == date(2025, 4, 10)


def test_a_year_without_arrangement_gives_no_day() -> None:
    assert due_day(context(), "double-publicity-7wd", "2031-03-31") is None


def test_an_extension_lengthens_the_clock() -> None:
    # Twenty working days from 2025-03-03 end on Monday 31 March. Of April: 1-3, 7-11, 14-18, 21-25 are 18,
    # Sunday 27 is worked, Monday 28 is the twentieth.
    assert due_day(context(), "disclosure-request-20wd", "2025-03-03") == date(2025, 3, 31)
    assert due_day(context(), "disclosure-request-20wd", "2025-03-03", "extended") == date(2025, 4, 28)


def test_steps_expressly_not_done_do_not_count() -> None:
    rows = [
        {"step": "hearing", "outcome": "not-done"},
        {"step": "public-notice"},
        {"step": "approval", "outcome": "agreed"},
    ]
    assert steps_taken({"steps": rows}) == {"public-notice", "approval"}
    assert steps_taken({}) == set()


def test_a_step_not_needed_was_not_done() -> None:
    rows = [
        {"step": "hearing", "outcome": "not-needed"},
        {"step": "approval", "outcome": "not-done"},
        {"step": "legality-review", "outcome": "not-passed"},
        {"step": "public-notice"},
    ]
    assert steps_done({"steps": rows}) == {"legality-review", "public-notice"}
    assert steps_done({}) == set()


def test_the_last_day_counts_as_over_and_an_unsure_one_may_be() -> None:
    where = context(as_of="2025-06-30")
    ended = ("2025-06-29", "2025-06-30", "2025-06", "2025")
    assert all(over(until, where) for until in ended)
    assert not any(over(until, where) for until in ("", "2025-07-01", "2025-07", "2026"))


def test_bulk_publications_are_those_of_licences_and_penalties_alone() -> None:
    assert bulk_only({"kinds": ["penalty"]})
    assert bulk_only({"kinds": ["licence", "penalty"]})
    assert not bulk_only({"kinds": ["penalty", "commitment"]})
    assert not bulk_only({"kinds": []})
    assert not bulk_only({})


def test_an_act_from_before_a_text_cannot_have_broken_it() -> None:
    """The measures of Shandong are of 2024-11-11."""
    assert [in_its_time(context(), day) for day in ("2024-11-10", "2024-10", "2023")] == [False] * 3
    assert [in_its_time(context(), day) for day in ("2024-11-11", "2024-11", "2024", "")] == [True] * 4
    assert in_its_time(context(""), "1990-01-01")


def test_a_step_taken_by_the_day_as_well_was_not_taken_only_after() -> None:
    late = {"no": 1, "step": "hearing", "on": "2025-03-04"}
    for other, found in (
        ({"step": "hearing", "on": "2025-04"}, [0, 1]),
        ({"step": "hearing", "on": "2025-03-03"}, []),
        ({"step": "hearing", "on": "2025-03"}, []),
        ({"step": "hearing"}, []),
        ({"step": "public-notice", "on": "2025-03-03"}, [0]),
    ):
        rows = only_after({"steps": [late, other]}, {"hearing"}, "2025-03-03")
        assert [index for index, _ in rows] == found
    assert list(only_after({}, {"hearing"}, "2025-03-03")) == []
