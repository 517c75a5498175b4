"""Which window a record asks for."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.codelists import codelist
from gov_integrity.errors import UndeterminedError, UsageError
from gov_integrity.periods import load, question, subject_of
from gov_integrity.periods.records import _starts, _subjects

BREACH = {"type": "dishonesty_record", "id": "a/1", "subject": "a/org", "decided_on": "2025-07-01"}


def test_a_government_body():
    found = question(BREACH, about={"type": "organisation", "kind": "township"})
    assert (found.subject, found.from_, found.start_field) == ("government", date(2025, 7, 1), "decided_on")
    assert (found.cls, found.ended_on) == (None, None)


def test_an_enterprise_brings_its_class():
    record = {**BREACH, "severity": "serious", "ended_on": "2026-01-01"}
    found = question(record, about={"kind": "enterprise"})
    assert (found.subject, found.cls, found.ended_on) == ("enterprise", "serious", "2026-01-01")
    # A scale of another rule set is no class of these.
    assert question({**BREACH, "severity": "heavier"}, about={"kind": "enterprise"}).cls is None


def test_an_official_counts_from_the_day_of_effect():
    both = {**BREACH, "effective_on": "2025-07-20"}
    assert question(both, about={"kind": "civil-servant"}).from_ == date(2025, 7, 20)
    assert question(BREACH, about={"kind": "civil-servant"}).start_field == "decided_on"


def test_discipline_and_debtors_need_nobody_else():
    sanction = {"type": "sanction", "kind": "serious-demerit", "from": "2025-01-31"}
    found = question(sanction)
    assert (found.subject, found.cls) == ("official", "serious-demerit")
    listing = {"type": "court_matter", "kind": "dishonest-judgment-debtor", "listed_on": "2025-08-31"}
    assert question(listing, about={"kind": "township"}).subject == "judgment-debtor"


def test_the_caller_may_say_whose_record_it_is():
    with pytest.raises(UndeterminedError) as caught:
        question(BREACH, about={"kind": "university"})
    assert "government" in caught.value.text("en")
    with pytest.raises(UndeterminedError):
        question(BREACH)
    assert question(BREACH, subject="enterprise").subject == "enterprise"
    with pytest.raises(UndeterminedError):
        question(BREACH, subject="judgment-debtor")


@pytest.mark.parametrize("decided", [None, "2025-07", "about July", 20250701])
def test_without_a_day_nothing_is_guessed(decided):
    record = {**BREACH, "decided_on": decided}
    with pytest.raises(UndeterminedError):
        question(record, about={"kind": "township"})


@pytest.mark.parametrize(
    "record",
    [
        {"type": "task"},
        {},
        {"type": "sanction", "kind": "circular"},
        {"type": "court_matter", "kind": "civil-litigation"},
    ],
)
def test_other_statements_have_no_window(record):
    with pytest.raises(UsageError):
        question(record)


def test_the_tables_speak_the_codes_of_the_standard():
    kinds = {*codelist("organisation-kind").values, *codelist("person-kind").values}
    assert set(_subjects()) <= kinds
    for row in _starts():
        lists = {"sanction": "measure-kind", "court_matter": "court-matter-kind"}
        assert set(row.kinds) <= set(codelist(lists[row.type]).values if row.kinds else ())
        if row.class_field == "severity":
            assert set(row.classes) <= set(codelist("severity").values)
        if row.subject == "official" and row.classes:
            assert set(row.classes) == set(load().sanctions)


# Whose rule sets apply: organs, their parts and what they set up (发改财金〔2023〕1103号); who stands on
# the market (发改委令第36号); who holds a public office or post (政务处分法 2 and 3, villages included).
GOVERNMENT = """government department organ public-institution fiscally-funded-unit internal-section
    sub-district township sumu zone-committee people-congress congress-standing-committee cppcc court
    procuratorate discipline-body party-organisation-department human-resources-department
    development-reform-department judicial-administration leading-group joint-conference
    convenience-centre convenience-station"""
ENTERPRISE = """enterprise state-owned-enterprise individual-business legal-entity social-organisation
    intermediary credit-service-agency third-party bidding-agency professional-body media"""
OFFICIAL = "civil-servant public-official staff institution-staff village-cadre"
NOT_TOLD = """federation-of-industry village-committee residents-committee university research-institute
    unregistered-group social-supervisor bid-evaluation-expert investor member-of-public natural-person"""


def test_every_kind_of_body_and_person_has_its_rule_sets_or_none():
    expected = dict.fromkeys(GOVERNMENT.split(), "government") | dict.fromkeys(
        ENTERPRISE.split(), "enterprise"
    )
    expected |= dict.fromkeys(OFFICIAL.split(), "official") | dict.fromkeys(NOT_TOLD.split())
    kinds = {*codelist("organisation-kind").values, *codelist("person-kind").values}
    assert {kind: subject_of(kind) for kind in kinds} == expected
