"""A statement that another asks for may have been withdrawn: it then says nothing, and no check fails."""

from __future__ import annotations

from datetime import date

import pytest

from gov_integrity.rules import rules
from validation.packages import body, case, codes, judged, ndjson

DAY = date(2025, 6, 30)
NOBODY = "GI-ACC-0001"  # a record that was sanctioned names nobody
BARE = {name: value for name, value in case("c-1").items() if name not in ("subject", "form")}
SANCTION = {
    **BARE,
    "type": "sanction",
    "id": "example/s-1",
    "subject": "example/self",
    "about": ["example/c-1"],
}
PUNISHED = {**SANCTION, "kind": "public-criticism"}
PUBLISHED = {**SANCTION, "type": "publication", "id": "example/v-1", "channel": "portal"}
PUBLISHED.pop("subject")


@pytest.mark.parametrize("action", ["withdraw", "erase"])
@pytest.mark.parametrize("asking", [PUNISHED, PUBLISHED])
@pytest.mark.parametrize("first", [(), (case("c-1"),)])
def test_what_was_withdrawn_or_erased_says_nothing(action, asking, first):
    gone = {**BARE, "revision": 2, "action": action, "action_reason": "误报"}
    found = codes(judged(ndjson(body(), *first, asking, gone), rules=True, as_of=DAY, profile="gansu-2017"))
    assert NOBODY not in found
    assert not [code for code in found if code.startswith("GI-SYS")]


def test_some_rules_ask_late():
    assert rules()[NOBODY].late == ("dishonesty_record",)
