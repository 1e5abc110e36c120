"""Voice -> Rows[Passage]: one thought per passage, offsets into the redacted verbatim."""

from __future__ import annotations

import logging

from voiceminer.data import Document, Engine, Passage, Rows, Verbatim, Voice
from voiceminer.passages.context import with_context
from voiceminer.passages.repeats import with_repeats
from voiceminer.passages.splitting import splitter
from voiceminer.settings import PassageSettings

log = logging.getLogger(__name__)

# verbatims: a worker needs 2 to 5 s to import spaCy, in which this process splits as many
_PART = 10_000


def passages_of(voice: Voice, settings: PassageSettings, *, engine: Engine) -> Rows[Passage]:
    """Each verbatim split into passages of one thought.

    Lines and list items are borders, then sentences (spaCy's sentencizer), and in sellers'
    notes also the marks between points (; / | ->). Very short pieces go with their neighbour on
    the same line, very long ones are split at clauses. Fragments that say nothing (a greeting,
    "ok") make no passage. One that says nothing alone ("it still does that") has what was said
    before as its context; one that its author has said before points at the first.

    Parameters
    ----------
    voice : Voice
        Redacted verbatims with their documents.
    settings : PassageSettings
        Language and lengths in words.
    engine : Engine
        Maps the verbatims.

    Returns
    -------
    Rows of Passage
        In the order of the verbatims; `verbatim.text[start:end] == text` for each, and its id
        is `verbatim_id#start`.
    """
    verbatims = list(voice.verbatims)
    documents = {d.id: d for d in voice.documents}
    parts = [verbatims[i : i + _PART] for i in range(0, len(verbatims), _PART)]
    found = [s for part in engine.map("passages", splitter(settings), parts) for s in part]
    passages = [
        _passage(verbatim, span, documents[verbatim.document_id])
        for verbatim, split in zip(verbatims, found, strict=True)
        for span in split.spans
    ]
    empty = sum(split.empty for split in found)
    log.info("passages: %d, and %d fragments that say nothing", len(passages), empty)
    return Rows.gather(Passage, with_repeats([*with_context(passages)]))


def _passage(verbatim: Verbatim, span: tuple[int, int], document: Document) -> Passage:
    start, end = span
    return Passage(
        id=f"{verbatim.id}#{start}",
        verbatim_id=verbatim.id,
        start=start,
        end=end,
        text=verbatim.text[start:end],
        context="",
        language=verbatim.language,
        side=verbatim.side,
        at=verbatim.at,
        document_id=document.id,
        author_id=document.author_id,
        account_id=document.account_id,
        deal_id=document.deal_id,
        repeat_of=None,
    )
