"""Pages of the public modules: every name of `__all__`, models aside (their fields stand in tables)."""

from __future__ import annotations

import inspect
import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from docutils.nodes import Element
from pydantic import BaseModel
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import PycodeError
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.nodes import make_refnode

import gov_integrity

__all__ = ["api_pages", "resolve_api"]

_INNER = (
    "identifiers.uscc",
    "identifiers.orgcode",
    "identifiers.ric",
    "identifiers.division",
    "schema.requirements",
)
"""Modules inside a room that users name as such."""


def api_pages() -> dict[str, str]:
    """Text of the page of each public module, by its name."""
    return {module.__name__: _page(module) for module in _modules()}


def _modules() -> Iterator[ModuleType]:
    rooms = [item.name for item in pkgutil.iter_modules(gov_integrity.__path__)]
    if getattr(gov_integrity, "__all__", ()):
        yield gov_integrity
    for name in sorted(room for room in rooms if room != "cli" and not room.startswith("_")):
        module = import_module(f"gov_integrity.{name}")
        if getattr(module, "__all__", ()):
            yield module
        elif hasattr(module, "__path__"):
            yield from _inside(module)
    for name in _INNER:
        yield import_module(f"gov_integrity.{name}")


def _inside(room: ModuleType) -> Iterator[ModuleType]:
    for item in pkgutil.iter_modules(room.__path__):
        if not item.ispkg and not item.name.startswith("_"):
            module = import_module(f"{room.__name__}.{item.name}")
            if getattr(module, "__all__", ()):
                yield module


def _page(module: ModuleType) -> str:
    name = module.__name__
    parts = [f"{name}\n{'=' * len(name)}\n", f".. automodule:: {name}\n   :no-members:\n"]
    for public in sorted(module.__all__, key=str.lower):
        parts.extend(_entry(name, public, getattr(module, public)))
    return "\n".join(parts)


def _entry(module: str, name: str, value: object) -> Iterator[str]:
    if inspect.isclass(value) and issubclass(value, BaseModel):
        yield f"``{name}`` – {inspect.getdoc(value)}\n"
    elif inspect.ismodule(value):
        return
    elif inspect.isclass(value):
        members = "" if issubclass(value, Exception) else "   :members:\n"
        yield f".. autoclass:: {module}.{name}\n{members}"
    elif callable(value):
        yield f".. autofunction:: {module}.{name}\n"
    elif home := _home(module, name):
        yield f".. autodata:: {home}.{name}\n   :no-value:\n"
    else:
        yield f"``{name}``\n"


def _home(room: str, name: str) -> str:
    """The module of the room in which a constant is described; empty where none does."""
    for module in sorted(sys.modules):
        if f"{module}.".startswith(f"{room}.") and hasattr(sys.modules[module], name):
            try:
                described = ModuleAnalyzer.for_module(module).find_attr_docs()
            except PycodeError:
                continue
            if ("", name) in described:
                return module
    return ""


def resolve_api(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: Element) -> Element | None:
    """A name of ours that is documented at another module than the one it is defined in."""
    target = str(node.get("reftarget", ""))
    if node.get("refdomain") != "py":
        return None
    leaf = target.rpartition(".")[2]
    known = env.get_domain("py").objects
    found = next((name for name in sorted(known) if name.rpartition(".")[2] == leaf and leaf), None)
    if found is None or not target.startswith("gov_integrity."):
        return None
    entry = known[found]
    return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, content, found)
