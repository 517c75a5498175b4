"""Code lists: the values a coded field may take, each with its words, its source and how sure we are of it.

The lists are data (`lists.csv`, `data/<name>.csv`), read when first asked for and kept. A code is one row of
one file. Lists that the policy texts end with 等 are open: a code that is not in them is a warning, not an
error.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from .reading import Head, read_codes, read_heads
from .values import Code, CodeList, Confidence, Status, UnknownCodeList

__all__ = [
    "Code",
    "CodeList",
    "Confidence",
    "Status",
    "UnknownCodeList",
    "codelist",
    "codelist_files",
    "names",
]


@cache
def _heads() -> Mapping[str, Head]:
    return read_heads(files(__package__) / "lists.csv")


@cache
def names() -> tuple[str, ...]:
    """The names of all code lists, in alphabetical order."""
    return tuple(sorted(_heads()))


@cache
def codelist(name: str) -> CodeList:
    """The code list `name`, read once.

    Raises:
        UnknownCodeList: No list has this name; the error carries the names that come near.
        DataFileError: The file of the list is ill-formed; carries `file` and `line`.
    """
    head = _heads().get(name)
    if head is None:
        raise UnknownCodeList(name, tuple(get_close_matches(name, names(), n=3)))
    return read_codes(files(__package__) / "data" / f"{name}.csv", head)


def codelist_files() -> Mapping[str, bytes]:
    """The code lists as CSV in UTF-8, a file a list, and `lists.csv`, which tells of each list, by name."""
    root = files(__package__)
    found = {f"{name}.csv": (root / "data" / f"{name}.csv").read_bytes() for name in names()}
    return {"lists.csv": (root / "lists.csv").read_bytes(), **found}
