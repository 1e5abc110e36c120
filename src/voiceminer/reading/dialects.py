"""How delimited records are written: delimiter, quote, escape, blanks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How records are written.

    Attributes
    ----------
    delimiter : str
        Empty for a single column.
    quote : str
        Stands round cells that hold a delimiter or a line end; empty if nothing does.
    escape : str
        Stands before a quote or delimiter inside a cell; empty where quotes are doubled.
    blank_after : bool
        Whether a space follows each delimiter and is no part of the cell.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    blank_after: bool = False

    def __str__(self) -> str:
        names = {"\t": "tab", " ": "space", "": "one column"}
        said = [names.get(self.delimiter, self.delimiter) + (" and space" * self.blank_after)]
        said += [f"quote {self.quote}"] if self.quote not in {'"', ""} else []
        said += [f"escape {self.escape}"] if self.escape else []
        return ", ".join(said)

    def reader(self, lines: Iterable[str], *, strict: bool) -> Any:
        """Python's reader of this dialect.

        A single column is read with a delimiter that the text cannot hold. Python drops an escape
        before any character; writers only put it before those that need one, so every other one
        is doubled before the reader sees it.
        """
        if self.escape:
            lines = map(self._needed, lines)
        return csv.reader(
            lines,
            delimiter=self.delimiter or "\x00",
            quotechar=self.quote or None,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            escapechar=self.escape or None,
            doublequote=not self.escape,
            skipinitialspace=self.blank_after,
            strict=strict,
        )

    def record(self, text: str) -> list[str] | None:
        """The first record of a text; None if its quotes do not match."""
        reader = self.reader(io.StringIO(text, newline=""), strict=True)
        try:
            return next(reader, [])
        except csv.Error:
            return None

    def _needed(self, line: str) -> str:
        """The line with each escape doubled that stands before nothing that needs one."""
        needs = f"{self.escape}{self.quote}{self.delimiter}\r\n"
        return re.sub(
            re.escape(self.escape) + "(.|\\Z|[\r\n])",
            lambda m: m.group() if m.group(1) and m.group(1) in needs else self.escape + m.group(),
            line,
        )
