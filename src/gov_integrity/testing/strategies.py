"""Strategies for valid values, statements and packages, with Chinese text and rare characters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from gov_integrity.codelists import codelist
from gov_integrity.model import FORMS, STANDARD_VERSION, TOMBSTONE_ACTIONS, TYPES, FieldSpec, field_specs

__all__ = ["packages", "statements", "values"]

Json = dict[str, Any]

RARE = "𠮷䶮㛃㐂\u3007·《》〔〕「」,。;:?!()①②℃é"
"""Characters of real names and documents that careless software loses."""

_COMMON = "政务诚信承诺合同失信记录机关单位人民政府办公室局委县区市省年月日第号条款万元的了和与"
_WORDS = st.text(st.sampled_from(_COMMON + RARE + "abcXYZ0189 -_./"), min_size=1, max_size=24)
_ASCII = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_PART = st.text(st.sampled_from(_ASCII), min_size=1, max_size=12)
_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat)
_USCC = st.text(st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"), min_size=18, max_size=18)


def _decimal(places: int) -> st.SearchStrategy[str]:
    whole = st.integers(-(10**12), 10**12).map(str)
    tail = st.text(st.sampled_from("0123456789"), min_size=1, max_size=places)
    return st.one_of(whole, st.builds("{}.{}".format, whole.filter(lambda text: text != "-0"), tail))


def _moment(day: str, hour: int, minute: int, second: int, zone: str) -> str:
    return f"{day}T{hour:02}:{minute:02}:{second:02}{zone}"


_STRINGS: dict[str, st.SearchStrategy[Any]] = {
    "id": st.builds("{}/{}".format, _PART, _PART),
    "ref": st.builds("{}/{}".format, _PART, _PART),
    "string": _WORDS,
    "text": st.builds("{}\n{}".format, _WORDS, _WORDS) | _WORDS,
    "code": st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8})?", fullmatch=True),
    "datetime": st.builds(
        _moment,
        _DAYS,
        st.integers(0, 23),
        st.integers(0, 59),
        st.integers(0, 59),
        st.sampled_from(["Z", "+08:00", "-03:30", ".5+08:00", ".123456Z"]),
    ),
    "partial-date": st.one_of(_DAYS, _DAYS.map(lambda day: day[:7]), _DAYS.map(lambda day: day[:4])),
    "money": _decimal(2),
    "decimal": _decimal(8),
    "uri": _PART.map("https://example.invalid/{}?q=中".format),
    "hex": st.text(st.sampled_from("0123456789abcdef"), min_size=64, max_size=64),
    "duration": st.builds("P{}{}".format, st.integers(1, 9999), st.sampled_from(["WD", "D", "M", "Y"])),
    "version": st.just(STANDARD_VERSION),
    "uscc": _USCC,
    "masked": st.text(st.sampled_from("0123456789X"), max_size=4).map("**************{}".format),
}


def values(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Valid JSON values of one field, child rows and lists included."""
    one = _rows(spec) if spec.rows else _single(spec)
    return st.lists(one, min_size=1, max_size=3) if spec.many else one


def _single(spec: FieldSpec) -> st.SearchStrategy[Any]:
    if spec.allowed:
        return st.sampled_from(spec.allowed)
    if spec.codelist and codelist(spec.codelist).values:
        return st.sampled_from(tuple(codelist(spec.codelist).values))
    form = FORMS[spec.form]
    if form.json == "boolean":
        return st.booleans()
    if form.json == "integer":
        return st.integers(form.minimum, 1000) | st.sampled_from([form.maximum, float(form.minimum)])
    return _STRINGS[spec.form]


def _rows(spec: FieldSpec) -> st.SearchStrategy[Json]:
    return _object(spec.rows)


def _object(specs: tuple[FieldSpec, ...]) -> st.SearchStrategy[Json]:
    def leaf(spec: FieldSpec) -> str:
        return spec.name.rpartition(".")[2]

    return st.fixed_dictionaries(
        {leaf(spec): values(spec) for spec in specs if spec.required},
        optional={leaf(spec): values(spec) for spec in specs if not spec.required},
    )


def statements(*types: str) -> st.SearchStrategy[Json]:
    """Valid statements of the given types (all types when none is given), tombstones among them.

    They are valid by the schema; whether their content makes sense is for the rules to say.
    """
    names = types or TYPES
    whole = st.one_of([_object(field_specs(name)) for name in names])
    gone = st.builds(
        lambda stone, name, action: {**stone, "type": name, "action": action},
        _object(field_specs("tombstone")),
        st.sampled_from(names),
        st.sampled_from(TOMBSTONE_ACTIONS),
    )
    extended = st.builds(lambda found, note: {**found, "x_demo_note": note}, whole, _WORDS)
    return st.one_of(whole, whole, extended, gone)


def packages(
    content: st.SearchStrategy[Json] | None = None, *, max_size: int = 5
) -> st.SearchStrategy[tuple[Json, list[Json]]]:
    """Headers with lists of statements whose ids differ: what `gov_integrity.write` takes."""
    key: Callable[[Json], object] = lambda found: found["id"]  # noqa: E731 (a name for the type checker)
    inside = st.lists(content or statements(), max_size=max_size, unique_by=key)
    header = _object(field_specs("package")).map(
        lambda found: {
            name: value
            for name, value in found.items()
            if name not in ("statement_count", "statements_sha256", "statements")
        }
    )
    return st.tuples(header, inside)
