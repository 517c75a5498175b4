"""Quick canonical lines are canonical."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gov_integrity.canonical import canonical_bytes
from gov_integrity.exchange import digest as module
from gov_integrity.exchange.digest import (
    StatementsDigest,
    canonical_line,
    compact_line,
    quick_line,
    read_alike,
)
from gov_integrity.exchange.strict import read

keys = st.text(st.sampled_from("az\ue000\uffff\U00010000名"), max_size=2)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from('𠮷\x7f"\\/'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
)


@given(values)
@example({"\U00010000": 1, "\uffff": 2})
@example({"a": 1.0})
@example([1e-7, -0.0])
def test_the_quick_line_is_the_canonical_line(value):
    reading = read(json.dumps(value).encode())
    if not reading.faults:
        assert canonical_line(reading.value) == canonical_bytes(reading.value) + b"\n"


def test_digest_of_nothing_and_of_one():
    import hashlib

    digest = StatementsDigest()
    assert digest.hexdigest() == hashlib.sha256(b"").hexdigest()
    digest.add({"b": 1, "a": "甲"})
    assert digest.hexdigest() == hashlib.sha256('{"a":"甲","b":1}\n'.encode()).hexdigest()
    assert digest.count == 1


def nested(levels):
    return b"[" * levels + b"]" * levels + b"\n"


@pytest.mark.skipif(compact_line() is None, reason="the extra `fast` is not installed")
@pytest.mark.parametrize(
    ("raw", "alike"),
    [
        (b'{"b":1,"a":"x"}\n', True),
        (b'{"a": 1}\n', False),
        (b'{"a":1,"a":1}\n', False),
        (b'{"a":"\\u0061"}\n', False),
        (b'{"a":"\x7f"}\n', False),
        (b'{"a":123456789012345}\n', True),
        (b'{"a":9007199254740993}\n', False),  # beyond 2^53 - 1
        (b'{"a":[1,1.5]}\n', False),
        (b"1.5\n", False),
        (nested(64), True),
        (nested(65), False),
    ],
)
def test_only_what_the_strict_reader_takes_as_it_stands_is_read_alike(raw, alike):
    assert read_alike(raw, json.loads(raw)) is alike
    if alike:
        assert read(raw).faults == ()


@pytest.mark.skipif(compact_line() is None, reason="the extra `fast` is not installed")
def test_another_value_is_not_read_alike():
    assert not read_alike(b'{"a":1}\n', {"a": 2})


def test_without_the_quick_library_the_lines_are_the_same(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    line = quick_line.__wrapped__()
    assert line({"b": [1, True], "a": "甲"}) == '{"a":"甲","b":[1,true]}\n'.encode()
    assert compact_line.__wrapped__() is None
