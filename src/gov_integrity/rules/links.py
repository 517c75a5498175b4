"""Keys of what dataset rules keep: a statement that asks to be answered, and short stand-ins for ids."""

from __future__ import annotations

from hashlib import blake2b

from .claims import ask
from .values import Claim, Statement

__all__ = ["asked", "digest"]


def asked(statement: Statement, *days: str) -> Claim:
    """The statement must be answered: by its subject, on or after the first of the named days it has."""
    day = next((statement[name] for name in days if name in statement), "")
    return ask(statement, statement.get("subject", ""), day)


def digest(ident: str) -> bytes:
    """A short stand-in for an id; two ids of one file share it only by an accident of 1 in 10^18."""
    return blake2b(ident.encode(), digest_size=12).digest()
