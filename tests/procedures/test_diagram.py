"""The drawings and tables of the documentation are those of the data."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from gov_integrity.errors import UsageError
from gov_integrity.procedures import procedures
from gov_integrity.procedures.diagram import picture

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", list(procedures()))
def test_a_drawing_has_every_state_and_step(name: str) -> None:
    one = procedures()[name]
    drawn = ET.fromstring(picture(name))
    words = [text.text for text in drawn.iter(f"{SVG}text")]
    assert {state.zh for state in one.states.values()} | {step.zh for step in one.steps} <= set(words)
    dots = [dot for dot in drawn.iter(f"{SVG}circle") if dot.get("r") == "4"]
    assert len(dots) == sum(len(step.from_states) for step in one.steps)


def test_an_unknown_procedure_is_not_drawn() -> None:
    with pytest.raises(UsageError):
        picture("nothing")


def test_the_documentation_is_in_step() -> None:
    """When this fails: python tools/draw_procedures.py."""
    spec = spec_from_file_location("draw_procedures", ROOT / "tools" / "draw_procedures.py")
    assert spec is not None
    assert spec.loader is not None
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)
    for path, text in tool.documents(ROOT / "docs").items():
        assert path.read_text(encoding="utf-8") == text, path.name
