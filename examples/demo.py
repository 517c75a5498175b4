"""Validate the real cases, then three of the broken files, and print what a clerk sees."""

import sys
from collections.abc import Iterable
from contextlib import chdir
from datetime import date
from pathlib import Path

from gov_integrity import validate
from gov_integrity.reports.text import render

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 20)  # the day of transcription, so that the output is the same on every day
BROKEN = ("numeric-amount.ndjson", "title-as-field.ndjson", "cut-off.ndjson")


def show(title: str, paths: Iterable[Path], lang: str) -> None:
    """Judge each file by itself and print the report."""
    names = [str(path) for path in paths]
    print(f"==== {title} ====")
    print(render(validate(names, as_of=AS_OF, separate=True).to_json(), lang))


def main(lang: str = "zh") -> None:
    """Print both parts in `lang` (zh or en)."""
    titles = ("真实公开案例", "含错误的示例") if lang == "zh" else ("Real published cases", "Broken examples")
    with chdir(HERE):
        show(titles[0], sorted(Path("real").iterdir()), lang)
        show(titles[1], (Path("broken", name) for name in BROKEN), lang)


if __name__ == "__main__":
    main(*sys.argv[1:2])
