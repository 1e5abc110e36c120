"""Lists of words that matchers ask for, read from words.toml beside this file."""

from __future__ import annotations

import tomllib
from pathlib import Path

_LISTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


def words(section: str, name: str) -> frozenset[str]:
    """One list as a set."""
    return frozenset(_LISTS[section][name].split())


TITLES = words("names", "titles")
PARTICLES = words("names", "particles")
LEGAL = words("names", "legal")
NOBODY = words("names", "nobody")
WORDS = words("names", "words")
HELLOS = words("addressed", "hellos")
GOODBYES = words("addressed", "goodbyes")
INTRODUCTIONS = words("addressed", "introductions") | TITLES
SECRETS = words("addressed", "secrets")
LANGUAGES = {language: words("languages", language) for language in _LISTS["languages"]}
