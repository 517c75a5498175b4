import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.errors import UsageError
from gov_integrity.privacy import KINDS, mask, sample, sample_literal, sample_pointer, scrub, visible

NUMBER, OTHER = "11010519491231002X", "360426199101010071"  # examples of GB 11643
MASKED = "*" * 14 + "002X"
USCC = "91110000600037341L"


def longest_common(secret, shown):
    """Length of the longest run of the secret that is still to be read."""
    return max(
        (b - a for a in range(len(secret)) for b in range(a + 1, len(secret) + 1) if secret[a:b] in shown),
        default=0,
    )


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("resident-identity-number", NUMBER, MASKED),
        ("resident-identity-number", "110105 19491231 002x", MASKED),
        ("mobile-telephone", "138-0013-8000", "*******8000"),
        ("telephone", "010-62345678", "*******5678"),
        ("telephone", "62345678", "********"),
        ("bank-account", "6222 0212 3456 7890 128", "*" * 15 + "0128"),
        ("bank-account", "7" + "1" * 64, "*" * 60 + "1111"),  # of 65 digits the last 64
        ("person-name", "张" * 65, "张" + "*" * 63),
        ("person-name", "张三丰", "张**"),
        ("person-name", "张", "*"),
        ("person-name", "", "*"),
        ("person-name", "\u202e三丰", "<U+202E>**"),
        ("email", "zhang.san@example.gov.cn", "***@***"),
    ],
)
def test_mask(kind, value, shown):
    assert mask(kind, value) == shown


def test_mask_of_an_unknown_kind():
    with pytest.raises(UsageError) as caught:
        mask("shoe-size", "42")
    assert "person-name" in caught.value.text("zh")


def test_a_long_unknown_kind_is_told_by_its_first_forty_characters():
    with pytest.raises(UsageError) as caught:
        mask("a" * 41, "42")
    assert caught.value.params["kind"] == "a" * 40


@given(st.sampled_from(sorted(KINDS)), st.text("0123456789XABx@.张三李四", min_size=1, max_size=80))
def test_masks_never_leave_more_than_four_characters(kind, secret):
    assert longest_common(secret, mask(kind, secret)) <= 4


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        NUMBER.lower(),
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "110105\u200b19491231\u200b002X",
        "1101 0519 4912 3100 2X",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "身份证号:{}。", "当事人{}于", "ID{}abc", "({})", "\t{}\n", "2024 {}"]
)
def test_scrub_finds_identity_numbers(written, around):
    assert scrub(around.format(written)) == around.format(MASKED)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("旧号110105491231002在册", "旧号***********1002在册"),
        ("错码110105194912310021", "错码**************0021"),  # one mistyped character hides nobody
        # A birth of 2010 and later is believed where the check character holds: 7·1+9·1+5·1+4·5+2·2+6·1+3·5
        # +9·3+10·1+5·2+2·1 = 115, 115 mod 11 = 5, the sixth of 10X98765432 is 7.
        ("学生110105201503120017", "学生**************0017"),
        ("110105200912310010", "**************0010"),  # before 2010 without: 134 mod 11 = 2 would be X
        ("编号010-20240015", "编号*******0015"),  # month 0, month 13, day 0, day 32: no date, so a telephone
        ("编号010-20241315", "编号*******1315"),
        ("编号010-20240100", "编号*******0100"),
        ("编号010-20240132", "编号*******0132"),
        ("编号010-21240115", "编号*******0115"),
        ("手机13800138000,身份证11010519491231002X", "手机*******8000,身份证**************002X"),
        ("手机13900139000,账号3301 13800138000 12", "手机*******9000,账号*************0012"),
        # Cards that nothing names: the sums of ISO/IEC 7812-1, annex B are 30, 60, 80 and twice 90.
        ("9558801234567890128", "***************0128"),
        ("９５５８８０１２３４５６７８９０１２８", "***************0128"),
        ("4111 1111 1111 1111", "************1111"),
        ("622202123456789012", "**************9012"),
        ("6222021234567890128", "***************0128"),
        ("身份证号码：990000000000000001", "身份证号码：**************0001"),
        ("手机13800138000", "手机*******8000"),
        ("+86 138 0013 8000", "+*********8000"),
        ("电话010-62345678转1", "电话*******5678转1"),
        ("(0371)65501234", "(********1234"),
        ("卡号6222021234567890128", "卡号***************0128"),
        ("账号：3301 2345 6789 01", "账号：**********8901"),
        ("手机13800138000号", "手机*******8000号"),
        ("豫郑〔2024〕13800138000", "豫郑〔2024〕*******8000"),
        ("请寄zhang.san@example.gov.cn。", "请寄***@***。"),
        ("13800138000,13900139000", "*******8000,*******9000"),
        (f"{NUMBER}和{OTHER}", f"{MASKED}和**************0071"),
        (f"{NUMBER}{OTHER}", f"{MASKED}**************0071"),
        (f"{NUMBER} {OTHER}", f"{MASKED} **************0071"),
    ],
)
def test_scrub(text, shown):
    assert scrub(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        USCC,
        f"统一社会信用代码{USCC},",
        f"{USCC}/A-2024-0001",
        "国发〔2016〕76号",
        "第13800138000号",
        "第13800138000号文件",
        "豫郑〔2024〕13800138000号",
        "2024-03-15 10:00:00+08:00",
        "20240315120000",
        "金额13800138000元",
        "13800138000.00",
        "13800138000万元",
        "110105202403150012",  # division, date and serial of a document: no check character of a person
        "110105201001010012",  # of the first year that asks for the check character: 67 mod 11 = 1 would be 0
        "编号010-20240101",
        "编号010-20241231",
        "641100006000000072",  # a card by its sum, 20; a unified code by 370 = 11*31 + 29, 31 - 29 = 2
        "4111 1111 1111 1112",
        "9000000000000001",  # the sum is 10, but of numbers with 9 only 9558 is taken for a card
        "6222021234567890127",
        "123456789012345678",
        "1234567.89",
        "2024-03-15至2025-03-15",
        "",
    ],
)
def test_scrub_leaves_alone(text):
    assert scrub(text) == text


def test_a_code_beside_a_number():
    assert scrub(f"{USCC},{NUMBER}") == f"{USCC},{MASKED}"


secrets = st.sampled_from(
    [NUMBER, OTHER, "13800138000", "6222021234567890128", "010-62345678", "a.b@c.gov.cn", USCC]
)
pieces = st.lists(secrets | st.text("0123456789X- *张号元.第@a", max_size=12), max_size=8)


@given(pieces.map("".join) | st.text())
def test_scrub_is_idempotent(text):
    assert scrub(scrub(text)) == scrub(text)


@given(
    st.sampled_from([NUMBER, OTHER]), st.text("甲乙丙,。 aB", max_size=9), st.text("甲乙丙,。aB", max_size=9)
)
def test_scrub_never_leaves_an_identity_number(number, before, after):
    assert longest_common(number, scrub(before + number + after)) <= 4


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲\u202e乙", "甲<U+202E>乙"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("\x1b[31m\n", "<U+001B>[31m<U+000A>"),
        ("\ud800", "<U+D800>"),
        ("张三　李四𠮷䶮", "张三　李四𠮷䶮"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown


@given(st.text(st.characters(exclude_categories=[])))
def test_visible_can_be_encoded_and_is_idempotent(text):
    assert visible(visible(text)) == visible(text)
    visible(text).encode()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "true"),
        (12, "12"),
        (1.5, "1.5"),
        (Decimal("2.720"), "2.720"),
        (dt.date(2024, 3, 15), "2024-03-15"),
        (360426199101010071, "**************0071"),
        (2**256 - 1, str(2**256 - 1)),
        (2**256, "integer(257 bit)"),
        pytest.param(10**5000, "integer(16610 bit)", id="huge"),  # 5000 * log2(10) = 16609.6
        ({"name": "张三"}, "object"),
        (["张三"], "array"),
        (object, "value"),
        ("某局", "某局"),
        ("甲" * 80, "甲" * 80),
        ("甲" * 81, "甲" * 79 + "…"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_sample(value, shown):
    assert sample(value, "open") == shown


@pytest.mark.parametrize("value", ["张三", NUMBER, 13800138000, 1.5, ["张三"], {"name": "张三"}, True])
def test_a_query_field_tells_nothing(value):
    assert sample(value, "query") == "***"


def test_a_query_field_tells_that_it_is_null():
    assert sample(None, "query") == "null"


@given(st.integers(0, 600), st.integers(1, 120))
def test_no_cut_lets_a_number_through(before, limit):
    shown = sample("甲" * before + NUMBER + "乙" * 600, "open", limit)
    assert len(shown) <= limit
    assert longest_common(NUMBER, shown) <= 4


@given(st.integers(0, 40), st.integers(60, 120))
def test_masks_that_shrink_let_nothing_through_at_the_cut(count, limit):
    shown = sample(f"{'abcdefgh' * 7}@example.gov.cn " * count + (NUMBER + " ") * 40, "open", limit)
    assert len(shown) <= limit
    assert longest_common(NUMBER, shown) <= 4


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists),
    st.integers(1, 99),
)
def test_sample_is_short_and_can_be_encoded(value, limit):
    shown = sample(value, "open", limit)
    assert len(shown) <= limit
    shown.encode()


@pytest.mark.parametrize("unit", ["1 ", "a", "a@", "1" * 17 + "a", "\ud800", "身份证"], ids=ascii)
def test_a_giant_string_gives_a_short_sample(unit):
    assert len(sample(unit * (20_000_000 // len(unit)), "open")) <= 80


@pytest.mark.parametrize("unit", ["1 ", "a", "a@", "1" * 17 + "a", "身份证", USCC + ",", NUMBER + ","])
def test_scrub_of_a_long_text_leaves_no_number(unit):
    """What would take quadratic time would not come to an end here."""
    times = 200_000 // len(unit)
    shown = scrub(unit * times)
    assert NUMBER not in shown
    assert len(shown) <= len(unit) * times


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("1e400", "1e400"),
        ("9007199254740993", "9007199254740993"),
        ("110105194912310021", "**************0021"),
        ("1.10105194912310021E17", "**************0021"),
        ("-1.10105194912310021e+17", "**************0021"),
        ("1" * 41, "1" * 40),
    ],
)
def test_sample_of_a_number_as_written(token, shown):
    assert sample_literal(token) == shown


def test_every_name_of_a_pointer_is_masked_and_cut():
    assert sample_pointer("") == ""
    assert sample_pointer("/obligations/0/due_on") == "/obligations/0/due_on"
    assert sample_pointer("/11010519491231002X/\u202ea") == "/**************002X/<U+202E>a"
    assert sample_pointer("/" + "a" * 100) == "/" + "a" * 59 + "…"
