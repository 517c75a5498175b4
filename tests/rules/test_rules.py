"""Every rule has a code, words in both languages, a citation, and a case that differs in one fact."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from gov_integrity.model import faults
from gov_integrity.periods import load
from gov_integrity.policy import clauses, profile
from gov_integrity.rules import Context, Fold, Rule, RuleSet, case, rules
from gov_integrity.rules.cases import Case

CODES = sorted(rules())


def rule_set(rule: Rule, found: Case) -> RuleSet:
    return RuleSet(found.context(), only={rule.code})


def hits(rule: Rule, found: Case, statements: tuple[object, ...]) -> list[tuple[int, str, dict[str, object]]]:
    engine = rule_set(rule, found)
    fold = Fold()
    told = []
    for number, statement in enumerate(statements):
        told += [(number, one.hit.pointer, dict(one.hit.params)) for one in engine.judge(statement)]
        engine.gather(statement, number, fold)
    told += [(one.where, one.hit.pointer, dict(one.hit.params)) for _, one in engine.finish(fold)]
    return sorted(told, key=lambda item: item[:2])


@pytest.mark.parametrize("code", CODES)
def test_the_case_differs_in_one_fact_and_is_found_there(code: str) -> None:
    rule, found = rules()[code], case(code)
    for statement in (*found.good, *found.bad):
        assert faults(dict(statement)) == []
    assert hits(rule, found, found.good) == []
    assert [item[:2] for item in hits(rule, found, found.bad)] == sorted(found.hits)


@pytest.mark.parametrize("code", CODES)
def test_the_words_need_what_the_hits_carry(code: str) -> None:
    rule, found = rules()[code], case(code)
    kind = rule.kind
    for text in (kind.title_zh, kind.message_zh, kind.mend_zh):
        assert re.search("[\u4e00-\u9fff]", text)
    for text in (kind.title_en, kind.message_en, kind.mend_en):
        assert not re.search("[\u4e00-\u9fff]", re.sub("《[^》]*》", "", text))
    params = hits(rule, found, found.bad)[0][2]
    assert kind.params <= set(params)
    used = {name for _, name, _, _ in Formatter().parse(kind.message_zh + kind.mend_zh) if name}
    assert used == {name for _, name, _, _ in Formatter().parse(kind.message_en + kind.mend_en) if name}


@pytest.mark.parametrize("code", CODES)
def test_every_rule_rests_on_something(code: str) -> None:
    rule = rules()[code]
    assert re.fullmatch("GI-[A-Z]{3}-[0-9]{4}", code)
    assert rule.clauses or rule.laws
    assert set(rule.clauses) <= set(clauses())
    assert rule.check is None or rule.judge is None
    if rule.kind.severity == "error":
        assert rule.strength == "must"
        assert rule.confidence == "verified"


@pytest.mark.parametrize("code", CODES)
def test_switched_off_means_not_run(code: str) -> None:
    rule, found = rules()[code], case(code)
    context = Context(as_of=found.as_of, periods=load(), profile=profile(found.profile, as_of=found.as_of))
    assert rule not in RuleSet(context, off={code}).active
