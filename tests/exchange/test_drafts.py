"""What is written takes its place when it is complete, and touches nothing before."""

import os
from pathlib import Path

import pytest

from gov_integrity.exchange.drafts import draft


def test_a_complete_draft_takes_the_place(tmp_path: Path) -> None:
    target = tmp_path / "a.ndjson"
    target.write_text("old")
    (tmp_path / "a.ndjson.part").write_text("somebody's")
    with draft(target) as path:
        path.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert (tmp_path / "a.ndjson.part").read_text() == "somebody's"
    assert len(list(tmp_path.iterdir())) == 2


def test_one_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    target = tmp_path / "a.ndjson"
    target.write_text("old")

    def half_way() -> None:
        with draft(target) as path:
            path.write_text("new")
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half"):
        half_way()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"gone.a'$"), draft(tmp_path / "gone" / "a"):
        pass


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with draft(pipe) as path:
        assert path == pipe
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_folder_is_refused_and_stays(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"), draft(tmp_path) as path:
        path.open("wb").close()
    assert tmp_path.is_dir()
