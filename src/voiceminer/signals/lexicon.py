"""Lexicons of the kinds of statement, read from configs/signals, one file per language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from voiceminer.data import SignalKind
from voiceminer.errors import SettingsError
from voiceminer.resources import shipped

KINDS: tuple[SignalKind, ...] = get_args(SignalKind)
PARTS = ("wording", "loss", "churn", "repetition")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Expressions per kind and per part of severity, with prototype sentences.

    `plain` lose their force behind a negator, `fixed` do not. An expression that never matches
    stands where a lexicon has no words.
    """

    plain: dict[SignalKind, re.Pattern[str]]
    fixed: dict[SignalKind, re.Pattern[str]]
    prototypes: dict[SignalKind, tuple[str, ...]]
    negator: re.Pattern[str]
    contrast: re.Pattern[str]
    parts: dict[str, re.Pattern[str]]


@lru_cache(maxsize=8)
def lexicon_of(languages: Sequence[str]) -> Lexicon:
    """The lexicons of several languages as one.

    Raises
    ------
    SettingsError
        If there is no lexicon for a language, or one of its expressions is none.
    """
    folder = shipped("configs") / "signals"
    read = [_read(folder, language) for language in languages]
    return Lexicon(
        plain={k: _any(p for r in read for p in r.get(k, {}).get("patterns", ())) for k in KINDS},
        fixed={k: _any(p for r in read for p in r.get(k, {}).get("fixed", ())) for k in KINDS},
        prototypes={
            k: tuple(p for r in read for p in r.get(k, {}).get("prototypes", ())) for k in KINDS
        },
        # up to three words between the negator and what it negates, and no new clause
        negator=re.compile(
            rf"(?<!\w)(?:{_either(w for r in read for w in r['negation']['words'])})"
            r"(?: (?!(?:but|and|or|aber|und|mais|et|pero|y)\b)[\w’-]+){0,3} $"
        ),
        contrast=_any(w for r in read for w in r.get("contrast", {}).get("words", ())),
        parts={
            part: _any(p for r in read for p in r["severity"].get(part, {}).get("patterns", ()))
            for part in PARTS
        },
    )


def _read(folder: Path, language: str) -> dict[str, Any]:
    path = folder / f"{language}.toml"
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in folder.glob("*.toml")))
        raise SettingsError(
            f"signals.lexicons: there is no lexicon for '{language}'. Choose from: {there}."
        )
    read: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return read


def _either(patterns: Any) -> str:
    return "|".join(patterns) or r"(?!)"


def _any(patterns: Any) -> re.Pattern[str]:
    """One expression for all patterns, at the borders of words."""
    return re.compile(rf"(?<!\w)(?:{_either(patterns)})(?!\w)", re.MULTILINE)
