"""The pages of the documentation say what the programs do: every command is run, every table is compared."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli
from gov_integrity.evaluation.builtin import builtin_names
from gov_integrity.evaluation.definition import MISSING_RULES
from gov_integrity.evaluation.methods import LAWS

FOLDER = Path(__file__).parents[2] / "docs" / "evaluation"


def commands():
    text = (FOLDER / "tutorial.md").read_text(encoding="utf-8")
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        line, _, output = block.partition("\n")
        yield line.removeprefix("$ gov-integrity "), output


@pytest.mark.parametrize(("line", "output"), list(commands()))
def test_the_tutorial_prints_what_it_says(line, output, monkeypatch):
    monkeypatch.chdir(FOLDER)
    found = CliRunner().invoke(cli, shlex.split(line)).stdout.rstrip("\n")
    start, gap, rest = output.rstrip("\n").partition("…\n")
    assert found.endswith(rest) if gap else found == start


def test_the_table_of_laws():
    text = (FOLDER / "methods.md").read_text(encoding="utf-8")
    table = {
        cells[0].strip("` "): {
            law
            for law, cell in zip(("monotone", "scale-free", "shift-free", "additive"), cells[1:], strict=True)
            if cell.strip() == "是 yes"
        }
        for cells in (line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `"))
    }
    assert table == LAWS


def test_every_pattern_and_every_policy_for_absent_values_is_explained():
    text = (FOLDER / "rules.md").read_text(encoding="utf-8")
    for folder, name in builtin_names():
        if folder == "patterns" and not name.startswith(("13-", "combined")):
            assert f"`{name}`" in text
    for code in MISSING_RULES:
        assert f"`{code}`" in text
    built_in = (FOLDER / "built-in.md").read_text(encoding="utf-8")
    for folder, name in builtin_names():
        assert folder == "patterns" or f"`{name}`" in built_in
