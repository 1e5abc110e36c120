"""The count of rows: every row of every file is made, merged or skipped with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from voiceminer.data import LeftOut


class Ledger:
    """What became of the rows, by file and reason."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.made: Counter[str] = Counter()
        self.merged: Counter[str] = Counter()
        self.skips: Counter[tuple[str, str]] = Counter()
        self.first: dict[tuple[str, str], int] = {}
        self.notes: Counter[tuple[str, str, int | None]] = Counter()

    def skip(self, file: str, reason: str, row: int | None = None, n: int = 1) -> None:
        """Rows that became nothing."""
        self.skips[file, reason] += n
        if row is not None:
            self.first[file, reason] = min(row, self.first.get((file, reason), row))

    def note(self, file: str, reason: str, row: int | None = None, n: int = 1) -> None:
        """Something that is not used, though its row is: a date, a link."""
        self.notes[file, reason, row] += n

    def skipped(self, file: str) -> int:
        """Rows of a file that became nothing."""
        return sum(n for (f, _), n in self.skips.items() if f == file)

    def left_out(self) -> Iterable[LeftOut]:
        """One record per file and reason."""
        entries = [
            (file, reason, self.first.get((file, reason)), n)
            for (file, reason), n in self.skips.items()
        ]
        entries += [(*note, n) for note, n in self.notes.items()]
        for file, reason, row, n in sorted(entries, key=lambda e: (e[0], e[1], e[2] or 0)):
            yield LeftOut(stage="reading", reason=reason, file=file, row=row, subject="", n=n)
