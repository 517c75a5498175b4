"""Statements that another statement must answer: those asked for, and those that `about` points at.

Ids are kept as digests, so that what a rule keeps of a large file stays small.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from .facts import Tallies
from .values import Claim, Statement, Tally

__all__ = ["answered", "asked", "digest", "unanswered"]


def digest(ident: str) -> bytes:
    """A short stand-in for an id; two ids of one file share it only by an accident of 1 in 10^18."""
    return blake2b(ident.encode(), digest_size=12).digest()


def asked(ident: str) -> Claim:
    """The statement `ident` must be the subject of another."""
    return b"?" + digest(ident), 0


def answered(statement: Statement) -> Iterator[Claim]:
    """The statements that this one is about."""
    for target in statement.get("about", ()):
        yield b"!" + digest(target), 0


def unanswered(tallies: Tallies) -> Iterator[Tally]:
    """What was asked for and no statement is about."""
    for key, tally in tallies.items():
        if isinstance(key, bytes) and key.startswith(b"?") and b"!" + key[1:] not in tallies:
            yield tally
