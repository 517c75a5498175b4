import pytest

from gov_integrity.identifiers import InvalidIdentifierError, division


@pytest.mark.parametrize("code", ["370000", "410184", "152900"])
def test_form_and_province(code):
    assert division.validate(f" {code}") == code
    told = division.explain(code)
    assert [layer.verdict for layer in told.layers][:2] == ["pass", "pass"]
    assert told.layer("listed").verdict in {"pass", "unknown"}


@pytest.mark.parametrize("code", ["990000", "830000", "000000"])
def test_unknown_province_is_told_but_does_not_refuse(code):
    assert division.is_valid(code)
    province = division.explain(code).layer("province")
    assert province.verdict == "fail"
    assert province.text("zh") == f"前两位{code[:2]}不是省级行政区划代码"


@pytest.mark.parametrize("text", ["", "37", "3700000", "37000A", "3" * 1000])
def test_wrong_form(text):
    with pytest.raises(InvalidIdentifierError):
        division.validate(text)


def test_a_code_missing_from_the_list_is_unknown_never_false():
    listed = division.explain("379999").layer("listed")
    assert listed.verdict == "unknown"
    assert listed.text("zh") == "代码集中没有379999,不能判断(代码集不一定齐全)"
    assert listed.text("en") == "379999 is not in the code list, which may be incomplete"
