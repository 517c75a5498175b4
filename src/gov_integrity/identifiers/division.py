"""Division code (GB/T 2260): six digits; the province known to us, the county by the code list `division`.

Codes are created and abolished every year, and abolished ones are never used again. A list that does not
carry a code therefore proves nothing: the verdict is "unknown", never "fail".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from gov_integrity.codelists import codelist
from gov_integrity.tables import read_rows

from .forms import compact, masked, within
from .layers import Explanation, LayerKind

__all__ = ["compact", "explain", "is_valid", "names", "province_known", "validate"]

FORM = LayerKind(
    "form", "error", "形式", "form",
    "行政区划代码应为6位数字,县级以下各级以00补位",
    "a division code is six digits, 00 standing for the levels below",
)  # fmt: skip
PROVINCE = LayerKind(
    "province", "warning", "省级代码", "province",
    "前两位{province}不是省级行政区划代码",
    "the first two digits {province} are no province",
)  # fmt: skip
LISTED = LayerKind(
    "listed", "info", "代码集", "code list",
    "代码集中没有{code}", "{code} is not in the code list",
    "代码集中没有{code},不能判断(代码集不一定齐全)",
    "{code} is not in the code list, which may be incomplete",
)  # fmt: skip

_form = re.compile(r"[0-9]{6}").fullmatch
_RESIDENCE_PERMIT = "83"
"""Stands in residence permits of Taiwan residents; a number of a person, not a division of GB/T 2260."""


@cache
def _provinces() -> Mapping[str, str]:
    source = files(__package__) / "data" / "division_province.csv"
    rows = read_rows(source, ("code", "zh", "en", "confidence", "source"))
    return MappingProxyType({row.text("code"): row.text("zh") for row in rows})


@cache
def names() -> Mapping[str, str]:
    """Chinese name by code from the code list `division`."""
    return MappingProxyType({code: row.zh for code, row in codelist("division").codes.items()})


def province_known(digits: str) -> bool:
    """Whether two digits stand for a province, a special region or a residence permit."""
    return digits in _provinces()


def _province_ok(code: str) -> bool:
    return province_known(code[:2]) and code[:2] != _RESIDENCE_PERMIT


def explain(text: str) -> Explanation:
    """Layers form, province and listed."""
    code = within(text)
    if not _form(code):
        rest = (kind.judged("not-judged") for kind in (PROVINCE, LISTED))
        return Explanation("division", masked(text), (FORM.judged("fail"), *rest))
    name = names().get(code, "")
    layers = (
        FORM.judged("pass"),
        PROVINCE.passes(_province_ok(code), province=code[:2]),
        LISTED.judged("pass" if name else "unknown", code=code),
    )
    return Explanation("division", code, layers, {"name_zh": name} if name else {})


def is_valid(text: str) -> bool:
    """Whether it has the form; a division code has no check character."""
    return bool(_form(within(text)))


def validate(text: str) -> str:
    """The compact form. Raises `InvalidIdentifierError` with the failed layers."""
    if not is_valid(text):
        raise explain(text).refuse()
    return compact(text)
