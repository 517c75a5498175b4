"""Every code that an answer may carry has its words, in both languages, and its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gov_integrity.errors import DataFileError
from gov_integrity.register import word
from gov_integrity.register.standing import STANDINGS
from gov_integrity.register.words import read_words

NOTES = ("part-passed-on", "no-successor-stated", "scope-to-be-judged", "date-uncertain", "nobody-named")
FAULTS = ("unusable", "revision-clash", "foreign-revision", "type-changed")
REASONS = ("deciding-body", "first-known")


@pytest.mark.parametrize("code", [*STANDINGS, *NOTES, *FAULTS, *REASONS])
def test_a_code_has_words(code: str) -> None:
    found = word(code)
    assert found.code == code
    assert found.text("en") == found.en
    assert found.en.isascii()
    assert found.text() == found.text("zh") == found.zh
    assert re.search("[\u4e00-\u9fff]", found.zh)
    assert found.sources


def test_the_right_to_erasure_is_cited() -> None:
    # 个人信息保护法 47: the handler erases when the purpose is reached or consent is withdrawn.
    assert (word("erased").en, word("erased").sources) == ("erased", ("个人信息保护法 47",))


def test_a_code_without_a_row_is_told() -> None:
    with pytest.raises(KeyError):
        word("nothing")


def test_a_code_with_two_rows_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "words.csv"
    file.write_text("code,zh,en,source,confidence\na,甲,a,GIDS,verified\na,乙,b,GIDS,verified\n", "utf-8")
    with pytest.raises(DataFileError) as caught:
        read_words(file)
    assert caught.value.params["line"] == 3
