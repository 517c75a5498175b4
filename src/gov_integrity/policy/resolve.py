"""Profiles as they apply on a day: a folder of data, laid over the folders it inherits.

A row `add`s to what stands above it, `replace`s it or `remove`s it, by its key (section, list, code, target).
So a profile holds only what its own text says, and what it inherits keeps its origin and its confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from gov_integrity.errors import DataFileError, UsageError
from gov_integrity.periods import load as load_periods

from .clause import clauses, part_of
from .folder import Folder, Known, OwnRow, read_folder, read_own_clauses
from .section import sections
from .values import Entry, Head, Profile, Task

__all__ = ["profile", "profiles"]

_T = TypeVar("_T", bound=Entry | Task)
_Key = tuple[str, str, str, str]


def profiles(*, dirs: Sequence[Path] = ()) -> tuple[Head, ...]:
    """Every profile that exists, by the day from which it is in force.

    Args:
        dirs: Data directories; the folders in `DIR/profiles` are added to those of the package.

    Raises:
        DataFileError: A folder is ill-formed, or inheritance runs in a circle; carries `file` and `line`.
    """
    heads = (folder.head for folder in _folders(tuple(dirs)).values())
    return tuple(sorted(heads, key=lambda head: (head.in_force_from, head.id)))


def profile(name: str, *, as_of: date, dirs: Sequence[Path] = ()) -> Profile:
    """The profile as it applies on a day.

    Args:
        name: Id of the profile; `id/annex` or `id/body` for what that part of its own text says, alone.
        as_of: The day.
        dirs: Data directories, as for `profiles`.

    Raises:
        UsageError: No such profile or part, or not in force that day; the words list what exists.
        DataFileError: As for `profiles`.
    """
    found = _folders(tuple(dirs))
    profile_id, _, part = name.partition("/")
    if profile_id not in found:
        raise UsageError(
            "没有适用细则“{name}”;现有:{known}",
            "there is no profile '{name}'; there are: {known}",
            name=name,
            known=_listing(found.values()),
        )
    folder = found[profile_id]
    if not folder.head.in_force_on(as_of):
        raise UsageError(
            "适用细则“{name}”在 {as_of} 不适用;现有:{known}",
            "the profile '{name}' is not in force on {as_of}; there are: {known}",
            name=name,
            as_of=as_of.isoformat(),
            known=_listing(found.values()),
        )
    whole = _resolved(profile_id, tuple(dirs))
    if not part:
        return whole
    parts = sorted({part_of(clause) for own in folder.entries for clause in own.value.clauses})
    if part not in parts:
        raise UsageError(
            "适用细则“{name}”没有部分“{part}”;现有:{known}",
            "the profile '{name}' has no part '{part}'; there are: {known}",
            name=profile_id,
            part=part,
            known=", ".join(parts),
        )
    return whole.part(part)


def _listing(folders: Iterable[Folder]) -> str:
    heads = sorted((folder.head for folder in folders), key=lambda head: (head.in_force_from, head.id))
    return ", ".join(f"{head.id} ({head.in_force_from} – {head.in_force_until or ''})" for head in heads)


@cache
def _folders(dirs: tuple[Path, ...]) -> Mapping[str, Folder]:
    """Every folder, read and checked, with inheritance that ends."""
    places = _places(dirs)
    known_clauses = dict(clauses())
    for place in places.values():
        known_clauses |= read_own_clauses(place)
    known = Known(known_clauses, frozenset(load_periods(*dirs).clocks))
    found = {name: read_folder(place, known) for name, place in places.items()}
    for folder in found.values():
        _check_inheritance(folder, found)
    for name in found:
        _lay_over(_chain(name, found))
    return found


def _places(dirs: tuple[Path, ...]) -> dict[str, Traversable]:
    places: dict[str, Traversable] = {}
    roots: list[Traversable] = [files(__package__) / "data", *(directory / "profiles" for directory in dirs)]
    for root in roots:
        if not root.is_dir():
            continue
        for place in sorted(root.iterdir(), key=lambda item: item.name):
            if not place.is_dir() or place.name.startswith((".", "_")):
                continue
            if place.name in places:
                raise DataFileError(
                    "{file} 第{line}行:适用细则“{name}”已存在",
                    "{file} line {line}: a profile '{name}' exists already",
                    file=f"{place.name}/profile.csv",
                    line=1,
                    name=place.name,
                )
            places[place.name] = place
    return places


def _check_inheritance(folder: Folder, found: Mapping[str, Folder]) -> None:
    row, seen, head = folder.inherits, [folder.head.id], folder.head
    if row is None:
        return
    while head.inherits:
        if head.inherits not in found:
            raise row.refuse("value")
        above = found[head.inherits].head
        if above.in_force_from > head.in_force_from:
            raise DataFileError(
                "{file} 第{line}行:上级细则“{name}”施行在后",
                "{file} line {line}: the profile above, '{name}', comes into force later",
                file=row.file,
                line=row.line,
                name=above.id,
            )
        if above.id in seen:
            raise DataFileError(
                "{file} 第{line}行:继承成环:{ring}",
                "{file} line {line}: inheritance runs in a circle: {ring}",
                file=row.file,
                line=row.line,
                ring=" > ".join([*seen, above.id]),
            )
        seen.append(above.id)
        head = above


def _chain(name: str, found: Mapping[str, Folder]) -> tuple[Folder, ...]:
    """From the top of the inheritance down to `name`."""
    chain: list[Folder] = []
    while name:
        chain.append(found[name])
        name = found[name].head.inherits
    return tuple(reversed(chain))


@cache
def _resolved(name: str, dirs: tuple[Path, ...]) -> Profile:
    return _lay_over(_chain(name, _folders(dirs)))


def _lay_over(chain: tuple[Folder, ...]) -> Profile:
    """Each folder laid over those above it. Raises `DataFileError` for a change that has no object."""
    entries: dict[_Key, tuple[Entry, ...]] = {}
    tasks: dict[_Key, tuple[Task, ...]] = {}
    for folder in chain:
        _apply(entries, folder.entries)
        _apply(tasks, folder.tasks)
    order = {section: number for number, section in enumerate(sections())}
    flat = (entry for rows in entries.values() for entry in rows)
    return Profile(
        head=chain[-1].head,
        chain=tuple(folder.head.id for folder in chain),
        entries=tuple(sorted(flat, key=lambda entry: order[entry.section])),
        tasks=tuple(task for rows in tasks.values() for task in rows),
        document=chain[-1].document,
    )


def _apply(above: dict[_Key, tuple[_T, ...]], own: Iterable[OwnRow[_T]]) -> None:
    """Lay the rows of one text over those above; rows of one key in several parts stand together."""
    fresh: dict[_Key, tuple[_T, ...]] = {}
    for item in own:
        key = item.value.key
        if (item.change == "add") == (key in above):
            raise item.row.refuse("change")
        kept: tuple[_T, ...] = () if item.change == "remove" else (item.value,)
        fresh[key] = fresh.get(key, ()) + kept
    for key, rows in fresh.items():
        if rows:
            above[key] = rows
        else:
            del above[key]
