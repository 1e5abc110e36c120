"""How work is mapped over parts: in this process, or over processes. Knows no stage."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

from voiceminer.data import Progress

P = TypeVar("P")
Q = TypeVar("Q")


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


class Processes:
    """Parts over worker processes. The function and the parts have to be picklable.

    Parameters
    ----------
    workers : int, optional
        Number of processes; all cores if left out.
    """

    def __init__(self, progress: Progress = silent, workers: int | None = None) -> None:
        self.progress = progress
        self.workers = workers or os.cpu_count() or 1

    def map(self, job: str, function: Callable[[P], Q], parts: Sequence[P]) -> list[Q]:
        """Results in the parts' order; a single part is not worth a process."""
        if len(parts) < 2 or self.workers < 2:
            return Serial(self.progress).map(job, function, parts)
        # spawn, not fork: the parent may hold threads of pyarrow or ONNX Runtime, and a fork
        # copies their locks without the threads that would release them
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.workers, mp_context=context) as pool:
            futures = [pool.submit(function, part) for part in parts]
            done: list[Q] = []
            for future in futures:
                self.progress(job, len(done), len(parts))
                done.append(future.result())
        self.progress(job, len(parts), len(parts))
        return done
