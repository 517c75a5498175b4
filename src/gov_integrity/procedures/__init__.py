"""How a case may move: life cycles as data, and the interpreter that says what may and must happen next.

`advance` takes one step or refuses it with the article, leaving the case as it was; `next_steps` lists what
comes next, by whom, with which document and until when; `replay` runs a statement as far as it was published.
"""

from .advancing import advance
from .following import Deadline, Next, next_steps
from .reading import procedure, procedure_of, procedures
from .replaying import Replay, replay
from .values import Case, Context, Event, Obstacle, Procedure, Step

__all__ = [
    "Case",
    "Context",
    "Deadline",
    "Event",
    "Next",
    "Obstacle",
    "Procedure",
    "Replay",
    "Step",
    "advance",
    "next_steps",
    "procedure",
    "procedure_of",
    "procedures",
    "replay",
]
