"""The credit archive of a party: everything kept about it, what it took over from predecessors included.

Reorganisation and change of persons end no record (优化营商环境条例 31; 发改财金〔2023〕1103号). A project
enters the archive of the person who answered for it on the government side, good and bad
(alxa-2021/2.3.2e, gansu-2017/3.3.2d, xinzheng-2017/4.4.15d).
"""

from __future__ import annotations

from attrs import frozen

from gov_integrity.register.standing import Interval
from gov_integrity.register.state import State
from gov_integrity.register.statements import Json, text

__all__ = ["SUBJECT", "ArchiveEntry", "roles_in"]

SUBJECT = "subject"


@frozen(slots=True)
class ArchiveEntry:
    """One entry of an archive.

    Attributes:
        state: The statement's state.
        role: `subject`, or the role of the party's row.
        period: The row's dates as stated, empty where none is.
        through: The predecessor it came from; empty when it is the party's own.
        certain: False when only part of the predecessor's functions passed on, or its date is not known.
    """

    state: State
    role: str
    period: tuple[str, str]
    through: str = ""
    certain: bool = True

    @property
    def interval(self) -> Interval | None:
        """For a standing that cannot be judged, the days between which it turns."""
        return self.state.interval


def roles_in(content: Json, party: str) -> list[tuple[str, tuple[str, str]]]:
    """The roles a party has in a statement, each with the dates of its row."""
    found = [(SUBJECT, ("", ""))] if text(content, "subject") == party else []
    rows = content.get("parties")
    named = (row for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict))
    own = (row for row in named if text(row, "party") == party)
    return found + [(text(row, "role"), (text(row, "from"), text(row, "until"))) for row in own]
