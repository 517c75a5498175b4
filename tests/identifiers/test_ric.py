"""Test numbers of GB 11643, sums worked out by hand: 167 = 15*11 + 2 -> X; 231 = 21*11 + 0 -> 1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric as stdnum_ric

from gov_integrity.identifiers import InvalidIdentifierError, ric

EXAMPLES = ("11010519491231002X", "360426199101010071")
bodies = st.text("0123456789", min_size=17, max_size=17)


@pytest.mark.parametrize("number", EXAMPLES)
def test_examples(number):
    assert ric.validate(number) == number
    assert ric.validate(f" {number[:6]} {number[6:14]}-{number[14:].lower()}") == number
    told = ric.explain(number)
    assert {layer.verdict for layer in told.layers} == {"pass"}
    assert told.shown == "*" * 14 + number[-4:]
    assert number[:6] not in str(told)
    assert number[6:14] not in str(told)


def test_wrong_check_character_is_refused_masked():
    with pytest.raises(InvalidIdentifierError) as caught:
        ric.validate("110105194912310021")
    assert [layer.name for layer in caught.value.layers] == ["outer-check"]
    assert "11010519" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize("text", ["", "1234567890", "1101051949123100X2", "X1010519491231002X", "1" * 100])
def test_wrong_form(text):
    assert not ric.is_valid(text)
    assert [layer.verdict for layer in ric.explain(text).layers] == ["fail"] + ["not-judged"] * 3


def test_fifteen_digits_have_no_check_character():
    told = ric.explain("110105491231002")
    assert [layer.verdict for layer in told.layers] == ["pass", "not-judged", "pass", "pass"]
    assert ric.is_valid("110105491231002")


def test_date_and_division_do_not_decide():
    # 99 x 0: sum 9*7 + 9*9 = 144 = 13*11 + 1 -> 0
    number = "99" + "0" * 15 + "0"
    told = ric.explain(number)
    assert [layer.verdict for layer in told.layers] == ["pass", "pass", "fail", "fail"]
    assert ric.is_valid(number)


def test_the_number_of_a_foreign_permanent_resident_has_its_province_after_the_nine():
    # 9*7+1*9+1*10+1*5+2*8+4*4+1*2+9*1+8*6+1*3+0+8*9+0+3*5+0+0+2*2 = 272 = 24*11 + 8 -> 4
    told = ric.explain("911124198108030024")
    assert [layer.verdict for layer in told.layers] == ["pass", "pass", "pass", "pass"]
    assert ric.explain("999924198108030024").layer("division").verdict == "fail"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("11010519491231002X", True),
        ("110105194912310021", True),  # a wrong check character hides nobody
        ("110105194902290021", False),  # 1949 was no leap year
        ("110105194813010021", False),
        ("110105491231002", True),
        ("990105491231002", False),
        ("810000199901010001", True),  # residence permit, Hong Kong
        ("91110000600037341L", False),
        ("110105194900310010", False),
        ("110105194912000010", False),
        ("110105184912310010", False),
        ("110105185001010010", True),
        ("110105209912310010", True),
        ("110105210001010010", False),
    ],
)
def test_resembles(number, expected):
    assert ric.resembles(number) is expected


@given(bodies)
def test_check_character_agrees_with_python_stdnum(body):
    assert ric.check_character(body) == stdnum_ric.calc_check_digit(body + "0")


@given(bodies, st.sampled_from("0123456789X"))
def test_whatever_python_stdnum_accepts_we_accept(body, last):
    """Known differences: it refuses unknown places, places younger than the person, and residence permits;
    it knows no numbers of 15 digits, and stumbles over places its table names no county for."""
    try:
        theirs = stdnum_ric.is_valid(body + last)
    except KeyError:
        theirs = False
    assert ric.is_valid(body + last) or not theirs


@given(bodies, st.integers(0, 16), st.sampled_from("0123456789"))
def test_every_change_of_a_digit_is_detected(body, place, other):
    number = body + ric.check_character(body)
    changed = number[:place] + other + number[place + 1 :]
    assert ric.is_valid(changed) == (changed == number)
