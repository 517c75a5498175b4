"""Two profiles compared: exactly the differences written down by hand from the texts."""

from datetime import date
from pathlib import Path

import pytest

from gov_integrity.policy import compare, profile, profiles

EXPECTED = Path(__file__).parent / "expected"
DAY = date(2025, 6, 1)


def expected(name):
    """Every (section, code, target, aspect, left, right) of a hand-written list."""
    found = set()
    for line in (EXPECTED / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if " = " in line:
            head, said = line.split(" = ")
            aspect, section, row = head.split(" ")
            left, right = ("" if word == "-" else word for word in said.split(" | "))
            rows = [row]
        else:
            left, right, rest = line.split(" | ")
            left, right = ("" if word == "-" else word for word in (left, right))
            section, codes = rest.split(": ")
            aspect, rows = "stated", codes.split()
        for row in rows:
            code, _, target = row.partition(">")
            key = (section, code, target, aspect, left, right)
            assert key not in found
            found.add(key)
    return found


def compared(left, right):
    differences = compare(profile(left, as_of=DAY), profile(right, as_of=DAY))
    rows = [(one.section, one.code, one.target, one.aspect, one.left, one.right) for one in differences]
    assert len(rows) == len(set(rows))
    return set(rows)


@pytest.mark.clause("gansu-2017/3.2.6e", "gansu-2017/3.3.4b", "shandong-2024/1.1e", "shandong-2024/4.13b")
def test_gansu_and_shandong():
    assert compared("gansu-2017", "shandong-2024") == expected("compare-gansu-shandong.txt")


@pytest.mark.clause(
    "alxa-2021/2.4.1c", "alxa-2021/annex.20a", "alxa-2021/annex.20c", "alxa-2021/annex.16d",
    "alxa-2021/2.3.3g", "alxa-2021/annex.14b", "alxa-2021/annex.21a", "alxa-2021/annex.5",
)  # fmt: skip
def test_body_and_annex_of_alxa():
    assert compared("alxa-2021/body", "alxa-2021/annex") == expected("compare-alxa-body-annex.txt")


@pytest.mark.parametrize("head", profiles(), ids=lambda head: head.id)
def test_a_profile_does_not_differ_from_itself(head):
    assert compared(head.id, head.id) == set()


def mirrored(rows):
    return {(*row[:4], row[5], row[4]) for row in rows}


@pytest.mark.parametrize("left", ["national-2016", "weidu-2022", "xinzheng-2017", "alxa-2021/annex"])
def test_the_other_way_round_is_the_mirror_image(left):
    assert compared("gansu-2017", left) == mirrored(compared(left, "gansu-2017"))


def test_what_is_inherited_as_it_stands_is_no_difference():
    differing = {row[:3] for row in compared("national-2016", "shandong-2024")}
    assert ("publication-site", "credit-china", "dishonesty-record") not in differing
    assert ("mitigation-effect", "waived", "civil-servant") not in differing
    assert ("supervision", "public", "") not in differing  # both state it, in the same words
    assert ("key-area", "industry-support", "") in differing
