"""A place in a text that has to go."""

from __future__ import annotations

from typing import Literal, NamedTuple

Sort = Literal[
    "EMAIL", "PHONE", "CARD", "IBAN", "IP", "URL", "SECRET", "ID", "ADDRESS", "PERSON", "COMPANY"
]


class Span(NamedTuple):
    """`text[start:end]` is of this sort; `key` is equal where the same thing is meant."""

    start: int
    end: int
    sort: Sort
    key: str
