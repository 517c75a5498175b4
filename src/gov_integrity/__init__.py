"""政务诚信数据标准 - reference data standard and library for government integrity records.

Names load on first use: importing the package starts nothing and reads nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_integrity._lazy import lazy

if TYPE_CHECKING:
    from .errors import (
        DataFileError,
        GovIntegrityError,
        InputError,
        RefusedError,
        UndeterminedError,
        UsageError,
    )
    from .exchange import Package, load, write
    from .findings import Citation, Finding, Place
    from .findings.report import Report
    from .model import STANDARD_VERSION, field_specs, model_for
    from .policy import profile
    from .validation import validate

__version__ = "0.1.0"

__getattr__ = lazy(__name__, {
    "errors": (
        "DataFileError", "GovIntegrityError", "InputError", "RefusedError", "UndeterminedError", "UsageError",
    ),
    "exchange": ("Package", "load", "write"),
    "findings": ("Citation", "Finding", "Place"),
    "findings.report": ("Report",),
    "model": ("STANDARD_VERSION", "field_specs", "model_for"),
    "policy": ("profile",),
    "validation": ("validate",),
})  # fmt: skip

__all__ = [
    "STANDARD_VERSION",
    "Citation",
    "DataFileError",
    "Finding",
    "GovIntegrityError",
    "InputError",
    "Package",
    "Place",
    "RefusedError",
    "Report",
    "UndeterminedError",
    "UsageError",
    "__version__",
    "field_specs",
    "load",
    "model_for",
    "profile",
    "validate",
    "write",
]


def __dir__() -> list[str]:
    return sorted(__all__)
