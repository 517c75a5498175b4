"""One fact in several statements: what makes it one, and who may speak for the body that decided."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.register import Conflict, Received, Register
from gov_integrity.register.conflicts import natural_key, normalised
from register.registercase import A, B, got, say

D = date.fromisoformat
FACT = {"subject": A, "form": "administrative-penalty", "document_no": "7号"}


def conflicts(*given: Received) -> tuple[Conflict, ...]:
    return Register.build(given, as_of=D("2024-12-31")).conflicts()


def made(thing: str, by: str, recorded: str = "2024-01-02", **fields: object) -> Received:
    return got(say("dishonesty_record", thing, 1, "make", recorded, by, **FACT | fields))


def test_a_withdrawn_statement_tells_no_fact_any_more() -> None:
    gone = got(say("dishonesty_record", "x/2", 2, "withdraw", "2024-02-01", B, **FACT))
    assert len(conflicts(made("x/1", A), made("x/2", B))) == 1
    assert conflicts(made("x/1", A), made("x/2", B), gone) == ()


def test_a_body_named_as_deciding_prevails_and_one_named_otherwise_does_not() -> None:
    # 发改委令第36号: the body that recognised it answers for it; to have collected it is not to have decided.
    collector = [{"no": 1, "role": "collector", "party": "g/1"}]
    decider = [
        {"no": 1, "role": "collector", "party": "g/1"},
        {"no": 2, "role": "deciding-body", "party": "g/2"},
    ]
    first, second = made("x/1", "g/1", parties=collector), made("x/2", "g/2", "2024-02-01", parties=decider)
    (found,) = conflicts(first, second)
    assert (found.prevailing.id, found.prevailing.stated_by, found.reason) == ("x/2", "g/2", "deciding-body")
    (found,) = conflicts(first, made("x/3", "g/3", "2024-02-01", parties=collector))
    assert (found.prevailing.id, found.reason) == ("x/1", "first-known")


def test_of_two_by_the_deciding_body_the_first_known_stands_and_the_others_follow_by_id() -> None:
    rows = [made("x/9", B, "2024-01-02", decided_by=B), made("x/2", B, "2024-03-01", decided_by=B),
            made("x/5", B, "2024-02-01", decided_by=B)]  # fmt: skip
    (found,) = conflicts(*rows)
    assert found.prevailing.id == "x/9"
    assert [one.id for one in found.others] == ["x/2", "x/5"]


@pytest.mark.parametrize(
    ("kind", "field", "decider"),
    [
        ("dishonesty_record", "document_no", "decided_by"), ("court_matter", "document_no", "document_by"),
        ("court_matter", "case_no", "court"), ("commitment", "number", ""), ("decision", "number", ""),
        ("case", "number", ""), ("report", "number", ""),
    ],
)  # fmt: skip
def test_each_type_with_a_number_has_its_field_and_its_decider(kind: str, field: str, decider: str) -> None:
    content = {"subject": A, field: "7号", **({decider: "g/2"} if decider else {})}
    first = got(say(kind, "x/1", 1, "make", "2024-01-02", "g/1", **content))
    second = got(say(kind, "x/2", 1, "make", "2024-02-01", "g/2", **content))
    (found,) = conflicts(first, second)
    assert (found.type, found.subject, found.number) == (kind, A, "7号")
    expected = ("x/2", "deciding-body") if decider else ("x/1", "first-known")
    assert (found.prevailing.id, found.reason) == expected


def test_a_court_matter_goes_by_its_document_before_its_case() -> None:
    both = {"type": "court_matter", "subject": A, "document_no": "甲", "case_no": "乙"}
    assert natural_key(both) == ("court_matter", A, "甲")


@pytest.mark.parametrize(
    "content",
    [
        {"type": "dishonesty_record", "document_no": "7号"},
        {"type": "dishonesty_record", "subject": A},
        {"type": "dishonesty_record", "subject": A, "document_no": " \u200b"},
        {"type": "sanction", "subject": A, "document_no": "7号"},
    ],
)
def test_without_subject_number_or_a_numbered_type_there_is_no_key(content: dict[str, object]) -> None:
    assert natural_key(content) is None


@pytest.mark.parametrize(
    "written",
    [
        "甲罚〔2024〕5号", "甲罚[2024]5号", "甲罚【2024】5号", "甲罚（2024）5号", "甲罚(2024)5号",
        "甲罚{2024}5号", "甲罚「2024」5号", "甲罚〈2024〉5号",
        " 甲罚〔2024〕 ５ 号\u3000", "甲罚〔２０２４〕5号\ufeff",
    ],
)  # fmt: skip
def test_a_number_is_one_however_it_is_written(written: str) -> None:
    assert normalised(written) == "甲罚〔2024〕5号"
    assert normalised(written.replace("5", "6").replace("５", "6")) != "甲罚〔2024〕5号"


def test_letter_case_does_not_distinguish() -> None:
    assert normalised("Ab-1") == normalised("ａB-1") == "ab-1"


def test_what_numbers_are_mostly_made_of_has_no_other_form():
    """Each of these characters beside a blank, which makes sure that nothing is spared."""
    usual = "0123456789abcdefghijklmnopqrstuvwxyz〔〕-" + "".join(map(chr, range(0x4E00, 0xA000)))
    assert normalised(usual) == usual
    assert normalised(usual + " ") == usual
