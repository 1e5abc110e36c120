"""Topics as people see them: labels, sentences, words and quotes."""

from __future__ import annotations

from collections.abc import Mapping

from voiceminer.data import (
    Assignment,
    Encoder,
    Heard,
    Quote,
    Rows,
    Taxonomy,
    Term,
    Theme,
    Topic,
    TopicKind,
    Topics,
)
from voiceminer.settings import TopicSettings
from voiceminer.topics.book import Book
from voiceminer.topics.kinds import kinds_of
from voiceminer.topics.labels import labels_of
from voiceminer.topics.members import Members, members_of
from voiceminer.topics.names import Names
from voiceminer.topics.phrases import Phrases
from voiceminer.topics.quotes import quotes_of, sentence_of
from voiceminer.topics.remembered import Remembered
from voiceminer.topics.sub_pains import sub_pains_of
from voiceminer.topics.themes import themes_of
from voiceminer.topics.vocabulary import language_of, stop_words_of


def topics_of(
    heard: Heard,
    assignment: Assignment,
    settings: TopicSettings,
    *,
    encoder: Encoder,
    seed: int,  # noqa: ARG001  # nothing here draws; the seam is the same for every stage
    taxonomy: Taxonomy | None = None,
    kept: Mapping[str, Topic] | None = None,
    themes: Mapping[str, str] | None = None,
) -> Topics:
    """Labels and quotes of every topic, out of customers' own phrases.

    `begin_model` adds the terms and files of a BERTopic model, which take longer to find than
    all else, and which nothing that weighs topics needs.

    Parameters
    ----------
    encoder : Encoder
        The one that made `heard.embeddings`: phrases are compared with topics' centres.
    taxonomy : Taxonomy, optional
        What people call topics goes before all else; its words to ignore stand in no label.
    kept : mapping of str to Topic, optional
        Topics of an earlier run by id, whose labels stay, and whose sentences too where the
        taxonomy locks them.
    themes : mapping of str to str
        An earlier run's themes, id and label.

    Returns
    -------
    Topics
        In the order of `assignment.identities`; `terms` and `model` are empty.
    """
    if not len(assignment.identities):
        return _nothing()
    names = Names(taxonomy or Taxonomy(), kept or {})
    members = members_of(heard, assignment)
    remembered = Remembered(encoder, members.texts, members.vectors)
    language = language_of(heard)
    stop_words = stop_words_of(language)
    book = Book(members, stop_words, names.ignored, language=language)
    phrases = book.topics()
    given = [names.label(topic) for topic in members.topic_ids]
    found = labels_of(phrases, members.centres, remembered, given=given)
    labels = [
        own or (phrases.shown(label) if label else _short(sentence_of(members, topic)))
        for topic, (own, label) in enumerate(zip(given, found, strict=True))
    ]
    theme_ids = assignment.identities.column("theme_id")
    families = themes_of(members, theme_ids, labels, book, remembered, kept=themes or {})
    kinds = kinds_of(heard, assignment, background=settings.background)
    return Topics(
        topics=Rows.gather(Topic, _topics(members, assignment, labels, kinds, names)),
        themes=Rows.gather(Theme, families),
        terms=Rows.gather(Term),
        quotes=Rows.gather(Quote, _quotes(members, phrases, book, settings.quotes)),
        model={},
    )


def _topics(
    members: Members,
    assignment: Assignment,
    labels: list[str],
    kinds: Mapping[str, TopicKind],
    names: Names,
) -> list[Topic]:
    return [
        Topic(
            id=identity.topic_id,
            theme_id=identity.theme_id,
            label=labels[at],
            sentence=names.sentence(identity.topic_id) or sentence_of(members, at),
            kind=names.kind(identity.topic_id) or kinds[identity.topic_id],
        )
        for at, identity in enumerate(assignment.identities)
    ]


def _quotes(members: Members, phrases: Phrases, book: Book, most: int) -> list[Quote]:
    return [
        Quote(
            topic_id=topic_id,
            passage_id=members.ids[row],
            place=place,
            sub_pain=phrases.shown(sub_pain),
        )
        for topic, topic_id in enumerate(members.topic_ids)
        for rows in [quotes_of(members, topic, most)]
        for place, (row, sub_pain) in enumerate(
            zip(rows, sub_pains_of(members, topic, rows, book), strict=True), 1
        )
    ]


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
