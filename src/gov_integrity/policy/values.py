"""What a profile is made of: frozen values, each with the profile and the clauses it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from attrs import evolve, frozen

from gov_integrity.tables import Confidence

from .clause import part_of

__all__ = ["STRENGTHS", "DocumentFact", "Entry", "Head", "Profile", "Strength", "Task"]

Strength = Literal["must", "may", "encourage", "explore"]
STRENGTHS: Mapping[Strength, tuple[str, str]] = {
    "must": ("应当", "must"),
    "may": ("可", "may"),
    "encourage": ("鼓励", "encouraged"),
    "explore": ("探索", "to be explored"),
}


@frozen(slots=True)
class Head:
    """What identifies a profile.

    Attributes:
        id: Name of its folder; the id of its document in citations.
        title_zh, title_en: Title of the document.
        document: Document number, or how the document is cited.
        issuer_zh, issuer_en: Who issued it.
        division: GB/T 2260 code of the area; empty for the whole country.
        level: Code of `administrative-level`.
        issued_on: Date of issue.
        in_force_from: First day it applies.
        in_force_until: Last day it applies; None while it does.
        in_force_confidence: How sure `in_force_from` is; inferred where the text does not state it.
        confidence: How sure title, number and date of issue are.
        inherits: Id of the profile above; empty at the top.
        prefix: Prefix of codes this profile adds to open code lists; empty when it adds none.
    """

    id: str
    title_zh: str
    title_en: str
    document: str
    issuer_zh: str
    issuer_en: str
    division: str
    level: str
    issued_on: date
    in_force_from: date
    in_force_until: date | None
    in_force_confidence: Confidence
    confidence: Confidence
    inherits: str
    prefix: str

    def in_force_on(self, day: date) -> bool:
        """Whether it applies that day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


@frozen(slots=True)
class Entry:
    """One row of a section: what the text names, for whom, how strongly and on which condition.

    Attributes:
        section: Code of `sections.csv`.
        list, code: The code list and the code in it.
        target: Code of whom or what it applies to, in one of the target lists of the section; empty for all.
        strength: must (应当), may (可), encourage (鼓励) or explore (探索).
        value_zh, value_en: A name or a weight as printed, such as a platform or “重要参考”.
        clock: Id of the time limit; empty where the text sets none.
        condition_zh, condition_en: Condition or manner, as printed.
        clauses: The clauses that say so.
        confidence: How sure the row is; less than verified where the text itself was not read.
        origin: Id of the profile whose text says so.
    """

    section: str
    list: str
    code: str
    target: str
    strength: Strength
    value_zh: str
    value_en: str
    clock: str
    condition_zh: str
    condition_en: str
    clauses: tuple[str, ...]
    confidence: Confidence
    origin: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What a profile below replaces or removes, by section, list, code and target."""
        return (self.section, self.list, self.code, self.target)


@frozen(slots=True)
class Task:
    """One task of the division of work.

    Attributes:
        code: Stable readable id within the profile; the same for the same task in body and annex.
        number: The number as printed.
        zh, en: What is to be done, in short.
        lead: Responsible or leading units, as printed.
        assisting: Units that assist.
        due_on: Last day; None where the text sets no date.
        due_zh, due_en: The deadline as printed; empty where there is none.
        clauses: The clauses it carries out.
        origin: Id of the profile whose text sets it.
    """

    code: str
    number: str
    zh: str
    en: str
    lead: tuple[str, ...]
    assisting: tuple[str, ...]
    due_on: date | None
    due_zh: str
    due_en: str
    clauses: tuple[str, ...]
    origin: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What a profile below replaces or removes."""
        return ("task", "", self.code, "")


@frozen(slots=True)
class DocumentFact:
    """One thing a document says of itself, such as an addressee or the number of a document above it.

    Attributes:
        property: Code of `properties.csv`.
        code: The number of a document, a day (`YYYY-MM-DD`), a part of the document, or a code, as the
            property asks.
        zh, en: What is printed there; a title for a document.
        clauses: The clauses that say so, all of this document.
        confidence: How sure it is.
    """

    property: str
    code: str
    zh: str
    en: str
    clauses: tuple[str, ...]
    confidence: Confidence


@frozen(slots=True)
class Profile:
    """A profile as it applies: its own rows and those it inherits.

    Attributes:
        head: What identifies it.
        chain: Ids from the top of the inheritance down to this profile.
        entries: All entries, by section in the order of `sections.csv`.
        tasks: All tasks.
        document: What the document says of itself, by property; nothing of it is inherited.
    """

    head: Head
    chain: tuple[str, ...]
    entries: tuple[Entry, ...]
    tasks: tuple[Task, ...]
    document: tuple[DocumentFact, ...] = ()

    @property
    def id(self) -> str:
        """Id of the profile."""
        return self.head.id

    def section(self, name: str) -> tuple[Entry, ...]:
        """The entries of one section; empty where neither this text nor one above it says anything."""
        return tuple(entry for entry in self.entries if entry.section == name)

    def facts(self, name: str) -> tuple[DocumentFact, ...]:
        """What the document says of itself under one property; empty where it says nothing."""
        return tuple(fact for fact in self.document if fact.property == name)

    def find(self, section: str, code: str, target: str = "") -> tuple[Entry, ...]:
        """The entries of a section with that code, for `target` or for all."""
        return tuple(
            entry
            for entry in self.entries
            if entry.section == section and entry.code == code and entry.target in {"", target}
        )

    def part(self, name: str) -> Profile:
        """What one part of the document itself says (`body`, `annex`), nothing inherited."""

        def lies(row: Entry | Task | DocumentFact) -> bool:
            return any(part_of(clause) == name for clause in row.clauses)

        def own(row: Entry | Task) -> bool:
            return row.origin == self.id and lies(row)

        return evolve(
            self,
            chain=(self.id,),
            entries=tuple(entry for entry in self.entries if own(entry)),
            tasks=tuple(task for task in self.tasks if own(task)),
            document=tuple(fact for fact in self.document if lies(fact)),
        )
