"""Which deals have had an answer on record: what we said since a topic last came up there."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from voiceminer.answers.following import followed_by
from voiceminer.answers.nearness import Floats, nearness, threshold_of, words_of
from voiceminer.answers.said import Said
from voiceminer.answers.sentences import sentences_of
from voiceminer.data import Answer, Assignment, DealTopic, Heard, Impact, Rows
from voiceminer.settings import AnswerSettings

log = logging.getLogger(__name__)
# a topic came up in a deal from this probability on, as everywhere on the pages
CAME_UP = 0.5


def on_record(
    heard: Heard,
    assignment: Assignment,
    impact: Impact,
    settings: AnswerSettings,
    topics: Sequence[str],
) -> tuple[bool, Rows[Answer]]:
    """Whether each topic has had an answer in each deal where it came up.

    What an answer sounds like is learned from the corpus, without labels: words that our side says
    right after customers raise the topic, and not otherwise. A turn counts as an answer if it is
    nearer to those words than all but `settings.chance` of our turns in deals in which the topic
    never came up. "I see" and "thanks for writing" follow everything, so they are near to nothing.

    An answer counts if it was given on the day on which the topic last came up, or later.

    Returns
    -------
    known : bool
        False where our side has said too little on record to tell an answer from chance.
    rows : Rows of Answer
        In order of topic and deal.
    """
    voice = heard.voice
    said = Said.of(sentences_of(voice.ours, voice.documents, voice.deals))
    if len(said.turns) < settings.fewest_turns:
        return False, Rows.gather(Answer)
    follows = followed_by(heard, assignment, set(topics))
    rows = words_of([s.text for s in said.sentences])
    mentions: dict[str, list[DealTopic]] = {topic: [] for topic in topics}
    for mention in impact.deal_topics:
        if mention.topic_id in mentions:
            mentions[mention.topic_id].append(mention)
    found = []
    for topic in topics:
        elsewhere = said.outside({m.deal_id for m in mentions[topic]})
        if elsewhere.sum() < settings.fewest_turns:
            continue
        after = np.array([topic in follows.get(turn, ()) for turn in said.turns], bool)
        near = nearness(rows, after[said.turn_of])
        nearest = np.full(len(said.turns), -1.0)
        np.maximum.at(nearest, said.turn_of, near)
        threshold = threshold_of(nearest[elsewhere], settings.chance)
        found += [
            _answer(m, said, near, threshold)
            for m in sorted(mentions[topic], key=lambda m: m.deal_id)
            if m.probability >= CAME_UP
        ]
    log.info("answers: %d of %d on record", sum(a.given for a in found), len(found))
    return bool(found), Rows.gather(Answer, found)


def _answer(mention: DealTopic, said: Said, near: Floats, threshold: float) -> Answer:
    since = mention.last_at.date()
    spoken = [at for at in said.in_deal.get(mention.deal_id, ()) if said.sentences[at].day >= since]
    # the nearest sentence, of equals the first said
    best = min(spoken, key=lambda at: (-near[at], said.sentences[at].day, at), default=None)
    sentence = None if best is None else said.sentences[best]
    return Answer(
        topic_id=mention.topic_id,
        deal_id=mention.deal_id,
        since=since,
        replies=len({said.sentences[at].turn.id for at in spoken}),
        given=best is not None and round(float(near[best]), 4) > round(threshold, 4),
        nearness=None if best is None else round(float(near[best]), 4),
        threshold=round(threshold, 4),
        turn_id=sentence.turn.id if sentence else "",
        start=sentence.start if sentence else 0,
        end=sentence.end if sentence else 0,
        at=sentence.turn.at if sentence else None,
        file=sentence.turn.file if sentence else "",
        row=sentence.turn.row if sentence else 0,
    )
