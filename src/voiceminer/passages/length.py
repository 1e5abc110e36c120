"""Too long is split where a clause begins, too short is joined to its neighbour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from voiceminer.passages.lines import trimmed

Span = tuple[int, int]

# possessive, so that a search gives up at once instead of trying parts of words
_WORD = r"[^\W_]++(?:['’-][^\W_]++)*+"
_BORDER = re.compile(
    r"(?P<strong>[;:]\s+|\s[–—-]+\s)"
    r"|(?P<clause>,?\s+(?=(?:but|however|although|though|because|so that|which means|and then|and "
    r"(?:we|i|it|they|the|our|now)"
    r"|aber|jedoch|obwohl|weil|sondern|und (?:wir|ich|es|die|das)|mais|cependant|parce que|car|et "
    r"(?:nous|je|il|les|le)"
    r"|pero|aunque|porque|y (?:no|nos|el|la|los))\b))"
    r"|(?P<comma>,\s+)",
    re.IGNORECASE,
)
_WEIGHTS = {"strong": 0.0, "clause": 0.1, "comma": 0.3}


@lru_cache(maxsize=16)
def _words(n: int) -> re.Pattern[str]:
    return re.compile(rf"[\W_]*+(?:{_WORD}[\W_]*+){{{n}}}")


def has_words(text: str, span: Span, n: int) -> bool:
    """Whether at least `n` words stand in the span; a placeholder like [PERSON_1] is one.

    Reads no further than it has to: most sentences are far from both limits.
    """
    start, end = span
    # n words need n letters and n - 1 characters between them
    return end - start >= 2 * n - 1 and _words(n).match(text, start, end) is not None


def split_long(text: str, span: Span, longest: int) -> list[Span]:
    """The span in pieces of at most `longest` words, cut at clauses near the middle.

    A span without any border stays whole: a cut amid a clause would make two half thoughts.
    """
    if not has_words(text, span, longest + 1):
        return [span]
    start, end = span
    best: tuple[float, int] | None = None
    for border in _BORDER.finditer(text, start, end):
        off = abs((border.end() - start) / (end - start) - 0.5)
        # nearer to an edge than a sixth, the smaller piece says too little
        if off < 1 / 3:
            cost = off + _WEIGHTS[border.lastgroup or "comma"]
            best = min(best or (cost, border.end()), (cost, border.end()))
    if best is None:
        return [span]
    return [
        piece
        for half in ((start, best[1]), (best[1], end))
        for trim in trimmed(text, *half)
        for piece in split_long(text, trim, longest)
    ]


def join_short(text: str, spans: Sequence[Span], shortest: int) -> list[Span]:
    """Spans of at least `shortest` words: a shorter one goes with the one before it, or after.

    Parameters
    ----------
    spans : sequence of (int, int)
        Neighbours in order. Only what stands on one line is joined, so that a heading does not
        run into its list.
    """
    joined: list[Span] = []
    short_before = False
    for span in spans:
        short = not has_words(text, span, shortest)
        if joined and (short or short_before) and "\n" not in text[joined[-1][1] : span[0]]:
            joined[-1] = (joined[-1][0], span[1])
            short_before = not has_words(text, joined[-1], shortest)
        else:
            joined.append(span)
            short_before = short
    return joined
