"""What reading a large CSV costs beside pandas: CPU time and peak memory, each in its own process.

python scripts/bench_reading.py [--rows 200000] [--file tickets.csv] [--readers read_corpus …]

Without --file a file of tickets is written first (about 540 bytes a row; 4,000,000 rows are 2 GB).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = [
    "the",
    "export",
    "is",
    "slow",
    "and",
    "we",
    "cannot",
    "find",
    "where",
    "it",
    "went",
    "because",
    "nobody",
    "told",
    "us",
    "anything",
    "about",
    "it",
    "so,",
    "again,",
    "we",
    "wait",
    "for",
    "a",
    "report",
    "that",
    "says",
    "nothing",
]
HEADER = "ticket_id created_at subject description requester_email status priority organization"


def write(path: Path, rows: int) -> None:
    """Tickets as a help desk exports them: plain UTF-8, a third of the texts quoted."""
    dice = random.Random(1)
    texts = [" ".join(dice.choices(WORDS, k=80)) for _ in range(5_000)]
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER.split())
        for i in range(rows):
            moment = f"2024-{i % 12 + 1:02}-{i % 28 + 1:02}T{i % 24:02}:00:00Z"
            subject = " ".join(dice.choices(WORDS, k=6))
            text = texts[dice.randrange(len(texts))]
            mail = f"user{i % 20_000}@acme{i % 300}.example"
            writer.writerow([i, moment, subject, text, mail, "open", "high", f"Acme {i % 300}"])


def load(reader: str, path: Path) -> int:
    """The number of rows that a reader finds."""
    if reader == "pandas.read_csv(dtype=str)":
        import pandas as pd

        return len(pd.read_csv(path, dtype=str))
    if reader == "read_table":
        from voiceminer.reading import read_table

        return len(read_table(path).rows)
    from voiceminer.engines import Serial
    from voiceminer.reading import read_corpus
    from voiceminer.settings import ReadingSettings

    limits = ReadingSettings(max_bytes=100 * 2**30)
    return len(read_corpus([path], limits, engine=Serial()).documents)


READERS = ("pandas.read_csv(dtype=str)", "read_table", "read_corpus")


def measured(reader: str, path: Path) -> dict[str, float]:
    """One reader in this process, without what importing it takes."""
    # pyarrow imports pandas with its first array: importing is not reading, for either
    import pandas as pd  # noqa: F401  # for its import alone
    import pyarrow as pa

    import voiceminer.reading  # noqa: F401  # for its import alone

    pa.array(["warm"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, clock = time.process_time(), time.perf_counter()
    rows = load(reader, path)
    return {
        "rows": rows,
        "cpu": time.process_time() - begun,
        "wall": time.perf_counter() - clock,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "before": before / 1024,
    }


def compare(path: Path, readers: list[str]) -> None:
    """Print a line for each reader, with its CPU time as a ratio to the first one's."""
    size = path.stat().st_size / 1e6
    print(f"{size:,.0f} MB")
    print(f"{'reader':28} {'rows':>9} {'CPU s':>8} {'MB/CPU s':>9} {'ratio':>6} {'peak MiB':>9}")
    first = 0.0
    for reader in readers:
        command = [sys.executable, __file__, "--file", str(path), "--one", reader]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout.splitlines()[-1])
        first = first or found["cpu"]
        print(
            f"{reader:28} {found['rows']:9,} {found['cpu']:8.1f} {size / found['cpu']:9.1f}"
            f" {found['cpu'] / first:6.2f} {found['peak']:9.0f}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--readers", nargs="*", default=list(READERS), choices=READERS)
    parser.add_argument("--one", choices=READERS, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.one:
        print(json.dumps(measured(said.one, said.file)))
        return
    if said.file:
        compare(said.file, said.readers)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tickets.csv"
        write(path, said.rows)
        compare(path, said.readers)


if __name__ == "__main__":
    main()
