"""Reads broken and hostile files by the million; whatever crashes, hangs or grows is kept.

python scripts/fuzz_reading.py --count 100000 --findings fuzz-findings

Input number n is a function of the seed and n alone, so that chunks (`--first`) add up. Of every
40 inputs one is read whole, up to the corpus, and of every 800 one is inspected; the others go as
far as their tables. An input that takes over 10 s, or makes the process grow by over 1 GB, is a
finding like a crash.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import logging
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from multiprocessing.sharedctypes import SynchronizedArray
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from fuzzing.checks import check_corpus, check_inspection, check_tables
from fuzzing.mutations import File, mutated
from fuzzing.seeds import seeds

SLOWEST = 10.0  # seconds
LARGEST = 1 << 30  # bytes
_AT, _READ = 0, 1  # places in the array that outlives a killed worker; the kinds come after


def _folder() -> str | None:
    """Memory, where there is some to write files to."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


class Job(NamedTuple):
    """Inputs `first` to `last`; findings go to the folder, counts to the shared array."""

    first: int
    last: int
    seed: int
    findings: Path
    kinds: list[str]
    shared: Any


def work(job: Job) -> None:
    """Read the job's inputs one after the other."""
    logging.disable(logging.CRITICAL)
    whole = seeds()
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        for n in range(job.first, job.last):
            job.shared[_AT] = n
            file = _input(whole, job.seed, n)
            path = Path(folder) / file.name
            path.write_bytes(file.data)
            faulthandler.dump_traceback_later(SLOWEST, exit=True)
            check = check_corpus if n % 40 == 0 else check_tables
            check = check_inspection if n % 800 == 20 else check
            try:
                job.shared[_READ] += check(path)
            except BaseException:  # noqa: BLE001  # that is what is looked for
                _keep(job.findings, n, file, traceback.format_exc())
            faulthandler.cancel_dump_traceback_later()
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            if peak - base > LARGEST:
                _keep(job.findings, n, file, f"grew to {peak:,} bytes")
                sys.exit(1)
            path.unlink()
            job.shared[_READ + 1 + job.kinds.index(file.kind)] += 1


def _input(whole: Sequence[File], seed: int, n: int) -> File:
    return mutated(whole, Random(seed * 1_000_000_007 + n))


def _keep(findings: Path, n: int, file: File, why: str) -> None:
    findings.mkdir(parents=True, exist_ok=True)
    (findings / f"{n}-{file.name}").write_bytes(file.data)
    (findings / f"{n}.txt").write_text(why, encoding="utf-8", errors="backslashreplace")


def fuzzed(first: int, count: int, seed: int, findings: Path) -> dict[str, Any]:
    """The counts: inputs, how many were read, per container; findings, each with its last line."""
    whole = seeds()
    kinds = sorted({f.kind for f in whole})
    shared: SynchronizedArray[int] = multiprocessing.Array("Q", 2 + len(kinds))
    begun, at, stopped = time.time(), first, 0
    while at < first + count:
        job = Job(at, first + count, seed, findings, kinds, shared)
        worker = multiprocessing.Process(target=work, args=(job,))
        worker.start()
        worker.join()
        if worker.exitcode == 0:
            break
        at = shared[_AT]
        stopped += 1
        if not (findings / f"{at}.txt").exists():
            why = f"the process ended with {worker.exitcode}: over {SLOWEST} s, or a crash"
            _keep(findings, at, _input(whole, seed, at), why)
        at += 1
    reasons = Counter(
        path.read_text(encoding="utf-8").strip().rsplit("\n", 1)[-1]
        for path in findings.glob("*.txt")
        if first <= int(path.stem) < first + count
    )
    return {
        "inputs": sum(shared[_READ + 1 :]) + stopped,
        "read": shared[_READ],
        "containers": dict(zip(kinds, shared[_READ + 1 :], strict=True)),
        "findings": dict(reasons.most_common()),
        "seconds": round(time.time() - begun, 1),
    }


def main() -> None:
    """Parse, run, print the counts; exits with 1 if there is a finding."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"))
    given = parser.parse_args()
    found = fuzzed(given.first, given.count, given.seed, given.findings)
    print(json.dumps(found, indent=2, ensure_ascii=False))
    sys.exit(bool(found["findings"]))


if __name__ == "__main__":
    main()
