"""A JSON document: its header and the place of every statement."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.exchange.document import read_document


def test_every_statement_keeps_its_place():
    data = '{"type":"package",\n "名":"称", "statements": [\n  {"a":1},\n\n  [2] ,3 ],\n "id":"x/1"}'.encode()
    found = read_document(data, start=3)
    assert found.header.value == {"type": "package", "名": "称", "statements": [], "id": "x/1"}
    assert [(e.number, e.line, e.pointer) for e in found.statements] == [
        (1, 3, "/statements/0"),
        (2, 5, "/statements/1"),
        (3, 5, "/statements/2"),
    ]
    assert [data[e.offset - 3 : e.offset - 3 + e.length] for e in found.statements] == [
        b'{"a":1}',
        b"[2]",
        b"3",
    ]


def test_a_list_alone_has_no_header():
    found = read_document(b'[{"a":1},{}]')
    assert found.header.value is None
    assert [e.pointer for e in found.statements] == ["/0", "/1"]


def test_a_fault_of_the_header_keeps_its_place_behind_the_statements():
    data = b'{"id":1,\n"statements":[{"a":\n"b"}],\n"id":2}'
    fault = read_document(data).header.faults[0]
    assert (fault.code, fault.pointer, fault.offset, fault.line) == (
        "GI-DEC-0008",
        "/id",
        data.rindex(b'"id"'),
        3,
    )


def test_two_lists_of_statements_are_a_repeated_name():
    found = read_document(b'{"statements":[1],"statements":[2]}')
    assert [f.code for f in found.header.faults] == ["GI-DEC-0008"]
    assert len(found.statements) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"statements":[{"a":1}', "GI-DEC-0004"),
        (b'{"statements":[{"a":1},]}', "GI-DEC-0005"),
        (b'{"statements":[{"a":1}]} {}', "GI-DEC-0007"),
        (b'{"statements":[{"a":\xff}]}', "GI-DEC-0001"),
        (b'{"statements":' + b"[" * 100_000, "GI-DEC-0014"),
        (b'{"a" "b"}', "GI-DEC-0003"),
        (b"{,}", "GI-DEC-0003"),
    ],
)
def test_what_is_no_document_is_told_once(data, code):
    found = read_document(data)
    assert ([f.code for f in found.faults], found.statements) == ([code], None)


@pytest.mark.parametrize("data", [b'{"statements":{}}', b"{}", b" { } "])
def test_no_list_of_statements(data):
    found = read_document(data)
    assert (found.statements, found.faults) == (None, ())


@given(
    st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=5), max_size=3), max_size=5), st.booleans()
)
def test_slices_are_the_statements(items, pretty):
    data = json.dumps(
        {"a": "\u2028", "statements": items, "z": [1]}, ensure_ascii=False, indent=1 if pretty else None
    ).encode()
    found = read_document(data)
    assert [json.loads(data[e.offset : e.offset + e.length]) for e in found.statements] == items
    assert all(e.line == data.count(b"\n", 0, e.offset) + 1 for e in found.statements)
