"""The digest of a package's statements: SHA-256 over the canonical bytes of each, each followed by LF."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec

from attrs import define, field

from gov_integrity.canonical import canonical_bytes
from gov_integrity.exchange.strict import MAX_DEPTH

__all__ = ["StatementsDigest", "canonical_line", "compact_line", "is_plain", "quick_line", "read_alike"]

_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
).encode

_ODD_NUMBER = re.compile(rb"(?:^|[:\[,])-?(?:[0-9]{16}|[0-9]+[.eE])")
_RARE = re.compile(rb"[:\[,]-?[0-9]+[.eE]|^-?[0-9]|[\xf0-\xf4]")


@cache
def quick_line() -> Callable[[object], bytes]:
    """Canonical bytes and LF of a statement *that fits the model*, without the price of the general case.

    Its names are ASCII and its numbers whole, so code point order is UTF-16 order and no number needs
    rewriting; one written `1.0` is left to `canonical_bytes`.
    """
    if find_spec("orjson") is None:
        return lambda obj: _encode(obj).encode() + b"\n"
    import orjson

    dumps, option = orjson.dumps, orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    return lambda obj: dumps(obj, option=option)  # quicker than a partial


def canonical_line(value: object) -> bytes:
    """Canonical bytes and LF of a value that was read strictly.

    What `quick_line` may get wrong shows in its bytes: a fraction or exponent, or a character beyond the
    BMP, which in a name sorts differently by code point and by UTF-16 unit.
    """
    line = quick_line()(value)
    return canonical_bytes(value) + b"\n" if _RARE.search(line) else line


@cache
def compact_line() -> Callable[[object], bytes] | None:
    """Compact JSON and LF with names in their own order, where that costs next to nothing; else None.

    A line equal to it holds no repeated name, no odd white space and no needless escape.
    """
    if find_spec("orjson") is None:
        return None
    import orjson

    dumps, option = orjson.dumps, orjson.OPT_APPEND_NEWLINE
    return lambda obj: dumps(obj, option=option)


def is_plain(raw: bytes) -> bool:
    """Whether JSON holds neither a backslash nor DEL: no escape, and no control character in a text.

    They are asked for as numbers, for `in` tries to read a `bytes` as a number first, at a third of the price
    of parsing a record.
    """
    return 0x5C not in raw and 0x7F not in raw


def read_alike(raw: bytes, value: object) -> bool:
    """Whether the strict reader would find no fault in a line, and just the value that another reader gave.

    A no means nothing: what the readers may differ in is looked for by its signs.
    """
    compact = compact_line()
    return (
        compact is not None
        and is_plain(raw)
        and raw.count(b"[") + raw.count(b"{") <= MAX_DEPTH
        and not _ODD_NUMBER.search(raw)
        and compact(value) == raw
    )


@define(slots=True)
class StatementsDigest:
    """Counts and digests statements in file order."""

    count: int = 0
    _sha256: hashlib._Hash = field(factory=hashlib.sha256, init=False, repr=False)

    def add(self, statement: Mapping[str, object]) -> None:
        """Take the next statement, read strictly. Raises `NotCanonicalError`."""
        self.take(canonical_line(statement), 1)

    def take(self, canonical: bytes | memoryview, count: int = 0) -> None:
        """Take more of the canonical lines, LF after each, and the number of statements that end in them."""
        self.count += count
        self._sha256.update(canonical)

    def hexdigest(self) -> str:
        """The digest so far."""
        return self._sha256.hexdigest()
