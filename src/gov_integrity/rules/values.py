"""What a rule is: a check beside its words, its clauses and the strength of what they order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from attrs import Factory, define, frozen

from gov_integrity.findings import Citation, Kind, Param, Severity
from gov_integrity.tables import Confidence

from .documents import documents

if TYPE_CHECKING:
    from gov_integrity.periods import Periods
    from gov_integrity.policy import Profile

__all__ = [
    "Checked", "Claim", "Context", "Coverage", "Found", "Hit", "Judge", "Law", "Parts", "Rule", "Shape",
    "Statement", "Strength", "Tally",
]  # fmt: skip

Statement = Mapping[str, Any]
"""A statement as parsed JSON whose structure was found sound; the fields have the types of the model."""

Strength = Literal["must", "may", "encourage", "explore"]


@frozen(slots=True)
class Coverage:
    """A type, body and period for which the sender declared the package complete; empty means all."""

    type: str
    body: str = ""
    since: str = ""
    until: str = ""


@frozen(slots=True)
class Context:
    """What a rule may know besides the statement.

    Attributes:
        profile: The jurisdiction resolved for the day, or None where the package names none that is known.
        as_of: The day the judgement is made for.
        periods: Calendar and clocks.
        coverage: What the header declares complete.
        extent: `increment` or `full`.
    """

    as_of: date
    periods: Periods
    profile: Profile | None = None
    coverage: tuple[Coverage, ...] = ()
    extent: str = "increment"


@frozen(slots=True)
class Hit:
    """A rule found something: where in the statement, and what the words need.

    Attributes:
        pointer: JSON Pointer inside the statement.
        params: Values for the words; names as in the rule's templates.
        value: The offending value for the sample; it is masked before anyone sees it.
    """

    pointer: str = ""
    params: Mapping[str, Param] = Factory(dict)
    value: object = None


@frozen(slots=True)
class Law:
    """An article outside the profiles that a rule rests on, with how sure we are of it.

    When and where the document holds stands in its row of `data/documents.csv`.
    """

    document: str
    article: str
    confidence: Confidence = "verified"

    def in_force(self, as_of: date) -> bool:
        """Whether it is in force that day, as far as is known."""
        return documents()[self.document].in_force(as_of)

    def covers(self, division: str) -> bool:
        """Whether it is law in that division."""
        return documents()[self.document].covers(division)


@define(slots=True)
class Tally:
    """What a dataset rule keeps for one key: how many, the sum, and the first and last place.

    Places are opaque to the rule; handing one back in a `Found` puts the finding there. One is made for each
    claim of each statement, and a frozen class would cost three times as much to make; nobody changes it.
    """

    count: int
    total: int
    first: object
    last: object


@frozen(slots=True)
class Found:
    """What a dataset rule reports: at which kept place, with which parameters."""

    where: object
    hit: Hit


Claim = tuple[Hashable, int]
"""What a dataset rule keeps of a statement: a key, and an amount to add up (in whole units, such as fen)."""

Checked = Iterable[Hit]


class Shape(NamedTuple):
    """What many statements have in common, and what is decided once for all of them.

    Attributes:
        type: Their type.
        action: What the revision does.
        revised: Whether it is a later revision than the first.
        fields: The fields they have, in their order.
    """

    type: str
    action: str
    revised: bool
    fields: tuple[str, ...]


Parts = Callable[[Shape], Collection[object]]
Judge = Callable[[Mapping[Hashable, Tally], Context], Iterable[Found]]


@frozen(slots=True, eq=False)
class Rule:
    """One rule.

    Attributes:
        kind: Its code, stage and words.
        types: Statement types it looks at.
        needs: Top-level fields without which it has nothing to say; it does not run where one is absent.
        strength: How strongly the text orders it (应当 must, 可 may, 鼓励 encourage, 探索 explore).
        confidence: How sure we are of the reading; nothing unverified becomes an error.
        clauses: Clauses of the policies it carries.
        laws: Articles it rests on besides; a rule with a law holds under every profile.
        covers: For a rule about what is missing: the type that must be declared complete for it to be made.
        late: Types whose claims matter only for statements that others ask for; they are read again in
            the end instead of being kept, so that memory does not grow with every statement.
        asked_by: Tag of the claims that ask for them; the id stands behind the tag.
        parts: What it looks at in statements of a shape; asked once for each shape, so that most rules are
            not even called for most statements. With nothing to look at it is not called; otherwise `check`
            or `gather` is given the answer first.
        check: Judges one statement (a record rule).
        gather, judge: What to keep of each statement, and the judgement at the end (a dataset rule).
    """

    kind: Kind
    types: tuple[str, ...]
    needs: tuple[str, ...]
    strength: Strength
    confidence: Confidence
    clauses: tuple[str, ...]
    laws: tuple[Law, ...]
    covers: str = ""
    late: tuple[str, ...] = ()
    asked_by: str = ""
    parts: Parts | None = None
    check: Callable[..., Checked] | None = None
    gather: Callable[..., Iterable[Claim]] | None = None
    judge: Judge | None = None

    @property
    def code(self) -> str:
        """Its stable code."""
        return self.kind.code

    def citations(
        self, lineage: Sequence[str], sources: Mapping[str, str], as_of: date, division: str
    ) -> tuple[Citation, ...]:
        """Clauses of the documents in `lineage`, then the laws in force on that day in that division.

        `sources` gives each clause's document.
        """
        own = (
            Citation(sources[clause], clause.partition("/")[2], self.confidence)
            for clause in self.clauses
            if clause.partition("/")[0] in lineage
        )
        laws = (law for law in self.laws if law.in_force(as_of) and law.covers(division))
        return (*own, *(Citation(law.document, law.article, law.confidence) for law in laws))

    def holds(self, lineage: Sequence[str], as_of: date) -> bool:
        """Whether it holds under these documents on that day."""
        if any(clause.partition("/")[0] in lineage for clause in self.clauses):
            return True
        return any(law.in_force(as_of) for law in self.laws)


def severity_of(strength: Strength, confidence: Confidence) -> Severity:
    """An order that was read in the text is an error to break; an unsure one a warning; the rest a hint."""
    if strength != "must":
        return "info"
    return "error" if confidence == "verified" else "warning"
