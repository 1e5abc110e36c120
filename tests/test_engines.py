"""Who works on the parts: this process while that is quicker, then workers; the same results."""

import os

import pytest

from voiceminer.engines import Processes, Serial


def who(part: int) -> tuple[int, int]:
    return part, os.getpid()


def test_little_work_is_done_at_once_without_a_worker() -> None:
    engine = Processes(workers=2)
    assert engine.map("little", who, [1, 2, 3]) == [(n, os.getpid()) for n in (1, 2, 3)]
    engine.close()


def test_workers_take_over_where_the_rest_takes_longer_than_starting_them() -> None:
    told: list[tuple[int, int]] = []
    engine = Processes(lambda _, done, total: told.append((done, total)), workers=2, starting=0)
    try:
        found = engine.map("much", who, [1, 2, 3, 4])
        # once they are there, they get all
        again = engine.map("much", who, [5, 6])
    finally:
        engine.close()
    assert [part for part, _ in found + again] == [1, 2, 3, 4, 5, 6]
    assert found[0][1] == os.getpid()
    assert os.getpid() not in {worker for _, worker in found[1:] + again}
    assert told[0] == (0, 4)
    assert told[-1] == (2, 2)


def test_what_is_begun_gives_the_same_with_and_without_workers():
    engine = Processes(workers=2)
    try:
        assert engine.begin(divmod, 17, 5).result() == Serial().begin(divmod, 17, 5).result()
        assert engine.begin(divmod, 17, 5).result() == (3, 2)
    finally:
        engine.close()


def test_what_cannot_be_sent_to_a_worker_is_done_here():
    def who_am_i() -> int:  # known to this function alone
        return os.getpid()

    engine = Processes(workers=2)
    assert engine.begin(who_am_i).result() == os.getpid()
    engine.close()


def test_an_error_comes_out_where_the_result_is_asked_for():
    engine = Processes(workers=2)
    try:
        pending = engine.begin(divmod, 1, 0)
        with pytest.raises(ZeroDivisionError):
            pending.result()
    finally:
        engine.close()
