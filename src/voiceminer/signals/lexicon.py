"""Lexicons of the kinds of statement, read from configs/signals, one file per language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from voiceminer.data import SignalKind
from voiceminer.errors import SettingsError
from voiceminer.resources import shipped
from voiceminer.signals.expression import Expression

KINDS: tuple[SignalKind, ...] = get_args(SignalKind)
PARTS = ("wording", "loss", "churn", "repetition")

Expressions = dict[SignalKind, Expression]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's expressions per kind and per part of severity, with prototype sentences.

    `plain` lose their force behind a negator, `fixed` do not, `opening` count only where a
    sentence begins. An expression that never matches stands where a lexicon has no words.
    """

    plain: Expressions
    fixed: Expressions
    opening: Expressions
    prototypes: dict[SignalKind, tuple[str, ...]]
    lead: re.Pattern[str]
    topic: re.Pattern[str]
    negator: re.Pattern[str]
    contrast: Expression
    rival: tuple[str, ...]
    parts: dict[str, Expression]


def languages() -> tuple[str, ...]:
    """Codes of the languages that have a lexicon."""
    return tuple(sorted(p.stem for p in (shipped("configs") / "signals").glob("??.toml")))


@lru_cache(maxsize=8)
def lexicon_of(language: str) -> Lexicon:
    """The lexicon of a language.

    Raises
    ------
    SettingsError
        If there is none.
    """
    path = shipped("configs") / "signals" / f"{language}.toml"
    if language not in languages():
        raise SettingsError(
            f"signals.lexicons: there is no lexicon for '{language}'. "
            f"Choose from: {', '.join(languages())}."
        )
    read: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    negation = read["negation"]

    def expressions(name: str) -> Expressions:
        return {k: Expression(read.get(k, {}).get(name, ())) for k in KINDS}

    return Lexicon(
        plain=expressions("patterns"),
        fixed=expressions("fixed"),
        opening=expressions("opening"),
        prototypes={k: tuple(read.get(k, {}).get("prototypes", ())) for k in KINDS},
        lead=re.compile(rf"(?:{_either(read['lead']['words'])}) ?"),
        # a matter is named in six words at most
        topic=re.compile(rf"(?:{_either(read['lead']['topics'])})(?: [^\s:;.?!,\"]+){{1,6}}[:,] ?"),
        # up to three words between the negator and what it negates, and no new clause
        negator=re.compile(
            rf"(?<!\w)(?:{_either(negation['words'])})"
            rf"(?: (?!(?:{_either(negation['ends'])})(?!\w))[\w’-]+){{0,3}} $"
        ),
        contrast=Expression(read["contrast"]["words"]),
        rival=tuple(read["rival"]["before"]),
        parts={part: Expression(read["severity"][part]["patterns"]) for part in PARTS},
    )


def _either(patterns: Iterable[str]) -> str:
    return "|".join(patterns) or r"(?!)"
