"""What dataset rules have in common: claims by tag, what is asked for and missing, and what belongs together.

A claim's key is a tuple of texts whose first is a tag. `ask` and `answer` are the tags of rules on something
missing: a statement that asks for another, with the body and the day by which the declared coverage is
looked up, and the id a statement answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gov_integrity.periods.partial import bounds

from .facts import Tallies, declared, kept
from .values import Claim, Context, Statement, Tally

__all__ = ["Key", "answers", "ask", "certainly_within", "joined", "unanswered"]

Key = tuple[str, ...]


def joined(tallies: Tallies, left: str, right: str) -> Iterator[tuple[Key, Tally, Key, Tally]]:
    """Every pair of a `left` and a `right` claim whose keys begin alike after the tag."""
    others: dict[str, list[tuple[Key, Tally]]] = defaultdict(list)
    for key, tally in kept(tallies, right):
        others[key[0]].append((key, tally))
    if others:
        for key, tally in kept(tallies, left):
            for other, its in others.get(key[0], ()):
                yield key, tally, other, its


def ask(statement: Statement, body: str, day: str, *more: str) -> Claim:
    """A claim that something about this statement must be there, by `body`, for `day` (empty: not known)."""
    return ("ask", statement["id"], body, day, *more), 0


def answers(statement: Statement, *more: str) -> Iterable[Claim]:
    """A claim for every statement that this one is about."""
    return [(("answer", one, *more), 0) for one in statement.get("about", ())]


def unanswered(tallies: Tallies, context: Context, covered: str) -> Iterator[tuple[Key, Tally]]:
    """The claims of `ask` that no `answer` names, inside what is declared complete: (id, body, day, …)."""
    answered = {key[0] for key, _ in kept(tallies, "answer")}
    for key, tally in kept(tallies, "ask"):
        if key[0] not in answered and declared(context, covered, key[1], key[2]):
            yield key, tally


def certainly_within(day: str, since: str, until: str, ended_on: str) -> bool:
    """Whether `day` lies, on every reading, in a time from `since` to `until` that ended on `ended_on`.

    Empty texts: an unknown day or beginning is never certain; without an end it goes on.
    """
    if not day or not since:
        return False
    first, last = bounds(day)
    return (
        bounds(since)[1] <= first
        and (not until or last <= bounds(until)[0])
        and (not ended_on or last < bounds(ended_on)[0])
    )
