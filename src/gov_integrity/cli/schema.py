"""`gov-integrity schema`: list the published schemas, or write them to a folder."""

from __future__ import annotations

from pathlib import Path

import click

from gov_integrity.errors import UsageError

from ._options import lang_option


@click.group("schema", help="列出或导出数据模式。List or export the JSON Schemas.")
def command() -> None:
    """Group of the schema verbs."""


@command.command("list", help="列出模式文件。List the schema files.")
@lang_option
def list_schemas(lang: str) -> None:
    """Print path and size of every schema file."""
    from gov_integrity.schema import schema_files

    for path, data in schema_files().items():
        size = f"{len(data)} bytes" if lang == "en" else f"{len(data)} 字节"
        click.echo(f"{path}\t{size}")


@command.command(
    "export", help="把模式文件和代码表写入文件夹 DIR。Write the schema files and code lists to DIR."
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@lang_option
def export(folder: Path, lang: str) -> None:
    """Write schemas, and code lists below `codelists`; no existing file with other content is overwritten."""
    from gov_integrity.codelists import codelist_files
    from gov_integrity.schema import schema_files

    found = {**schema_files(), **{f"codelists/{name}": data for name, data in codelist_files().items()}}
    for path, data in found.items():
        target = folder / path
        if target.exists() and target.read_bytes() != data:
            raise UsageError(
                "{file} 已存在且内容不同,请换一个文件夹",
                "{file} exists with other content, choose another folder",
                file=str(target),
            )
    for path, data in found.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    click.echo(
        f"{len(found)} files written to {folder}" if lang == "en" else f"已写入 {len(found)} 个文件:{folder}"
    )
