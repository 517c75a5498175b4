"""From a register and a profile to what the public, authorities or an authorised query may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from attrs import field, frozen

from gov_integrity.model import TYPES, reference_fields
from gov_integrity.periods import Periods, load
from gov_integrity.policy import Profile
from gov_integrity.publication.decide import Decider
from gov_integrity.publication.fields import FieldNote, Reducer
from gov_integrity.publication.tables import Audience, information_kind
from gov_integrity.publication.view import Site, view_of
from gov_integrity.register import Register, State

__all__ = ["Published", "Shown", "Withheld", "publish"]

_TELLING = {
    "natural-person",
    "party-unresolved",
    "minor-not-excluded",
    "refers-to-withheld",
    "identity-number",
}
"""Reasons against a required field that are told of the statement too."""


@frozen(slots=True)
class Shown:
    """A statement as the audience may see it.

    Attributes:
        id, type: Of the thing.
        content: The statement in the standard's own form, reduced and masked.
        until: Last day on which it may be shown; None where no end is known.
        until_reason: Code why (see `reason`); empty where nothing ends it.
        sites: Where the profile has the public see such information.
        notes: What was masked or left out, by field.
    """

    id: str
    type: str
    content: Mapping[str, object] = field(repr=False)
    until: date | None
    until_reason: str
    sites: tuple[Site, ...]
    notes: tuple[FieldNote, ...]


@frozen(slots=True)
class Withheld:
    """A statement that is not shown, and the code why; its id is for the keeper, never for the audience."""

    type: str
    reason: str
    id: str = field(repr=False)


@frozen(slots=True)
class Published:
    """What an audience may see of a register on a day.

    Attributes:
        audience, profile, as_of: The question.
        shown: The statements shown, in the order of the register.
        withheld: The statements not shown.
    """

    audience: Audience
    profile: str
    as_of: date
    shown: tuple[Shown, ...]
    withheld: tuple[Withheld, ...] = field(repr=False)

    def withheld_counts(self) -> dict[tuple[str, str], int]:
        """Number of statements not shown, by type and reason: all that the audience learns of them."""
        return dict(sorted(Counter((one.type, one.reason) for one in self.withheld).items()))

    def field_counts(self) -> dict[tuple[str, str, str], int]:
        """Number of values masked or left out in the statements shown, by type, field and reason."""
        found: Counter[tuple[str, str, str]] = Counter()
        for one in self.shown:
            for note in one.notes:
                found[one.type, note.field, note.reason] += note.count
        return dict(sorted(found.items()))


def publish(
    register: Register, profile: Profile, audience: Audience, *, periods: Periods | None = None
) -> Published:
    """What may be shown on the register's `as_of`.

    Args:
        register: The register.
        profile: The jurisdiction; natural persons are public only where it names a law that we are sure of.
        audience: public, authority or query.
        periods: Rule sets of publicity; those of the package when none are given.

    What cannot be judged (a date known to the month, a reference that resolves to nothing, rule sets that
    differ) is not shown to the public.
    """
    decider = Decider(audience, view_of(profile), register.as_of, periods or load())
    decider.learn(register)
    closed = {state.id: why for state in register.states() if (why := decider.against(state))}
    shown, fresh = _round(register, decider, closed)
    while fresh:
        # What refers to a withheld statement may lose a required field, and be withheld in its turn.
        closed |= fresh
        shown, fresh = _round(register, decider, closed)
    withheld = (
        # A type that is not of the standard is a value like any other, and is not told.
        Withheld(state.type if state.type in TYPES else "*", closed[state.id], state.id)
        for state in register.states()
        if state.id in closed
    )
    return Published(audience, profile.id, register.as_of, tuple(shown), tuple(withheld))


def _round(
    register: Register, decider: Decider, closed: Mapping[str, str]
) -> tuple[list[Shown], dict[str, str]]:
    """Reduce every statement not closed so far: what can be shown, and what proves to be closed too."""
    shown: list[Shown] = []
    fresh: dict[str, str] = {}
    for state in register.states():
        if state.id in closed:
            continue
        reducer = _reducer(state, decider, closed)
        reduced = reducer.reduce(state.content)
        if reduced.content is None:
            fresh[state.id] = reduced.because if reduced.because in _TELLING else "required-withheld"
            continue
        term = decider.term(state)
        sites = decider.view.sites.get(information_kind(state.content), ())
        public = decider.audience == "public"
        shown.append(
            Shown(
                state.id, state.type, reduced.content, term.until, term.why,
                sites if public else (), reduced.notes,
            )
        )  # fmt: skip
    return shown, fresh


def _reducer(state: State, decider: Decider, closed: Mapping[str, str]) -> Reducer:
    def refused(thing: str, targets: tuple[str, ...]) -> str:
        return decider.refused(thing, targets) or ("refers-to-withheld" if thing in closed else "")

    public = decider.audience == "public"
    return Reducer(
        audience=decider.audience,
        kind="tombstone" if state.standing == "withdrawn" else state.type,
        refused=refused,
        names=_names(state, decider) if public else (),
        undated=state.undated,
        lawful=public and state.type == "person",
    )


def _names(state: State, decider: Decider) -> tuple[str, ...]:
    """Names that the texts of a statement must not tell: of the persons it refers to or names in a row."""
    things = set(_references(state))
    rows = state.content.get("parties")
    named = {
        row["name"]
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict)
        and isinstance(row.get("name"), str)
        and row.get("party") not in decider.kinds
    }
    found = {*decider.names(things), *(name for name in named if len(name) > 1)}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def _references(state: State) -> Iterator[str]:
    if state.type not in TYPES:
        return
    for spec in reference_fields(state.type):
        parent, _, leaf = spec.name.rpartition(".")
        rows = state.content.get(parent) if parent else [state.content]
        for row in rows if isinstance(rows, list) else ():
            value = row.get(leaf) if isinstance(row, dict) else None
            found = value if isinstance(value, list) else [value]
            yield from (one for one in found if isinstance(one, str))
