"""Passages with vectors -> signals: the kind of each statement and its severity."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Embeddings, Encoder, Passage, Rows, Signal, Voice
from voiceminer.settings import SignalSettings
from voiceminer.signals.hits import Page, evidence, part_hits, with_rivals
from voiceminer.signals.kinds import inputs_of, probabilities, weights
from voiceminer.signals.lexicon import KINDS, PARTS, lexicon_of
from voiceminer.signals.nearness import nearness
from voiceminer.signals.phrases import phrases_of
from voiceminer.signals.rivals import mentions, rivals_in
from voiceminer.signals.severity import ALL_PARTS, severity_parts

log = logging.getLogger(__name__)

Matrix = NDArray[np.float32]


def signals_of(
    voice: Voice,
    passages: Rows[Passage],
    embeddings: Embeddings,
    settings: SignalSettings,
    *,
    encoder: Encoder,
) -> Rows[Signal]:
    """What kind of statement each passage is, and how severe.

    Words from the lexicon of the passage's language and nearness to that lexicon's prototype
    sentences are weighed together (see `kinds.probabilities`); the kind is the most probable
    one. `severity.severity_parts` tells what severity is made of.

    Parameters
    ----------
    voice : Voice
        For the documents' ratings, and for names that are no rivals'.
    passages : Rows of Passage
    embeddings : Embeddings
        One unit vector per passage, by `encoder`.
    settings : SignalSettings
    encoder : Encoder
        Encodes the prototype sentences.

    Returns
    -------
    Rows of Signal
        One per passage, in their order.

    Raises
    ------
    SettingsError
        If there is no lexicon for a language that the settings name.
    """
    lexicons = {language: lexicon_of(language) for language in settings.lexicons}
    if not len(passages):
        return Rows.gather(Signal)
    texts: list[str] = passages.column("text")
    notes = np.array([side == "reported" for side in passages.column("side")], bool)
    names = _rivals(voice, passages, settings)
    mentioned = mentions(texts, names)
    named = np.array([bool(m) for m in mentioned], bool)
    certainty = np.zeros((len(texts), len(KINDS)), np.float32)
    hits = np.zeros((len(texts), len(PARTS)), np.float32)
    for language, rows in _by_language(passages, settings.lexicons).items():
        lexicon = lexicons[language]
        # the same words are read once: half of a help desk's sentences have been said before
        first: dict[tuple[str, bool], int] = {}
        again = [first.setdefault((texts[row], bool(notes[row])), len(first)) for row in rows]
        page = Page([text for text, _ in first])
        words = evidence(page, lexicon, np.array([note for _, note in first], bool))[again]
        places = dict(zip(reversed(again), reversed(rows.tolist()), strict=True))
        distinct = [places[at] for at in range(len(first))]
        near = nearness(embeddings.vectors[distinct], lexicon, encoder)[again]
        inputs = inputs_of(with_rivals(words, named[rows]), near)
        phrases = phrases_of(language) if near.any() else None
        fitted = language if phrases else "any" if near.any() else "words"
        said = phrases.scores(page.text)[again] if phrases else 0.0
        certainty[rows] = probabilities(inputs, weights(fitted), said)
        hits[rows] = part_hits(page, lexicon)[again]
    kinds = [KINDS[at] for at in certainty.argmax(axis=1)]
    parts = severity_parts(kinds, hits, _repeats(passages), _ratings(voice, passages), settings)
    log.info("signals: %s; rivals: %s", dict(Counter(kinds).most_common()), ", ".join(names))
    return Rows.gather(
        Signal,
        [
            Signal(
                passage_id=passage_id,
                kind=kind,
                probability=round(likely, 4),
                rivals=rivals,
                severity=min(1.0, total),
                parts={name: part for name, part in zip(ALL_PARTS, row, strict=True) if part},
            )
            for passage_id, kind, likely, rivals, total, row in zip(
                passages.column("id"),
                kinds,
                certainty.max(axis=1).tolist(),
                mentioned,
                parts.sum(axis=1).tolist(),
                parts.tolist(),
                strict=True,
            )
        ],
    )


def _by_language(passages: Rows[Passage], languages: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """Places of the passages that each lexicon reads; the first reads what no other can."""
    rows: dict[str, list[int]] = {}
    for row, language in enumerate(passages.column("language")):
        rows.setdefault(language if language in languages else languages[0], []).append(row)
    return {language: np.array(found, np.int64) for language, found in rows.items()}


def _rivals(voice: Voice, passages: Rows[Passage], settings: SignalSettings) -> tuple[str, ...]:
    if not settings.rival_documents:
        return settings.rivals
    own = {*voice.documents.column("product"), *voice.accounts.column("name"), *settings.own_names}
    own |= {domain.split(".")[0] for domain in voice.own_side.column("value")}
    found = rivals_in(
        passages.column("text"),
        passages.column("document_id"),
        [lexicon_of(language) for language in settings.lexicons],
        own=[name for name in own if name],
        at_least=settings.rival_documents,
    )
    return tuple(sorted({*settings.rivals, *found}))


def _ratings(voice: Voice, passages: Rows[Passage]) -> NDArray[np.float64]:
    """The rating of each passage's document; NaN where there is none."""
    ratings = dict(zip(voice.documents.column("id"), voice.documents.column("csat"), strict=True))
    return np.array([ratings.get(d) for d in passages.column("document_id")], np.float64)


def _repeats(passages: Rows[Passage]) -> NDArray[np.int64]:
    """How many further times the same author said each passage's words."""
    said = [
        r or p for r, p in zip(passages.column("repeat_of"), passages.column("id"), strict=True)
    ]
    times = Counter(said)
    return np.array([times[first] - 1 for first in said], np.int64)
