"""Wrong usage in Chinese: click words its complaints in English alone.

The Chinese sentence goes before click's own lines, for the language asked for is often not known yet when
the command line cannot be read.
"""

from __future__ import annotations

import re

import click

__all__ = ["tell_usage", "usage_words"]

_PLAIN = (
    (re.compile(r"No such command '(.*)'\..*", re.DOTALL), "没有命令 {},用 gov-integrity --help 查看"),
    (re.compile(r"Got unexpected extra arguments? \((.*)\)"), "多余的参数 {}"),
)
"""Complaints without a class of their own in every version of click."""

_REASONS = (
    (re.compile(r"('.*') is not (?:one of )?('.*')\."), ":{},可用:{}"),
    (re.compile(r"(\S+) is not in the range (\S+)\."), ":{},范围为 {}"),
    (re.compile(r"('.*') is not a valid (?:integer|float)(?: range)?\."), ":{} 不是数"),
    (re.compile(r"(?:File|Directory|Path) ('.*') does not exist\."), ":{} 不存在"),
    (re.compile(r"(?:File|Path) ('.*') is a directory\."), ":{} 是文件夹"),
    (re.compile(r"(?:Directory|Path) ('.*') is a file\."), ":{} 是文件,不是文件夹"),
    (re.compile(r"(.*) / .*"), ":{}"),  # a sentence of ours, in both languages
)


def tell_usage(error: click.UsageError) -> None:
    """Put the Chinese sentence on standard error, unless English was asked for or there is none."""
    root = error.ctx.find_root() if error.ctx else None
    if root is not None and root.meta.get("lang") == "en":
        return
    words = usage_words(error)
    if words:
        click.echo(f"错误:{words}", err=True)


def usage_words(error: click.UsageError) -> str:
    """What is wrong with the command line, in Chinese; empty where the error is the help text itself."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return ""
    if isinstance(error, click.NoSuchOption):
        near = f",相近的有:{'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        return f"缺少{_name(error)}"
    if isinstance(error, click.BadParameter):
        return f"{_name(error)} 的值有误{_fill(_REASONS, error.message)}"
    ours = " / " in error.message
    return _fill(_PLAIN, error.message) or ("" if ours else "命令用法有误")


def _name(error: click.BadParameter) -> str:
    """The option or argument as it is written on the command line."""
    param = error.param
    if isinstance(param, click.Option):
        return f"选项 {'/'.join(param.opts)}"
    return f"参数 {param.human_readable_name}" if param is not None else "参数"


def _fill(known: tuple[tuple[re.Pattern[str], str], ...], message: str) -> str:
    """The Chinese words of the first pattern that fits, or nothing: click's own line follows."""
    found = ((pattern.fullmatch(message), words) for pattern, words in known)
    return next((words.format(*match.groups()) for match, words in found if match), "")
