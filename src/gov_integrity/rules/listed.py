"""What the profile of a context lists in a section, whatever the clause, remembered for each profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from gov_integrity.codelists import codelist

from .values import Context

if TYPE_CHECKING:
    from gov_integrity.policy import Entry, Profile

__all__ = [
    "channels_for", "families_of", "for_record_holders", "lawful_measures", "listed", "registers_for",
    "under",
]  # fmt: skip

Made = Mapping[str, frozenset[str]]
# The value holds the profile whose identity is in the key, so that the identity is not given to another.
_MADE: dict[tuple[int, str, Callable[[Entry], tuple[str, frozenset[str]]]], tuple[Profile, Made]] = {}
_FAMILIES = {"organisation-kind": "organisation", "person-kind": "person", "post-role": "person"}


def _by(context: Context, section: str, reading: Callable[[Entry], tuple[str, frozenset[str]]]) -> Made:
    profile = context.profile
    if profile is None:
        return {}
    key = (id(profile), section, reading)
    found = _MADE.get(key)
    if found is None:
        made: dict[str, frozenset[str]] = {}
        for entry in profile.section(section):
            name, values = reading(entry)
            made[name] = made.get(name, frozenset()) | values
        found = _MADE[key] = (profile, made)
    return found[1]


def listed(context: Context, section: str) -> frozenset[str]:
    """The codes of a section, its own and inherited; empty where the profile says nothing."""
    return _by(context, section, _all).get("", frozenset())


def _all(entry: Entry) -> tuple[str, frozenset[str]]:
    return "", frozenset((entry.code,))


def under(context: Context, clauses: tuple[str, ...]) -> bool:
    """Whether one of these clauses stands in the profile's text or in one that it inherits.

    For rules whose clauses do not all order the same: what one text asks is not asked under another.
    """
    lineage = context.profile.chain if context.profile else ()
    return any(clause.partition("/")[0] in lineage for clause in clauses)


def channels_for(context: Context) -> Made:
    """The channels on which each kind of information is to be published (`publication-site`)."""
    return _by(context, "publication-site", _channel)


def _channel(entry: Entry) -> tuple[str, frozenset[str]]:
    return entry.target, frozenset((entry.code,))


def registers_for(context: Context) -> Made:
    """Names of the platforms, as printed, by operation and kind of information: `push/violation`."""
    return _by(context, "submission", _register)


def _register(entry: Entry) -> tuple[str, frozenset[str]]:
    return f"{entry.code}/{entry.target}", frozenset((entry.value_zh,)) if entry.value_zh else frozenset()


def families_of(context: Context, section: str) -> Made:
    """By code, whom the section provides it for: organisation, person; both where it names no target."""
    return _by(context, section, _family)


def _family(entry: Entry) -> tuple[str, frozenset[str]]:
    if not entry.target:
        return entry.code, frozenset(("organisation", "person"))
    found = {family for name, family in _FAMILIES.items() if entry.target in codelist(name).codes}
    return entry.code, frozenset(found)


def lawful_measures(context: Context) -> frozenset[str]:
    """Measures that the text allows only according to laws or rules (依法、依规、按照相关规定)."""
    return _by(context, "sanction", _lawful).get("lawful", frozenset())


def _lawful(entry: Entry) -> tuple[str, frozenset[str]]:
    words = ("依法", "依规", "按照相关规定")
    return "lawful" if any(word in entry.condition_zh for word in words) else "", frozenset((entry.code,))


def for_record_holders(context: Context) -> frozenset[str]:
    """Measures for those who have a record (存在…失信记录、存在政务失信行为) and for no one else."""
    return _by(context, "sanction", _holder).get("holder", frozenset())


def _holder(entry: Entry) -> tuple[str, frozenset[str]]:
    words = entry.condition_zh
    only = words.startswith("存在") and "失信" in words and "被列为" not in words
    return "holder" if only else "", frozenset((entry.code,))
