"""Phrases of one to five words that customers use, counted by topic."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from voiceminer.topics.grammar import Grammar, no_names

# Words hold together apostrophes and inner hyphens; a placeholder, punctuation or a line's
# end breaks a phrase. Digits alone are no word: "24 hours" differs in every mail.
_PIECE = re.compile(r"\[[A-Z][A-Z_]*\d*\]|[^\W\d_][\w]*(?:['’\-&/][^\W_]+)*|\S")
_WORD = re.compile(r"[^\W\d_]")

LONGEST = 5

# Who asks, and whether one can: inside a phrase they make it half a question ("countries can I
# use"), not a name.
_ASKING = """
i we you he she they it can could will would shall should do does did may might must and but or
so if because when where why how what which who that this there than then
"""
_NOT_INSIDE = frozenset(_ASKING.split())
# What waits for the word that it speaks of: "booking drops with no" is half of a phrase.
_DENYING = "no not never without cannot too only unable don't doesn't can't"
_NOT_LAST = frozenset(_DENYING.split())


@dataclass(frozen=True, slots=True)
class Said:
    """One text: its phrases in lower case, and as written its words that do not begin a run.

    `votes` are what speaks for and against a word's being a name; see `grammar`.
    """

    phrases: frozenset[str]
    words: tuple[str, ...]
    votes: tuple[tuple[str, int], ...]


def said_in(
    text: str,
    stop_words: frozenset[str],
    ignored: frozenset[str] = frozenset(),
    grammar: Grammar = Grammar(),  # noqa: B008  # frozen
) -> Said:
    """Read a text for its phrases.

    A phrase neither starts nor ends with a stop word; negations are no stop words here, since
    "not arrived" is the pain and "arrived" is not. An ignored word breaks a phrase.
    """
    runs = list(_runs(text, ignored))
    return Said(
        frozenset(phrase for run in runs for phrase in _grams(run, stop_words)),
        tuple(word for run in runs for word in run[1:]),
        tuple(vote for run in runs for vote in grammar.votes([word.lower() for word in run])),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """In how many of a topic's texts each phrase occurs.

    Attributes
    ----------
    counts : one Counter per topic, phrase (lower case) -> texts
    sizes : texts per topic
    rates : a phrase's share of the texts, summed over the topics
    spelled : word -> how it is mostly written inside a sentence ("sso" -> "SSO")
    no_names : words that say what somebody did or how something is, and name nothing
    """

    counts: Sequence[Counter[str]]
    sizes: Sequence[int]
    rates: Mapping[str, float]
    spelled: dict[str, str]
    no_names: frozenset[str]

    def shown(self, phrase: str) -> str:
        """The phrase as people write it, with a capital at the start."""
        text = " ".join(self.spelled.get(word, word) for word in phrase.split(" "))
        return text[:1].upper() + text[1:]


def phrases_of(groups: Sequence[Sequence[Said]]) -> Phrases:
    """Count phrases per group of texts."""
    counts, spellings = [], Counter[str]()
    rates: defaultdict[str, float] = defaultdict(float)
    for texts in groups:
        counted: Counter[str] = Counter()
        for said in texts:
            counted.update(said.phrases)
            spellings.update(said.words)
        for phrase, n in counted.items():
            rates[phrase] += n / len(texts)
        counts.append(counted)
    return Phrases(
        counts=counts, sizes=[len(g) for g in groups], rates=rates, spelled=_usual(spellings),
        no_names=no_names(vote for texts in groups for said in texts for vote in said.votes),
    )  # fmt: skip


def _runs(text: str, ignored: frozenset[str]) -> Iterator[list[str]]:
    """Unbroken runs of words as written."""
    run: list[str] = []
    for piece in _PIECE.findall(text):
        if _WORD.match(piece) and not (ignored and piece.casefold() in ignored):
            run.append(piece.replace("’", "'"))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _grams(run: Sequence[str], stop_words: frozenset[str]) -> Iterator[str]:
    words = [word.lower() for word in run]
    edge = [word not in stop_words and len(word) > 1 for word in words]
    for start, word in enumerate(words):
        if not edge[start]:
            continue
        yield word
        for end in range(start + 1, min(start + LONGEST, len(words))):
            if words[end] in _NOT_INSIDE:
                break
            if edge[end] and words[end] not in _NOT_LAST:
                yield " ".join(words[start : end + 1])


def _usual(spellings: Counter[str]) -> dict[str, str]:
    """Words that are mostly not written in lower case, as they are written."""
    best: dict[str, tuple[int, str]] = {}
    for spelling, n in sorted(spellings.items()):
        word = spelling.lower()
        if n > best.get(word, (0, ""))[0]:
            best[word] = (n, spelling)
    return {word: spelling for word, (_, spelling) in best.items() if spelling != word}
