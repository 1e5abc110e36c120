"""How work is mapped over parts: in this process, or over processes. Knows no stage."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar

from voiceminer.data import Later, Pending, Progress

# Seconds until workers have started and imported what they need; a little more on a busy machine.
STARTING = 3.0
# The same where they are forked from a process that has loaded it; and how long that takes it.
FORKING, LOADING = 0.5, 5.0

P = TypeVar("P")
Q = TypeVar("Q")


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's collector of cycles paused; also a decorator.

    Records hold no cycles, and the more of them there are the longer it walks over all of them:
    a third of the time that text to passages takes. What is in cycles waits until afterwards.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def silent(job: str, done: int, total: int) -> None:
    """The progress of nobody."""


class Serial:
    """One part after the other, in this process."""

    def __init__(self, progress: Progress = silent) -> None:
        self.progress = progress

    def map(self, job: str, function: Callable[[P], Q], parts: Sequence[P]) -> list[Q]:
        """Results in the parts' order."""
        done: list[Q] = []
        for part in parts:
            self.progress(job, len(done), len(parts))
            done.append(function(part))
        self.progress(job, len(parts), len(parts))
        return done

    def begin(self, function: Callable[..., Q], *given: object) -> Pending[Q]:
        """Nothing is begun beside this process's own work."""
        return Later(function, *given)


class Processes:
    """Parts over worker processes. The function and the parts have to be picklable.

    The workers start with the first job and stay for the next ones.

    Parameters
    ----------
    workers : int, optional
        Number of processes; all cores if left out.
    preload : sequence of str
        Modules that are imported once, for all workers, while this process does other things.
        Where the system cannot fork (Windows), each worker imports what it needs.
    starting : float, optional
        Seconds of work that have to be left for workers to be started; if left out, what
        starting them takes by now.
    """

    def __init__(
        self,
        progress: Progress = silent,
        workers: int | None = None,
        *,
        preload: Sequence[str] = (),
        starting: float | None = None,
    ) -> None:
        self.progress = progress
        self._given = starting
        self._loaded_at: float | None = None
        self.workers = workers or os.cpu_count() or 1
        # never plain fork: this process may hold threads of pyarrow or ONNX Runtime, and a fork
        # copies their locks without the threads that would release them
        forks = "forkserver" in multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context("forkserver" if forks else "spawn")
        if forks and preload and self.workers > 1:
            from multiprocessing import forkserver

            self._context.set_forkserver_preload(list(preload))
            forkserver.ensure_running()
            self._loaded_at = time.monotonic() + LOADING

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        # for the reason that `uncollected` gives; what is in cycles goes with the worker
        return ProcessPoolExecutor(self.workers, mp_context=self._context, initializer=gc.disable)

    def map(self, job: str, function: Callable[[P], Q], parts: Sequence[P]) -> list[Q]:
        """Results in the parts' order, whoever works on them.

        Work begins in this process, and workers start once the rest would take longer than
        starting them does; at once where that takes no time and there is a part for each.
        """
        at_once = len(parts) > self.workers > 1 and self._starting() == FORKING
        done = [] if at_once or "_pool" in self.__dict__ else self._begun(job, function, parts)
        futures = [self._pool.submit(function, part) for part in parts[len(done) :]]
        for future in futures:
            self.progress(job, len(done), len(parts))
            done.append(future.result())
        self.progress(job, len(parts), len(parts))
        return done

    def begin(self, function: Callable[..., Q], *given: object) -> Pending[Q]:
        """In a worker, unless there is but one, or what is given cannot be sent to it."""
        if self.workers == 1:
            return Later(function, *given)
        try:
            call = pickle.dumps((function, given), pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, AttributeError, TypeError):  # an encoder of the user's own
            return Later(function, *given)
        return self._pool.submit(_called, call)

    def _starting(self) -> float:
        """Seconds until workers would be at work."""
        if self._given is not None:
            return self._given
        if self._loaded_at is None:
            return STARTING
        return max(FORKING, self._loaded_at - time.monotonic())

    def _begun(self, job: str, function: Callable[[P], Q], parts: Sequence[P]) -> list[Q]:
        """The first results, or all: as long as no worker is worth its start."""
        done: list[Q] = []
        for part in parts:
            self.progress(job, len(done), len(parts))
            began = time.perf_counter()
            done.append(function(part))
            took = time.perf_counter() - began
            # the first part also pays for what is loaded once, and tells little of the others
            left = took * (len(parts) - len(done)) if done[1:] else 0.0
            if self.workers > 1 and max(took, left) > self._starting():
                break
        return done

    def close(self) -> None:
        """Let the workers go; parts that have not begun are dropped."""
        if "_pool" in self.__dict__:
            self._pool.shutdown(wait=True, cancel_futures=True)
            del self.__dict__["_pool"]


def _called(call: bytes) -> Any:
    function, given = pickle.loads(call)  # noqa: S301  # from this program's own first process
    return function(*given)
