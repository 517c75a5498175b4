"""Conditions of steps: met, not met, or not known, each on the first day on which it is so."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.procedures import Case, Context
from gov_integrity.procedures.guards import Answer, judged, missing_words
from gov_integrity.procedures.reading import vocabulary
from gov_integrity.procedures.values import Fact

D = date.fromisoformat
CONTEXT = Context(load())


def answer(guard: str, on: str | None, context: Context = CONTEXT, **facts: Fact) -> Answer:
    return judged(vocabulary().guards[guard], Case("repair", facts=facts), D(on) if on else None, context)


def met(guard: str, on: str | None, **facts: Fact) -> bool | None:
    return answer(guard, on, **facts).met


GENERAL: dict[str, Fact] = {"period_from": date(2026, 5, 1), "subject_kind": "enterprise", "class": "general"}


def test_the_minimum_period_of_an_enterprise() -> None:
    # 第36号: three months from 1 May 2026 last to 1 August
    early = answer("minimum-passed", "2026-08-01", **GENERAL)
    assert (early.met, early.from_, early.missing) == (False, date(2026, 8, 2), ("period_from",))
    assert {one.document for one in early.citations} == {"发改委令第36号", "国办发〔2025〕22号"}
    ripe = answer("minimum-passed", "2026-08-02", **GENERAL)
    assert (ripe.met, ripe.citations) == (True, ())


def test_without_a_class_the_minimum_is_known_only_where_all_classes_agree() -> None:
    # minor: none; general: 3 months to 1 August 2026; serious: 12 months to 1 May 2027
    facts = {name: value for name, value in GENERAL.items() if name != "class"}
    open_ = answer("minimum-passed", "2026-05-01", **facts)
    assert (open_.met, open_.missing, open_.from_) == (None, ("class",), date(2027, 5, 2))
    assert met("minimum-passed", "2027-05-01", **facts) is None
    assert met("minimum-passed", "2027-05-02", **facts) is True


def test_a_class_that_is_no_word_is_no_class() -> None:
    assert met("minimum-passed", "2026-09-01", **GENERAL | {"class": True}) is None


def test_the_maximum_period_of_an_enterprise() -> None:
    assert met("maximum-passed", "2027-05-01", **GENERAL) is False  # twelve months
    assert met("maximum-passed", "2027-05-02", **GENERAL) is True
    facts = {name: value for name, value in GENERAL.items() if name != "class"}
    open_ = answer("maximum-passed", "2027-05-02", **facts)  # minor and general are over, serious is not
    assert (open_.met, open_.missing, open_.from_) == (None, ("class",), None)


def test_a_body_without_months_has_no_minimum_and_no_known_maximum() -> None:
    # 发改财金〔2023〕1103号 names no months; a class of enterprises means nothing for it
    facts = GENERAL | {"subject_kind": "government"}
    assert answer("minimum-passed", "2026-05-02", **facts) == Answer(met=True)
    assert answer("maximum-passed", "2036-05-02", **facts) == Answer(None, missing=("months",))


@pytest.mark.parametrize("guard", ["minimum-passed", "maximum-passed"])
@pytest.mark.parametrize(
    ("facts", "on", "missing"),
    [
        (GENERAL, None, "date"),
        (GENERAL | {"period_from": "2026-05"}, "2026-09-01", "period_from"),
        (GENERAL | {"subject_kind": "club"}, "2026-09-01", "subject_kind"),
        # from a day on which only sets apply whose transition is open
        (GENERAL | {"period_from": date(2018, 1, 1)}, "2019-07-01", "rule_set"),
    ],
)
def test_what_is_missing_for_a_period(
    guard: str, facts: dict[str, Fact], on: str | None, missing: str
) -> None:
    assert answer(guard, on, **facts) == Answer(None, missing=(missing,))


@pytest.mark.parametrize(("guard", "fact"), [("term-over", "until"), ("deadline-passed", "due_on")])
def test_a_last_day_is_over_on_the_day_after(guard: str, fact: str) -> None:
    last = {fact: date(2026, 6, 30)}
    assert answer(guard, "2026-06-30", **last) == Answer(met=False, from_=date(2026, 7, 1), missing=(fact,))
    assert met(guard, "2026-07-01", **last) is True
    assert answer(guard, None, **last) == Answer(None, missing=("date",))
    assert answer(guard, "2026-07-01", **{fact: "2026-06"}) == Answer(None, missing=(fact,))
    assert answer(guard, None) == Answer(None, missing=(fact,))


def test_a_record_is_in_force_until_the_day_before_it_ended() -> None:
    record: dict[str, Fact] = {"record_exists": True, "record_ended_on": date(2026, 6, 30)}
    assert answer("record-current", "2026-06-29", **record) == Answer(met=True)
    assert answer("record-current", "2026-06-30", **record) == Answer(met=False, missing=("record_ended_on",))
    assert answer("record-current", None, **record) == Answer(None, missing=("date",))
    assert answer("record-current", None, record_exists=True) == Answer(met=True)
    assert answer("record-current", "2026-06-29") == Answer(None, missing=("record_exists",))
    assert met("record-current", "2026-06-29", record_exists=False) is None


def test_a_fact_is_met_not_met_or_not_known() -> None:
    assert answer("claim-clear", None, claim_clear=True) == Answer(met=True)
    assert answer("claim-clear", None, claim_clear=False) == Answer(met=False, missing=("claim_clear",))
    assert answer("claim-clear", None) == Answer(None, missing=("claim_clear",))
    assert answer("claim-clear", None, claim_clear="yes") == Answer(None, missing=("claim_clear",))


def test_a_measure_must_be_on_the_list_of_the_profile() -> None:
    alxa = Context(load(), profile("alxa-2021", as_of=date(2026, 5, 6)))
    assert alxa.profile is not None
    listed = next(entry.code for entry in alxa.profile.section("sanction"))
    assert answer("measure-listed", None, alxa, measure=listed) == Answer(met=True)
    assert answer("measure-listed", None, alxa, measure="exile") == Answer(met=False, missing=("measure",))
    assert answer("measure-listed", None, alxa) == Answer(None, missing=("measure",))
    assert answer("measure-listed", None, measure=listed) == Answer(None, missing=("profile",))


def test_missing_steps_are_named_in_both_languages() -> None:
    assert missing_words(("expert-argument", "claim_clear"), "zh") == "专家论证、claim_clear"
    assert missing_words(("hearing", "claim_clear"), "en") == "hearing, claim_clear"
