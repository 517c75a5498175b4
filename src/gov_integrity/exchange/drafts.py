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

    No file that is there is opened for it, whatever its name; what is no file, such as a device or a pipe, is
    written to as it stands. Raises `OSError` where nothing can be written.
    """
    if target.exists() and not target.is_file():
        yield target
        return
    for number in count():
        path = target.with_name(f"{target.name}.part{number or ''}")
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        except OSError as error:
            error.filename = str(target)  # the name that was given
            raise
        break
    try:
        yield path
        path.replace(target)
    finally:
        path.unlink(missing_ok=True)
