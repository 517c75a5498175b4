"""What is exchanged: the typed model of packages and statements, and its specification.

Names load on first use, so that importing this room is cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_integrity._lazy import lazy

if TYPE_CHECKING:
    from .actions import TOMBSTONE_ACTIONS
    from .base import (
        STANDARD_VERSION,
        Coverage,
        Envelope,
        PackageEnd,
        PackageHeader,
        Record,
        Row,
        Statement,
        Tombstone,
    )
    from .forms import FORMS, Form
    from .registry import TYPES, model_for, model_names
    from .specs import FieldSpec, code_fields, field_specs, flat_specs, reference_fields, type_title
    from .structure import Fault, faults, fits, model_name, parse_json

__getattr__ = lazy(__name__, {
    "base": (
        "STANDARD_VERSION", "Coverage", "Envelope", "PackageEnd", "PackageHeader", "Record", "Row",
        "Statement", "Tombstone",
    ),
    "structure": ("Fault", "faults", "fits", "model_name", "parse_json"),
    "actions": ("TOMBSTONE_ACTIONS",),
    "forms": ("FORMS", "Form"),
    "registry": ("TYPES", "model_for", "model_names"),
    "specs": ("FieldSpec", "code_fields", "field_specs", "flat_specs", "reference_fields", "type_title"),
})  # fmt: skip

__all__ = [
    "FORMS",
    "STANDARD_VERSION",
    "TOMBSTONE_ACTIONS",
    "TYPES",
    "Coverage",
    "Envelope",
    "Fault",
    "FieldSpec",
    "Form",
    "PackageEnd",
    "PackageHeader",
    "Record",
    "Row",
    "Statement",
    "Tombstone",
    "code_fields",
    "faults",
    "field_specs",
    "fits",
    "flat_specs",
    "model_for",
    "model_name",
    "model_names",
    "parse_json",
    "reference_fields",
    "type_title",
]
