"""What must and may happen next in a case: by whom, with which document, until when, and what blocks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from attrs import frozen

from .deadlines import Deadline, deadline
from .guards import compulsory
from .obstacles import before_step, out_of_order
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
    """

    step: Step
    strength: Strength
    needs: tuple[str, ...]
    deadline: Deadline | None
    obstacles: tuple[Obstacle, ...]

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
    asked = any("compulsory-steps" in codes for step in own.steps for codes in step.guards)
    wanted = compulsory(case, context) if asked else None
    closed = own.states[case.state].final
    for step in own.steps:
        if case.state not in step.from_states or (step.to == "=" and step.code in case.taken):
            continue
        strength: Strength = "may" if closed else step.strength
        # Side steps of a decision are compulsory where the profile says so.
        if step.kinds and case.facts.get("kind") not in step.kinds:
            strength = "may"
        elif wanted is not None and step.to == "=" and not step.kinds:
            strength = "must" if step.code in wanted else "may"
        yield Next(
            step=step,
            strength=strength,
            needs=tuple(code for code in step.documents if code not in case.documents),
            deadline=deadline(case, step, context),
            obstacles=(*out_of_order(case, step), *before_step(case, step, as_of, context)),
        )
