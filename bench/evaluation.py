"""Speed of the evaluation: `python -m bench.evaluation`, one JSON line a figure, ratios inside one run."""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from datetime import date
from fractions import Fraction
from pathlib import Path

from . import measure

DATA = Path(__file__).parent / "data"
BODIES, LEAVES, YEARS = 2737, 60, 5
ROWS = 10_000_000
SOURCES = ("register", "statistics", "self-report", "survey")


def tell(name: str, value: float, goal: str, *, holds: bool) -> None:
    print(json.dumps({"name": name, "value": round(value, 4), "goal": goal, "holds": holds}), flush=True)


def index():
    """Six blocks of ten ratios in percent, half of them negative, weights 1 to 3."""
    from gov_integrity.evaluation.checking import read_index

    blocks = [{"code": f"B{b}", "name": f"B{b}", "weight": "1"} for b in range(6)]
    leaves = [
        {"code": f"I{i}", "name": f"I{i}", "parent": f"B{i // 10}", "weight": str(1 + i % 3), "rule": "ratio",
         "direction": "negative" if i % 2 else "positive", "metric": f"m{i}", "unit": "percent"}
        for i in range(LEAVES)
    ]  # fmt: skip
    return read_index({"type": "index", "id": "bench/index", "version": "1", "name": "bench", "total": "100",
                       "weighting": "relative", "decimals": 2, "missing_rule": "lowest",
                       "indicators": blocks + leaves})  # fmt: skip


def timed(job) -> tuple[float, object]:
    """Median seconds of three runs, and the last result."""
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        result = job()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds), result


def plain_scores() -> None:
    """All scores of five years without traces, against the same sums in bare numpy."""
    import numpy as np

    from gov_integrity.evaluation.linear import linear, linear_scores

    system = index()
    draw = random.Random(1)
    columns = {(f"m{i}", ""): [draw.randrange(10_001) for _ in range(BODIES * YEARS)] for i in range(LEAVES)}
    table = np.array([columns[f"m{i}", ""] for i in range(LEAVES)], dtype=np.float64).T
    weights = np.array([float(system.full[f"I{i}"]) for i in range(LEAVES)])
    negative = np.arange(LEAVES) % 2 == 1

    def bare():
        shares = table / 10_000
        shares[:, negative] = 1 - shares[:, negative]
        return np.round(shares @ weights, 2)

    base, floats = timed(bare)
    ours, exact = timed(lambda: linear_scores(linear(system, 2), columns))
    apart = max(abs(one / 100 - other) for one, other in zip(exact, floats.tolist(), strict=True))
    goal = 3 * base + 0.5
    tell("all scores, 5 years, seconds", ours, f"<= 3 x bare numpy + 0.5 = {goal:.3f}", holds=ours <= goal)
    tell("bare numpy, seconds", base, "-", holds=True)
    tell("largest difference of a rounded score", apart, "<= 0.01", holds=apart <= 0.0101)


def trees() -> None:
    """Full trees for one body and for all, and the simulation."""
    from gov_integrity.evaluation.engine import run
    from gov_integrity.evaluation.observations import Observation
    from gov_integrity.evaluation.simulation import Plan, simulate

    system, draw = index(), random.Random(2)
    held = [
        Observation(id=f"b/{e}-{i}", subject=f"s{e:04}", metric=f"m{i}", first=date(2024, 1, 1),
                    last=date(2024, 12, 31), value=Fraction(draw.randrange(10_001), 100), unit="percent")
        for e in range(BODIES) for i in range(LEAVES)
    ]  # fmt: skip
    one, _ = timed(lambda: run(system, held[:LEAVES], as_of=date(2025, 1, 1)))
    tell("full tree of one body, ms", one * 1000, "<= 50", holds=one <= 0.05)
    started = time.perf_counter()
    result = run(system, held, as_of=date(2025, 1, 1))
    everything = time.perf_counter() - started
    tell("full trees of all bodies, seconds", everything, "<= 15", holds=everything <= 15)
    started = time.perf_counter()
    simulate(result, Plan(10_000, 1, Fraction(1, 4)), ("", ""))
    monte_carlo = time.perf_counter() - started
    tell("10 000 Monte Carlo runs, seconds", monte_carlo, "<= 20", holds=monte_carlo <= 20)


def parquet() -> Path:
    """Ten million observations in five columns, made once."""
    import numpy as np
    import polars as pl

    path = DATA / f"observations-{ROWS}.parquet"
    if not path.exists():
        DATA.mkdir(exist_ok=True)
        draw = np.random.default_rng(3)
        pl.DataFrame({
            "entity": pl.Series([f"s{e:04}" for e in range(BODIES)])[draw.integers(BODIES, size=ROWS)],
            "indicator": pl.Series([f"m{i}" for i in range(LEAVES)])[draw.integers(LEAVES, size=ROWS)],
            "period": pl.Series([str(2020 + y) for y in range(YEARS)])[draw.integers(YEARS, size=ROWS)],
            "value": draw.integers(10_001, size=ROWS) / 100,
            "source": pl.Series(SOURCES)[draw.integers(len(SOURCES), size=ROWS)],
        }).write_parquet(path)  # fmt: skip
    return path


def ours(path: Path) -> None:
    from gov_integrity.evaluation.bulk import picked_values

    print(picked_values(path, SOURCES[:3]).height)


def by_hand(path: Path) -> None:
    """The plain group-by that a statistician would write."""
    import polars as pl

    keys = ["entity", "indicator", "period"]
    grouped = pl.scan_parquet(path).group_by(keys).agg(pl.col("value").mean(), pl.col("source").first())
    print(grouped.collect(engine="streaming").height)


def bulk() -> None:
    """Both sides in processes of their own, start-up included, in turn."""
    path, ratios, peak = parquet(), [], 0.0
    for _ in range(3):
        base, own = (
            measure.run([sys.executable, "-m", "bench.evaluation", name, str(path)], memory=name == "ours")
            for name in ("by_hand", "ours")
        )
        ratios.append(base.seconds / own.seconds)
        peak = max(peak, own.peak)
    ratio = statistics.median(ratios)
    tell("bulk derivation / hand-written group-by", ratio, ">= 0.3", holds=ratio >= 0.3)
    tell("bulk derivation, peak MiB", peak, "<= 1536", holds=peak <= 1536)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        {"ours": ours, "by_hand": by_hand}[sys.argv[1]](Path(sys.argv[2]))
    else:
        plain_scores()
        trees()
        bulk()
