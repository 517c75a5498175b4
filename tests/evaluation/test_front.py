"""The names of the room, and what importing it costs."""

import subprocess
import sys
from importlib.util import find_spec
from types import ModuleType

import pytest

from gov_integrity import evaluation


@pytest.mark.parametrize("name", evaluation.__all__)
def test_every_name_is_there_and_no_module_hides_it(name):
    assert not isinstance(getattr(evaluation, name), ModuleType)
    assert find_spec(f"gov_integrity.evaluation.{name}") is None


def test_an_unknown_name_is_unknown():
    with pytest.raises(AttributeError):
        _ = evaluation.magic


def test_importing_and_scoring_load_no_heavy_library():
    code = (
        "import sys; from gov_integrity.evaluation import builtin_index, assess; "
        "builtin_index('combined'); print(sorted({'numpy', 'polars', 'pydantic'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
