"""The strict reader against a table of texts with verdicts set by hand."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gov_integrity.exchange import strict
from gov_integrity.exchange.strict import MAX_DEPTH, read
from gov_integrity.findings import kind

# y_: to be accepted; n_: to be refused, with the expected code; i_: left open by RFC 8259, decided here.
Y = {
    "array_empty": b"[]",
    "array_space": b" [ 1 ,\t2\r\n] ",
    "array_mixed": b'[null,1,"1",{}]',
    "array_null": b"[null]",
    "array_ends_with_newline": b'["a"]\n',
    "array_nested": b"[[[[]]]]",
    "object_empty": b"{}",
    "object_basic": b'{"a":"b"}',
    "object_empty_key": b'{"":0}',
    "object_two": b'{"a":1,"b":2}',
    "object_same_name_other_level": b'{"a":{"a":1}}',
    "object_same_name_sibling_objects": b'[{"a":1},{"a":2}]',
    "object_space_before_colon": b'{"a" : 1}',
    "object_newlines": b'{\n"a": 1\n}',
    "object_escaped_key": b'{"\\u0062":1,"a":2}',
    "object_long": b'{"a":[{"id":"' + b"x" * 40 + b'"}],"id":"' + b"x" * 40 + b'"}',
    "number_zero": b"[0]",
    "number_minus_zero": b"[-0]",
    "number_int": b"[123]",
    "number_negative": b"[-123]",
    "number_real": b"[123.456789]",
    "number_exp": b"[1E2]",
    "number_exp_plus": b"[1e+2]",
    "number_exp_minus": b"[1e-2]",
    "number_real_exp": b"[123.456e7]",
    "number_zero_exp": b"[0e+1]",
    "number_biggest": b"[9007199254740991]",
    "number_smallest": b"[-9007199254740991]",
    "number_tiny": b"[0.0000000000000000000000000000000000001]",
    "number_at_top": b"42",
    "string_at_top": b'"a"',
    "string_empty": b'""',
    "string_escapes": b'["\\"\\\\\\/\\n\\r\\t"]',
    "string_u": b'["\\u4e2d\\u6587"]',
    "string_pair": b'["\\ud83d\\ude00"]',
    "string_pair_upper": b'["\\uD83D\\uDE00"]',
    "string_escaped_backslash_u": b'["\\\\u0000"]',
    "string_escaped_backslash_b": b'["\\\\b"]',
    "string_escaped_backslash_surrogate": b'["\\\\ud800"]',
    "string_chinese": '["失信记录"]'.encode(),
    "string_beyond_bmp": '["𠮷"]'.encode(),
    "string_u2028": '["a\u2028b\u2029c\u0085d"]'.encode(),
    "string_noncharacter": '["\uffff"]'.encode(),
    "string_brackets": b'["[[[[{{{{"]',
    "string_many_brackets": b'["' + b"[" * 200 + b'"]',
    "string_quote_before_bracket": b'["\\"' + b"[" * 100 + b'"]',
    "string_comment_like": b'["// not /* a # comment"]',
    "string_nan": b'["NaN","Infinity"]',
    "string_colon": b'{"a":"b\\":1"}',
    "string_space_quote": b'{"a":"\\" x"}',
    "literal_true": b"true",
    "literal_false": b"[false]",
    "literal_null": b"null",
    "depth_at_limit": b"[" * 64 + b"]" * 64,
    "depth_wide": b"[" + b"[]," * 300 + b"[]]",
    "trailing_space": b"[] \n\t\r",
}
N = {
    "empty": (b"", "GI-DEC-0004"),
    "space_only": (b"  ", "GI-DEC-0004"),
    "array_unclosed": (b"[1", "GI-DEC-0004"),
    "array_unclosed_comma": (b"[1,", "GI-DEC-0004"),
    "array_extra_comma": (b"[1,]", "GI-DEC-0005"),
    "array_double_comma": (b"[1,,2]", "GI-DEC-0005"),
    "array_leading_comma": (b"[,1]", "GI-DEC-0003"),
    "array_missing_comma": (b"[1 2]", "GI-DEC-0003"),
    "array_colon": (b"[1:2]", "GI-DEC-0003"),
    "array_extra_close": (b"[1]]", "GI-DEC-0007"),
    "array_wrong_close": (b"[1}", "GI-DEC-0003"),
    "array_star": (b"[*]", "GI-DEC-0003"),
    "object_trailing_comma": (b'{"a":1,}', "GI-DEC-0005"),
    "object_trailing_comma_space": (b'{"a":1 , }', "GI-DEC-0005"),
    "object_unclosed": (b'{"a":1', "GI-DEC-0004"),
    "object_cut_after_name": (b'{"a"', "GI-DEC-0004"),
    "object_cut_after_colon": (b'{"a":', "GI-DEC-0004"),
    "object_cut_in_string": (b'{"a":"b', "GI-DEC-0004"),
    "object_cut_in_name": (b'{"a', "GI-DEC-0004"),
    "object_cut_after_brace": (b"{", "GI-DEC-0004"),
    "object_unquoted": (b"{a:1}", "GI-DEC-0003"),
    "object_single_quotes": (b"{'a':1}", "GI-DEC-0003"),
    "object_number_key": (b"{1:1}", "GI-DEC-0003"),
    "object_no_colon": (b'{"a" 1}', "GI-DEC-0003"),
    "object_double_colon": (b'{"a"::1}', "GI-DEC-0003"),
    "object_comma_for_colon": (b'{"a",1}', "GI-DEC-0003"),
    "object_missing_value": (b'{"a":}', "GI-DEC-0003"),
    "object_two_commas": (b'{"a":1,,"b":2}', "GI-DEC-0005"),
    "object_semicolon": (b'{"a":1;"b":2}', "GI-DEC-0003"),
    "object_garbage": (b'{"a":"b"}#', "GI-DEC-0006"),
    "two_objects": (b"{}{}", "GI-DEC-0007"),
    "two_objects_space": (b'{"a":1} {"a":2}', "GI-DEC-0007"),
    "two_objects_comma": (b"{},{}", "GI-DEC-0007"),
    "two_words": (b"true false", "GI-DEC-0007"),
    "comment_block": (b'{"a":/* x */1}', "GI-DEC-0006"),
    "comment_line": (b'{"a":1 // x\n}', "GI-DEC-0006"),
    "comment_hash": (b"[1, # x\n2]", "GI-DEC-0006"),
    "comment_after": (b"[] /* x */", "GI-DEC-0006"),
    "comment_before": (b"// x\n[]", "GI-DEC-0006"),
    "name_repeated": (b'{"a":1,"a":2}', "GI-DEC-0008"),
    "name_repeated_same_value": (b'{"a":1,"a":1}', "GI-DEC-0008"),
    "name_repeated_escaped": (b'{"a":1,"\\u0061":2}', "GI-DEC-0008"),
    "name_repeated_space": (b'{"a":1,"a" :2}', "GI-DEC-0008"),
    "name_repeated_deep": (b'{"x":[{"a":1,"a":2}]}', "GI-DEC-0008"),
    "name_repeated_empty": (b'{"":1,"":2}', "GI-DEC-0008"),
    "name_repeated_apart": (b'{"a":1,"b":{"c":[]},"a":2}', "GI-DEC-0008"),
    "nan": (b"[NaN]", "GI-DEC-0009"),
    "infinity": (b"[Infinity]", "GI-DEC-0009"),
    "minus_infinity": (b"[-Infinity]", "GI-DEC-0009"),
    "nan_lower": (b"[nan]", "GI-DEC-0003"),
    "minus_nan": (b"[-NaN]", "GI-DEC-0003"),
    "inf_short": (b"[inf]", "GI-DEC-0003"),
    "number_beyond": (b"[9007199254740992]", "GI-DEC-0010"),
    "number_beyond_negative": (b"[-9007199254740992]", "GI-DEC-0010"),
    "number_beyond_float": (b"[1e400]", "GI-DEC-0010"),
    "number_beyond_exp": (b"[1e16]", "GI-DEC-0010"),
    "number_2_64": (b"[18446744073709551616]", "GI-DEC-0010"),
    "number_6000_digits": (b"[" + b"9" * 6000 + b"]", "GI-DEC-0011"),
    "number_41_characters": (b"[0." + b"1" * 39 + b"]", "GI-DEC-0011"),
    "number_plus": (b"[+1]", "GI-DEC-0003"),
    "number_leading_zero": (b"[01]", "GI-DEC-0003"),
    "number_minus_leading_zero": (b"[-01]", "GI-DEC-0003"),
    "number_point_first": (b"[.5]", "GI-DEC-0003"),
    "number_point_last": (b"[5.]", "GI-DEC-0003"),
    "number_exp_empty": (b"[1e]", "GI-DEC-0003"),
    "number_exp_sign": (b"[1e+]", "GI-DEC-0003"),
    "number_two_points": (b"[1.2.3]", "GI-DEC-0003"),
    "number_hex": (b"[0x1]", "GI-DEC-0003"),
    "number_underscore": (b"[1_000]", "GI-DEC-0003"),
    "number_minus_alone": (b"[-]", "GI-DEC-0003"),
    "number_double_minus": (b"[--1]", "GI-DEC-0003"),
    "number_full_width": ("[１]".encode(), "GI-DEC-0003"),
    "number_letters": (b"[1a]", "GI-DEC-0003"),
    "surrogate_high": (b'["\\ud800"]', "GI-DEC-0012"),
    "surrogate_low": (b'["\\uDC00"]', "GI-DEC-0012"),
    "surrogate_swapped": (b'["\\udc00\\ud800"]', "GI-DEC-0012"),
    "surrogate_high_then_text": (b'["\\ud83dx"]', "GI-DEC-0012"),
    "surrogate_in_name": (b'{"\\ud800":1}', "GI-DEC-0012"),
    "surrogate_two_highs": (b'["\\ud800\\ud800"]', "GI-DEC-0012"),
    "control_nul_escape": (b'["\\u0000"]', "GI-DEC-0013"),
    "control_escape": (b'["\\u001F"]', "GI-DEC-0013"),
    "control_backspace": (b'["\\b"]', "GI-DEC-0013"),
    "control_form_feed": (b'["\\f"]', "GI-DEC-0013"),
    "control_delete": (b'["\x7f"]', "GI-DEC-0013"),
    "control_delete_escape": (b'["\\u007f"]', "GI-DEC-0013"),
    "control_in_name": (b'{"\\u0001":1}', "GI-DEC-0013"),
    "control_raw_nul": (b'["\x00"]', "GI-DEC-0003"),
    "control_raw_newline": (b'["a\nb"]', "GI-DEC-0003"),
    "control_raw_tab": (b'["a\tb"]', "GI-DEC-0003"),
    "control_raw_escape": (b'["\x1b"]', "GI-DEC-0003"),
    "nul_outside": (b"[\x00]", "GI-DEC-0003"),
    "form_feed_outside": (b"[\x0c]", "GI-DEC-0003"),
    "no_break_space_outside": ("[\u00a0]".encode(), "GI-DEC-0003"),
    "u2028_outside": ("[\u2028]".encode(), "GI-DEC-0003"),
    "bom_inside": (b"\xef\xbb\xbf[]", "GI-DEC-0003"),
    "escape_unknown": (b'["\\x41"]', "GI-DEC-0003"),
    "escape_short_u": (b'["\\u00A"]', "GI-DEC-0003"),
    "escape_u_letters": (b'["\\uzzzz"]', "GI-DEC-0003"),
    "escape_at_end": (b'["\\', "GI-DEC-0004"),
    "escape_single_quote": (b'["\\\'"]', "GI-DEC-0003"),
    "utf8_bad_byte": (b'["\xff"]', "GI-DEC-0001"),
    "utf8_overlong": (b'["\xc0\xaf"]', "GI-DEC-0001"),
    "utf8_overlong_nul": (b'["\xc0\x80"]', "GI-DEC-0001"),
    "utf8_surrogate": (b'["\xed\xa0\x80"]', "GI-DEC-0001"),
    "utf8_beyond": (b'["\xf4\x90\x80\x80"]', "GI-DEC-0001"),
    "utf8_cut": (b'["\xe4\xb8', "GI-DEC-0001"),
    "utf8_lone_continuation": (b'["\x81"]', "GI-DEC-0001"),
    "gbk": ('["失信"]'.encode("gbk"), "GI-DEC-0001"),
    "utf16": ("[1]".encode("utf-16-le"), "GI-DEC-0003"),
    "utf16_bom": ("[1]".encode("utf-16"), "GI-DEC-0001"),
    "depth_65": (b"[" * 65 + b"]" * 65, "GI-DEC-0014"),
    "depth_65_objects": (b'{"a":' * 65 + b"1" + b"}" * 65, "GI-DEC-0014"),
    "depth_100000": (b"[" * 100_000, "GI-DEC-0014"),
    "depth_100000_objects": (b'{"a":' * 100_000, "GI-DEC-0014"),
    "depth_mixed": (b'[{"a":' * 50_000, "GI-DEC-0014"),
    "word_upper": (b"[TRUE]", "GI-DEC-0003"),
    "word_cut": (b"[nul]", "GI-DEC-0003"),
    "word_python": (b"[None]", "GI-DEC-0003"),
    "word_undefined": (b"[undefined]", "GI-DEC-0003"),
    "word_bare": (b"abc", "GI-DEC-0003"),
    "close_only": (b"]", "GI-DEC-0003"),
    "html": (b"<html>", "GI-DEC-0003"),
}


@pytest.mark.parametrize("name", Y)
def test_y(name):
    reading = read(Y[name])
    assert reading.faults == ()
    assert reading.value == json.loads(Y[name])


@pytest.mark.parametrize("name", N)
def test_n(name):
    raw, code = N[name]
    faults = read(raw).faults
    assert [fault.code for fault in faults] == [code]
    assert set(kind(code).params) <= set(faults[0].params)
    assert 0 <= faults[0].offset <= len(raw)


@pytest.mark.parametrize(
    ("raw", "offset", "line", "pointer"),
    [
        (b'{"a":1,\n "a":2}', 9, 1, "/a"),
        (b'{"x":[{},{"a/b":1,"a/b":2}]}', 18, 0, "/x/1/a~1b"),
        ('{"名":"\\ud800"}'.encode(), 7, 0, "/名"),
        (b"[1,\n[2,\n1e400]]", 8, 2, "/1/1"),
        ('{"名":"称",\n"b":}'.encode(), 18, 1, "/b"),
        (b'{"a":"\xff"}', 6, 0, ""),
        (b'{"a":[1,]}', 7, 0, "/a/1"),
    ],
)
def test_place(raw, offset, line, pointer):
    fault = read(raw).faults[0]
    assert (fault.offset, fault.line, fault.pointer) == (offset, line, pointer)


def test_every_fault_of_a_text_is_told_and_the_best_guess_kept():
    reading = read(b'{"a":NaN,"b":"\\u0000","b":[12345678901234567890]}')
    assert [(f.code, f.pointer) for f in reading.faults] == [
        ("GI-DEC-0009", "/a"),
        ("GI-DEC-0013", "/b"),
        ("GI-DEC-0008", "/b"),
        ("GI-DEC-0010", "/b/0"),
    ]
    assert reading.value == {"a": "NaN", "b": [12345678901234567890]}


def test_a_fault_before_a_syntax_error_is_told_too():
    assert [f.code for f in read(b'{"a":1,"a":2,}').faults] == ["GI-DEC-0008", "GI-DEC-0005"]


@given(st.binary(max_size=200))
def test_any_bytes_give_an_answer(raw):
    read(raw)


json_text = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
).map(json.dumps)


@given(json_text)
@example('{"a":"\\u0000"}')
def test_quick_and_exact_reading_agree(text):
    reading = read(text.encode())
    assert tuple(strict._exact(text, None)) == reading.faults
    if not reading.faults:
        assert reading.value == json.loads(text)


@given(st.text('{}[]",:\\a1 e', max_size=40))
def test_the_exact_reading_is_silent_only_about_json(text):
    reading = read(text.encode())
    try:
        json.loads(text)
    except ValueError:
        assert reading.faults
    else:
        assert all(
            fault.code == "GI-DEC-0008" or fault.code in ("GI-DEC-0010", "GI-DEC-0011")
            for fault in reading.faults
        )


def test_a_long_hostile_text_has_faults_and_comes_to_an_end():
    for raw in (b"[" * 8_000_000, b'"' + b"\\" * 8_000_000, b'["' + b"a" * 8_000_000, b"[1," * 1_000_000):
        assert read(raw).faults
    assert MAX_DEPTH == 64


def test_a_byte_that_is_no_utf_8_has_its_line_and_place():
    (fault,) = read(b'{\n\n"a":"\xff"}\n').faults
    assert (fault.code, fault.line, fault.offset, fault.params) == ("GI-DEC-0001", 2, 8, {"byte": "0xFF"})


@pytest.mark.parametrize("number", ["0." + "1" * 38, "-0." + "1" * 37])
def test_a_number_has_at_most_forty_characters(number):
    assert read(number.encode()).faults == ()
    (fault,) = read((number + "1").encode()).faults
    assert (fault.code, fault.params) == ("GI-DEC-0011", {"length": 41, "limit": 40})


def test_sixty_four_levels_are_allowed_however_many_brackets_there_are():
    wide = b"[" * 63 + b"[],[]" + b"]" * 63
    assert read(wide).faults == ()
    assert [fault.code for fault in read(b"[" + wide + b"]").faults] == ["GI-DEC-0014"]
