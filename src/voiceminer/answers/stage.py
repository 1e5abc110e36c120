"""The answers stage as one page: what we said since a topic came up, and what our pages say."""

from __future__ import annotations

import logging

from voiceminer.answers.deals import on_record
from voiceminer.answers.pages import on_pages, paragraphs_of
from voiceminer.answers.wording import our_phrases
from voiceminer.data import (
    Answers,
    Assignment,
    Encoder,
    Heard,
    Impact,
    OurPhrase,
    PageAnswer,
    Rows,
)
from voiceminer.settings import AnswerSettings

log = logging.getLogger(__name__)


def answers_of(
    heard: Heard,
    assignment: Assignment,
    impact: Impact,
    settings: AnswerSettings,
    *,
    encoder: Encoder,
    top: int,
) -> Answers:
    """Whether topics have had an answer: the first `top` in each of their deals, all on our pages.

    Pages of our own are documents of kind `page`; without any nothing is said of them.

    Parameters
    ----------
    encoder : Encoder
        What made the passages' vectors; it encodes our pages.

    Returns
    -------
    Answers
        In order of topic, first place first.
    """
    ranked = [e.topic_id for e in sorted(impact.effects, key=lambda e: (e.rank, e.topic_id))]
    known, rows = on_record(heard, assignment, impact, settings, ranked[:top])
    pages = {d.id for d in heard.voice.documents if d.kind == "page"}
    if not pages:
        return Answers(known=known, on_record=rows)
    own_names = [o.value.partition(".")[0] for o in heard.voice.own_side if o.kind == "domain"]
    turns = [turn for turn in heard.voice.ours if turn.document_id in pages]
    found = on_pages(
        paragraphs_of(turns), heard, assignment, ranked, encoder=encoder,
        chance=settings.pages_chance,
    )  # fmt: skip
    log.info("answers: %d of %d topics on our pages", sum(p.given for p in found), len(found))
    return Answers(
        known=known,
        on_record=rows,
        pages=len(pages),
        on_pages=Rows.gather(PageAnswer, found),
        our_phrases=Rows.gather(
            OurPhrase, our_phrases(turns, heard.voice.verbatims.column("text"), own_names)
        ),
    )
