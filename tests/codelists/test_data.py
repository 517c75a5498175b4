"""The lists themselves: complete, sourced, and saying what the policy texts say."""

import re
from datetime import date
from importlib.resources import files

import pytest

from gov_integrity.codelists import codelist, names

DOCUMENTS = "alxa-2021|gansu-2017|weidu-2022|xinzheng-2017|shandong-2024"
CLAUSE = re.compile(rf"({DOCUMENTS})/(0[a-z]?|annex\.\d+[a-z]?|\d+(\.(\d+|end))*(\.?[a-z])?)").fullmatch
CITATION = re.compile(r"GIDS|ISO 4217|GB(/T)? \d+(-\d{4})?.*|.*[\u4e00-\u9fff].*").fullmatch

# Read in the Chinese text of the clause: list, code, words, clause.
IN_THE_TEXTS = [
    ("determination-form", "court-judgment", "司法判决", "alxa-2021/2.2.2d"),
    ("determination-form", "accountability-decision", "问责处理", "gansu-2017/3.2.2c"),
    ("determination-form", "government-sanction", "政务处分", "weidu-2022/3.2.2b"),
    ("determination-form", "lawful-determination", "依法依规认定", "shandong-2024/4.10b"),
    ("cause", "violation", "违法违规", "xinzheng-2017/4.2.6c"),
    ("cause", "overdue-payment", "拖欠账款", "shandong-2024/4.10b"),
    ("cause", "investment-breach", "招商违约", "shandong-2024/4.10b"),
    ("harm", "public-interest", "危害群众利益", "alxa-2021/1c"),
    ("aggravation", "unfairness", "有失公平公正", "xinzheng-2017/2.5e"),
    ("conduct", "idleness", "懒政怠政", "xinzheng-2017/2.5e"),
    ("conduct", "blind-borrowing", "盲目举债", "shandong-2024/2.6d"),
    ("mitigation-ground", "loss-recovered", "挽回损失", "alxa-2021/2.2.7b"),
    ("mitigation-ground", "harm-prevented", "有效阻止危害结果发生", "gansu-2017/3.2.6e"),
    ("mitigation-effect", "waived", "免于", "xinzheng-2017/4.2.8f"),
    ("mitigation-effect", "reduced", "减免", "alxa-2021/2.2.7b"),
    ("change-ground", "national-interest", "国家利益", "gansu-2017/3.3.4c"),
    ("change-ground", "change-of-government", "政府换届", "alxa-2021/2.3.4d"),
    ("change-ground", "change-of-persons", "相关责任人更替", "xinzheng-2017/4.4.17c"),
    ("change-ground", "changed-situation", "形势变化", "shandong-2024/1.1e"),
    ("withheld-ground", "state-secret", "国家秘密", "weidu-2022/2.2b"),
    ("list-kind", "random-inspections", "随机抽查事项清单", "alxa-2021/2.1.1a"),
    ("list-kind", "disclosure-negative-list", "政务公开负面清单", "xinzheng-2017/4.3.11d"),
    ("list-kind", "investment-negative-list", "政府投资项目负面清单", "shandong-2024/2.6a"),
    ("step", "public-participation", "公众参与", "alxa-2021/2.1.1c"),
    ("step", "compliance-review", "合规性审核", "weidu-2022/2.1b"),
    ("step", "fair-competition-review", "公平竞争审查", "shandong-2024/1.1b"),
    ("disclosure-stage", "decision-making", "决策", "gansu-2017/2.2.2"),
    ("disclosure-stage", "approval-process", "审批过程", "xinzheng-2017/4.3.11e"),
    ("project-stage", "preparation", "项目筹备", "gansu-2017/3.3.2b"),
    ("service-field", "domestic-service", "家政", "alxa-2021/2.3.6c"),
    ("service-field", "fire-theft-prevention", "防火防盗", "xinzheng-2017/4.4.20c"),
    ("service-field", "farm-subsidy", "惠农涉农补贴", "xinzheng-2017/4.4.20f"),
    ("payable-kind", "migrant-wages", "农民工工资", "alxa-2021/2.3.5h"),
    ("payable-kind", "deposit", "保证金", "xinzheng-2017/4.4.18h"),
    ("dispute-route", "adjudication", "行政裁决", "shandong-2024/3.9e"),
    ("settlement-method", "enforcement-bankruptcy", "执破融合", "shandong-2024/3.8d"),
    ("measure-kind", "special-bond-restriction", "限制地方政府专项债券申请", "shandong-2024/4.13b"),
    ("measure-kind", "talk", "约谈", "shandong-2024/4.13d"),
    ("measure-kind", "rectification", "限期整改", "weidu-2022/3.2.1c"),
    ("channel", "hotline-12350", "12350热线", "weidu-2022/3.1.4c"),
    ("channel", "credit-alxa", "信用阿拉善", "alxa-2021/2.2.3c"),
    ("information-kind", "qualification-information", "资质信息", "xinzheng-2017/4.4.16d"),
    ("loss-problem", "inconstant-orders", "朝令夕改", "xinzheng-2017/4.3.12f"),
    ("measure-reason", "weak-progress", "推进不力", "xinzheng-2017/5.3d"),
    ("task-area", "evaluation-method", "政务诚信评价办法", "gansu-2017/3.4b"),
    ("honesty-theme", "virtue-credit", "美德信用赋能基层治理", "shandong-2024/5.16a"),
    ("credit-use", "appointment", "提拔任用", "xinzheng-2017/4.2.5f"),
    ("finding-kind", "too-hasty", "过急", "shandong-2024/1.1f"),
]


@pytest.mark.parametrize("name", names())
def test_every_code_has_words_and_a_source_of_good_form(name):
    found = codelist(name)
    assert found.name == name
    for code in found.codes.values():
        assert bool(code.definition_zh) == bool(code.definition_en), code.code
        assert not any(text != text.strip() for text in (code.zh, code.en, code.source)), code.code
        assert len(set(code.sources)) == len(code.sources), code.code
        for source in code.sources:
            form = CLAUSE if re.match(rf"({DOCUMENTS})/", source) else CITATION
            assert form(source), f"{name}/{code.code}: {source}"


def test_every_list_has_its_file_and_every_file_its_list():
    data = {entry.name for entry in (files("gov_integrity.codelists") / "data").iterdir()}
    assert data == {f"{name}.csv" for name in names()}


@pytest.mark.parametrize(("name", "code", "zh", "clause"), IN_THE_TEXTS)
def test_the_words_of_the_policy_texts(name, code, zh, clause):
    found = codelist(name).get(code)
    assert found.zh == zh
    assert clause in found.sources
    assert found.confidence == "verified"


STATEMENT_TYPES = (
    "organisation person dishonesty_record honesty_record commitment decision list_item publication sanction"
    " incentive case court_matter handling inspection index observation assessment task report activity"
)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("package-line", "package package_end"),
        ("package-extent", "increment full"),
        ("access", "public government query"),
        ("revision-action", "make update correct withdraw erase"),
        (
            "statement-type",
            STATEMENT_TYPES,
        ),
        ("profile", "national-2016 gansu-2017 xinzheng-2017 alxa-2021 weidu-2022 shandong-2024"),
        ("indicator-direction", "positive negative"),
        ("indicator-role", "score deduction bonus veto"),
        ("bounds", "lower upper both neither"),
    ],
)
def test_lists_that_the_standard_fixes(name, values):
    assert codelist(name).values == tuple(values.split())


OPEN = (
    "cause determination-form conduct domain measure-kind channel severity metric division profile currency"
)
CLOSED = "package-line statement-type revision-action access mitigation-ground withheld-ground case-state"


def test_lists_that_end_in_and_so_on_are_open():
    assert not any(codelist(name).closed for name in OPEN.split())
    assert all(codelist(name).closed for name in CLOSED.split())


def test_the_eight_lists_of_alxa_are_there():
    """阿署办发〔2021〕35号 二(一)1 names eight lists."""
    kinds = codelist("list-kind").codes.values()
    assert sum("alxa-2021/2.1.1a" in kind.sources for kind in kinds) == 8


@pytest.mark.parametrize(
    ("clause", "count"),
    [
        ("alxa-2021/2.3.6c", 15),
        ("gansu-2017/3.3.6c", 14),
        ("xinzheng-2017/4.4.20c", 14),
        ("xinzheng-2017/4.4.20f", 7),
    ],
)
def test_public_service_fields_are_all_there(clause, count):
    fields = codelist("service-field").codes.values()
    assert sum(clause in field.sources for field in fields) == count


@pytest.mark.parametrize(
    ("clause", "count"), [("alxa-2021/2.1.1c", 5), ("weidu-2022/2.1b", 6), ("xinzheng-2017/2.1b", 6)]
)
def test_compulsory_steps_of_a_major_decision(clause, count):
    steps = codelist("step").codes.values()
    assert sum(clause in step.sources for step in steps) == count


def test_forbidden_excuses():
    """优化营商环境条例 31 names four; 民营经济促进法 67 three more, about payment, from 2025-05-20."""
    grounds = codelist("change-ground")
    article = {"change": "优化营商环境条例 31", "payment": "民营经济促进法 67"}
    count = dict.fromkeys(article, 0)
    for ground in grounds.codes.values():
        assert ground.extra["forbidden"] in ("yes", "no")
        if ground.extra["forbidden"] == "yes":
            assert ground.extra["article"] == article[ground.extra["applies_to"]]
            count[ground.extra["applies_to"]] += 1
        else:
            assert ground.extra["article"] == ""
    assert count == {"change": 4, "payment": 3}
    assert grounds.status("change-of-staff", date(2025, 5, 19)) == "not-yet"
    assert grounds.status("change-of-staff", date(2025, 5, 20)) == "current"


def test_measures_say_whom_they_may_hit():
    measures = codelist("measure-kind").codes.values()
    assert {measure.extra["targets"] for measure in measures} == {"organisation", "person", "both"}
    assert {measure.extra["positive"] for measure in measures} == {"yes", "no"}
    assert codelist("measure-kind").get("talk").extra["targets"] == "person"
    assert codelist("measure-kind").get("merit-priority").extra["positive"] == "yes"


def test_severity_knows_its_rule_sets():
    """国办发〔2025〕22号 has three classes; the rule of 2019 had two."""
    by_set = {}
    for code in codelist("severity").codes.values():
        for rule_set in code.extra["rule_set"].split(";"):
            by_set.setdefault(rule_set, []).append(code.code)
    assert by_set["国办发〔2025〕22号"] == ["minor", "general", "serious"]
    assert by_set["发改办财金〔2019〕527号"] == ["general", "serious"]
    assert codelist("severity").status("minor", date(2025, 6, 21)) == "not-yet"


@pytest.mark.parametrize("name", ["impact-level", "warning-level", "inspection-result"])
def test_scales_without_a_source_say_so(name):
    found = codelist(name)
    assert {code.confidence for code in found.codes.values()} == {"inferred"}
    assert "未给" in found.definition_zh


def test_metrics_are_counted_in_listed_units():
    units = codelist("unit")
    assert all(units.get(metric.extra["unit"]) for metric in codelist("metric").codes.values())


def test_outcomes_belong_to_listed_decisions():
    decisions = codelist("decision-kind")
    outcomes = codelist("outcome-kind").codes.values()
    assert all(decisions.get(outcome.extra["decision_kind"]) for outcome in outcomes)
    penalties = [outcome for outcome in outcomes if outcome.extra["decision_kind"] == "penalty"]
    assert len(penalties) == 14  # 行政处罚法 9, its six items taken apart


def test_divisions_hang_together():
    divisions = codelist("division")
    levels = codelist("administrative-level")
    for division in divisions.codes.values():
        level, parent = division.extra["level"], division.extra["parent"]
        assert levels.get(level), division.code
        assert (level == "province") == (not parent), division.code
        if parent:
            assert divisions.get(parent), division.code
            assert division.code.startswith(parent.rstrip("0")), division.code
    assert divisions.label("152900") == "阿拉善盟"
    assert divisions.label("411002", "en") == "Weidu District"


def test_department_prefixes_are_two_characters_of_the_code():
    for code in codelist("uscc-department").codes.values():
        assert code.extra["prefix"] == code.code.upper()
        assert len(code.code) == 2
    assert codelist("uscc-department").label("11") == "机关"
    assert codelist("uscc-department").label("92") == "个体工商户"


def test_ordered_scales_have_ranks():
    for name in ("impact-level", "warning-level", "severity", "administrative-level", "access"):
        ranks = [code.extra["rank"] for code in codelist(name).codes.values() if code.extra["rank"]]
        assert sorted(map(int, ranks)) == list(range(1, len(ranks) + 1)), name
