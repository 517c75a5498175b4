"""Whatever the bytes: findings with one clear sentence each, and every other record is still judged."""

import json
import socket
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gov_integrity.exchange import document as documents
from gov_integrity.findings import kind
from validation.packages import HEADER, body, case, codes, document, judged, line, ndjson, only

BAD = case("bad", form="no-such-code")  # judged: it gives GI-COD-0001


def sentences(report):
    for found in report.findings:
        words = kind(found.code)
        for text in (words.message_zh, words.message_en, words.mend_zh, words.mend_en):
            shown = text.format(sample=found.sample, **found.params)
            assert shown
            assert "{" not in shown.replace("{ }", "")
            assert "Traceback" not in shown


LINES = {
    "cut": (line(body("x"))[:-9], "GI-DEC-0004"),
    "invalid_utf8": (b'{"type":"\xff"}', "GI-DEC-0001"),
    "gbk": (json.dumps(body("x"), ensure_ascii=False).encode("gbk"), "GI-DEC-0001"),
    "surrogate": (line(body("x", name="N")).replace(b'"N"', b'"\\ud800"'), "GI-DEC-0012"),
    "nul_escaped": (line(body("x", name="N")).replace(b'"N"', b'"\\u0000"'), "GI-DEC-0013"),
    "nul_raw": (line(body("x", name="N")).replace(b'"N"', b'"\x00"'), "GI-DEC-0003"),
    "nul_line": (b"\x00\x00", "GI-DEC-0003"),
    "repeated": (line(body("x"))[:-1] + b',"name":"b"}', "GI-DEC-0008"),
    "repeated_escaped": (line(body("x"))[:-1] + b',"n\\u0061me":"b"}', "GI-DEC-0008"),
    "repeated_spaced": (line(body("x"))[:-1] + b',"name" :"b"}', "GI-DEC-0008"),
    "repeated_in_row": (line(body("x"))[:-1] + b',"basis":[{"no":1,"document":"a","no":1}]}', "GI-DEC-0008"),
    "nan": (line(body("x", revision=7)).replace(b":7", b":NaN"), "GI-DEC-0009"),
    "infinity": (line(body("x", revision=7)).replace(b":7", b":-Infinity"), "GI-DEC-0009"),
    "beyond": (line(body("x", revision=7)).replace(b":7", b":9007199254740993"), "GI-DEC-0010"),
    "exponent": (line(body("x", revision=7)).replace(b":7", b":1e400"), "GI-DEC-0010"),
    "digits": (line(body("x", revision=7)).replace(b":7", b":" + b"9" * 6000), "GI-DEC-0011"),
    "deep": (b"[" * 100_000, "GI-DEC-0014"),
    "deep_value": (line(body("x"))[:-1] + b',"remarks":' + b"[" * 900 + b"]" * 900 + b"}", "GI-DEC-0014"),
    "deep_objects": (b'{"a":' * 100_000, "GI-DEC-0014"),
    "two": (line(body("x")) + line(body("y")), "GI-DEC-0007"),
    "comment": (line(body("x")) + b" // end", "GI-DEC-0006"),
    "comma": (line(body("x"))[:-1] + b",}", "GI-DEC-0005"),
    "array": (b"[1,2]", "GI-DEC-0029"),
    "string": (b'"x"', "GI-DEC-0029"),
    "null": (b"null", "GI-DEC-0029"),
    "remote_ref": (line(body("x"))[:-1] + b',"$ref":"http://example.invalid/x"}', "GI-STR-0002"),
    "unknown_type": (line(body("x") | {"type": "starship"}), "GI-STR-0012"),
    "no_type": (b"{}", "GI-STR-0001"),
    "type_is_list": (line(body("x") | {"type": ["organisation"]}), "GI-STR-0012"),
    "tombstone_as_type": (line(body("x") | {"type": "tombstone"}), "GI-STR-0013"),
    "huge_key": (line(body("x") | {"k" * 100_000: 1}), "GI-STR-0002"),
}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("network")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("name", LINES)
def test_a_hostile_line_costs_one_line(name, fast):
    raw, code = LINES[name]
    report = judged(ndjson(body(), raw, BAD), fast=fast)
    found = codes(report)
    assert found.pop("GI-COD-0001") == 1
    assert code in found
    assert set(found) <= {code, "GI-DEC-0027"}
    assert report.counts.statements == 3
    first = next(item for item in report.findings if item.code == code)
    assert (first.place.record, first.place.line) == (2, 3)
    bad = next(item for item in report.findings if item.code == "GI-COD-0001")
    assert (bad.place.record, bad.place.line) == (3, 4)
    assert report.status == "findings"
    sentences(report)


FILES = {
    "empty": (b"", {"GI-DEC-0017"}),
    "blank": (b"\n \n\r\n", {"GI-DEC-0017"}),
    "csv": ("标识,名称\n1,2\n".encode(), {"GI-DEC-0020"}),
    "xlsx": (b"PK\x03\x04" + b"\x00" * 50, {"GI-DEC-0020"}),
    "utf16": ('{"type":"package"}'.encode("utf-16"), {"GI-DEC-0020"}),
    "html": (b"<html></html>", {"GI-DEC-0020"}),
    "version": (ndjson(body(), header=HEADER | {"version": "9.9"}), {"GI-DEC-0021"}),
    "version_document": (document(body(), version="9.9"), {"GI-DEC-0021"}),
    "cut_document": (document(body())[:-3], {"GI-DEC-0004"}),
    "no_list": (json.dumps(HEADER | {"statements": 1}).encode(), {"GI-DEC-0031"}),
    "deep_document": (b'{"statements":' + b"[" * 100_000, {"GI-DEC-0014"}),
}


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_read_is_one_finding_and_exit_3(name):
    data, expected = FILES[name]
    report = judged(data)
    assert set(codes(report)) == expected
    assert (report.status, report.exit_code()) == ("unreadable", 3)
    assert report.not_checked[0].check == "statements"
    sentences(report)


def test_an_empty_folder_and_an_absent_file(tmp_path):
    missing = judged(tmp_path / "none")
    assert codes(missing) == {"GI-DEC-0018": 1}
    assert only(missing).params["reason_zh"] == "文件不存在"
    report = judged(tmp_path, tmp_path / "none")
    assert report.counts.by_severity["error"] == 2
    assert report.exit_code() == 3
    sentences(report)


def test_a_byte_order_mark_is_told_and_passed_over():
    report = judged(b"\xef\xbb\xbf" + ndjson(body()))
    assert codes(report) == {"GI-DEC-0002": 1}
    assert (report.status, report.inputs[0].encoding) == ("passed", "utf-8-sig")


def test_line_ends():
    assert codes(judged(ndjson(body(), newline=b"\r\n"))) == {}
    mixed = ndjson(body(), body("b")).replace(b"\n", b"\r\n", 1)
    assert codes(judged(mixed)) == {"GI-DEC-0032": 1}
    assert codes(judged(ndjson(body()).rstrip(b"\n"))) == {}
    spaced = ndjson(body(), BAD).replace(b"\n", b"\n\n \r\n")
    found = next(item for item in judged(spaced).findings if item.code == "GI-COD-0001")
    assert (found.place.record, found.place.line) == (2, 7)
    assert codes(judged(ndjson(body(name="甲\u2028局\u0085")))) == {}


def test_a_line_of_100_mb_is_passed_over_in_bounded_memory(tmp_path):
    file = tmp_path / "long.ndjson"
    with file.open("wb") as stream:
        stream.write(line(HEADER) + b"\n" + b'{"a":"')
        for _ in range(100):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n' + line(BAD) + b"\n")
    tracemalloc.start()
    report = judged(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(report) == {"GI-DEC-0015": 1, "GI-DEC-0025": 1, "GI-COD-0001": 1, "GI-REF-0005": 2}
    bad = next(item for item in report.findings if item.code == "GI-COD-0001")
    assert (bad.place.record, bad.place.line) == (2, 3)
    assert peak < 60_000_000


def test_a_document_too_large_advises_lines(monkeypatch):
    monkeypatch.setattr(documents, "MAX_DOCUMENT", 10)
    monkeypatch.setattr("gov_integrity.validation.files.MAX_DOCUMENT", 10)
    assert only(judged(document(body()))).code == "GI-DEC-0016"


def test_two_versions_in_one_set():
    one, two = ndjson(body()), ndjson(body("b"), header=HEADER | {"version": "2.0"})
    report = judged(one, two)
    assert codes(report) == {"GI-DEC-0021": 1, "GI-DEC-0022": 1}
    assert codes(judged(one, two, separate=True)) == {"GI-DEC-0021": 1}


def test_header_and_last_line():
    assert set(codes(judged(ndjson(body(), header=None)))) == {"GI-DEC-0023"}
    late = ndjson(body(), line(HEADER), header=None)
    assert set(codes(judged(late))) == {"GI-DEC-0024", "GI-DEC-0026"}
    assert codes(judged(ndjson(body(), end=False))) == {"GI-DEC-0025": 1}
    joined = ndjson(body()) + ndjson(body("b"))
    assert set(codes(judged(joined))) == {"GI-DEC-0024", "GI-DEC-0026", "GI-DEC-0027", "GI-DEC-0028"}
    changed = ndjson(body()).replace("甲局".encode(), "乙局".encode())
    assert codes(judged(changed)) == {"GI-DEC-0027": 1}
    lost = b"\n".join(row for row in ndjson(body(), body("b")).split(b"\n") if b"example/b" not in row)
    assert set(codes(judged(lost))) == {"GI-DEC-0026", "GI-DEC-0027"}
    broken = ndjson(body(), header={key: HEADER[key] for key in HEADER if key != "extent"} | {"x": 1})
    assert codes(judged(broken)) == {"GI-STR-0001": 1, "GI-STR-0002": 1}
    inner = document(body(), HEADER)
    assert codes(judged(inner)) == {"GI-STR-0012": 1}


def test_the_digest_is_over_canonical_bytes_however_the_lines_are_written():
    good = ndjson(body(), case(facts="甲"))
    rows = [json.loads(row) for row in good.splitlines()]
    for written in (
        [json.dumps(row) for row in rows],
        [json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for row in rows],
        [json.dumps(row, sort_keys=True).replace('"revision": 1', '"revision": 1.0') for row in rows],
        ["  " + json.dumps(dict(reversed(row.items()))) for row in rows],
    ):
        assert codes(judged("\n".join(written).encode())) == {}


def test_places_in_a_document():
    data = document(body(), BAD)
    found = only(judged(data))
    assert (found.place.record, found.place.pointer) == (2, "/statements/1/form")
    assert data[found.place.offset :].startswith(b"{\n")
    assert data.count(b"\n", 0, found.place.offset) + 1 == found.place.line


@given(st.binary(max_size=300))
@example(b'{"type":"package"}\n' * 3)
@example(b'{"type":"package_end"}\n{"type":"package_end"}')
@example(b'[{"type":"package"}]')
@example(b'{"statements":[]}')
@example(b'{"statements":[{"id":[]}],"statement_count":true}')
def test_any_bytes_give_a_report(data):
    report = judged(data)
    sentences(report)
    json.dumps(report.to_json(), ensure_ascii=False).encode()
    assert not any(code.startswith("GI-SYS") for code in codes(report))


def odd(draw_text):
    return st.recursive(
        st.none() | st.booleans() | st.integers(-3, 2**60) | st.floats() | draw_text,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(draw_text, inner, max_size=3),
        max_leaves=4,
    )


@given(
    st.sampled_from([body(), case(), case(action="withdraw")]),
    st.dictionaries(
        st.sampled_from(
            [*case(), *body(), "about", "evidence", "basis", "x_ab_c", "$ref", "uscc", "division"]
        ),
        odd(st.text(max_size=4) | st.sampled_from(["example/self", "11010119900307747X", "organisation"])),
        max_size=4,
    ),
)
def test_any_value_in_any_field_gives_findings_and_nothing_breaks(base, changes):
    record = json.dumps(base | changes).encode()
    report = judged(ndjson(record))
    sentences(report)
    assert not any(code.startswith("GI-SYS") for code in codes(report))


CLEAR = "11010519491231002X"  # the worked example of GB 11643-1999
AS_NUMBER = "110105194912310021"
WHERE_IT_STANDS = {
    "name_of_a_field": line(body("x") | {CLEAR: 1}),
    "repeated_name": b'{"type":"organisation","%b":1,"%b":2}' % (CLEAR.encode(), CLEAR.encode()),
    "path_of_a_fault": b'{"type":"organisation","%b":{"a":NaN}}' % CLEAR.encode(),
    "number": b'{"type":"organisation","uscc":%b}' % AS_NUMBER.encode(),
    "number_with_exponent": b'{"type":"organisation","uscc":1.10105194912310021e17}',
    "open_code": line(case("x", form=CLEAR)),
    "row_proved": line(case("x", evidence=[{"no": 1, "title": "a", "part": CLEAR}])),
}


@pytest.mark.parametrize("record", WHERE_IT_STANDS.values(), ids=WHERE_IT_STANDS)
def test_a_number_of_a_person_is_never_told_in_clear(record):
    report = judged(ndjson(body(), record))
    assert report.findings
    told = json.dumps(report.to_json(), ensure_ascii=False)
    assert CLEAR not in told
    assert "10105194912310" not in told


@pytest.mark.parametrize("space", [None, 1])
def test_a_document_gives_what_its_lines_give(space):
    """What is confirmed by reading again too: a comma or bracket stands behind a statement of a document."""
    broken = body("b") | {"bad": 1}
    records = [
        body(),
        broken,
        case(subject="example/b"),
        case("c-2", about=["example/c-1"]),
        body(name="乙局"),
    ]
    end = (",", ":") if space is None else None
    whole = json.dumps({**HEADER, "statements": records}, ensure_ascii=False, indent=space, separators=end)

    def told(report):
        return [(item.code, item.place.record, item.record, item.sample) for item in report.findings]

    assert told(judged(whole.encode())) == told(judged(ndjson(*records)))
