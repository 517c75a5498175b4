"""Identifiers: unified social credit code, organisation code, resident identity number, division code.

Every kind is a module with the same functions; `KINDS` lists them by the name the command line uses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from attrs import frozen

from . import division, orgcode, ric, uscc
from .layers import Explanation, InvalidIdentifierError, Layer, Verdict

__all__ = ["KINDS", "Explanation", "IdentifierKind", "InvalidIdentifierError", "Layer", "Verdict"]


@frozen(slots=True)
class IdentifierKind:
    """One kind of identifier: its titles, standard and functions.

    Attributes:
        compact: Text to the form without separators, half-width and upper-case.
        explain: Text to `Explanation`; never raises.
        is_valid: Whether form and outer check character are right.
        validate: Text to compact form; raises `InvalidIdentifierError`.
    """

    name: str
    zh: str
    en: str
    standard: str
    compact: Callable[[str], str]
    explain: Callable[[str], Explanation]
    is_valid: Callable[[str], bool]
    validate: Callable[[str], str]


KINDS: Mapping[str, IdentifierKind] = MappingProxyType(
    {
        name: IdentifierKind(
            name, zh, en, standard, module.compact, module.explain, module.is_valid, module.validate
        )
        for name, zh, en, standard, module in (
            ("uscc", "统一社会信用代码", "unified social credit code", "GB 32100-2015", uscc),
            ("org", "组织机构代码", "organisation code", "GB 11714", orgcode),
            ("ric", "居民身份号码", "resident identity number", "GB 11643-1999", ric),
            ("division", "行政区划代码", "division code", "GB/T 2260", division),
        )
    }
)
"""The kinds by name."""
