"""The demo prints the verdict on the real cases, then the findings of broken ones, in both languages."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "examples" / "demo.py"


@pytest.mark.parametrize(
    ("lang", "first", "word"),
    [("zh", "真实公开案例", "缺少必填项"), ("en", "Real published cases", "required")],
)
def test_demo_shows_real_cases_first_and_then_what_is_wrong(
    capsys: pytest.CaptureFixture[str], lang: str, first: str, word: str
) -> None:
    runpy.run_path(str(DEMO))["main"](lang)
    shown = capsys.readouterr().out
    assert shown.startswith(f"==== {first} ====")
    assert shown.index("real/yancheng-2019.ndjson") < shown.index("GI-STR-0001") < shown.index("GI-STR-0004")
    assert word in shown
