"""The judge: whether a statement has the structure of the standard, yes or no, as fast as can be had.

With the extra `fast` the published flat schemas are compiled; without it the model judges. Both say the same
(proven by test), and `gov_integrity.model.faults` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec

from gov_integrity.errors import MissingExtraError
from gov_integrity.model import TOMBSTONE_ACTIONS, fits, model_name, model_names
from gov_integrity.schema.emit import flat, unguarded

__all__ = ["Judge", "has_fast", "judge", "parser"]

Judge = Callable[[Mapping[str, object]], bool]


@cache
def has_fast() -> bool:
    """Whether the extra `fast` is installed."""
    return all(find_spec(name) is not None for name in ("jsonschema_rs", "orjson"))


def judge(*, fast: bool | None = None) -> Judge:
    """A function that says whether a statement, header or last line fits the standard.

    The nesting of what it is given must already be bounded; compiled engines have no guard of their own.

    Args:
        fast: Insist on the compiled schemas (True) or on the model (False); None takes what is there.

    Raises:
        MissingExtraError: `fast=True` without the extra.
    """
    if fast is None:
        fast = has_fast()
    if not fast:
        return fits
    if not has_fast():
        raise MissingExtraError("fast", "快速校验", "fast validation")
    return _compiled_judge()


@cache
def _compiled_judge() -> Judge:
    import jsonschema_rs

    @cache
    def check(name: str) -> Callable[[object], bool]:
        schema = unguarded(flat(name))
        if name == "package":
            properties = schema["properties"]
            assert isinstance(properties, dict)
            del properties["statements"]  # judged one by one, never as part of the header
        # Our patterns need no look-around, so the linear engine does, which is also the quicker one.
        engine = jsonschema_rs.RegexOptions()
        return jsonschema_rs.Draft202012Validator(
            schema, validate_formats=False, pattern_options=engine
        ).is_valid

    names = frozenset(model_names())

    def compiled(obj: Mapping[str, object]) -> bool:
        if obj.get("action") in TOMBSTONE_ACTIONS:
            name = model_name(obj)
            return bool(name) and check(name)(obj)
        kind = obj.get("type")
        return isinstance(kind, str) and kind in names and kind != "tombstone" and check(kind)(obj)

    return compiled


@cache
def parser() -> Callable[[bytes], object]:
    """The quickest JSON reader at hand. It overlooks what the strict reader finds, such as repeated keys.

    It raises `ValueError` for what is not JSON.
    """
    if has_fast():
        import orjson

        return orjson.loads
    from gov_integrity.model import parse_json

    return parse_json
