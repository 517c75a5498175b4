"""Whether a statement may be shown to an audience as a whole; the first reason against it counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import define, field, frozen

from gov_integrity.periods import Periods, Subject, subject_of
from gov_integrity.publication.fields import NEEDS, RANKS
from gov_integrity.publication.tables import Audience, adverse, secrets
from gov_integrity.publication.term import Term, term
from gov_integrity.publication.view import PublicationView
from gov_integrity.register import Register, State, span

__all__ = ["Decider", "Person"]


@frozen(slots=True)
class Person:
    """What is known of a natural person: the kind, and the name that texts for the public must not tell."""

    kind: str
    name: str = field(repr=False)


@define(slots=True)
class Decider:
    """What must be known of the whole register before one statement can be judged."""

    audience: Audience
    view: PublicationView
    as_of: date
    periods: Periods
    persons: dict[str, Person] = field(factory=dict, repr=False)
    kinds: dict[str, str] = field(factory=dict, repr=False)
    known: set[str] = field(factory=set, repr=False)
    grounds: dict[str, str] = field(factory=dict, repr=False)
    running: dict[str, bool] = field(factory=dict, repr=False)
    ends: dict[str, date | None] = field(factory=dict, repr=False)
    outdone: set[str] = field(factory=set, repr=False)

    def learn(self, register: Register) -> None:
        """Read what bears on others: who is a person, what was published or withheld, what stands twice."""
        if self.audience == "public":
            self.known.update(register.ids())
        for state in register.states("person", "organisation", "publication"):
            if state.type == "person":
                self.persons[state.id] = Person(_str(state, "kind"), _str(state, "name"))
            elif state.type == "organisation":
                self.kinds[state.id] = _str(state, "kind")
            elif state.standing not in ("withdrawn", "erased"):
                self._learn_publication(state)
        if self.audience == "public":
            self.outdone = {one.id for conflict in register.conflicts() for one in conflict.others}

    def _learn_publication(self, state: State) -> None:
        about = _list(state, "about")
        if _str(state, "state") == "withheld" or "withheld_grounds" in state.content:
            found = [one for one in _list(state, "withheld_grounds") if (one, self.audience) in secrets()]
            if not found and self.audience == "public" and _str(state, "state") == "withheld":
                found = ["withheld-by-publisher"]
            for thing in about if found else ():
                self.grounds.setdefault(thing, found[0])
            return
        audiences = _list(state, "audiences")
        runs = state.standing == "current" and _str(state, "state") != "taken-down"
        runs = runs and (not audiences or "public" in audiences)
        last = span(state.content.get("until"))
        for thing in about:
            self.running[thing] = self.running.get(thing, False) or runs
            if runs:
                end, before = last[0] if last else None, self.ends.get(thing, date.min)
                self.ends[thing] = None if end is None or before is None else max(end, before)

    # ---- one statement ---------------------------------------------------------------------------------

    def against(self, state: State) -> str:
        """The code of the first reason not to show a statement; empty when there is none in itself."""
        if state.standing == "erased":
            return "erased"
        if state.type == "person" and self.audience == "public" and (why := self.person_closed(state.id)):
            return why
        if RANKS.get(_str(state, "access"), 1) < NEEDS[self.audience]:
            return "access-ceiling"
        if (ground := self.grounds.get(state.id)) is not None:
            return ground
        if state.standing == "withdrawn":
            return "withdrawn" if self.audience == "public" else ""
        return self._by_time(state) or (self._to_the_public(state) if self.audience == "public" else "")

    def _by_time(self, state: State) -> str:
        if state.standing == "not-yet":
            return "not-yet"
        if state.type in adverse():
            if state.standing == "ended":
                return "record-ended"
            if state.standing == "undetermined":
                return "undetermined"
        return ""

    def _to_the_public(self, state: State) -> str:
        subject = state.content.get("subject")
        if isinstance(subject, str) and (why := self.refused(subject, ("organisation", "person"))):
            return why
        if state.standing == "undetermined":
            return "undetermined"
        if not self.running.get(state.id, True):
            return "publication-not-running"
        if state.id in self.outdone:
            return "stands-twice"
        return self.term(state).against

    def term(self, state: State) -> Term:
        """Until when a statement is shown: to the public, no longer than its publication runs."""
        found = term(state, self.as_of, self._subject(state), self.periods)
        end = self.ends.get(state.id) if self.audience == "public" else None
        if end is None or found.against or (found.until is not None and found.until <= end):
            return found
        return Term(end, "own-date")

    def _subject(self, state: State) -> Subject | None:
        kind = adverse().get(state.type)
        if kind is None or self.audience != "public":
            return None
        return kind.subject or subject_of(self.kinds.get(_str(state, "subject"), ""))

    # ---- persons and references ------------------------------------------------------------------------

    def person_closed(self, thing: str) -> str:
        """Why a person is not public; empty when a law of the profile opens the kind."""
        kind = self.persons[thing].kind
        if kind in self.view.minors:
            return "minor-not-excluded"
        return "" if kind in self.view.persons else "natural-person"

    def refused(self, thing: str, targets: Iterable[str]) -> str:
        """Why a reference may not be shown to the public, as far as persons go; empty when it may."""
        if self.audience != "public":
            return ""
        if thing in self.persons:
            return self.person_closed(thing)
        allowed = set(targets)
        if thing not in self.known and (not allowed or "person" in allowed):
            return "party-unresolved"
        return ""

    def names(self, things: Iterable[str]) -> set[str]:
        """Names of the persons among some ids."""
        return {self.persons[thing].name for thing in things if thing in self.persons}


def _str(state: State, name: str) -> str:
    found = state.content.get(name)
    return found if isinstance(found, str) else ""


def _list(state: State, name: str) -> list[str]:
    found = state.content.get(name)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
