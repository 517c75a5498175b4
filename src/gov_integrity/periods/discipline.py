"""Discipline periods of officials (公职人员政务处分法 arts. 8, 15, 19, 26; 公务员法 arts. 64, 65).

They are the only numeric windows for officials, and they are not credit repair: the period runs from the day
the decision takes effect, which is the day it is made, and ends by itself if there is repentance and no new
violation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from gov_integrity.errors import UsageError
from gov_integrity.tables import Confidence, Row, TableFile, read_rows, unique

__all__ = ["Sanction", "merged_months", "read_discipline"]

DISCIPLINE_COLUMNS = (
    "sanction", "zh", "en", "months", "merge_cap_months", "no_promotion", "no_pay_step",
    "valid_from", "dates_confidence", "document", "article", "notes", "source", "confidence",
)  # fmt: skip


@frozen(slots=True)
class Sanction:
    """One kind of government discipline.

    Attributes:
        months: Its period; None for dismissal from service (开除), which has none.
        merge_cap_months: The longest period that several identical sanctions may be given together.
        no_promotion, no_pay_step: What the person may not get within the period; None where it has no sense.
        valid_from: When the law came into force.
    """

    code: str
    zh: str
    en: str
    months: int | None
    merge_cap_months: int | None
    no_promotion: bool | None
    no_pay_step: bool | None
    valid_from: date
    dates_confidence: Confidence
    document: str
    article: str
    notes: tuple[str, ...]
    source: str
    confidence: Confidence


def merged_months(sanction: Sanction, times: int) -> tuple[int, int]:
    """Shortest and longest period, in months, that `times` identical sanctions may be given together.

    政务处分法 art. 15: from one period up to their sum, at most 48 months; the deciding body chooses within.
    Raises `UsageError` for `times` below 1, and for several of a sanction without a period.
    """
    if times < 1 or sanction.months is None or sanction.merge_cap_months is None:
        raise UsageError(
            "{sanction} 不能按 {times} 个合并计算处分期",
            "there is no merged period for {times} times {sanction}",
            sanction=sanction.code,
            times=times,
        )
    return sanction.months, max(sanction.months, min(sanction.months * times, sanction.merge_cap_months))


def _flag(row: Row, column: str) -> bool | None:
    value = row.choice(column, ("yes", "no", ""))
    return value == "yes" if value else None


def read_discipline(files: Iterable[TableFile]) -> Mapping[str, Sanction]:
    """The sanctions of these tables, by code, mildest first. Raises `DataFileError`."""
    found: dict[str, Sanction] = {}
    for file in files:
        for row in read_rows(file, DISCIPLINE_COLUMNS):
            sanction = Sanction(
                code=row.text("sanction"),
                zh=row.text("zh"),
                en=row.text("en"),
                months=row.number_or_none("months"),
                merge_cap_months=row.number_or_none("merge_cap_months"),
                no_promotion=_flag(row, "no_promotion"),
                no_pay_step=_flag(row, "no_pay_step"),
                valid_from=row.day("valid_from"),
                dates_confidence=row.confidence("dates_confidence"),
                document=row.text("document"),
                article=row.text("article"),
                notes=row.codes("notes"),
                source=row.text("source"),
                confidence=row.confidence(),
            )
            unique(found, sanction.code, sanction, row)
    return found
