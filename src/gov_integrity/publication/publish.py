"""From a register and a profile to what the public, authorities or an authorised query may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from attrs import field, frozen

from gov_integrity.model import TYPES, field_specs, model_names, reference_fields
from gov_integrity.periods import Periods, load
from gov_integrity.policy import Profile
from gov_integrity.publication.decide import Decider
from gov_integrity.publication.fields import FieldNote, Reducer
from gov_integrity.publication.tables import Audience, information_kind
from gov_integrity.publication.view import Site, view_of
from gov_integrity.register import Register, State

__all__ = ["Published", "Shown", "Withheld", "publish"]

_REFERS = "refers-to-withheld"
_TELLING = {"natural-person", "party-unresolved", "minor-not-excluded", "identity-number"}
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


@frozen(slots=True, repr=False)
class Published:
    """What an audience may see of a register on a day.

    Statements are reduced when they are asked for, so that a large register is never there twice.

    Attributes:
        audience, profile, as_of: The question.
        withheld_counts: Number of statements not shown, by type and reason: all the audience learns of them.
    """

    audience: Audience
    profile: str
    as_of: date
    withheld_counts: Mapping[tuple[str, str], int]
    _register: Register
    _decider: Decider
    _closed: Mapping[str, str]

    @property
    def shown(self) -> Iterator[Shown]:
        """The statements shown, in the order of the register; anew each time."""
        for state in self._register.states():
            if state.id not in self._closed:
                yield _shown(state, self._decider, self._closed)

    @property
    def withheld(self) -> Iterator[Withheld]:
        """The statements not shown, in the order of the register; for the keeper."""
        for state in self._register.states():
            if state.id in self._closed:
                yield Withheld(_type_of(state), self._closed[state.id], state.id)

    def __repr__(self) -> str:
        return f"Published(audience={self.audience!r}, profile={self.profile!r}, as_of={self.as_of})"


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
    closed: dict[str, str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    rests_on: set[str] = set()
    for state in register.states():
        if why := _against(state, decider):
            closed[state.id] = why
            counts[_type_of(state), why] += 1
        else:
            rests_on.update(_needed(state))
    fresh = closed.keys() & rests_on
    while fresh:
        # What rests on a withheld statement is withheld in its turn.
        found = [
            one for one in register.states() if one.id not in closed and not fresh.isdisjoint(_needed(one))
        ]
        counts.update((_type_of(one), _REFERS) for one in found)
        fresh = {one.id for one in found}
        closed |= dict.fromkeys(fresh, _REFERS)
    return Published(
        audience, profile.id, register.as_of, dict(sorted(counts.items())), register, decider, closed
    )


def _type_of(state: State) -> str:
    """A type that is not of the standard is a value like any other, and is not told."""
    return state.type if state.type in TYPES else "*"


def _against(state: State, decider: Decider) -> str:
    """The code why a statement is not shown, whatever it rests on; empty when it is."""
    if why := decider.against(state):
        return why
    reduced = _reducer(state, decider, {}, dry=True).reduce(state.content)
    if reduced.content is not None:
        return ""
    return reduced.because if reduced.because in _TELLING else "required-withheld"


def _needed(state: State) -> Iterator[str]:
    """Ids of the statements without which this one cannot be shown."""
    kind = "tombstone" if state.standing == "withdrawn" else state.type
    for spec in field_specs(kind) if kind in model_names() else ():
        value = state.content.get(spec.name)
        if spec.required and spec.form == "ref" and isinstance(value, str):
            yield value


def _shown(state: State, decider: Decider, closed: Mapping[str, str]) -> Shown:
    reduced = _reducer(state, decider, closed).reduce(state.content)
    assert reduced.content is not None
    term = decider.term(state)
    public = decider.audience == "public"
    sites = decider.view.sites.get(information_kind(state.content), ()) if public else ()
    return Shown(state.id, state.type, reduced.content, term.until, term.why, sites, reduced.notes)


def _reducer(state: State, decider: Decider, closed: Mapping[str, str], *, dry: bool = False) -> Reducer:
    def refused(thing: str, targets: tuple[str, ...]) -> str:
        return decider.refused(thing, targets) or (_REFERS if thing in closed else "")

    public = decider.audience == "public"
    return Reducer(
        audience=decider.audience,
        kind="tombstone" if state.standing == "withdrawn" else state.type,
        refused=refused,
        names=_names(state, decider) if public and not dry else (),
        undated=state.undated,
        lawful=public and state.type == "person",
        dry=dry,
    )


def _names(state: State, decider: Decider) -> tuple[str, ...]:
    """Names that the texts of a statement must not tell: of the persons it refers to or names in a row."""
    things = set(_references(state))
    rows = state.content.get("parties")
    named = {
        name
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict)
        and isinstance(name := row.get("name"), str)
        and str(row.get("party")) not in decider.kinds
    }
    found = (name for name in decider.names(things) | named if len(name) > 1)
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
