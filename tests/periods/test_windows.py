"""Windows before and after each change of the rules, worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import UndeterminedError, UsageError
from gov_integrity.periods import SUBJECTS, Options, Span, blockers, load

PERIODS = load()


def ask(from_, as_of, subject="enterprise", **more):
    return PERIODS.windows(date.fromisoformat(from_), date.fromisoformat(as_of), subject=subject, **more)


def only(from_, as_of, **more):
    (found,) = ask(from_, as_of, **more)
    return found


def sets(found) -> dict[str, str]:
    return {
        window.rule_set: window.applies for window in found if not window.rule_set.endswith(("2017", "2018"))
    }


@pytest.mark.parametrize(
    ("rule_set", "more", "earliest", "until"),
    [
        # from 2025-07-01; the first day does not count, so 3 months fill 1 October, 12 months 1 July
        ("ndrc-58", {"field": "general-field"}, "2025-10-02", "2028-07-01"),
        ("ndrc-58", {"field": "fire-safety"}, "2026-07-02", "2028-07-01"),
        ("ndrc-58", {"field": "food"}, "2026-07-02", "2028-07-01"),
        ("state-council-22", {"cls": "minor"}, "2025-07-01", "2025-10-01"),
        ("state-council-22", {"cls": "general"}, "2025-10-02", "2026-07-01"),
        ("state-council-22", {"cls": "serious"}, "2026-07-02", "2028-07-01"),
        ("ndrc-36", {"cls": "minor"}, "2025-07-01", "2025-10-01"),
        ("ndrc-36", {"cls": "general"}, "2025-10-02", "2026-07-01"),
        ("ndrc-36", {"cls": "serious"}, "2026-07-02", "2028-07-01"),
        ("ndrc-527", {"field": "general-field"}, "2025-10-02", "2026-07-01"),
        ("ndrc-527", {"field": "serious-field"}, "2026-01-02", "2028-07-01"),
        ("samr-45", {"cls": "small-penalty"}, None, "2025-10-01"),
        ("samr-45", {"cls": "other-penalty"}, None, "2028-07-01"),
        ("shanghai-2017", {}, None, "2030-07-01"),
        ("shandong-2020", {}, None, "2030-07-01"),
        ("henan-2020", {}, None, "2030-07-01"),
        ("zhejiang-2018", {}, None, "2030-07-01"),
    ],
)
def test_months_of_every_rule_set(rule_set, more, earliest, until):
    found = only("2025-07-01", "2026-05-01", rule_set=rule_set, **more)
    assert found.earliest_application == (date.fromisoformat(earliest) if earliest else None)
    assert found.until == date.fromisoformat(until)
    assert found.ends_on == date.fromisoformat(until) + timedelta(days=1)


@pytest.mark.parametrize(
    ("from_", "as_of", "expected"),
    [
        # one set at a time
        ("2023-04-30", "2023-04-30", {"ndrc-527": "yes"}),
        ("2023-05-01", "2025-06-21", {"ndrc-58": "yes"}),
        # the change of 2023-05-01 under way
        ("2023-04-30", "2023-05-01", {"ndrc-527": "transition-unknown", "ndrc-58": "transition-unknown"}),
        # two sets stand beside one another from 2025-06-22 to 2026-03-31
        ("2025-06-21", "2025-06-22", {"ndrc-58": "yes", "state-council-22": "transition-unknown"}),
        ("2025-06-22", "2026-03-31", {"ndrc-58": "yes", "state-council-22": "yes"}),
        # no. 58 is repealed and no. 36 in force from 2026-04-01
        (
            "2026-03-31",
            "2026-04-01",
            {"ndrc-58": "transition-unknown", "state-council-22": "yes", "ndrc-36": "transition-unknown"},
        ),
        ("2026-04-01", "2026-04-01", {"state-council-22": "yes", "ndrc-36": "yes"}),
    ],
)
def test_which_sets_apply(from_, as_of, expected):
    found = ask(from_, as_of, cls="general", field="general-field")
    national = {k: v for k, v in sets(found).items() if k not in {"samr-45", "shandong-2020", "henan-2020"}}
    assert national == expected
    assert all(window.reasons for window in found)


def test_every_class_of_a_set_is_in_force_as_long_as_its_document():
    # First day, and last day where it was repealed: 发改委令第58号 by 第36号 on 2026-04-01, and it replaced
    # 发改办财金〔2019〕527号 on 2023-05-01.
    expected = {
        "ndrc-527": ("2019-07-01", "2023-04-30"),
        "ndrc-58": ("2023-05-01", "2026-03-31"),
        "state-council-22": ("2025-06-22", ""),
        "ndrc-36": ("2026-04-01", ""),
        "samr-45": ("2021-09-01", ""),
        "spc-2017-7": ("2017-05-01", ""),
        "shanghai-2017": ("2017-10-01", ""),
        "shandong-2020": ("2020-10-01", ""),
        "henan-2020": ("2020-05-01", ""),
        "zhejiang-2018": ("2018-01-01", ""),
        "ndrc-1103": ("2023-08-10", ""),
    }
    found = {(row.id, str(row.valid_from), str(row.valid_to or "")) for row in PERIODS.rule_sets}
    assert found == {(name, first, last) for name, (first, last) in expected.items()}


def test_a_set_applies_on_its_last_day_and_not_after():
    # Asked of a record of 1 January 2023, which 第527号 outlived until 30 April 2023.
    def applies(as_of, cls):
        found = only("2023-01-01", as_of, rule_set="ndrc-527", field=cls)
        return found.applies, found.reasons

    for cls in ("general-field", "serious-field"):
        assert applies("2023-04-30", cls) == ("yes", ("in-force",))
        assert applies("2023-05-01", cls) == ("transition-unknown", ("transition-rule-ended",))


def test_the_reasons_say_which_way_the_transition_is_open():
    found = {
        w.rule_set: w.reasons for w in ask("2026-03-31", "2026-04-01", cls="general", field="general-field")
    }
    assert found["ndrc-58"] == ("transition-rule-ended",)
    assert found["ndrc-36"] == ("transition-began-before",)
    assert found["state-council-22"] == ("in-force",)


def test_a_record_older_than_a_set_that_has_ended():
    found = only("2023-01-10", "2026-05-01", rule_set="ndrc-58", field="food")
    assert found.applies == "transition-unknown"
    assert found.reasons == ("transition-began-before", "transition-rule-ended")
    assert found.confidence == "recalled"  # food and drugs were recalled


def test_a_named_set_says_why_it_does_not_apply():
    assert only("2025-07-01", "2026-03-31", rule_set="ndrc-36", cls="general").reasons == (
        "not-yet-in-force",
    )
    late = only("2026-04-01", "2026-05-01", rule_set="ndrc-58", field="food")
    assert (late.applies, late.reasons) == ("no", ("transition-unrelated",))
    assert "ndrc-36" not in sets(ask("2025-07-01", "2026-03-31"))


def test_the_class_belongs_to_its_rule_set():
    found = ask("2025-07-01", "2026-01-01", cls="serious")
    by_set = {w.rule_set: [o for o in found if o.rule_set == w.rule_set] for w in found}
    assert [w.cls for w in by_set["state-council-22"]] == ["serious"]
    assert [w.cls for w in by_set["ndrc-58"]] == ["general-field", "safety-field", "food-drug-field"]
    assert all("field-undetermined" in w.reasons for w in by_set["ndrc-58"])
    # A field of no. 58 is no field of no. 527, whose list was not seen: both of its rows stand.
    old = ask("2023-01-10", "2023-06-01", field="food", rule_set="ndrc-527")
    assert [w.cls for w in old] == ["general-field", "serious-field"]
    assert all("field-undetermined" in w.reasons and "field-list-not-seen" in w.notes for w in old)


def test_local_sets_depend_on_the_place():
    assert only("2025-07-01", "2026-01-01", rule_set="henan-2020").applies == "depends"
    assert only("2025-07-01", "2026-01-01", rule_set="henan-2020", scope="41").applies == "yes"
    elsewhere = only("2025-07-01", "2026-01-01", rule_set="henan-2020", scope="31")
    assert (elsewhere.applies, elsewhere.reasons) == ("no", ("other-scope",))
    found = ask("2025-07-01", "2026-01-01", scope="market-supervision", cls="small-penalty")
    assert "samr-45" in sets(found)
    assert "henan-2020" not in sets(found)


@pytest.mark.parametrize(
    "more", [{"cls": "x"}, {"field": "x"}, {"rule_set": "x"}, {"scope": "99"}, {"times": 2}]
)
def test_unknown_names_are_refused(more):
    with pytest.raises(UsageError):
        ask("2025-07-01", "2026-01-01", **more)


def test_government_bodies_have_no_months():
    found = only("2025-07-01", "2030-01-01", subject="government")
    assert (found.rule_set, found.until, found.ends_on, found.ended) == ("ndrc-1103", None, None, None)
    assert found.earliest_application is None
    assert "no-months-government" in found.notes
    assert blockers(found) == ((), ("correction-confirmed",))
    assert blockers(found, met={"correction-confirmed": False}) == (("correction-confirmed",), ())
    assert blockers(found, met={"correction-confirmed": True}) == ((), ())
    assert only("2023-08-09", "2023-08-10", subject="government").applies == "transition-unknown"
    assert ask("2023-08-09", "2023-08-09", subject="government") == ()


@pytest.mark.parametrize(
    ("sanction", "until"),
    [
        # decided on 2024-02-29
        ("disciplinary-warning", "2024-08-29"),  # 6 months
        ("demerit", "2025-02-28"),  # 12, and 2025 has no 29 February
        ("serious-demerit", "2025-08-29"),  # 18
        ("demotion", "2026-02-28"),  # 24
        ("removal", "2026-02-28"),  # 24
        ("dismissal", None),
    ],
)
def test_discipline_periods(sanction, until):
    found = only("2024-02-29", "2024-03-01", subject="official", cls=sanction)
    assert found.until == (date.fromisoformat(until) if until else None)
    assert found.earliest_application is None
    assert "not-repair" in found.notes
    assert blockers(found) == ((), ())


def test_discipline_ends_by_itself():
    before = only("2025-01-31", "2025-07-31", subject="official", cls="disciplinary-warning")
    after = only("2025-01-31", "2025-08-01", subject="official", cls="disciplinary-warning")
    assert (before.ended, after.ended) == (False, True)
    assert "automatic-if-repentant" in after.notes


@pytest.mark.parametrize(
    ("sanction", "times", "least", "most"),
    [
        ("disciplinary-warning", 2, "2025-07-01", "2026-01-01"),  # 6 to 12 months
        ("demerit", 3, "2026-01-01", "2028-01-01"),  # 12 to 36
        ("serious-demerit", 3, "2026-07-01", "2029-01-01"),  # 18 to 54, cut at 48
        ("demotion", 2, "2027-01-01", "2029-01-01"),  # 24 to 48
        ("removal", 3, "2027-01-01", "2029-01-01"),  # 24 to 72, cut at 48
    ],
)
def test_merged_discipline_is_capped(sanction, times, least, most):
    found = only("2025-01-01", "2025-02-01", subject="official", cls=sanction, times=times)
    assert found.longer_until == Span(date.fromisoformat(least), date.fromisoformat(most))
    assert "merge-cap" in found.notes


def test_merged_discipline_ends_somewhere_between():
    # Two warnings on 31 August 2025: 6 months to 28 February 2026, at most 12 to 31 August 2026.
    def ended(as_of):
        return only("2025-08-31", as_of, subject="official", cls="disciplinary-warning", times=2).ended

    days = ("2026-02-28", "2026-03-01", "2026-08-31", "2026-09-01")
    assert [ended(day) for day in days] == [False, None, None, True]


def test_the_end_of_time_is_wrong_usage():
    with pytest.raises(UsageError):
        ask("9998-12-31", "9998-12-31", rule_set="ndrc-36", cls="general")  # 12 months: no day after it
    with pytest.raises(UsageError):
        ask("9999-12-31", "9999-12-31", subject="official")


def test_dismissal_does_not_merge():
    with pytest.raises(UsageError):
        ask("2025-01-01", "2025-02-01", subject="official", cls="dismissal", times=2)
    assert len(ask("2025-01-01", "2025-02-01", subject="official", times=2)) == 5
    assert len(ask("2025-01-01", "2025-02-01", subject="official")) == 6


def test_judgment_debtors():
    # 24 months, and 12 to 36 more for violence or several acts
    found = only("2025-08-31", "2026-01-01", subject="judgment-debtor")
    assert found.until == date(2027, 8, 31)
    assert found.longer_until == Span(date(2028, 8, 31), date(2030, 8, 31))
    assert {"extension-violence", "early-removal"} <= set(found.notes)


def test_what_blocks_repair():
    early = only("2025-07-01", "2025-10-01", rule_set="state-council-22", cls="general")
    assert blockers(early, met={"duties-fulfilled": False}) == (
        ("minimum-passed", "duties-fulfilled"),
        ("commitment-made",),
    )
    ripe = only("2025-07-01", "2025-10-02", rule_set="state-council-22", cls="general")
    assert blockers(ripe, met={"duties-fulfilled": True, "commitment-made": True}) == ((), ())


def test_options_of_the_open_points():
    # 2025-07-01 + 3 months: 1 October, a holiday until the 8th
    def until(**options):
        more = {"rule_set": "state-council-22", "cls": "minor", "options": Options(**options)}
        return only("2025-07-01", "2025-12-01", **more).until

    assert until() == date(2025, 10, 1)
    assert until(publicity_first_day="included") == date(2025, 9, 30)
    assert until(publicity_roll=True) == date(2025, 10, 9)
    # 28 February 2026 is a worked Saturday
    more = {"rule_set": "state-council-22", "cls": "minor"}
    rolled = Options(publicity_roll=True)
    assert only("2025-11-30", "2025-12-01", options=rolled, **more).until == date(2026, 2, 28)
    rests = Options(publicity_roll=True, make_up_day_rests=True)
    assert only("2025-11-30", "2025-12-01", options=rests, **more).until == date(2026, 3, 2)


def test_a_roll_far_ahead_is_undetermined():
    with pytest.raises(UndeterminedError):
        ask("2025-07-01", "2025-12-01", options=Options(publicity_roll=True))


def test_month_ends():
    found = only("2025-11-30", "2025-12-01", rule_set="state-council-22", cls="general")
    assert found.earliest_application == date(2026, 3, 1)  # 3 months fill 28 February
    assert found.until == date(2026, 11, 30)


@given(
    st.sampled_from(SUBJECTS),
    st.dates(date(2017, 1, 1), date(2026, 12, 31)),
    st.dates(date(2017, 1, 1), date(2036, 12, 31)),
)
def test_order_of_the_days(subject, from_, as_of):
    for window in PERIODS.windows(from_, as_of, subject=subject):
        days = [window.from_, window.earliest_application, window.ends_on]
        known = [day for day in days if day is not None]
        assert known == sorted(known)
        assert window.applies != "no"
        assert window.reasons
        if window.until and window.ends_on:
            assert window.ends_on - window.until == timedelta(days=1)
            assert window.ended == (as_of > window.until)


@given(st.dates(date(2017, 1, 1), date(2026, 1, 1)), st.integers(0, 60))
def test_monotone_in_the_start(from_, later):
    def untils(day):
        return [w.until for w in PERIODS.windows(day, day, subject="judgment-debtor")]

    assert all(a <= b for a, b in zip(untils(from_), untils(from_ + timedelta(later)), strict=False))


def test_an_unknown_subject_is_refused_with_those_there_are():
    with pytest.raises(UsageError) as caught:
        load().windows(date(2025, 1, 1), date(2025, 2, 1), subject="nope")
    assert "government, official, enterprise, judgment-debtor" in str(caught.value)
