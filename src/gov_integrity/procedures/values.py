"""The values of the room: a procedure as data, a case on its way, and what stands in a step's way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal

from attrs import field, frozen

from gov_integrity.findings.values import Citation
from gov_integrity.periods import Periods
from gov_integrity.policy import Profile, clauses
from gov_integrity.tables import Confidence

__all__ = [
    "Actor", "Case", "Context", "Done", "Effect", "Event", "Fact", "Guard", "Level", "Obstacle", "Procedure",
    "Start", "State", "Step", "Strength", "Term",
]  # fmt: skip

Strength = Literal["must", "may"]
Level = Literal["refused", "undetermined", "unverified"]
Fact = bool | date | str | tuple[str, ...]
Json = Mapping[str, object]


@cache
def policies() -> frozenset[str]:
    """Ids of the policy texts whose clauses are cited; each holds in its own area alone."""
    return frozenset(clause.document for clause in clauses().values())


_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@frozen(slots=True)
class Term:
    """A word of the room's own vocabularies (documents) in both languages."""

    code: str
    zh: str
    en: str
    titles: tuple[str, ...] = ()


@frozen(slots=True)
class Actor:
    """Who may take a step.

    Attributes:
        fields: Fields of a statement whose body is this actor, such as `stated_by`.
        roles: Codes of `party-role` that are this actor.
        kinds: Codes of `organisation-kind` that are this actor.
    """

    code: str
    zh: str
    en: str
    fields: tuple[str, ...]
    roles: tuple[str, ...]
    kinds: tuple[str, ...]


@frozen(slots=True)
class Effect:
    """What a step does to the register."""

    code: str
    zh: str
    en: str


@frozen(slots=True)
class Guard:
    """A condition of a step: a fact that must be true, or a computation of `guards` when `fact` is empty."""

    code: str
    fact: str
    zh: str
    en: str
    citations: tuple[Citation, ...]


@frozen(slots=True)
class Start:
    """Which clock a step has, and the event it runs from.

    Attributes:
        clock: Id of a clock of `periods`, or `case-due`, `plan-due` for a day the case itself names.
        scope: Profile id, or division of the clock, it is limited to; empty for everywhere.
        trigger: The step whose day starts it; empty for the step that led to the present state.
        waiver: Document that lifts it; only of a minimum.
    """

    clock: str
    scope: str
    trigger: str
    waiver: str = ""


@frozen(slots=True)
class State:
    """A state of a procedure; in a final one nothing more must happen."""

    code: str
    zh: str
    en: str
    final: bool


@frozen(slots=True)
class Step:
    """One step, with one outcome: a line of `data/steps/*.csv`.

    Attributes:
        procedure: Id of its procedure.
        line: Line of the file, which is also its place among steps of one day.
        code: Code of the list `step`.
        outcome: Code of `step-outcome` where the outcome decides what follows; else empty.
        from_states: States in which it may be taken.
        to: State it leads to; `=` for none other.
        strength: Whether it must or may happen.
        kinds: Kinds of statement for which it must happen, in others it may; empty for all.
        actors: Who may take it, any of them; `actor_confidence` how sure that is.
        documents: What it rests on, each with how sure we are that it is needed.
        guards: Conditions.
        clocks: Within what time; the first that applies counts.
        minimum: A time that must have run out before; None where there is none.
        effects: What it does to the register.
        clauses: Policy clauses that say so.
        citations: Clauses and articles, with how sure we are of each.
        zh, en: What happens.
    """

    procedure: str
    line: int
    code: str
    outcome: str
    from_states: tuple[str, ...]
    to: str
    strength: Strength
    kinds: tuple[str, ...]
    actors: tuple[str, ...]
    actor_confidence: Confidence
    documents: Mapping[str, Confidence] = field(hash=False)
    guards: tuple[str, ...]
    clocks: tuple[Start, ...]
    minimum: Start | None
    effects: tuple[str, ...]
    clauses: tuple[str, ...]
    citations: tuple[Citation, ...]
    zh: str
    en: str


@frozen(slots=True)
class Procedure:
    """A life cycle: states and steps.

    Attributes:
        serves: Statement types it serves, with the kinds it is limited to (none: every kind).
        start: The state before anything has happened.
    """

    id: str
    zh: str
    en: str
    serves: Mapping[str, tuple[str, ...]] = field(hash=False)
    states: Mapping[str, State] = field(hash=False)
    steps: tuple[Step, ...]
    start: str

    def named(self, code: str) -> tuple[Step, ...]:
        """The steps of that code, one an outcome."""
        return tuple(step for step in self.steps if step.code == code)


@frozen(slots=True)
class Event:
    """Something that happened, or is about to.

    Attributes:
        step: Code of `step`.
        on: The day; None where it is not stated.
        by: Actor codes of whoever did it; empty where it is not stated.
        documents: Document codes it brings.
        outcome: Code of `step-outcome`, or empty.
    """

    step: str
    on: date | None = None
    by: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    outcome: str = ""


@frozen(slots=True)
class Obstacle:
    """What stands in the way of a step, or is not known about it.

    Attributes:
        level: refused; undetermined (a fact is missing); unverified (the step may go on, and this shows).
        reason: Code of `reasons.csv`.
        zh, en: What exactly, in words.
        citations: What it rests on.
        codes: The same as codes: documents, actors, steps or facts.
    """

    level: Level
    reason: str
    zh: str
    en: str
    citations: tuple[Citation, ...]
    codes: tuple[str, ...] = ()


@frozen(slots=True)
class Done:
    """A step that was taken: the event, where it stands in the data, and what showed on the way."""

    event: Event
    line: int
    notes: tuple[Obstacle, ...] = ()
    late_for: str = ""


@frozen(slots=True)
class Case:
    """A case on its way through a procedure; `advance` gives the next one and never changes this.

    Attributes:
        procedure: Id of the procedure.
        id: Id of the statement, or any name.
        state: State it is in; empty stands for the beginning.
        since: Day on which it came into the state; None where not known.
        facts: What is known of it (see `facts.py`); a fact that is absent is not known.
        history: The steps taken.
        effects: What they did to the register, in order.
    """

    procedure: str
    id: str = ""
    state: str = "start"
    since: date | None = None
    facts: Mapping[str, Fact] = field(default=_NO_FACTS, hash=False, repr=False)
    history: tuple[Done, ...] = ()
    effects: tuple[str, ...] = ()

    @property
    def last_on(self) -> date | None:
        """Day of the latest step whose day is known."""
        return max((done.event.on for done in self.history if done.event.on), default=None)

    @property
    def documents(self) -> frozenset[str]:
        """Every document brought so far."""
        return frozenset(code for done in self.history for code in done.event.documents)

    @property
    def taken(self) -> frozenset[str]:
        """Codes of the steps taken."""
        return frozenset(done.event.step for done in self.history)

    def day_of(self, step: str) -> date | None:
        """Day of the latest step of that code, or None."""
        days = [done.event.on for done in self.history if done.event.step == step and done.event.on]
        return days[-1] if days else None


@frozen(slots=True)
class Context:
    """What a case is judged with.

    Attributes:
        periods: Clocks, calendar and windows.
        profile: The profile that applies; None where none is named, and then every text counts.
        statements: Other statements by id, for `replay`.
    """

    periods: Periods
    profile: Profile | None = None
    statements: Mapping[str, Json] = field(factory=dict, hash=False, repr=False)
    about: Mapping[str, tuple[str, ...]] = field(init=False, hash=False, repr=False)
    """Ids of the statements that are about each id, so that a large package is read through once."""

    def __attrs_post_init__(self) -> None:
        found: dict[str, list[str]] = {}
        for name, statement in self.statements.items():
            targets = statement.get("about")
            for target in targets if isinstance(targets, list) else ():
                found.setdefault(str(target), []).append(name)
        object.__setattr__(self, "about", {name: tuple(ids) for name, ids in found.items()})

    def relevant(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """Those that hold here: laws, and of the policy texts the profile and what it inherits."""
        if self.profile is None:
            return citations
        foreign = policies() - set(self.profile.chain)
        return tuple(one for one in citations if one.document not in foreign)

    def binding(self, citations: tuple[Citation, ...]) -> bool:
        """Whether one of them holds here and was read in its own text, so that it can refuse."""
        return any(one.confidence == "verified" for one in self.relevant(citations))

    @property
    def scopes(self) -> frozenset[str]:
        """Profile ids and division codes within which the case lies."""
        if self.profile is None:
            return frozenset()
        code = self.profile.head.division
        wider = {code, code[:4] + "00", code[:2] + "0000"} if code else set()
        return frozenset({*self.profile.chain, *wider})
