"""The domain `gi`: sentences of the standard, types, fields, code lists and findings as targets of links.

A link to something that does not exist is a warning; every target stands in the inventory, so that other
standards can cite it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import ClassVar

from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from gov_integrity.policy import clauses
from gov_integrity.schema.requirements import requirements

from .directives import CodesDirective, FieldsDirective, FormsDirective, KindsDirective, RequirementsDirective

__all__ = ["GidsDomain", "check_requirements"]

_NAMES = {
    "req": "条款 requirement",
    "type": "类型 type",
    "field": "字段 field",
    "codelist": "代码表 code list",
    "finding": "问题代码 finding",
    "form": "写法 form",
    "code": "代码 code",
    "clause": "政策条款 policy clause",
}


class GidsDomain(Domain):
    """Targets by kind and name."""

    name = "gi"
    label = "GIDS"
    object_types: ClassVar = {kind: ObjType(label, kind) for kind, label in _NAMES.items()}
    roles: ClassVar = {kind: XRefRole(warn_dangling=True) for kind in _NAMES}
    directives: ClassVar = {
        "requirements": RequirementsDirective,
        "fields": FieldsDirective,
        "codes": CodesDirective,
        "kinds": KindsDirective,
        "forms": FormsDirective,
    }
    initial_data: ClassVar = {"objects": {}}
    dangling_warnings: ClassVar = {kind: f"没有 {label}:%(target)s" for kind, label in _NAMES.items()}

    @property
    def objects(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Page and anchor of every target by kind and name."""
        return self.data["objects"]

    def note(self, kind: str, name: str, anchor: str) -> None:
        """Remember a target of the page being read; a second one of the same name is a mistake."""
        known = self.objects.get((kind, name))
        if known and known[0] != self.env.docname:
            logging.getLogger(__name__).warning("%s %s stands twice", kind, name, location=self.env.docname)
        self.objects[kind, name] = (self.env.docname, anchor)

    def clear_doc(self, docname: str) -> None:
        """Forget the targets of a page."""
        for key in [key for key, (page, _) in self.objects.items() if page == docname]:
            del self.objects[key]

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, object]) -> None:
        """Take over what another process has read."""
        self.objects.update({key: at for key, at in otherdata["objects"].items() if at[0] in docnames})

    def resolve_xref(  # noqa: PLR0917 (Sphinx calls it so)
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,  # noqa: ARG002
        contnode: Element,
    ) -> Element | None:
        """The link, or None where there is no such target; a clause has its line among the traced ones."""
        if typ == "clause" and target in clauses():
            document, _, place = target.partition("/")
            page = f"generated/traceability/{document}"
            return make_refnode(builder, fromdocname, page, f"clause-{place}", contnode, target)
        found = self.objects.get((typ, target))
        return make_refnode(builder, fromdocname, *found, contnode, target) if found else None

    def resolve_any_xref(self, *_args: object) -> list[tuple[str, Element]]:
        """Links name their kind."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """All targets for inventory and search."""
        for (kind, name), (page, anchor) in self.objects.items():
            yield name, name, kind, page, anchor, 1


def check_requirements(_app: Sphinx, env: BuildEnvironment) -> None:
    """Every sentence of the standard stands on a page."""
    domain = env.get_domain("gi")
    for one in requirements():
        if ("req", one) not in domain.objects:
            logging.getLogger(__name__).warning("%s stands on no page", one)
