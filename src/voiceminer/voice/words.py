"""Lists of words that matchers ask for, read from words.toml beside this file."""

from __future__ import annotations

import tomllib
from pathlib import Path

_LISTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


def words(section: str, name: str) -> frozenset[str]:
    """One list as a set, case-folded as the words of texts are."""
    return frozenset(_LISTS[section][name].casefold().split())


TITLES = words("names", "titles")
PARTICLES = words("names", "particles")
LEGAL = words("names", "legal")
NOBODY = words("names", "nobody")
WORDS = words("names", "words")
SAINTS = words("names", "saints")
# Given names of Europe, the Americas and their neighbours that are no word, town or product.
GIVEN = frozenset(
    Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").casefold().split()
)
HELLOS = words("addressed", "hellos")
GOODBYES = words("addressed", "goodbyes")
# "I'm" has an "m", "don't" a "don": how these two stand before a name is told by more than them
INTRODUCTIONS = words("addressed", "introductions") | TITLES - {"m", "don"}
IDENTITIES = words("addressed", "identities")
SECRETS = words("addressed", "secrets")
LANGUAGES = {language: words("languages", language) for language in _LISTS["languages"]}
