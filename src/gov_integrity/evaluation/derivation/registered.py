"""What a register holds, in the form that `derive` reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gov_integrity.register import Register

__all__ = ["registered"]

_REPORTED = ("decision", "dishonesty_record")


def registered(register: Register) -> tuple[list[Mapping[str, object]], dict[str, date]]:
    """The statements that stand, as true on the day of the register, and when each was first received.

    What was withdrawn or erased is left out; what has ended stays, because metrics look at periods. The day
    of receipt is that from which the first revision counts as known.
    """
    statements = [
        state.content for state in register.states() if state.standing not in ("withdrawn", "erased")
    ]
    received = {
        state.id: register.history(state.id)[0].known_on
        for state in register.states(*_REPORTED)
        if state.standing not in ("withdrawn", "erased")
    }
    return statements, received
