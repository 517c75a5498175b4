"""The documents that rules cite: one row each, with days that agree with every table that states them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files

import pytest
from attrs import frozen
from click.testing import CliRunner

from gov_integrity.cli import cli
from gov_integrity.errors import DataFileError, UsageError
from gov_integrity.periods import load
from gov_integrity.policy import profiles
from gov_integrity.rules import Document, Law, RuleSet, documents, record_rule, rules
from gov_integrity.rules.documents import COLUMNS, in_force_since, read_documents
from gov_integrity.tables import CONFIDENCES
from rules.judging import context

FIRST_DAYS: Mapping[str, tuple[str, str]] = {
    # Read in the text or in a faithful copy.
    "优化营商环境条例": ("2020-01-01", "verified"),
    "民营经济促进法": ("2025-05-20", "verified"),
    "保障中小企业款项支付条例": ("2025-06-01", "verified"),
    "法释〔2017〕7号": ("2017-05-01", "verified"),
    "国办发〔2025〕22号": ("2025-06-22", "verified"),
    "发改委令第36号": ("2026-04-01", "verified"),
    "山东省社会信用条例": ("2020-10-01", "verified"),
    "河南省社会信用条例": ("2020-05-01", "verified"),
    "浙江省公共信用信息管理条例": ("2018-01-01", "verified"),
    # Known from what others write of the notice.
    "发改财金〔2023〕1103号": ("2023-08-10", "secondary"),
    # Not looked up: the revision of 2021, that of 2019, the interim regulation, the law on discipline.
    "行政处罚法": ("2021-07-15", "recalled"),
    "政府信息公开条例": ("2019-05-15", "recalled"),
    "重大行政决策程序暂行条例": ("2019-09-01", "recalled"),
    "公职人员政务处分法": ("2020-07-01", "recalled"),
    # Names no first day; taken from the day it was released.
    "国发〔2016〕76号": ("2016-12-30", "inferred"),
}
WITHOUT_DAY = {
    "公务员法", "个人信息保护法", "发改办财金〔2018〕424号", "国办发〔2020〕49号", "GB 32100-2015",
    "GB/T 34830.1", "浙江省行政处罚结果信息网上公开暂行办法",
}  # fmt: skip
PROVINCIAL = {
    "山东省社会信用条例": "370000", "河南省社会信用条例": "410000", "浙江省公共信用信息管理条例": "330000",
    "浙江省行政处罚结果信息网上公开暂行办法": "330000",
}  # fmt: skip
NATIONAL_OPINION = (
    "GI-ACC-0001", "GI-ARC-0001", "GI-ARC-0004", "GI-MIT-0004", "GI-PUB-0002", "GI-PUB-0003", "GI-REC-0003",
    "GI-REC-0008", "GI-SAN-0004", "GI-SUB-0001",
)  # fmt: skip


@frozen
class Table:
    """A table that is not a file."""

    text: str
    name: str = "documents.csv"

    def read_bytes(self) -> bytes:
        return self.text.encode()


@pytest.mark.parametrize("name", sorted(documents()))
def test_a_row_is_sane(name: str) -> None:
    found = documents()[name]
    assert found.name == name
    assert found.title_zh or found.number, "either its title or its number is known"
    assert re.fullmatch(r"([0-9]{2}0000)?", found.division)
    if found.in_force_from is None:
        assert found.dates_confidence in ("unverified", "")
        assert found.in_force_to is None
    else:
        assert found.dates_confidence in CONFIDENCES
        assert found.source
        assert found.in_force_to is None or found.in_force_from <= found.in_force_to


def test_first_days_are_those_of_the_sources() -> None:
    days = {
        name: (str(one.in_force_from), one.dates_confidence)
        for name, one in documents().items()
        if one.in_force_from is not None
    }
    assert days == dict(FIRST_DAYS)
    assert {one.name for one in documents().values() if one.dates_confidence == "unverified"} == WITHOUT_DAY
    assert [one.name for one in documents().values() if one.dates_confidence == ""] == ["GIDS"]
    assert {one.name: one.division for one in documents().values() if one.division} == PROVINCIAL


def test_rules_and_table_name_the_same_documents() -> None:
    assert {law.document for rule in rules().values() for law in rule.laws} == set(documents())


def test_clocks_and_windows_state_the_same_days() -> None:
    # A clock with two documents (`国办发〔2025〕22号;发改委令第36号`) begins with the earlier, and discipline
    # periods of two laws begin with the set that has both, so that only single documents are compared.
    periods = load()
    stated = [(one.document, one.in_force_from, one.in_force_to) for one in periods.clocks.values()]
    stated += [(one.document, one.valid_from, one.valid_to) for one in periods.rule_sets]
    stated += [(one.document, one.valid_from, None) for one in periods.sanctions.values()]
    seen = set()
    for name, begins, ends in stated:
        if name in documents():
            own = documents()[name]
            assert (own.in_force_from, own.in_force_to) == (begins, ends), name
            seen.add(name)
    assert len(seen) >= 13
    two = periods.clock("repair-decision-7wd").in_force_from
    assert two == min(in_force_since("国办发〔2025〕22号"), in_force_since("发改委令第36号"))


def test_clocks_run_where_their_document_holds() -> None:
    stated = {(one.document, one.division) for one in load().clocks.values() if one.document in documents()}
    assert ("浙江省行政处罚结果信息网上公开暂行办法", "330000") in stated
    assert stated == {(name, documents()[name].division) for name, _ in stated}


def test_profiles_state_the_same_days() -> None:
    heads = {head.document: head for head in profiles()}
    own = documents()["国发〔2016〕76号"]
    head = heads[own.name]
    assert (own.in_force_from, own.dates_confidence) == (head.in_force_from, head.in_force_confidence)
    assert (own.title_zh, own.issuer) == (head.title_zh, head.issuer_zh)


CHANGES = [
    ("GI-ENF-0009", "", "行政处罚法", "2021-07-15"),
    ("GI-END-0004", "", "公职人员政务处分法", "2020-07-01"),
    ("GI-SAN-0012", "", "公职人员政务处分法", "2020-07-01"),
    ("GI-OBJ-0002", "370000", "山东省社会信用条例", "2020-10-01"),
    ("GI-PER-0001", "370200", "山东省社会信用条例", "2020-10-01"),
    ("GI-REC-0011", "370000", "山东省社会信用条例", "2020-10-01"),
    ("GI-OBJ-0002", "410184", "河南省社会信用条例", "2020-05-01"),
    ("GI-PER-0001", "330000", "浙江省公共信用信息管理条例", "2018-01-01"),
    *((code, "", "国发〔2016〕76号", "2016-12-30") for code in NATIONAL_OPINION),
]


@pytest.mark.parametrize(("code", "division", "document", "first"), CHANGES)
def test_a_document_is_cited_from_its_first_day(code: str, division: str, document: str, first: str) -> None:
    def cited(day: date) -> set[str]:
        return {one.document for one in rules()[code].citations((), {}, day, division)}

    day = date.fromisoformat(first)
    assert document not in cited(day - timedelta(days=1))
    assert document in cited(day)


@pytest.mark.parametrize("code", NATIONAL_OPINION)
def test_the_national_opinion_holds_from_its_first_day(code: str) -> None:
    assert not rules()[code].holds((), date(2016, 12, 29))
    assert rules()[code].holds((), date(2016, 12, 30))


def test_objections_had_no_limit_before_the_law_of_the_province() -> None:
    def active(day: str) -> list[str]:
        return [rule.code for rule in RuleSet(context("xinzheng-2017", day), only={"GI-OBJ-0002"}).active]

    assert active("2020-04-30") == []
    assert active("2020-05-01") == ["GI-OBJ-0002"]


@pytest.mark.parametrize("code", ["GI-ENF-0009", "GI-END-0004", "GI-SAN-0012", "GI-PER-0001", "GI-REC-0011"])
def test_a_rule_with_a_document_of_unknown_day_holds_as_before(code: str) -> None:
    assert rules()[code].holds((), date(2016, 1, 1))


def test_a_document_without_a_known_day_counts_as_in_force() -> None:
    assert documents()["个人信息保护法"].in_force(date.min)
    with pytest.raises(UsageError, match="个人信息保护法"):
        in_force_since("个人信息保护法")


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2023-04-30", False), ("2023-05-01", True), ("2026-03-31", True), ("2026-04-01", False)],
)
def test_first_and_last_day_belong_to_the_time_in_force(day: str, holds: bool) -> None:
    # 发改委令第58号: 2023-05-01 to 2026-03-31.
    row = "发改委令第58号,,measures,,,,2023-05-01,2026-03-31,verified,x"
    found = read_documents(Table(f"{','.join(COLUMNS)}\n{row}\n"))["发改委令第58号"]
    assert found.in_force(date.fromisoformat(day)) is holds


@pytest.mark.parametrize(
    ("division", "covered"), [("", False), ("370000", True), ("370200", True), ("410000", False)]
)
def test_the_law_of_a_province_covers_what_lies_in_it(division: str, covered: bool) -> None:
    assert documents()["山东省社会信用条例"].covers(division) is covered
    assert documents()["行政处罚法"].covers(division)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",,t,,,,,,,", "document"),
        ("a,,,,,,,,,", "title_en"),
        ("a,,t,,,37,,,,", "division"),
        ("a,,t,,,,2023-02-30,,verified,", "in_force_from"),
        ("a,,t,,,,2023-05-01,2023-04-30,verified,", "in_force_to"),
        ("a,,t,,,,2023-05-01,,unverified,", "dates_confidence"),
        ("a,,t,,,,2023-05-01,,,", "dates_confidence"),
        ("a,,t,,,,,,verified,", "dates_confidence"),
    ],
)
def test_an_unusable_row_is_refused_with_its_place(row: str, column: str) -> None:
    with pytest.raises(DataFileError) as refused:
        read_documents(Table(f"{','.join(COLUMNS)}\nb,,t,,,,,,unverified,\n{row}\n"))
    assert (refused.value.params["line"], refused.value.params["column"]) == (3, column)


def test_a_document_stands_once() -> None:
    with pytest.raises(DataFileError, match="stands twice"):
        read_documents(Table(f"{','.join(COLUMNS)}\na,,t,,,,,,,\na,,t,,,,,,,\n"))


def test_a_law_without_a_row_is_refused_when_its_rule_is_declared() -> None:
    words = ("题", "话", "改")
    declare = record_rule(
        "GI-ZZZ-0001", types=("case",), zh=words, en=("a", "b", "c"), laws=(Law("无此文件", "1"),)
    )
    with pytest.raises(UsageError) as refused:
        declare(lambda _statement, _context: ())
    assert refused.value.params == {"rule": "GI-ZZZ-0001", "document": "无此文件"}


def test_importing_the_rules_reads_no_table() -> None:
    code = "import gov_integrity.rules as r; print(r.documents.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.strip() == "0"


def test_the_table_lies_in_the_package() -> None:
    assert (files("gov_integrity.rules") / "data" / "documents.csv").is_file()
    assert all(isinstance(one, Document) for one in documents().values())


@pytest.mark.parametrize(
    ("code", "lang", "line"),
    [
        ("GI-ENF-0009", "zh", "行政处罚法 第九条 [已核对原文],2021-07-15 起施行 [凭记忆]"),
        ("GI-ENF-0009", "en", "行政处罚法 第九条 [verified]; in force from 2021-07-15 [recalled]"),
        ("GI-PER-0006", "zh", "个人信息保护法 25 [已核对原文],施行日期未核实"),
        ("GI-PER-0006", "en", "个人信息保护法 25 [verified]; first day in force unverified"),
        ("GI-AGG-0001", "zh", "GIDS GIDS-AGG-001 [已核对原文]"),
    ],
)
def test_a_rule_is_explained_with_the_days_of_its_laws(code: str, lang: str, line: str) -> None:
    told = CliRunner().invoke(cli, ["rule", "explain", code, "--lang", lang])
    assert told.exit_code == 0
    assert f"  {line}" in told.output.splitlines()
