"""Collect the wheels that an offline Windows x64 machine with Python 3.11, 3.12 or 3.13 needs.

Usage: python tools/wheelhouse.py FOLDER. The built wheel must be in `dist/`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXTRAS = "fast,workbook,reports"


def main(folder: Path) -> None:
    """Download per Python version; the package itself comes from `dist/`."""
    folder.mkdir(parents=True, exist_ok=True)
    wheel = max((ROOT / "dist").glob("gov_integrity-*.whl"))
    shutil.copy2(wheel, folder)
    for version in ("3.11", "3.12", "3.13"):
        subprocess.run(
            [
                sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
                "--dest", str(folder), "--only-binary=:all:", "--platform", "win_amd64",
                "--python-version", version, f"{wheel}[{EXTRAS}]",
            ],
            check=True,
        )  # fmt: skip
    print(f"{len(list(folder.glob('*.whl')))} wheels")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
