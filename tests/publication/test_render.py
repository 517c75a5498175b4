"""What an audience is given, word by word."""

from __future__ import annotations

import json

from gov_integrity.publication import document, lines, summary
from publication.publicationcase import BODY, FIRM, PERSON, profile, record, say, show

EVIDENCE = [{"no": 1, "title": "内部材料"}, {"no": 2, "title": "内部笔录"}]


def small() -> tuple[object, ...]:
    return (
        record(facts="拖欠", loss_text="王小明经手", parties=[{"no": 1, "role": "responsible-person",
               "party": PERSON}], evidence=EVIDENCE),
        record("gov/ended", document_no="6号", ended_on="2025-01-01"),
        record("gov/ended-2", document_no="7号", ended_on="2025-01-01"),
    )  # fmt: skip


def test_the_document_says_what_is_shown_and_counts_what_is_not() -> None:
    published = show("public", *small())  # type: ignore[arg-type]
    told = json.loads("".join(document(published)))
    assert (told["audience"], told["profile"], told["as_of"]) == ("public", "demo", "2026-05-06")
    assert [one["statement"]["id"] for one in told["shown"]] == [BODY, FIRM, "gov/rec"]
    rest = {key: value for key, value in told["shown"][2].items() if key != "statement"}
    assert rest == {
        "until_reason": "no-months-government",
        "sites": [{"channel": "credit-china", "strength": "must", "clauses": ["demo/1"]}],
        "masked": [{"field": "loss_text", "reason": "name-masked", "count": 1}],
        "withheld": [
            {"field": "evidence", "reason": "evidence-default", "count": 2},
            {"field": "facts", "reason": "sensitivity", "count": 1},
            {"field": "parties", "reason": "natural-person", "count": 1},
            {"field": "parties.party", "reason": "natural-person", "count": 1},
        ],
    }
    assert set(told["shown"][0]) == {"statement"}
    assert told["withheld"] == [
        {"type": "dishonesty_record", "reason": "record-ended", "count": 2},
        {"type": "person", "reason": "natural-person", "count": 1},
    ]
    assert list(told["reasons"]) == [
        "evidence-default", "name-masked", "natural-person", "no-months-government", "record-ended",
        "sensitivity",
    ]  # fmt: skip
    assert told["reasons"]["record-ended"] == {
        "zh": "已修复、期满或移出，停止公开、共享和使用",
        "en": "repaired, expired or delisted: publication, sharing and use have ended",
        "sources": ["发改委令第36号 3"],
        "confidence": "verified",
    }


def test_an_end_that_is_known_is_told_with_its_reason() -> None:
    general = record(subject=FIRM, severity="general", decided_on="2026-04-10")
    told = json.loads("".join(document(show("public", general))))
    (one,) = [one for one in told["shown"] if one["statement"]["id"] == "gov/rec"]
    assert (one["until"], one["until_reason"]) == ("2027-04-10", "publicity-period")
    assert "publicity-period" in told["reasons"]
    # nothing to say of it: neither end nor site nor notes
    plain = json.loads("".join(document(show("authority", general))))
    assert [set(one) for one in plain["shown"] if one["statement"]["id"] == "gov/rec"] == [{"statement"}]


def test_the_lines_are_the_statements_alone() -> None:
    found = list(lines(show("public", *small())))  # type: ignore[arg-type]
    assert [json.loads(line)["id"] for line in found] == [BODY, FIRM, "gov/rec"]
    assert all(line.endswith(b"}\n") and line.count(b"\n") == 1 for line in found)


def test_the_summary_in_both_languages() -> None:
    published = show("public", *small())  # type: ignore[arg-type]
    zh, en = list(summary(published)), list(summary(published, "en"))
    assert len(zh) == len(en) == 9
    assert zh[0] == "demo 2026-05-06:提供 3 条、不提供 3 条"
    assert en[0] == "demo 2026-05-06: 3 shown, 3 withheld"
    assert zh[1] == (
        "- 政务失信记录 ×2: 已修复、期满或移出，停止公开、共享和使用 [发改委令第36号 3; 已核对原文]"
    )
    assert en[1] == (
        "- dishonesty record ×2: repaired, expired or delisted: publication, sharing and use have ended "
        "[发改委令第36号 3; verified]"
    )
    assert (zh[3], en[3]) == ("已脱敏或略去的数据项:", "fields masked or left out:")
    assert zh[4].startswith("- 政务失信记录 evidence ×2: 证明材料默认不公开 [")
    assert en[4].startswith("- dishonesty record evidence ×2: evidence is not public by default [")


def test_without_withheld_fields_the_summary_is_short() -> None:
    body = say("organisation", "gov/c", name="丙局", kind="department")
    found = list(summary(show("public", body, law=profile()), "en"))
    assert found[0] == "demo 2026-05-06: 3 shown, 1 withheld"
    assert len(found) == 2


def test_what_is_printed_of_it_tells_the_question_alone() -> None:
    assert repr(show("public", *small())) == (  # type: ignore[arg-type]
        "Published(audience='public', profile='demo', as_of=2026-05-06)"
    )
