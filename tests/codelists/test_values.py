"""Looking a code up, asking whether it may be used on a day, and naming a list that is not there."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_integrity.codelists import Code, CodeList, UnknownCodeList, codelist, names
from gov_integrity.errors import GovIntegrityError


def code(value, since=None, until=None):
    return Code(
        code=value, zh="词", en="word", definition_zh="", definition_en="", source="GIDS", since=since,
        until=until, successor="", confidence="verified",
    )  # fmt: skip


def listed(*codes):
    return CodeList(
        name="sample", zh="样表", en="sample", closed=True, definition_zh="定义", definition_en="definition",
        source="GIDS", codes={one.code: one for one in codes},
    )  # fmt: skip


DATED = listed(code("always"), code("term", date(2020, 1, 1), date(2024, 12, 31)))


@pytest.mark.parametrize(
    ("value", "on", "status"),
    [
        ("always", date(1, 1, 1), "current"),
        ("always", date(9999, 12, 31), "current"),
        ("term", date(2019, 12, 31), "not-yet"),
        ("term", date(2020, 1, 1), "current"),
        ("term", date(2024, 12, 31), "current"),
        ("term", date(2025, 1, 1), "expired"),
        ("Term", date(2022, 1, 1), "unknown"),
        ("", date(2022, 1, 1), "unknown"),
    ],
)
def test_status_includes_both_ends(value, on, status):
    assert DATED.status(value, on) == status


@given(st.dates(), st.dates(), st.dates())
def test_a_day_is_before_in_or_after_the_term(first, second, on):
    since, until = min(first, second), max(first, second)
    one = listed(code("x", since, until))
    order = ["not-yet", "current", "expired"]
    assert one.status("x", on) == order[(on >= since) + (on > until)]
    if until < date.max:
        assert one.status("x", until + timedelta(days=1)) == "expired"


def test_labels():
    assert (DATED.label("term"), DATED.label("term", "zh"), DATED.label("term", "en")) == ("词", "词", "word")
    assert DATED.label("nothing", "en") == "nothing"


def test_values_are_frozen():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        DATED.get("term").zh = "别的"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        DATED.values = ()
    with pytest.raises(TypeError):
        codelist("cause").codes["new"] = code("new")


def test_the_order_of_the_file_is_kept():
    assert codelist("cause").values == (
        "violation",
        "breach-of-faith",
        "overdue-payment",
        "investment-breach",
    )
    assert codelist("revision-action").values == ("make", "update", "correct", "withdraw", "erase")


def test_a_list_is_read_once():
    assert codelist("cause") is codelist("cause")


def test_definition_is_the_chinese_one():
    assert codelist("cause").definition == "被认定失信的原因"


def test_an_unknown_list_names_the_near_ones():
    with pytest.raises(UnknownCodeList) as caught:
        codelist("determination-from")
    error = caught.value
    assert isinstance(error, KeyError)
    assert isinstance(error, GovIntegrityError)
    assert error.params["near"][0] == "determination-form"
    assert "determination-form" in error.text("zh")
    assert "did you mean determination-form" in error.text("en")


@pytest.mark.parametrize("name", ["", "../lists", "data/cause", "没有", "{name}"])
def test_no_name_reaches_a_file_that_is_not_listed(name):
    with pytest.raises(UnknownCodeList) as caught:
        codelist(name)
    assert isinstance(str(caught.value), str)


def test_names_are_sorted_and_without_repeats():
    assert list(names()) == sorted(set(names()))
