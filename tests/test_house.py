"""The house keeps its own rules: cheap imports, small rooms, no clock, no machine in the files."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import gov_integrity
from gov_integrity.findings import technical_kinds
from gov_integrity.rules import rules

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "gov_integrity"
MODULES = sorted(SOURCE.rglob("*.py"))

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
LONGER_MODULES: dict[str, str] = {}
"""Modules that may be longer, with the reason."""
LONGER_FUNCTIONS: dict[str, str] = {}
"""Functions that may be longer, with the reason."""

CLOCKS = {"today", "now", "utcnow"}
CLOCK_READER = "cli/_options.py"

# Put together from parts, so that this file does not name what it looks for.
MACHINE_WORDS = tuple(
    "".join(parts)
    for parts in (
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("/opt/", "pypi"),
        ("files.python", "hosted.org"),
        ("--index", "-url"),
        ("registry.", "npmjs"),
    )
)


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def loaded_by(code: str) -> set[str]:
    """The modules that are loaded after `code` has run in a process of its own."""
    script = f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8")
    return set(done.stdout.split("\n"))


def test_the_front_door_is_cheap() -> None:
    heavy = {"pydantic", "jsonschema", "jsonschema_rs", "pendulum", "click", "polars", "numpy", "openpyxl"}
    assert not heavy & loaded_by("import gov_integrity")


def test_help_is_cheap() -> None:
    code = (
        "from gov_integrity.cli import cli\n"
        "try:\n    cli(['--help'], prog_name='gov-integrity')\nexcept SystemExit:\n    pass"
    )
    assert not {"pydantic", "jsonschema", "pendulum", "polars", "numpy"} & loaded_by(code)


def test_the_front_door_has_few_names_each_described() -> None:
    names = gov_integrity.__all__
    assert len(names) <= 25
    assert {"load", "write", "validate", "Package", "Report", "Finding"} <= set(names)
    for public in names:
        value = getattr(gov_integrity, public)
        if not isinstance(value, str):
            assert value.__doc__, public


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_described_and_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "what is this module for?"
    assert len(text.splitlines()) <= MOST_LINES or name(path) in LONGER_MODULES


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body: parameters and docstring may be as many as they need to be."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_are_small(path: Path) -> None:
    for node in functions(ast.parse(path.read_text(encoding="utf-8"))):
        assert length(node) <= MOST_LINES_OF_A_FUNCTION or f"{name(path)}:{node.name}" in LONGER_FUNCTIONS, (
            node.name
        )


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_only_the_command_line_reads_the_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            assert name(path) == CLOCK_READER, f"line {node.lineno}"


def test_exceptions_to_the_rules_are_still_needed() -> None:
    for longer in LONGER_MODULES:
        assert len((SOURCE / longer).read_text(encoding="utf-8").splitlines()) > MOST_LINES, longer
    for place in LONGER_FUNCTIONS:
        module, _, function = place.partition(":")
        tree = ast.parse((SOURCE / module).read_text(encoding="utf-8"))
        sizes = [
            (node.end_lineno or 0) - node.lineno + 1 for node in functions(tree) if node.name == function
        ]
        assert max(sizes) > MOST_LINES_OF_A_FUNCTION, place


def test_a_code_has_one_meaning() -> None:
    assert not set(technical_kinds()) & set(rules())


def kept_files() -> list[Path]:
    """The files under version control, or all of the sources where there is no repository."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=False, capture_output=True, encoding="utf-8"
    )
    if done.returncode == 0 and done.stdout:
        return [ROOT / part for part in done.stdout.split("\0") if part]
    return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]


def test_no_file_names_a_machine_or_a_registry() -> None:
    for path in kept_files():
        if not path.is_file():
            continue  # about to be removed
        data = path.read_bytes()
        for word in MACHINE_WORDS:
            assert word.encode() not in data, f"{path.relative_to(ROOT)} names {word}"
