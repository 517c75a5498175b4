"""The words of the notes and reasons that answers carry as codes (`data/notes.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from gov_integrity.tables import read_rows, unique

__all__ = ["note_text", "notes"]


@cache
def notes() -> Mapping[str, tuple[str, str]]:
    """Every note code with its words in Chinese and English. Raises `DataFileError`."""
    found: dict[str, tuple[str, str]] = {}
    for row in read_rows(files(__package__) / "data" / "notes.csv", ("code", "zh", "en")):
        unique(found, row.text("code"), (row.text("zh"), row.text("en")), row)
    return MappingProxyType(found)


def note_text(code: str, lang: Literal["zh", "en"] = "zh") -> str:
    """The words of a note code. Raises `KeyError` for a code without a row."""
    zh, en = notes()[code]
    return en if lang == "en" else zh
