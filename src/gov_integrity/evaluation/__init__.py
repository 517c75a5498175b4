"""Evaluation: index systems as data, and scores that can be followed down to the record and the article.

Names load on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_integrity._lazy import lazy

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

__getattr__ = lazy(__name__, {
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
})  # fmt: skip

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
