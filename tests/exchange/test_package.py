"""Whole packages: written, read back, and refused with what stands in the way."""

import hashlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import InputError, UsageError
from gov_integrity.exchange.package import Package, UnreadablePackageError, load, write

HEADER = {
    "type": "package",
    "version": "1.0-draft",
    "id": "example/p-1",
    "profile": "alxa-2021",
    "sender": "example/self",
    "created_at": "2024-03-01T09:00:00+08:00",
    "extent": "increment",
}
BODY = {
    "type": "organisation",
    "id": "example/self",
    "revision": 1,
    "action": "make",
    "stated_by": "example/self",
    "recorded_at": "2024-03-01T09:00:00+08:00",
    "access": "public",
    "name": "甲局",
    "kind": "department",
}
CANONICAL = (
    '{"access":"public","action":"make","id":"example/self","kind":"department","name":"甲局",'
    '"recorded_at":"2024-03-01T09:00:00+08:00","revision":1,"stated_by":"example/self","type":"organisation"}\n'
).encode()
END = json.dumps(
    {
        "type": "package_end",
        "id": "example/p-1",
        "statement_count": 1,
        "statements_sha256": hashlib.sha256(CANONICAL).hexdigest(),
    }
).encode()
NDJSON = json.dumps(HEADER).encode() + b"\n" + json.dumps(BODY).encode() + b"\n" + END + b"\n"


def codes(data):
    with pytest.raises(UnreadablePackageError) as caught:
        load(data)
    assert "{" not in caught.value.text("zh") + caught.value.text("en")
    return [item.code for item in caught.value.findings]


def test_number_and_digest_are_written_as_worked_out_by_hand(tmp_path):
    write([BODY], tmp_path / "a.ndjson", header=HEADER)
    written = (tmp_path / "a.ndjson").read_bytes().splitlines(keepends=True)
    assert json.loads(written[0]) == HEADER
    assert written[1] == CANONICAL
    assert json.loads(written[2]) == json.loads(END)
    assert [path.name for path in tmp_path.iterdir()] == ["a.ndjson"]


@pytest.mark.parametrize("form", ["ndjson", "json"])
def test_what_is_written_is_read_back(tmp_path, form):
    package = Package(HEADER, (BODY, BODY | {"id": "example/b", "name": "乙\u2028局"}))
    write(package, tmp_path / "p", form=form)
    assert load(tmp_path / "p") == package
    assert [model.to_json()["id"] for model in package.models()] == ["example/self", "example/b"]


values = st.recursive(
    st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab中", max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.lists(st.dictionaries(st.text("xyz", min_size=1, max_size=2), values, max_size=4), max_size=4),
    st.sampled_from(["ndjson", "json"]),
)
def test_round_trip(tmp_path_factory, statements, form):
    path = tmp_path_factory.mktemp("p") / "p"
    package = Package(HEADER, tuple(statements))
    write(package, path, form=form)
    assert load(path) == package


def test_bytes_and_streams_are_read_too():
    assert load(NDJSON).statements == (BODY,)
    assert load(io.BytesIO(b"\xef\xbb\xbf" + NDJSON.replace(b"\n", b"\r\n"))).header == HEADER


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["GI-DEC-0017"]),
        (b"a,b\n", ["GI-DEC-0020"]),
        (NDJSON.replace(b"1.0-draft", b"9.0"), ["GI-DEC-0021"]),
        (
            json.dumps(BODY).encode() + b"\n" + END,
            [
                "GI-DEC-0023",
            ],
        ),
        (json.dumps(BODY).encode() + b"\n" + json.dumps(HEADER).encode() + b"\n" + END, ["GI-DEC-0024"]),
        (NDJSON[: -len(END) - 1], ["GI-DEC-0025"]),
        (NDJSON[:-20], ["GI-DEC-0004"]),
        (NDJSON.replace(b'"revision": 1', b'"revision": 2'), ["GI-DEC-0027"]),
        (NDJSON.replace(b'statement_count": 1', b'statement_count": 2'), ["GI-DEC-0026"]),
        (NDJSON + json.dumps(BODY).encode(), ["GI-DEC-0028", "GI-DEC-0026", "GI-DEC-0027"]),
        (NDJSON.replace(b"example/p-1", b"example/p-2", 1), ["GI-DEC-0030"]),
        (NDJSON.replace(b'"access": "public"', b'"access": "public", "access": "public"'), ["GI-DEC-0008"]),
        (NDJSON.replace(b"\n", b"\n[1]\n", 1), ["GI-DEC-0029"]),
        (json.dumps(HEADER | {"statements": {}}).encode(), ["GI-DEC-0031"]),
        (json.dumps(HEADER | {"statements": [BODY], "statement_count": 2}).encode(), ["GI-DEC-0026"]),
        (json.dumps(HEADER | {"statements": [BODY]}).encode()[:-1], ["GI-DEC-0004"]),
        (b"[{}]", ["GI-DEC-0023"]),
    ],
)
def test_what_stands_in_the_way_is_told(data, expected):
    assert codes(data) == expected


def test_a_folder_and_an_absent_file_are_told_apart(tmp_path):
    assert codes(tmp_path) == ["GI-DEC-0019"]
    assert codes(tmp_path / "none") == ["GI-DEC-0018"]


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "p"
    write([BODY], path, header=HEADER)
    before = path.read_bytes()
    with pytest.raises(InputError):
        write([{"a": 2**60}], path, header=HEADER)
    with pytest.raises(UsageError):
        write([BODY], path)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["p"]


def test_a_repr_shows_no_statement():
    assert "甲局" not in repr(Package(HEADER, (BODY,)))


def test_a_long_first_line_is_a_line(tmp_path):
    header = HEADER | {"x_gs_note": "长" * 30_000}  # 90 000 bytes
    path = tmp_path / "p.ndjson"
    write([BODY], path, header=header)
    assert load(path).header["x_gs_note"] == header["x_gs_note"]
    assert load(path).statements == (BODY,)


def test_models_of_a_statement_without_a_type_of_the_standard():
    package = Package({"type": "package"}, ({"type": "zzz"},))
    with pytest.raises(InputError, match="第 1 条陈述没有本标准的类型"):
        list(package.models())


@pytest.mark.parametrize(
    ("data", "line", "offset"),
    [
        (b'{"type":"package"}\n\n \t{"a":}\n', 3, 27),  # 19 + 1 bytes before the line, 2 + 5 in it
        (b'{\n"statements":[],\n\n"a":}', 4, 24),  # 2 + 17 + 1 bytes before the line, 4 in it
    ],
)
def test_a_fault_has_its_line_and_byte_in_the_file(data, line, offset):
    with pytest.raises(UnreadablePackageError) as caught:
        load(data)
    (place,) = [one.place for one in caught.value.findings if one.code == "GI-DEC-0003"]
    assert (place.line, place.offset) == (line, offset)


def test_a_message_names_the_line_where_there_is_one():
    with pytest.raises(UnreadablePackageError) as caught:
        load(json.dumps(HEADER).encode() + b'\n{"a":}\n' + END)
    assert caught.value.text("zh").startswith("<bytes 1> 第2行:")
    assert caught.value.text("en").startswith("<bytes 1> line 2: ")
    with pytest.raises(UnreadablePackageError) as caught:
        load(b"a,b\n")
    assert caught.value.text("zh").startswith("<bytes 1>:")
    assert caught.value.text("en").startswith("<bytes 1>: ")
