"""The conditions of steps: a fact of the case, or one of a closed set of computations.

An answer has three values: met, not met, not known. A condition whose source was not read in its own text
never refuses a step; that is decided where the answer is used (`obstacles`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from attrs import frozen

from gov_integrity.codelists import codelist
from gov_integrity.errors import UndeterminedError
from gov_integrity.findings.values import Citation
from gov_integrity.periods import SUBJECTS, Subject, Window

from .reading import procedure
from .values import Case, Context, Guard

__all__ = ["Answer", "compulsory", "judged"]


@frozen(slots=True)
class Answer:
    """Whether a condition is met; None when not known.

    Attributes:
        citations: What a refusal would cite; empty for the guard's own source.
        from_: First day on which it will be met, where that can be told.
        missing: Codes of the facts or steps that are missing.
    """

    met: bool | None
    citations: tuple[Citation, ...] = ()
    from_: date | None = None
    missing: tuple[str, ...] = ()


_Compute = Callable[[Case, date | None, Context], Answer]


def judged(guard: Guard, case: Case, on: date | None, context: Context) -> Answer:
    """Whether `guard` holds for the case on a day; a computation without a day is not known."""
    if guard.fact:
        value = case.facts.get(guard.fact)
        if isinstance(value, bool):
            return Answer(value, missing=() if value else (guard.fact,))
        return Answer(None, missing=(guard.fact,))
    return _COMPUTED[guard.code](case, on, context)


def compulsory(case: Case, context: Context) -> Mapping[str, tuple[Citation, ...]] | None:
    """The steps the profile makes compulsory for this decision, with its clauses; None without a profile."""
    if context.profile is None:
        return None
    about: set[str] = {""}
    for name in ("kind", "traits", "domains"):
        value = case.facts.get(name, ())
        about |= {value} if isinstance(value, str) else set(cast("tuple[str, ...]", value))
    if "major-decision" in about:
        about.add("major")
    known = {step.code for step in procedure(case.procedure).steps}
    found: dict[str, tuple[Citation, ...]] = {}
    for entry in context.profile.section("decision-step"):
        if entry.strength == "must" and entry.target in about and entry.code in known:
            cited = (clause.partition("/") for clause in entry.clauses)
            found[entry.code] = tuple(
                Citation(document, place, entry.confidence) for document, _, place in cited
            )
    return found


def _compulsory_steps(case: Case, on: date | None, context: Context) -> Answer:  # noqa: ARG001
    wanted = compulsory(case, context)
    if wanted is None:
        return Answer(None, missing=("profile",))
    # The decision itself is the step that asks.
    missing = tuple(code for code in wanted if code not in case.taken and code != "collective-decision")
    cited = tuple(dict.fromkeys(one for code in missing for one in wanted[code]))
    return Answer(not missing, cited, missing=missing)


def _measure_listed(case: Case, on: date | None, context: Context) -> Answer:  # noqa: ARG001
    measure = case.facts.get("measure")
    if context.profile is None or measure is None:
        return Answer(None, missing=("profile",) if context.profile is None else ("measure",))
    listed = {entry.code for name in ("sanction", "incentive") for entry in context.profile.section(name)}
    known = measure in listed
    return Answer(known, missing=() if known else ("measure",))


def _record_current(case: Case, on: date | None, context: Context) -> Answer:  # noqa: ARG001
    if case.facts.get("record_exists") is not True:
        return Answer(None, missing=("record_exists",))
    ended = case.facts.get("record_ended_on")
    if not isinstance(ended, date):
        return Answer(met=True)
    if on is None:
        return Answer(None, missing=("date",))
    return Answer(on < ended, missing=() if on < ended else ("record_ended_on",))


def _after(fact: str) -> _Compute:
    def compute(case: Case, on: date | None, context: Context) -> Answer:  # noqa: ARG001
        last = case.facts.get(fact)
        if not isinstance(last, date) or on is None:
            return Answer(None, missing=(fact if not isinstance(last, date) else "date",))
        return Answer(on > last, from_=date.fromordinal(last.toordinal() + 1), missing=(fact,))

    return compute


def _windows(case: Case, on: date, context: Context) -> tuple[Window, ...] | Answer:
    """The windows that hold for the record for certain, or why that cannot be told."""
    start, subject = case.facts.get("period_from"), case.facts.get("subject_kind")
    if not isinstance(start, date):
        return Answer(None, missing=("period_from",))
    if subject not in SUBJECTS:
        return Answer(None, missing=("subject_kind",))
    stated = case.facts.get("class")
    cls = stated if isinstance(stated, str) and subject == "enterprise" else None
    try:
        found = context.periods.windows(start, on, subject=cast("Subject", subject), cls=cls)
    except UndeterminedError:
        return Answer(None, missing=("calendar",))
    certain = tuple(window for window in found if window.applies == "yes")
    if not certain:
        return Answer(None, missing=("rule_set",))
    return certain


def _decided(
    days: list[tuple[Window, date]], on: date, *, first_effect: bool
) -> Answer:  # one answer where all windows agree
    passed = {day <= on for _, day in days}
    cited = tuple(
        dict.fromkeys(Citation(one.document, one.article, one.confidence) for one, day in days if day > on)
    )
    last = max(day for _, day in days)
    if len(passed) == 1:
        return Answer(passed.pop(), cited, from_=last, missing=("period_from",))
    return Answer(None, cited, from_=last if first_effect else None, missing=("class",))


def _minimum_passed(case: Case, on: date | None, context: Context) -> Answer:
    if on is None:
        return Answer(None, missing=("date",))
    found = _windows(case, on, context)
    if isinstance(found, Answer):
        return found
    days = [(one, one.earliest_application) for one in found if one.earliest_application is not None]
    # A set without months (government bodies, officials) asks no minimum.
    return _decided(days, on, first_effect=True) if days else Answer(met=True)


def _maximum_passed(case: Case, on: date | None, context: Context) -> Answer:
    if on is None:
        return Answer(None, missing=("date",))
    found = _windows(case, on, context)
    if isinstance(found, Answer):
        return found
    days = [(one, one.ends_on) for one in found if one.ends_on is not None]
    return _decided(days, on, first_effect=False) if days else Answer(None, missing=("months",))


_COMPUTED: Mapping[str, _Compute] = {
    "minimum-passed": _minimum_passed,
    "maximum-passed": _maximum_passed,
    "term-over": _after("until"),
    "deadline-passed": _after("due_on"),
    "compulsory-steps": _compulsory_steps,
    "measure-listed": _measure_listed,
    "record-current": _record_current,
}


def missing_words(codes: tuple[str, ...], lang: str) -> str:
    """The names of missing steps or facts."""
    steps = codelist("step")
    return ("、" if lang == "zh" else ", ").join(
        steps.label(code, lang) if code in steps.codes else code for code in codes
    )
