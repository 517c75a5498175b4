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
READ = """
import json, sys
from pathlib import Path
from gov_integrity.exchange.tables.grid import UnreadableTableError
path = Path(sys.argv[1])
codes, error = [], ""
try:
    if path.suffix == ".xlsx":
        from gov_integrity.exchange.tables.package import open_package
        from gov_integrity.exchange.tables.worksheet import worksheets
        with open_package(path) as package:
            for sheet in worksheets(package):
                try:
                    for row in sheet.rows():
                        pass
                finally:
                    codes += [item.code for item in sheet.findings]
    else:
        from gov_integrity.exchange.tables.textfile import open_text
        table = open_text(path)
        try:
            for row in table.rows():
                pass
        finally:
            codes += [item.code for item in table.findings]
except UnreadableTableError as caught:
    codes.append(caught.finding.code)
    error = caught.text("zh") + caught.text("en")
print(json.dumps([codes, error]))
"""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def read(path: Path) -> tuple[list[str], str]:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        preexec_fn=limit,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    codes, error = json.loads(done.stdout)
    return codes, error


@pytest.mark.parametrize("name", WORKBOOKS)
def test_hostile_workbook(name: str, tmp_path: Path) -> None:
    make, code = WORKBOOKS[name]
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(make())
    codes, error = read(path)
    assert code in codes if code else not error
    assert "{" not in error


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text(name: str, tmp_path: Path) -> None:
    make, code = TEXTS[name]
    path = tmp_path / "hostile.csv"
    path.write_bytes(make())
    codes, error = read(path)
    assert code in codes
    assert "{" not in error
