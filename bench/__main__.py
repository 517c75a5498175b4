"""Run the benchmarks: one JSON line a figure - name, value, goal, whether it holds.

Usage: python -m bench [--count N] [--large]. Ratios are taken inside one run; beside each ratio of two
processes stands what the second core gave just then.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

from . import generate, measure, tables

DATA = Path(__file__).parent / "data"
FLAT = Path(__file__).parents[1] / "schemas" / "1.0-draft" / "flat"
ROUNDS = 3


def tell(name: str, value: float, goal: str, *, holds: bool, **more: object) -> None:
    """One figure."""
    figure = {"name": name, "value": round(value, 4), "goal": goal, "holds": holds, **more}
    print(json.dumps(figure, ensure_ascii=False), flush=True)


def job(name: str, path: Path) -> float:
    """Seconds of a job, start-up left out."""
    return float(measure.run([sys.executable, "-m", "bench.jobs", name, str(path)]).output)


def files(count: int) -> dict[str, Path]:
    """The input files, made once: sound, with faults in one line of a hundred, and faulty throughout."""
    DATA.mkdir(exist_ok=True)
    sound, faulty, broken = (DATA / f"{name}-{count}.ndjson" for name in ("sound", "faulty", "broken"))
    listing = DATA / f"planted-{count}.json"
    if not sound.exists():
        generate.write(sound, count)
    if not faulty.exists():
        measure.run([sys.executable, "bench/plant.py", str(sound), str(faulty), str(listing)])
    if not broken.exists():
        with sound.open("rb") as lines, broken.open("wb") as out:
            head = next(lines)
            out.write(head)
            for number, line in enumerate(lines):
                if number >= count // 10:
                    break
                out.write(line.replace(b'"revision":1', b'"revision":"1"', 1))
    return {"sound": sound, "faulty": faulty, "broken": broken, "planted": listing}


def found_is_planted(report: Path, planted: Path) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """What was planted and not found, and what was found and not planted, as (line, code)."""
    told = json.loads(report.read_text(encoding="utf-8"))
    found = {
        (item["place"].get("line", 0), item["code"]) for group in told["groups"] for item in group["findings"]
    }
    wanted = {(line, code) for line, code in json.loads(planted.read_text(encoding="utf-8"))}
    return wanted - found, found - wanted


def ratios(made: dict[str, Path], count: int) -> None:
    """Rates against parsing alone, in interleaved rounds."""
    goals: list[tuple[str, str, float, str]] = [
        ("fast, 2 processes / parse only", "fast_2", 0.45, "faulty"),
        ("without fast, 2 processes / parse only", "model_2", 0.25, "faulty"),
        ("every record faulty, 2 processes / parse only", "fast_2", 0.05, "broken"),
        ("all rules, 2 processes / parse only", "rules_2", 0.30, "sound"),
    ]
    for title, name, goal, which in goals:
        size = count // 10 if which == "broken" else count
        values, gains = [], []
        for _ in range(ROUNDS):
            gains.append(measure.second_core())
            base = job("parse_only", made["sound"]) / count
            values.append(base / (job(name, made[which]) / size))
        value = statistics.median(values)
        tell(title, value, f">= {goal}", holds=value >= goal, second_core=round(statistics.median(gains), 2),
             least=round(min(values), 3), most=round(max(values), 3))  # fmt: skip


def others(made: dict[str, Path], count: int) -> None:
    """Rates against other engines doing structure alone in one process."""
    ours = count / job("fast_2", made["sound"])
    gain = round(measure.second_core(), 2)
    sample = DATA / "sample.ndjson"
    with made["sound"].open("rb") as lines, sample.open("wb") as out:
        out.writelines(line for _, line in zip(range(4000), lines, strict=False))
    theirs = 4000 / job("python_jsonschema", sample)
    tell("against python jsonschema", ours / theirs, ">= 35", holds=ours / theirs >= 35, second_core=gain)
    if node := shutil.which("node"):
        output = measure.run([node, "bench/ajv.mjs", str(FLAT), str(made["sound"])]).output
        rate = count / float(output.split()[0])
        tell("against ajv", ours / rate, ">= 1.6", holds=ours / rate >= 1.6, second_core=gain)


def exactness(made: dict[str, Path]) -> None:
    """Faults and findings, compared both ways as sets."""
    job("exact_2", made["faulty"])
    missed, extra = found_is_planted(Path(f"{made['faulty']}.report.json"), made["planted"])
    tell("planted faults not found", len(missed), "0", holds=not missed, examples=sorted(missed)[:5])
    tell("findings not planted", len(extra), "0", holds=not extra, examples=sorted(extra)[:5])


def switched_off(made: dict[str, Path]) -> None:
    """Rules switched off cost nothing."""
    pairs = [(job("rules_off_2", made["sound"]), job("fast_2", made["sound"])) for _ in range(ROUNDS)]
    value = statistics.median(off / without for off, without in pairs)
    tell("rules off / no rule stage", value, "<= 1.03", holds=value <= 1.03)


def memory(made: dict[str, Path], count: int) -> None:
    """Peak of all processes together, and its growth with the number of statements."""

    def peak(name: str, path: Path) -> float:
        return measure.run([sys.executable, "-m", "bench.jobs", name, str(path)], memory=True).peak

    small = files(count // 10)
    large = peak("rules_2", made["sound"])
    growth = (large - peak("rules_2", small["sound"])) * 2**20 / (count * 0.9)
    tell("memory, MiB", large, "<= 400", holds=large <= 400, statements=count)
    tell("memory, bytes a statement", growth, "< 150", holds=growth < 150)
    state = peak("compile_state", made["sound"])
    tell("memory of compile, MiB", state, "<= 600", holds=state <= 600, statements=count)


def start_up() -> None:
    """Cost of importing the front door, against what no program does without."""

    def best(code: str) -> float:
        return min(measure.run([sys.executable, "-c", code]).seconds for _ in range(9))

    base, ours = best("import json, datetime, enum"), best("import gov_integrity")
    tell("import, s", ours, f"<= {2 * base + 0.04:.4f}", holds=ours <= 2 * base + 0.04)


PARTS: dict[str, Callable[[dict[str, Path], int], None]] = {
    "start_up": lambda _made, _count: start_up(),
    "exactness": lambda made, _count: exactness(made),
    "ratios": ratios,
    "others": others,
    "switched_off": lambda made, _count: switched_off(made),
    "memory": memory,
    "tables": lambda _made, count: tables.main(count // 10),
}


def main() -> None:
    """Run all parts, or those named."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("parts", nargs="*", default=[])
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--large", action="store_true", help="memory at ten million statements")
    given = parser.parse_args()
    if given.large:
        count = 10_000_000
        memory(files(count), count)
        return
    made = files(given.count)
    for name in given.parts or PARTS:
        PARTS[name](made, given.count)


if __name__ == "__main__":
    main()
