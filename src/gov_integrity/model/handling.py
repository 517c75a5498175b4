"""What is done with information, and the supervision of bodies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gov_integrity.model.annotations import Bool, Code, Codes, Day, Opt, Ref, Rows, Str, Text
from gov_integrity.model.base import Row, Statement

__all__ = ["Handling", "Inspection", "InspectionFinding"]


class Handling(Statement):
    """What was done with information: collected, submitted, shared, queried, archived, merged."""

    type: Literal["handling"]
    operation: Annotated[str, Code("handling-operation")]
    subject: Opt[Annotated[str, Ref(("organisation", "person"))]] = None
    source: Opt[Annotated[str, Ref(("organisation",))]] = None
    recipient: Opt[Annotated[str, Ref(("organisation",))]] = None
    register_: Opt[Str] = Field(default=None, alias="register")
    register_no: Opt[Str] = None
    entry_no: Opt[Str] = None
    done_on: Opt[Day] = None
    kinds: Codes[Annotated[str, Code("information-kind")]] = None
    purpose: Opt[Annotated[str, Code("credit-use")]] = None
    scope: Opt[Text] = None
    conditions_met: Opt[Bool] = None
    result: Opt[Annotated[str, Code("handling-result")]] = None


class InspectionFinding(Row):
    """One finding of an inspection."""

    kind: Opt[Annotated[str, Code("finding-kind")]] = None
    content: Text


class Inspection(Statement):
    """Special, horizontal, judicial or social supervision of a body."""

    type: Literal["inspection"]
    subject: Annotated[str, Ref(("organisation",))]
    kind: Annotated[str, Code("inspection-kind")]
    matters: Codes[Annotated[str, Code("inspection-matter")]] = None
    done_on: Opt[Day] = None
    result: Opt[Annotated[str, Code("inspection-result")]] = None
    findings: Rows[InspectionFinding] = None
