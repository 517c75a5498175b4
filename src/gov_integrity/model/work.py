"""The division of work: tasks, reports and activities."""

from __future__ import annotations

from typing import Annotated, Literal

from gov_integrity.model.annotations import Bool, Code, Codes, Count, Day, Opt, Ref, Rows, Str, Text
from gov_integrity.model.base import Row, Statement

__all__ = ["Activity", "Deliverable", "Report", "Section", "Task"]


class Deliverable(Row):
    """Something a task must bring about."""

    kind: Annotated[str, Code("deliverable-kind")]
    title: Str
    number: Opt[Str] = None
    issued_on: Opt[Day] = None
    version: Opt[Str] = None
    state: Opt[Annotated[str, Code("deliverable-state")]] = None


class Task(Statement):
    """A task of a plan with its units and deadline."""

    type: Literal["task"]
    number: Opt[Str] = None
    content: Text
    areas: Codes[Annotated[str, Code("task-area")]] = None
    due_on: Opt[Day] = None
    due_text: Opt[Str] = None
    state: Opt[Annotated[str, Code("task-state")]] = None
    done_on: Opt[Day] = None
    safeguards: Opt[Text] = None
    safeguard_kinds: Codes[Annotated[str, Code("safeguard-kind")]] = None
    deliverables: Rows[Deliverable] = None


class Section(Row):
    """One part of a report."""

    kind: Annotated[str, Code("report-section")]
    content: Text


class Report(Statement):
    """A half-year, yearly, analysis or credit report."""

    type: Literal["report"]
    subject: Annotated[str, Ref(("organisation",))]
    kind: Annotated[str, Code("report-kind")]
    number: Opt[Str] = None
    period_from: Opt[Day] = None
    period_until: Opt[Day] = None
    submitted_on: Opt[Day] = None
    sections: Rows[Section] = None


class Activity(Statement):
    """Training, meeting, publicity or signing of pledges."""

    type: Literal["activity"]
    subject: Annotated[str, Ref(("organisation",))]
    kind: Annotated[str, Code("activity-kind")]
    topics: Codes[Annotated[str, Code("activity-topic")]] = None
    form: Opt[Annotated[str, Code("activity-form")]] = None
    held_on: Opt[Day] = None
    participant_count: Opt[Count] = None
    registered: Opt[Bool] = None
    result: Opt[Text] = None
