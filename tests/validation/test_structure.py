"""Structure: each kind of fault as a finding, with words a clerk understands."""

import pytest

from gov_integrity.findings import kind
from gov_integrity.model import Fault
from gov_integrity.validation.structure import failed_fields, without
from validation.packages import body, case, codes, judged, ndjson, only


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"name": None}, "GI-STR-0004", "/name"),
        ({"name": ""}, "GI-STR-0007", "/name"),
        ({"name": "长" * 501}, "GI-STR-0008", "/name"),
        ({"recorded_at": "2024-03-01"}, "GI-STR-0005", "/recorded_at"),
        ({"recorded_at": "2025年13月1日"}, "GI-STR-0005", "/recorded_at"),
        ({"stated_by": ""}, "GI-STR-0005", "/stated_by"),
        ({"since": "2024-13"}, "GI-STR-0005", "/since"),
        ({"access": "secret"}, "GI-STR-0006", "/access"),
        ({"revision": 0}, "GI-STR-0009", "/revision"),
        ({"revision": "1"}, "GI-STR-0004", "/revision"),
        ({"about": []}, "GI-STR-0011", "/about"),
        ({"colour": "red"}, "GI-STR-0002", "/colour"),
        ({"nmae": "甲"}, "GI-STR-0003", "/nmae"),
        ({"basis": [{"no": 1}]}, "GI-STR-0001", "/basis/0/document"),
        ({"basis": {}}, "GI-STR-0004", "/basis"),
    ],
)
def test_each_kind_of_fault(changes, code, pointer):
    found = only(judged(ndjson(body() | changes)))
    assert (found.code, found.severity, found.stage) == (code, "error", "structure")
    assert found.place.pointer == pointer
    words = kind(code)
    for text in (words.message_zh, words.message_en, words.mend_zh, words.mend_en):
        assert text.format(sample=found.sample, **found.params)


def test_the_clerk_reads_the_title_of_the_field():
    found = only(judged(ndjson({key: value for key, value in body().items() if key != "name"})))
    assert (found.code, found.params["title_zh"]) == ("GI-STR-0001", "单位名称")
    assert found.record.id == "example/self"


def test_names_of_persons_are_masked_and_values_under_unknown_names_not_shown():
    person = {key: value for key, value in body("p").items() if key not in ("name", "kind")}
    person |= {"type": "person", "name": "张小三", "kind": 5, "昵称": "张小三"}
    report = judged(ndjson(body(), person))
    assert {item.record.name for item in report.findings} == {"张**"}
    assert "小三" not in str(report.to_json())


def test_the_rest_of_a_failed_record_is_judged():
    report = judged(ndjson(body(), case(form="zzz", decided_on="yesterday", subject="example/x")))
    assert set(codes(report)) == {"GI-STR-0005", "GI-COD-0001", "GI-REF-0005"}


def test_what_failed_is_taken_out_and_nothing_else():
    obj = {"a": 1, "rows": [{"no": 1}, {"no": 2}, {"no": 3}], "b/c": 2, "list": [1, 2]}
    faults = [
        Fault("wrong_type", "/rows/1/no"),
        Fault("unexpected", "/b~1c"),
        Fault("missing", "/zz"),
        Fault("wrong_type", "/list/0"),
    ]
    assert without(obj, faults) == {"a": 1, "rows": [{"no": 1}, {"no": 3}], "list": [2]}
    assert failed_fields(faults) == {"rows", "b/c", "zz", "list"}
    assert len(obj["rows"]) == 3
