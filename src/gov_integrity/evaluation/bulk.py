"""One value for each body, indicator and period out of millions of observations (extra `bulk`).

Reads a Parquet file with five columns - entity, indicator, period, value, source - and applies the same pick
rule as the engine: the source named first counts, and different values within it are a conflict. What
comes out is small enough for the exact engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gov_integrity.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    import polars as pl

__all__ = ["COLUMNS", "picked_values"]

COLUMNS = ("entity", "indicator", "period", "value", "source")


def picked_values(path: Path, source_order: Sequence[str]) -> pl.DataFrame:
    """Columns entity, indicator, period, value, source (place in the order), conflict; sorted by key.

    Args:
        path: The Parquet file.
        source_order: Sources in the order in which they are preferred; others come last, as one.

    A missing value never beats a known one of the same source; where the best source contradicts itself the
    value is absent and `conflict` is true.

    Raises:
        MissingExtraError: polars is not installed.
        InputError: the file lacks one of the columns.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtraError("bulk", "批量汇总观测", "aggregating observations in bulk") from error
    frame = pl.scan_parquet(path)
    lacking = sorted(set(COLUMNS) - set(frame.collect_schema().names()))
    if lacking:
        raise InputError("{file} 缺少列 {column}", "{file} lacks the column {column}",
                         file=path.name, column=lacking[0])  # fmt: skip
    keys = ["entity", "indicator", "period"]
    places = {source: place for place, source in enumerate(source_order)}
    last = len(places)
    place = pl.col("source").replace_strict(places, default=last, return_dtype=pl.UInt8)
    ranked = frame.select(*keys, pl.col("value"), place.alias("source"))
    # A minimum and a maximum for each source, in one pass over the file.
    bounds = [
        getattr(pl.col("value").filter(pl.col("source") == at), name)().alias(f"{name}{at}")
        for at in range(last + 1)
        for name in ("min", "max")
    ]
    grouped = ranked.group_by(keys).agg(bounds)
    known = [pl.col(f"min{at}").is_not_null() for at in range(last + 1)]
    low = pl.coalesce([pl.col(f"min{at}") for at in range(last + 1)])
    high = pl.coalesce([pl.col(f"max{at}") for at in range(last + 1)])
    best = pl.coalesce([pl.when(known[at]).then(pl.lit(at, pl.UInt8)) for at in range(last + 1)])
    conflict = (low != high).fill_null(value=False)
    return (
        grouped.select(
            *keys, pl.when(~conflict).then(low).alias("value"), best.alias("source"),
            conflict.alias("conflict"),
        )
        .sort(keys)
        .collect(engine="streaming")
    )  # fmt: skip
