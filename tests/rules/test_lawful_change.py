"""Changes of promises and contracts."""

from __future__ import annotations

import pytest

from gov_integrity.rules import RuleSet, rules
from gov_integrity.rules.catalogue.lawful_change import forbidden_excuses
from rules.judging import context, judged


def test_the_excuses_are_those_of_the_regulation() -> None:
    # 优化营商环境条例 31: 行政区划调整, 政府换届, 机构或者职能调整, 相关责任人更替.
    assert forbidden_excuses("change") == {
        "adjustment-of-divisions", "change-of-government", "adjustment-of-functions", "change-of-persons",
    }  # fmt: skip
    # 民营经济促进法 67: 人员变更, 内部付款流程, 等待验收批复、决算审计.
    assert forbidden_excuses("payment") == {
        "change-of-staff", "internal-payment-process", "awaiting-audit",
    }  # fmt: skip


@pytest.mark.parametrize("ground", sorted(forbidden_excuses("change")))
def test_every_excuse_is_told_once(ground: str) -> None:
    change = {
        "type": "decision",
        "kind": "commitment-change",
        "subject": "a/b",
        "grounds": ["public-interest", ground],
    }
    assert judged("GI-CHG-0002", change) == [(0, "/grounds/1", {"change_ground": ground})]
    assert judged("GI-CHG-0005", change) == []


def test_the_regulation_holds_everywhere_since_2020() -> None:
    def holds(as_of: str) -> bool:
        only = RuleSet(context("", as_of), only={"GI-CHG-0002"})
        return [rule.code for rule in only.active] == ["GI-CHG-0002"]

    assert holds("2020-01-01")
    assert not holds("2019-12-31")


def test_a_loss_of_nothing_asks_for_no_compensation() -> None:
    def change(loss: str, paid: str) -> dict[str, object]:
        rows = [{"no": 1, "loss": loss, "compensation": paid}]
        return {"type": "decision", "kind": "commitment-change", "subject": "a/b", "losses": rows}

    assert judged("GI-CHG-0010", change("0.00", "0")) == []
    assert len(judged("GI-CHG-0010", change("0.01", "0"))) == 1
    assert len(judged("GI-CHG-0010", change("100", "-100"))) == 1
    assert judged("GI-CHG-0010", change("100", "0.50")) == []


def test_a_cited_document_without_an_article_is_no_provision() -> None:
    change = {
        "type": "decision",
        "kind": "commitment-change",
        "subject": "a/b",
        "grounds": ["other-statutory"],
    }
    old = [{"no": 1, "document": "旧文件", "clause": "第一条", "role": "replaced"}]
    assert len(judged("GI-CHG-0006", {**change, "basis": old})) == 1
    assert judged("GI-CHG-0006", {**change, "basis": [{**old[0], "role": "ground"}]}) == []


@pytest.mark.parametrize(
    ("decided", "told"), [("2019-12-31", False), ("2020-01-01", True), ("2019", False), ("2020", True)]
)
def test_changes_before_regulation_and_text_had_other_rules(decided: str, told: bool) -> None:
    # 优化营商环境条例 is in force from 2020-01-01, the measures of Shandong from 2024-11-11.
    change = {"type": "decision", "kind": "commitment-change", "subject": "a/b", "decided_on": decided}
    rows = [{"no": 1, "loss": "100"}]
    excuse = {**change, "grounds": ["change-of-government"], "losses": rows}
    for code in ("GI-CHG-0001", "GI-CHG-0007", "GI-CHG-0008"):
        assert bool(judged(code, change)) is told
    for code in ("GI-CHG-0002", "GI-CHG-0010"):
        assert bool(judged(code, excuse)) is told
    # The scheme of Gansu is of 2017-06-28.
    assert bool(judged("GI-CHG-0001", change, where=context("gansu-2017"))) is True


def test_a_law_is_cited_from_the_day_it_is_in_force() -> None:
    def laws(as_of: str) -> list[str]:
        rule_set = RuleSet(context("national-2016", as_of), only={"GI-CHG-0001"})
        return [one.document for one in rule_set.citations(rules()["GI-CHG-0001"])]

    assert laws("2025-05-19") == ["优化营商环境条例"]
    assert laws("2025-05-20") == ["优化营商环境条例", "民营经济促进法"]
