"""`convert --help` says what `--from` takes, from the table of mappings itself."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli

HEADS = files("gov_integrity.exchange.tables") / "mappings" / "mappings.csv"
ROWS = list(csv.DictReader(HEADS.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_every_table_held_already_is_listed_in_both_languages(row: dict[str, str]) -> None:
    done = CliRunner().invoke(cli, ["convert", "--help"], prog_name="gov-integrity")
    assert done.exit_code == 0
    assert f"{row['name']} {row['zh']}。{row['en']}." in " ".join(done.output.split())
