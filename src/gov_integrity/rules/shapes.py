"""What rules look at in a shape of statement: the commonest answers for `Rule.parts`."""

from __future__ import annotations

from .values import Parts, Shape

__all__ = ["having", "lacking"]


def having(**fields: tuple[str, ...]) -> Parts:
    """It looks at statements of a type that have all the fields named for it; of other types, at all.

    The answer is the type. A rule on several types says so what each of them must have to matter.
    """

    def parts(shape: Shape) -> str:
        return shape.type if set(shape.fields).issuperset(fields.get(shape.type, ())) else ""

    return parts


def lacking(*names: str) -> Parts:
    """It looks at statements that have none of these fields. The answer is their names."""

    def parts(shape: Shape) -> tuple[str, ...]:
        return names if set(shape.fields).isdisjoint(names) else ()

    return parts
