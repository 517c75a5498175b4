"""The rules as a stage: the newest revision counts; what is read again is read as it was judged."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from validation.packages import HEADER, body, case, codes, judged, line, ndjson

DAY = date(2025, 6, 30)
NUMBER = "(2024)示0101行初1号"
TWICE = "GI-ENV-0008"  # one subject and document number stand in two statements
NOBODY = "GI-ACC-0001"  # a record that was sanctioned names nobody


def told(*sources, **more):
    return codes(judged(*sources, rules=True, as_of=DAY, **more))


def sanction(**more):
    return {
        **case("s-1", **more),
        "type": "sanction",
        "kind": "public-criticism",
        "about": ["example/c-1"],
        "severity": None,
    }


def stated(*records):
    """A package of these, without what is None."""
    return ndjson(*({name: value for name, value in one.items() if value is not None} for one in records))


FIRST = case("c-1", document_no=NUMBER)
OTHER = case("c-2", document_no=NUMBER)
CORRECTED = case("c-1", revision=2, action="correct", action_reason="误报", document_no="(2024)示0101行初2号")
WITHDRAWN = {
    name: value
    for name, value in case("c-1", revision=2, action="withdraw", action_reason="误报").items()
    if name not in ("subject", "form")
}


def test_two_statements_of_one_fact_are_told():
    assert told(stated(body(), FIRST, OTHER))[TWICE] == 1


@pytest.mark.parametrize("later", [CORRECTED, WITHDRAWN])
def test_a_superseded_revision_does_not_count(later):
    for order in permutations((FIRST, OTHER, later)):
        assert TWICE not in told(stated(body(), *order)), order


@pytest.mark.parametrize("later", [CORRECTED, WITHDRAWN])
def test_nor_does_it_in_another_file_or_process(tmp_path, later):
    january, february = tmp_path / "1.ndjson", tmp_path / "2.ndjson"
    january.write_bytes(stated(body(), FIRST, OTHER))
    february.write_bytes(stated(later))
    assert TWICE not in told(january, february)
    assert TWICE not in told(january, february, jobs=2)
    assert told(january)[TWICE] == 1


def test_the_newest_revision_counts():
    assert told(stated(body(), OTHER, case("c-1"), {**CORRECTED, "document_no": NUMBER}))[TWICE] == 1


def test_a_later_revision_alone_counts():
    assert told(stated(body(), OTHER, {**CORRECTED, "document_no": NUMBER}))[TWICE] == 1


def sanctioned(**more):
    form = {"subject": "example/self", "form": None}
    return stated(body(), case("c-1"), sanction(**form), *([case("c-1", **more)] if more else []))


def test_what_is_asked_for_late_is_its_newest_revision():
    named = {"parties": [{"no": 1, "role": "principal-head", "party": "example/p"}]}
    assert told(sanctioned(), profile="gansu-2017")[NOBODY] == 1
    later = {"revision": 2, "action": "correct", "action_reason": "补报责任人"}
    assert NOBODY not in told(sanctioned(**later, **named), profile="gansu-2017")
    assert told(sanctioned(**later), profile="gansu-2017")[NOBODY] == 1


@pytest.mark.parametrize(
    "broken", [{"subject": 7}, {"subject": None}, {"form": "no form at all"}, {"type": "qqq"}]
)
def test_what_was_not_judged_is_not_asked_in_the_end(broken):
    record = {name: value for name, value in {**case("c-1"), **broken}.items() if value is not None}
    lines = (body(), sanction(subject="example/self", form=None), record)
    report = judged(stated(*lines), rules=True, as_of=DAY, profile="gansu-2017")
    assert not [code for code in codes(report) if code.startswith("GI-SYS")]
    assert NOBODY not in codes(report)


def test_a_later_revision_that_was_not_judged_supersedes_nothing():
    header = line(HEADER)
    lines = [header, *(line(one) for one in (body(), FIRST, OTHER, {**CORRECTED, "subject": 7}))]
    assert told(b"\n".join(lines))[TWICE] == 1
