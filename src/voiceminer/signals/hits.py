"""Where each kind's words stand in each text, and how many."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.signals.expression import Expression, Places, Span, words_of
from voiceminer.signals.lexicon import KINDS, PARTS, Lexicon

Matrix = NDArray[np.float32]
Spans = NDArray[np.int64]

_PLACEHOLDER = re.compile(r"\[[a-z_]+\d*\]")
# a question mark at the text's end, whatever marks stand round it
_ASKS = re.compile(r"\?[^\w\n]*$", re.MULTILINE)
# where a sentence, or a clause after a colon or dash, may begin
_WORD = re.compile(r"[^\W_]+")
_BEGIN = re.compile(r'^|(?<=[.!?;:,"”)] )|(?<= - )', re.MULTILINE)
# what may come between two words and still leave them one clause: a negator reaches no further
_REACH = 48


class Page:
    """Many texts as one string, a line each, so that an expression runs once over all."""

    def __init__(self, texts: Sequence[str]) -> None:
        lines = [t.lower().replace("\n", " ").replace("'", "’") for t in texts]
        self.text = "\n".join(lines)
        self.lengths = np.fromiter((len(line) for line in lines), np.int64, len(lines))
        self.starts: Spans = np.concatenate(
            [np.zeros(1, np.int64), np.cumsum(self.lengths + 1)[:-1]]
        )
        self.size = len(lines)

        self.words = words_of(self.text)

    def spans(self, expression: Expression) -> Spans:
        """Start and end of every match, shape (n, 2), in order; none crosses a line."""
        return _spans(expression.spans(self.text, self.words))

    def found(self, pattern: re.Pattern[str]) -> Spans:
        """The same for an expression of another form."""
        return _spans([m.span() for m in pattern.finditer(self.text)])

    def rows(self, places: Spans) -> Spans:
        """The text in which each place lies."""
        return np.searchsorted(self.starts, places, side="right") - 1

    def counts(self, places: Spans) -> Matrix:
        """How many of these places lie in each text."""
        return np.bincount(self.rows(places), minlength=self.size).astype(np.float32)

    def covered(self, spans: Spans) -> Matrix:
        """Share of each text's characters that lie in these spans, which may overlap."""
        inside = np.concatenate([[0], np.cumsum(self.inside(spans))])
        sums = inside[self.starts + self.lengths] - inside[self.starts]
        return np.asarray(sums / np.maximum(self.lengths, 1), np.float32)

    def inside(self, spans: Spans) -> NDArray[np.bool_]:
        """For each character of the text whether it lies in one of these spans."""
        edges = np.zeros(len(self.text) + 2, np.int32)
        np.add.at(edges, spans[:, 0], 1)
        np.add.at(edges, spans[:, 1], -1)
        return np.asarray(np.cumsum(edges) > 0)


FEATURES: tuple[str, ...] = (
    *(f"{kind}: words" for kind in KINDS),
    *(f"{kind}: opens" for kind in KINDS),
    "pain: denied",
    "praise: denied",
    "turns",
    "small talk: share",
    "length",
    "asks",
    "note",
)

# what takes praise its force: "loves the photos, needs them side by side"
_SPOILS = (
    "pain: words",
    "request: words",
    "request: opens",
    "objection: words",
    "churn risk: words",
)


def evidence(page: Page, lexicon: Lexicon, notes: NDArray[np.bool_]) -> Matrix:
    """What the words of each text say of its kind.

    Parameters
    ----------
    notes : ndarray of bool, shape (n_texts,)
        Whether a text stands in a seller's note.

    Returns
    -------
    ndarray of float32, shape (n_texts, len(FEATURES))
        Matches count by log2(1 + n), since the first says most; `opens` is 0 or 1; words that
        only announce a matter ("About the invoices, ...") are left out; `denied` are matches
        that a negator takes their force from, which are not among `words`.
    """
    begins, topics = _begins(page, lexicon)
    muted = page.inside(topics)
    found = np.zeros((page.size, len(FEATURES)), np.float32)
    talk = [page.found(_PLACEHOLDER)]
    for column, kind in enumerate(KINDS):
        fixed = page.spans(lexicon.fixed[kind])
        sound, denied = _sound(page, lexicon.plain[kind], lexicon)
        heard = np.concatenate([fixed, sound])[:, 0]
        found[:, column] = np.log2(1 + page.counts(heard[~muted[heard]]))
        at = lexicon.opening[kind].opens(page.text, begins)
        found[:, len(KINDS) + column] = page.counts(np.array(at, np.int64)) > 0
        if kind in ("pain", "praise"):
            name = FEATURES.index(f"{kind}: denied")
            found[:, name] = np.log2(1 + page.counts(denied[~muted[denied[:, 0]], 0]))
        if kind == "small talk":
            talk += [fixed, sound, denied]
    spoilt = (found[:, [FEATURES.index(name) for name in _SPOILS]] > 0).any(axis=1)
    found[spoilt, FEATURES.index("praise: words")] = 0
    found[spoilt, FEATURES.index("praise: opens")] = 0
    words = page.counts(page.found(_WORD)[:, 0])
    found[:, -5] = page.counts(page.spans(lexicon.contrast)[:, 0]) > 0
    found[:, -4] = page.covered(np.concatenate(talk))
    found[:, -3] = np.log2(1 + words)
    found[:, -2] = page.counts(page.found(_ASKS)[:, 0]) > 0
    found[:, -1] = notes
    return found


def with_rivals(found: Matrix, named: NDArray[np.bool_]) -> Matrix:
    """The evidence with a rival's name as one more of the competitor's words."""
    column = FEATURES.index("competitor: words")
    more = found.copy()
    more[:, column] = np.where(named, np.log2(1 + 2 ** found[:, column]), found[:, column])
    return more


def _begins(page: Page, lexicon: Lexicon) -> tuple[Places, Spans]:
    """Where sentences begin to say something, and the spans that only announce a matter."""
    begins: set[int] = set()
    topics = []
    for match in _BEGIN.finditer(page.text):
        at = match.start()
        begins.add(at)
        while lead := lexicon.lead.match(page.text, at) or lexicon.topic.match(page.text, at):
            if lead.re is lexicon.topic:
                topics.append(lead.span())
            at = lead.end()
            begins.add(at)
    return Places(page.text, begins), _spans(topics)


def part_hits(page: Page, lexicon: Lexicon) -> Matrix:
    """Matches per text and part of severity, shape (n_texts, n_parts); negated ones count not."""
    hits = np.zeros((page.size, len(PARTS)), np.float32)
    for column, part in enumerate(PARTS):
        hits[:, column] = page.counts(_sound(page, lexicon.parts[part], lexicon)[0][:, 0])
    return hits


def _sound(page: Page, expression: Expression, lexicon: Lexicon) -> tuple[Spans, Spans]:
    """Spans where the expression matches, and where it does behind a negator."""
    sound: list[Span] = []
    denied: list[Span] = []
    for span in expression.spans(page.text, page.words):
        before = page.text[max(0, span[0] - _REACH) : span[0]].rpartition("\n")[2]
        (denied if lexicon.negator.search(before) else sound).append(span)
    return _spans(sound), _spans(denied)


def _spans(found: list[tuple[int, int]]) -> Spans:
    return np.array(found, np.int64).reshape(-1, 2)
