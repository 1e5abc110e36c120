"""Passages with vectors -> signals: the kind of each statement and its severity."""

from __future__ import annotations

import logging
from collections import Counter

import numpy as np

from voiceminer.data import Embeddings, Encoder, Passage, Rows, Signal, Voice
from voiceminer.settings import SignalSettings
from voiceminer.signals.hits import Page, kind_hits, part_hits, small_talk_share
from voiceminer.signals.kinds import kinds_of
from voiceminer.signals.lexicon import KINDS, lexicon_of
from voiceminer.signals.nearness import nearness
from voiceminer.signals.severity import ALL_PARTS, severity_parts

log = logging.getLogger(__name__)


def signals_of(
    voice: Voice,
    passages: Rows[Passage],
    embeddings: Embeddings,
    settings: SignalSettings,
    *,
    encoder: Encoder,
) -> Rows[Signal]:
    """What kind of statement each passage is, and how severe.

    Words from the lexicons and nearness to prototype sentences are added up; see
    `kinds.kinds_of` for the rules and `severity.severity_parts` for the parts.

    Parameters
    ----------
    voice : Voice
        For the documents' ratings.
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
    lexicon = lexicon_of(settings.lexicons)
    if not len(passages):
        return Rows.gather(Signal)
    page = Page(passages.column("text"))
    hits, opening, negated = kind_hits(page, lexicon)
    near = nearness(embeddings.vectors, lexicon, encoder)
    best = kinds_of(
        hits=hits,
        opening=opening,
        negated=negated,
        contrast=page.counts([m.start() for m in page.matches(lexicon.contrast)]) > 0,
        covered=small_talk_share(page, lexicon),
        near=near,
        sides=passages.column("side"),
        settings=settings,
    )
    kinds = [KINDS[i] for i in best]
    ratings = dict(zip(voice.documents.column("id"), voice.documents.column("csat"), strict=True))
    csat = np.array([ratings.get(d) for d in passages.column("document_id")], np.float64)
    first = [
        r or p for r, p in zip(passages.column("repeat_of"), passages.column("id"), strict=True)
    ]
    times = Counter(first)
    repeats = np.array([times[f] - 1 for f in first], np.int64)
    parts = severity_parts(kinds, part_hits(page, lexicon), repeats, csat, settings)
    log.info("signals: %s", dict(Counter(kinds).most_common()))
    return Rows.gather(
        Signal,
        [
            Signal(
                passage_id=passage_id,
                kind=kind,
                severity=min(1.0, float(row.sum())),
                parts={name: float(v) for name, v in zip(ALL_PARTS, row, strict=True) if v},
            )
            for passage_id, kind, row in zip(passages.column("id"), kinds, parts, strict=True)
        ],
    )
