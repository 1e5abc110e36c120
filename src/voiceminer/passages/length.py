"""Too long is split where a clause begins, too short is joined to its neighbour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voiceminer.passages.lines import trimmed

Span = tuple[int, int]

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
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


def words_in(text: str, span: Span) -> int:
    """How many words stand in the span; a placeholder like [PERSON_1] is one."""
    return len(WORD.findall(text, *span))


def split_long(text: str, span: Span, longest: int) -> list[Span]:
    """The span in pieces of at most `longest` words, cut at clauses near the middle.

    A span without any border stays whole: a cut amid a clause would make two half thoughts.
    """
    if words_in(text, span) <= longest:
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
        short = words_in(text, span) < shortest
        if joined and (short or short_before) and "\n" not in text[joined[-1][1] : span[0]]:
            joined[-1] = (joined[-1][0], span[1])
            short_before = words_in(text, joined[-1]) < shortest
        else:
            joined.append(span)
            short_before = short
    return joined
