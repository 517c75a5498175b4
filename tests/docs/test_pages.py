"""The pages say what is so: their Python runs, and what they tell generators holds of the schemas."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from gov_integrity.findings import technical_kinds
from gov_integrity.model import TYPES
from gov_integrity.rules import rules
from gov_integrity.schema.requirements import requirements

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FLAT = ROOT / "schemas" / "1.0-draft" / "flat"
PAGES = sorted(page for page in DOCS.rglob("*.md") if not {"_build", "generated"} & set(page.parts))
EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = [
    pytest.param(page, text, id=f"{page.stem}-{number}")
    for page in PAGES
    for number, text in enumerate(EXAMPLE.findall(page.read_text("utf-8")))
]


@pytest.mark.parametrize(("page", "text"), BLOCKS)
def test_an_example_runs_as_it_stands(page: Path, text: str) -> None:
    done = subprocess.run([sys.executable, "-c", text], cwd=page.parent, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")


def test_there_are_examples() -> None:
    assert len(BLOCKS) >= 5


def test_the_page_of_the_schemas_names_every_file() -> None:
    text = (DOCS / "standard" / "schemas.md").read_text("utf-8")
    others = {path.name for path in FLAT.parent.iterdir() if path.is_file()}
    others -= {f"{name}.json" for name in (*TYPES, "package", "package_end", "tombstone")}
    assert [name for name in sorted(others) if f"`{name}`" not in text] == []


def test_the_rows_that_all_types_share_are_the_same_everywhere() -> None:
    seen: dict[str, set[str]] = {}
    for name in TYPES:
        schema = json.loads((FLAT / f"{name}.json").read_text("utf-8"))
        for field in schema["properties"].values():
            row = field.get("items", {})
            if row.get("title") in {"Basis", "Identifier", "Evidence", "Party", "Step"}:
                seen.setdefault(row["title"], set()).add(json.dumps(row, sort_keys=True))
    assert {title: len(forms) for title, forms in seen.items()} == dict.fromkeys(
        ("Basis", "Identifier", "Evidence", "Party", "Step"), 1
    )


def test_words_told_to_be_reserved_are_names_of_the_standard() -> None:
    text = (DOCS / "standard" / "schemas.md").read_text("utf-8")
    told = re.findall(r"`([a-z]+)`", re.search(r"保留字（(.*?)）", text)[1])
    known = set(TYPES)
    for name in TYPES:
        schema = json.loads((FLAT / f"{name}.json").read_text("utf-8"))
        for field, rule in schema["properties"].items():
            known |= {field, *rule.get("items", {}).get("properties", {})}
    assert len(told) >= 10
    assert set(told) <= known


def test_chinese_prose_has_chinese_punctuation() -> None:
    """GB/T 15834: what stands between two Chinese words is full width; code is left alone."""
    narrow = re.compile(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]")
    texts = {one.id: one.zh for one in requirements().values()}
    for page in (*PAGES, ROOT / "README.zh-CN.md"):
        written = page.read_text("utf-8").partition("<!-- 由 tools/")[0]  # drawn from data
        texts[page.name] = re.sub(r"^```.*?^```|`[^`]*`", "", written, flags=re.MULTILINE | re.DOTALL)
    assert {name: found for name, text in texts.items() if (found := narrow.findall(text))} == {}


def test_every_area_of_findings_is_named_and_no_other() -> None:
    named = runpy.run_path(str(DOCS / "_ext" / "gids" / "areas.py"))["AREAS"]
    assert {code.split("-")[1] for code in (*rules(), *technical_kinds())} == set(named)
