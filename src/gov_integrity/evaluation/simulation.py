"""How sure a ranking is: Monte Carlo over weights and methods, rank intervals, leave-one-out.

The vectorised path (extra `simulation`) serves simulation only. It starts from the exact trees of a run and
gives the same ranks when nothing is varied (proven by test); printed scores never come from here.

Every option is named in the `Plan` and repeated in the result: nothing falls back to a default in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from gov_integrity.errors import MissingExtraError, UsageError
from gov_integrity.evaluation.engine import Run
from gov_integrity.evaluation.observations import note
from gov_integrity.evaluation.result import Assessment, Node
from gov_integrity.findings import Finding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ranks = NDArray[np.int32]

__all__ = ["LeftOut", "Plan", "RankInterval", "Simulation", "leave_one_out", "simulate"]

NORMALISATIONS = ("as-scored", "min-max", "rank")
AGGREGATIONS = ("arithmetic", "geometric")
CHUNK = 250
DIGITS = 9  # scores closer than this are ties: floats of equal fractions differ in the last places
FLOOR = 0.001  # geometric means need positive shares; documented with the method


@frozen(slots=True)
class Plan:
    """What is varied, and how.

    Attributes:
        runs: Number of draws.
        seed: Seed of the generator (PCG64); the same seed gives the same result.
        spread: Each weight is drawn uniformly between (1-spread) and (1+spread) times its value, and the
            weights are brought back to the total.
        normalisations: Drawn from; as-scored keeps the points of the index.
        aggregations: Drawn from.
        level: Share of the draws a rank interval covers.
    """

    runs: int
    seed: int
    spread: Fraction
    normalisations: tuple[str, ...] = ("as-scored",)
    aggregations: tuple[str, ...] = ("arithmetic",)
    level: Fraction = Fraction(9, 10)

    def __attrs_post_init__(self) -> None:
        wrong = not (0 < self.runs <= 1_000_000 and 0 <= self.spread <= 1 and 0 < self.level <= 1)
        wrong |= not self.normalisations or not set(self.normalisations) <= set(NORMALISATIONS)
        wrong |= not self.aggregations or not set(self.aggregations) <= set(AGGREGATIONS)
        if wrong:
            raise UsageError(
                "模拟方案有误:{plan}", "the plan of the simulation is wrong: {plan}", plan=str(self)
            )


@frozen(slots=True)
class RankInterval:
    """The rank of one body and the interval that covers the stated share of the draws."""

    body: str
    rank: int
    low: int
    high: int
    mean: float


@frozen(slots=True)
class Simulation:
    """The result: one interval a body, best rank first, and findings on orders that are not certain."""

    plan: Plan
    intervals: tuple[RankInterval, ...]
    findings: tuple[Finding, ...]


@frozen(slots=True)
class LeftOut:
    """What leaving one unit out does: its code, and how many places the bodies move."""

    code: str
    name: str
    mean_shift: float
    largest_shift: int


@frozen(slots=True)
class _Matrix:
    bodies: tuple[Assessment, ...]
    units: tuple[Node, ...]
    shares: Floats = field(repr=False)
    weights: Floats = field(repr=False)
    rest: Floats = field(repr=False)


def _units(node: Node) -> list[Node]:
    """The summands that weights apply to: leaves, and whole branches that are no plain sum."""
    if node.children and node.rule == "sum":
        return [unit for child in node.children for unit in _units(child)]
    return [node] if node.role == "score" and node.full else []


def _matrix(run: Run, peers: tuple[str, str]) -> _Matrix:
    try:
        import numpy as np
    except ImportError as error:
        raise MissingExtraError("simulation", "不确定性模拟", "simulation") from error
    bodies = tuple(one for one in run.results if one.body.peers == peers and one.rank is not None)
    if len(bodies) < 2:
        raise UsageError("至少要有两个可排序的单位", "there must be at least two ranked bodies")
    units = tuple(_units(bodies[0].root))
    total = sum((unit.full or Fraction(0) for unit in units), Fraction(0))
    table = []
    for one in bodies:
        nodes = {node.code: node for node in one.root.walk()}
        mean = (one.exact or Fraction(0)) / total
        row = [nodes[unit.code] for unit in units]
        # What does not apply stands at the body's own mean, as rescaling has it.
        table.append(
            [float(mean if node.state == "not-applicable" else (node.points or 0) / node.full)
             for node in row if node.full]
        )  # fmt: skip
    shares = np.array(table, dtype=np.float64)
    weights = np.array([float(unit.full or 0) for unit in units], dtype=np.float64)
    exact = np.array([float(one.exact or 0) for one in bodies], dtype=np.float64)
    return _Matrix(bodies, units, shares, weights, exact - shares @ weights)


def _ranks(scores: Floats) -> Ranks:
    """Competition ranks of each row of scores, the largest first."""
    import numpy as np

    scores = np.round(scores, DIGITS)
    ordered = np.sort(scores, axis=1)
    found = np.empty(scores.shape, dtype=np.int32)
    for row in range(scores.shape[0]):
        found[row] = scores.shape[1] - np.searchsorted(ordered[row], scores[row], side="right") + 1
    return found


def _normalised(shares: Floats, how: str) -> Floats:
    import numpy as np

    if how == "as-scored":
        return shares
    if how == "min-max":
        low, high = shares.min(axis=0), shares.max(axis=0)
        spread = np.where(high > low, high - low, 1.0)
        found: Floats = np.where(high > low, (shares - low) / spread, 0.5)
        return found
    ordered = np.sort(np.round(shares, DIGITS), axis=0)
    columns = [
        np.searchsorted(ordered[:, at], np.round(shares[:, at], DIGITS), side="right")
        for at in range(shares.shape[1])
    ]
    ranked: Floats = np.stack(columns, axis=1) / shares.shape[0]
    return ranked


def simulate(run: Run, plan: Plan, peers: tuple[str, str]) -> Simulation:
    """Rank intervals of the bodies of one peer group (kind, level) under the plan.

    A finding GI-EVAL-0201 stands for every two neighbours whose order holds in fewer draws than `level`.

    Raises:
        MissingExtraError: numpy is not installed.
        UsageError: fewer than two bodies of that group are ranked.
    """
    matrix = _matrix(run, peers)
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(plan.seed))
    choices = [(n, a) for n in plan.normalisations for a in plan.aggregations]
    tables = {n: _normalised(matrix.shares, n) for n in plan.normalisations}
    order = sorted(range(len(matrix.bodies)), key=lambda at: (matrix.bodies[at].rank or 0, at))
    ranks: Ranks = np.empty((plan.runs, len(matrix.bodies)), dtype=np.int32)
    ahead = np.zeros(len(order) - 1)
    for start in range(0, plan.runs, CHUNK):
        count = min(CHUNK, plan.runs - start)
        scores = _draw(matrix, plan, generator, (choices, tables), count)
        ranks[start : start + count] = _ranks(scores)
        places = np.round(scores[:, order], DIGITS)
        ahead += (places[:, :-1] >= places[:, 1:]).sum(axis=0)
    ranks.sort(axis=0)
    tail = (1 - float(plan.level)) / 2
    low, high = (ranks[round(share * (plan.runs - 1))] for share in (tail, 1 - tail))
    intervals = tuple(
        RankInterval(
            matrix.bodies[at].body.id, matrix.bodies[at].rank or 0, int(low[at]), int(high[at]),
            round(float(ranks[:, at].mean()), 3),
        )
        for at in order
    )  # fmt: skip
    unsure = [at for at, times in enumerate(ahead) if times < float(plan.level) * plan.runs]
    return Simulation(plan, intervals, tuple(_unsure(intervals[at], intervals[at + 1]) for at in unsure))


def _draw(
    matrix: _Matrix, plan: Plan, generator: np.random.Generator,
    methods: tuple[Sequence[tuple[str, str]], dict[str, Floats]], count: int,
) -> Floats:  # fmt: skip
    """Scores of `count` draws, one row a draw."""
    import numpy as np

    choices, tables = methods
    spread, total = float(plan.spread), matrix.weights.sum()
    factors = generator.uniform(1 - spread, 1 + spread, size=(count, len(matrix.weights)))
    weights = matrix.weights * factors
    sums = weights.sum(axis=1, keepdims=True)
    weights = weights * np.where(sums > 0, total / np.where(sums > 0, sums, 1.0), 0.0)
    picked = generator.integers(len(choices), size=count)
    scores: Floats = np.empty((count, matrix.shares.shape[0]))
    for at, (normalisation, aggregation) in enumerate(choices):
        rows = picked == at
        if not rows.any():
            continue
        table = tables[normalisation]
        if aggregation == "arithmetic":
            scores[rows] = weights[rows] @ table.T
        else:
            scores[rows] = total * np.exp((weights[rows] / total) @ np.log(np.maximum(table, FLOOR)).T)
    return scores + matrix.rest


def _unsure(first: RankInterval, second: RankInterval) -> Finding:
    ranges = (f"{first.low}-{first.high}", f"{second.low}-{second.high}")
    return note("GI-EVAL-0201", None, first=first.body, second=second.body, ranges=ranges)


def leave_one_out(run: Run, peers: tuple[str, str]) -> tuple[LeftOut, ...]:
    """What each unit does to the ranks of one peer group: the ranks without it, against the ranks with it.

    Raises as `simulate`.
    """
    matrix = _matrix(run, peers)
    import numpy as np

    base = _ranks((matrix.shares @ matrix.weights + matrix.rest)[None, :])[0]
    total = matrix.weights.sum()
    found = []
    for at, unit in enumerate(matrix.units):
        weights = matrix.weights.copy()
        weights[at] = 0.0
        left = weights.sum()
        scores = matrix.shares @ (weights * (total / left)) + matrix.rest if left else matrix.rest
        moved = np.abs(_ranks(scores[None, :])[0] - base)
        found.append(LeftOut(unit.code, unit.name, round(float(moved.mean()), 3), int(moved.max())))
    return tuple(found)
