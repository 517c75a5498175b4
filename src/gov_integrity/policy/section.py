"""The closed set of sections of a profile, and the code lists a row of each may use (`sections.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

from gov_integrity.codelists import UnknownCodeList, codelist
from gov_integrity.tables import Row, read_rows, unique

__all__ = ["Section", "sections"]

COLUMNS = ("section", "zh", "en", "lists", "targets")


@frozen(slots=True)
class Section:
    """One section.

    Attributes:
        code: Name of the section in `entries.csv`.
        zh, en: Its title.
        lists: Code lists its codes are taken from.
        targets: Code lists its targets are taken from; empty where a row has none.
    """

    code: str
    zh: str
    en: str
    lists: tuple[str, ...]
    targets: tuple[str, ...]

    def title(self, lang: str) -> str:
        """The title in `lang` ("zh" or "en")."""
        return self.en if lang == "en" else self.zh


@cache
def sections() -> Mapping[str, Section]:
    """All sections by code, in the order in which a profile is shown. Raises `DataFileError`."""
    found: dict[str, Section] = {}
    for row in read_rows(files(__package__) / "sections.csv", COLUMNS):
        lists, targets = _lists(row, "lists"), _lists(row, "targets")
        section = Section(row.text("section"), row.text("zh"), row.text("en"), lists, targets)
        if not lists:
            raise row.refuse("lists")
        unique(found, section.code, section, row)
    return found


def _lists(row: Row, column: str) -> tuple[str, ...]:
    names = row.codes(column)
    for name in names:
        try:
            codelist(name)
        except UnknownCodeList as error:
            raise row.refuse(column) from error
    return names
