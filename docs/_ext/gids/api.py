"""Pages of the public modules: every name of `__all__`, models aside (their fields stand in tables)."""

from __future__ import annotations

import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from os.path import commonpath
from types import ModuleType
from typing import Literal, get_args, get_origin

from docutils.nodes import Element
from pydantic import BaseModel
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import PycodeError
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.nodes import make_refnode

import gov_integrity

__all__ = ["api_pages", "join_names", "resolve_api"]

_INNER = (
    "evaluation.methods",
    "evaluation.simulation",
    "findings.report",
    "identifiers.uscc",
    "identifiers.orgcode",
    "identifiers.ric",
    "identifiers.division",
    "schema.requirements",
)
"""Modules inside a room that users name as such."""

_SEVERAL = re.compile(r"^    \w+(?:, \w+)+(?=: )")


def api_pages() -> dict[str, str]:
    """Text of the page of each public module, by its name; an object is described once, then linked to."""
    described: dict[str, str] = {}
    return {module.__name__: _page(module, described) for module in _modules()}


def _modules() -> Iterator[ModuleType]:
    """The public modules, the front door last."""
    rooms = [item.name for item in pkgutil.iter_modules(gov_integrity.__path__)]
    for name in sorted(room for room in rooms if room != "cli" and not room.startswith("_")):
        module = import_module(f"gov_integrity.{name}")
        if getattr(module, "__all__", ()):
            yield module
        elif hasattr(module, "__path__"):
            yield from _inside(module)
    for name in _INNER:
        yield import_module(f"gov_integrity.{name}")
    yield gov_integrity


def _inside(room: ModuleType) -> Iterator[ModuleType]:
    for item in pkgutil.iter_modules(room.__path__):
        if not item.ispkg and not item.name.startswith("_"):
            module = import_module(f"{room.__name__}.{item.name}")
            if getattr(module, "__all__", ()):
                yield module


def _page(module: ModuleType, described: dict[str, str]) -> str:
    name = module.__name__
    parts = [f"{name}\n{'=' * len(name)}\n", f".. automodule:: {name}\n   :no-members:\n"]
    for public in sorted(module.__all__, key=str.lower):
        value = getattr(module, public)
        home = _defined(module, public, value)
        if home in described:
            parts.append(f"* :py:obj:`{public} <{described[home]}>`\n")
        else:
            parts.append(_entry(name, public, value, home))
            if home:
                described[home] = f"{name}.{public}" if _is_code(value) else home
    return "\n".join(parts)


def _entry(module: str, name: str, value: object, home: str) -> str:
    if inspect.isclass(value) and issubclass(value, BaseModel):
        return f"``{name}`` – {inspect.getdoc(value)}\n"
    if inspect.isclass(value):
        members = "" if issubclass(value, Exception) else "   :members:\n"
        return f".. autoclass:: {module}.{name}\n{members}"
    if inspect.isroutine(value):
        return f".. autofunction:: {module}.{name}\n"
    if home:
        return f".. autodata:: {home}\n   :no-value:\n"
    return f"``{name}``{_values(value)}\n"


def _values(value: object) -> str:
    """What a constant that no module describes may be: the words of a literal type, or those it holds."""
    known = get_args(value) if get_origin(value) is Literal else value
    if isinstance(known, tuple) and known and all(isinstance(one, str) for one in known):
        return " – " + ", ".join(f"``{one}``" for one in known)
    return f" – ``{value!r}``" if isinstance(value, str | int) else ""


def _is_code(value: object) -> bool:
    return inspect.isclass(value) or inspect.isroutine(value)


def _defined(room: ModuleType, name: str, value: object) -> str:
    """Full name of an object where it is defined; empty for a constant that no module describes."""
    if _is_code(value):
        return f"{value.__module__}.{value.__qualname__}"
    for module in sorted(sys.modules):
        if f"{module}.".startswith(f"{room.__name__}.") and hasattr(sys.modules[module], name):
            try:
                described = ModuleAnalyzer.for_module(module).find_attr_docs()
            except PycodeError:
                continue
            if ("", name) in described:
                return f"{module}.{name}"
    return ""


def join_names(
    _app: Sphinx, _what: str, _name: str, _value: object, _options: object, lines: list[str]
) -> None:
    """Take `a, b: text` for one attribute of two names; else `a,` would be printed as the type of `b`."""
    lines[:] = [_SEVERAL.sub(lambda found: found[0].replace(", ", ","), line) for line in lines]


def resolve_api(app: Sphinx, env: BuildEnvironment, node: pending_xref, content: Element) -> Element | None:
    """A name of ours that is documented at another module than the one it is defined in."""
    target = str(node.get("reftarget", ""))
    if node.get("refdomain") != "py" or not target.startswith("gov_integrity."):
        return None
    leaf = target.rpartition(".")[2]
    known = env.get_domain("py").objects
    same = [name for name in sorted(known) if name.rpartition(".")[2] == leaf]
    if not same:
        return None
    found = max(same, key=lambda name: len(commonpath([name.replace(".", "/"), target.replace(".", "/")])))
    entry = known[found]
    return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, content, found)
