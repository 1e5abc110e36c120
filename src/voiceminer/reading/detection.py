"""The dialect of delimited text, found from its beginning: delimiter, quote, escape, blanks.

Every dialect that the text could be of is tried on the first records; the one wins under which
they agree most on their number of cells and the cells look most like cells (van den Burg, Nazábal
and Sutton, "Wrangling messy CSV files by detecting row and type patterns", 2019, weigh the same
two; here a cell is only asked whether it shows that it was cut wrongly).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, product

from voiceminer.reading.dialects import Dialect
from voiceminer.reading.records import records_of

# What programs write, and what people have been seen to choose; the likelier first. A rarer one
# has to fit better: each comes up in prose, times and paths too.
LIKELY = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 0.98}
_RARE = dict.fromkeys("\x01\x1e\x1f§¦~^#&*!%$@", 0.8) | dict.fromkeys(": /=_", 0.6)
# A single column agrees with itself: titles above a table and footers below it must not win.
_ONE_COLUMN = 0.75
# A dialect under which every record has to be mended is worth this much less.
_MENDED = 0.3
_PRIOR = LIKELY | _RARE
_QUOTES = ('"', "'", "`", "~", "|")
_SAMPLE = 100  # records
_SAMPLE_LENGTH = 200_000  # characters
_SEP_LINE = re.compile(r"^\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
_QUOTED = re.compile(r'([^\w\s"\'.]|[ \t])"[^"\r\n]*"(?=\1|$)')
# Cells of a record that are looked at: enough to judge it, few enough for 17,000 columns.
_CELLS = 60
_OPENED = re.compile(r"(?:^|[,;\t|\r\n]) *\"")
_PAIR = re.compile(r"\\[\s\S]")
_ESCAPED = frozenset("\\\"'\r\n")


@dataclass(frozen=True, slots=True)
class Found:
    """A dialect with the usual number of cells under it, and whether a `sep=` line names it."""

    dialect: Dialect
    width: int
    named: bool = False


def dialect_of(head: str) -> Found:
    """The dialect of a text by its beginning."""
    named = _SEP_LINE.match(head)
    if named:
        dialect = Dialect(delimiter=named.group(1))
        return Found(dialect, _width(_sample(head[named.end() :], dialect)[0]), named=True)
    best, width, best_score = Dialect(delimiter=""), 1, 0.0
    for dialect in _candidates(head):
        records, mended = _sample(head, dialect)
        score = _score(records, dialect) * (1 - _MENDED * mended)
        # equal scores: the likelier dialect was tried before
        if score > best_score + 1e-9:
            best, width, best_score = dialect, _width(records), score
    if not best.delimiter:
        cut = _cut_by_quotes(head)
        if cut is not None:
            return Found(cut, _width(_sample(head, cut)[0]))
    return Found(best, width)


def _candidates(head: str) -> Iterator[Dialect]:
    """Every dialect that the text could be of, the likelier first."""
    head = head[:_SAMPLE_LENGTH]
    quotes = [q for q in _QUOTES if q in head]
    # a quote is one only where cells can begin; nothing quoted reads alike under any
    usual = ['"', *(q for q in quotes if q != '"'), *([""] if quotes else [])]
    # where a backslash stands before what a dialect escapes, it escapes: in paths and words it
    # stands before letters
    escaped, bare = {pair[1] for pair in _PAIR.findall(head)}, _PAIR.sub("", head)
    # a quote that never stands without its backslash is one, although no cell begins with it
    lone = [q for q in quotes if q in escaped and q not in bare and not _OPENED.search(head)]
    usual = [*lone, *(q for q in usual if q not in lone)]
    # a rare one has to stand in the first line as well: titles stand above tables of any
    # delimiter, but every text holds some rare character somewhere
    begun = next((line for line in head.splitlines() if line.strip()), "")
    delimiters = [d for d in _PRIOR if d in (head if d in LIKELY else begun)]
    for quote in usual:
        yield Dialect(delimiter="", quote=quote)
    for delimiter, quote in product(delimiters, usual):
        if delimiter == quote:
            continue
        opens = f"(?:^|[{re.escape(delimiter)}\r\n]) *{re.escape(quote)}"
        if quote in _QUOTES[1:] and quote not in lone and not re.search(opens, head):
            continue
        blanks = (False, True) if f"{delimiter} " in head and delimiter != " " else (False,)
        escapes = [""]
        # inside quotes no writer escapes a delimiter
        may_be = {quote, *_ESCAPED} | (set() if quote and quote in bare else {delimiter})
        edge = f"[^{re.escape(delimiter)}\r\n]"
        doubled = quote and re.search(f"{edge}{re.escape(quote)}{edge}", bare)
        if escaped - {"\\"} and escaped <= may_be and not doubled:
            escapes.insert(0, "\\")
        elif f"\\{quote or delimiter}" in head or f"\\{delimiter}" in head:
            escapes.append("\\")
        for escape, blank in product(escapes, blanks):
            yield Dialect(delimiter=delimiter, quote=quote, escape=escape, blank_after=blank)


def _sample(head: str, dialect: Dialect) -> tuple[list[list[str]], float]:
    """The first records, and the share of them that had to be mended.

    Without blank ones and without one that the sample cuts off.
    """
    lines = list(io.StringIO(head[:_SAMPLE_LENGTH], newline=""))
    if len(head) > _SAMPLE_LENGTH:
        lines.pop()
    # stray quotes are mended to the width of the lines that have none
    width = _width([r for line in lines[:_SAMPLE] if (r := dialect.record(line)) and any(r)])
    mended: list[list[str]] = []
    batches = records_of(lines, dialect, width, _SAMPLE_LENGTH, mended)
    records = list(islice(chain.from_iterable(batches), _SAMPLE))
    if len(head) > _SAMPLE_LENGTH and 1 < len(records) < _SAMPLE:
        records = records[:-1]
    return [r for r in _above_footer(records) if any(r)], len(mended) / max(len(records), 1)


def _above_footer(records: list[list[str]]) -> list[list[str]]:
    """The records without the lines below a blank one that end a report.

    Salesforce writes four of them below however few rows: they would outvote the rows.
    """
    wide = [i for i, record in enumerate(records) if len(record) > 1]
    if len(wide) < 2 or wide[-1] + 2 >= len(records) or any(records[wide[-1] + 1]):
        return records
    return records[: wide[-1] + 1]


def _width(records: Sequence[Sequence[str]]) -> int:
    """The usual number of cells."""
    widths = Counter(map(len, records))
    return max(widths.items(), key=lambda w: (w[1], w[0]))[0] if widths else 1


def _score(records: Sequence[Sequence[str]], dialect: Dialect) -> float:
    """How much a text looks like a table under a dialect: agreement, columns, whole cells."""
    if not records:
        return 0.0
    width = _width(records)
    if dialect.delimiter and width == 1:
        return 0.0
    if dialect.delimiter in _RARE and (len(records) < 2 or len(records[0]) != width):
        return 0.0
    agreeing = sum(len(r) == width for r in records) / len(records)
    cells = [c for r in records for c in r[:_CELLS]]
    whole = 1 - sum(_is_cut(c, dialect) for c in cells) / len(cells)
    # more columns are less likely to be chance; beyond a few, one more says nothing
    return (
        agreeing * (2 - 1 / min(width, 20)) * whole**2 * _PRIOR.get(dialect.delimiter, _ONE_COLUMN)
    )


def _is_cut(cell: str, dialect: Dialect) -> bool:
    """Whether a cell shows that the text was cut at the wrong places."""
    if not cell:
        return False
    if cell[0] == " " and dialect.delimiter != " ":
        return True
    first, last = cell[0], cell[-1]
    if first != dialect.quote and first in "\"'`":
        # a quote that was not taken off
        return len(cell) == 1 or first == last or first != "'"
    if last == '"' != dialect.quote and cell.count('"') == 1:
        return not cell[-2:-1].isdigit()  # inches end cells as well
    return dialect.delimiter in _RARE and bool(re.search(r"[,;|]\S", cell))


def _cut_by_quotes(head: str) -> Dialect | None:
    """The delimiter that stands on both sides of quoted cells in nearly every line.

    Unquoted cells that hold the delimiter make records disagree; the quotes still tell it.
    """
    lines = head[:_SAMPLE_LENGTH].splitlines()[:_SAMPLE]
    marks = Counter(d for line in lines for d in set(_QUOTED.findall(line)))
    if not marks or len(lines) < 3:
        return None
    delimiter, times = marks.most_common(1)[0]
    return Dialect(delimiter=delimiter) if times >= 0.8 * (len(lines) - 1) else None
