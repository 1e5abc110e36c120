"""A table looked at: its columns by key, samples of them, and which fit which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voiceminer.reading.fields import EXTRAS, OF, TEXT, What
from voiceminer.reading.headers import key_of
from voiceminer.reading.mapping import FileMapping
from voiceminer.reading.profile import (
    DATES,
    FITS,
    SAMPLE,
    is_dates,
    is_keys,
    is_prose,
    is_written_dates,
    sample_of,
)
from voiceminer.reading.tables import LIST, Table

Candidates = Mapping[str, tuple[str, ...]]
# A system's own column is text or a name whatever its sample looks like (one word, a hash).
_TRUSTED = frozenset({"text", "subject", "note", "author_name", "id"})
# Beside a system's own columns, these may also be found under common names.
_WIDENED = frozenset({"text", "at", "email", "author_name"})


@dataclass(frozen=True, slots=True)
class Pick:
    """A column; of a list in it, the item where the parallel column has the wanted value."""

    column: int
    selector: int | None = None
    wanted: str = ""

    def of(self, table: Table) -> list[str]:
        """The cells, stripped; empty where there is none."""
        cells = table.column(self.column)
        if self.selector is None:
            return [cell.strip() for cell in cells]
        return [
            self._item(keys, cell)
            for keys, cell in zip(table.column(self.selector), cells, strict=True)
        ]

    def _item(self, keys: str, cell: str) -> str:
        pairs = zip(keys.split(LIST), cell.split(LIST), strict=False)
        return next((item for key, item in pairs if key.casefold() == self.wanted), "").strip()


Picks = dict[str, tuple[Pick, ...]]


class Look:
    """What can be asked of a table before it is known what it is."""

    def __init__(self, table: Table, mapping: FileMapping) -> None:
        self.table = table
        self._spread = table.every(max(1, len(table) // SAMPLE))
        self.mapping = mapping
        self.at: dict[str, list[int]] = {}
        for i, header in enumerate(table.header):
            self.at.setdefault(key_of(header), []).append(i)
        self.keys = frozenset(self.at)
        self._samples: dict[int, list[str]] = {}
        self._found: dict[What, Picks] = {}

    def sample(self, column: int) -> list[str]:
        """Filled cells of a column; drawn once."""
        if column not in self._samples:
            self._samples[column] = sample_of(self._spread, column)
        return self._samples[column]

    def common(self, what: What) -> Picks:
        """The fields of a kind of table, by common names alone."""
        if what not in self._found:
            self._found[what] = self.fields(what, {})
        return self._found[what]

    def fields(self, what: What, own: Candidates) -> Picks:
        """Picks per field: the user's, else the system's own, else common names that look right."""
        found: Picks = {}
        for name in dict.fromkeys((*own, *OF[what])):
            if name in self.mapping.columns:
                continue
            picks = self._own(name, own.get(name, ()))
            if not picks or name in _WIDENED:
                picks += [p for p in self._common(name, OF[what].get(name, ())) if p not in picks]
            if not picks and name in DATES:
                picks = self._unreadable(name, OF[what].get(name, ()))
            if picks:
                found[name] = tuple(picks)
        for name in self.mapping.columns:
            if name in OF[what] or name in {"text", "subject"}:
                found[name] = self._mapped(name)
        return found

    def extras(self, what: What) -> Picks:
        """Candidates for covariates and attributes."""
        found = {
            name: self._mapped(name)
            if name in self.mapping.columns
            else tuple(Pick(i) for c in names for i in self.at.get(c, ()))
            for name, names in EXTRAS.get(what, {}).items()
        }
        return {name: picks for name, picks in found.items() if picks}

    def prose_column(self, taken: Picks) -> int | None:
        """The column of sentences; one with a telling name first, else the one with the most."""
        used = {p.column for name, picks in taken.items() if name != "subject" for p in picks}
        named = set(TEXT.split())
        prose = [
            (key_of(self.table.header[i]) in named, sum(map(len, self.sample(i))), -i)
            for i in range(len(self.table.header))
            if i not in used and is_prose(self.sample(i))
        ]
        return -max(prose)[2] if prose else None

    def date_column(self) -> int | None:
        """The first column of written dates."""
        columns = range(len(self.table.header))
        return next(
            (i for i in columns if self.sample(i) and is_written_dates(self.sample(i))), None
        )

    def id_column(self, taken: Picks) -> int | None:
        """The first column of ids by their looks: short, without blanks, none twice."""
        used = {p.column for picks in taken.values() for p in picks}
        columns = range(len(self.table.header))
        return next((i for i in columns if i not in used and is_keys(self.sample(i))), None)

    def _own(self, name: str, names: Sequence[str]) -> list[Pick]:
        picks = [p for candidate in names for p in self._picks(candidate)]
        return [p for p in picks if name in _TRUSTED or not self._misfit(name, p, empty=True)]

    def _common(self, name: str, names: Sequence[str]) -> list[Pick]:
        picks = [p for candidate in names for p in self._picks(candidate)]
        return [p for p in picks if not self._misfit(name, p, empty=False)]

    def _unreadable(self, name: str, names: Sequence[str]) -> list[Pick]:
        """A date column by its name although no date can be read in it: that has to be said."""
        picks = [p for candidate in names[:20] for p in self._picks(candidate)][:1]
        if name == "closed":  # "closed" is also the name of a flag
            return [p for p in picks if not FITS["is_closed"](self.sample(p.column))]
        return picks

    def _mapped(self, name: str) -> tuple[Pick, ...]:
        headers = self.mapping.columns[name]
        return tuple(
            Pick(i) for wanted in headers for i, h in enumerate(self.table.header) if h == wanted
        )

    def _picks(self, candidate: str) -> list[Pick]:
        key, _, selector = candidate.partition("@")
        columns = self.at.get(key) or self.at.get(key.replace(".", ""), [])
        if not selector:
            return [Pick(c) for c in columns]
        by, _, wanted = selector.partition("=")
        return [Pick(c, s, wanted) for c in columns for s in self.at.get(by, ())[:1]]

    def _misfit(self, name: str, pick: Pick, *, empty: bool) -> bool:
        """Whether a column cannot be that field, by its cells; `empty`: nothing is no misfit."""
        if pick.selector is not None:
            return False
        cells = self.sample(pick.column)
        if not cells:
            return not empty
        if name in DATES and not is_dates(cells):
            return True
        fits = FITS.get(name)
        return fits is not None and not fits(cells)
