"""The page of the command line: the help of every verb, as the console prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from gov_integrity.cli import cli

__all__ = ["commands_page"]

_WIDTH = 96


def commands_page() -> str:
    """Text of the page; a verb that has verbs of its own is followed by them."""
    parts = [
        "# 命令 Commands\n\n",
        "退出码见[入门](../tutorial.md)。 Exit codes: see the [tutorial](../tutorial.md).\n",
    ]
    root = click.Context(cli, info_name="gov-integrity")
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        if command is not None:
            parts.extend(_help(command, name, root, "##"))
    return "".join(parts)


def _help(command: click.Command, name: str, parent: click.Context, level: str) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    yield f"\n{level} {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is not None:
                yield from _help(found, inner, context, "###")
