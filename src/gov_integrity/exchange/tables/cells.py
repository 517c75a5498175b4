"""What spreadsheets do to values, recognised and explained: never repaired, always with the way to mend it.

Two questions. `judge_kind`: is a cell that is not text acceptable in this column? `explain`: a text is not
in the form the column asks for - is it one of the habits we know? Both answer with a code of the area
GI-TAB and, where there is only one, the reading the clerk may confirm.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache

from attrs import frozen

from gov_integrity.codelists import codelist
from gov_integrity.exchange.tables.grid import CellKind
from gov_integrity.exchange.tables.values import code_names
from gov_integrity.model import FORMS, FieldSpec

__all__ = ["Trouble", "day_number", "doubtful", "explain", "fits", "judge_kind", "written_day"]

_DATES = frozenset(("partial-date", "datetime"))
_NUMBERS = frozenset(("money", "decimal"))
_WHOLE = frozenset(("integer", "ordinal"))
_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{1,3}")
_ERROR = re.compile(r"#(DIV/0!|REF!|N/A|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)")
_WRITTEN_DATE = (
    re.compile(r"([12][0-9]{3})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?"),
    re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])"),
    re.compile(r"([12][0-9]{3})[-/.年]([0-9]{1,2})月?()"),
    re.compile(r"([12][0-9]{3})年()()"),
)
_AMOUNT = re.compile(r"(?:人民币|RMB|CNY|[¥￥])?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(万?)元?")
_AROUND = " \t\r\n　 '’‘"


@frozen(slots=True)
class Trouble:
    """A code of the area GI-TAB and the reading to offer; empty when there is not exactly one."""

    code: str
    reading: str = ""


def doubtful(text: str) -> bool:
    """Whether there is a sign that a text which fits its form may still be an accident of a spreadsheet."""
    # One character is found many times as quickly as two.
    if "#" in text or "'" in text or "’" in text:
        return True
    return ("+" in text and "E+" in text) or ("=" in text and '="' in text)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    # `$` also matches before a final line feed; the value must match to its very end.
    return re.compile(FORMS[form].pattern.removesuffix("$") or "(?s).*")


def fits(spec: FieldSpec, text: str) -> bool:
    """Whether a text has the form of the field (a code: whether it can be one)."""
    form = FORMS[spec.form]
    if form.json == "integer":
        return text.isascii() and text.isdecimal() and int(text[:17]) >= form.minimum
    if form.json == "boolean":
        return text in ("是", "否", "true", "false", "TRUE", "FALSE")
    if spec.codelist and text in code_names(spec.codelist):
        return True
    longest = form.max_length or len(text)
    return form.min_length <= len(text) <= longest and bool(_pattern(spec.form).fullmatch(text))


def judge_kind(spec: FieldSpec, kind: CellKind, text: str, *, date1904: bool = False) -> Trouble | None:
    """What is wrong with a cell of this kind in this column; None when it may stand as written."""
    if kind == "formula":
        return None
    if kind == "error":
        return Trouble("GI-TAB-0054")
    if kind == "uncomputed":
        return Trouble("GI-TAB-0055")
    if kind == "boolean":
        return None if spec.form == "boolean" else Trouble("GI-TAB-0058")
    if kind == "date" or (spec.form in _DATES and not (spec.form == "partial-date" and fits(spec, text))):
        return Trouble("GI-TAB-0051", day_number(text, spec.form, date1904=date1904) or "—")
    return _number(spec, text)


def _number(spec: FieldSpec, text: str) -> Trouble | None:
    if spec.form in _WHOLE:
        return None if fits(spec, text) else Trouble("GI-TAB-0063")
    if spec.form in _NUMBERS:
        return None if fits(spec, text) else Trouble("GI-TAB-0061", _short(spec, text) or "27200.50")
    if spec.form == "text" or spec.form in _DATES:
        return None
    if spec.form == "string":
        lost = "E" in text or sum(c.isdigit() for c in text) > 11
        return Trouble("GI-TAB-0050" if lost else "GI-TAB-0059")
    if spec.codelist and codelist(spec.codelist).get(text):
        return None
    return Trouble("GI-TAB-0050")


def _short(spec: FieldSpec, text: str) -> str:
    """The shortest decimal that is stored as this number, if it has the form of the field."""
    try:
        shortest = format(Decimal(repr(float(text))), "f")
    except (ValueError, InvalidOperation):
        return ""
    shortest = shortest.removesuffix(".0")
    return shortest if len(shortest) < 40 and fits(spec, shortest) else ""


def day_number(text: str, form: str = "partial-date", *, date1904: bool = False) -> str:
    """The date a day number stands for, or ""; ECMA-376 part 1, 18.17.4.1 (there was no 29 February 1900)."""
    if re.match(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]", text):
        return text[:10] if form != "datetime" else ""
    try:
        number = float(text)
    except ValueError:
        return ""
    if not 1 <= number < 2_958_466 or (not date1904 and int(number) == 60):
        return ""
    epoch = date(1904, 1, 1) if date1904 else date(1899, 12, 31 if number < 60 else 30)
    day = epoch + timedelta(days=int(number))
    if form != "datetime":
        return day.isoformat()
    seconds = round(number % 1 * 86_400)
    moment = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)  # noqa: DTZ001 (local clock)
    return f"{moment.isoformat()}+08:00"


def explain(spec: FieldSpec, text: str) -> Trouble | None:
    """Which habit of spreadsheets a text shows that is not as it should be; None when we know none."""
    bare = text.strip(_AROUND)
    bare = bare[2:-1] if bare.startswith('="') and bare.endswith('"') and len(bare) > 3 else bare
    if _ERROR.fullmatch(text):
        return Trouble("GI-TAB-0054")
    if bare and fits(spec, bare) and _strays(spec, text, bare):
        return Trouble("GI-TAB-0057", bare)
    if spec.form != "text" and _SCIENTIFIC.fullmatch(bare):
        return Trouble("GI-TAB-0056")
    return None if fits(spec, text) else _by_form(spec, bare)


def _strays(spec: FieldSpec, text: str, bare: str) -> bool:
    """Whether what surrounds a value is no part of it; in free text a quotation mark may well be."""
    if spec.form in ("string", "text"):
        quoted = text[:1] in ("'", "’") and bare.isalnum()
        return spec.form == "string" and (quoted or text.startswith('="'))
    return bare != text


def _by_form(spec: FieldSpec, bare: str) -> Trouble | None:
    narrow = unicodedata.normalize("NFKC", bare)
    reading = ""
    code = {"boolean": "GI-TAB-0062", "integer": "GI-TAB-0063", "ordinal": "GI-TAB-0063"}.get(spec.form, "")
    if narrow != bare and fits(spec, narrow):
        code, reading = "GI-TAB-0053", narrow
    elif spec.form == "partial-date":
        reading = written_day(narrow)
        code = "GI-TAB-0052" if reading else ""
    elif spec.form in _NUMBERS:
        reading = _written_amount(spec, narrow)
        code = "GI-TAB-0060" if reading else ""
    return Trouble(code, reading) if code else None


def written_day(text: str) -> str:
    """A date written in figures and Chinese signs, in the form of the standard, or ""."""
    for pattern in _WRITTEN_DATE:
        if found := pattern.fullmatch(text):
            year, month, day = found.groups()
            try:
                date(int(year), int(month or 1), int(day or 1))
            except ValueError:
                return ""
            return "-".join(part.zfill(2) for part in (year, month, day) if part)
    return ""


def _written_amount(spec: FieldSpec, text: str) -> str:
    found = _AMOUNT.fullmatch(text.replace(" ", ""))
    if not found or len(text) > 40:
        return ""
    number = Decimal(found[1].replace(",", "")) * (10_000 if found[2] else 1)
    plain = format(number.normalize(), "f")
    return plain if fits(spec, plain) else ""
