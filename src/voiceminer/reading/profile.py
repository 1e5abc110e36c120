"""What a column's cells look like, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from voiceminer.reading.dates import dates_of
from voiceminer.reading.money import amounts_of
from voiceminer.reading.tables import LIST, Table
from voiceminer.reading.words import flag, is_empty

# Cells that a column is judged by. Spread over the table, since exports are sorted by date.
SAMPLE = 300

CUSTOMER = frozenset(
    [
        "customer",
        "cust",
        "user",
        "lead",
        "contact",
        "client",
        "caller",
        "enduser",
        "requester",
        "visitor",
        "buyer",
        "prospect",
        "external",
        "inbound",
        "incoming",
        "received",
        "in",
        "guest",
        "member",
        "consumer",
        "patient",
        "shopper",
        "kunde",
        "cliente",
        "client",
    ]
)
OURS = frozenset(
    [
        "agent",
        "admin",
        "team",
        "teammate",
        "staff",
        "support",
        "rep",
        "seller",
        "sales",
        "salesrep",
        "internal",
        "outbound",
        "outgoing",
        "sent",
        "out",
        "employee",
        "operator",
        "advisor",
        "representative",
        "owner",
        "message",
        "incomingemail",
        "forwardedemail",
        "ours",
        "host",
    ]
) - {"incomingemail"}
BOT = frozenset(
    ["bot", "system", "automation", "workflow", "chatbot", "assistant", "autoreply", "virtualagent"]
)
NOTE = frozenset({"note", "notes"})


_KEY = re.compile(r"(?=.*\d)[\w#/-]+")


@lru_cache(maxsize=10_000)
def role_word(cell: str) -> str | None:
    """`customer`, `ours`, `bot` or `note` if the cell is a word for a side, else None."""
    word = "".join(c for c in cell.casefold() if c.isalpha())
    for words, role in ((CUSTOMER, "customer"), (OURS, "ours"), (BOT, "bot"), (NOTE, "note")):
        if word in words:
            return role
    return None


def sample_of(table: Table, column: int) -> list[str]:
    """Filled cells of a column."""
    cells = (cell.strip() for cell in table.column(column))
    return [c for c in cells if not is_empty(c)]


def share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    """Share of cells that pass; 0 of none."""
    return sum(1 for c in cells if test(c)) / len(cells) if cells else 0.0


def is_prose(cells: Sequence[str]) -> bool:
    """Sentences: several words in most cells, and hardly the same twice."""
    if not cells:
        return False
    words = sorted(len(c.split()) for c in cells)
    return words[len(words) // 2] >= 4 and len(set(cells)) > 0.5 * len(cells)


def is_wordy(cells: Sequence[str]) -> bool:
    """Anything that may be text under a name that says so: not numbers, dates or flags."""
    return share(cells, lambda c: any(ch.isalpha() for ch in c) and flag(c) is None) > 0.5


def is_dates(cells: Sequence[str]) -> bool:
    """Most cells are dates."""
    return bool(cells) and dates_of(cells).unreadable <= 0.5 * len(cells)


def is_written_dates(cells: Sequence[str]) -> bool:
    """Dates that cannot be mistaken for plain numbers."""
    return share(cells, lambda c: not c.replace(".", "").isdigit()) > 0.9 and is_dates(cells)


def is_amounts(cells: Sequence[str]) -> bool:
    """Most cells are amounts of money or numbers, with or without a currency."""
    numbers = sum(1 for a, _ in amounts_of(cells) if a is not None)
    return bool(cells) and numbers > 0.5 * len(cells) and not is_written_dates(cells)


def is_flags(cells: Sequence[str]) -> bool:
    """Yes or no."""
    return share(cells, lambda c: flag(c) is not None) > 0.9


def is_roles(cells: Sequence[str]) -> bool:
    """Words for a side."""
    return share(cells, role_word) > 0.6


def is_mails(cells: Sequence[str]) -> bool:
    """Addresses."""
    return share(cells, lambda c: "@" in c) > 0.5


def is_names(cells: Sequence[str]) -> bool:
    """Names of people: not ids, addresses or words for a side."""
    return share(
        cells, lambda c: any(ch.isalpha() for ch in c) and "@" not in c and len(c) <= 80
    ) > 0.5 and not is_roles(cells)


def is_ids(cells: Sequence[str]) -> bool:
    """Short, without line breaks."""
    return share(cells, lambda c: len(c) <= 200 and "\n" not in c) > 0.9


def is_keys(cells: Sequence[str]) -> bool:
    """Ids whatever they are called: short words with a digit, none of them twice."""
    fits = share(cells, lambda c: len(c) <= 40 and c.isascii() and bool(_KEY.fullmatch(c)))
    enough = len(cells) >= 5  # fewer differ by chance
    return enough and fits == 1 and len(set(cells)) == len(cells) and not is_written_dates(cells)


def anything(cells: Sequence[str]) -> bool:
    """No demand."""
    return bool(cells) or True


# A column is taken for a field only if it looks like it, whatever its name.
FITS: dict[str, Callable[[Sequence[str]], bool]] = {
    "text": is_wordy,
    "note": is_wordy,
    "subject": is_wordy,
    "role": is_roles,
    "email": is_mails,
    "author_name": is_names,
    "incoming": is_flags,
    "outgoing": is_flags,
    "public": is_flags,
    "private": is_flags,
    "deleted": is_flags,
    "won": is_flags,
    "is_closed": is_flags,
    "external": is_flags,
    "ours": is_flags,
    "closed": is_dates,
    "planned": is_dates,
    "amount": is_amounts,
    "arr": is_amounts,
    "id": is_ids,
    "thread": is_ids,
}
# Dates by these names are kept even where they cannot be read, so that it can be said.
DATES = frozenset({"at", "opened", "closed", "planned", "updated"})


def values_of(cell: str) -> list[str]:
    """The items of a cell that held a list."""
    return [v for v in cell.split(LIST) if v.strip()]
