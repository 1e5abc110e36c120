"""Names of competing products: from the settings, or found where people compare and switch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from voiceminer.signals.lexicon import Lexicon

# A name: one to three capitalised words; "SAP", "HubSpot", "Dynamics 365", "Acme & Sons".
_NAME = r"[A-ZÄÖÜ][\w’'.-]*[\w](?:(?: (?:& )?)(?:[A-Z][\w’'-]*[\w]|\d{2,4})){0,2}"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def rivals_in(
    texts: Sequence[str],
    sources: Sequence[str],
    lexicons: Iterable[Lexicon],
    *,
    own: Iterable[str],
    at_least: int,
) -> tuple[str, ...]:
    """Names that stand behind "switch to", "compared with" and the like.

    Parameters
    ----------
    texts, sources : sequence of str
        Passages, and the document of each.
    lexicons : iterable of Lexicon
        For what stands before a rival's name.
    own : iterable of str
        Names that are no rivals: our products, our firm, the customers' own.
    at_least : int
        A name is kept if it stands there in this many documents: one seller's typing error or
        one customer's supplier is no rival.

    Returns
    -------
    tuple of str
        In order of the alphabet.
    """
    before = "|".join(words for lexicon in lexicons for words in lexicon.rival)
    # in small letters and without a name, which is many times quicker
    maybe = re.compile(rf"(?<!\w)(?:{before}) ")
    cue = re.compile(
        rf"(?<!\w)(?i:{before}) (?:(?i:the|a|an|our|their|los|las|el|la|le|die|der|das) )?({_NAME})"
    )
    seen: dict[str, set[str]] = {}
    for text, source in zip(texts, sources, strict=True):
        for match in cue.finditer(text) if maybe.search(text.lower()) else ():
            if name := _without_tail(match.group(1)):
                seen.setdefault(name, set()).add(source)
    met = {name for name, documents in seen.items() if len(documents) >= at_least}
    if not met:
        return ()
    kept = met - _common(texts, met) - _names(own)
    return tuple(sorted(kept))


def mentions(texts: Sequence[str], names: Sequence[str]) -> list[tuple[str, ...]]:
    """The names that each text mentions, in any case."""
    if not names:
        return [()] * len(texts)
    spelt = {name.lower(): name for name in names}
    longest_first = sorted(spelt, key=lambda name: (-len(name), name))
    either = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return [tuple(sorted({spelt[m] for m in either.findall(text.lower())})) for text in texts]


def _without_tail(name: str) -> str:
    """The name without a genitive."""
    return re.sub(r"[’']s$", "", name)


def _names(own: Iterable[str]) -> set[str]:
    """All that must not be taken for a rival: each name, and its first word."""
    found: set[str] = set()
    for name in own:
        found.update((name, name.split(" ")[0], name.capitalize()))
    return found


def _common(texts: Sequence[str], names: set[str]) -> set[str]:
    """Names that are mostly written small: words that a sentence or a title has capitalised."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    wanted = {name.split(" ")[0].lower(): name for name in names}
    for text in texts:
        for word in _WORD.findall(text):
            if word.lower() in wanted:
                (small if word.islower() else large)[word.lower()] += 1
    return {name for first, name in wanted.items() if small[first] > large[first] / 4}
