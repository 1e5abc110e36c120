"""Where sentences begin: spaCy's sentencizer, read word by word.

Its tokenizer looks at one word between blanks after the other, and only a word with a mark in it
can end a sentence. So only those are tokenised, and those met before come from a cache: the same
sentences as from the whole pipeline (a test holds the two together) in a tenth of the time, save
that an opening bracket or quotation mark goes with what it opens.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from voiceminer.languages import blank_pipeline
from voiceminer.passages.lines import trimmed

if TYPE_CHECKING:
    from spacy.language import Language

Span = tuple[int, int]

# languages whose pipeline spaCy makes quickly, and whose abbreviations it knows
_QUICK = frozenset(("en", "de", "es", "it", "nl", "pt", "pl", "sv", "da"))
_WORD = re.compile(r"\S+")
_ASCII_MARK = re.compile(r"[.!?]")
# "failed." and "why?": letters and a mark, which every language's rules take apart
_ORDINARY = re.compile(r"[^\W\d_]{2,}[.!?]")
# straight quotation marks among them: one with a blank before it opens
_OPENING = frozenset("\"'“„«‘‚‹([{¿¡")
_MARK, _BESIDE, _WORDS = "mark", "beside", "words"


class Sentences:
    """Splits texts into sentences.

    Parameters
    ----------
    pipeline : spacy.language.Language
        Has a language's tokenizer and abbreviations.
    marks : frozenset of str
        The characters that end a sentence where they stand as a token of their own.
    """

    def __init__(self, pipeline: Language, marks: frozenset[str]) -> None:
        self._tokenizer, self._marks = pipeline.tokenizer, marks
        self._abbreviations = frozenset(pipeline.Defaults.tokenizer_exceptions or ())
        self._mark = re.compile("[" + re.escape("".join(sorted(marks))) + "]")
        # most words with a mark are met again: 65,536 of them are a few megabytes
        self._tokens = lru_cache(maxsize=1 << 16)(self._tokens_of)

    def __call__(self, text: str, span: Span) -> list[Span]:
        """Spans of the sentences in `text[start:end]`, without blanks at their edges."""
        first, *others = self._starts(text, *span)
        begun = [first, *(_before_opening(text, at) for at in others)]
        return [
            piece
            for at, end in zip(begun, [*begun[1:], span[1]], strict=True)
            for piece in trimmed(text, at, end)
        ]

    def _starts(self, text: str, start: int, end: int) -> list[int]:
        mark = _ASCII_MARK if text.isascii() else self._mark
        found, at, ended = [start], start, False
        while at < end:
            if not ended:
                # a mark at the very end parts nothing
                coming = mark.search(text, at, end - 1)
                if not coming:
                    break
                at = max(at, text.rfind(" ", at, coming.start()) + 1)
            word = _WORD.search(text, at, end)
            if not word:
                break
            for offset, kind in self._tokens(word.group()):
                if kind == _MARK:
                    ended = True
                elif ended and kind == _WORDS:
                    found.append(word.start() + offset)
                    ended = False
            at = word.end()
        return found

    def _tokens_of(self, word: str) -> tuple[tuple[int, str], ...]:
        """Each token's start and kind: a mark, punctuation beside it, or words."""
        if _ORDINARY.fullmatch(word) and word not in self._abbreviations:
            return ((0, _WORDS), (len(word) - 1, _MARK))
        return tuple(
            (t.idx, _MARK if t.text in self._marks else _BESIDE if t.is_punct else _WORDS)
            for t in self._tokenizer(word)
        )


@lru_cache(maxsize=16)
def sentences_in(language: str) -> Sentences:
    """A splitter by the rules of spaCy's blank pipeline for the language."""
    # French takes 5 s to make (a token expression of 10,000 words), the others 0.2 s; the
    # multilingual one splits all scripts, knowing no abbreviations
    pipeline = blank_pipeline(language if language in _QUICK else "xx")
    from spacy.pipeline import Sentencizer

    return Sentences(pipeline, frozenset(Sentencizer.default_punct_chars))


def _before_opening(text: str, start: int) -> int:
    """The sentence's start; an opening mark that the one before took is its own.

    So a placeholder at the start of a sentence, "[PERSON_1] called", stays whole.
    """
    at = start
    while at > 1 and text[at - 1] in _OPENING:
        at -= 1
    return at if text[at - 1] in " \n" else start
