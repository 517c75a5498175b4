"""The command line `gov-integrity`: one module a verb."""

from __future__ import annotations

import sys

import click

from gov_integrity import __version__

from ._group import Verbs, complain_of_file, reconfigure_output

__all__ = ["cli", "main"]


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="gov-integrity", help="显示版本。Show the version.")
def cli() -> None:
    """政务诚信数据:校验、查询、推算、评价。

    Government integrity data: validate, look up, compute, evaluate.

    退出码 0 无达到 --fail-on 的问题;1 有问题,或答案为拒绝、无法确定;2 用法错误;3 无法读取或程序故障。
    Exit codes: 0 nothing at or above --fail-on; 1 findings, or a refused or undetermined answer;
    2 wrong usage; 3 unreadable input or failure.
    """  # noqa: D415 (the first sentence ends as Chinese sentences do)


def main() -> None:
    """Entry point of the console script."""
    reconfigure_output()
    try:
        cli(prog_name="gov-integrity")
    except OSError as error:  # a full disk under --help, which no verb sees
        complain_of_file(error)
        sys.exit(3)
