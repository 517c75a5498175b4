"""Findings as data: the value, and the catalogue of what each code means."""

from .catalogue import Kind, finding, kind, technical_kinds
from .values import SEVERITIES, STAGES, Citation, Finding, Param, Place, RecordLabel, Severity, Stage

__all__ = [
    "SEVERITIES",
    "STAGES",
    "Citation",
    "Finding",
    "Kind",
    "Param",
    "Place",
    "RecordLabel",
    "Severity",
    "Stage",
    "finding",
    "kind",
    "technical_kinds",
]
