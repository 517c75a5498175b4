"""Work done beside this process, in one that is forked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

__all__ = ["beside"]

_Item = TypeVar("_Item")


def beside(work: Callable[[], Iterable[_Item]]) -> Iterator[_Item]:
    """What `work` gives, item by item, worked out from now on in a forked process.

    Should that process end before its time, what is missing is worked out here, so that an error of `work`
    comes up here as well. The items must be picklable, and the same each time; no other thread may run.
    """
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(work, receiver, sender), daemon=True)
    process.start()
    sender.close()
    return _hear(work, receiver, process)


def _tell(work: Callable[[], Iterable[object]], receiver: Connection, sender: Connection) -> None:
    receiver.close()
    try:
        for item in work():
            sender.send((item,))
        sender.send(())
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 - told by ending early, and not by a traceback
        sender.close()


def _hear(work: Callable[[], Iterable[_Item]], receiver: Connection, process: BaseProcess) -> Iterator[_Item]:
    heard = 0
    try:
        while told := receiver.recv():
            yield told[0]
            heard += 1
    except (EOFError, OSError):
        yield from islice(work(), heard, None)
    finally:
        receiver.close()
        process.join()
