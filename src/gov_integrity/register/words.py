"""The words and the source of every code that an answer of the register carries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import frozen

from gov_integrity.tables import Confidence, TableFile, read_rows, unique

__all__ = ["Word", "read_words", "word"]


@frozen(slots=True)
class Word:
    """A code in words, with the document and article (or clause ids) it rests on."""

    code: str
    zh: str
    en: str
    sources: tuple[str, ...]
    confidence: Confidence

    def text(self, lang: str = "zh") -> str:
        """The words in `lang` ("zh" or "en")."""
        return self.en if lang == "en" else self.zh


def read_words(file: TableFile) -> Mapping[str, Word]:
    """The words of a file of codes. Raises `DataFileError` with file and line."""
    found: dict[str, Word] = {}
    for row in read_rows(file, ("code", "zh", "en", "source", "confidence")):
        entry = Word(
            row.text("code"),
            row.text("zh"),
            row.text("en"),
            row.codes("source"),
            row.confidence(),
        )
        unique(found, entry.code, entry, row)
    return MappingProxyType(found)


@cache
def _words() -> Mapping[str, Word]:
    return read_words(files(__package__) / "data" / "words.csv")


def word(code: str) -> Word:
    """The words of a code of this room. Raises `KeyError` for one that has no row."""
    return _words()[code]
