"""The language of a text, told by its function words; offline, and quick."""

from __future__ import annotations

import re

from voiceminer.voice.words import LANGUAGES

_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _language, _listed in LANGUAGES.items():
    for _word in _listed:
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _language)
_WORD = re.compile(r"[^\W\d_]+")
# A guess from fewer function words than this is left to the document, or to the settings.
_ENOUGH = 2


def language_of(text: str) -> str:
    """Two letters, or "" where too few function words tell. The first 400 characters are read."""
    votes: dict[str, float] = {}
    for languages in filter(None, map(_LANGUAGES.get, _WORD.findall(text[:400].lower()))):
        for language in languages:
            votes[language] = votes.get(language, 0.0) + 1 / len(languages)
    if not votes:
        return ""
    best = max(votes, key=lambda language: (votes[language], language))
    return best if votes[best] >= _ENOUGH else ""
