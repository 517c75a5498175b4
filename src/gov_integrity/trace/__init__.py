"""Traceability: from each clause of the policies to what carries it here."""

from .artefacts import Artefact, artefacts
from .table import CHECKABLE, Traced, summary, table

__all__ = ["CHECKABLE", "Artefact", "Traced", "artefacts", "summary", "table"]
