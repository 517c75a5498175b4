"""Resident identity number (GB 11643-1999): recognised so that it can be masked, never to be exchanged.

Recognises the 18-character number and the older one of 15 digits, also in residence permits. Nothing here
hands out a date of birth, a sex or a place.
"""

from __future__ import annotations

import re
from calendar import monthrange
from operator import mul

from .division import province_known
from .forms import compact, masked, within
from .layers import Explanation, LayerKind

__all__ = ["check_character", "compact", "explain", "is_valid", "resembles", "validate"]

FORM = LayerKind(
    "form", "error", "形式", "form",
    "居民身份号码应为17位数字加1位校验码(数字或X),旧号码为15位数字",
    "a resident identity number is 17 digits and a check character (digit or X), an old one 15 digits",
)  # fmt: skip
CHECK = LayerKind(
    "outer-check", "warning", "校验码", "check character", "校验码不符", "the check character does not fit"
)
BIRTH = LayerKind(
    "birth-date", "warning", "出生日期段", "date part", "出生日期段不是日期", "the date part is not a date"
)
DIVISION = LayerKind(
    "division", "info", "地址码", "division part",
    "地址码前两位不在已知的省级代码之内",
    "the first two digits are no province we know",
)  # fmt: skip

_form = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}").fullmatch
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHARACTERS = "10X98765432"
FIRST_YEAR, LAST_YEAR = 1850, 2099


def check_character(body: str) -> str:
    """The check character of 17 digits (GB 11643-1999: MOD 11-2)."""
    return _CHARACTERS[sum(map(mul, map(int, body), _WEIGHTS)) % 11]


def _is_date(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _birth(code: str) -> str:
    return code[6:14] if len(code) == 18 else "19" + code[6:12]


def _check_fits(code: str) -> bool:
    return code[17] == check_character(code[:17])


def resembles(code: str) -> bool:
    """Whether a *compact* text is shaped like a resident identity number, its check character apart.

    18 characters: a date stands in its place. 15 digits, which have no check character: a province too.
    """
    if not _form(code) or not _is_date(_birth(code)):
        return False
    return len(code) == 18 or province_known(code[:2])


def explain(text: str) -> Explanation:
    """Layers form, outer-check, birth-date and division; the value is masked to its last four characters."""
    code = within(text)
    shown = masked(text)
    if not _form(code):
        rest = (kind.judged("not-judged") for kind in (CHECK, BIRTH, DIVISION))
        return Explanation("ric", shown, (FORM.judged("fail"), *rest))
    layers = (
        FORM.judged("pass"),
        CHECK.judged("not-judged") if len(code) == 15 else CHECK.passes(_check_fits(code)),
        BIRTH.passes(_is_date(_birth(code))),
        # Foreign permanent residents' numbers since 2023 begin with 9 and have the province after it.
        DIVISION.passes(province_known(code[1:3] if code[0] == "9" else code[:2])),
    )
    return Explanation("ric", shown, layers)


def is_valid(text: str) -> bool:
    """Whether the form and, of 18 characters, the check character are right."""
    code = within(text)
    return bool(_form(code)) and (len(code) == 15 or _check_fits(code))


def validate(text: str) -> str:
    """The compact number, in clear. Raises `InvalidIdentifierError` with the failed layers, masked."""
    if not is_valid(text):
        raise explain(text).refuse()
    return compact(text)
