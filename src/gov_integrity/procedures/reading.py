"""Reading the procedures: one file of steps a procedure, and the vocabularies they are written in.

Whatever a step names must exist: states, actors, documents, effects, guards, clocks, clauses and codes of
the list `step`. A mistake is refused with file and line (`DataFileError`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from attrs import frozen

from gov_integrity.codelists import codelist
from gov_integrity.errors import UsageError
from gov_integrity.findings.values import Citation
from gov_integrity.periods import load as load_periods
from gov_integrity.policy import clauses
from gov_integrity.tables import CONFIDENCES, Confidence, Row, TableFile, read_rows, unique

from .values import Actor, Effect, Guard, Procedure, Start, State, Step, Strength, Term

__all__ = ["Vocabulary", "procedure", "procedure_of", "procedures", "read_steps", "reason", "vocabulary"]

STEP_COLUMNS = (
    "step", "outcome", "from", "to", "strength", "actors", "documents", "guards", "clock", "minimum",
    "effects", "clauses", "laws", "zh", "en",
)  # fmt: skip
OWN_CLOCKS = ("case-due", "plan-due")
"""Days that the case itself names: the deadline set in it, and the date of a plan."""

COMPUTED = (
    "minimum-passed", "maximum-passed", "term-over", "deadline-passed", "compulsory-steps", "measure-listed",
    "record-current",
)  # fmt: skip
"""Guards that are computed, not read off one fact."""

_DATA = files(__package__) / "data"


@frozen(slots=True)
class Vocabulary:
    """What the steps are written in."""

    actors: Mapping[str, Actor]
    documents: Mapping[str, Term]
    effects: Mapping[str, Effect]
    guards: Mapping[str, Guard]
    states: Mapping[str, Mapping[str, State]]


@cache
def vocabulary() -> Vocabulary:
    """Actors, documents, effects, guards and states."""
    actors: dict[str, Actor] = {}
    for row in _rows("actors.csv", ("actor", "zh", "en", "fields", "roles", "kinds")):
        fields, roles, kinds = (row.codes(name) for name in ("fields", "roles", "kinds"))
        made = Actor(row.text("actor"), row.text("zh"), row.text("en"), fields, roles, kinds)
        unique(actors, made.code, made, row)
    documents: dict[str, Term] = {}
    for row in _rows("documents.csv", ("document", "zh", "en", "titles")):
        term = Term(row.text("document"), row.text("zh"), row.text("en"), row.codes("titles"))
        unique(documents, term.code, term, row)
    effects: dict[str, Effect] = {}
    for row in _rows("effects.csv", ("effect", "zh", "en")):
        unique(effects, row.text("effect"), Effect(row.text("effect"), row.text("zh"), row.text("en")), row)
    guards: dict[str, Guard] = {}
    for row in _rows("guards.csv", ("guard", "fact", "zh", "en", "clauses", "laws")):
        unique(guards, row.text("guard"), _guard(row), row)
    states: dict[str, dict[str, State]] = {}
    for row in _rows("states.csv", ("procedure", "state", "zh", "en", "final")):
        state = State(
            row.text("state"), row.text("zh"), row.text("en"), row.choice("final", ("yes", "no")) == "yes"
        )
        unique(states.setdefault(row.text("procedure"), {}), state.code, state, row)
    return Vocabulary(actors, documents, effects, guards, states)


@cache
def procedures() -> Mapping[str, Procedure]:
    """Every procedure by id, in the order of `procedures.csv`. Raises `DataFileError`."""
    found: dict[str, Procedure] = {}
    for row in _rows("procedures.csv", ("procedure", "zh", "en", "serves")):
        name = row.text("procedure")
        states = vocabulary().states.get(name)
        if not states:
            raise row.refuse("procedure")
        serves: dict[str, tuple[str, ...]] = {}
        for part in row.codes("serves"):
            kind, _, limits = part.partition(":")
            serves[kind] = tuple(limits.split("|")) if limits else ()
        steps = tuple(read_steps(name, _DATA / "steps" / f"{name}.csv"))
        made = Procedure(name, row.text("zh"), row.text("en"), serves, states, steps, next(iter(states)))
        unique(found, name, made, row)
    return MappingProxyType(found)


def procedure(name: str) -> Procedure:
    """The procedure of that id. Raises `UsageError` when there is none."""
    try:
        return procedures()[name]
    except KeyError:
        raise UsageError(
            "没有程序“{name}”;现有:{known}",
            "there is no procedure '{name}'; there are: {known}",
            name=name,
            known=", ".join(procedures()),
        ) from None


def procedure_of(type_: str, kind: str) -> Procedure | None:
    """The procedure that serves statements of that type and kind; one that names the kind goes first."""
    wider = None
    for one in procedures().values():
        kinds = one.serves.get(type_)
        if kinds and kind in kinds:
            return one
        if kinds == ():
            wider = one
    return wider


def read_steps(name: str, file: TableFile) -> Iterator[Step]:
    """The steps of a procedure's file. Raises `DataFileError`."""
    words = vocabulary()
    states = words.states[name]
    guards = set(words.guards)
    clocks = {*load_periods().clocks, *OWN_CLOCKS}
    for row in read_rows(file, STEP_COLUMNS):
        actors, sure = _sure(row, "actors", row.cells["actors"])
        documents = dict(_documents(row))
        strength, kinds = _strength(row)
        step = Step(
            procedure=name,
            line=row.line,
            code=row.text("step"),
            outcome=row.cells["outcome"],
            from_states=row.codes("from"),
            to=row.text("to"),
            strength=strength,
            kinds=tuple(filter(None, kinds.split("|"))),
            actors=tuple(actors.split(";")),
            actor_confidence=sure,
            documents=documents,
            guards=row.codes("guards"),
            clocks=tuple(_start(part) for part in row.codes("clock")),
            minimum=_minimum(row.cells["minimum"]),
            effects=row.codes("effects"),
            clauses=row.codes("clauses"),
            citations=tuple(_citations(row)),
            zh=row.text("zh"),
            en=row.text("en"),
        )
        _known(row, "step", (step.code,), codelist("step").codes)
        _known(row, "outcome", (step.outcome,) if step.outcome else (), codelist("step-outcome").codes)
        _known(row, "from", step.from_states or ("",), states)
        _known(row, "to", (step.to,), {*states, "="})
        _known(row, "actors", step.actors, words.actors)
        _known(row, "documents", tuple(documents), words.documents)
        _known(row, "effects", step.effects, words.effects)
        _known(row, "guards", step.guards, guards)
        _known(row, "clock", tuple(start.clock for start in step.clocks), clocks)
        if step.minimum:
            _known(row, "minimum", (step.minimum.clock,), clocks)
            _known(row, "minimum", (step.minimum.waiver,), words.documents)
        yield step


def reason(code: str) -> tuple[str, str]:
    """What a reason is called, in Chinese and English."""
    return _reasons()[code]


@cache
def _reasons() -> Mapping[str, tuple[str, str]]:
    rows = _rows("reasons.csv", ("reason", "zh", "en"))
    return {row.text("reason"): (row.text("zh"), row.text("en")) for row in rows}


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[Row]:
    return read_rows(_DATA / name, columns)


def _known(row: Row, column: str, used: tuple[str, ...], known: object) -> None:
    assert isinstance(known, Mapping | set)
    if any(code not in known for code in used):
        raise row.refuse(column)


def _guard(row: Row) -> Guard:
    code, fact = row.text("guard"), row.cells["fact"]
    if bool(fact) == (code in COMPUTED):
        raise row.refuse("fact")
    return Guard(code, fact, row.text("zh"), row.text("en"), tuple(_citations(row)))


def _strength(row: Row) -> tuple[Strength, str]:
    """`must`, `may`, or `must:` with the kinds of statement for which it is so."""
    value, _, kinds = row.text("strength").partition(":")
    if value == "must":
        return "must", kinds
    if value != "may" or kinds:
        raise row.refuse("strength")
    return "may", kinds


def _sure(row: Row, column: str, text: str) -> tuple[str, Confidence]:
    value, _, sure = text.rpartition("|")
    for confidence in CONFIDENCES:
        if sure == confidence and value:
            return value, confidence
    raise row.refuse(column)


def _documents(row: Row) -> Iterator[tuple[str, Confidence]]:
    for part in row.codes("documents"):
        yield _sure(row, "documents", part)


def _citations(row: Row) -> Iterator[Citation]:
    known = clauses()
    _known(row, "clauses", row.codes("clauses"), known)
    for clause in row.codes("clauses"):
        document, _, place = clause.partition("/")
        yield Citation(document, place, "verified")
    for law in row.codes("laws"):
        parts = law.split("|")
        if len(parts) != 3:
            raise row.refuse("laws")
        _, sure = _sure(row, "laws", law)
        yield Citation(parts[0], parts[1], sure)
    if not row.codes("clauses") and not row.codes("laws"):
        raise row.refuse("laws")


def _start(text: str) -> Start:
    head, _, trigger = text.partition(":")
    clock, _, scope = head.partition("@")
    known = load_periods().clocks.get(clock)
    return Start(clock, scope or (known.division if known else ""), trigger)


def _minimum(text: str) -> Start | None:
    if not text:
        return None
    clock, trigger, waiver = [*text.split(":"), "", ""][:3]
    return Start(clock, "", trigger, waiver)
