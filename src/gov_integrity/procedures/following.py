"""What must and may happen next in a case: by whom, with which document, until when, and what blocks it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Literal

from attrs import frozen

from gov_integrity.findings.values import Citation

from .deadlines import Deadline, deadline
from .guards import compulsory
from .obstacles import before_step
from .reading import procedure
from .values import Case, Context, Obstacle, Step, Strength

__all__ = ["Deadline", "Next", "next_steps"]

Standing = Literal["ready", "unverified", "undetermined", "blocked"]


@frozen(slots=True)
class Next:
    """A step that may come next.

    Attributes:
        step: The step of the data; its words, effects and citations stand there.
        strength: must, or may.
        needs: Documents that are not there yet.
        deadline: Until when; None where no clock applies.
        obstacles: What blocks it on the day of judgement, or is not known.
        basis: The sources that hold here; where none does, those of other areas.
    """

    step: Step
    strength: Strength
    needs: tuple[str, ...]
    deadline: Deadline | None
    obstacles: tuple[Obstacle, ...]
    basis: tuple[Citation, ...]

    @property
    def standing(self) -> Standing:
        """ready; unverified (may go on, with a doubt); undetermined (a fact is missing); blocked."""
        levels = {one.level for one in self.obstacles}
        if "refused" in levels:
            return "blocked"
        if "undetermined" in levels or (self.deadline is not None and self.deadline.why_zh):
            return "undetermined"
        return "unverified" if "unverified" in levels else "ready"


def next_steps(case: Case, *, as_of: date, context: Context) -> tuple[Next, ...]:
    """Every step the state allows, those that must happen first, in the order of the data.

    Each is judged as if it were taken on `as_of` by the right actor with its documents.
    """
    found = sorted(_following(case, as_of, context), key=lambda one: one.strength != "must")
    return tuple(found)


def _following(case: Case, as_of: date, context: Context) -> Iterator[Next]:
    own = procedure(case.procedure)
    asked = any("compulsory-steps" in step.guards for step in own.steps)
    wanted = compulsory(case, context) if asked else None
    for step in own.steps:
        if case.state not in step.from_states or (step.to == "=" and step.code in case.taken):
            continue
        yield Next(
            step=step,
            strength=_strength(case, step, wanted, context),
            needs=tuple(code for code in step.documents if code not in case.documents),
            deadline=deadline(case, step, context),
            obstacles=tuple(before_step(case, step, as_of, context)),
            basis=context.relevant(step.citations) or step.citations,
        )


def _strength(case: Case, step: Step, wanted: Collection[str] | None, context: Context) -> Strength:
    """Whether the step must happen here: by a law or the profile, and for this kind of statement."""
    if step.kinds:
        applies = case.facts.get("kind") in step.kinds
    elif wanted is not None and step.to == "=":
        # The side steps of a decision are compulsory where the profile says so.
        return "must" if step.code in wanted else "may"
    else:
        applies = True
    return step.strength if applies and context.relevant(step.citations) else "may"
