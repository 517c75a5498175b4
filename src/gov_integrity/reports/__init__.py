"""Renderings of a report: each format is a module with a function `render` of the JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from gov_integrity.errors import UsageError

__all__ = ["FORMATS", "render"]

FORMATS = ("text", "json", "html", "csv", "ndjson", "sarif", "junit")
"""Names of the formats; each is a module of this package."""


def render(name: str, report: Mapping[str, object], lang: str = "zh") -> str:
    """The JSON form of a report in a format.

    Raises:
        UsageError: There is no such format or language.
        MissingExtraError: The format needs an extra that is not installed.
    """
    if name not in FORMATS:
        raise UsageError(
            "没有输出格式 {name};可用:{known}",
            "there is no output format {name}; there are: {known}",
            name=name,
            known=" ".join(FORMATS),
        )
    if lang not in ("zh", "en"):
        raise UsageError(
            "没有语言 {lang};可用:zh en", "there is no language {lang}; there are: zh en", lang=lang
        )
    text: str = import_module(f"{__package__}.{name}").render(report, lang)
    return text
