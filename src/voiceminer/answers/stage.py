"""The answers stage as one page: what we said in a deal since a topic last came up there."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.answers.following import followed_by
from voiceminer.answers.nearness import Floats, nearness, threshold_of, words_of
from voiceminer.answers.sentences import Sentence, sentences_of
from voiceminer.data import Answer, Answers, Assignment, DealTopic, Heard, Impact, Rows
from voiceminer.settings import AnswerSettings

log = logging.getLogger(__name__)
# a topic came up in a deal from this probability on, as everywhere on the pages
CAME_UP = 0.5


def answers_of(
    heard: Heard, assignment: Assignment, impact: Impact, settings: AnswerSettings, *, top: int
) -> Answers:
    """Whether each of the first `top` topics has had an answer in each deal where it came up.

    What an answer sounds like is learned from the corpus, without labels: words that our side says
    right after customers raise the topic, and not otherwise. A turn counts as an answer if it is
    nearer to those words than all but `settings.chance` of our turns in deals in which the topic
    never came up. "I see" and "thanks for writing" follow everything, so they are near to nothing.

    An answer counts if it was given on the day on which the topic last came up, or later.

    Returns
    -------
    Answers
        In order of topic (first place first) and deal; not `known` where our side has said too
        little on record to tell an answer from chance.
    """
    voice = heard.voice
    said = Said.of(sentences_of(voice.ours, voice.documents, voice.deals))
    if len(said.turns) < settings.fewest_turns:
        return Answers()
    ranked = sorted(impact.effects, key=lambda e: (e.rank, e.topic_id))[:top]
    topics = [e.topic_id for e in ranked]
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
    return Answers(known=bool(found), on_record=Rows.gather(Answer, found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What our side said.

    Attributes
    ----------
    sentences : sequence of Sentence
    turns : sequence of str
        Ids of the turns that they belong to.
    turn_of : ndarray of int64, shape (n_sentences,)
    in_deal : mapping
        Deal → its sentences, in the order of `sentences`.
    """

    sentences: Sequence[Sentence]
    turns: Sequence[str]
    turn_of: NDArray[np.int64]
    in_deal: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Said:
        """Index the sentences."""
        number: dict[str, int] = {}
        of = [number.setdefault(s.turn.id, len(number)) for s in sentences]
        in_deal: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(sentences):
            for deal_id in sentence.deals:
                in_deal[deal_id].append(at)
        return cls(
            sentences=sentences,
            turns=tuple(number),
            turn_of=np.array(of, np.int64),
            in_deal=in_deal,
        )

    def outside(self, deals: Collection[str]) -> NDArray[np.bool_]:
        """Which turns were said in deals, and in none of these; shape (n_turns,)."""
        found = np.zeros(len(self.turns), bool)
        for deal_id, of in self.in_deal.items():
            if deal_id not in deals:
                found[self.turn_of[of]] = True
        for deal_id in deals:
            found[self.turn_of[self.in_deal.get(deal_id, [])]] = False
        return found


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
        given=best is not None and bool(near[best] > threshold),
        nearness=None if best is None else round(float(near[best]), 4),
        threshold=round(threshold, 4),
        turn_id=sentence.turn.id if sentence else "",
        start=sentence.start if sentence else 0,
        end=sentence.end if sentence else 0,
        at=sentence.turn.at if sentence else None,
        file=sentence.turn.file if sentence else "",
        row=sentence.turn.row if sentence else 0,
    )
