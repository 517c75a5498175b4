"""Work done beside this process, in one that is forked for it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from tempfile import TemporaryFile
from typing import BinaryIO, TypeVar, cast

__all__ = ["beside"]

_Item = TypeVar("_Item")


def beside(work: Callable[[], Iterable[_Item]]) -> Iterator[_Item]:
    """What `work` gives, item by item, worked out from now on in a forked process.

    It waits for nobody: what it gives lies in a temporary file until it is wanted. Should that process fail
    or not begin, all is worked out here, so that an error of `work` comes up here as well. The items must be
    picklable, and the same each time; no other thread may run.
    """
    try:
        given = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - closed by who hears
    except OSError:
        return iter(work())
    try:
        process = get_context("fork").Process(target=_tell, args=(work, given), daemon=True)
        process.start()
    except OSError:
        given.close()
        return iter(work())
    return _hear(work, given, process)


def _tell(work: Callable[[], Iterable[object]], given: BinaryIO) -> None:
    try:
        for item in work():
            pickle.dump(item, given, pickle.HIGHEST_PROTOCOL)
        given.flush()
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 - told by the exit code, and not by a traceback
        raise SystemExit(1) from None


def _hear(work: Callable[[], Iterable[_Item]], given: BinaryIO, process: BaseProcess) -> Iterator[_Item]:
    with given:
        try:
            process.join()
            if process.exitcode:
                yield from work()
                return
        finally:
            process.kill()
            process.join()
        end = given.seek(0, 2)
        given.seek(0)
        while given.tell() < end:
            yield pickle.load(given)  # noqa: S301 - our own, from this run
