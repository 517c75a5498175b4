"""Ids and their numbers in little memory: one string of bytes and a hash table of numbers.

A dict of a million ids costs some 200 bytes each, of which the text is 40; this costs about 70.
"""

from __future__ import annotations

from array import array

from attrs import define, field

__all__ = ["Names"]

_NONE = -1
_FIRST_SIZE = 1 << 10


def _empty(size: int) -> array[int]:
    return array("i", [_NONE]) * size


@define(slots=True)
class Names:
    """Numbers ids from 0 in the order in which they are met."""

    _text: bytearray = field(factory=bytearray, init=False, repr=False)
    _stops: array[int] = field(factory=lambda: array("Q", [0]), init=False, repr=False)
    _table: array[int] = field(factory=lambda: _empty(_FIRST_SIZE), init=False, repr=False)

    def __len__(self) -> int:
        return len(self._stops) - 1

    def __getitem__(self, number: int) -> str:
        return self._text[self._stops[number] : self._stops[number + 1]].decode("utf-8", "surrogatepass")

    def find(self, name: str) -> int | None:
        """The number of an id; None for one not met."""
        found = self._table[self._slot(name)]
        return None if found == _NONE else found

    def number(self, name: str) -> int:
        """The number of an id, a new one where it was not met before."""
        slot = self._slot(name)
        if (found := self._table[slot]) != _NONE:
            return found
        new = len(self)
        self._text += name.encode("utf-8", "surrogatepass")
        self._stops.append(len(self._text))
        self._table[slot] = new
        if 2 * len(self) > len(self._table):
            self._grow()
        return new

    def _slot(self, name: str) -> int:
        """Where the number of an id stands, or the free place where it belongs."""
        raw, table, mask = name.encode("utf-8", "surrogatepass"), self._table, len(self._table) - 1
        slot = hash(name) & mask
        while (found := table[slot]) != _NONE:
            if self._text[self._stops[found] : self._stops[found + 1]] == raw:
                break
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        size = 2 * len(self._table)
        self._table = table = _empty(size)
        for number in range(len(self)):
            slot = hash(self[number]) & (size - 1)
            while table[slot] != _NONE:
                slot = (slot + 1) & (size - 1)
            table[slot] = number
