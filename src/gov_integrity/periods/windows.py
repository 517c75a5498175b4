"""Repair and publicity windows: from when a record may be repaired, and until when it is shown.

Several rule sets have stood beside one another, and how a record that straddles two of them is treated is not
known; so the answer is every set of the subject, each with whether it applies and why. A government body has
no months in the law, which the answer says (发改财金〔2023〕1103号); an official has discipline periods,
which are not repair. Everything is computed from the day the record's period starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from attrs import frozen

from gov_integrity.errors import UsageError
from gov_integrity.tables import Confidence, weakest

from .calendar import WorkingDayCalendar
from .civil import DEFAULT_OPTIONS, Options, Span, beyond, period_end
from .discipline import Sanction, merged_months
from .rule_sets import SUBJECTS, Condition, RuleSetClass, Subject

__all__ = ["Applies", "Window", "blockers", "windows"]

Applies = Literal["yes", "depends", "transition-unknown", "no"]
_DAY = timedelta(days=1)
DISCIPLINE = "discipline"
_MERGED = "merge-cap"


@frozen(slots=True)
class Window:
    """What one class of one rule set says of a record whose period started on `from_`.

    Attributes:
        rule_set: Its id; `discipline` for the periods of officials.
        cls, class_zh, class_en: The class within the set.
        document, article, source: Where it stands.
        start_zh, start_en: The event that `from_` must be the day of; empty when the text seen does not say.
        from_, as_of: The question.
        minimum_until: Last day of the minimum period; None where there is none.
        earliest_application: First day on which repair may be applied for; None where there is none.
        until: Last day of publicity (or of the discipline period); None where the law has no months.
        ends_on: First day without effect, when nothing else ends it before.
        longer_until: Range of last days when the period is lengthened, on the condition the notes name.
        applies: yes; depends (on scope); transition-unknown; no.
        reasons: Codes why.
        notes: Codes of what else the set says.
        conditions: What must hold before repair; `conditions_confidence` how sure that list is.
        confidence: The weakest of months and time in force.
    """

    rule_set: str
    cls: str
    class_zh: str
    class_en: str
    document: str
    article: str
    source: str
    start_zh: str
    start_en: str
    from_: date
    as_of: date
    minimum_until: date | None
    earliest_application: date | None
    until: date | None
    ends_on: date | None
    longer_until: Span | None
    applies: Applies
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    conditions: tuple[Condition, ...]
    conditions_confidence: Confidence | None
    confidence: Confidence

    @property
    def ended(self) -> bool | None:
        """Whether it has ended by itself on `as_of`; None where the law has no months.

        None too between the ends that the deciding body could choose from for merged sanctions.
        """
        if self.ends_on is None:
            return None
        merged = self.longer_until if _MERGED in self.notes else None
        if merged is not None and self.ends_on <= self.as_of <= merged.last:
            return None
        return self.ends_on <= self.as_of


def windows(
    rule_sets: Sequence[RuleSetClass],
    sanctions: Mapping[str, Sanction],
    calendar: WorkingDayCalendar,
    from_: date,
    as_of: date,
    *,
    subject: Subject,
    cls: str | None = None,
    field: str | None = None,
    rule_set: str | None = None,
    scope: str | None = None,
    times: int = 1,
    options: Options = DEFAULT_OPTIONS,
) -> tuple[Window, ...]:
    """Every answer that may hold for a record, the sets in their order of time.

    Args:
        rule_sets: The rule sets (`load().rule_sets`).
        sanctions: The discipline periods (`load().sanctions`).
        calendar: Needed only for `Options.publicity_roll`.
        from_: The day the period starts from (decision, publication, inclusion: see `Window.start_zh`).
        as_of: The day of judgement.
        subject: Whose record it is.
        cls: Class (minor, general, serious ...; a sanction for officials); narrows the sets that know it.
        field: Field of the penalty; narrows the sets that sort by field and know it.
        rule_set: Only this set, even when it does not apply.
        scope: Province code or `market-supervision`; narrows the sets that hold only there.
        times: How many identical sanctions were merged (officials).
        options: Readings of what the law leaves open.

    Sets that do not apply are left out, unless one is named. Raises `UsageError` for an unknown subject and
    for a class, field, scope or rule set that no set of the subject knows, and `UndeterminedError` as
    `period_end` does.
    """
    _check("subject", subject, SUBJECTS)
    if subject == "official":
        _check("field", field, ())
        _check("scope", scope, ())
        _check("rule-set", rule_set, (DISCIPLINE,))
        periods = _discipline(sanctions, calendar, from_, as_of, cls=cls, times=times, options=options)
        return tuple(window for window in periods if window.applies != "no" or rule_set is not None)
    if times != 1:
        raise UsageError("仅公职人员处分可合并", "only sanctions of officials merge", times=times)
    rows = [row for row in rule_sets if row.subject == subject]
    _check("class", cls, (row.cls for row in rows if row.by == "class"))
    _check("field", field, (code for row in rows for code in row.fields))
    _check("scope", scope, (row.scope for row in rows if row.scope))
    _check("rule-set", rule_set, (row.id for row in rows))
    found: list[Window] = []
    for row in rows:
        if rule_set is not None and row.id != rule_set:
            continue
        same = [other for other in rows if other.id == row.id]
        narrowed, open_reasons = _narrow(row, same, cls, field)
        if not narrowed:
            continue
        window = _window(row, calendar, from_, as_of, scope=scope, open_reasons=open_reasons, options=options)
        if window.applies != "no" or rule_set is not None:
            found.append(window)
    return tuple(found)


def blockers(
    window: Window, *, met: Mapping[Condition, bool] | None = None
) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    """Which conditions of repair are known not to hold on `window.as_of`, and which are not known.

    Args:
        window: The window.
        met: Conditions known to hold or not; the minimum period is judged from the dates.
    """
    known = dict(met or {})
    if window.earliest_application is not None:
        known["minimum-passed"] = window.earliest_application <= window.as_of
    blocked = tuple(one for one in window.conditions if known.get(one) is False)
    return blocked, tuple(one for one in window.conditions if one not in known)


def _unknown(what: str, value: str, known: Iterable[str]) -> UsageError:
    return UsageError(
        "{what} 的值“{value}”不存在;可用:{known}",
        "{what} '{value}' does not exist here; use one of: {known}",
        what=what,
        value=value,
        known=", ".join(dict.fromkeys(known)) or "-",
    )


def _check(what: str, value: str | None, known: Iterable[str]) -> None:
    allowed = tuple(known)
    if value is not None and value not in allowed:
        raise _unknown(what, value, allowed)


def _narrow(
    row: RuleSetClass, same: Sequence[RuleSetClass], cls: str | None, field: str | None
) -> tuple[bool, tuple[str, ...]]:
    """Whether the row stays, and what is left open.

    A class belongs to its rule set: one that the set does not know leaves all its classes standing.
    """
    if len(same) == 1:
        return True, ()
    if row.by == "class":
        if cls is not None and any(other.cls == cls for other in same):
            return row.cls == cls, ()
        return True, ("class-undetermined",)
    if field is not None and any(field in other.fields for other in same):
        return field in row.fields, ()
    return True, ("field-undetermined",)


def _applies(
    row: RuleSetClass, from_: date, as_of: date, scope: str | None
) -> tuple[Applies, tuple[str, ...]]:
    if row.scope and scope is not None and scope != row.scope:
        return "no", ("other-scope",)
    if as_of < row.valid_from:
        return "no", ("not-yet-in-force",)
    if row.valid_to is not None and from_ > row.valid_to:
        return "no", ("transition-unrelated",)
    # From here on the record lived under the set at some time, if not always.
    open_ends: list[str] = []
    if from_ < row.valid_from:
        open_ends.append("transition-began-before")
    if not row.valid_on(as_of):
        open_ends.append("transition-rule-ended")
    where: tuple[str, ...] = ()
    if row.scope and scope is None:
        where = ("market-rule" if row.scope == "market-supervision" else "local-rule",)
    if open_ends:
        return "transition-unknown", (*open_ends, *where)
    return ("depends" if where else "yes"), ("in-force", *where)


def _last_day(from_: date, months: int, calendar: WorkingDayCalendar, options: Options) -> date:
    end = period_end(
        from_,
        months,
        "month",
        calendar,
        roll=options.publicity_roll,
        count_first_day=options.publicity_first_day == "included",
        options=options,
    ).end
    if end == date.max:  # there is no day after it, from which on the window would be over
        raise beyond(from_)
    return end


def _window(
    row: RuleSetClass,
    calendar: WorkingDayCalendar,
    from_: date,
    as_of: date,
    *,
    scope: str | None,
    open_reasons: tuple[str, ...],
    options: Options,
) -> Window:
    applies, reasons = _applies(row, from_, as_of, scope)
    minimum = _last_day(from_, row.min_months, calendar, options) if row.min_months else None
    earliest = from_ if row.min_months == 0 else minimum + _DAY if minimum else None
    until = _last_day(from_, row.max_months, calendar, options) if row.max_months else None
    longer = None
    if row.longer is not None and row.max_months is not None:
        least, most = (_last_day(from_, row.max_months + months, calendar, options) for months in row.longer)
        longer = Span(least, most)
    return Window(
        rule_set=row.id,
        cls=row.cls,
        class_zh=row.class_zh,
        class_en=row.class_en,
        document=row.document,
        article=row.article,
        source=row.source,
        start_zh=row.start_zh,
        start_en=row.start_en,
        from_=from_,
        as_of=as_of,
        minimum_until=minimum,
        earliest_application=earliest,
        until=until,
        ends_on=until + _DAY if until else None,
        longer_until=longer,
        applies=applies,
        reasons=(*reasons, *open_reasons),
        notes=row.notes,
        conditions=row.conditions,
        conditions_confidence=row.conditions_confidence,
        confidence=row.whole_confidence,
    )


def _discipline(
    sanctions: Mapping[str, Sanction],
    calendar: WorkingDayCalendar,
    from_: date,
    as_of: date,
    *,
    cls: str | None,
    times: int,
    options: Options,
) -> tuple[Window, ...]:
    _check("class", cls, sanctions)
    return tuple(
        _sanction_window(
            sanction, calendar, from_, as_of, times=times, options=options, undetermined=cls is None
        )
        for sanction in sanctions.values()
        if cls in (None, sanction.code) and (cls is not None or times == 1 or sanction.months is not None)
    )


def _sanction_window(
    sanction: Sanction,
    calendar: WorkingDayCalendar,
    from_: date,
    as_of: date,
    *,
    times: int,
    options: Options,
    undetermined: bool,
) -> Window:
    longer = until = None
    notes = ("not-repair", *sanction.notes)
    if sanction.months is not None:
        until = _last_day(from_, sanction.months, calendar, options)
        notes = ("not-repair", "decision-effective", "automatic-if-repentant", *sanction.notes)
    if times != 1:
        least, most = (_last_day(from_, m, calendar, options) for m in merged_months(sanction, times))
        longer, notes = Span(least, most), (*notes, _MERGED)
    in_force = sanction.valid_from <= as_of
    began = sanction.valid_from <= from_
    applies: Applies = "yes" if began and in_force else "transition-unknown" if in_force else "no"
    reason = (
        "in-force" if began and in_force else "transition-began-before" if in_force else "not-yet-in-force"
    )
    return Window(
        rule_set=DISCIPLINE,
        cls=sanction.code,
        class_zh=sanction.zh,
        class_en=sanction.en,
        document=sanction.document,
        article=sanction.article,
        source=sanction.source,
        start_zh="处分决定生效之日",
        start_en="the day the decision takes effect",
        from_=from_,
        as_of=as_of,
        minimum_until=None,
        earliest_application=None,
        until=until,
        ends_on=until + _DAY if until else None,
        longer_until=longer,
        applies=applies,
        reasons=(reason, "class-undetermined") if undetermined else (reason,),
        notes=notes,
        conditions=(),
        conditions_confidence=None,
        confidence=weakest((sanction.confidence, sanction.dates_confidence)),
    )
