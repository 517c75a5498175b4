"""Stable bytes of a JSON value (RFC 8785, JSON Canonicalization Scheme) and their digest.

The same value gives the same bytes in every language that follows RFC 8785, so two agencies can compare
digests without exchanging data. What RFC 7493 (I-JSON) forbids is refused, never rounded.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping

from gov_integrity.errors import InputError, UsageError

__all__ = ["ALGORITHMS", "NotCanonicalError", "canonical_bytes", "digest"]

ALGORITHMS = ("sha256", "sm3")
"""SHA-256 (FIPS 180-4) and SM3 (GB/T 32905), the latter where this Python's OpenSSL has it."""
GREATEST_INTEGER = 2**53 - 1
DEEPEST = 200


class NotCanonicalError(InputError):
    """A value has no canonical form; carries `pointer` (masked, where in the value) and `reason`."""


_REASONS = {
    "integer": ("整数超出±(2^53-1),请改用字符串", "an integer beyond ±(2^53-1); write it as a string"),
    "number": ("非有限数(NaN或无穷)", "a number that is not finite"),
    "surrogate": ("孤立的代理码位", "a lone surrogate"),
    "key": ("对象的键不是字符串", "an object key that is not a string"),
    "type": ("不是JSON类型的值", "a value that is no JSON type"),
    "depth": ("嵌套超过200层", "nested deeper than 200"),
}


def _refuse(reason: str, path: tuple[str | int, ...]) -> NotCanonicalError:
    from gov_integrity.privacy import sample  # only a refusal needs masking

    keys = (sample(part, "open", 40).replace("~", "~0").replace("/", "~1") for part in path[:20])
    zh, en = _REASONS[reason]
    return NotCanonicalError(
        "{pointer}:{reason_zh}",
        "{pointer}: {reason_en}",
        pointer="".join(f"/{key}" for key in keys) or "(root)",
        reason=reason,
        reason_zh=zh,
        reason_en=en,
    )


def _number(value: float) -> str:
    """A finite double as ECMAScript writes it (Number::toString; RFC 8785, 3.2.2.3).

    `float.__repr__` already gives the shortest digits that read back as the same double; only the place of
    the point and the exponent differ.
    """
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = float.__repr__(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    # The point stands `point` places right of the first significant digit's left edge.
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if 0 < point <= 21:
        padded = digits.ljust(point, "0")
        return sign + padded[:point] + (f".{padded[point:]}" if len(padded) > point else "")
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{point - 1:+d}"


def _text(value: str, path: tuple[str | int, ...]) -> bytes:
    # The stdlib escapes exactly what ECMAScript does: quote, backslash and the controls below U+0020.
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise _refuse("surrogate", path) from None


def _utf16(key: object) -> bytes:
    return str(key).encode("utf-16-be", "surrogatepass")


def _write(value: object, out: list[bytes], path: tuple[str | int, ...]) -> None:
    if isinstance(value, str):
        out.append(_text(value, path))
    elif value is None or isinstance(value, bool):
        out.append(b"null" if value is None else b"true" if value else b"false")
    elif isinstance(value, int):
        if abs(value) > GREATEST_INTEGER:
            raise _refuse("integer", path)
        out.append(int.__repr__(value).encode())
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise _refuse("number", path)
        out.append(_number(value).encode())
    elif isinstance(value, Mapping | list | tuple):
        if len(path) >= DEEPEST:
            raise _refuse("depth", path)
        _write_container(value, out, path)
    else:
        raise _refuse("type", path)


_Container = Mapping[object, object] | list[object] | tuple[object, ...]


def _write_container(value: _Container, out: list[bytes], path: tuple[str | int, ...]) -> None:
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise _refuse("key", path)
        before = b"{"
        for key in sorted(value, key=_utf16):
            name = str(key)
            inner = (*path, name)
            out += (before, _text(name, inner), b":")
            _write(value[key], out, inner)
            before = b","
        out.append(b"}" if value else b"{}")
    else:
        out.append(b"[")
        for index, item in enumerate(value):
            if index:
                out.append(b",")
            _write(item, out, (*path, index))
        out.append(b"]")


def canonical_bytes(value: object) -> bytes:
    """The canonical UTF-8 bytes of a JSON value made of dict, list, str, int, float, bool and None.

    Raises `NotCanonicalError` for integers beyond 2^53 - 1, NaN and infinities, lone surrogates, keys that
    are not strings, other types, and nesting deeper than 200.
    """
    out: list[bytes] = []
    _write(value, out, ())
    return b"".join(out)


def digest(value: object, algorithm: str = "sha256") -> str:
    """Hexadecimal digest of the canonical bytes.

    Raises `UsageError` when the algorithm is unknown or this Python's OpenSSL lacks it, and
    `NotCanonicalError` as `canonical_bytes` does.
    """
    if algorithm not in ALGORITHMS:
        raise UsageError(
            "摘要算法只有{known}", "the digest algorithms are {known}", known=", ".join(ALGORITHMS)
        )
    try:
        hasher = hashlib.new(algorithm)
    except ValueError:
        raise UsageError(
            "本机Python的OpenSSL没有{algorithm};请改用sha256,或换用带SM3的Python",
            "the OpenSSL of this Python has no {algorithm}; use sha256, or a Python built with SM3",
            algorithm=algorithm,
        ) from None
    hasher.update(canonical_bytes(value))
    return hasher.hexdigest()
