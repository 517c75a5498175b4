"""Measuring: whole child processes, their time, and the memory of all their processes together."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen


@frozen
class Run:
    """What one run of a command cost: seconds, peak of summed PSS in MiB, and what it printed."""

    seconds: float
    peak: float
    output: str


def _pss(pid: int) -> int:
    """Proportional set size of a process and its children, in KiB; 0 once it is gone."""
    import psutil

    total = 0
    try:
        parent = psutil.Process(pid)
        for process in (parent, *parent.children(recursive=True)):
            try:
                text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
            except OSError:
                continue
            total += next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
    except psutil.Error:
        return total
    return total


def run(command: Sequence[str], *, memory: bool = False) -> Run:
    """Run a command to its end; with `memory` its processes are sampled ten times a second."""
    peak = 0
    done = threading.Event()
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=sys.stderr, text=True)

    def sample() -> None:
        nonlocal peak
        while not done.wait(0.1):
            peak = max(peak, _pss(process.pid))

    watcher = threading.Thread(target=sample, daemon=True)
    if memory:
        watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    done.set()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    return Run(seconds, peak / 1024, output)


def second_core() -> float:
    """How much two busy processes get done against one, just now: 2.0 on two free cores."""
    spin = [sys.executable, "-c", "for _ in range(12_000_000): pass"]
    alone = run(spin).seconds
    started = time.perf_counter()
    both = [subprocess.Popen(spin) for _ in range(2)]
    for process in both:
        process.wait()
    return 2 * alone / (time.perf_counter() - started)
