"""The report as JSON: the contract that every other format is made from."""

from __future__ import annotations

import json
from collections.abc import Mapping

__all__ = ["render"]


def render(report: Mapping[str, object], lang: str = "zh") -> str:  # noqa: ARG001 (data has no language)
    """The JSON text of a report, the same bytes on every run; ends with a line feed."""
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"
