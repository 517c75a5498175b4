"""The plan of a validation: which checks and folds run, built in every process from the same options."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen

from gov_integrity.findings.collector import Collector
from gov_integrity.findings.suppressions import Suppression
from gov_integrity.validation.codes import code_checks
from gov_integrity.validation.references import References
from gov_integrity.validation.seam import Fold, Plan

if TYPE_CHECKING:
    from gov_integrity.validation.rules import Scope

__all__ = ["Options", "build", "folds"]


@frozen(slots=True)
class Options:
    """What decides a verdict, besides the input; small enough to be sent to every process.

    Attributes:
        as_of: The day of judgement; None judges only by the dates of the records themselves.
        fast: As `gov_integrity.schema.judge` takes it.
        per_code, per_file: Caps of samples, as `gov_integrity.findings.report.Collector` takes them.
        scopes: Which rules hold for which file; none switches the rules off.
        suppressions: Findings explained away.
        watch: Whether the records with errors are remembered.
        figures: Whether figures of quality are gathered.
    """

    as_of: date | None = None
    fast: bool | None = None
    per_code: int = 20
    per_file: int = 1000
    scopes: tuple[Scope, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    watch: bool = False
    figures: bool = False

    def collector(self) -> Collector:
        """An empty collector with these caps."""
        return Collector(self.per_code, self.per_file, self.suppressions, self.watch)


def folds(options: Options) -> tuple[Callable[[], Fold], ...]:
    """How each fold begins, in the order of the stages."""
    made: list[Callable[[], Fold]] = [References]
    if options.figures:
        from gov_integrity.validation.figures import Figures

        made.append(Figures)
    if options.scopes:
        from gov_integrity.validation.rules import Rules

        made.append(partial(Rules, options.scopes))
    return tuple(made)


def build(options: Options) -> Plan:
    """The checks and folds of every stage after structure, in the order of the stages."""
    return Plan(code_checks(options.as_of), folds(options))
