"""A statement reduced to what an audience may see, field by field; what is not known to be allowed leaves.

The result keeps the standard's own form: a row that lacks a required field leaves with it, and a statement
that lacks one is not shown at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

from attrs import define, field, frozen

from gov_integrity.identifiers import ric
from gov_integrity.model import FORMS, FieldSpec, Form, field_specs, model_names
from gov_integrity.privacy import mask, scrub
from gov_integrity.publication.tables import Audience, Treatment, treatment

__all__ = ["RANKS", "FieldNote", "Reduced", "Reducer"]

RANKS: Mapping[str, int] = {"open": 3, "public": 3, "government": 2, "query": 1}
"""How wide a sensitivity or an access reaches: 3 the public, 2 authorities, 1 an authorised query."""

NEEDS: Mapping[Audience, int] = {"public": 3, "authority": 2, "query": 1}
"""The reach an audience needs."""

_MASKED = {"number-masked", "name-masked"}
_PROSE = {"string", "text", "uri"}
_WRITTEN = {"id", "ref", "code", "uscc", "version"}
_EIGHTEEN = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_LONE = re.compile("[\ud800-\udfff]")
_EXTENSION = re.compile(r"x_[a-z0-9]{2,16}_[a-z0-9_]{1,40}")


@frozen(slots=True, order=True)
class FieldNote:
    """Something done to a field: its name in the standard, the code why, and how many values it met."""

    field: str
    reason: str
    count: int = 1

    @property
    def masked(self) -> bool:
        """Whether the value is shown masked; else it is left out."""
        return self.reason in _MASKED


@frozen(slots=True)
class Reduced:
    """What is left of a statement; `content` is None when a required field had to go, `because` of what."""

    content: dict[str, object] | None = field(repr=False)
    notes: tuple[FieldNote, ...]
    because: str = ""


@cache
def _specs(kind: str) -> Mapping[str, FieldSpec]:
    return {spec.name: spec for spec in field_specs(kind)} if kind in model_names() else {}


@cache
def _leaf_specs(spec: FieldSpec) -> Mapping[str, FieldSpec]:
    return {one.name.rpartition(".")[2]: one for one in spec.rows}


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(FORMS[form].pattern)


class _LeftOutError(Exception):
    """A value may not be shown; carries the code why."""


class _EmptiedError(_LeftOutError):
    """Every item of a list was left out, and noted."""


@define(slots=True)
class Reducer:
    """Reduces one statement for one audience.

    Attributes:
        audience: Who will see it.
        kind: Its type; `tombstone` for one that was withdrawn.
        refused: The code why a reference may not be shown, by its id and the types it may point to;
            empty when it may.
        names: Names of persons that texts must not tell.
        undated: Fields whose value on the day cannot be told.
        lawful: Whether a law of the profile lets this person be public.
        dry: Only find out what is left, without masking texts.
    """

    audience: Audience
    kind: str
    refused: Callable[[str, tuple[str, ...]], str]
    names: tuple[str, ...] = field(default=(), repr=False)
    undated: tuple[str, ...] = ()
    lawful: bool = False
    dry: bool = False
    _notes: Counter[tuple[str, str]] = field(factory=Counter, init=False, repr=False)

    def reduce(self, content: Mapping[str, object]) -> Reduced:
        """The statement as the audience may see it."""
        specs = _specs(self.kind)
        because = ""
        kept: dict[str, object] = {}
        for name, value in content.items():
            spec = specs.get(name)
            try:
                kept[name] = self._field(spec, name, value)
            except _LeftOutError as why:
                code = str(why)
                if not isinstance(why, _EmptiedError):
                    self._notes[name if spec else _unknown(name), code] += 1
                if spec and spec.required:
                    because = because or code
        if not because and any(spec.required and spec.name not in kept for spec in specs.values()):
            because = "malformed"
        notes = tuple(sorted(FieldNote(*key, count) for key, count in self._notes.items()))
        return Reduced(
            None if because or not specs else kept, notes, because or ("" if specs else "malformed")
        )

    # ---- one field -------------------------------------------------------------------------------------

    def _field(self, spec: FieldSpec | None, name: str, value: object) -> object:
        if name in self.undated:
            raise _LeftOutError("undetermined")
        return self._value(spec, value) if spec else self._extension(name, value)

    def _extension(self, name: str, value: object) -> object:
        if not _EXTENSION.fullmatch(name) or not isinstance(value, str):
            raise _LeftOutError("malformed")
        if RANKS["government"] < NEEDS[self.audience]:
            raise _LeftOutError("sensitivity")
        return self._prose("x_", value)

    def _allow(self, spec: FieldSpec, *, row: str = "") -> Treatment | None:
        special = treatment(self.kind, spec.name, self.audience)
        if special and special.law and not self.lawful:
            special = None
        if special and special.action == "never":
            raise _LeftOutError(special.reason)
        if special is None and not row and RANKS[spec.sensitivity] < NEEDS[self.audience]:
            raise _LeftOutError("sensitivity")
        return special

    def _value(self, spec: FieldSpec, value: object) -> object:
        if spec.name == "evidence":
            return self._rows(spec, value, lifted="evidence")
        special = self._allow(spec)
        if spec.rows:
            return self._rows(spec, value, lifted=spec.name if special else "")
        if spec.many:
            return self._several(spec, value)
        return self._one(spec, value, special)

    def _several(self, spec: FieldSpec, value: object) -> list[object]:
        return self._each(spec, value, lambda item: self._one(spec, item, None))

    def _each(self, spec: FieldSpec, value: object, shown: Callable[[object], object]) -> list[object]:
        """What may be shown of the items of a list, at least one; what is left out of it is noted."""
        if not isinstance(value, list) or not value:
            raise _LeftOutError("malformed")
        kept: list[object] = []
        why = ""
        for item in value:
            try:
                kept.append(shown(item))
            except _LeftOutError as because:
                why = str(because)
                self._notes[spec.name, why] += 1
        if not kept:
            raise _EmptiedError(why)
        return kept

    # ---- child rows ------------------------------------------------------------------------------------

    def _rows(self, spec: FieldSpec, value: object, lifted: str) -> list[object]:
        return self._each(spec, value, lambda row: self._row(spec, row, lifted))

    def _row(self, spec: FieldSpec, row: object, lifted: str) -> dict[str, object]:
        if not isinstance(row, dict):
            raise _LeftOutError("malformed")
        if spec.name == "evidence":
            reach = RANKS.get(str(row.get("access", "government")), 0)
            if reach < NEEDS[self.audience]:
                raise _LeftOutError("evidence-default")
        specs = _leaf_specs(spec)
        kept: dict[str, object] = {}
        gone: dict[str, str] = {}
        for name, value in row.items():
            leaf = specs.get(name)
            try:
                kept[name] = self._leaf(leaf, value, lifted)
            except _LeftOutError as why:
                gone[name] = str(why)
                if not isinstance(why, _EmptiedError):
                    self._notes[leaf.name if leaf else f"{spec.name}.*", str(why)] += 1
        missing = [name for name, leaf in specs.items() if leaf.required and name not in kept]
        if missing:
            raise _LeftOutError(gone.get(missing[0], "malformed"))
        if spec.name == "parties" and not {"party", "name"} & kept.keys() and gone:
            # A row that names a person leaves with the name; role and dates alone would still point at it.
            raise _LeftOutError(gone.get("party", gone.get("name", "sensitivity")))
        return kept

    def _leaf(self, leaf: FieldSpec | None, value: object, lifted: str) -> object:
        if leaf is None:
            raise _LeftOutError("malformed")
        special = self._allow(leaf, row=lifted)
        return self._several(leaf, value) if leaf.many else self._one(leaf, value, special)

    # ---- one value -------------------------------------------------------------------------------------

    def _one(self, spec: FieldSpec, value: object, special: Treatment | None) -> object:
        form = FORMS[spec.form]
        _check_form(form, value)
        if spec.allowed and value not in spec.allowed:
            raise _LeftOutError("malformed")
        if isinstance(value, str):
            if spec.form in _WRITTEN and any(ric.is_valid(found) for found in _EIGHTEEN.findall(value)):
                raise _LeftOutError("identity-number")
            if spec.form == "ref" and (why := self.refused(value, spec.targets)):
                raise _LeftOutError(why)
            if special and special.action == "mask":
                self._notes[spec.name, special.reason] += 1
                return mask(special.mask, value)
            if spec.form in _PROSE:
                return self._prose(spec.name, value)
        return value

    def _prose(self, name: str, value: str) -> str:
        if self.dry:
            return value
        shown = scrub(value)
        if shown != value:
            self._notes[name, "number-masked"] += 1
        for person in self.names:
            if person in shown:
                self._notes[name, "name-masked"] += 1
                shown = shown.replace(person, mask("person-name", person))
        return shown


def _unknown(name: str) -> str:
    """How a note calls a field that is not in the standard: never by the name that stands there."""
    return "x_" if name.startswith("x_") else "*"


def _check_form(form: Form, value: object) -> None:
    if form.json == "boolean":
        fits = isinstance(value, bool)
    elif form.json == "integer":
        whole = isinstance(value, int) and not isinstance(value, bool)
        fits = whole or (isinstance(value, float) and value.is_integer())
    elif not isinstance(value, str):
        fits = False
    else:
        fits = not form.pattern or _pattern(form.name).fullmatch(value) is not None
        fits = fits and _LONE.search(value) is None
    if not fits:
        raise _LeftOutError("malformed")
