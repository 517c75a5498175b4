"""Options that several verbs share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TypeVar

import click

__all__ = ["as_of_option", "lang_option", "output_option", "sure_words", "today"]

F = TypeVar("F", bound=Callable[..., object])

_LONG_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SHANGHAI = timezone(timedelta(hours=8))


def today() -> date:
    """Today in China: the only place where the clock is read, for the command line alone."""
    return datetime.now(SHANGHAI).date()


class _Day(click.ParamType["date"]):
    name = "DATE"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        if not _LONG_FORM.fullmatch(value):  # not 20240315, not 2024-W11-5
            self.fail(f"{value!r}:日期写作 2024-03-15 / write a date as 2024-03-15", param, ctx)
        if not "1900" <= value[:4] <= "2099":  # the years of the standard
            self.fail(f"{value!r}:年份须为 1900 至 2099 / the year must be 1900 to 2099", param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            return self.fail(f"{value!r}:日历上没有这一天 / there is no such day", param, ctx)


DAY = _Day()
"""A date parameter, `YYYY-MM-DD` only."""


def sure_words(confidence: str, lang: str) -> str:
    """How sure we are of a source, by the code list `confidence`."""
    from gov_integrity.codelists import codelist

    return codelist("confidence").label(confidence, lang)


def _remember(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    ctx.find_root().meta["lang"] = value
    return value


def lang_option(function: F) -> F:
    """`--lang zh|en`: language of what is printed."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default="zh",
        show_default=True,
        is_eager=True,
        callback=_remember,
        help="输出语言。Language of the output.",
    )(function)


def as_of_option(function: F) -> F:
    """`--as-of DATE`: the day the judgement is made for."""
    return click.option(
        "--as-of",
        type=DAY,
        default=None,
        help="按哪一天判断。The day to judge for.",
    )(function)


def output_option(function: F) -> F:
    """`--output FILE`: write UTF-8 to a file instead of the console."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False),
        default=None,
        help="写入文件(UTF-8)。Write to a file (UTF-8).",
    )(function)
