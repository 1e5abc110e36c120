"""The same words by the same author, or nearly the same, are one voice."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from voiceminer.data import Passage

# what a template fills in: placeholders' numbers, and numbers
_FILLED = re.compile(r"(?<=[A-Z])_\d+(?=\])|\d+(?:[.,:/-]\d+)*")
_WORD = re.compile(r"\w+")
# Two sets of words that share four of five are the same said again: a sentence of nine words with
# one added or taken away (9/10), but not one of five with another word in it (4/6).
_ALIKE = 0.8


def with_repeats(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, each pointing at the first that its author said in these words.

    Words are the same regardless of case, marks and numbers: what a program sends each day
    differs in a number only. They are nearly the same if the sets of words share at least 0.8 of
    their union. Where no author is known, the account stands for them; where neither is, nothing
    repeats. First is by time (unknown times last), then by id; a passage that is only like a
    repeat, and not like the first itself, is no repeat.
    """
    said: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, passage in enumerate(passages):
        if who := passage.author_id or passage.account_id:
            said["author" if passage.author_id else "account", who].append(at)
    found = list(passages)
    for places in said.values():
        if len(places) > 1:
            for at, first in _repeats(passages, places):
                found[at] = replace(passages[at], repeat_of=passages[first].id)
    return found


def _repeats(passages: Sequence[Passage], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(repeat, first) among one voice's passages."""
    words = {at: _WORD.findall(_FILLED.sub("", passages[at].text).casefold()) for at in places}
    times = Counter(chain.from_iterable(map(set, words.values())))
    exact: dict[str, int] = {}
    firsts: defaultdict[str, list[int]] = defaultdict(list)
    bags: dict[int, frozenset[str]] = {}
    for at in sorted(places, key=lambda at: _order(passages[at])):
        key = " ".join(words[at]) or passages[at].text
        first = exact.get(key)
        if first is None:
            bag = frozenset(words[at])
            rare = _rarest(bag, times)
            # by the order of the first, not of the words through which it was found
            near = sorted({f for word in rare for f in firsts[word] if _alike(bag, bags[f])},
                          key=lambda f: _order(passages[f]))  # fmt: skip
            first = near[0] if near else None
            exact[key] = at if first is None else first
            if first is None:
                bags[at] = bag
                for word in rare:
                    firsts[word].append(at)
        if first is not None:
            yield at, first


def _rarest(bag: frozenset[str], times: Counter[str]) -> list[str]:
    """The words of which two sets that are alike share at least one.

    Of n words, a set that shares 0.8 of the union shares at least 0.8 n; so it cannot miss all of
    the n - ceil(0.8 n) + 1 rarest (prefix filtering: Chaudhuri, Ganti and Kaushik, ICDE 2006).
    Rare words make short lists of candidates.
    """
    prefix = len(bag) - math.ceil(_ALIKE * len(bag)) + 1
    shared = [word for word in bag if times[word] > 1]
    # words said once lead to nobody; most sentences have enough of them
    left = prefix - (len(bag) - len(shared))
    return sorted(shared, key=lambda word: (times[word], word))[:left] if left > 0 else []


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _ALIKE * (len(one) + len(other) - shared)


def _order(passage: Passage) -> tuple[bool, float, str]:
    return passage.at is None, passage.at.timestamp() if passage.at else 0.0, passage.id
