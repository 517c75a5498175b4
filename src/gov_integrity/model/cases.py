"""Cases kept by one body, and matters before a court."""

from __future__ import annotations

from typing import Annotated, Literal

from gov_integrity.model.annotations import Bool, Code, Codes, Count, Day, Money, Opt, Ref, Rows, Str, Text
from gov_integrity.model.base import Row, Statement

__all__ = ["Case", "Correction", "CourtMatter"]


class Correction(Row):
    """A field of a statement found wrong, with the right value."""

    statement: Annotated[str, Ref()]
    field: Str
    former: Opt[Str] = None
    corrected: Opt[Str] = None


class Case(Statement):
    """A case with one keeper: rectification, repair, objection, complaint, mediation, warning."""

    type: Literal["case"]
    subject: Opt[Annotated[str, Ref(("organisation", "person"))]] = None
    kind: Annotated[str, Code("case-kind")]
    number: Opt[Str] = None
    topics: Codes[Annotated[str, Code("case-topic")]] = None
    domains: Codes[Annotated[str, Code("domain")]] = None
    channel: Opt[Annotated[str, Code("channel")]] = None
    content: Opt[Text] = None
    grounds: Codes[Annotated[str, Code("case-ground")]] = None
    method: Opt[Annotated[str, Code("case-method")]] = None
    level: Opt[Annotated[str, Code("warning-level")]] = None
    criterion: Opt[Str] = None
    supervised: Opt[Bool] = None
    opened_on: Opt[Day] = None
    due_on: Opt[Day] = None
    closed_on: Opt[Day] = None
    state: Opt[Annotated[str, Code("case-state")]] = None
    result: Opt[Annotated[str, Code("case-result")]] = None
    result_text: Opt[Text] = None
    measures: Opt[Text] = None
    recovered_amount: Opt[Money] = None
    corrections: Rows[Correction] = None


class CourtMatter(Statement):
    """Litigation, judgment debtor, help in enforcement or judicial suggestion."""

    type: Literal["court_matter"]
    subject: Annotated[str, Ref(("organisation", "person"))]
    kind: Annotated[str, Code("court-matter-kind")]
    case_no: Opt[Str] = None
    court: Opt[Annotated[str, Ref(("organisation",))]] = None
    filed_on: Opt[Day] = None
    matter: Opt[Str] = None
    document_no: Opt[Str] = None
    document_by: Opt[Annotated[str, Ref(("organisation",))]] = None
    obligation: Opt[Text] = None
    due_on: Opt[Day] = None
    performance_state: Opt[Annotated[str, Code("performance-state")]] = None
    performed_part: Opt[Text] = None
    unperformed_part: Opt[Text] = None
    performed_on: Opt[Day] = None
    listed_on: Opt[Day] = None
    delisted_on: Opt[Day] = None
    listing_ground: Opt[Annotated[str, Code("listing-ground")]] = None
    case_count: Opt[Count] = None
    head_appeared: Opt[Bool] = None
    outcome: Opt[Annotated[str, Code("court-outcome")]] = None
    loss_cause: Opt[Text] = None
    loss_problems: Codes[Annotated[str, Code("loss-problem")]] = None
