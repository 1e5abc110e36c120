"""The language of a text, offline: told by its function words where they are clear, and quick.

Of short texts fewer than half hold enough of them. For the others py3langid (a fork of langid.py:
naive Bayes over byte sequences; Lui and Baldwin, ACL 2012) is asked: `scripts/bench_languages.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from voiceminer.voice.words import LANGUAGES

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _language, _listed in LANGUAGES.items():
    for _word in _listed:
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _language)
_WORD = re.compile(r"[^\W\d_]+")
# Placeholders, addresses and numbers are of no language.
_NONE = re.compile(r"\[[A-Z_]+\d*\]|\S*[\d@/]\S*")
# A guess from fewer function words than this, or with more than a third of them for another
# language, is left to py3langid: related languages share many of them.
_ENOUGH, _CLEAR = 2, 1 / 3
# Below this probability the language is left to the document, or to the settings. Above it 1 in
# 200 short texts is told wrong; of those of four words it tells five of six.
_SURE = 0.6
# Longer texts tell no more by being read to their end.
_READ = 400


def language_of(text: str, document: str = "") -> str:
    """Two letters, or "" where the text does not tell. The first 400 characters are read.

    Parameters
    ----------
    document : str
        The language of what else its document holds: few function words are enough to tell that
        the text is no exception.
    """
    votes = _votes(text[:_READ])
    if told := _told(votes):
        return told
    if (
        document
        and votes
        and all(
            votes.get(document, 0.0) > n for language, n in votes.items() if language != document
        )
    ):
        return document
    return identified(text[:_READ])


def by_function_words(text: str) -> str:
    """The language of most function words, or "" where they are few or of several languages."""
    return _told(_votes(text))


def _votes(text: str) -> dict[str, float]:
    """Function words by language; one of several languages counts a part for each."""
    votes: dict[str, float] = {}
    met = Counter(filter(None, map(_LANGUAGES.get, _WORD.findall(text.lower()))))
    for languages, n in met.items():
        for language in languages:
            votes[language] = votes.get(language, 0.0) + n / len(languages)
    return votes


def _told(votes: dict[str, float]) -> str:
    if not votes:
        return ""
    best = max(votes, key=lambda language: (votes[language], language))
    others = max((n for language, n in votes.items() if language != best), default=0.0)
    return best if votes[best] >= _ENOUGH and others <= _CLEAR * votes[best] else ""


def identified(text: str) -> str:
    """The language by py3langid, or "" where it is not sure."""
    words = _NONE.sub(" ", text)
    if not _WORD.search(words):
        return ""
    language, probability = _identifier().classify(words)
    return str(language) if probability >= _SURE else ""


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # the languages that something here is made for: of 139 it would choose odd ones for a few words
    identifier.set_languages(list(LANGUAGES))
    return identifier
