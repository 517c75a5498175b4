"""The same fact told by several statements: which one prevails, and why.

Natural key: type, subject and normalised document number. The body that decided knows its own decision
(发改委令第36号: who recognised it, repairs it), so its statement prevails; without one, the first known
stands until it speaks. Nothing is deleted: scores and publication count the one that prevails.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from attrs import frozen

from gov_integrity.register.state import State
from gov_integrity.register.statements import Json, text
from gov_integrity.tables import read_rows, unique

__all__ = ["Conflict", "Standpoint", "conflict_of", "natural_key", "normalised"]

Key = tuple[str, str, str]

_BRACKETS = str.maketrans(dict.fromkeys("([{【「〈", "〔") | dict.fromkeys(")]}】」〉", "〕"))
_BLANKS = r"\s\u200b-\u200d\u2060\ufeff"
_NOISE = re.compile(f"[{_BLANKS}]+")
# Most numbers are made of these alone, which have no other form; to see that is cheaper than to look for one.
_SETTLED = re.compile("[0-9a-z〔〕\u4e00-\u9fff-]*").fullmatch


@frozen(slots=True)
class Standpoint:
    """One of the statements: its id and the body that made it."""

    id: str
    stated_by: str


@frozen(slots=True)
class Conflict:
    """A fact that stands more than once.

    Attributes:
        type, subject, number: The natural key; the number normalised.
        prevailing: The statement that counts.
        others: Those that stand behind it, in the order of their ids.
        reason: Code why it prevails (see `word`).
    """

    type: str
    subject: str
    number: str
    prevailing: Standpoint
    others: tuple[Standpoint, ...]
    reason: str


@frozen(slots=True)
class _Fields:
    number: tuple[str, ...]
    decider: tuple[str, ...]


@cache
def _fields() -> Mapping[str, _Fields]:
    found: dict[str, _Fields] = {}
    columns = ("type", "number", "decider", "source")
    for row in read_rows(files(__package__) / "data" / "numbers.csv", columns):
        value = _Fields(tuple(row.text("number").split()), tuple(row.cells["decider"].split()))
        unique(found, row.text("type"), value, row)
    return found


def normalised(number: str) -> str:
    """A document number in one form: width, kind of brackets, blanks and letter case do not distinguish."""
    if _SETTLED(number):
        return number
    plain = unicodedata.normalize("NFKC", number)
    return _NOISE.sub("", plain).translate(_BRACKETS).casefold()


def natural_key(statement: Json) -> Key | None:
    """Type, subject and normalised number of a statement; None when it has no number or no subject."""
    kind, subject = text(statement, "type"), text(statement, "subject")
    fields = _fields().get(kind)
    if fields is None or not subject:
        return None
    for name in fields.number:
        if number := text(statement, name):
            key = normalised(number)
            return (kind, subject, key) if key else None
    return None


def conflict_of(key: Key, states: Sequence[State], continues: Callable[[str, str], bool]) -> Conflict:
    """Decide between statements of one fact; `continues(later, earlier)` knows successors."""

    def decided(state: State) -> bool:
        deciders = [text(state.content, name) for name in _fields()[key[0]].decider]
        deciders += _deciding_parties(state)
        return any(one and (state.stated_by == one or continues(state.stated_by, one)) for one in deciders)

    ordered = sorted(states, key=lambda state: (state.known_on, state.recorded_on, state.id))
    own = [state for state in ordered if decided(state)]
    prevailing = (own or ordered)[0]
    others = sorted((state for state in states if state is not prevailing), key=lambda state: state.id)
    return Conflict(
        *key,
        prevailing=Standpoint(prevailing.id, prevailing.stated_by),
        others=tuple(Standpoint(state.id, state.stated_by) for state in others),
        reason="deciding-body" if own else "first-known",
    )


def _deciding_parties(state: State) -> list[str]:
    rows = state.content.get("parties")
    return [
        text(row, "party")
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and row.get("role") == "deciding-body"
    ]
