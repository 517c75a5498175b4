"""Files that take their place only when they are complete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

__all__ = ["draft"]


@contextmanager
def draft(target: Path) -> Iterator[Path]:
    """A new file beside `target`, which takes its place when all went well and is gone when not.

    No file that is there is opened for it, whatever its name. Raises `OSError` where nothing can be written.
    """
    for number in count():
        path = target.with_name(f"{target.name}.part{number or ''}")
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        break
    try:
        yield path
        path.replace(target)
    finally:
        path.unlink(missing_ok=True)
