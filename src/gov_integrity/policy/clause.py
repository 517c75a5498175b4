"""The clauses of the policy documents: what a row of a profile may cite.

The package carries the atomic clauses of the five documents (`clauses.csv`); a profile folder may bring those
of its own document in the same form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

from gov_integrity.tables import TableFile, read_rows, unique

__all__ = ["Clause", "clauses", "read_clauses"]

COLUMNS = ("clause", "document", "zh", "summary_en", "mechanism", "verifiability", "source")

VERIFIABILITIES = ("schema", "record-rule", "dataset-rule", "scoring", "workflow", "documentation")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*")


@frozen(slots=True)
class Clause:
    """One atomic clause of a policy document.

    Attributes:
        id: `document/place`, such as `gansu-2017/3.2.2c`; a place that begins with a word (`annex.20c`) lies
            in that part of the document.
        document: Id of the document, which is the id of its profile.
        zh: Heading in Chinese.
        summary_en: What it asks, in English.
        mechanism: What it is about, such as `record-making`.
        verifiability: How it can be checked: schema, record-rule, dataset-rule, scoring, workflow or
            documentation.
        source: The document as it is cited, or where its content was read.
    """

    id: str
    document: str
    zh: str
    summary_en: str
    mechanism: str
    verifiability: str
    source: str


def part_of(clause: str) -> str:
    """The part of its document a clause lies in: the leading word of its place, else `body`."""
    head = clause.partition("/")[2].partition(".")[0]
    return head if head.isalpha() else "body"


@cache
def clauses() -> Mapping[str, Clause]:
    """The 563 clauses of the five documents, by id, in the order of the texts."""
    return read_clauses(files(__package__) / "clauses.csv")


def read_clauses(file: TableFile, document: str = "") -> dict[str, Clause]:
    """The clauses of `file`, all of `document` where one is named. Raises `DataFileError`."""
    found: dict[str, Clause] = {}
    for row in read_rows(file, COLUMNS):
        clause = Clause(**{("id" if name == "clause" else name): row.text(name) for name in COLUMNS})
        if _ID.fullmatch(clause.id) is None or not clause.id.startswith(f"{clause.document}/"):
            raise row.refuse("clause")
        if document and clause.document != document:
            raise row.refuse("document")
        row.choice("verifiability", VERIFIABILITIES)
        unique(found, clause.id, clause, row)
    return found
