"""A small jurisdiction, and statements to publish in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from gov_integrity.policy import Entry, Head, Profile
from gov_integrity.publication import Published, publish
from gov_integrity.register import Received, Register

DAY = date(2026, 5, 6)

BODY = "gov/body"
FIRM = "gov/firm"
PERSON = "gov/person"


def entry(section: str, list_: str, code: str, target: str = "", value: str = "", **more: Any) -> Entry:
    fields: dict[str, Any] = {
        "section": section, "list": list_, "code": code, "target": target, "strength": "must",
        "value_zh": value, "value_en": "", "clock": "", "condition_zh": "", "condition_en": "",
        "clauses": ("demo/1",), "confidence": "verified", "origin": "demo",
    }  # fmt: skip
    return Entry(**(fields | more))


def profile(*entries: Entry) -> Profile:
    head = Head(
        id="demo", title_zh="示例", title_en="demo", document="示例1号", issuer_zh="示例", issuer_en="demo",
        division="", level="county", issued_on=date(2024, 1, 1), in_force_from=date(2024, 1, 1),
        in_force_until=None, in_force_confidence="verified", confidence="verified", inherits="", prefix="",
    )  # fmt: skip
    site = entry("publication-site", "channel", "credit-china", "dishonesty-record")
    return Profile(head=head, chain=("demo",), entries=(site, *entries), tasks=())


def say(type_: str, thing: str, /, **fields: Any) -> dict[str, Any]:
    return {
        "type": type_,
        "id": thing,
        "revision": 1,
        "action": "make",
        "stated_by": BODY,
        "recorded_at": "2024-01-02T10:00:00+08:00",
        "access": "public",
        **fields,
    }


def parties() -> list[dict[str, Any]]:
    return [
        say("organisation", BODY, name="甲局", kind="department"),
        say("organisation", FIRM, name="乙公司", kind="enterprise"),
        say("person", PERSON, name="王小明", kind="public-official", id_masked="**************1234",
            posts=[{"no": 1, "organisation": BODY, "title": "局长"}]),
    ]  # fmt: skip


def record(thing: str = "gov/rec", **fields: Any) -> dict[str, Any]:
    base = {
        "subject": BODY,
        "form": "court-judgment",
        "document_no": "甲判〔2024〕5号",
        "decided_on": "2024-01-01",
    }
    return say("dishonesty_record", thing, **(base | fields))


def show(
    audience: str, *statements: dict[str, Any], law: Profile | None = None, as_of: date = DAY
) -> Published:
    given = [Received(statement) for statement in (*parties(), *statements)]
    register = Register.build(given, as_of=as_of)
    return publish(register, law or profile(), audience)  # type: ignore[arg-type]
