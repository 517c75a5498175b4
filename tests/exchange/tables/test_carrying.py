"""The tables agencies hold: each mapping on rows written by hand, and that no column is forgotten."""

from __future__ import annotations

import csv
import io

import pytest

from gov_integrity.codelists import codelist
from gov_integrity.errors import UsageError
from gov_integrity.exchange.tables.carrying import Carried, Terms, carry
from gov_integrity.exchange.tables.grid import UnreadableTableError
from gov_integrity.exchange.tables.mapping import mapping, mapping_names
from gov_integrity.exchange.tables.textfile import open_text
from gov_integrity.model import faults, flat_specs

TERMS = Terms("example", "example/org-0", "2024-06-30T00:00:00+08:00")
BUREAU = "11152900MB0000000K"


def convert(name: str, rows: list[dict[str, str]]) -> Carried:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    return carry(
        open_text(io.BytesIO(out.getvalue().encode("gb18030")), "in.csv", "in"), mapping(name), TERMS
    )


def by_type(found: Carried) -> dict[str, list[dict[str, object]]]:
    kinds: dict[str, list[dict[str, object]]] = {}
    for statement in found.statements:
        kinds.setdefault(str(statement["type"]), []).append(statement)
    return kinds


PENALTY = {
    "行政相对人名称": "甲有限公司",
    "行政相对人类别": "法人及非法人组织",
    "行政相对人代码_1(统一社会信用代码)": "91110000MA00000000",
    "行政相对人代码_2(工商注册号)": "110000000000001",
    "法定代表人": "张三",
    "法定代表人证件号码": "11010519491231002X",
    "行政处罚决定书文号": "示市监罚〔2024〕1号",
    "违法行为类型": "虚假宣传",
    "违法事实": "在网页上作虚假宣传",
    "处罚依据": "《中华人民共和国反不正当竞争法》第二十条",
    "处罚类别": "罚款、没收违法所得",
    "处罚内容": "罚款2.72万元",
    "罚款金额(万元)": "2.72",
    "没收违法所得、没收非法财物的金额(万元)": "0.5",
    "处罚决定日期": "2024/3/1",
    "处罚有效期": "2099-12-31",
    "公示截止期": "2025年3月1日",
    "处罚机关": "示例市市场监督管理局",
    "处罚机关统一社会信用代码": BUREAU,
    "数据来源单位": "示例市市场监督管理局",
    "数据来源单位统一社会信用代码": BUREAU,
    "备注": "",
}


def test_a_penalty_with_all_it_says() -> None:
    found = convert("double-publicity-penalty", [PENALTY])
    kinds = by_type(found)
    (decision,) = kinds["decision"]
    assert decision["number"] == "示市监罚〔2024〕1号"
    assert decision["kind"] == "penalty"
    assert decision["subject"] == decision["stated_by"] == f"{BUREAU}/org"
    assert decision["decided_on"] == "2024-03-01"
    assert decision["outcomes"] == [
        {"no": 1, "kind": "fine", "amount": "27200"},
        {"no": 2, "kind": "confiscated-gains", "amount": "5000"},
    ]
    assert decision["basis"] == [
        {"no": 1, "document": "《中华人民共和国反不正当竞争法》第二十条", "role": "content"}
    ]
    assert decision["parties"] == [
        {"no": 1, "role": "counterparty", "party": "91110000MA00000000/org"},
        {"no": 2, "role": "legal-representative", "party": f"{decision['id']}.legal"},
    ]
    company, bureau = kinds["organisation"]
    assert company["identifiers"] == [
        {"no": 1, "scheme": "business-registration", "value": "110000000000001"}
    ]
    assert (company["kind"], bureau["kind"]) == ("legal-entity", "organ")
    (publication,) = kinds["publication"]
    assert (publication["until"], publication["about"]) == ("2025-03-01", [decision["id"]])
    (person,) = kinds["person"]
    assert (person["name"], person["access"]) == ("张三", "government")
    assert [item.code for item in found.findings] == ["GI-TAB-0080"]
    assert "11010519491231002X" not in repr(found.statements) + repr(found.findings)
    assert [fault for statement in found.statements for fault in faults(statement)] == []


def test_a_person_penalised_is_masked_and_not_public() -> None:
    row = {
        "CF_XDR_MC": "李四", "CF_XDR_LB": "自然人", "CF_XDR_ZJLX": "身份证",
        "CF_XDR_ZJHM": "11010519491231002X", "CF_WSH": "1号", "CF_CFLB": "警告", "CF_JDRQ": "2024-03-01",
        "CF_CFJG": "甲局", "CF_CFJGDM": BUREAU,
    }  # fmt: skip
    kinds = by_type(convert("double-publicity-penalty", [row]))
    (person,) = kinds["person"]
    assert person["id_masked"] == "**************002X"
    assert person["id_type"] == "resident-id"
    assert kinds["decision"][0]["access"] == "government"


def test_the_older_generation_of_field_names() -> None:
    row = {
        "CF_WSH": "1号", "CF_CFMC": "处罚名称甲", "CF_CFLB1": "罚款", "CF_CFLB2": "警告", "CF_SY": "事由",
        "CF_YJ": "依据", "CF_XDR_MC": "甲公司", "CF_XDR_SHXYM": "", "CF_XDR_ZDM": "12345678-9",
        "CF_FR": "张三", "CF_JG": "罚款一万元", "CF_JDRQ": "20160301", "CF_XZJG": "甲局", "CF_ZT": "0",
        "DFBM": "152900", "SJC": "2016/3/2", "BZ": "无",
    }  # fmt: skip
    found = convert("double-publicity-penalty", [row])
    (decision,) = by_type(found)["decision"]
    assert [row["kind"] for row in decision["outcomes"]] == ["fine", "warning"]
    assert (decision["title"], decision["content"], decision["decided_on"]) == (
        "处罚名称甲", "罚款一万元", "2016-03-01",
    )  # fmt: skip
    company = by_type(found)["organisation"][0]
    assert company["identifiers"] == [{"no": 1, "scheme": "organisation-code", "value": "12345678-9"}]
    assert str(company["id"]).startswith("example/org-")
    assert sorted(item.code for item in found.findings) == ["GI-TAB-0080"] * 3


def test_a_licence() -> None:
    row = {
        "XK_XDR_MC": "甲公司", "XK_XDR_LB": "个体工商户", "XK_XDR_SHXYM": "92110000MA00000000",
        "XK_XKWS": "食品经营许可", "XK_WSH": "JY1", "XK_XKLB": "其他-备案", "XK_XKZS": "食品经营许可证",
        "XK_XKBH": "JY110001", "XK_NR": "热食类", "XK_JDRQ": "2024-03-01", "XK_YXQZ": "2024-03-01",
        "XK_YXQZI": "2029-02-28", "XK_XKJG": "甲局", "XK_XKJGDM": BUREAU, "XK_ZT": "1",
    }  # fmt: skip
    (decision,) = by_type(convert("double-publicity-licence", [row]))["decision"]
    assert decision["id"] == f"{BUREAU}/licence-JY1"
    assert decision["outcomes"] == [{"no": 1, "kind": "other-licence", "object": "食品经营许可证"}]
    assert decision["identifiers"] == [{"no": 1, "scheme": "licence", "value": "JY110001"}]
    assert (decision["effective_on"], decision["valid_until"]) == ("2024-03-01", "2029-02-28")


def test_a_commitment() -> None:
    row = {
        "code": "15290020240301000001", "subjectName": "甲公司", "subjectCategory": "1",
        "identify": "91110000MA00000000", "commitmentType": "容缺受理型", "reason": "办证",
        "content": "补交材料",
        "liabilityBreachCommitment": "撤销", "commitmentDate": "2024-03-01", "fulfillmentStatus": "部分履行",
        "unperformedCommitmentContent": "尚缺一份", "acceptanceUnit": "甲局",
        "acceptanceUnitIdentify": BUREAU, "publicationType": "特定范围内公开",
    }  # fmt: skip
    found = convert("credit-commitment", [row])
    (commitment,) = by_type(found)["commitment"]
    assert commitment["id"] == "example/commitment-15290020240301000001"
    assert (commitment["kind"], commitment["access"]) == ("missing-material", "government")
    assert commitment["subject"] == "91110000MA00000000/org"
    assert commitment["performances"] == [{"no": 1, "state": "partial", "content": "尚缺一份"}]
    assert commitment["parties"] == [{"no": 1, "role": "acceptance-unit", "party": f"{BUREAU}/org"}]
    assert [fault for statement in found.statements for fault in faults(statement)] == []


def test_a_judgment_debtor() -> None:
    row = {
        "姓名": "王五", "性别": "男", "年龄": "50", "身份证号码": "110105194912****2X",
        "生效法律文书确定的义务": "支付货款", "被执行人的履行情况": "全部未履行",
        "失信被执行人行为具体情形": "有履行能力而拒不履行生效法律文书确定义务",
        "执行依据制作单位": "示例法院",
        "执行依据文号": "（2023）示民初1号", "执行案号": "（2024）示执1号", "立案时间": "2024年01月08日",
        "执行法院": "示例法院", "省份": "示例", "发布时间": "2024年02月01日",
    }  # fmt: skip
    found = convert("dishonest-judgment-debtor", [row])
    kinds = by_type(found)
    (matter,) = kinds["court_matter"]
    assert (matter["filed_on"], matter["listed_on"]) == ("2024-01-08", "2024-02-01")
    assert (matter["listing_ground"], matter["performance_state"]) == ("able-refused", "none")
    assert matter["court"] == matter["document_by"]
    assert matter["access"] == "government"
    (person,) = kinds["person"]
    assert person["id"] == f"{matter['id']}.subject"
    assert "id_masked" not in person  # the source has masked the very characters that may be shown
    assert "GI-TAB-0082" in [item.code for item in found.findings]
    assert [fault for statement in found.statements for fault in faults(statement)] == []


def test_what_cannot_be_converted_is_told() -> None:
    rows = [
        PENALTY | {"处罚决定日期": "2024年2月30日", "处罚类别": "打手心", "罚款金额(万元)": "若干"},
        PENALTY | {"行政处罚决定书文号": ""},
    ]
    found = convert("double-publicity-penalty", [row | {"天气": "晴"} for row in rows])
    told = [(item.code, item.place.row, item.place.column) for item in found.findings]
    assert told == [
        ("GI-TAB-0081", 1, "W"),
        ("GI-TAB-0080", 2, "F"),
        ("GI-TAB-0082", 2, "K"),
        ("GI-TAB-0082", 2, "M"),
        ("GI-TAB-0082", 2, "O"),
        ("GI-TAB-0083", 3, ""),
    ]
    (decision,) = by_type(found)["decision"]
    assert "decided_on" not in decision


def test_another_table_is_refused() -> None:
    with pytest.raises(UnreadableTableError):
        convert("double-publicity-penalty", [{"菜名": "鱼香肉丝", "价格": "18"}])
    with pytest.raises(UsageError):
        mapping("menu")


@pytest.mark.parametrize("name", mapping_names())
def test_every_column_goes_to_a_field_that_exists_or_says_why_not(name: str) -> None:
    found = mapping(name)
    types = {"main": (found.type,)} | {
        entity: (("organisation", "person") if kind == "party" else (kind,))
        for entity, kind in found.entities.items()
    }
    for wire in found.wires:
        if not wire.entity:
            assert wire.note_zh
            assert wire.note_en
            continue
        if wire.form == "party-code":
            continue
        leaf = wire.target.replace("[]", "").split("[")[0]
        field = leaf if "]" not in wire.target else f"{leaf}.{wire.target.rpartition('.')[2]}"
        field = field if "[]" not in wire.target else wire.target.replace("[]", "")
        specs = {spec.name: spec for kind in types[wire.entity] for spec in flat_specs(kind)}
        assert field in specs, wire
        form, _, given = wire.form.partition(":")
        if form == "const" and specs[field].codelist and wire.target != "kind":
            assert given in codelist(specs[field].codelist).codes


def test_the_columns_are_those_of_the_published_tables() -> None:
    numbers = {name: {wire.zh for wire in mapping(name).wires if wire.zh} for name in mapping_names()}
    assert len(numbers["credit-commitment"]) == 20
    assert len(numbers["dishonest-judgment-debtor"]) == 19
    assert len(numbers["double-publicity-licence"]) == 28 + 2  # two of the older generation
    assert len(numbers["double-publicity-penalty"]) == 30 + 4
