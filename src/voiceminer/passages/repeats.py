"""The same words by the same author are one voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceminer.data import Passage

_WORD = re.compile(r"\w+")


def with_repeats(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, each pointing at the first with its words by its author.

    Where no author is known, the account stands for them; where neither is, nothing repeats.
    First is by time (unknown times last), then by id.
    """
    first: dict[tuple[str, str, str], Passage] = {}
    keys = [_key(p) for p in passages]
    for passage, key in zip(passages, keys, strict=True):
        if key and (key not in first or _order(passage) < _order(first[key])):
            first[key] = passage
    return [
        replace(p, repeat_of=first[key].id) if key and first[key].id != p.id else p
        for p, key in zip(passages, keys, strict=True)
    ]


def _key(passage: Passage) -> tuple[str, str, str] | None:
    who = passage.author_id or passage.account_id
    if not who:
        return None
    kind = "author" if passage.author_id else "account"
    return kind, who, " ".join(_WORD.findall(passage.text.casefold()))


def _order(passage: Passage) -> tuple[bool, float, str]:
    return passage.at is None, passage.at.timestamp() if passage.at else 0.0, passage.id
