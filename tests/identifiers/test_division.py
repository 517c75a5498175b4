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
    assert division.explain(code).layer("province").verdict == "fail"


@pytest.mark.parametrize("text", ["", "37", "3700000", "37000A", "3" * 1000])
def test_wrong_form(text):
    with pytest.raises(InvalidIdentifierError):
        division.validate(text)


def test_a_code_missing_from_the_list_is_unknown_never_false():
    assert division.explain("379999").layer("listed").verdict == "unknown"
