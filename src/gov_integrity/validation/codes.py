"""Codes and identifiers: open lists, codes out of their time, credit codes layer by layer.

What a closed list does not allow is a matter of structure. Here the sound case costs one look into a set for
each coded field; only the rest is thought about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache

from attrs import evolve, frozen

from gov_integrity.codelists import CodeList, codelist
from gov_integrity.findings import Finding, finding, kind
from gov_integrity.identifiers import division, orgcode, ric, uscc
from gov_integrity.model import TYPES, FieldSpec, code_fields, flat_specs
from gov_integrity.privacy import mask, sample, sample_pointer
from gov_integrity.validation.seam import Check, Record, Where

__all__ = ["clear_numbers", "code_checks", "identity_numbers", "identity_numbers_among", "suspects"]

_CARRIED_IN_PART = ("division", "currency")  # samples of GB/T 2260 and ISO 4217: absence proves nothing
_LAYERS = (
    (uscc.Flaw.RESIDENT_IDENTITY, "GI-COD-0014"),
    (uscc.Flaw.SPREADSHEET, "GI-COD-0015"),
    (uscc.Flaw.OUTER, "GI-COD-0010"),
    (uscc.Flaw.INNER, "GI-COD-0011"),
    (uscc.Flaw.DEPARTMENT, "GI-COD-0012"),
    (uscc.Flaw.DIVISION, "GI-COD-0013"),
)


@frozen(slots=True)
class _Field:
    """A coded field as the loop needs it: name, codes sound at any time, specification."""

    key: str
    sound: frozenset[str]
    spec: FieldSpec


@frozen(slots=True)
class _Fields:
    """The coded fields of a type: single values, lists of codes, and those of each child list."""

    single: tuple[_Field, ...]
    many: tuple[_Field, ...]
    rows: tuple[tuple[str, tuple[_Field, ...]], ...]


@cache
def _sound(name: str) -> frozenset[str]:
    return frozenset(c.code for c in codelist(name).codes.values() if c.since is None and c.until is None)


@cache
def _fields(kind: str) -> _Fields:
    single: list[_Field] = []
    many: list[_Field] = []
    rows: dict[str, list[_Field]] = {}
    for spec in code_fields(kind):
        codes = codelist(spec.codelist)
        if codes.closed and len(_sound(spec.codelist)) == len(codes.codes):
            continue
        parent, _, key = spec.name.rpartition(".")
        one = _Field(key, _sound(spec.codelist), spec)
        (rows.setdefault(parent, []) if parent else many if spec.many else single).append(one)
    return _Fields(tuple(single), tuple(many), tuple((name, tuple(found)) for name, found in rows.items()))


def code_checks(as_of: date | None = None) -> tuple[Check, ...]:
    """The checks of this stage, one a type.

    Args:
        as_of: The day on which codes are judged where the record has no time of its own.
    """
    day = as_of.isoformat() if as_of else ""
    checks = [
        Check(f"codes/{kind}", _Codes(kind, day).run, frozenset({kind}), settled=True) for kind in TYPES
    ]
    with_uscc = frozenset(kind for kind in TYPES if any(spec.form == "uscc" for spec in flat_specs(kind)))
    return (*checks, Check("credit-codes", _credit_codes, with_uscc))


class _Codes:
    """Judges the coded fields of one type."""

    def __init__(self, kind: str, day: str) -> None:
        found = _fields(kind)
        self._single = tuple((item.key, item.sound, item) for item in found.single)
        self._many = tuple((item.key, item.sound, item) for item in found.many)
        self._rows = tuple(
            (name, tuple((item.key, item.sound, item) for item in items)) for name, items in found.rows
        )
        self._day = day

    def run(self, obj: Record, where: Where) -> Iterable[Finding]:
        """Findings about the codes of a record."""
        odd: list[tuple[_Field, object, str]] = []
        for key, sound, item in self._single:
            if key in obj and obj[key] not in sound:
                odd.append((item, obj[key], f"/{key}"))
        for key, sound, item in self._many:
            if key in obj and not sound.issuperset(obj[key]):  # type: ignore[arg-type]
                pairs = enumerate(obj[key])  # type: ignore[arg-type, var-annotated]
                odd.extend((item, value, f"/{key}/{i}") for i, value in pairs if value not in sound)
        for name, fields in self._rows:
            if name in obj:
                for i, row in enumerate(obj[name]):  # type: ignore[arg-type, var-annotated]
                    for key, sound, item in fields:
                        if key in row and row[key] not in sound:
                            odd.append((item, row[key], f"/{name}/{i}/{key}"))
        return self._told(odd, obj, where) if odd else ()

    def _told(self, odd: list[tuple[_Field, object, str]], obj: Record, where: Where) -> Iterator[Finding]:
        recorded = obj.get("recorded_at")
        on = recorded[:10] if isinstance(recorded, str) else self._day
        for item, value, pointer in odd:
            if not isinstance(value, str):
                continue
            spec = item.spec
            code, params = _verdict(spec.codelist, value, on)
            if code and not where.room(code, "warning"):
                where.spare(code, obj)
            elif code:
                told = finding(
                    code,
                    where.place(pointer),
                    record=where.label(obj),
                    sample=sample(value, spec.sensitivity),
                )
                titles = {"field": spec.name, "title_zh": spec.zh, "title_en": spec.en}
                yield evolve(told, params={**titles, "codelist": spec.codelist, **params})


@lru_cache(maxsize=65_536)
def _verdict(name: str, value: str, on: str) -> tuple[str, dict[str, str | tuple[str, ...]]]:
    """Finding code and parameters for a code that is not sound at any time; an empty code when it is now."""
    codes = codelist(name)
    found = codes.get(value)
    if found is None:
        return _unknown(codes, value)
    since, until = (day.isoformat() if day else "" for day in (found.since, found.until))
    if not on:
        return "", {}
    if since and on < since:
        return "GI-COD-0005", {"since": since, "on": on, "allowed": _in_force(codes, on)}
    if until and on > until:
        if found.successor:
            return "GI-COD-0004", {"until": until, "on": on, "successor": found.successor}
        return "GI-COD-0003", {"until": until, "on": on, "allowed": _in_force(codes, on)}
    return "", {}


def _unknown(codes: CodeList, value: str) -> tuple[str, dict[str, str | tuple[str, ...]]]:
    if codes.name in _CARRIED_IN_PART:
        wrong = codes.name == "division" and not (
            division.is_valid(value) and division.province_known(value[:2])
        )
        return ("GI-COD-0006", {}) if wrong else ("", {})
    near = _near(codes, value)
    return ("GI-COD-0002", {"near": near}) if near else ("GI-COD-0001", {"allowed": codes.values})


def _in_force(codes: CodeList, on: str) -> tuple[str, ...]:
    day = date.fromisoformat(on)
    return tuple(value for value in codes.values if codes.status(value, day) == "current")


def _near(codes: CodeList, value: str) -> tuple[str, ...]:
    """Codes the sender may have meant: the same but for case and hyphens, or close in spelling."""
    plain = value.casefold().replace("_", "-")
    if plain in codes.codes:
        return (plain,)
    return tuple(get_close_matches(plain[:40], codes.codes, 3, 0.75))


def _credit_codes(obj: Record, where: Where) -> Iterable[Finding]:
    text = obj.get("uscc")
    if not isinstance(text, str) or not (flaws := uscc.judge(text)):
        return ()
    return _layers(text, flaws, obj, where)


def _layers(text: str, flaws: int, obj: Record, where: Where) -> Iterator[Finding]:
    spec = next(item for item in flat_specs("organisation") if item.name == "uscc")
    titles = {"field": spec.name, "title_zh": spec.zh, "title_en": spec.en}
    personal = flaws & uscc.Flaw.RESIDENT_IDENTITY
    shown = mask("resident-identity-number", text) if personal else sample(text, spec.sensitivity)
    expected = {
        "GI-COD-0010": uscc.check_character(text[:17]),
        "GI-COD-0011": orgcode.check_character(text[8:16]),
    }
    for flaw, code in _LAYERS:
        if flaws & flaw and not where.room(code, kind(code).severity):
            where.spare(code, obj)
        elif flaws & flaw:
            told = finding(code, where.place("/uscc"), record=where.label(obj), sample=shown)
            more = {"expected": expected[code]} if code in expected else {}
            yield evolve(told, params=titles | more)
        if flaws & flaw & personal:  # the layers below would quote parts of the number
            return


# ---- identity numbers in clear -------------------------------------------------------------------------

_ZEROS = b"0" * 17
_DIGITS_ALIKE = bytes(0x30 if 0x30 <= byte <= 0x39 else byte for byte in range(256))
_YEARS = tuple(re.compile(century + rb"[0-9]{9}") for century in (b"19", b"20"))  # of birth, to serial number
_SIGN = re.compile(rb"[0-9]{6}(?:19|20)[0-9]{9}")
_RUN = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")


def identity_numbers(raw: bytes) -> bool:
    """Whether the bytes of a record hold 18 digits (or 17 and X) with a year of birth in their place.

    A sign, not a verdict; it costs about a microsecond a kilobyte where no long number stands. Escaped
    characters could be digits.
    """
    if 0x5C in raw and b"\\u00" in raw:  # a byte alone is found quicker
        return True
    # The digits of an escaped character may stand before those of the number.
    return raw.translate(_DIGITS_ALIKE).find(_ZEROS) >= 0 and _SIGN.search(raw) is not None


def identity_numbers_among(texts: bytes) -> bool:
    """The same of distinct texts, among which long numbers are frequent and those of persons are not."""
    return any(year.search(texts) for year in _YEARS) and identity_numbers(texts)


def suspects(data: bytes, start: int) -> frozenset[int]:
    """Byte offsets of the lines of `data` that `identity_numbers` would suspect.

    One look at a whole part of a file, which begins at `start`, instead of one at every line: of 17 digits in
    a row, every fourth byte of the part shows at least four.
    """
    found = set()
    at = data.find(b"\\")  # one byte is found many times as quickly as four
    while at >= 0:
        begin, end = _line(data, at)
        if data.find(b"\\u00", begin, end) >= 0:
            found.add(start + begin)
        at = data.find(b"\\", end)
    find = data[::4].translate(_DIGITS_ALIKE).find
    at = find(b"0000")
    while at >= 0:
        # Numbers whose first byte shown is this one; those that begin later show another byte first.
        if _SIGN.search(data, max(0, 4 * at - 3), 4 * at + 17):
            begin, end = _line(data, 4 * at)
            found.add(start + begin)
            at = end // 4
        at = find(b"0000", at + 1)
    return frozenset(found)


def _line(data: bytes, at: int) -> tuple[int, int]:
    """Begin and end of the line around a byte."""
    end = data.find(b"\n", at)
    return data.rfind(b"\n", 0, at) + 1, end if end >= 0 else len(data)


def clear_numbers(obj: Record, where: Where) -> Iterator[Finding]:
    """A finding for every text of the record that holds a resident identity number in clear."""
    yield from _clear(obj, "", obj, where)


def _clear(value: object, pointer: str, obj: Record, where: Where) -> Iterator[Finding]:
    if isinstance(value, str):
        for match in _RUN.finditer(value):
            if _is_person(match[0].upper()):
                at = where.place(pointer)
                shown = mask("resident-identity-number", match[0])
                told = finding("GI-COD-0020", at, record=where.label(obj), sample=shown)
                yield evolve(told, params={"pointer": sample_pointer(at.pointer)})
                return
    elif isinstance(value, dict):
        for key, item in value.items():
            if (key, pointer) != ("uscc", ""):  # told by its own layer
                yield from _clear(item, f"{pointer}/{key}", obj, where)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _clear(item, f"{pointer}/{index}", obj, where)


def _is_person(number: str) -> bool:
    """The check character decides, and a sound credit code is none."""
    flaws = uscc.judge(number)
    return bool(flaws & uscc.Flaw.RESIDENT_IDENTITY) and ric.is_valid(number)
