"""Which window a record asks for: whose it is, from which day, and of what class.

Records come as plain JSON values; which field of which type starts the period, and which kind of body or
person counts as which subject, are data (`data/records/*.csv`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from attrs import frozen

from gov_integrity.errors import UndeterminedError, UsageError
from gov_integrity.tables import parse_date, read_rows, unique

from .partial import span
from .rule_sets import SUBJECTS, Subject

__all__ = ["RecordQuestion", "question", "subject_of"]

START_COLUMNS = ("type", "kinds", "subject", "start_fields", "class_field", "classes")


@frozen(slots=True)
class RecordQuestion:
    """What to ask `windows` about one record.

    Attributes:
        subject: Whose record it is.
        from_: The day the period starts.
        start_field: The field that day stands in.
        cls: The class or kind of discipline the record states; None when it states none.
        ended_on: First day on which the record has no effect any more, as stated (to the day, month or
            year); None where none is stated.
    """

    subject: Subject
    from_: date
    start_field: str
    cls: str | None
    ended_on: str | None


@frozen(slots=True)
class _Start:
    type: str
    kinds: tuple[str, ...]
    subject: Subject
    start_fields: tuple[str, ...]
    class_field: str
    classes: tuple[str, ...]


@cache
def _starts() -> tuple[_Start, ...]:
    return tuple(
        _Start(
            type=row.text("type"),
            kinds=row.codes("kinds"),
            subject=row.choice("subject", SUBJECTS),
            start_fields=row.codes("start_fields"),
            class_field=row.cells["class_field"],
            classes=row.codes("classes"),
        )
        for row in read_rows(files(__package__) / "data" / "records" / "starts.csv", START_COLUMNS)
    )


@cache
def _subjects() -> Mapping[str, Subject]:
    found: dict[str, Subject] = {}
    file = files(__package__) / "data" / "records" / "subjects.csv"
    for row in read_rows(file, ("kind", "subject", "source")):
        unique(found, row.text("kind"), row.choice("subject", SUBJECTS), row)
    return found


def subject_of(kind: str) -> Subject | None:
    """Whose rule sets apply to a kind of body or person; None where none is known to."""
    return _subjects().get(kind)


def question(
    record: Mapping[str, object],
    *,
    about: Mapping[str, object] | None = None,
    subject: Subject | None = None,
) -> RecordQuestion:
    """What to ask about a record.

    Args:
        record: A `dishonesty_record`, a `sanction` that is government discipline, or a `court_matter` that is
            a listing as dishonest judgment debtor.
        about: The organisation or person the record is about, where it is known.
        subject: Whose record it is, where the kind of `about` does not say.

    Raises:
        UsageError: No window belongs to that type and kind of record.
        UndeterminedError: The record has no starting day, or whose record it is cannot be told.
    """
    rows = [
        row
        for row in _starts()
        if row.type == record.get("type") and (not row.kinds or record.get("kind") in row.kinds)
    ]
    if not rows:
        raise UsageError(
            "这种陈述({type})没有公示、修复或处分期间",
            "there is no window for this kind of statement ({type})",
            type=str(record.get("type", "-")),
        )
    row = _row(rows, about, subject)
    start, field = _start(record, row)
    stated = record.get(row.class_field) if row.class_field else None
    ended = record.get("ended_on")
    return RecordQuestion(
        subject=row.subject,
        from_=start,
        start_field=field,
        cls=stated if isinstance(stated, str) and stated in row.classes else None,
        ended_on=ended if isinstance(ended, str) and span(ended) else None,
    )


def _row(rows: list[_Start], about: Mapping[str, object] | None, subject: Subject | None) -> _Start:
    if subject is None and len(rows) == 1:
        return rows[0]
    told = subject or subject_of(str((about or {}).get("kind", "")))
    for row in rows:
        if row.subject == told:
            return row
    raise UndeterminedError(
        "无法确定该记录属于哪类主体,请给出主体类别:{known}",
        "whose record this is cannot be told; give the kind of subject: {known}",
        reason="subject",
        known=", ".join(row.subject for row in rows),
    )


def _start(record: Mapping[str, object], row: _Start) -> tuple[date, str]:
    for field in row.start_fields:
        value = record.get(field)
        found = parse_date(value) if isinstance(value, str) else None
        if found is not None:
            return found, field
    raise UndeterminedError(
        "记录没有写明到日的起算日({fields}),无法确定期间",
        "undetermined: the record has no starting day that is known to the day ({fields})",
        reason="no-start",
        fields=", ".join(row.start_fields),
    )
