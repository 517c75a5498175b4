"""Masking of personal values, and making invisible characters visible: before anything quotes the input.

Rule of masking: no more than the last four characters of a number ever remain (`standard`, personal data:
never the first six together with the last four), of a name the first character.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from gov_integrity.errors import UsageError
from gov_integrity.identifiers import ric, uscc
from gov_integrity.identifiers.forms import HYPHENS, compact, keep_tail

__all__ = ["KINDS", "mask", "sample", "sample_literal", "sample_pointer", "scrub", "visible"]

_EMAIL_MASK = "***@***"
_HIDDEN = "***"
_MARGIN = 400
"""No value that `scrub` looks for is longer (e-mail: 64 + 1 + 255), so none is cut in two by `sample`."""
_YEAR_TRUSTED_WITHOUT_CHECK = 2010
"""Before it a date inside 18 digits is taken for a birth even when the check character is wrong (a typing
error hides nobody); from it on document numbers with a date inside are more common, and the check decides."""


# ---- by kind -------------------------------------------------------------------------------------------


def _mask_number(text: str) -> str:
    return keep_tail(_digits(text[-64:]))


def _mask_name(text: str) -> str:
    name = text[:64].strip()
    return name[:1] + "*" * (len(name) - 1) if len(name) > 1 else "*"


def _mask_email(_: str) -> str:
    return _EMAIL_MASK


KINDS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "resident-identity-number": _mask_number,
        "mobile-telephone": _mask_number,
        "telephone": _mask_number,
        "bank-account": _mask_number,
        "person-name": _mask_name,
        "email": _mask_email,
    }
)
"""The masking function of each kind of value."""


def mask(kind: str, value: str) -> str:
    """`value` masked as its kind asks. Raises `UsageError` for an unknown kind (see `KINDS`)."""
    if kind not in KINDS:
        raise UsageError(
            "没有脱敏种类“{kind}”;可用:{known}",
            "there is no kind of masking {kind}; known: {known}",
            kind=visible(kind[:40]),
            known=", ".join(KINDS),
        )
    return visible(KINDS[kind](value))


# ---- in free text --------------------------------------------------------------------------------------

_D = "[0-9０-９]"
# Spaces within a line, zero-width characters, hyphens, at most two; tabulator and new line part two values.
_SEP = rf"[ \xa0\u2000-\u200d\u2060\ufeff\u202f\u205f\u3000{re.escape(HYPHENS)}]{{0,2}}"
# A run of digits starts here; the shown tail of a mask of ours does not start one.
_START = rf"(?<!{_D})(?!(?<=\*{{7}})(?:[0-9]{{3}}X|[0-9]{{4}}(?!{_D})))"
_END = rf"(?!{_D})(?!\s?[百千万亿]{{0,2}}元)(?![.．]{_D}{{1,2}}(?!{_SEP}{_D}))"
_ANY_DIGITS = re.compile(_D)
_USCC = r"(?=((?<![0-9])[1-9ANY][0-9]{7}[0-9A-HJ-NP-RTUWXY]{10})(?![0-9A-Za-z]))"
_EMAIL = r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,251}\.[A-Za-z]{2,4}"
_NAMED_IDENTITY = r"身份证?(?:件|号码|号)*[\s:：为是]{0,4}"
_NAMED_ACCOUNT = r"(?:[帐账][号户](?:号码)?|卡号|银行卡|[Aa]ccount)[\s:：为是]{0,4}"
_compiled = cache(re.compile)


_BESIDE_DIGITS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff()（）"))


def _digits(text: str) -> str:
    return compact(text).translate(_BESIDE_DIGITS)


def _found(pattern: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Every match of a pattern written as a look-ahead, overlapping ones too: start, end, compact form."""
    for match in _compiled(pattern).finditer(text):
        start, end = match.span(1)
        yield start, end, _digits(text[start:end])


def _is_identity(code: str) -> bool:
    if not uscc.hides_resident_identity(code):
        return False
    return int(code[6:10]) < _YEAR_TRUSTED_WITHOUT_CHECK or ric.is_valid(code)


def _is_date(digits: str) -> bool:
    return digits[:2] == "20" and "01" <= digits[4:6] <= "12" and "01" <= digits[6:8] <= "31"


def _is_landline(digits: str) -> bool:
    return not _is_date(digits[-8:])  # a local number begins with 2 to 8, so no date of 19.. is in question


def _is_card(digits: str) -> bool:
    if digits[0] == "9" and not digits.startswith("9558"):
        return False
    if len(digits) == 18 and uscc.is_valid(digits):
        return False
    doubled = ((2 * int(c)) // 10 + (2 * int(c)) % 10 for c in digits[-2::-2])
    return (sum(doubled) + sum(int(c) for c in digits[-1::-2])) % 10 == 0  # ISO/IEC 7812-1 annex B


def _always(_: str) -> bool:
    return True


def _is_named_identity(code: str) -> bool:
    return not uscc.is_valid(code)


_NUMBERS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (rf"(?=({_START}{_D}(?:{_SEP}{_D}){{16}}{_SEP}(?:{_D}(?!{_D})|[XxＸｘ])))", _is_identity),
    (rf"(?=({_START}{_D}(?:{_SEP}{_D}){{14}})(?!{_D}))", ric.resembles),
    (rf"{_NAMED_IDENTITY}(?=({_START}{_D}{{14,17}}(?:{_D}(?!{_D})|[XxＸｘ])))", _is_named_identity),
)
_OTHER_NUMBERS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (rf"(?=({_START}(?:[8８][6６]{_SEP})?[1１][3-9３-９]{_D}(?:{_SEP}{_D}{{4}}){{2}}){_END})", _always),
    (rf"(?=({_START}[0０]{_D}{{2,3}}[-－‐‑–—)） ]{{1,2}}[2-8２-８]{_D}{{6,7}}){_END})", _is_landline),
    (rf"(?=({_START}0(?:10|2[0-9]|[3-9][0-9]{{2}})[2-8][0-9]{{6,7}}){_END})", _is_landline),
    (rf"(?=({_START}[3-69３-６９]{_D}{{3}}(?:{_SEP}{_D}{{4}}){{3}}(?:{_SEP}{_D}{{1,3}})?){_END})", _is_card),
    (rf"{_NAMED_ACCOUNT}(?=({_START}{_D}(?: ?{_D}){{8,31}}){_END})", _always),
)
"""Telephones mobile, landline with and without a separator; bank cards; accounts called so."""


def _without_public_codes(text: str) -> str:
    """`text`, its length kept, without the digits of unified social credit codes."""
    pieces: list[str] = []
    position = 0
    for start, end, code in _found(_USCC, text):
        doubt = uscc.Flaw.OUTER | uscc.Flaw.DEPARTMENT | uscc.Flaw.RESIDENT_IDENTITY
        if start >= position and not uscc.judge(code) & doubt.value:
            pieces += (text[position:start], "U" * (end - start))
            position = end
    return "".join((*pieces, text[position:]))


def _document_number(text: str, start: int, end: int) -> bool:
    """第…号 and 〔2024〕…号 are numbers of documents, whatever their length."""
    return text[end : end + 1] == "号" and text[start - 1 : start] in {"第", "〕", "]", "】", "字"}


def _spans(text: str) -> list[tuple[int, int, str]]:
    """What to mask: start, end and replacement, merged where values overlap, in order."""
    found: list[tuple[int, int, str]] = []
    rest = text
    if "@" in text:
        found.extend((*match.span(), _EMAIL_MASK) for match in _compiled(_EMAIL).finditer(text))
        rest = _compiled(_EMAIL).sub(lambda match: "@" * len(match[0]), text)
    if _ANY_DIGITS.search(rest):
        rest = _without_public_codes(rest)
        for pattern, accept in _NUMBERS:
            found.extend((start, end, "") for start, end, digits in _found(pattern, rest) if accept(digits))
        for pattern, accept in _OTHER_NUMBERS:
            found.extend(
                (start, end, "")
                for start, end, digits in _found(pattern, rest)
                if accept(digits) and not _document_number(text, start, end)
            )
    merged: list[tuple[int, int, str]] = []
    for start, end, replacement in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end), "")
        else:
            merged.append((start, end, replacement))
    return [(a, b, replacement or keep_tail(_digits(text[a:b]))) for a, b, replacement in merged]


def _pieces(text: str, upto: int) -> Iterator[str]:
    position = 0
    for start, end, replacement in _spans(text):
        if start >= upto:
            break
        yield text[position:start]
        yield replacement
        position = end
    yield text[position : max(position, upto)]


def scrub(text: str) -> str:
    """`text` with identity numbers, telephones, bank cards and e-mail addresses masked; idempotent.

    Finds them full-width, with spaces or hyphens, inside Chinese text and beside letters. Leaves unified
    social credit codes, document numbers, dates and amounts of money alone. Names of persons cannot be
    found in free text: mask them by kind.
    """
    return "".join(_pieces(text, len(text)))


# ---- visible -------------------------------------------------------------------------------------------

# Written out, not asked of `unicodedata`: its answers differ from one Python version to the next.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """`text` with control, bidirectional, zero-width characters and lone surrogates as `<U+202E>`."""
    return _INVISIBLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


# ---- samples of findings -------------------------------------------------------------------------------


def _sample_text(text: str, limit: int) -> str:
    head = text[: limit + _MARGIN]
    # Within the margin a value may continue beyond the cut and so go unrecognised: nothing of it is shown.
    shown = visible("".join(_pieces(head, len(text) if len(head) == len(text) else limit)))
    if len(head) == len(text) and len(shown) <= limit:
        return shown
    return shown[: limit - 1] + "…"


def sample(value: object, sensitivity: str, limit: int = 80) -> str:
    """A value of the input as a finding may quote it: masked, made visible, at most `limit` characters.

    Args:
        value: Any JSON value, or a cell of a workbook (decimal, date, time).
        sensitivity: Of the field. Of a "query" field nothing is told but that it is null.
        limit: Greatest length of the result, at least 1.

    Arrays and objects are named by their type alone, so the work is bounded by `limit` whatever the size.
    """
    if value is None or isinstance(value, bool):
        text = json.dumps(value)
    elif isinstance(value, str):
        text = value
    elif isinstance(value, int) and value.bit_length() > 256:
        text = f"integer({value.bit_length()} bit)"  # str() of a huge integer is refused by Python
    elif isinstance(value, int | float | Decimal | dt.date | dt.time):
        text = str(value)
    elif isinstance(value, Mapping):
        text = "object"
    else:
        text = "array" if isinstance(value, list | tuple) else "value"
    return _HIDDEN[:limit] if sensitivity == "query" and value is not None else _sample_text(text, limit)


def sample_literal(token: str, limit: int = 40) -> str:
    """A number as written in the input; 1.2e17 may be an identity number that a program took for a number."""
    digits = token.lower().partition("e")[0].replace(".", "").lstrip("-")
    return scrub(token[:limit]) if scrub(digits) == digits else keep_tail(digits)


def sample_pointer(pointer: str, limit: int = 60) -> str:
    """A JSON Pointer as a finding may tell it: every name masked, made visible and cut at `limit`."""
    return "/".join(sample(part, "open", limit) if part else "" for part in pointer.split("/"))
