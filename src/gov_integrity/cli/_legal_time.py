"""What the verbs about legal time share: options, and how days and notes are said."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import click

from ._options import sure_words

if TYPE_CHECKING:
    from gov_integrity.periods import Span

__all__ = [
    "Lang",
    "confidence_words",
    "data_option",
    "day_words",
    "format_option",
    "json_out",
    "make_up_option",
    "note_rows",
    "span_rows",
    "span_words",
    "unit_words",
]

Lang = Literal["zh", "en"]
F = TypeVar("F", bound=Callable[..., object])

_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_UNITS = {
    "working-day": ("个工作日", "working day"),
    "day": ("日", "day"),
    "month": ("个月", "month"),
    "year": ("年", "year"),
}


def format_option(function: F) -> F:
    """`--format text|json`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="输出格式。Output format.",
    )(function)


def data_option(function: F) -> F:
    """`--data DIR`: calendars, clocks and windows that are added to the package's own."""
    return click.option(
        "--data",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="增加数据目录(calendar、clocks、windows),可重复。Directory of further data; may be repeated.",
    )(function)


def make_up_option(function: F) -> F:
    """`--make-up-day-rests`: a weekend day that was made a working day still moves a last day."""
    return click.option(
        "--make-up-day-rests",
        is_flag=True,
        help="顺延时把补班的周末仍视为休息日(默认不视为)。"
        "For the roll, a make-up working weekend day still rests (default: it does not).",
    )(function)


def json_out(value: object) -> None:
    """Print a JSON document; days are written `YYYY-MM-DD`."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def day_words(day: date, lang: Lang) -> str:
    """A day with its weekday."""
    weekday = _WEEKDAYS[lang][day.weekday()]
    return f"{day} ({weekday})" if lang == "en" else f"{day}(周{weekday})"


def span_words(spans: Sequence[Span]) -> str:
    """Runs of days, such as `2025-09-28..2025-09-30, 2025-10-09`."""
    return ", ".join(
        str(span.first) if span.first == span.last else f"{span.first}..{span.last}" for span in spans
    )


def span_rows(spans: Sequence[Span]) -> list[dict[str, date]]:
    """Runs of days for JSON."""
    return [{"first": span.first, "last": span.last} for span in spans]


def confidence_words(confidence: str, lang: Lang) -> str:
    """How sure we are; everything but verified says that it is unverified."""
    words = sure_words(confidence, lang)
    if confidence == "verified":
        return words
    return f"unverified: {words}" if lang == "en" else f"未核实:{words}"


def unit_words(length: int, unit: str, lang: Lang) -> str:
    """A length with its unit, such as 7 个工作日."""
    zh, en = _UNITS[unit]
    if lang == "en":
        return f"{length} {en}" if length == 1 else f"{length} {en}s"
    return f"{length} {zh}" if zh.startswith("个") else f"{length}{zh}"


def note_rows(codes: Sequence[str]) -> list[dict[str, str]]:
    """Note codes with their words, for JSON."""
    from gov_integrity.periods import note_text

    return [{"code": code, "zh": note_text(code), "en": note_text(code, "en")} for code in codes]
