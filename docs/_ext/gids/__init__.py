"""Sphinx extension: targets of the standard, pages made from the one definition, Chinese search."""

from __future__ import annotations

from sphinx.application import Sphinx

from .api import join_names, resolve_api
from .domain import GidsDomain, check_requirements
from .search import Han
from .stubs import write_stubs

__all__ = ["setup"]


def setup(app: Sphinx) -> dict[str, object]:
    """Sphinx calls this."""
    app.add_domain(GidsDomain)
    app.add_search_language(Han)
    app.connect("config-inited", lambda app, _config: write_stubs(app.srcdir))
    app.connect("autodoc-process-docstring", join_names, priority=400)
    app.connect("missing-reference", resolve_api)
    app.connect("env-check-consistency", check_requirements)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
