"""GB 11714 by hand: 60003734 gives 18+0+0+0+15+56+12+8 = 109 = 9*11 + 10, and 11 - 10 = 1."""

import pytest

from gov_integrity.identifiers import InvalidIdentifierError, orgcode


@pytest.mark.parametrize(
    ("body", "check"),
    [
        ("60003734", "1"),
        ("00000000", "0"),  # remainder 0: 11 is written 0
        ("10000000", "8"),  # each weight alone, 3 7 9 10 5 8 4 2, is what 11 lacks
        ("01000000", "4"),
        ("00100000", "2"),
        ("00010000", "1"),
        ("00001000", "6"),
        ("00000100", "3"),
        ("00000010", "7"),
        ("00000001", "9"),
        ("40000000", "X"),  # 12 = 11 + 1: 10 is written X
        ("0000000A", "2"),  # 10*2 = 20 = 11 + 9, 11 - 9 = 2
        ("MA000000", "7"),  # 22*3 + 10*7 = 136 = 12*11 + 4, 11 - 4 = 7
    ],
)
def test_check_character(body, check):
    assert orgcode.check_character(body) == check
    assert orgcode.validate(f"{body}-{check.lower()}") == body + check


def test_wrong_check_character():
    with pytest.raises(InvalidIdentifierError) as caught:
        orgcode.validate("60003734-2")
    assert dict(caught.value.layers[0].params) == {"expected": "1", "found": "2"}
    assert "应为1" in caught.value.text("zh")


@pytest.mark.parametrize("text", ["", "6000373", "60003734Y", "6000373411"])
def test_wrong_form(text):
    assert not orgcode.is_valid(text)
    assert [layer.verdict for layer in orgcode.explain(text).layers] == ["fail", "not-judged"]
