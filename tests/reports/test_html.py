"""The page: what stands in it, that it asks for nothing from outside, and that a browser agrees."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gov_integrity.reports import html
from gov_integrity.reports.charts import Bar, bars, columns

sys.path.insert(0, str(Path(__file__).parent))
from sample import FIGURES, report

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Tags()
    reader.feed(text)
    return reader.found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_from_outside_and_nothing_that_runs(lang: str) -> None:
    found = tags(html.render(report(figures=FIGURES), lang))
    assert {tag for tag, _ in found}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "embed", "form"}
    )
    for _, attributes in found:
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
        assert "src" not in attributes
    policy = next(a["content"] for _, a in found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")


def test_what_the_chief_reads() -> None:
    text = html.render(report(figures=FIGURES), "zh")
    for words in (
        "发现问题，需要改正",
        "青海省",
        "及时率",
        "75.00%",
        "报送 表.xlsx",
        "单元格 I4",
        "请写成 2025-03-01。",
    ):
        assert words in text
    assert "&lt;script&gt;" in text
    assert text.count("<svg") == 6  # severity, rule, types, timeliness, units, fields
    english = html.render(report(figures=FIGURES), "en")
    assert "Findings that call for correction" in english
    assert "Write 2025-03-01." in english


def test_charts_are_the_same_bytes_and_escape_their_labels() -> None:
    rows = [Bar("<b>", 1, "1", "error"), Bar("甲" * 60, 0, "0")]
    assert bars("t", rows) == bars("t", rows)
    assert "&lt;b&gt;" in bars("t", rows)
    assert "NaN" not in bars("t", []) + columns("t", [])


def open_page(page: Path, made: str) -> tuple[list[str], set[str]]:
    """Open a page with the network off; what its console said, and which addresses outside were asked for."""
    net = page.with_suffix(".net.json")
    done = subprocess.run(
        [
            *((shutil.which("unshare"), "-rn") if can_unshare() else ()), BROWSER, "--headless",
            "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={page.parent}/user",
            "--enable-logging=stderr", f"--log-net-log={net}", "--no-pdf-header-footer", made, page.as_uri(),
        ],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    said = [
        line
        for line in done.stderr.decode(errors="replace").splitlines()
        if "CONSOLE" in line and "chrome://" not in line
    ]
    return said, set(re.findall(r'"url":"(https?://evil[^"]*)"', net.read_text(errors="replace")))


@pytest.mark.skipif(BROWSER is None, reason="no browser on this machine")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_in_a_browser(lang: str, tmp_path: Path) -> None:
    page = tmp_path / f"report.{lang}.html"
    page.write_text(html.render(report(figures=FIGURES), lang), encoding="utf-8")
    picture, paper = tmp_path / "page.png", tmp_path / "page.pdf"
    assert open_page(page, f"--screenshot={picture}") == ([], set())
    assert open_page(page, f"--print-to-pdf={paper}") == ([], set())
    assert picture.read_bytes()[:4] == b"\x89PNG"
    assert re.search(rb"/MediaBox \[0 0 59[45][0-9.]* 841[0-9.]*\]", paper.read_bytes())  # A4


@pytest.mark.skipif(BROWSER is None, reason="no browser on this machine")
def test_the_browser_would_have_told(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    text = html.render(report(), "en")
    bad = '<script>console.log("x")</script></body>'
    page.write_text(text.replace("</body>", bad), encoding="utf-8")
    said, _ = open_page(page, f"--screenshot={tmp_path / 'bad.png'}")
    assert "Content Security Policy" in said[0]
    page.write_text('<img src="http://evil.invalid/x.png">', encoding="utf-8")
    _, asked = open_page(page, f"--screenshot={tmp_path / 'bad.png'}")
    assert asked == {"http://evil.invalid/x.png"}


def can_unshare() -> bool:
    tool = shutil.which("unshare")
    return tool is not None and subprocess.run([tool, "-rn", "true"], check=False).returncode == 0


def test_the_report_in_json_is_all_it_needs() -> None:
    saved = json.loads(json.dumps(report(figures=FIGURES)))
    assert html.render(saved, "zh") == html.render(report(figures=FIGURES), "zh")
