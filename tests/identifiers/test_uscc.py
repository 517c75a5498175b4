"""Expected check characters are worked out by hand from GB 32100-2015 and GB 11714, sums beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as stdnum_uscc

from gov_integrity.identifiers import InvalidIdentifierError, ric, uscc
from gov_integrity.identifiers.uscc import Flaw

ENTERPRISE = (
    "91110000600037341L"  # outer sum 538 = 17*31 + 11, 31-11 = 20 -> L; inner sum 109 = 9*11 + 10 -> 1
)
BY_HAND = {
    "1137000000000000" + "0W": "机关",  # 1+3+27+189 = 220 = 7*31 + 3 -> 28 -> W
    "A137000000000000" + "0K": "军队事业单位",  # 10+3+27+189 = 229 = 7*31 + 12 -> 19 -> K
    "N237000000000000" + "04": "村级集体经济组织",  # 22+6+27+189 = 244 = 7*31 + 27 -> 4
    "Y137000000000000" + "0Y": "其他",  # 30+3+27+189 = 249 = 8*31 + 1 -> 30 -> Y
    ENTERPRISE: "企业",
}
characters = st.sampled_from(uscc.ALPHABET)


def completed(body):
    """A code whose outer check holds, by trying all 31 characters (no use of the module's arithmetic)."""
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1]
    (found,) = (
        body + last
        for last in uscc.ALPHABET
        if sum(uscc.ALPHABET.index(c) * w for c, w in zip(body + last, weights, strict=True)) % 31 == 0
    )
    return found


codes = st.text(characters, min_size=17, max_size=17).map(completed)


@pytest.mark.parametrize("code", BY_HAND)
def test_sound_codes_have_no_flaw_and_name_their_body(code):
    assert uscc.judge(code) == 0
    assert uscc.validate(code) == code
    told = uscc.explain(code)
    assert told.shown == code
    assert {layer.verdict for layer in told.layers} == {"pass"}
    assert told.notes["kind_zh"] == BY_HAND[code]
    assert told.notes["confidence"] in {"verified", "secondary", "recalled"}


@pytest.mark.parametrize(
    ("prefix", "kind", "confidence"),
    [
        ("11", "government organ", "secondary"),
        ("12", "public institution", "secondary"),
        ("13", "mass organisation under the establishment office", "secondary"),
        ("91", "enterprise", "verified"),
        ("92", "individual business", "verified"),
        ("93", "farmers' cooperative", "recalled"),
    ],
)
def test_body_by_prefix(prefix, kind, confidence):
    who = uscc.body(prefix + "0" * 16)
    assert (who.kind_en, who.confidence) == (kind, confidence)


def test_no_body_of_an_unknown_prefix_and_it_is_not_refused():
    code = completed("B1370000000000000")
    assert uscc.body(code) is None
    assert uscc.is_valid(code)
    assert uscc.judge(code) == Flaw.DEPARTMENT
    assert uscc.explain(code).layer("department").verdict == "unknown"


def test_separators_full_width_and_case_are_compacted():
    assert uscc.validate(" 9111 0000-6000３７３４1ｌ\n") == ENTERPRISE
    assert uscc.validate("91110000–60003734−1l") == ENTERPRISE


@pytest.mark.parametrize(
    "text", ["", "9111000060003734", ENTERPRISE + "1", "9111000060003734IL", "ı" * 18, "一" * 18]
)
def test_wrong_form(text):
    assert uscc.judge(text) == Flaw.FORM
    with pytest.raises(InvalidIdentifierError) as caught:
        uscc.validate(text)
    assert [layer.name for layer in caught.value.layers] == ["form"]
    assert "18" in caught.value.text("zh")
    assert "18" in caught.value.text("en")


def test_outer_failure_names_the_expected_character_and_only_it_refuses():
    assert uscc.judge("91110000600037341M") == Flaw.OUTER
    with pytest.raises(InvalidIdentifierError) as caught:
        uscc.validate("91110000600037341M")
    (layer,) = caught.value.layers
    assert (layer.name, layer.severity) == ("outer-check", "warning")
    assert dict(layer.params) == {"expected": "L", "found": "M"}
    assert layer.text("zh") == "第18位校验码应为L,实为M"
    assert caught.value.exit_code == 1


def test_inner_failure_is_told_but_does_not_refuse():
    code = completed("91110000600037342")  # the organisation code's check digit is 1, not 2
    assert uscc.judge(code) == Flaw.INNER
    assert uscc.validate(code) == code
    assert dict(uscc.explain(code).layer("inner-check").params) == {"expected": "1", "found": "2"}


def test_a_body_registered_with_the_central_authority_has_a_known_division():
    assert uscc.judge(completed("11100000000000000")) & Flaw.DIVISION == 0


@pytest.mark.parametrize("division", ["000000", "990000", "83A000", "110A00"])
def test_unknown_division_is_told_but_does_not_refuse(division):
    code = completed(f"11{division}000000000")
    assert uscc.judge(code) == Flaw.DIVISION
    assert uscc.is_valid(code)
    assert uscc.explain(code).layer("division").severity == "info"


@pytest.mark.parametrize("number", ["360426199101010071", "11010519491231002X", "110105491231002"])
def test_a_resident_identity_number_is_recognised_and_masked(number):
    assert uscc.judge(number) & Flaw.RESIDENT_IDENTITY
    told = uscc.explain(number)
    assert told.layer("resident-identity-number").verdict == "fail"
    assert told.shown.endswith("*" + number[-4:])
    assert number[:6] not in str(told)
    assert number[6:14] not in str(told)


def test_a_sound_code_that_holds_a_date_is_no_identity_number():
    # Inner: 49010110 gives 12+63+0+10+0+8+4+0 = 97 = 8*11 + 9, 11 - 9 = 2.
    code = completed("91110119490101102")
    assert not uscc.judge(code) & Flaw.INNER
    assert not ric.is_valid(code)
    assert ric.resembles(code[:17] + "0")
    assert uscc.judge(code) == 0


@pytest.mark.parametrize(
    "code",
    [
        "911101194901011020",  # inner holds; outer sum 687 = 22*31 + 5 asks for T
        "91110119490101103X",  # outer sum 715 = 23*31 + 2, 29 -> X holds; inner would be 2; its own check 7
        "911100194901010222",  # all hold: inner 97 -> 2, outer 711 = 22*31 + 29 -> 2, its own 175 -> 2
        "911100194901015672",  # all hold: inner 125 -> 7, outer 1021 = 32*31 + 29 -> 2, its own 241 -> 2
    ],
)
def test_a_date_is_a_birth_unless_both_checks_hold_and_its_own_does_not(code):
    assert uscc.hides_resident_identity(code)
    assert uscc.judge(code) & Flaw.RESIDENT_IDENTITY
    told = uscc.explain(code)
    assert told.shown == "*" * 14 + code[-4:]
    assert dict(told.layer("department").params) == {"prefix": "**"}
    assert dict(told.layer("division").params) == {"division": "******"}
    assert told.notes == {}


def test_a_sound_code_of_digits_with_a_date_is_public():
    # Inner 95 = 8*11 + 7 -> 4; outer 737 = 23*31 + 24 -> 7; its own 175 = 15*11 + 10 would be 2.
    assert ric.resembles("911100194901010147")
    assert not uscc.hides_resident_identity("911100194901010147")
    assert uscc.judge("911100194901010147") == 0
    assert not uscc.hides_resident_identity("11010519491231002I")


def test_of_a_public_code_the_parts_are_told():
    told = uscc.explain(completed("B1990000000000000"))
    assert told.layer("department").text("zh") == "前两位B1不在已知的登记管理部门和机构类别之内"
    assert told.layer("department").text("en") == "B1 is no registering department and kind we know"
    assert told.layer("division").text("zh") == "第3至8位990000不是已知省份的行政区划代码"


def test_marks_of_a_spreadsheet():
    # Outer 9+3+9+27+120+24+168 = 360 = 11*31 + 19, 12 -> C; inner 18+15+56 = 89 = 8*11 + 1, 10 -> X.
    assert uscc.judge("911100006000370000") == Flaw.OUTER | Flaw.INNER | Flaw.SPREADSHEET
    assert uscc.judge("9.11E+17") == Flaw.FORM | Flaw.SPREADSHEET
    assert uscc.explain("9.11100E+17").layer("spreadsheet").verdict == "fail"
    assert not uscc.judge("1137000000000000" + "0W") & Flaw.SPREADSHEET
    assert not uscc.judge("911100006000370001") & Flaw.SPREADSHEET
    assert not uscc.judge("9111000060003M0000") & Flaw.SPREADSHEET


def test_a_giant_text_is_refused_without_being_kept():
    before = uscc._remembered.cache_info().currsize
    assert uscc.judge("9" * 1_000_000) == Flaw.FORM
    assert uscc._remembered.cache_info().currsize == before
    assert len(uscc.explain("9" * 1_000_000).shown) == 64


def test_the_memory_is_bounded():
    assert uscc._remembered.cache_info().maxsize == 65_536


@given(codes)
def test_completed_codes_pass(code):
    assert uscc.is_valid(code)
    assert uscc.check_character(code[:17]) == code[17]


@given(codes, st.integers(0, 17), characters)
def test_every_substitution_is_detected(code, place, other):
    """31 is prime and no weight is divisible by it: no exception."""
    changed = code[:place] + other + code[place + 1 :]
    assert uscc.is_valid(changed) == (changed == code)


@given(codes)
def test_every_swap_of_neighbours_is_detected(code):
    """Neighbouring weights differ modulo 31 at all 17 places: no exception."""
    for place in range(17):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert uscc.is_valid(swapped) == (swapped == code)


@given(codes)
def test_the_swap_of_first_and_last_is_not_detected(code):
    """Both weigh 1; the docstring says so."""
    assert uscc.is_valid(code[17] + code[1:17] + code[0])


@given(st.text(max_size=80))
def test_any_text_is_explained(text):
    told = uscc.explain(text)
    assert [layer.name for layer in told.layers] == [
        "form", "outer-check", "inner-check", "department", "division",
        "resident-identity-number", "spreadsheet",
    ]  # fmt: skip
    assert all(layer.text("zh") and layer.text("en") for layer in told.layers)
    assert uscc.is_valid(text) == all(told.layer(name).verdict == "pass" for name in ("form", "outer-check"))


@given(codes | st.text(characters, min_size=17, max_size=19))
def test_differs_from_python_stdnum_only_where_known(code):
    """Known differences, on compact codes: python-stdnum wants digits in the first eight places.

    It so refuses departments A, N and Y, which the amended standard has.
    """
    if code[:8].isdigit():
        assert uscc.is_valid(code) == stdnum_uscc.is_valid(code)
    else:
        assert not stdnum_uscc.is_valid(code)


def test_the_known_differences_still_stand():
    for code in ("N23700000000000004", "A1370000000000000K", "Y1370000000000000Y"):
        assert uscc.is_valid(code)
        assert not stdnum_uscc.is_valid(code)
