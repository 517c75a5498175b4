"""The rule sets of repair and publicity as data (`data/windows/rule_sets.csv`): one row a class of a set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from attrs import frozen

from gov_integrity.tables import Confidence, Row, TableFile, read_rows, unique, weakest

from .notes import notes

__all__ = ["CONDITIONS", "SUBJECTS", "Condition", "RuleSetClass", "Subject", "read_rule_sets"]

Subject = Literal["government", "official", "enterprise", "judgment-debtor"]
SUBJECTS: tuple[Subject, ...] = ("government", "official", "enterprise", "judgment-debtor")

Condition = Literal[
    "minimum-passed", "duties-fulfilled", "commitment-made", "other-conditions", "correction-confirmed"
]
CONDITIONS: tuple[Condition, ...] = (
    "minimum-passed", "duties-fulfilled", "commitment-made", "other-conditions", "correction-confirmed",
)  # fmt: skip

RULE_SET_COLUMNS = (
    "id", "class", "class_zh", "class_en", "by", "fields", "subject", "scope",
    "valid_from", "valid_to", "dates_confidence", "min_months", "max_months", "start_zh", "start_en",
    "longer_min_months", "longer_max_months", "notes", "conditions", "conditions_confidence",
    "document", "article", "source", "confidence",
)  # fmt: skip


@frozen(slots=True)
class RuleSetClass:
    """One class of one rule set.

    Attributes:
        id: The rule set, such as `ndrc-36`.
        cls: Code of the class within the set.
        by: Whether the set sorts by class (minor, general, serious) or by the field of the penalty.
        fields: Field codes that fall in this class, for a set that sorts by field.
        subject: Whose records it is for.
        scope: Empty for the whole country; else a province code or `market-supervision`.
        valid_from, valid_to: When it is in force; `valid_to` None while it is.
        min_months: Shortest publicity before repair may be applied for; None where the set has none.
        max_months: Longest publicity; None where the set has no months.
        start_zh, start_en: The event it runs from; empty when the text seen does not say.
        longer: Months that may be added (least, most), on the condition its notes name.
        notes: Codes of what else it says.
        conditions: What must hold before repair; `conditions_confidence` how sure that list is.
        confidence: How sure the months are; with `dates_confidence` for the time in force.
    """

    id: str
    cls: str
    class_zh: str
    class_en: str
    by: Literal["class", "field"]
    fields: tuple[str, ...]
    subject: Subject
    scope: str
    valid_from: date
    valid_to: date | None
    dates_confidence: Confidence
    min_months: int | None
    max_months: int | None
    start_zh: str
    start_en: str
    longer: tuple[int, int] | None
    notes: tuple[str, ...]
    conditions: tuple[Condition, ...]
    conditions_confidence: Confidence | None
    document: str
    article: str
    source: str
    confidence: Confidence

    @property
    def whole_confidence(self) -> Confidence:
        """The weaker of months and time in force."""
        return weakest((self.confidence, self.dates_confidence))

    def valid_on(self, day: date) -> bool:
        """Whether the set is in force that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def read_rule_sets(files: Iterable[TableFile]) -> tuple[RuleSetClass, ...]:
    """The rule sets of these tables, in their order. Raises `DataFileError`."""
    found: dict[str, RuleSetClass] = {}
    for file in files:
        for row in read_rows(file, RULE_SET_COLUMNS):
            read = _rule_set_class(row)
            unique(found, f"{read.id}/{read.cls}", read, row)
    return tuple(found.values())


def _rule_set_class(row: Row) -> RuleSetClass:
    least, most = row.number_or_none("longer_min_months"), row.number_or_none("longer_max_months")
    shortest, longest = row.number_or_none("min_months"), row.number_or_none("max_months")
    if (least is None) != (most is None) or (least is not None and longest is None):
        raise row.refuse("longer_min_months")
    if shortest is not None and (longest is None or shortest > longest):
        raise row.refuse("min_months")
    if longest == 0:
        raise row.refuse("max_months")
    if any(code not in notes() for code in row.codes("notes")):
        raise row.refuse("notes")
    conditions = row.codes("conditions")
    if any(code not in CONDITIONS for code in conditions):
        raise row.refuse("conditions")
    valid_from, valid_to = row.day("valid_from"), row.day_or_none("valid_to")
    if valid_to is not None and valid_to < valid_from:
        raise row.refuse("valid_to")
    return RuleSetClass(
        id=row.text("id"),
        cls=row.text("class"),
        class_zh=row.text("class_zh"),
        class_en=row.text("class_en"),
        by=row.choice("by", ("class", "field")),
        fields=row.codes("fields"),
        subject=row.choice("subject", SUBJECTS),
        scope=row.cells["scope"],
        valid_from=valid_from,
        valid_to=valid_to,
        dates_confidence=row.confidence("dates_confidence"),
        min_months=shortest,
        max_months=longest,
        start_zh=row.cells["start_zh"],
        start_en=row.cells["start_en"],
        longer=(least, most) if least is not None and most is not None else None,
        notes=row.codes("notes"),
        conditions=tuple(code for code in CONDITIONS if code in conditions),
        conditions_confidence=row.confidence("conditions_confidence") if conditions else None,
        document=row.text("document"),
        article=row.cells["article"],
        source=row.text("source"),
        confidence=row.confidence(),
    )
