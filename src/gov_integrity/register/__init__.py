"""The register: statements compiled to the state of things, as known on one day and as true on another."""

from .archive import ArchiveEntry
from .conflicts import Conflict, Standpoint
from .reading import received
from .register import Register
from .responsibility import Answerable, Responsibility
from .standing import STANDINGS, Standing, span
from .state import State
from .statements import Fault, Received, Revision
from .succession import Holder
from .words import Word, word

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
