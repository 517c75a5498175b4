"""No verb writes over what it reads, whatever the file is called: the input stays as it was."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from gov_integrity.cli import cli

REAL = Path(__file__).parents[2] / "examples" / "real" / "bengbu-2017.ndjson"
REGISTER = ["--as-of", "2024-07-20", "in.ndjson"]
PUBLIC = ["publish", "--audience", "public", "--profile", "national-2016", *REGISTER]
VALIDATE = ["validate", "--as-of", "2024-07-20", "in.ndjson"]
SAVED = '{"groups": []}'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the commands below read, under two names, and a folder of CSV files."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(REAL, "in.ndjson")
    Path("link.ndjson").symlink_to("in.ndjson")
    Path("saved.json").write_text(SAVED, encoding="utf-8")
    Path("more/clocks").mkdir(parents=True)
    Path("more/clocks/own.csv").write_text("", encoding="utf-8")
    Path("tables").mkdir()
    Path("tables/organisation.csv").write_text("id,name\na/1,甲\n", encoding="utf-8")
    shutil.copytree("tables", "folder")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ([*PUBLIC, "-o", "link.ndjson"], "in.ndjson"),
        ([*PUBLIC, "--data", "more", "-o", "more/clocks/own.csv"], "more/clocks/own.csv"),
        (["compile", *REGISTER, "-o", "./in.ndjson"], "in.ndjson"),
        (["evaluate", "in.ndjson", "tables/organisation.csv", "-o", "in.ndjson"], "in.ndjson"),
        (["evaluate", "alxa-2021", "tables/organisation.csv", "-o", "tables/organisation.csv"],
         "tables/organisation.csv"),
        (["report", "saved.json", "-o", "./saved.json"], "saved.json"),
        (["convert", "in.ndjson", "link.ndjson"], "in.ndjson"),
        (["convert", "tables", "tables/organisation.csv"], "tables/organisation.csv"),
        (["convert", "tables/organisation.csv", "tables"], "tables/organisation.csv"),
        ([*VALIDATE, "-o", "link.ndjson"], "in.ndjson"),
        ([*VALIDATE, "--split", "good.ndjson", "in.ndjson"], "in.ndjson"),
        (["validate", "tables", "-o", "tables/organisation.csv"], "tables/organisation.csv"),
        ([*VALIDATE, "--data", "more", "-o", "more/clocks/own.csv"], "more/clocks/own.csv"),
    ],
)  # fmt: skip
def test_an_output_that_is_an_input_is_refused(folder: Path, words: Sequence[str], kept: str) -> None:
    before = (folder / kept).read_bytes()
    found = CliRunner().invoke(cli, words)
    assert found.exit_code == 2, found.output
    assert "会被覆盖" in found.output
    assert (folder / kept).read_bytes() == before
    assert not Path("good.ndjson").exists()


def test_two_outputs_of_a_report_are_two_files(folder: Path) -> None:
    assert folder.is_dir()
    words = ["report", "saved.json", "--format", "csv", "--format", "html", "-o", "r", "-o", "./r"]
    assert CliRunner().invoke(cli, words).exit_code == 2
    assert not Path("r").exists()


def test_another_folder_of_tables_is_written(folder: Path) -> None:
    found = CliRunner().invoke(cli, ["convert", "tables/organisation.csv", "folder"])
    assert found.exit_code != 2, found.output
    assert (folder / "folder" / "organisation.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_schema_export_brings_the_code_lists(tmp_path: Path) -> None:
    assert CliRunner().invoke(cli, ["schema", "export", str(tmp_path / "out")]).exit_code == 0
    with (tmp_path / "out" / "codelists" / "severity.csv").open(encoding="utf-8", newline="") as rows:
        assert {"minor", "general", "serious"} <= {row["code"] for row in csv.DictReader(rows)}
    with (tmp_path / "out" / "codelists" / "lists.csv").open(encoding="utf-8", newline="") as rows:
        lists = {row["name"] for row in csv.DictReader(rows)}
    assert lists == {path.stem for path in (tmp_path / "out" / "codelists").iterdir()} - {"lists"}
