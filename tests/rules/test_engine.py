"""The engine: tombstones, shapes, merging."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

import pytest
from attrs import astuple
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.periods import load
from gov_integrity.policy import profile
from gov_integrity.rules import Context, Fold, RuleSet, Statement, case, rules

DAY = date(2025, 6, 30)
STONE = {
    "id": "example-agency/1",
    "revision": 2,
    "stated_by": "example-agency/office",
    "recorded_at": "2025-03-14T09:00:00+08:00",
    "access": "government",
}


@pytest.fixture(
    scope="module", params=["shandong-2024", "alxa-2021", "xinzheng-2017", "weidu-2022", "gansu-2017"]
)
def rule_set(request: pytest.FixtureRequest) -> RuleSet:
    return RuleSet(Context(as_of=DAY, periods=load(), profile=profile(request.param, as_of=DAY)))


@pytest.mark.parametrize("kind", ["organisation", "commitment", "case", "sanction", "observation", "index"])
@pytest.mark.parametrize("action", ["withdraw", "erase"])
def test_a_tombstone_is_asked_for_its_reason_and_nothing_else(
    rule_set: RuleSet, kind: str, action: str
) -> None:
    stone = {**STONE, "type": kind, "action": action}
    assert {told.rule.code for told in rule_set.judge(stone)} == {"GI-ENV-0001"}
    assert list(rule_set.judge({**stone, "action_reason": "误报"})) == []
    fold = Fold()
    rule_set.gather(stone, 0, fold)
    assert list(rule_set.finish(fold)) == []


def test_statements_that_the_rules_see_alike_share_their_plan(rule_set: RuleSet) -> None:
    """A field that no rule asks for makes another shape, but no other plan."""
    plain = {
        **STONE,
        "type": "organisation",
        "action": "make",
        "revision": 1,
        "kind": "government-department",
    }
    other = {**plain, "short_name": "甲局"}
    assert not any("short_name" in rule.needs for rule in rule_set.active)
    assert rule_set.plan(plain) is rule_set.plan(other)
    assert rule_set.plan(plain) is not rule_set.plan({**plain, "uscc": "911101051949123102"})


def test_what_is_not_remembered_is_judged_alike(rule_set: RuleSet, monkeypatch: pytest.MonkeyPatch) -> None:
    stone = {**STONE, "type": "case", "action": "withdraw"}
    told = list(rule_set.judge(stone))
    monkeypatch.setattr("gov_integrity.rules.plans._SHAPES", 0)
    forgetful = RuleSet(rule_set.context)
    assert [list(forgetful.judge(stone)) for _ in range(2)] == [told, told]
    assert forgetful.plan(stone) is not forgetful.plan(stone)


def test_folds_merge_in_any_cut() -> None:
    whole, first, second = Fold(), Fold(), Fold()
    claims = [("a", 1), ("b", 2), ("a", 3), ("a", 4), ("b", 5)]
    for place, (key, amount) in enumerate(claims):
        whole.add("GI-XXX-0001", key, amount, place)
        (first if place < 2 else second).add("GI-XXX-0001", key, amount, place)
    first.merge(second)
    assert first.tallies("GI-XXX-0001") == whole.tallies("GI-XXX-0001")
    tally = whole.tallies("GI-XXX-0001")["a"]
    assert (tally.count, tally.total, tally.first, tally.last) == (3, 8, 0, 3)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([0, 0, 5])), max_size=9), st.data())
def test_the_order_of_claims_within_a_part_does_not_matter(
    claims: list[tuple[str, int]], data: st.DataObject
) -> None:
    placed = [(key, amount, place) for place, (key, amount) in enumerate(claims)]
    cut = data.draw(st.integers(0, len(placed)))
    folds = Fold(), Fold()
    for fold, part in zip(folds, (placed[:cut], placed[cut:]), strict=True):
        for key, amount, place in data.draw(st.permutations(part)):
            fold.add("GI-XXX-0001", key, amount, place)
    folds[0].merge(folds[1])
    expected = {}
    for key in dict(claims):  # in the order in which they first come
        places = [place for one, _, place in placed if one == key]
        total = sum(amount for one, amount in claims if one == key)
        expected[key] = (len(places), total, places[0], places[-1])
    found = folds[0].tallies("GI-XXX-0001")
    assert [(key, astuple(tally)) for key, tally in found.items()] == list(expected.items())


def late_rules() -> list[str]:
    return [code for code, rule in rules().items() if rule.late]


@pytest.mark.parametrize("code", late_rules())
def test_what_is_looked_up_in_the_end_is_found_as_what_is_kept(code: str) -> None:
    found = case(code)
    context = found.context()

    def told(*, rereads: bool) -> list[tuple[object, str]]:
        rule_set, fold = RuleSet(context, only={code}, rereads=rereads), Fold()
        for number, statement in enumerate(found.bad):
            rule_set.gather(statement, number, fold)

        def find(ids: Collection[str]) -> Iterator[tuple[object, Statement]]:
            return ((n, one) for n, one in enumerate(found.bad) if one["id"] in ids)

        return [(one.where, one.hit.pointer) for _, one in rule_set.finish(fold, find)]

    assert told(rereads=True) == told(rereads=False) == [tuple(hit) for hit in found.hits]
