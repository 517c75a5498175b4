"""The revisions of every id in columns: taken in one pass, then ordered, then read.

A revision counts as known from its receipt where there is one, else from its record. An erasure counts at
once and for every day, because what the law had deleted must not come back with an earlier `known_at`.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Iterator
from datetime import date

from attrs import define, field, frozen

from gov_integrity.register.conflicts import natural_key
from gov_integrity.register.names import Names
from gov_integrity.register.statements import Envelope, Fault, Json, Received, Revision, envelope, text
from gov_integrity.register.store import Store

__all__ = ["Ledger"]

_NONE = -1
_ERASE, _UPDATE = "erase", "update"
_BITS = 26


def _numbers() -> array[int]:
    return array("i")


@frozen(slots=True)
class _Index:
    """The rows that mention each party, side by side, so that a million cost a few megabytes."""

    _stops: array[int]
    _rows: array[int]

    @classmethod
    def of(cls, parties: array[int], places: array[int], size: int) -> _Index:
        """Counting sort of the mentions by party."""
        at = array("i", bytes(4 * (size + 1)))
        for party in parties:
            at[party + 1] += 1
        for party in range(size):
            at[party + 1] += at[party]
        rows = array("i", bytes(4 * len(places)))
        for party, row in zip(parties, places, strict=True):
            rows[at[party]] = row
            at[party] += 1
        return cls(at, rows)

    def rows(self, party: int) -> array[int]:
        """The rows that mention a party, in their order."""
        return self._rows[self._stops[party - 1] if party else 0 : self._stops[party]]


@define(slots=True)
class Ledger:
    """Columns by row (a revision) and by ordinal (an id); `known_at` is the last day that counts."""

    known_at: date
    faults: list[Fault] = field(factory=list, init=False)
    _store: Store = field(factory=Store, init=False, repr=False)
    _names: Names = field(factory=Names, init=False, repr=False)
    _newest: array[int] = field(factory=_numbers, init=False, repr=False)
    _chains: dict[int, list[int]] = field(factory=dict, init=False, repr=False)
    _erased: set[int] = field(factory=set, init=False, repr=False)
    _reorganised: set[int] = field(factory=set, init=False, repr=False)
    _words: dict[str, int] = field(factory=dict, init=False, repr=False)
    _spoken: list[str] = field(factory=list, init=False, repr=False)
    _index: _Index | None = field(default=None, init=False, repr=False)
    # by mention of a party in a row
    _party: array[int] = field(factory=_numbers, init=False, repr=False)
    _place: array[int] = field(factory=_numbers, init=False, repr=False)
    # by row
    _id: array[int] = field(factory=_numbers, init=False, repr=False)
    _stater: array[int] = field(factory=_numbers, init=False, repr=False)
    _kind: array[int] = field(factory=_numbers, init=False, repr=False)
    _action: array[int] = field(factory=_numbers, init=False, repr=False)
    _revision: array[int] = field(factory=lambda: array("q"), init=False, repr=False)
    _recorded: array[int] = field(factory=_numbers, init=False, repr=False)
    _known: array[int] = field(factory=_numbers, init=False, repr=False)
    _fact: array[int] = field(factory=lambda: array("q"), init=False, repr=False)

    # ---- taking in -------------------------------------------------------------------------------------

    def take(self, received: Received) -> None:
        """Take a statement; what cannot be taken is told in `faults`."""
        found = envelope(received.statement)
        if found is None:
            name = text(received.statement, "id")
            self.faults.append(Fault("unusable", name))
            return
        known = received.received_on or found.recorded_on
        if known > self.known_at and found.action != _ERASE:
            return
        one = self._ordinal(found.id)
        rows = self._rows(one)
        if rows and self._spoken[self._kind[rows[0]]] != found.type:
            self.faults.append(Fault("type-changed", found.id, found.revision))
            return
        twin = next((row for row in rows if self._revision[row] == found.revision), _NONE)
        if twin != _NONE:
            self._meet_twin(one, twin, found, received.statement, known)
            return
        row = self._add(one, found, received.statement, known)
        self._set_rows(one, sorted((*rows, row), key=self._revision.__getitem__) if rows else [row])

    def _meet_twin(self, one: int, twin: int, found: Envelope, content: Json, known: date) -> None:
        """The same revision again: the content known first stands, whatever the order of the files.

        Of an erasure and something else, by one body, the erasure stands; of two known on one day, that
        whose text comes first, for want of anything better.
        """
        day, standing = known.toordinal(), self._store.get(twin)
        if standing == content:
            self._known[twin] = min(day, self._known[twin])
            return
        self.faults.append(Fault("revision-clash", found.id, found.revision))
        erases = found.action == _ERASE
        if (
            erases != (self._action_of(twin) == _ERASE)
            and self._ordinal(found.stated_by) == self._stater[twin]
        ):
            prevails = erases
        else:
            prevails = (day, _form(content)) < (self._known[twin], _form(standing))
        if prevails:
            row = self._add(one, found, content, known)
            self._set_rows(one, [row if other == twin else other for other in self._rows(one)])

    def _add(self, one: int, found: Envelope, content: Json, known: date) -> int:
        row = self._store.append(content)
        self._id.append(one)
        self._stater.append(self._ordinal(found.stated_by))
        self._kind.append(self._word(found.type))
        self._action.append(self._word(found.action))
        self._revision.append(found.revision)
        self._recorded.append(found.recorded_on.toordinal())
        self._known.append(known.toordinal())
        self._fact.append(hash(natural_key(content)))
        if found.type == "organisation" and ("successions" in content or "until" in content):
            self._reorganised.add(one)
        for party in _parties(content):
            self._party.append(self._ordinal(party))
            self._place.append(row)
        return row

    def _set_rows(self, one: int, rows: list[int]) -> None:
        self._newest[one] = rows[-1]
        if len(rows) > 1:
            self._chains[one] = rows
        else:
            self._chains.pop(one, None)

    def _rows(self, one: int) -> list[int]:
        """The rows of an id in the order of their revisions."""
        newest = self._newest[one]
        return self._chains.get(one) or ([newest] if newest != _NONE else [])

    def _ordinal(self, name: str) -> int:
        found = self._names.number(name)
        if found == len(self._newest):
            self._newest.append(_NONE)
        return found

    def _word(self, name: str) -> int:
        found = self._words.setdefault(name, len(self._words))
        if found == len(self._spoken):
            self._spoken.append(name)
        return found

    def _action_of(self, row: int) -> str:
        return self._spoken[self._action[row]]

    # ---- putting in order ------------------------------------------------------------------------------

    def own(self, continues: Callable[[str, str], bool]) -> None:
        """Leave out revisions by others than the owner; `continues(later, earlier)` knows successors."""
        for one, rows in list(self._chains.items()):
            if len({self._stater[row] for row in rows}) == 1:
                continue
            kept, owner = [rows[0]], self._stater[rows[0]]
            for row in rows[1:]:
                stater = self._stater[row]
                if stater != owner and not continues(self._names[stater], self._names[owner]):
                    self.faults.append(Fault("foreign-revision", self._names[one], self._revision[row]))
                    continue
                owner = stater
                kept.append(row)
            self._set_rows(one, kept)

    def erase(self) -> None:
        """Destroy every content of the things that their owner had erased."""
        erase = self._words.get(_ERASE, _NONE)
        rows = (row for row, action in enumerate(self._action) if action == erase)
        self._erased = {self._id[row] for row in rows if row in self._rows(self._id[row])}
        self._store.blank(row for row, one in enumerate(self._id) if one in self._erased)

    def reorganised(self) -> Iterator[Json]:
        """The newest statements of bodies that tell of successions or of their end, by their first owner."""
        for one in sorted(self._reorganised):
            rows = self._rows(one)
            own = [row for row in rows if self._stater[row] == self._stater[rows[0]]]
            if self._action_of(own[-1]) not in ("withdraw", _ERASE):
                yield self._store.get(own[-1])

    # ---- reading ---------------------------------------------------------------------------------------

    def ids(self, types: Collection[str] = ()) -> Iterator[str]:
        """Ids with a revision that counts, of some types or of all, in the order of the newest's arrival."""
        kinds = {self._words[name] for name in types if name in self._words}
        for row in self._heads():
            if not types or self._kind[row] in kinds:
                yield self._names[self._id[row]]

    def _heads(self) -> Iterator[int]:
        return (row for row, one in enumerate(self._id) if self._newest[one] == row)

    def alike(self) -> Iterator[str]:
        """Ids of things that may tell of one fact: all that do, and few that do not.

        A bit for each hash of a natural key, so that the table costs 8 megabytes.
        """
        nothing, mask = hash(None), (1 << _BITS) - 1
        seen = bytearray(1 << (_BITS - 3))
        again: set[int] = set()
        for row in self._heads():
            if (fact := self._fact[row]) == nothing:
                continue
            place, bit = (fact & mask) >> 3, 1 << (fact & 7)
            if seen[place] & bit:
                again.add(fact & mask)
            seen[place] |= bit
        for row in self._heads() if again else ():
            if self._fact[row] != nothing and self._fact[row] & mask in again:
                yield self._names[self._id[row]]

    def erased(self, name: str) -> bool:
        """Whether the thing was erased, on whatever day."""
        return self._names.find(name) in self._erased

    def revisions(self, name: str) -> tuple[Revision, ...]:
        """Every revision of an id that counts, the oldest first."""
        one = self._names.find(name)
        return () if one is None else tuple(self._read(row) for row in self._rows(one))

    def needed(self, name: str, as_of: date) -> tuple[Revision, ...]:
        """The newest revision, with all others where an update was recorded after `as_of`."""
        one = self._names.find(name)
        if one is None or self._newest[one] == _NONE:
            return ()
        rows, day = self._rows(one), as_of.toordinal()
        update = self._words.get(_UPDATE, _NONE)
        if not any(self._action[row] == update and self._recorded[row] > day for row in rows[1:]):
            rows = rows[-1:]
        return tuple(self._read(row) for row in rows)

    def mentions(self, party: str) -> Iterator[str]:
        """Ids of the things whose newest revision names a party as subject or in a row."""
        one = self._names.find(party)
        if one is None:
            return
        if self._index is None:
            self._index = _Index.of(self._party, self._place, len(self._names))
        for row in self._index.rows(one):
            if self._newest[self._id[row]] == row:
                yield self._names[self._id[row]]

    def _read(self, row: int) -> Revision:
        return Revision(
            id=self._names[self._id[row]],
            type=self._spoken[self._kind[row]],
            revision=self._revision[row],
            action=self._action_of(row),
            stated_by=self._names[self._stater[row]],
            recorded_on=date.fromordinal(self._recorded[row]),
            known_on=date.fromordinal(self._known[row]),
            content=self._store.get(row),
        )


def _form(content: Json) -> str:
    return json.dumps(content, sort_keys=True)


def _parties(content: Json) -> set[str]:
    found = {text(content, "subject")}
    rows = content.get("parties")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict):
            found.add(text(row, "party"))
    return found - {""}
