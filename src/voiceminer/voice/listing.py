"""Corpus -> what was kept of each document, and what was cut and why, all of it redacted."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass

from voiceminer.data import Corpus, Engine, Kind
from voiceminer.errors import EmptyResultError, SettingsError
from voiceminer.settings import VoiceSettings
from voiceminer.voice.boilerplate import without_boilerplate
from voiceminer.voice.listening import Listened, listened
from voiceminer.voice.showing import ShownDocument, shown
from voiceminer.voice.stage import learned_from, turns_by_document
from voiceminer.voice.text import RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Some documents, and counts of turns over all that were asked for.

    Attributes
    ----------
    documents : tuple of ShownDocument
        The sample, ordered by id.
    n_documents : int
        How many documents it was drawn from.
    kept, cut : Counter
        Side → turns kept; rule → turns from which it took something.
    """

    documents: tuple[ShownDocument, ...]
    n_documents: int
    kept: Counter[str]
    cut: Counter[str]


def listing_of(
    corpus: Corpus,
    settings: VoiceSettings,
    *,
    engine: Engine,
    sample: int = 0,
    seed: int = 0,
    kind: Kind | None = None,
    rule: str | None = None,
) -> Listing:
    """What `voice_of` keeps and cuts, document by document. Always redacted.

    Parameters
    ----------
    sample, seed : int
        How many documents to draw; 0 takes all. The same seed draws the same ones.
    kind : Kind, optional
        Only documents of this kind.
    rule : str, optional
        Only documents from which this rule took something; see `voice.text.RULES`.

    Raises
    ------
    SettingsError
        If there is no such rule.
    EmptyResultError
        If there is no such document.
    """
    if rule and rule not in RULES:
        raise SettingsError(f"--rule: there is no rule '{rule}'. Rules are: {', '.join(RULES)}.")
    learned = learned_from(corpus, settings.model_copy(update={"redact": True}), engine=engine)
    words = settings.boilerplate_words
    found = {
        document.document.id: (document, _cut(document, learned.boilerplate, words))
        for document in learned.documents
        if kind in (None, document.document.kind)
    }
    if rule:
        found = {id_: pair for id_, pair in found.items() if pair[1][rule]}
    if not found:
        asked = " ".join(f"--{k} '{v}'" for k, v in (("kind", kind), ("rule", rule)) if v)
        raise EmptyResultError(
            f"{asked or 'input'}: no such document. 'voiceminer inspect' shows what was read."
        )
    ids = sorted(found)
    if 0 < sample < len(ids):
        ids = sorted(random.Random(seed).sample(ids, sample))  # noqa: S311  # a sample, no secret
    drawn = {*ids}
    chosen = [
        (d, turns) for d, turns in turns_by_document(corpus, settings.own_domains) if d.id in drawn
    ]
    return Listing(
        documents=tuple(
            shown(document, turns, learned, words)
            for document, (_, turns) in zip(
                listened(chosen, keep=frozenset(settings.keep), with_cuts=True), chosen, strict=True
            )
        ),
        n_documents=len(found),
        kept=Counter(t.side for document, _ in found.values() for t in document.turns),
        cut=sum((cut for _, cut in found.values()), Counter[str]()),
    )


def _cut(document: Listened, boilerplate: frozenset[str], words: int) -> Counter[str]:
    """Rule → turns from which it took something."""
    cut = Counter[str]()
    for (rule, _), n in document.cut.items():
        cut[rule] += n
    changed = sum(
        without_boilerplate(turn, boilerplate, words) is not turn for turn in document.turns
    )
    return cut + Counter({"boilerplate": changed})
