"""The index systems that come with the package: published ones, the reference index, and the patterns.

They are data (`data/published/*.json`, `data/reference/*.json`, `data/patterns/*.json`): one statement of
type `index` a file. Published systems name their source and how sure we are of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import cast

from gov_integrity.errors import UsageError
from gov_integrity.evaluation.checking import read_index
from gov_integrity.evaluation.definition import Index

__all__ = ["FOLDERS", "builtin_index", "builtin_names", "builtin_statement"]

FOLDERS = ("reference", "published", "patterns")


@cache
def _places() -> Mapping[str, str]:
    found = {}
    for folder in FOLDERS:
        for item in (files(__package__) / "data" / folder).iterdir():
            if item.name.endswith(".json"):
                found[item.name.removesuffix(".json")] = folder
    return found


def builtin_names() -> tuple[tuple[str, str], ...]:
    """(folder, name) of every built-in index, reference first, in a stable order."""
    return tuple(sorted(((folder, name) for name, folder in _places().items()),
                        key=lambda pair: (FOLDERS.index(pair[0]), pair[1])))  # fmt: skip


@cache
def builtin_statement(name: str) -> Mapping[str, object]:
    """The `index` statement of a built-in index. Raises `UsageError` for an unknown name."""
    folder = _places().get(name)
    if folder is None:
        raise UsageError("没有名为 {name} 的内置指标体系", "there is no built-in index {name}", name=name)
    text = (files(__package__) / "data" / folder / f"{name}.json").read_text(encoding="utf-8")
    return cast("Mapping[str, object]", json.loads(text))


@cache
def builtin_index(name: str) -> Index:
    """A built-in index, checked. Raises `UsageError` for an unknown name."""
    return read_index(builtin_statement(name), f"{name}.json")
