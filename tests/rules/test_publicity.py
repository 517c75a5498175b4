"""What is made public: taken down again, withheld, in time, and no longer."""

from __future__ import annotations

import pytest

from gov_integrity.rules import Coverage, rules
from rules.judging import context, judged

WHERE = context("xinzheng-2017", coverage=[Coverage("publication")])
SITES = ("credit-xinzheng", "credit-zhengzhou", "credit-henan", "credit-china")
LICENCE = {"type": "decision", "id": "a/licence", "subject": "a/b", "kind": "licence"}


def shown(what: str, *channels: str, **more: object) -> list[dict[str, object]]:
    return [{"type": "publication", "about": [what], "channel": one, **more} for one in channels]


def test_what_was_taken_down_had_been_gathered() -> None:
    licence = {**LICENCE, "decided_on": "2024-01-10"}
    assert len(judged("GI-PUB-0001", licence, where=WHERE)) == 1
    for state in ("published", "taken-down"):
        assert judged("GI-PUB-0001", licence, *shown("a/licence", *SITES, state=state), where=WHERE) == []
    three = shown("a/licence", *SITES[:3], state="taken-down")
    assert judged("GI-PUB-0001", licence, *three, where=WHERE) == [
        (0, "", {"decision_kind": "licence", "channel": ("credit-china",)}),
    ]


def test_what_the_law_withholds_is_missing_nowhere() -> None:
    licence = {**LICENCE, "decided_on": "2024-01-10"}
    withheld = {"type": "publication", "about": ["a/licence"], "state": "withheld"}
    assert judged("GI-PUB-0001", licence, withheld, where=WHERE) == []


@pytest.mark.parametrize(
    ("decided", "missing"),
    [
        ("2025-06-18", True),  # the seventh working day was Friday, 27 June
        ("2025-06-19", False),  # it is Monday, 30 June, the day of judgement
        ("2025-06", False),
        ("2017-10-31", False),  # before the text
        ("2017-11-01", True),
    ],
)
def test_a_licence_is_missing_when_the_time_to_put_it_online_is_over(decided: str, missing: bool) -> None:
    assert bool(judged("GI-PUB-0001", {**LICENCE, "decided_on": decided}, where=WHERE)) is missing


def test_a_blacklist_entry_past_its_last_day_is_shown_no_more() -> None:
    entry = {"type": "sanction", "id": "a/entry", "subject": "a/b", "kind": "blacklist"}
    sites = ("credit-xinzheng", "credit-zhengzhou")
    assert len(judged("GI-PUB-0006", entry, where=WHERE)) == 1
    assert len(judged("GI-PUB-0006", {**entry, "until": "2025-12-31"}, where=WHERE)) == 1
    assert judged("GI-PUB-0006", {**entry, "until": "2021-12-31"}, where=WHERE) == []
    assert judged("GI-PUB-0006", entry, *shown("a/entry", *sites), where=WHERE) == []
    down = shown("a/entry", *sites, state="taken-down")
    assert len(judged("GI-PUB-0006", entry, *down, where=WHERE)) == 1


def test_publishing_third_party_results_is_encouraged() -> None:
    # Alxa 2.4.4: 鼓励……开展政务诚信评价评级,并及时公布结果.
    assert rules()["GI-PUB-0007"].kind.severity == "info"
    where = context("alxa-2021", coverage=[Coverage("publication")])
    result = {"type": "assessment", "id": "a/result", "subject": "a/b", "kind": "third-party"}
    assert len(judged("GI-PUB-0007", result, where=where)) == 1
    down = shown("a/result", "government-website", state="taken-down")
    assert judged("GI-PUB-0007", result, *down, where=where) == []
