"""Unified social credit code (GB 32100-2015, amendment 1): department, kind, division, organisation, check.

The outer check character is a weighted sum modulo 31 with weights 3^(i-1). 31 is prime and no weight is a
multiple of it, so every change of one character is noticed. Weights of neighbours differ, so every swap of
two different neighbours is noticed too. Only the first and the last character have the same weight, 1: a
swap of these two is not noticed by the outer check.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from enum import IntFlag
from functools import cache, lru_cache
from importlib.resources import files
from operator import mul
from types import MappingProxyType

from attrs import asdict, frozen

from . import orgcode, ric
from .division import province_known
from .forms import LONGEST, compact, masked, within
from .layers import Explanation, Layer, LayerKind, Verdict

__all__ = [
    "ALPHABET",
    "Body",
    "Flaw",
    "body",
    "check_character",
    "compact",
    "explain",
    "hides_resident_identity",
    "is_valid",
    "judge",
    "validate",
]

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters, digits and capital letters without I, O, S, V, Z."""

FORM = LayerKind(
    "form", "error", "形式", "form",
    "统一社会信用代码应为18位,仅用数字和I、O、S、V、Z以外的大写字母",
    "a unified social credit code is 18 characters, digits and capital letters without I, O, S, V, Z",
)  # fmt: skip
OUTER = LayerKind(
    "outer-check", "warning", "第18位校验码", "check character (18)",
    "第18位校验码应为{expected},实为{found}",
    "the check character should be {expected}, it is {found}",
)  # fmt: skip
INNER = LayerKind(
    "inner-check", "warning", "主体标识码校验码(第17位)", "organisation check character (17)",
    "第17位(组织机构代码校验码)应为{expected},实为{found};部分早期代码确有不符",
    "character 17 (check of the organisation code) should be {expected}, it is {found};"
    " some genuine early codes differ",
)  # fmt: skip
DEPARTMENT = LayerKind(
    "department", "info", "登记管理部门和机构类别", "registering department and kind",
    "前两位{prefix}不在已知的登记管理部门和机构类别之内",
    "{prefix} is no registering department and kind we know",
)  # fmt: skip
DIVISION = LayerKind(
    "division", "info", "登记管理机关行政区划码", "division of the registering body",
    "第3至8位{division}不是已知省份的行政区划代码",
    "characters 3 to 8, {division}, are no division of a known province",
)  # fmt: skip
RESIDENT = LayerKind(
    "resident-identity-number", "warning", "不似居民身份号码", "not like a resident identity number",
    "像是居民身份号码,不应填入此处",
    "it looks like a resident identity number, which must not stand here",
)  # fmt: skip
SPREADSHEET = LayerKind(
    "spreadsheet", "warning", "未被电子表格截断", "not cut by a spreadsheet",
    "末三位为000且校验不符,像是电子表格按数值保存所致;请将该列设为文本后重新填写",
    "it ends in 000 and fails its checks, as when a spreadsheet keeps it as a number; make the column text",
)  # fmt: skip


class Flaw(IntFlag):
    """The bits of `judge`, one a layer."""

    FORM = 1
    OUTER = 2
    INNER = 4
    DEPARTMENT = 8
    DIVISION = 16
    RESIDENT_IDENTITY = 32
    SPREADSHEET = 64


@frozen(slots=True)
class Body:
    """What the first two characters say about the holder, and how sure we are of it."""

    prefix: str
    department_zh: str
    department_en: str
    kind_zh: str
    kind_en: str
    confidence: str
    source: str


_LAYERS = (
    (FORM, 1), (OUTER, 2), (INNER, 4), (DEPARTMENT, 8), (DIVISION, 16), (RESIDENT, 32), (SPREADSHEET, 64),
)  # fmt: skip
# Bodies registered with an authority of the whole country bear this in place of a province.
_CENTRAL = "100000"
_form = re.compile(r"[0-9A-HJ-NP-RTUWXY]{18}").fullmatch
_WEIGHTS = tuple(3**i % 31 for i in range(17))
_value = {character: value for value, character in enumerate(ALPHABET)}.__getitem__
# A spreadsheet that took the code for a number shows 9.11E+17, or writes it out with zeros at the end.
_scientific = re.compile(r"[0-9](\.[0-9]{1,16})?E\+?17").fullmatch


@cache
def _bodies() -> Mapping[str, Body]:
    source = files(__package__) / "data" / "uscc_department_type.csv"
    found = {}
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        prefix = row.pop("department") + row.pop("kind")
        found[prefix] = Body(prefix, **row)
    return MappingProxyType(found)


def body(text: str) -> Body | None:
    """The registering department and kind of body by the first two characters; None when we know none."""
    return _bodies().get(within(text)[:2])


def check_character(characters: str) -> str:
    """The check character of the first 17 characters (GB 32100-2015)."""
    return ALPHABET[-sum(map(mul, map(_value, characters), _WEIGHTS)) % 31]


def _outer(code: str) -> bool:
    return code[17] == check_character(code[:17])


def _inner(code: str) -> bool:
    return code[16] == orgcode.check_character(code[8:16])


def _resident(code: str, *, sound: bool) -> bool:
    """A number shaped like one is taken for one, unless both checks of a USCC hold and its own does not."""
    return ric.resembles(code) and not (sound and code[17] != ric.check_character(code[:17]))


def hides_resident_identity(code: str) -> bool:
    """Whether a *compact* text of 18 characters is more likely a person's number than a USCC."""
    return _resident(code, sound=bool(_form(code)) and _outer(code) and _inner(code))


def _flaws(code: str) -> int:
    if not _form(code):
        flaw = 64 if _scientific(code) else 0
        return 1 | flaw | (32 if ric.resembles(code) else 0)
    outer, inner = _outer(code), _inner(code)
    flaws = (0 if outer else 2) | (0 if inner else 4)
    if code[:2] not in _bodies():
        flaws |= 8
    if not (code[2:8] == _CENTRAL or (code[2:8].isdigit() and province_known(code[2:4]))):
        flaws |= 16
    if _resident(code, sound=outer and inner):
        flaws |= 32
    if flaws & 6 and code.endswith("000") and code.isdigit():
        flaws |= 64
    return flaws


@lru_cache(maxsize=65_536)
def _remembered(text: str) -> int:
    return _flaws(text if _form(text) else compact(text))


def judge(text: str) -> int:
    """The flaws of a code as bits of `Flaw`; 0 when every layer passes.

    The last 65 536 distinct texts are remembered; a longer text than any code could be is not.
    """
    return _remembered(text) if len(text) <= LONGEST else 1


def _told_of_form(flaws: int) -> tuple[Layer, ...]:
    told = {"form": 1, "resident-identity-number": 32, "spreadsheet": 64}
    verdicts: dict[int, Verdict] = {0: "not-judged"}
    return tuple(kind.judged(verdicts.get(flaws & told.get(kind.name, 0), "fail")) for kind, _ in _LAYERS)


def _layers(code: str, flaws: int) -> tuple[Layer, ...]:
    hidden = flaws & 32
    params: dict[str, dict[str, str]] = {
        "outer-check": {"expected": check_character(code[:17]), "found": code[17]},
        "inner-check": {"expected": orgcode.check_character(code[8:16]), "found": code[16]},
        "department": {"prefix": "**" if hidden else code[:2]},
        "division": {"division": "******" if hidden else code[2:8]},
    }
    failed: dict[str, Verdict] = {"department": "unknown"}  # the table may be incomplete
    return tuple(
        kind.judged(failed.get(kind.name, "fail") if flaws & bit else "pass", **params.get(kind.name, {}))
        for kind, bit in _LAYERS
    )


def explain(text: str) -> Explanation:
    """All seven layers of a code, and what its first two characters say about the holder."""
    flaws, code = judge(text), within(text)
    if flaws & 1:
        return Explanation("uscc", masked(text), _told_of_form(flaws))
    layers = _layers(code, flaws)
    if flaws & 32:
        return Explanation("uscc", masked(text), layers)
    who = _bodies().get(code[:2])
    return Explanation("uscc", code, layers, {} if who is None else asdict(who))


def is_valid(text: str) -> bool:
    """Whether form and outer check character are right; no other layer decides."""
    return not judge(text) & 3


def validate(text: str) -> str:
    """The compact form. Raises `InvalidIdentifierError` with the failed layers."""
    if not is_valid(text):
        raise explain(text).refuse()
    return compact(text)
