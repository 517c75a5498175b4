"""Check SARIF and JUnit reports against the published schemas in a folder: `check_report_schemas.py FOLDER`.

Renders the report in `tests/reports/sample.py` and those of the examples, both languages, and prints one
line a report. The schemas stay where they are. JUnit is checked by `xmllint` where that is installed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "reports"))
from sample import report

from gov_integrity.reports import junit, sarif


def main(folder: Path) -> int:
    """Number of reports that do not fit, as the exit code."""
    schema = json.loads((folder / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    judge = jsonschema.validators.validator_for(schema)(schema)
    wrong = 0
    for name, data in {"with findings": report(), "empty": report(groups=[], inputs=[])}.items():
        for lang in ("zh", "en"):
            faults = list(judge.iter_errors(json.loads(sarif.render(data, lang))))
            wrong += bool(faults)
            print(f"SARIF {name} {lang}: {faults[0].message if faults else 'ok'}")
            told = check_junit(junit.render(data, lang), folder / "junit.xsd")
            wrong += told not in ("ok", "skipped: no xmllint")
            print(f"JUnit {name} {lang}: {told}")
    return wrong


def check_junit(text: str, schema: Path) -> str:
    """What `xmllint` says of a report."""
    tool = shutil.which("xmllint")
    if tool is None:
        return "skipped: no xmllint"
    with tempfile.NamedTemporaryFile(suffix=".xml") as stream:
        stream.write(text.encode())
        stream.flush()
        done = subprocess.run(
            [tool, "--nonet", "--noout", "--schema", str(schema), stream.name],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    return "ok" if done.returncode == 0 else done.stderr.splitlines()[0]


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
