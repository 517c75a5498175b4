"""Expected bytes are the samples of RFC 8785 (3.2.2, 3.2.3 and appendix B)."""

import hashlib
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity import canonical
from gov_integrity.canonical import NotCanonicalError, canonical_bytes, digest
from gov_integrity.errors import InputError, UsageError

APPENDIX_B = [
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("ffefffffffffffff", "-1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("44b52d02c7e14af7", "1.0000000000000001e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"),
    ("41b3de4355555556", "333333333.3333334"),
    ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
    ("43143ff3c1cb0959", "1424953923781206.2"),
]


@pytest.mark.parametrize(("bits", "text"), APPENDIX_B)
def test_numbers_of_appendix_b(bits, text):
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert canonical_bytes(number) == text.encode()


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.5, "0.5"), (-0.25, "-0.25"), (1.5e300, "1.5e+300"), (1e300, "1e+300"), (-2.5e-9, "-2.5e-9")],
)
def test_short_numbers_as_ecmascript_writes_them(number, text):
    """Number::toString: no exponent from 1e-6 on; one digit has no point, two have one."""
    assert canonical_bytes(number) == text.encode()


def test_sample_of_the_rfc():
    value = json.loads(
        r"""{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}"""
    )
    assert (
        canonical_bytes(value)
        == (
            '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
            '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
        ).encode()
    )


def test_keys_are_sorted_by_utf16_units():
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\x80", "\xf6"]
    value = dict.fromkeys(keys, 0)
    assert list(json.loads(canonical_bytes(value))) == [
        "\r",
        "1",
        "\x80",
        "\xf6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]


@pytest.mark.parametrize(
    ("value", "out"),
    [
        ({}, b"{}"),
        ([], b"[]"),
        (2**53 - 1, b"9007199254740991"),
        (-0.0, b"0"),
        ("政务", '"政务"'.encode()),
        ((1,), b"[1]"),
    ],
)
def test_small_values(value, out):
    assert canonical_bytes(value) == out


def deep(levels):
    value = 0
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "reason", "pointer"),
    [
        (2**53, "integer", "(root)"),
        ({"a": [110105194912310021]}, "integer", "/a/0"),
        ([float("nan")], "number", "/0"),
        (float("-inf"), "number", "(root)"),
        ({"a/b": "\ud800"}, "surrogate", "/a~1b"),
        ({"\udfff": 1}, "surrogate", "/<U+DFFF>"),
        ({1: 1}, "key", "(root)"),
        ({"a": {1}}, "type", "/a"),
        (b"", "type", "(root)"),
        ({"a" * 40: {1}}, "type", "/" + "a" * 40),
        ({"a" * 41: {1}}, "type", "/" + "a" * 39 + "…"),
        (deep(201), "depth", "/0" * 20),
        (deep(100_000), "depth", "/0" * 20),
    ],
)
def test_refused(value, reason, pointer):
    with pytest.raises(NotCanonicalError) as caught:
        canonical_bytes(value)
    assert caught.value.params["reason"] == reason
    assert caught.value.params["pointer"] == pointer
    assert isinstance(caught.value, InputError)
    assert caught.value.text("zh")
    assert caught.value.text("en")


def test_a_refusal_masks_keys():
    with pytest.raises(NotCanonicalError) as caught:
        canonical_bytes({"11010519491231002X": 2**60})
    assert "11010519" not in str(caught.value)


def test_two_hundred_levels_are_allowed():
    assert canonical_bytes(deep(200)) == b"[" * 200 + b"0" + b"]" * 200


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back_as_the_same_double(number):
    text = canonical_bytes(number).decode()
    assert float(text) == number
    assert text == "0" or text[0] != "+"
    assert ("e" in text) == (number != 0 and not 1e-6 <= abs(number) < 1e21)


safe = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=15,
)


@given(safe)
def test_canonical_form_is_json_of_the_same_value_and_stable(value):
    out = canonical_bytes(value)
    assert json.loads(out, parse_int=float) == json.loads(json.dumps(value), parse_int=float)
    assert canonical_bytes(json.loads(out, parse_int=float)) == out


def test_digest():
    # SHA-256 of the two bytes "{}".
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest({"b": 1, "a": 2.0}) == digest({"a": 2, "b": 1.0})


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="OpenSSL without SM3")
def test_digest_sm3():
    # GB/T 32905, example 1: the digest of the three letters abc shows that this is the real SM3.
    assert (
        hashlib.new("sm3", b"abc").hexdigest()
        == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )
    assert digest("政务", "sm3") == hashlib.new("sm3", '"政务"'.encode()).hexdigest()


def test_digest_without_sm3_is_explained(monkeypatch):
    def refuse(name):
        raise ValueError(name)

    monkeypatch.setattr(canonical.hashlib, "new", refuse)
    with pytest.raises(UsageError) as caught:
        digest({}, "sm3")
    assert "sha256" in caught.value.text("zh")


def test_unknown_algorithm():
    with pytest.raises(UsageError):
        digest({}, "md5")
