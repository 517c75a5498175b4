"""Organisation code (GB 11714): eight characters and a check character; part of the unified code today."""

from __future__ import annotations

import re
from operator import mul

from .forms import compact, masked, within
from .layers import Explanation, LayerKind

__all__ = ["check_character", "compact", "explain", "is_valid", "validate"]

FORM = LayerKind(
    "form", "error", "形式", "form",
    "组织机构代码应为8位数字或大写字母加1位校验码(数字或X)",
    "an organisation code is eight digits or capital letters and a check character (digit or X)",
)  # fmt: skip
CHECK = LayerKind(
    "outer-check", "warning", "校验码", "check character",
    "校验码应为{expected},实为{found}",
    "the check character should be {expected}, it is {found}",
)  # fmt: skip

_form = re.compile(r"[0-9A-Z]{8}[0-9X]").fullmatch
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_value = {c: value for value, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}.__getitem__
_CHARACTERS = "0X987654321"
"""Check character for each remainder: 11 minus it, 10 written X and 11 written 0."""


def check_character(body: str) -> str:
    """The check character of eight characters 0-9 A-Z (GB 11714: weighted sum modulo 11)."""
    return _CHARACTERS[sum(map(mul, map(_value, body), _WEIGHTS)) % 11]


def explain(text: str) -> Explanation:
    """Layers form and outer-check of an organisation code."""
    code = within(text)
    if not _form(code):
        return Explanation("org", masked(text), (FORM.judged("fail"), CHECK.judged("not-judged")))
    expected = check_character(code[:8])
    check = CHECK.passes(code[8] == expected, expected=expected, found=code[8])
    return Explanation("org", code, (FORM.judged("pass"), check))


def is_valid(text: str) -> bool:
    """Whether form and check character are right."""
    code = within(text)
    return bool(_form(code)) and code[8] == check_character(code[:8])


def validate(text: str) -> str:
    """The compact form. Raises `InvalidIdentifierError` with the failed layers."""
    if not is_valid(text):
        raise explain(text).refuse()
    return compact(text)
