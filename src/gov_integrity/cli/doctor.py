"""`gov-integrity doctor`: what is installed, how this console writes, and what is missing."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import click

from ._options import lang_option

_HELP = """检查安装环境:版本、编码、缺少的附加组件。

Check the installation: versions, encodings, and which extras are missing.
"""
_NEEDED = ("attrs", "click", "jsonschema", "pendulum", "pydantic", "referencing")
_EXTRAS = {
    "fast": (("jsonschema-rs", "orjson", "xxhash"), "快速校验", "fast validation"),
    "workbook": (("openpyxl",), "生成工作簿模板", "making workbooks"),
    "reports": (("jinja2",), "网页报告", "HTML reports"),
    "simulation": (("numpy",), "敏感性分析", "sensitivity analysis"),
    "bulk": (("polars",), "大批量数据", "bulk data"),
    "testing": (("hypothesis",), "测试数据生成", "test data"),
}
RARE = "𠮷䶮㛃"
"""Characters of real names that GBK does not have."""


@click.command("doctor", help=_HELP, short_help="检查安装环境。Check the installation.")
@lang_option
def command(lang: str) -> None:
    """Print what was found; the exit code is 0, for nothing that is missing here is an error."""
    for line in _lines(en=lang == "en"):
        click.echo(line)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _lines(*, en: bool) -> Iterator[str]:
    from gov_integrity.model import STANDARD_VERSION

    yield f"gov-integrity {_version('gov-integrity')}"
    yield f"{'standard' if en else '标准'} {STANDARD_VERSION}"
    yield f"Python {platform.python_version()} ({platform.system()} {platform.machine()})"
    stream = sys.stdout.encoding or "-"
    yield f"{'console encoding' if en else '控制台编码'} {stream}"
    yield f"{'file name encoding' if en else '文件名编码'} {sys.getfilesystemencoding()}"
    shown = _can(RARE, stream)
    rare = "rare characters" if en else "生僻字"
    told = ("shown" if en else "能显示") if shown else ("escaped" if en else "以转义显示，写入文件不受影响")
    yield f"{rare} {RARE} {told}"
    for name in _NEEDED:
        yield f"{name} {_version(name) or ('missing' if en else '缺少')}"
    for extra, (packages, zh, english) in _EXTRAS.items():
        absent = [name for name in packages if not _version(name)]
        what = english if en else zh
        if absent:
            cure = f"pip install 'gov-integrity[{extra}]'"
            yield f"[{extra}] {what}: {'missing' if en else '缺少'} {' '.join(absent)} - {cure}"
        else:
            yield f"[{extra}] {what}: " + " ".join(f"{name} {_version(name)}" for name in packages)
    yield (
        'shell completion: eval "$(_GOV_INTEGRITY_COMPLETE=bash_source gov-integrity)"'
        if en
        else '命令补全：eval "$(_GOV_INTEGRITY_COMPLETE=bash_source gov-integrity)"（zsh、fish 同理）'
    )


def _can(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
