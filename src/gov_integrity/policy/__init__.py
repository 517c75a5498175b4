"""Jurisdiction profiles: what each policy text lays down, as data, resolved for a day.

A profile is a folder of tables that inherits from the profile above it. `profile` gives one as it applies,
`profiles` all that exist, `compare` the differences of two; `clauses` are the atomic clauses that rows cite.
"""

from .clause import Clause, clauses
from .difference import Aspect, Difference, compare
from .document import Property, properties
from .resolve import profile, profiles
from .section import Section, sections
from .values import STRENGTHS, DocumentFact, Entry, Head, Profile, Strength, Task

__all__ = [
    "STRENGTHS",
    "Aspect",
    "Clause",
    "Difference",
    "DocumentFact",
    "Entry",
    "Head",
    "Profile",
    "Property",
    "Section",
    "Strength",
    "Task",
    "clauses",
    "compare",
    "profile",
    "profiles",
    "properties",
    "sections",
]
