"""The words that customers use for a topic: phrases that stand in their statements as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from voiceminer.briefs.casebook import Statement
from voiceminer.data import Term

# The order in which BERTopic's representations are asked: MMR's words differ from each other.
ORDER = ("MMR", "Main", "ctfidf")
MOST = 4
# A phrase that fewer statements hold is one customer's turn of phrase.
LEAST = 3
# Shorter ones ("of", "app") say nothing out of their sentence.
SHORTEST = 4
# What stands for personal data is no word of anybody, ours or the exporting program's.
_PLACEHOLDER = re.compile(r"\[[a-z][a-z0-9_ -]*\]|<[A-Z_]+>", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _by_itself(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!['’]?\w)", re.IGNORECASE)


def spoken(
    terms: Iterable[Term], sub_pains: Iterable[str], statements: Sequence[Statement]
) -> list[tuple[str, list[Statement]]]:
    """Phrases of two words and more, then single words, each with the statements that hold it.

    Only first-hand statements count: what a seller wrote down is a seller's wording. A phrase
    inside another that is already chosen is left out.
    """
    ranked = sorted(terms, key=lambda t: (ORDER.index(t.representation) if t.representation in ORDER
                                          else len(ORDER), t.place))  # fmt: skip
    heard = [(s, _PLACEHOLDER.sub(" ", s.passage.text)) for s in statements if not s.reported]
    candidates = dict.fromkeys(
        [*(p.lower() for p in sub_pains if p), *(t.term.lower() for t in ranked)]
    )
    found: dict[str, list[Statement]] = {}
    for phrase in sorted(candidates, key=lambda p: " " not in p):  # stable: phrases come first
        if any(_whole(phrase).search(chosen) or _whole(chosen).search(phrase) for chosen in found):
            continue
        holding = [s for s, words in heard if _whole(phrase).search(words)]
        if not any(_by_itself(phrase).search(s.passage.text) for s in holding):
            continue  # the half of a contraction: "haven" of "haven't"
        if len(holding) >= LEAST and len(phrase) >= SHORTEST and not _PLACEHOLDER.search(phrase):
            found[phrase] = holding
        if len(found) == MOST:
            break
    return sorted(found.items(), key=lambda item: -len(item[1]))
