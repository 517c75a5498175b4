"""The programs on the pages about register and publication run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["register.md", "publication.md"])
def test_the_program_of_the_page_runs(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    exec(compile(program, page, "exec"), {})
