"""The progress bar: on a terminal alone, with its rate, and gone at the end."""

from __future__ import annotations

import io

from gov_integrity.cli._progress import meter


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_share_and_rate() -> None:
    screen = Terminal()
    with meter(screen) as tell:
        assert tell is not None
        tell(500, 1000)
        tell(501, 1000)  # too soon after the last to be drawn
        tell(1000, 1000)
    text = screen.getvalue()
    assert "50%" in text
    assert "100%" in text
    assert "MB/s" in text
    assert text.endswith("\r")


def test_a_pipe_sees_nothing() -> None:
    pipe = io.StringIO()
    with meter(pipe) as tell:
        assert tell is None
    assert pipe.getvalue() == ""
