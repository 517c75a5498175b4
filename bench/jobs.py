"""The jobs that are timed, each a process of its own: `python -m bench.jobs JOB FILE [COUNT]`.

Each prints the seconds of the job itself, start-up left out.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any


def parse_only(path: Path) -> None:
    """The baseline."""
    import orjson

    with path.open("rb") as lines:
        for line in lines:
            orjson.loads(line)


def _validate(path: Path, **options: Any) -> None:
    from gov_integrity.validation import validate

    report = validate([path], as_of=date(2025, 6, 30), **options)
    Path(f"{path}.report.json").write_text(json.dumps(report.to_json()), encoding="utf-8")


def fast_2(path: Path) -> None:
    """All stages but the rules, compiled schemas, two processes."""
    _validate(path, fast=True, jobs=2, rules=False)


def exact_2(path: Path) -> None:
    """The same with every finding told, to compare them with what was planted."""
    _validate(path, fast=True, jobs=2, rules=False, per_code=10**6, per_file=10**9)


def model_2(path: Path) -> None:
    """The same without the extra `fast`."""
    _validate(path, fast=False, jobs=2, rules=False)


def rules_2(path: Path) -> None:
    """All stages, all rules, compiled schemas, two processes."""
    _validate(path, fast=True, jobs=2, profile="shandong-2024")


def rules_off_2(path: Path) -> None:
    """All stages, every rule switched off one by one."""
    from gov_integrity.rules import rules

    _validate(path, fast=True, jobs=2, profile="shandong-2024", off=tuple(rules()))


def python_jsonschema(path: Path) -> None:
    """Structure only, python `jsonschema`, one process."""
    import jsonschema

    from gov_integrity.model import model_names
    from gov_integrity.schema import flat

    checks = {name: jsonschema.Draft202012Validator(flat(name)) for name in model_names()}
    for line in _lines(path):
        value = json.loads(line)
        list(checks[value["type"]].iter_errors(value))


def compile_state(path: Path) -> None:
    """Statements to their state (`gov-integrity compile`)."""
    import subprocess

    command = [sys.executable, "-m", "gov_integrity", "compile", str(path), "--format", "json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        yield from lines


JOBS = {
    job.__name__: job
    for job in (parse_only, fast_2, exact_2, model_2, rules_2, rules_off_2, python_jsonschema, compile_state)
}

if __name__ == "__main__":
    import jsonschema  # noqa: F401 - what a job imports is start-up, which is a figure of its own

    import gov_integrity.validation.run  # noqa: F401
    from gov_integrity.rules import rules

    rules()
    started = time.perf_counter()
    JOBS[sys.argv[1]](Path(sys.argv[2]))
    print(time.perf_counter() - started)
