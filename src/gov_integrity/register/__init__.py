"""The register: statements compiled to the state of things, as known on one day and as true on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_integrity.periods.partial import span

from .archive import ArchiveEntry
from .conflicts import Conflict, Standpoint
from .register import Register
from .responsibility import Answerable, Responsibility
from .standing import STANDINGS, Standing
from .state import State
from .statements import Fault, Received, Revision
from .succession import Holder
from .words import Word, word

if TYPE_CHECKING:
    from .reading import received

__all__ = [
    "STANDINGS",
    "Answerable",
    "ArchiveEntry",
    "Conflict",
    "Fault",
    "Holder",
    "Received",
    "Register",
    "Responsibility",
    "Revision",
    "Standing",
    "Standpoint",
    "State",
    "Word",
    "received",
    "span",
    "word",
]


def __getattr__(name: str) -> object:
    # Reading files needs the model; a register of statements at hand does not.
    if name != "received":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .reading import received

    return received
