"""Work in a forked process: the same items, whatever becomes of that process."""

import os
from datetime import date
from itertools import islice
from multiprocessing import active_children, get_all_start_methods

import pytest

from gov_integrity.rules import engine
from gov_integrity.validation import pool
from gov_integrity.validation.beside import beside
from validation.packages import body, case, judged, ndjson

pytestmark = pytest.mark.skipif("fork" not in get_all_start_methods(), reason="nothing can be forked here")


def test_items_come_from_another_process_and_in_their_order():
    found = list(beside(lambda: ((number, os.getpid()) for number in range(3))))
    assert [number for number, _ in found] == [0, 1, 2]
    assert os.getpid() not in {process for _, process in found}


def test_what_a_process_that_dies_has_not_told_is_worked_out_here():
    here = os.getpid()

    def work():
        yield "told"
        yield ()
        if os.getpid() != here:
            os._exit(1)
        yield "left"

    assert list(beside(work)) == ["told", (), "left"]


def test_an_error_comes_up_here():
    def work():
        yield 1
        raise ZeroDivisionError

    found = beside(work)
    assert next(found) == 1
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_an_interrupted_process_says_nothing(capfd):
    here = os.getpid()

    def work():
        if os.getpid() != here:
            raise KeyboardInterrupt
        yield 1

    assert list(beside(work)) == [1]
    assert capfd.readouterr().err == ""


def test_what_cannot_be_sent_is_worked_out_here():
    assert [item() for item in beside(lambda: [lambda: 1])] == [1]


def test_that_process_ends_whether_or_not_anybody_listens():
    found = beside(lambda: (b"x" * 100_000 for _ in range(100)))  # more than a pipe holds
    (process,) = active_children()
    process.join()
    assert process.exitcode == 0
    assert len(list(islice(found, 2))) == 2
    found.close()
    assert not active_children()


@pytest.mark.parametrize("step", ["TemporaryFile", "get_context"])
def test_where_none_can_be_begun_all_is_worked_out_here(monkeypatch, step):
    def refused(*_):
        raise OSError

    monkeypatch.setattr(f"gov_integrity.validation.beside.{step}", refused)
    assert list(beside(lambda: (os.getpid() for _ in range(3)))) == [os.getpid()] * 3


def test_rules_judged_beside_say_the_same(tmp_path, monkeypatch):
    twice = {"document_no": "甲罚〔2024〕5号", "subject": "example/a"}
    records = (body(), body("a"), case("c-1", **twice), case("c-2", **twice), case("c-3", **twice))
    file = tmp_path / "a.ndjson"
    file.write_bytes(ndjson(*records))
    wanted = {"rules": True, "as_of": date(2024, 6, 30)}
    alone = judged(file, **wanted).to_json()
    assert "GI-ENV-0008" in str(alone)
    begun = []
    monkeypatch.setattr("gov_integrity.validation.run.beside", lambda work: begun.append(1) or beside(work))
    assert judged(file, jobs=2, **wanted).to_json() == alone
    assert not begun  # not worth the while
    monkeypatch.setattr(engine, "_WORTH_A_PROCESS", 0)
    for some in (1, 2, 1000):
        monkeypatch.setattr(engine, "_AT_A_TIME", some)
        assert judged(file, jobs=2, **wanted).to_json() == alone
    assert begun
    begun.clear()
    monkeypatch.setattr(pool, "_start", lambda: "spawn")
    assert judged(file, jobs=2, **wanted).to_json() == alone
    assert not begun
