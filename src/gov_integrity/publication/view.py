"""What publication needs of a jurisdiction profile: where things are published, and which persons may be."""

from __future__ import annotations

from attrs import frozen

from gov_integrity.policy import Entry, Profile, Strength
from gov_integrity.publication.tables import adult_kinds

__all__ = ["PersonLaw", "PublicationView", "Site", "view_of"]

PERSON_SECTION = "person-publication"
"""Section of a profile whose entries name the law that lets a kind of person (`person-kind`) be public."""


@frozen(slots=True)
class Site:
    """A website or other channel on which a kind of information is published, and how strongly."""

    channel: str
    strength: Strength
    clauses: tuple[str, ...]


@frozen(slots=True)
class PersonLaw:
    """The law that lets a kind of natural person be public: as the profile cites it, and where."""

    law: str
    clauses: tuple[str, ...]


@frozen(slots=True)
class PublicationView:
    """The part of a profile that publication asks.

    Attributes:
        profile: Its id.
        sites: Sites by kind of information.
        persons: Laws by kind of person; a law of which we are not sure opens nothing.
        minors: Kinds a law names although a minor may be among them.
    """

    profile: str
    sites: dict[str, tuple[Site, ...]]
    persons: dict[str, PersonLaw]
    minors: frozenset[str]


def view_of(profile: Profile) -> PublicationView:
    """Read a profile. Natural persons stay closed where it does not say under which law they are open."""
    sites: dict[str, tuple[Site, ...]] = {}
    for entry in profile.section("publication-site"):
        site = Site(entry.code, entry.strength, entry.clauses)
        sites[entry.target] = (*sites.get(entry.target, ()), site)
    laws = [entry for entry in profile.section(PERSON_SECTION) if _opens(entry)]
    persons = {
        entry.code: PersonLaw(entry.value_zh, entry.clauses) for entry in laws if entry.code in adult_kinds()
    }
    minors = frozenset(entry.code for entry in laws if entry.code not in adult_kinds())
    return PublicationView(profile.id, sites, persons, minors)


def _opens(entry: Entry) -> bool:
    return entry.confidence == "verified" and entry.strength in ("must", "may") and bool(entry.value_zh)
