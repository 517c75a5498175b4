"""Wrong usage is told in Chinese before click's own words."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli

CASES = {
    "validate --langg en x": "错误:没有选项 --langg,相近的有:--lang\n",
    "valdate x": "错误:没有命令 valdate,用 gov-integrity --help 查看\n",
    "validate": "错误:缺少参数 FILE...\n",
    "validate --lang fr x": "错误:选项 --lang 的值有误:'fr',可用:'zh', 'en'\n",
    "validate --jobs 0 x": "错误:选项 --jobs 的值有误:0,范围为 1<=x<=64\n",
    "period end 2024-03-15 30d": "错误:多余的参数 30d\n",
    "period end 2024-03-15 --days x": "错误:选项 --days 的值有误:'x' 不是数\n",
    "convert nowhere.json x.json": "错误:参数 IN 的值有误:'nowhere.json' 不存在\n",
    "validate --as-of 2024/3/1 x": "错误:选项 --as-of 的值有误:'2024/3/1':日期写作 2024-03-15\n",
    "window": "Usage: gov-integrity window",
    "publish x": "错误:缺少选项 --audience\n",
    "--lang en validate x": "错误:没有选项 --lang\n",
}


@pytest.mark.parametrize("line", CASES)
def test_the_chinese_sentence_comes_first(line: str) -> None:
    result = CliRunner().invoke(cli, line.split(), prog_name="gov-integrity")
    assert result.exit_code == 2
    assert result.stderr.startswith(CASES[line])
    assert "Usage: gov-integrity" in result.stderr


def test_english_alone_where_it_was_asked_for() -> None:
    result = CliRunner().invoke(cli, ["validate", "--lang", "en", "--jobs", "0", "x"])
    assert result.exit_code == 2
    assert "错误" not in result.stderr


def test_no_verb_shows_the_help_without_a_complaint() -> None:
    result = CliRunner().invoke(cli, [])
    assert result.exit_code == 2
    assert "错误:" not in result.output
