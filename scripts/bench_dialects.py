"""How well polluted CSV files are read, told nothing: beside csv.Sniffer and CleverCSV.

python scripts/bench_dialects.py [--every 4] [--base survey] [--worst 20]

`--files FOLDER` scores the benchmark's own files instead: `csv/`, `clean/` and the weights.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pollutions import Polluted, Rows, bases, pollutions, score
from voiceminer.reading import read_table


def by_voiceminer(path: Path) -> Rows:
    table = read_table(path)
    return (table.header, *table.rows) if table.header else ()


def by_sniffer(path: Path) -> Rows:
    with path.open(newline="", encoding="utf-8") as file:
        dialect = csv.Sniffer().sniff(file.read())
        file.seek(0)
        return tuple(map(tuple, csv.reader(file, dialect)))


def by_clevercsv(path: Path) -> Rows:
    import clevercsv

    return tuple(map(tuple, clevercsv.read_table(str(path))))


READERS: dict[str, Callable[[Path], Rows]] = {
    "voiceminer": by_voiceminer,
    "csv.Sniffer": by_sniffer,
    "CleverCSV": by_clevercsv,
}


def benchmark_files(folder: Path) -> Iterator[Polluted]:
    """The files of the benchmark itself."""
    weights = json.loads((folder / "pollock_weights.json").read_text())
    for path in sorted((folder / "csv").iterdir()):
        with (folder / "clean" / path.name).open(newline="", encoding="utf-8-sig") as clean:
            expected = tuple(map(tuple, csv.reader(clean)))
        yield Polluted(
            name=f"pollock/{path.stem}",
            data=path.read_bytes(),
            expected=expected,
            weight=weights[path.name],
        )


def measured(files: Iterable[Polluted], readers: list[str], worst: int) -> None:
    """Print simple and weighted scores, by base table and over all."""
    simple: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    weighted: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    seconds: defaultdict[str, float] = defaultdict(float)
    lows: list[tuple[float, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.csv"
        for file in files:
            path.write_bytes(file.data)
            for reader in readers:
                begun = time.process_time()
                try:
                    loaded = READERS[reader](path)
                except Exception:  # noqa: BLE001  # whatever it is, the reader gave up
                    loaded = None
                seconds[reader] += time.process_time() - begun
                value = score(file.expected, loaded)
                for name in (file.name.split("/")[0], "all"):
                    simple[reader, name].append(value)
                    weighted[reader, name].append((value * file.weight, file.weight))
                if reader == readers[0]:
                    lows.append((value, file.name))
    names = dict.fromkeys(name for _, name in simple)
    print(f"{'table':10} {'files':>6}" + "".join(f" {r:>22}" for r in readers))
    for name in names:
        cells = []
        for reader in readers:
            scores, weights = simple[reader, name], weighted[reader, name]
            heavy = sum(v for v, _ in weights) / sum(w for _, w in weights)
            cells.append(f"{sum(scores) / len(scores):10.3f} {heavy:11.3f}")
        print(f"{name:10} {len(simple[readers[0], name]):6}" + "".join(f" {c:>22}" for c in cells))
    print("CPU s" + " " * 12 + "".join(f" {seconds[r]:22.1f}" for r in readers))
    for value, name in sorted(lows)[:worst]:
        print(f"  {value:6.3f}  {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=4, help="pollute every n-th row")
    parser.add_argument("--base", help="only this table")
    parser.add_argument("--worst", type=int, default=0, help="show the files read worst")
    parser.add_argument("--readers", nargs="*", default=list(READERS))
    parser.add_argument("--files", type=Path, help="the benchmark's own files")
    said = parser.parse_args()
    if said.files:
        measured(benchmark_files(said.files), said.readers, said.worst)
        return
    chosen = [b for b in bases() if said.base in {None, b.name}]
    files = (file for base in chosen for file in pollutions(base, said.every))
    measured(files, said.readers, said.worst)


if __name__ == "__main__":
    main()
