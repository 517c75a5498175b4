"""What all statements share: the envelope, its child rows, and the tombstone of a withdrawn statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gov_integrity.model.actions import TOMBSTONE_ACTIONS
from gov_integrity.model.annotations import (
    Code,
    Count,
    Day,
    Hex,
    Id,
    Moment,
    Money,
    Of,
    Opt,
    Ordinal,
    Ref,
    Refs,
    Rows,
    Str,
    Text,
    Uri,
)

__all__ = [
    "STANDARD_VERSION", "Basis", "Coverage", "Envelope", "Evidence", "Identifier", "PackageEnd",
    "PackageHeader", "Party", "Record", "Row", "Statement", "Step", "Tombstone",
]  # fmt: skip

STANDARD_VERSION = "1.0-draft"
"""The version of the standard this model is."""

EXTENSION_KEY = "^x_[a-z0-9]{2,16}_[a-z0-9_]{1,40}$"
"""Names of columns a profile may add: x_, its registered prefix, _ and a name."""

_CONFIG = ConfigDict(
    frozen=True,
    extra="forbid",
    populate_by_name=True,
    hide_input_in_errors=True,
    defer_build=True,
    protected_namespaces=(),
)


class Record(BaseModel):
    """Base of everything exchanged: frozen, closed, absent instead of null, silent about its content."""

    model_config = _CONFIG

    def to_json(self) -> dict[str, object]:
        """The value as plain JSON objects, absent fields left out, under their exchanged names."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        # Values may be personal data; a repr ends up in logs.
        for name in ("type", "id", "revision", "no"):
            if name in type(self).model_fields:
                yield name, getattr(self, name)

    def __str__(self) -> str:
        return repr(self)


class Row(Record):
    """A row of a child list; `no` names it, unique in its list and stable over revisions."""

    no: Ordinal


class Identifier(Row):
    """A number that the thing bears in some numbering."""

    scheme: Annotated[str, Code("identifier-scheme")]
    value: Str
    valid_until: Opt[Day] = None


class Basis(Row):
    """A law or document the statement relies on."""

    document: Str
    clause: Opt[Str] = None
    edition: Opt[Str] = None
    role: Opt[Annotated[str, Code("basis-role")]] = None


class Evidence(Row):
    """A document that proves the statement or one of its rows."""

    title: Str
    number: Opt[Str] = None
    issued_on: Opt[Day] = None
    url: Opt[Uri] = None
    file: Opt[Str] = None
    sha256: Opt[Hex] = None
    access: Opt[Annotated[str, Code("access")]] = None
    part: Opt[Str] = None


class Party(Row):
    """Someone who plays a part besides the stating body, with dates."""

    role: Annotated[str, Code("party-role")]
    party: Opt[Annotated[str, Ref(("organisation", "person"))]] = None
    name: Opt[Str] = None
    from_: Opt[Day] = Field(default=None, alias="from")
    until: Opt[Day] = None
    stage: Opt[Annotated[str, Code("project-stage")]] = None
    duty: Opt[Text] = None


class Step(Row):
    """Something done on a day: by whom, towards whom, with which outcome."""

    step: Annotated[str, Code("step")]
    on: Opt[Day] = None
    until: Opt[Day] = None
    by: Opt[Annotated[str, Ref(("organisation", "person"))]] = None
    to: Opt[Annotated[str, Ref(("organisation", "person"))]] = None
    outcome: Opt[Annotated[str, Code("step-outcome")]] = None
    count: Opt[Count] = None
    note: Opt[Text] = None


class Envelope(Record):
    """The part every revision of every statement has, a withdrawn or erased one included."""

    type: str
    id: Id
    revision: Ordinal
    action: str
    action_reason: Opt[Text] = None
    stated_by: Annotated[str, Ref(("organisation",))]
    recorded_at: Moment
    access: Annotated[str, Code("access")]
    basis: Rows[Basis] = None


class Statement(Envelope):
    """A statement that says something: the envelope and what all types may carry besides."""

    model_config = ConfigDict(extra="allow")
    # Without init=False a type checker takes it for a required argument.
    __pydantic_extra__: dict[Annotated[str, Field(pattern=EXTENSION_KEY)], Str] = Field(init=False)

    action: Annotated[str, Code("revision-action", only=("make", "update", "correct"))]
    about: Refs[Annotated[str, Ref()]] = None
    currency: Opt[Annotated[str, Code("currency")]] = None
    rounded_to: Opt[Money] = None
    remarks: Opt[Text] = None
    identifiers: Rows[Identifier] = None
    evidence: Rows[Evidence] = None
    parties: Rows[Party] = None
    steps: Rows[Step] = None


class Tombstone(Envelope):
    """A statement withdrawn or erased: the envelope alone, under the type it had."""

    type: Annotated[str, Code("statement-type")]
    action: Annotated[str, Code("revision-action", only=TOMBSTONE_ACTIONS)]


class Coverage(Row):
    """Types, body and period for which the sender declares that the package is complete."""

    type: Annotated[str, Code("statement-type")]
    body: Opt[Annotated[str, Ref(("organisation",))]] = None
    from_: Opt[Day] = Field(default=None, alias="from")
    until: Opt[Day] = None


class PackageHeader(Record):
    """The header of a delivery: who sends what to whom, under which version and profile."""

    type: Literal["package"]
    version: Annotated[str, Of("version")]
    id: Id
    profile: Annotated[str, Code("profile")]
    sender: Annotated[str, Ref(("organisation",))]
    recipient: Opt[Annotated[str, Ref(("organisation",))]] = None
    created_at: Moment
    extent: Annotated[str, Code("package-extent")]
    follows: Opt[Id] = None
    id_key: Opt[Str] = None
    coverage: Rows[Coverage] = None
    statement_count: Opt[Count] = None
    statements_sha256: Opt[Hex] = None


class PackageEnd(Record):
    """The last line of an NDJSON package: shows that nothing was cut off or joined."""

    type: Literal["package_end"]
    id: Id
    statement_count: Count
    statements_sha256: Hex
