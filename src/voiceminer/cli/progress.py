"""Progress on stderr: shown to a person, silent when piped or told to be quiet."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceminer.data import Engine

# redrawing more often than this costs more than it shows
SECONDS_BETWEEN = 0.1


@contextmanager
def working(*, quiet: bool) -> Iterator[Engine]:
    """An engine over all cores whose progress a person sees on stderr."""
    from voiceminer.engines import Processes

    _log(quiet=quiet)
    if quiet or not sys.stderr.isatty():
        yield Processes()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {"": bar.add_task("starting", total=None)}
        shown = 0.0

        def report(job: str, done: int, total: int) -> None:
            nonlocal shown
            if job not in tasks:
                for earlier in tasks.values():
                    bar.update(earlier, visible=False)
                tasks[job] = bar.add_task(job, total=None)
            now = time.monotonic()
            if done >= total or now - shown > SECONDS_BETWEEN:
                shown = now
                bar.update(tasks[job], completed=done, total=total)

        yield Processes(report)


def _log(*, quiet: bool) -> None:
    """Warnings of the library go to stderr, each as one plain line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("voiceminer: %(message)s"))
    logger = logging.getLogger("voiceminer")
    logger.handlers = [handler]
    logger.setLevel(logging.ERROR if quiet else logging.WARNING)
    logger.propagate = False
