"""A progress bar with its rate on a terminal, and nothing in a pipe."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

__all__ = ["meter"]

_WIDTH = 30
_EVERY = 0.1
_MEGA = 1_000_000


@contextmanager
def meter(stream: TextIO) -> Iterator[Callable[[int, int], None] | None]:
    """What is told bytes done and bytes in all; None where the stream is no terminal."""
    if not stream.isatty():
        yield None
        return
    begun = time.perf_counter()
    latest = 0.0

    def tell(done: int, whole: int) -> None:
        nonlocal latest
        now = time.perf_counter()
        if now - latest < _EVERY and done < whole:
            return
        latest = now
        share = min(1.0, done / max(whole, 1))
        bar = "#" * round(share * _WIDTH)
        rate = done / _MEGA / max(now - begun, 0.001)
        stream.write(f"\r[{bar:-<{_WIDTH}}] {share:4.0%} {rate:7.1f} MB/s")
        stream.flush()

    try:
        yield tell
    finally:
        stream.write("\r" + " " * (_WIDTH + 24) + "\r")
        stream.flush()
