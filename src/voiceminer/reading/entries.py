"""Messages that an export writes into one cell of their ticket's row."""

from __future__ import annotations

import re
from typing import NamedTuple

# ServiceNow's journal: "2024-03-05 10:00:00 - Ann Lee (Additional comments)" above each entry
_JOURNAL = re.compile(
    r"^(\d[\d./-]+ \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?) - (.{1,80}?)(?: \(([^()\n]+)\))?\s*$",
    re.MULTILINE,
)
_INTERNAL = re.compile(r"work|intern|arbeit|trabajo|travail|lavoro", re.IGNORECASE)


class Entry(NamedTuple):
    """One message of a cell; empty where the cell does not say."""

    at: str
    author: str
    text: str
    public: bool = True


def comment(cell: str) -> list[Entry]:
    """Jira's comment cell, `date;author;text`: the text may hold further semicolons."""
    parts = cell.split(";", 2)
    if len(parts) == 3:
        return [Entry(parts[0].strip(), parts[1].strip(), parts[2].strip())]
    return [Entry("", "", cell.strip())]


def journal(cell: str) -> list[Entry]:
    """ServiceNow's journal, newest first in the cell; what is no journal is one entry."""
    heads = list(_JOURNAL.finditer(cell))
    if not heads:
        return [Entry("", "", cell.strip())]
    ends = [*(h.start() for h in heads[1:]), len(cell)]
    return [
        Entry(
            head.group(1),
            head.group(2),
            cell[head.end() : end].strip(),
            not _INTERNAL.search(head.group(3) or ""),
        )
        for head, end in zip(heads, ends, strict=True)
    ]
