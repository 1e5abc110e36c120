"""Progress on stderr: shown to a person, silent when piped or told to be quiet."""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceminer.data import Engine, Progress

# redrawing more often than this costs more than it shows
SECONDS_BETWEEN = 0.1
# stages whose work is mapped
MAPPED = ("voiceminer.reading", "voiceminer.voice", "voiceminer.passages", "voiceminer.cli.ahead")


@contextmanager
def working(*, quiet: bool, briefly: bool = False) -> Iterator[Engine]:
    """An engine over all cores whose progress a person sees on stderr.

    Parameters
    ----------
    briefly : bool
        In this process alone: workers take longer to start than a sample takes to read.
    """
    from voiceminer.engines import Serial, silent

    _log(quiet=quiet)
    # a run makes millions of records and hardly a cycle: looking for cycles at every 700th object
    # (Python's default) costs seconds and finds nothing
    gc.set_threshold(200_000, 20, 20)
    if briefly:
        yield Serial()
        return
    if quiet or not sys.stderr.isatty():
        yield from _engine(silent)
        return
    from rich import progress as shown_by
    from rich.console import Console

    columns = (
        shown_by.SpinnerColumn(),
        shown_by.TextColumn("{task.description}"),
        shown_by.BarColumn(),
        shown_by.TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with shown_by.Progress(*columns, console=console, transient=True) as bar:
        tasks = {"": bar.add_task("starting", total=None)}
        last = 0.0

        def report(job: str, done: int, total: int) -> None:
            nonlocal last
            if job not in tasks:
                for earlier in tasks.values():
                    bar.update(earlier, visible=False)
                tasks[job] = bar.add_task(job, total=None)
            now = time.monotonic()
            if done >= total or now - last > SECONDS_BETWEEN:
                last = now
                bar.update(tasks[job], completed=done, total=total)

        yield from _engine(report)


def _engine(report: Progress) -> Iterator[Engine]:
    """An engine whose workers know the stages that are mapped, and go when the work is done."""
    from voiceminer.engines import Processes

    engine = Processes(report, preload=MAPPED)
    try:
        yield engine
    finally:
        engine.close()


def _log(*, quiet: bool) -> None:
    """Warnings of the library go to stderr, each as one plain line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("voiceminer: %(message)s"))
    logger = logging.getLogger("voiceminer")
    logger.handlers = [handler]
    logger.setLevel(logging.ERROR if quiet else logging.WARNING)
    logger.propagate = False
