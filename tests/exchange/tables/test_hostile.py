"""No file, however made, stops or fills the reader: each ends in a finding or one clear sentence.

Every file is read in a child process under limits of processor time and address space, so that a hang or
an explosion fails the test instead of the machine.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from hostile import TEXTS, WORKBOOKS

SECONDS = 30
ADDRESS_SPACE = 700 * 1024 * 1024


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def read(path: Path) -> set[str]:
    """The codes the command line tells of a file."""
    done = subprocess.run(
        [sys.executable, "-m", "gov_integrity.cli", "validate", str(path), "--format", "json"],
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
