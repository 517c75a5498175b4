"""`gov-integrity template`: a workbook, or a folder of CSV files, to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from gov_integrity.errors import UsageError

from ._options import lang_option

_HELP = """生成 TYPE(陈述类型,写英文名或中文名,可多个)的填报模板:以 .xlsx 结尾写工作簿,否则写 CSV 文件夹。

Make a template for statements of TYPE (name or Chinese title, several may be given): a workbook when the
name ends in .xlsx, a folder of CSV files otherwise.
"""


def _types(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Completions of a type for the shell."""
    del ctx, param
    from gov_integrity.model import TYPES

    return [name for name in TYPES if name.startswith(incomplete)]


@click.command("template", help=_HELP, short_help="生成填报模板。Make a form to fill in.")
@click.argument("types", nargs=-1, required=True, metavar="TYPE...", shell_complete=_types)
@click.option("--profile", metavar="ID", default="", help="适用细则。Jurisdiction profile.")
@click.option(
    "-o", "--output", required=True, metavar="FILE", type=click.Path(path_type=Path),
    help="工作簿或文件夹。Workbook or folder.",
)  # fmt: skip
@lang_option
def command(types: tuple[str, ...], profile: str, output: Path, lang: str) -> None:
    """Write the template."""
    from gov_integrity.exchange.tables.template import make_template, prefilled, template_layouts
    from gov_integrity.exchange.tables.writing import write_empty_folder

    _check_profile(profile)
    if output.is_file() or (output.is_dir() and any(output.iterdir())):
        raise UsageError(
            "{file} 已经存在，可能已经填报，不予覆盖；请换一个名称",
            "{file} is there already and may have been filled in; it is not overwritten: give another name",
            file=str(output),
        )
    if output.suffix.lower() == ".xlsx":
        make_template(types, output, profile=profile)
    elif output.suffix:
        raise UsageError(
            "模板写成 .xlsx 工作簿，或写到文件夹", "a template is an .xlsx workbook, or a folder of CSV files"
        )
    else:
        write_empty_folder(output, template_layouts(types), prefilled(profile))
    told = f"{output}: {len(template_layouts(types))}"
    click.echo(told + (" sheets" if lang == "en" else " 张表"))


def _check_profile(name: str) -> None:
    if name:
        from gov_integrity.policy import profiles

        known = [head.id for head in profiles()]
        if name not in known:
            raise UsageError(
                "没有细则 {name}；可用：{known}",
                "there is no profile {name}; known: {known}",
                name=name[:40],
                known=" ".join(known),
            )
