"""Use the built wheel from an empty environment, away from the checkout: `check_wheel.py WHEEL`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "real" / "yancheng-2019.ndjson"

WRITE = """
import gov_integrity
from gov_integrity import load, write
assert "site-packages" in gov_integrity.__file__, gov_integrity.__file__
package = load("given.ndjson")
write(package, "written.ndjson")
assert load("written.ndjson").statements == package.statements
"""
VERBS = """
from gov_integrity.cli import cli
print(*cli.list_commands(None), sep="\\n")
"""


def main(wheel: Path) -> None:
    """Install, write, validate, export; any failure ends the run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "venv", with_pip=True)
        python, tool = (folder / "venv" / "bin" / part for part in ("python", "gov-integrity"))
        # Nothing of the checkout may be found by chance.
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}

        def run(*command: str | Path) -> str:
            done = subprocess.run(
                command, cwd=folder, env=clean, check=True, stdout=subprocess.PIPE, encoding="utf-8"
            )
            return done.stdout

        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel.resolve())
        (folder / "given.ndjson").write_bytes(EXAMPLE.read_bytes())
        run(python, "-c", WRITE)
        run(tool, "validate", "written.ndjson", "--fail-on", "never")
        run(tool, "schema", "export", "schemas")
        expected = {path.name for path in (ROOT / "schemas").rglob("*.json")}
        exported = {path.name for path in (folder / "schemas").rglob("*.json")}
        if exported != expected:
            raise SystemExit(f"schemas differ: {sorted(exported ^ expected)}")
        verbs = run(python, "-c", VERBS).split()
        for verb in verbs:
            run(tool, verb, "--help")
        print(f"wheel works: wrote, validated, exported {len(exported)} schemas, {len(verbs)} verbs")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
