"""Where the references of a page lead: rows of the exports, as in `evidence.csv`."""

from __future__ import annotations

from dataclasses import dataclass

from voiceminer.data import Briefs

# The rest stands in evidence.csv; a drawer shows where to begin.
MOST_ROWS = 3


@dataclass(slots=True, kw_only=True)
class Source:
    """One reference: what it stands for, how many rows, and the first of them."""

    reference: str
    what: str
    n: int
    rows: list[tuple[str, int]]


def sources_of(briefs: Briefs) -> dict[str, list[Source]]:
    """Page → its references, in order of print."""
    found: dict[str, dict[str, Source]] = {}
    names = ("page", "reference", "what", "file", "row")
    columns = [briefs.evidence.column(name) for name in names]
    for page, reference, what, file, row in zip(*columns, strict=True):
        of_page = found.setdefault(page, {})
        source = of_page.get(reference)
        if source is None:
            source = of_page[reference] = Source(reference=reference, what=what, n=0, rows=[])
        source.n += 1
        if len(source.rows) < MOST_ROWS and (file, row) not in source.rows:
            source.rows.append((file, row))
    return {page: list(of.values()) for page, of in found.items()}
