"""Files whose bytes depend on their content alone: gzip without a clock or a name."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal


def write_text(path: Path, text: str) -> None:
    """Write the text, compressed where the name ends in .gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = text.encode("utf-8")
    path.write_bytes(
        gzip.compress(data, compresslevel=9, mtime=0) if path.suffix == ".gz" else data
    )


def write_json(path: Path, value: Any) -> None:
    write_text(path, json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def write_json_lines(path: Path, values: Iterable[Any]) -> None:
    dumped = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    write_text(path, "".join(line + "\n" for line in dumped))


def write_csv(path: Path, rows: Sequence[Mapping[str, Any]], *, quote_all: bool = True) -> None:
    """Write rows of equal keys; Data Loader quotes every cell, HubSpot only where it must."""
    text = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.DictWriter(text, list(rows[0]), quoting=quoting, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_text(path, text.getvalue())
