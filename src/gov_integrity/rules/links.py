"""Statements that another statement must answer: those asked for, and those that `about` points at.

Ids are kept as digests, so that what a rule keeps of a large file stays small.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from sys import intern

from .facts import Tallies, declared, kept
from .values import Claim, Context, Statement, Tally

__all__ = ["answered", "asked", "digest", "unanswered"]


def digest(ident: str) -> bytes:
    """A short stand-in for an id; two ids of one file share it only by an accident of 1 in 10^18."""
    return blake2b(ident.encode(), digest_size=12).digest()


def asked(statement: Statement, *days: str) -> Claim:
    """The statement must be answered: by its subject, on or after the first of the named days it has."""
    day = next((statement[name] for name in days if name in statement), "")
    return ("asked", digest(statement["id"]), intern(statement.get("subject", "")), day), 0


def answered(statement: Statement) -> Iterator[Claim]:
    """The statements that this one is about."""
    for target in statement.get("about", ()):
        yield digest(target), 0


def unanswered(tallies: Tallies, context: Context, kind: str) -> Iterator[Tally]:
    """What was asked for and no statement is about, where statements of `kind` are declared complete."""
    for (ident, body, day), tally in kept(tallies, "asked"):
        if ident not in tallies and declared(context, kind, body, day):
            yield tally
