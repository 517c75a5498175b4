"""The group of verbs: a verb is a module of this package that has a click object named `command`.

Modules are found by name and imported on use; at the top they import click and nothing heavy, so that
`--help` stays cheap.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import click

from gov_integrity.errors import GovIntegrityError

from ._usage import tell_usage

__all__ = ["Verbs", "complain", "plain"]


def complain(ctx: click.Context, error: GovIntegrityError) -> None:
    """One sentence on standard error, in the language asked for."""
    lang = ctx.find_root().meta.get("lang", "zh")
    prefix = "error: " if lang == "en" else "错误:"
    click.echo(prefix + plain(error.text(lang)), err=True)


def plain(text: str) -> str:
    """What a terminal may show: no identity number, no character that moves the cursor."""
    from gov_integrity.privacy import scrub, visible  # late: --help does without

    return visible(scrub(text))


def complain_of_file(error: OSError, lang: str = "zh") -> None:
    """One sentence on standard error about a file that cannot be read or written."""
    from gov_integrity.exchange.sources import why  # late, as above

    name = f" {plain(os.fsdecode(error.filename))} " if error.filename else " "
    reason = why(error)
    zh, en = reason["reason_zh"], reason["reason_en"]
    told = f"error: cannot read or write{name}({en})" if lang == "en" else f"错误:无法读写{name}({zh})"
    click.echo(told, err=True)


class Verbs(click.Group):
    """Finds verbs by module name and turns our exceptions into a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Names of the verbs, in alphabetical order."""
        package = import_module(__package__)
        names = (item.name for item in iter_modules(package.__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = import_module(f"{__package__}.{cmd_name.replace('-', '_')}").command
        assert isinstance(found, click.Command)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options before the verb; wrong ones are told in Chinese too."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            tell_usage(error)
            raise

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; a refusal of ours is told in one sentence, anything unforeseen in one as well."""
        try:
            return super().invoke(ctx)
        except GovIntegrityError as error:
            complain(ctx, error)
            ctx.exit(error.exit_code)
        except click.UsageError as error:
            tell_usage(error)
            raise
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise
        except OSError as error:
            complain_of_file(error, ctx.find_root().meta.get("lang", "zh"))
            ctx.exit(3)
        except Exception as error:  # noqa: BLE001 (the last wall: a clerk never sees a traceback)
            kind = type(error).__name__
            text = (
                f"内部错误({kind}),请附上命令和版本号报告 / internal error, please report it with the command"
            )
            click.echo(text, err=True)
            ctx.exit(3)


def reconfigure_output() -> None:
    """Let a console of any encoding show what it can, and escape what it cannot; a closed one is silent."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 (as long as we run)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
