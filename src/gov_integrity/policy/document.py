"""What a document says of itself: the documents above it, its addressees, its dates (`document.csv`).

The properties are a closed set (`properties.csv`), which also says what the code of a row is. Nothing here is
inherited: the addressees of one document are not those of the document below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

from gov_integrity.codelists import UnknownCodeList, codelist
from gov_integrity.tables import Row, TableFile, read_rows, unique

from .clause import Clause, part_of
from .values import DocumentFact, Head

__all__ = ["Property", "properties", "read_document"]

COLUMNS = ("property", "code", "zh", "en", "clauses", "confidence")
PROPERTY_COLUMNS = ("property", "zh", "en", "code", "values")
CODES = ("number", "day", "part", "list", "one")

# A document number carries its year in brackets; an order of the State Council is numbered without a year.
_NUMBER = re.compile(r"[^\s〔〕]+(?:〔(?P<year>[0-9]{4})〕|令第)[0-9]+号")


@frozen(slots=True)
class Property:
    """One property.

    Attributes:
        name: Its name in `document.csv`.
        zh, en: Its title.
        code: What the code of a row is: `number` of a document, `day`, `part` of the document, a code of a
            `list`, or `one` of a few values.
        values: The code list, or the values.
    """

    name: str
    zh: str
    en: str
    code: str
    values: tuple[str, ...]

    def title(self, lang: str) -> str:
        """The title in `lang` ("zh" or "en")."""
        return self.en if lang == "en" else self.zh


@cache
def properties() -> Mapping[str, Property]:
    """All properties by name, in the order in which they are shown. Raises `DataFileError`."""
    found: dict[str, Property] = {}
    for row in read_rows(files(__package__) / "properties.csv", PROPERTY_COLUMNS):
        name, code, values = row.text("property"), row.choice("code", CODES), row.codes("values")
        if (code in {"list", "one"}) != bool(values):
            raise row.refuse("values")
        if code == "list":
            try:
                codelist(values[0])
            except UnknownCodeList as error:
                raise row.refuse("values") from error
        unique(found, name, Property(name, row.text("zh"), row.text("en"), code, values), row)
    return found


def read_document(file: TableFile, head: Head, known: Mapping[str, Clause]) -> tuple[DocumentFact, ...]:
    """The facts of `file`, in the order of the properties.

    Args:
        file: `document.csv` of the folder of `head`.
        head: The profile; a date of issue must be its own, and no document above may be of a later year.
        known: The clauses a row may cite; it cites those of its own document alone.

    Raises:
        DataFileError: An unknown property, a code that is none of its kind, a clause that does not exist or
            lies in another document, a row that stands twice; carries `file` and `line`.
    """
    places: dict[str, Row] = {}
    facts: list[DocumentFact] = []
    for row in read_rows(file, COLUMNS):
        asked = properties().get(row.cells["property"])
        if asked is None:
            raise row.refuse("property")
        cited = row.codes("clauses")
        if not cited or any(name not in known or known[name].document != head.id for name in cited):
            raise row.refuse("clauses")
        if not _fits(row, asked, head, cited):
            raise row.refuse("code")
        fact = DocumentFact(
            property=asked.name,
            code=row.cells["code"],
            zh=row.text("zh"),
            en=row.text("en"),
            clauses=cited,
            confidence=row.confidence(),
        )
        unique(places, f"{fact.property} {fact.code} {fact.zh}", row, row)
        facts.append(fact)
    order = {name: number for number, name in enumerate(properties())}
    return tuple(sorted(facts, key=lambda fact: order[fact.property]))


def _fits(row: Row, asked: Property, head: Head, cited: tuple[str, ...]) -> bool:
    code = row.cells["code"]
    if asked.code == "number":
        number = _NUMBER.fullmatch(code)
        return number is not None and int(number["year"] or 0) <= head.issued_on.year
    if asked.code == "day":
        day = row.day("code")
        return asked.name != "issued-on" or day == head.issued_on
    if asked.code == "part":
        return code in {part_of(clause) for clause in cited}
    if asked.code == "list":
        return codelist(asked.values[0]).get(code) is not None
    return code in asked.values
