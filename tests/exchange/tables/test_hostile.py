"""No file, however made, stops or fills the reader: each ends in a finding or one clear sentence.

Every file is read in a child process under limits of processor time and address space, so that a hang or
an explosion fails the test instead of the machine.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from hostile import TEXTS, WORKBOOKS

from gov_integrity.exchange.tables.grid import UnreadableTableError
from gov_integrity.exchange.tables.package import open_package
from gov_integrity.exchange.tables.worksheet import worksheets

SECONDS = 30
ADDRESS_SPACE = 700 * 1024 * 1024


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def read(path: Path) -> set[str]:
    """The codes the command line tells of a file."""
    done = subprocess.run(
        [sys.executable, "-m", "gov_integrity", "validate", str(path), "--format", "json"],
        capture_output=True,
        preexec_fn=limit,
        check=False,
        timeout=300,
    )
    assert done.returncode in (0, 1, 3), done.stderr.decode()[-2000:]
    assert b"Traceback" not in done.stderr
    return {group["code"] for group in json.loads(done.stdout)["groups"]}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_hostile_workbook(name: str, tmp_path: Path) -> None:
    make, code = WORKBOOKS[name]
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(make())
    assert {code} - {""} <= read(path)


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text(name: str, tmp_path: Path) -> None:
    make, code = TEXTS[name]
    path = tmp_path / "organisation.csv"
    path.write_bytes(make())
    assert code in read(path)


LIGHT = [
    name for name in WORKBOOKS if name not in ("zip bomb", "deep elements", "deep cells", "10 MB attribute")
]


@pytest.mark.parametrize("name", LIGHT)
def test_what_the_reader_itself_says(name: str) -> None:
    make, code = WORKBOOKS[name]
    codes: list[str] = []
    try:
        with open_package(io.BytesIO(make()), "hostile.xlsx") as package:
            for sheet in worksheets(package):
                try:
                    for row in sheet.rows():
                        assert row.number <= 1_048_576
                finally:
                    codes += [item.code for item in sheet.findings]
    except UnreadableTableError as error:
        codes.append(error.finding.code)
        assert "{" not in error.text("zh") + error.text("en")  # noqa: PT017 (not every file raises)
    assert {code} - {""} <= set(codes)
