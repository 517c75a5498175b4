"""Millions of observations: the same pick rule as the engine."""

import pytest

from gov_integrity.errors import InputError
from gov_integrity.evaluation.bulk import picked_values

pl = pytest.importorskip("polars")


def written(tmp_path, rows, columns=("entity", "indicator", "period", "value", "source")):
    path = tmp_path / "observations.parquet"
    pl.DataFrame(rows, schema=list(columns), orient="row").write_parquet(path)
    return path


def test_the_source_named_first_counts(tmp_path):
    rows = [
        ("g", "m", "2024", 3.0, "self-report"),
        ("g", "m", "2024", 2.0, "register"),
        ("g", "m", "2024", 2.0, "register"),
        ("g", "m", "2023", 5.0, "survey"),
        ("g", "n", "2024", 1.0, "register"),
        ("g", "n", "2024", 1.5, "register"),
        ("h", "m", "2024", None, "register"),
        ("h", "m", "2024", 4.0, "self-report"),
        ("h", "n", "2024", None, "register"),
    ]
    for order in (rows, rows[::-1]):
        found = picked_values(written(tmp_path, order), ("register", "self-report")).rows()
        assert found == [
            ("g", "m", "2023", 5.0, 2, False),
            ("g", "m", "2024", 2.0, 0, False),
            ("g", "n", "2024", None, 0, True),
            ("h", "m", "2024", 4.0, 1, False),
            ("h", "n", "2024", None, None, False),
        ]


def test_a_file_without_the_columns_is_unreadable(tmp_path):
    with pytest.raises(InputError):
        picked_values(written(tmp_path, [("g", 1.0)], ("entity", "value")), ())
