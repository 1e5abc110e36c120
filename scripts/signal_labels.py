"""Passages labelled by hand with their kind: references in `labels/signals.csv`, text from files.

No text is kept here: it is fetched by row and offsets from the files given, and checked by hash.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, cast

import pyarrow.parquet as pq

from voiceminer.data import SignalKind

LABELS = Path(__file__).parent / "labels" / "signals.csv"


class Labelled(NamedTuple):
    """One passage and its label; `half` is tuning, held-out, final, fresh or blind.

    `again` is the label of a second pass, or nothing; `rival` tells whether the run found that the
    passage names a competitor.
    """

    corpus: str
    text: str
    note: bool
    kind: SignalKind
    half: str
    again: str
    rival: bool


def labelled(demo: Path, files: Sequence[Path]) -> tuple[list[Labelled], int]:
    """The labelled passages that these files hold, and how many were not found.

    Parameters
    ----------
    demo : Path
        A run folder of `voiceminer demo`.
    files : sequence of Path
        Public corpora, told apart by their names, each a CSV file with a header.
    """
    passages = pq.read_table(demo / "tables" / "passages.parquet", columns=["text"])
    texts: list[str] = [str(text) for text in passages.column("text").to_pylist()]
    by_hash = {hashed(text): text for text in texts}
    rivals = pq.read_table(demo / "records" / "heard" / "signals.parquet", columns=["rivals"])
    named = {
        hashed(text)
        for text, names in zip(texts, rivals.column("rivals").to_pylist(), strict=True)
        if names
    }
    cells = {path.name: _cells(path) for path in files}
    found, lost = [], 0
    for row in _references():
        if row["corpus"] == "demo":
            text = by_hash.get(row["sha256"], "")
        else:
            cell = cells.get(row["file"], {}).get(int(row["row"]), "")
            text = cell[int(row["start"]) : int(row["end"])]
        if hashed(text) != row["sha256"]:
            lost += 1
            continue
        note = row["side"] == "reported"
        rival = row["corpus"] == "demo" and row["sha256"] in named
        kind = cast("SignalKind", row["kind"])
        found.append(Labelled(row["corpus"], text, note, kind, row["half"], row["again"], rival))
    return found, lost


def hashed(text: str) -> str:
    """The first twelve hexadecimal digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _references() -> Iterator[dict[str, str]]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _cells(path: Path) -> dict[int, str]:
    """Text by row, counted from 0 below the header."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            at: row.get("text") or row.get("message") or ""
            for at, row in enumerate(csv.DictReader(file))
        }
