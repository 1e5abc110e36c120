"""Many alternatives as one expression, tried only where one of them can begin.

A lexicon has hundreds of alternatives for each kind. Trying them at each word costs several times
what it costs where the first four characters fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

Span = tuple[int, int]

# How many characters are looked at before the expression is tried: fewer let too many words
# through, and with more there are too many beginnings to look up.
KEY = 4
_SPECIAL = frozenset("\\.^$*+?{}[]()|")
_QUANTIFIERS = ("?", "*", "+", "{")
# a class of plain characters; and what parts a pattern, with what only looks so
_CLASS = re.compile(r"\[([^\]^\\-]+|0-9)\]")
_MARK = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_WORD = re.compile(r"(?<!\w)\S")


class Places:
    """Places in a text by the characters that stand there, so that a beginning is looked up."""

    def __init__(self, text: str, places: Iterable[int]) -> None:
        self._by_key: dict[str, list[int]] = {}
        for at in places:
            self._by_key.setdefault(text[at : at + KEY], []).append(at)
        self._keys: dict[str, list[str]] = {}
        for key in self._by_key:
            for n in range(len(key) + 1):
                self._keys.setdefault(key[:n], []).append(key)

    def of(self, beginnings: AbstractSet[str]) -> list[int]:
        """The places at which one of these stands, in no order."""
        keys = {key for start in beginnings & self._keys.keys() for key in self._keys[start]}
        return [at for key in keys for at in self._by_key[key]]


class Expression:
    """Alternatives that match between the borders of words.

    Parameters
    ----------
    patterns : iterable of str
        Regular expressions, none of which begins with a blank; where two match, the earlier is
        taken.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = tuple(patterns)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All of them as one, between the borders of words; made when it is first asked for."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(self.patterns) or '(?!)'})(?!\w)", re.MULTILINE)

    @cached_property
    def _starts(self) -> frozenset[str]:
        return frozenset(start for pattern in self.patterns for start in starts(pattern))

    def spans(self, text: str, words: Places) -> list[Span]:
        """Start and end of each match, in order, as `pattern.finditer` finds them.

        Parameters
        ----------
        words : Places
            `words_of(text)`.
        """
        if "" in self._starts:
            return [m.span() for m in self.pattern.finditer(text)]
        match = self.pattern.match
        begins = sorted(words.of(self._starts))
        return [*_apart(m.span() for at in begins if (m := match(text, at)))]

    def opens(self, text: str, places: Places) -> list[int]:
        """Those of the places at which the expression matches, in no order."""
        match = self.pattern.match
        return [at for at in places.of(self._starts) if match(text, at)]


def words_of(text: str) -> Places:
    """Where words and marks begin."""
    return Places(text, (m.start() for m in _WORD.finditer(text)))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, in order, without those that begin within another."""
    end = 0
    for span in spans:
        if span[0] >= end:
            end = span[1]
            yield span


def starts(pattern: str, n: int = KEY) -> frozenset[str]:
    """What matches of the pattern begin with, in at most `n` characters each.

    "" stands for anything: what this does not understand may begin in any way.
    """
    found: set[str] = set()
    for option in _options(pattern):
        found |= _starts(option, n)
    return frozenset(found)


def _starts(option: str, n: int) -> set[str]:
    if not n or not option:
        return {""}
    heads: list[str] = []  # options of a bracket, or else:
    chars: list[str] = []
    if option.startswith("(?:"):
        end = _closing(option)
        heads, rest = _options(option[3:end]), option[end + 1 :]
    elif simple := _CLASS.match(option):
        chars = [*("0123456789" if simple[1] == "0-9" else simple[1])]
        rest = option[simple.end() :]
    elif option[0] == "\\" and not option[1].isalnum():
        chars, rest = [option[1]], option[2:]
    elif option[0] not in _SPECIAL:
        chars, rest = [option[0]], option[1:]
    else:
        return {""}
    many = rest[:1] if rest[:1] in _QUANTIFIERS else ""
    after = rest.partition("}")[2] if many == "{" else rest[len(many) :]
    # twice begins as once does, and goes on in any way
    behind = after if many in ("", "?") else "."
    found = {start for head in heads for start in _starts(head + behind, n)}
    found |= {char + start for char in chars for start in _starts(behind, n - 1)}
    missing = many in ("?", "*") or rest.startswith(("{0", "{,"))
    return found | _starts(after, n) if missing else found


def _closing(option: str) -> int:
    """Where the bracket that opens the option is closed."""
    depth = 0
    for mark in _MARK.finditer(option):
        depth += (mark.group() == "(") - (mark.group() == ")")
        if not depth:
            return mark.start()
    raise re.error("a bracket stays open", option)


def _options(pattern: str) -> list[str]:
    """The pattern at those of its strokes that stand in no bracket."""
    options, at, depth = [], 0, 0
    for mark in _MARK.finditer(pattern):
        depth += (mark.group() == "(") - (mark.group() == ")")
        if mark.group() == "|" and not depth:
            options.append(pattern[at : mark.start()])
            at = mark.end()
    return [*options, pattern[at:]]
