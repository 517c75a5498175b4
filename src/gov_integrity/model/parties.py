"""Bodies and persons: who governments, departments, courts, enterprises and officials are, over time."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gov_integrity.model.annotations import Bool, Code, Day, Hex, Of, Opt, Ref, Rows, Str, Text, Uscc
from gov_integrity.model.base import Row, Statement

__all__ = ["History", "Organisation", "Person", "Post", "Succession"]


class History(Row):
    """A former or other value of a property of the body, with dates."""

    field: Annotated[str, Code("organisation-property")]
    value: Str
    from_: Opt[Day] = Field(default=None, alias="from")
    until: Opt[Day] = None


class Succession(Row):
    """A body whose rights and duties this body has taken over."""

    predecessor: Annotated[str, Ref(("organisation",))]
    kind: Annotated[str, Code("succession-kind")]
    on: Opt[Day] = None
    scope: Opt[Text] = None


class Organisation(Statement):
    """A body: government, department, institution, court, village body, enterprise, third party."""

    type: Literal["organisation"]
    uscc: Opt[Uscc] = None
    name: Str
    kind: Annotated[str, Code("organisation-kind")]
    level: Opt[Annotated[str, Code("administrative-level")]] = None
    division: Opt[Annotated[str, Code("division")]] = None
    parent: Opt[Annotated[str, Ref(("organisation",))]] = None
    publicly_funded: Opt[Bool] = None
    unnamed: Opt[Bool] = None
    since: Opt[Day] = None
    until: Opt[Day] = None
    history: Rows[History] = None
    successions: Rows[Succession] = None


class Post(Row):
    """A post a person holds or held."""

    organisation: Annotated[str, Ref(("organisation",))]
    title: Opt[Str] = None
    role: Opt[Annotated[str, Code("post-role")]] = None
    from_: Opt[Day] = Field(default=None, alias="from")
    until: Opt[Day] = None


class Person(Statement):
    """A natural person, with the least that identifies the role played."""

    type: Literal["person"]
    name: Str
    kind: Annotated[str, Code("person-kind")]
    id_type: Opt[Annotated[str, Code("identity-document")]] = None
    id_masked: Opt[Annotated[str, Of("masked")]] = None
    id_digest: Opt[Hex] = None
    id_key: Opt[Str] = None
    posts: Rows[Post] = None
