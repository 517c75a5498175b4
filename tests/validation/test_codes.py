"""Codes, credit codes and identity numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.codelists import codelist
from gov_integrity.findings import kind
from gov_integrity.validation import codes as stage
from gov_integrity.validation.codes import identity_numbers, suspects
from validation.packages import body, case, codes, judged, line, ndjson, only


def of(*records, **options):
    return judged(ndjson(body(), *records), **options)


def test_an_unknown_code_of_an_open_list_is_a_warning_with_codes_that_come_near():
    found = only(of(case(form="Court_Judgement", about=["example/self"])))
    assert (found.code, found.severity, found.place.pointer) == ("GI-COD-0002", "warning", "/form")
    assert found.params["near"] == ("court-judgment",)
    assert found.params["codelist"] == "determination-form"
    assert (found.sample, found.record.id) == ("Court_Judgement", "example/c-1")
    assert only(of(case(form="qqq"))).code == "GI-COD-0001"


def test_codes_in_lists_and_rows_have_their_place():
    record = case(causes=["violation", "zzz"], parties=[{"no": 1, "role": "zzz", "party": "example/self"}])
    assert {item.place.pointer for item in of(record).findings} == {"/causes/1", "/parties/0/role"}


def test_a_code_not_yet_in_force_is_judged_by_the_time_of_the_record():
    # severity `minor` exists since 2025-06-22 (国办发〔2025〕22号)
    found = only(of(case(severity="minor")))
    assert (found.code, found.params["since"], found.params["on"]) == (
        "GI-COD-0005",
        "2025-06-22",
        "2024-03-01",
    )
    assert codes(of(case(severity="minor", recorded_at="2025-06-22T00:00:00+08:00"))) == {}


def test_an_expired_code_names_its_successor(monkeypatch):
    from attrs import evolve

    real = codelist("impact-level")
    first, second = list(real.codes.values())[:2]
    old = evolve(first, until=date(2020, 12, 31), successor=second.code)
    ended = evolve(second, until=date(2020, 12, 31), code="ended")
    made = evolve(real, codes={first.code: old, second.code: second, "ended": ended})
    monkeypatch.setattr(stage, "codelist", lambda name: made if name == "impact-level" else codelist(name))
    stage._verdict.cache_clear()
    try:
        code, params = stage._verdict("impact-level", first.code, "2021-01-01")
        assert (code, params["until"], params["successor"]) == ("GI-COD-0004", "2020-12-31", second.code)
        assert stage._verdict("impact-level", "ended", "2021-01-01")[0] == "GI-COD-0003"
        assert stage._verdict("impact-level", "ended", "2020-12-31")[0] == ""
        assert stage._verdict("impact-level", "ended", "")[0] == ""
    finally:
        stage._verdict.cache_clear()


def test_the_day_of_judgement_stands_in_where_the_time_of_the_record_failed():
    record = case(severity="minor", recorded_at="2024-03-01 09:00:00+08:00")
    assert set(codes(of(record, as_of=date(2026, 1, 1)))) == {"GI-STR-0005"}
    assert set(codes(of(record, as_of=date(2024, 1, 1)))) == {"GI-STR-0005", "GI-COD-0005"}


def test_lists_of_which_only_a_part_is_carried():
    assert codes(of(body("b", division="659012"), body("c", currency="USD"))) == {}
    assert only(of(body("b", division="990000"))).code == "GI-COD-0006"


@pytest.mark.parametrize(
    ("uscc", "expected"),
    [
        ("91350100M000100Y43", {}),  # the example of GB 32100-2015, annex
        ("91350100M000100Y44", {"GI-COD-0010": 1}),
        ("Z", {"GI-STR-0005": 1}),
    ],
)
def test_credit_codes_layer_by_layer(uscc, expected):
    assert codes(of(body("b", uscc=uscc))) == expected


def test_a_persons_number_in_place_of_a_credit_code_is_masked():
    # 11010519491231002X is the worked example of GB 11643-1999
    report = of(body("b", uscc="11010519491231002X"))
    assert codes(report) == {"GI-COD-0014": 1}
    assert only(report).severity == "error"
    assert "19491231" not in str(report.to_json())


@pytest.mark.parametrize(
    "raw",
    [
        case(facts="当事人身份证号11010519491231002X。"),
        case(remarks="110105194912310020", facts="x11010519491231002x"),
        case("p-11010519491231002X"),
        line(case(facts="N")).replace(
            b'"N"', b'"\\u0031\\u00310105\\u003119491231002X"'.replace(b"\\u003119", b"19")
        ),
    ],
)
def test_an_identity_number_in_clear_is_an_error_wherever_it_stands(raw):
    report = of(raw)
    assert codes(report).pop("GI-COD-0020") == 1
    assert kind("GI-COD-0020").severity == "error"
    assert "19491231" not in str(report.to_json())


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002",
        "110105194912310020",
        "2024-03-01",
        "第411100202403010012号",
        "2" * 40,
        "91350100M000100Y43",
        "项目代码2403-410102-04-01-123456",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert "GI-COD-0020" not in codes(of(case(facts=text)))


def test_the_sign_is_cheap_but_never_misses():
    assert identity_numbers(b'"11010519491231002X"')
    assert identity_numbers(b"111529000000000158 11010519491231002X")
    assert identity_numbers(b"\\u53f711010519491231002X")  # a digit of the character stands before the number
    assert not identity_numbers(b'{"id":"111529000000000158/x","on":"2024-03-01T09:00:00"}')


def test_counts_stay_exact_beyond_the_cap():
    report = of(*(case(f"c-{i}", form="qqq") for i in range(50)))
    assert codes(report) == {"GI-COD-0001": 50}
    assert report.counts.by_type == {"dishonesty_record": 50}
    assert [item.place.record for item in report.findings] == list(range(2, 22))
    assert report.truncated


@given(
    st.lists(
        st.text(st.sampled_from("019Xx2 a\\u0"), max_size=24)
        | st.sampled_from(["11010519491231002X", "a11010519491231002X", "911101051949123100", '"\\u0031"']),
        max_size=8,
    ),
    st.integers(0, 1000),
)
def test_a_look_at_a_whole_part_suspects_the_lines_that_a_look_at_each_would(texts, start):
    rows = [text.encode() + b"\n" for text in texts]
    found = suspects(b"".join(rows), start)
    offset, wanted = start, set()
    for row in rows:
        if identity_numbers(row):
            wanted.add(offset)
        offset += len(row)
    assert found == wanted
