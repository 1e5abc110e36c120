"""Topics as people see them: labels, sentences, words and quotes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Assignment, Encoder, Heard, Quote, Rows, Term, Theme, Topic, Topics
from voiceminer.settings import TopicSettings
from voiceminer.topics.bertopic_model import Fitted, fitted
from voiceminer.topics.kinds import kind_of
from voiceminer.topics.labels import labels_of, typical_of
from voiceminer.topics.members import Members, members_of
from voiceminer.topics.phrases import Phrases, phrases_of
from voiceminer.topics.quotes import quotes_of, sentence_of
from voiceminer.topics.remembered import Remembered
from voiceminer.topics.vocabulary import stop_words_of

# Texts per topic whose phrases are counted, the most central first: counts of 400 texts tell
# a phrase of 1 in 100 texts from none, and 100 topics' worth takes a second.
COUNTED = 400


def topics_of(
    heard: Heard,
    assignment: Assignment,
    settings: TopicSettings,
    *,
    encoder: Encoder,
    seed: int,  # noqa: ARG001  # nothing here draws; the seam is the same for every stage
) -> Topics:
    """Labels, words and quotes of every topic, out of customers' own phrases.

    Parameters
    ----------
    encoder : Encoder
        The one that made `heard.embeddings`: phrases are compared with topics' centres.

    Returns
    -------
    Topics
        In the order of `assignment.identities`. `model` is empty where there is no word to
        model (or no passage).
    """
    if not len(assignment.identities):
        return _nothing()
    members = members_of(heard, assignment)
    known = dict(zip(members.texts, members.vectors, strict=True))
    remembered = Remembered(encoder, known)
    stop_words = stop_words_of(heard)
    phrases = phrases_of([_counted(members, t) for t in range(len(members.topic_ids))], stop_words)
    labels = [
        phrases.shown(label) or _short(sentence_of(members, topic))
        for topic, label in enumerate(labels_of(phrases, members.centres, remembered))
    ]
    model = fitted(members, labels, stop_words, remembered)
    return Topics(
        topics=Rows.gather(Topic, _topics(members, assignment, labels)),
        themes=Rows.gather(Theme, _themes(members, assignment, labels, stop_words, remembered)),
        terms=Rows.gather(Term, _terms(members, model)),
        quotes=Rows.gather(Quote, _quotes(members, phrases, settings, stop_words)),
        model=model.files,
    )


def _counted(members: Members, topic: int) -> list[str]:
    rows = members.of(topic)
    counting = rows[members.counts[rows]]
    return [members.texts[row] for row in (counting if len(counting) else rows)[:COUNTED]]


def _topics(members: Members, assignment: Assignment, labels: list[str]) -> list[Topic]:
    return [
        Topic(
            id=identity.topic_id,
            theme_id=identity.theme_id,
            label=labels[at],
            sentence=sentence_of(members, at),
            kind=kind_of(members.kinds[row] for row in members.of(at)),
        )
        for at, identity in enumerate(assignment.identities)
    ]


def _themes(
    members: Members,
    assignment: Assignment,
    labels: list[str],
    stop_words: frozenset[str],
    encoder: Encoder,
) -> list[Theme]:
    theme_ids = assignment.identities.column("theme_id")
    order = list(dict.fromkeys(theme_ids))
    inside = [[at for at, theme in enumerate(theme_ids) if theme == own] for own in order]
    texts = [
        [t for at in topics for t in _counted(members, at)[: max(1, COUNTED // len(topics))]]
        for topics in inside
    ]
    phrases = phrases_of(texts, stop_words)
    centres = np.stack([members.centres[topics].mean(axis=0) for topics in inside])
    lengths = np.linalg.norm(centres, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (centres / np.maximum(lengths, 1e-12)).astype(np.float32)
    found = labels_of(phrases, unit, encoder)
    return [
        Theme(
            id=theme,
            label=labels[topics[0]]
            if len(topics) == 1
            else phrases.shown(label) or labels[topics[0]],
        )
        for theme, topics, label in zip(order, inside, found, strict=True)
    ]


def _terms(members: Members, model: Fitted) -> list[Term]:
    return [
        Term(
            topic_id=topic_id,
            representation=representation,
            place=place,
            term=word,
            weight=weight,
        )
        for at, topic_id in enumerate(members.topic_ids)
        for representation, words in model.words.items()
        for place, (word, weight) in enumerate(words.get(at, ()), 1)
    ]


def _quotes(
    members: Members, phrases: Phrases, settings: TopicSettings, stop_words: frozenset[str]
) -> list[Quote]:
    quotes = []
    for topic, topic_id in enumerate(members.topic_ids):
        rows = quotes_of(members, topic, settings.quotes)
        for place, (row, sub_pain) in enumerate(
            zip(rows, _sub_pains(members, topic, rows, phrases, stop_words), strict=True), 1
        ):
            quotes.append(
                Quote(
                    topic_id=topic_id, passage_id=members.ids[row], place=place, sub_pain=sub_pain
                )
            )
    return quotes


def _sub_pains(
    members: Members,
    topic: int,
    quotes: list[int],
    phrases: Phrases,
    stop_words: frozenset[str],
) -> list[str]:
    """A short label for what each quote stands for: the topic's texts nearest to it."""
    if not quotes:
        return []
    rows = members.of(topic)[:COUNTED]
    nearest = np.argmax(np.round(members.vectors[rows] @ members.vectors[quotes].T, 5), axis=1)
    groups = [[members.texts[r] for r in rows[nearest == at]] for at in range(len(quotes))]
    counted = phrases_of(groups, stop_words)
    return [phrases.shown(label) for label in typical_of(counted)]


def _short(text: str) -> str:
    words = text.split()
    short = " ".join(words[:8]) + ("…" if len(words) > 8 else "")
    return short[:1].upper() + short[1:]


def _nothing() -> Topics:
    return Topics(
        topics=Rows.gather(Topic),
        themes=Rows.gather(Theme),
        terms=Rows.gather(Term),
        quotes=Rows.gather(Quote),
        model={},
    )
