"""What sanctions rest on."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage
from rules.judging import context, judged


@pytest.mark.parametrize(
    ("name", "of_bodies_alone"),
    [
        ("gansu-2017", True),  # 各级人民政府存在政务失信记录的
        ("xinzheng-2017", True),  # 各部门存在政务失信记录的
        ("alxa-2021", False),  # 对存在失信行为的政府部门和公务员,视失信情况
        ("weidu-2022", False),
    ],
)
def test_whose_records_are_graded_is_for_the_text_to_say(name: str, of_bodies_alone: bool) -> None:
    where = context(name)
    official = {"type": "person", "id": "a/p", "name": "甲", "kind": "civil-servant"}
    record = {"type": "dishonesty_record", "id": "a/r", "form": "court-judgment"}
    sanction = {"type": "sanction", "kind": "honour-disqualification", "about": ["a/r"]}
    on_body = [{**one, "subject": "a/bureau"} for one in (record, sanction)]
    on_person = [{**one, "subject": "a/p"} for one in (record, sanction)]
    assert judged("GI-SAN-0003", official, *on_body, where=where) == [(1, "", {})]
    assert (judged("GI-SAN-0003", official, *on_person, where=where) == []) is of_bodies_alone


def test_criticism_that_is_withheld_is_not_public() -> None:
    where = context("xinzheng-2017", coverage=[Coverage("publication")])
    criticism = {"type": "sanction", "id": "a/s", "subject": "a/b", "kind": "public-criticism"}
    shown = {"type": "publication", "about": ["a/s"]}
    assert judged("GI-SAN-0006", criticism, shown, where=where) == []
    assert judged("GI-SAN-0006", criticism, {**shown, "state": "taken-down"}, where=where) == []
    assert len(judged("GI-SAN-0006", criticism, {**shown, "state": "withheld"}, where=where)) == 1
