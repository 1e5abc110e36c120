"""One cheap look at a text, after which a finder runs only where it can find something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")

Stretch = tuple[int, int]


class Scan:
    """A text's words, and where its digits stand; what few finders ask for is made when asked.

    Attributes
    ----------
    words : list of str
        Case-folded, in the text's order. Underscores part words.
    """

    __slots__ = ("_bag", "_numbers", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = _WORD.findall(text.casefold())
        self._bag: frozenset[str] | None = None
        self._numbers: list[Stretch] | None = None

    @property
    def bag(self) -> frozenset[str]:
        """The words as a set: asking it is far cheaper than running a pattern."""
        if self._bag is None:
            self._bag = frozenset(self.words)
        return self._bag

    @property
    def numbers(self) -> list[Stretch]:
        """Start and end of each run of digits."""
        if self._numbers is None:
            self._numbers = [m.span() for m in _DIGITS.finditer(self.text)]
        return self._numbers

    def places(self) -> list[Stretch]:
        """Start and end of each of `words`."""
        places = [m.span() for m in _WORD.finditer(self.text)]
        if len(places) != len(self.words):  # folding parted a word: "İ" becomes "i" and a dot
            self.words[:] = [self.text[start:end].casefold() for start, end in places]
        return places

    def around(self, guard: frozenset[str], *, before: int, after: int) -> Iterator[Stretch]:
        """Stretches round the guard's words, up to the line's end: patterns may end there."""
        hits = guard & self.bag
        if not hits:
            return
        text, lower = self.text, self.text.lower()
        if len(lower) != len(text):
            yield 0, len(text)
            return
        spelled = hits | {hit.replace("ss", "ß") for hit in hits if "ss" in hit}
        yield from merged(
            (at - before, _line_end(text, at + after)) for at in _places(lower, spelled)
        )

    def beside_numbers(self, *, before: int, after: int) -> Iterator[Stretch]:
        """Stretches round the runs of digits."""
        return merged(
            (start - before, min(end + after, len(self.text))) for start, end in self.numbers
        )

    def dense(self) -> list[tuple[Stretch, int]]:
        """Stretches where six digits and more stand close to each other, and how many.

        With the signs and letters round them with which a number may begin or end.
        """
        text, found = self.text, list[tuple[Stretch, int]]()
        n, begun, last = 0, 0, -_NEAR
        for start, end in (*self.numbers, (len(text) + _NEAR + 1, 0)):
            if start - last > _NEAR or "\n" in text[last:start]:
                if n >= _FEWEST:
                    stretch = max(0, begun - 12), min(len(text), last + 16)
                    if found and stretch[0] <= found[-1][0][1]:  # none may end within a number
                        (first, _), more = found.pop()
                        stretch, n = (first, stretch[1]), n + more
                    found.append((stretch, n))
                n, begun = 0, start
            n, last = n + end - start, end
        return found


# "06 12 / 34": what stands between the digits of one number, and the fewest that name anybody
_NEAR, _FEWEST = 3, 6


def merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches in their order, those that meet as one."""
    begun = reached = -1
    for start, end in sorted(stretches):
        if begun < 0 or start > reached:
            if begun >= 0:
                yield begun, reached
            begun, reached = max(0, start), end
        reached = max(reached, end)
    if begun >= 0:
        yield begun, reached


def _places(lower: str, words: Iterable[str]) -> Iterator[int]:
    for word in words:
        at = lower.find(word)
        while at >= 0:
            end = at + len(word)
            # "hi" is no part of "this"
            if not (lower[at - 1 : at].isalpha() or lower[end : end + 1].isalpha()):
                yield at
            at = lower.find(word, end)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
