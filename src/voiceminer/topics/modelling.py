"""BERTopic's words and files for topics that have their names, found beside other work."""

from __future__ import annotations

from dataclasses import replace

from voiceminer.data import (
    Assignment,
    Encoder,
    Engine,
    Heard,
    Later,
    Pending,
    Rows,
    Taxonomy,
    Term,
    Topics,
)
from voiceminer.topics.bertopic_model import fitted
from voiceminer.topics.members import Members, members_of
from voiceminer.topics.remembered import Remembered
from voiceminer.topics.vocabulary import language_of, stop_words_of

# Texts that are sent to another process: with their vectors of 384 places 300 MB, there and here.
# More of them stay, since memory is dearer then than the seconds that BERTopic takes.
SENT_AT_MOST = 200_000


def begin_model(
    heard: Heard,
    assignment: Assignment,
    topics: Topics,
    *,
    encoder: Encoder,
    engine: Engine,
    taxonomy: Taxonomy | None = None,
) -> Pending[Topics]:
    """`topics` with the terms and the files of a BERTopic model, once `result()` is asked for.

    Nothing that weighs topics needs them, so another process may fit the model meanwhile; where
    there are no deals to weigh, there is nothing to do meanwhile, and it is not sent away.

    Parameters
    ----------
    encoder : Encoder
        The one that made `heard.embeddings`.
    taxonomy : Taxonomy, optional
        Its words to ignore are no terms.
    """
    if not len(topics.topics):
        return Later(replace, topics)
    ignored = frozenset(taxonomy.ignore if taxonomy else ())
    members = members_of(heard, assignment)
    given = (topics, members, stop_words_of(language_of(heard)) | ignored, encoder)
    if not len(heard.voice.deals) or len(members.texts) > SENT_AT_MOST:
        return Later(modelled, *given)
    return engine.begin(modelled, *given)


def modelled(
    topics: Topics, members: Members, stop_words: frozenset[str], encoder: Encoder
) -> Topics:
    """`topics` with a model of BERTopic's; empty as they are where there is no word to model."""
    labels = topics.topics.column("label")
    known = Remembered(encoder, members.texts, members.vectors)
    model = fitted(members, labels, stop_words, known)
    terms = [
        Term(topic_id=topic_id, representation=name, place=place, term=word, weight=weight)
        for at, topic_id in enumerate(members.topic_ids)
        for name, words in model.words.items()
        for place, (word, weight) in enumerate(words.get(at, ()), 1)
    ]
    return replace(topics, terms=Rows.gather(Term, terms), model=model.files)
