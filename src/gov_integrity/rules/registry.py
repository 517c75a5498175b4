"""How rules are declared, and all of them by code.

A rule is a function in a module of `catalogue/`; the decorators give it its code, words and clauses. Modules
are found by name, so that adding a rule touches nothing but its module and its case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from gov_integrity.errors import UsageError
from gov_integrity.findings import Kind, Severity
from gov_integrity.tables import Confidence

from . import catalogue
from .documents import documents
from .values import Checked, Claim, Judge, Law, Parts, Rule, Strength, severity_of

__all__ = ["dataset_rule", "record_rule", "rules"]

_DECLARED: dict[str, Rule] = {}
Words = tuple[str, str, str]


def _declare(made: Rule) -> Rule:
    if made.code in _DECLARED:
        raise ValueError(f"rule code used twice: {made.code}")
    for law in made.laws:
        if law.document not in documents():
            raise UsageError(
                "规则 {rule} 引用的文件“{document}”不在 documents.csv 中",
                "rule {rule} cites the document '{document}', which is not in documents.csv",
                rule=made.code,
                document=law.document,
            )
    _DECLARED[made.code] = made
    return made


def _kind(code: str, severity: Severity, zh: Words, en: Words) -> Kind:
    return Kind(code, "rules", severity, zh[0], en[0], zh[1], en[1], zh[2], en[2])


def record_rule(
    code: str,
    *,
    types: tuple[str, ...],
    needs: tuple[str, ...] = (),
    zh: Words,
    en: Words,
    clauses: tuple[str, ...] = (),
    laws: tuple[Law, ...] = (),
    strength: Strength = "must",
    confidence: Confidence = "verified",
    severity: Severity | None = None,
    parts: Parts | None = None,
) -> Callable[[Callable[..., Checked]], Rule]:
    """Declare a rule that judges one statement.

    Args:
        code: `GI-<AREA>-<NNNN>`, never re-used.
        types: Statement types.
        needs: Top-level fields that must be there for it to run.
        zh: Title, message and how to mend; `{names}` are parameters of its hits, `{sample}` the value.
        en: The same in English.
        clauses: Ids of the clauses it carries.
        laws: Other articles.
        strength: Of the wording.
        confidence: Of our reading.
        severity: Only to lower what strength and confidence give.
        parts: As in `Rule`.
    """

    def declare(check: Callable[..., Checked]) -> Rule:
        kind = _kind(code, severity or severity_of(strength, confidence), zh, en)
        made = Rule(kind, types, needs, strength, confidence, clauses, laws, parts=parts, check=check)
        return _declare(made)

    return declare


def dataset_rule(
    code: str,
    *,
    types: tuple[str, ...],
    gather: Callable[..., Iterable[Claim]],
    zh: Words,
    en: Words,
    clauses: tuple[str, ...] = (),
    laws: tuple[Law, ...] = (),
    covers: str = "",
    late: tuple[str, ...] = (),
    asked_by: str = "",
    parts: Parts | None = None,
    strength: Strength = "must",
    confidence: Confidence = "verified",
    severity: Severity | None = None,
) -> Callable[[Judge], Rule]:
    """Declare a rule over all statements together.

    `gather` gives, for each statement of `types`, the keys to keep with an amount to add up; what is kept is
    one `Tally` a distinct key, so memory grows with distinct keys and parts of a file can be merged in any
    split. The decorated function judges the tallies at the end. With `covers` the rule is made only where
    the header declares that type complete, and is reported as not made elsewhere. `late`, `asked_by` and
    `parts` as in `Rule`. Other arguments as for `record_rule`.
    """

    def declare(judge: Judge) -> Rule:
        kind = _kind(code, severity or severity_of(strength, confidence), zh, en)
        made = Rule(
            kind,
            types,
            (),
            strength,
            confidence,
            clauses,
            laws,
            covers,
            late,
            asked_by,
            parts=parts,
            gather=gather,
            judge=judge,
        )
        return _declare(made)

    return declare


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by code, in the order of codes."""
    for item in iter_modules(catalogue.__path__):
        import_module(f"{catalogue.__name__}.{item.name}")
    return MappingProxyType(dict(sorted(_DECLARED.items())))
