"""Phrases of our own pages that no customer uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from voiceminer.answers.nearness import words_in
from voiceminer.data import OurPhrase, OurTurn

LONGEST = 3
# One word says nothing out of its sentence unless it is a long one ("seamless", "empowering").
SHORTEST_WORD = 7
# A phrase on one page is that page's; on two it is how the company speaks.
FEWEST_PAGES = 2
MOST = 40


def our_phrases(
    turns: Sequence[OurTurn], customers: Iterable[str], own_names: Iterable[str] = ()
) -> list[OurPhrase]:
    """Phrases of one to three words on two pages and more, in no text of customers.

    Of phrases within one another that stand on equally many pages only the longest is kept, and
    our own names are none. English function words begin and end no phrase; in other languages
    customers use those anyhow. Ordered by pages, the most first, then by the alphabet.
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    edges = ENGLISH_STOP_WORDS | {name.casefold() for name in own_names}
    places: dict[tuple[str, ...], dict[str, OurTurn]] = defaultdict(dict)
    for turn in turns:
        for phrase in _phrases(turn.text, edges):
            places[phrase].setdefault(turn.document_id, turn)
    ours = {phrase: on for phrase, on in places.items() if len(on) >= FEWEST_PAGES}
    for text in customers:
        if not ours:
            break
        for phrase in _phrases(text, edges):
            ours.pop(phrase, None)
    kept = [
        phrase
        for phrase, on in ours.items()
        if not any(_within(phrase, other) and len(ours[other]) == len(on) for other in ours)
    ]
    ordered = sorted(kept, key=lambda phrase: (-len(ours[phrase]), phrase))[:MOST]
    found = []
    for phrase in ordered:
        first = min(ours[phrase].values(), key=lambda turn: (turn.file, turn.row))
        found.append(
            OurPhrase(
                phrase=" ".join(phrase),
                pages=len(ours[phrase]),
                turn_id=first.id,
                start=0,
                end=len(first.text),
                file=first.file,
                row=first.row,
            )
        )
    return found


def _phrases(text: str, edges: Collection[str]) -> Iterator[tuple[str, ...]]:
    words = words_in(text.lower())
    for at, word in enumerate(words):
        if word in edges:
            continue
        if len(word) >= SHORTEST_WORD:
            yield (word,)
        for end in range(at + 2, min(at + LONGEST, len(words)) + 1):
            if words[end - 1] not in edges:
                yield tuple(words[at:end])


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) < len(long) and any(
        long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)
    )
