"""The tables of publication, held against what the law and the standard say."""

from __future__ import annotations

import re

import pytest

from gov_integrity.codelists import codelist
from gov_integrity.privacy import KINDS
from gov_integrity.publication.tables import (
    AUDIENCES,
    Adverse,
    Treatment,
    adult_kinds,
    adverse,
    information_kind,
    reason,
    secrets,
    treatment,
)

REASONS = """access-ceiling sensitivity evidence-default natural-person party-unresolved minor-not-excluded
    national-information-security state-secret trade-secret personal-privacy withheld-by-publisher
    identity-number number-masked name-masked record-ended not-yet undetermined withdrawn erased term-ended
    term-undetermined minor-class publication-not-running stands-twice refers-to-withheld required-withheld
    malformed no-months-government own-date publicity-period"""


@pytest.mark.parametrize("code", REASONS.split())
def test_a_reason_has_words_and_a_source(code: str) -> None:
    found = reason(code)
    assert (found.code, found.text("en")) == (code, found.en)
    assert found.en.isascii()
    assert re.search("[\u4e00-\u9fff]", found.text("zh"))
    assert found.sources


def test_a_reason_without_a_row_is_told() -> None:
    with pytest.raises(KeyError):
        reason("nothing")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"type": "dishonesty_record"}, "dishonesty-record"),
        ({"type": "commitment", "kind": "contract"}, "commitment"),
        ({"type": "sanction", "kind": "blacklist"}, "blacklist"),
        ({"type": "sanction", "kind": "circular"}, ""),
        ({"type": "decision", "kind": "licence"}, "licence"),
        ({"type": "decision", "kind": "penalty"}, "penalty"),
        ({"type": "decision", "kind": "major-decision"}, ""),
        ({"type": "assessment"}, "assessment-result"),
        ({"type": "person"}, ""),
    ],
)
def test_what_kind_of_information_a_statement_is(content: dict[str, object], kind: str) -> None:
    assert information_kind(content) == kind
    assert not kind or kind in codelist("information-kind").codes


def test_what_harms_its_subject() -> None:
    # 发改委令第36号 3: publication, sharing and sanctions end together; 法释〔2017〕7号 2 for debtors.
    assert adverse() == {
        "dishonesty_record": Adverse(("decided_on", "effective_on"), None),
        "sanction": Adverse((), None),
        "court_matter": Adverse(("listed_on",), "judgment-debtor"),
    }


def test_a_ground_closes_a_statement_to_these() -> None:
    # 政府信息公开条例 14 and 15: what is secret to the State is secret to all; trade secrets and privacy
    # are not made public, while authorities may know them.
    closed = {ground: {who for one, who in secrets() if one == ground} for ground, _ in secrets()}
    assert closed == {
        "national-information-security": set(AUDIENCES),
        "state-secret": set(AUDIENCES),
        "trade-secret": {"public"},
        "personal-privacy": {"public"},
    }
    assert set(closed) == set(codelist("withheld-ground").codes)
    assert all(secrets().values())


def test_whose_office_excludes_minors() -> None:
    # 公务员法 13: a civil servant is at least 18. Staff, village cadres and others are not bound by it.
    assert adult_kinds() == {"civil-servant", "public-official", "institution-staff"}


def test_what_is_done_with_the_fields_of_a_person() -> None:
    name = Treatment("mask", "person-name", "name-masked", law=False)
    assert treatment("person", "name", "authority") == name
    assert treatment("person", "name", "public") == Treatment("mask", "person-name", "name-masked", law=True)
    assert treatment("person", "name", "query") is None
    for field in ("kind", "posts"):
        assert treatment("person", field, "public") == Treatment("show", "", "", law=True)
        assert treatment("person", field, "authority") is None
    for field in ("id_digest", "id_key"):
        assert treatment("person", field, "query") == Treatment("never", "", "identity-number", law=False)
    assert treatment("organisation", "name", "public") is None
    assert "person-name" in KINDS
