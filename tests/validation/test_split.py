"""Splitting: every line ends up in one of the two files, whatever its length."""

from __future__ import annotations

from pathlib import Path

import pytest

from gov_integrity.exchange import load, ndjson
from gov_integrity.validation import split, validate
from validation.packages import body, line
from validation.packages import ndjson as lines_of


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can exceed; the longest line is poured out over several pieces."""
    monkeypatch.setattr(ndjson, "BLOCK", 512)
    monkeypatch.setattr(ndjson, "MAX_LINE", 1000)
    monkeypatch.setattr(split, "PIECE", 700)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_line_too_long_is_among_the_faulty(tmp_path: Path, jobs: int) -> None:
    long, faulty = line(body("long", remarks="长" * 2000)), line(body("faulty", name=5))
    source, good, bad = (tmp_path / name for name in ("in", "good", "bad"))
    source.write_bytes(lines_of(body(), long, faulty, body("other")))
    validate([source], split=(good, bad), rules=False, jobs=jobs)
    assert bad.read_bytes() == long + b"\n" + faulty + b"\n"
    assert [item["id"] for item in load(good).statements] == ["example/self", "example/other"]


def test_a_last_line_too_long_gets_its_end(tmp_path: Path) -> None:
    long = line(body("long", remarks="x" * 4000))
    source, good, bad = (tmp_path / name for name in ("in", "good", "bad"))
    source.write_bytes(lines_of(body(), end=False).rstrip(b"\n") + b"\n" + long)
    validate([source], split=(good, bad), rules=False)
    assert bad.read_bytes() == long + b"\n"
