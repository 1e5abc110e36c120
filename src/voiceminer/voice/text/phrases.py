"""What programs and people write round their own words, read from phrases.toml beside this file.

A rule is tried only where one of its plain words, its *signs*, stands in the text: most texts
hold none, and looking words up in a set costs a hundredth of trying every expression.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

_TABLES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
_WORD = re.compile(r"[^\W\d_]+")
# what stands between words: to translate and split costs a third of finding words by expression
_GAPS = str.maketrans(
    dict.fromkeys("!\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~“”„‚‘’«»–—…·•¿¡：＞", " ")
)
# where a word's edge is asked for, the word is still plain
_EDGES = re.compile(r"^\\W(?:\*|\{\d,\d\})?|(?:\\[bWd](?:\*|\{\d,\d\})?)*[:<]?$")
# "…" in a phrase: anything on the line, or on it and the next where mails wrap what is meant
SAME_LINE = r"[^\n]{0,80}?"
TWO_LINES = r"[^\n]{0,80}?(?:\n[^\n]{0,80}?)?"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Alternatives of an expression, and words of which one stands wherever it matches."""

    pattern: str
    signs: frozenset[str]


@cache
def phrases(section: str, gap: str = SAME_LINE) -> Phrases:
    """All languages' phrases of one section (dotted) as one alternation, not a group."""
    table = _TABLES
    for name in section.split("."):
        table = table[name]
    # the longest first, so that "Gesendet am" is not taken for "Gesendet"
    listed = sorted(_lines(table), key=lambda phrase: (-len(phrase), phrase))
    return Phrases(
        "|".join(_expression(phrase, gap) for phrase in listed),
        frozenset(sign for phrase in listed for sign in _signs(phrase)),
    )


def _lines(table: dict[str, Any]) -> Iterator[str]:
    for value in table.values():
        if isinstance(value, dict):
            yield from _lines(value)
        else:
            yield from (line.strip() for line in value.split("\n") if line.strip())


def _pieces(phrase: str) -> list[str]:
    """The phrase at its blanks, save those in brackets; "…" is a piece of its own."""
    pieces, depth = [""], 0
    for char in phrase.replace("…", " … "):
        depth += (char in "([") - (char in ")]")
        if char == " " and not depth:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece for piece in pieces if piece]


def _expression(phrase: str, gap: str) -> str:
    """The phrase as a regular expression: a piece that may be missing takes its blank along."""
    expression, begun, glued = "", False, True
    for piece in _pieces(phrase):
        inner = piece.replace(" ", r"\s+").replace("(", "(?:").replace("(?:?", "(?")
        optional = piece[0] == "(" and piece[_closing(piece, 0) :] == ")?"
        if piece == "…":
            expression, glued, begun = expression + gap, True, True
        elif optional and not begun:
            expression += rf"(?:{inner[:-1]}\s+)?"
        elif optional:
            expression += rf"(?:\s+{inner[:-1]})?"
        else:
            edge = (
                r"\b"
                if expression.endswith(gap) and (piece[0] == "(" or piece[0].isalpha())
                else ""
            )
            expression += ("" if glued else r"\s+") + edge + inner
            glued, begun = False, True
    # at the end of a phrase "…" is the rest of the line
    return expression.removesuffix(gap) + r"[^\n]*" if phrase.endswith("…") else expression


def _signs(phrase: str) -> set[str]:
    """The words of the one piece that is rarest: by its shortest word, then by their number."""
    sets = []
    for piece in _pieces(phrase):
        spelled = _spellings(_EDGES.sub("", piece))
        words = [max(_WORD.findall(s.lower()), key=len, default="") for s in spelled or ("",)]
        if all(words):
            sets.append(set(words))
    if not sets:
        raise ValueError(f"phrases.toml: {phrase!r} has no plain word. Add one between blanks.")
    return max(sets, key=lambda words: (min(map(len, words)), -len(words)))


def _spellings(piece: str) -> list[str] | None:
    """All that a piece of letters, `x?`, `[xy]` and `(a|b)` can be; None if it can be more."""
    if re.search(r"[\\.*+{…]|\(\?", piece):
        return None
    parts: list[list[str]] = []
    at = 0
    while at < len(piece):
        if piece[at] == "(":
            end = _closing(piece, at)
            spelled = [
                s for option in _options(piece[at + 1 : end]) for s in _spellings(option) or ()
            ]
        elif piece[at] == "[":
            end = piece.index("]", at)
            spelled = list(piece[at + 1 : end])
        else:
            end, spelled = at, [piece[at]]
        at = end + 1
        if piece[at : at + 1] == "?":
            spelled, at = [*spelled, ""], at + 1
        parts.append(spelled)
    return ["".join(chosen) for chosen in product(*parts)]


def _closing(piece: str, at: int) -> int:
    depth = 0
    for end in range(at, len(piece)):
        depth += (piece[end] == "(") - (piece[end] == ")")
        if not depth:
            return end
    raise ValueError(f"phrases.toml: a bracket of {piece!r} stays open. Close it.")


def _options(group: str) -> list[str]:
    options, depth = [""], 0
    for char in group:
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            options.append("")
        else:
            options[-1] += char
    return options


def _sections(table: dict[str, Any], name: str) -> Iterator[str]:
    if any(isinstance(value, str) for value in table.values()):
        yield name
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _sections(value, f"{name}.{key}" if name else key)


@cache
def _all_signs() -> frozenset[str]:
    return frozenset(s for section in _sections(_TABLES, "") for s in phrases(section).signs)


def signs_in(text: str) -> frozenset[str]:
    """The words of the text that are a sign of any rule."""
    return _all_signs().intersection(text.lower().translate(_GAPS).split())
