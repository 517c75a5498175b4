"""Statements compiled to the state of things, as known on one day and as true on another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from gov_integrity.errors import UsageError
from gov_integrity.periods.partial import span
from gov_integrity.register.archive import ArchiveEntry, roles_in
from gov_integrity.register.conflicts import Conflict, Key, conflict_of, natural_key
from gov_integrity.register.ledger import Ledger
from gov_integrity.register.responsibility import Responsibility, answerable
from gov_integrity.register.standing import Interval
from gov_integrity.register.state import State, state_of
from gov_integrity.register.statements import Fault, Received, Revision, text
from gov_integrity.register.succession import Holder, Successions

__all__ = ["Register"]


@frozen(slots=True, repr=False)
class Register:
    """What is known at the end of one day (+08:00) about what was true on another.

    Attributes:
        as_of: The day of which the states are true.
        known_at: The last day on which a revision had to be known to count; None counts all that was given.
        faults: Revisions that were not taken, with the code why.
    """

    as_of: date
    known_at: date | None
    faults: tuple[Fault, ...]
    _ledger: Ledger
    _successions: Successions

    @classmethod
    def build(cls, statements: Iterable[Received], *, as_of: date, known_at: date | None = None) -> Register:
        """Compile statements, in any order and with any repetition, in one pass over them.

        Args:
            statements: Statements as plain JSON with their date of receipt; they need not be valid.
            as_of: The day of which the states shall be true.
            known_at: Leave out what was received (or, without a receipt, recorded) after this day.
        """
        ledger = Ledger(known_at or date.max)
        for received in statements:
            ledger.take(received)
        ledger.own(_successions(ledger).continues)
        ledger.erase()
        faults = tuple(sorted(ledger.faults, key=lambda fault: (fault.id, fault.revision, fault.code)))
        return cls(as_of, known_at, faults, ledger, _successions(ledger))

    # ---- one thing -------------------------------------------------------------------------------------

    def current(self, thing: str) -> State | None:
        """The state of an id, tombstones included; None for one that was never heard of by then."""
        revisions = self._ledger.needed(thing, self.as_of)
        return state_of(revisions, self.as_of, erased=self._ledger.erased(thing)) if revisions else None

    def history(self, thing: str) -> tuple[Revision, ...]:
        """Every revision known of an id, the oldest first; without content once it was erased."""
        return self._ledger.revisions(thing)

    def ids(self) -> Iterator[str]:
        """The id of everything, in the order in which the newest revisions were given."""
        return self._ledger.ids()

    def states(self, *types: str) -> Iterator[State]:
        """The state of everything, or of some types, in the same order."""
        for thing in self._ledger.ids(types):
            state = self.current(thing)
            assert state is not None
            yield state

    def counts(self) -> dict[tuple[str, str], int]:
        """Number of things by type and standing."""
        return dict(sorted(Counter((state.type, state.standing) for state in self.states()).items()))

    # ---- parties ---------------------------------------------------------------------------------------

    def successors(self, organisation: str, on: date | str | None = None) -> tuple[Holder, ...]:
        """Who answers for what a body took on, on a day (`as_of` when none is given); never nobody."""
        return self._successions.holders(organisation, on or self.as_of)

    def archive(self, party: str) -> tuple[ArchiveEntry, ...]:
        """The credit archive of a body or person, in the order of the statements' ids.

        A body's archive holds what it took over from its predecessors; withdrawn and erased statements
        are in no archive.
        """
        found: list[ArchiveEntry] = []
        origins = self._successions.origins(party, self.as_of)
        for name, through, certain in ((party, "", True), *((name, name, whole) for name, whole in origins)):
            for thing in self._ledger.mentions(name):
                state = self.current(thing)
                if state is None or state.standing in ("withdrawn", "erased"):
                    continue
                for role, period in roles_in(state.content, name):
                    found.append(ArchiveEntry(state, role, period, through, certain))
        return tuple(
            sorted(found, key=lambda entry: (entry.state.id, entry.through, entry.role, entry.period))
        )

    def responsible(
        self, commitment: str, on: date | None = None, *, stage: str | None = None
    ) -> Responsibility:
        """Who answered for a commitment on a day.

        Args:
            commitment: Its id.
            on: The day; the day of signing (`made_on`) when none is given.
            stage: Code of `project-stage` the parties' rows must name or leave open; `signing` when no day
                is given, else any.

        Raises:
            UsageError: No commitment of that id is known, or it does not say when it was made.
        """
        state = self.current(commitment)
        if state is None or state.type != "commitment" or state.standing in ("withdrawn", "erased"):
            raise UsageError("没有承诺与协议“{id}”", "there is no commitment {id}", id=commitment)
        when: Interval | None = (on, on) if on else span(state.content.get("made_on"))
        if when is None:
            raise UsageError(
                "“{id}”没有写明作出日期,请指定日期",
                "{id} does not say when it was made; give a day",
                id=commitment,
            )
        wanted = stage if stage is not None else ("" if on else "signing")
        # Rows that begin after `as_of` are true facts of a later day; the whole known statement is asked.
        parties = answerable(self.history(commitment)[-1].content, when, wanted)
        subject = text(state.content, "subject")
        notes = [] if any(one.certain for one in parties) else ["nobody-named"]
        if any(not one.certain for one in parties):
            notes = ["date-uncertain"]
        return Responsibility(commitment, when, parties, subject, self.successors(subject), tuple(notes))

    # ---- facts told twice ------------------------------------------------------------------------------

    def conflicts(self) -> tuple[Conflict, ...]:
        """Facts that stand in several statements, with the one that prevails, by their natural keys."""
        facts: dict[Key, list[str]] = {}
        for thing in self._ledger.alike():
            state = self.current(thing)
            if (
                state
                and state.standing not in ("withdrawn", "erased")
                and (key := natural_key(state.content))
            ):
                facts.setdefault(key, []).append(thing)
        found = (
            conflict_of(key, self._states_of(things), self._successions.continues)
            for key, things in sorted(facts.items())
            if len(things) > 1
        )
        return tuple(found)

    def _states_of(self, things: Iterable[str]) -> list[State]:
        return [state for thing in things if (state := self.current(thing))]

    def __repr__(self) -> str:
        return f"Register(as_of={self.as_of}, known_at={self.known_at})"


def _successions(ledger: Ledger) -> Successions:
    found = Successions()
    for organisation in ledger.reorganised():
        found.add(organisation)
    return found
