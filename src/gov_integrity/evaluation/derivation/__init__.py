"""Observations derived from statements: named, cited definitions, so that two agencies compute the same."""

from gov_integrity.evaluation.derivation.definitions import Metric, metrics
from gov_integrity.evaluation.derivation.derive import derive

__all__ = ["Metric", "derive", "metrics"]
