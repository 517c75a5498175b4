"""Evaluation: index systems as data, and scores that can be followed down to the record and the article.

Names load on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .builtin import builtin_index, builtin_names
    from .change import changed
    from .checking import check_index, read_index
    from .definition import Index, IndexRefusedError
    from .derivation import derive
    from .derivation.registered import registered
    from .engine import Run, assess, run
    from .explanation import explain
    from .observations import Body, Observation, read_bodies, read_observations
    from .result import Assessment, Node, Part
    from .statements import assessment_statement
    from .summary import overall_row
    from .warning import warning_statement, watch

_HOMES = {
    "builtin": ("builtin_index", "builtin_names"),
    "change": ("changed",),
    "checking": ("check_index", "read_index"),
    "definition": ("Index", "IndexRefusedError"),
    "derivation": ("derive",),
    "derivation.registered": ("registered",),
    "engine": ("Run", "assess", "run"),
    "explanation": ("explain",),
    "observations": ("Body", "Observation", "read_bodies", "read_observations"),
    "result": ("Assessment", "Node", "Part"),
    "statements": ("assessment_statement",),
    "summary": ("overall_row",),
    "warning": ("warning_statement", "watch"),
}
_WHERE = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Assessment",
    "Body",
    "Index",
    "IndexRefusedError",
    "Node",
    "Observation",
    "Part",
    "Run",
    "assess",
    "assessment_statement",
    "builtin_index",
    "builtin_names",
    "changed",
    "check_index",
    "derive",
    "explain",
    "overall_row",
    "read_bodies",
    "read_index",
    "read_observations",
    "registered",
    "run",
    "warning_statement",
    "watch",
]


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
