"""The published schema files: their names and exact bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from gov_integrity.model import STANDARD_VERSION, model_names
from gov_integrity.schema.emit import Json, bundle, flat, split
from gov_integrity.schema.report import report_schema
from gov_integrity.schema.vocabulary import metaschema, vocabulary

__all__ = ["built_files", "schema_files"]


def _bytes(schema: Json) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


@cache
def built_files() -> Mapping[str, bytes]:
    """The schema files as the model gives them now, by path below the version's folder, checksums last."""
    found = {f"flat/{name}.json": _bytes(flat(name)) for name in model_names()}
    found |= {f"{name}.json": _bytes(split(name)) for name in ("envelope", *model_names())}
    found["bundle.json"] = _bytes(bundle())
    found["validation-report.json"] = _bytes(report_schema())
    found["meta.json"] = _bytes(metaschema())
    found["vocabulary.json"] = _bytes(vocabulary())
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(found.items()))
    found["SHA256SUMS"] = sums.encode()
    return MappingProxyType(found)


def schema_files(version: str = STANDARD_VERSION) -> Mapping[str, bytes]:
    """The schema files shipped in the package for a version, by path.

    Raises:
        KeyError: That version is not shipped.
    """
    root = files(__package__) / "published" / version
    if not root.is_dir():
        raise KeyError(version)
    found: dict[str, bytes] = {}
    for item in root.iterdir():
        if item.is_dir():
            found |= {f"{item.name}/{leaf.name}": leaf.read_bytes() for leaf in item.iterdir()}
        else:
            found[item.name] = item.read_bytes()
    return MappingProxyType(dict(sorted(found.items())))
