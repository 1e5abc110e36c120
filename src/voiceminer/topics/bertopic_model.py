"""The only file that knows BERTopic: fits it on our topics, and hands back words and files."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import TYPE_CHECKING, Any

from voiceminer.absent import absent
from voiceminer.data import Encoder
from voiceminer.topics.members import Members

if TYPE_CHECKING:
    from bertopic import BERTopic

# Words and pairs of words kept: beyond this the model's vocabulary file outgrows its use.
VOCABULARY = 20_000
# Candidates that KeyBERTInspired embeds per topic: c-TF-IDF's first 30, as the other
# representations see them, so that all three speak of the same words.
CANDIDATES = 30
SHOWN = 10
# Texts per topic among which KeyBERTInspired looks for the five most typical ones: its own
# default of 500 takes a second and a half longer for 100 topics and gives the same words.
SAMPLED = 100

Words = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Words by representation and position in `Members.topic_ids`, and the model's files."""

    words: Mapping[str, Mapping[int, Words]]
    files: Mapping[str, bytes]


# What BERTopic can do without (its documentation calls that a lightweight installation) and what
# nothing here calls for: a cluster model, an encoder and pipelines of its own. Importing them
# takes longer than fitting: 8.5 s of processor time, of 13 in all.
UNUSED = ("hdbscan", "sentence_transformers", "torch", "transformers", "umap")


def fitted(
    members: Members, labels: Sequence[str], stop_words: frozenset[str], encoder: Encoder
) -> Fitted:
    """A BERTopic model of our topics: c-TF-IDF, KeyBERT-inspired and MMR words.

    Our placements are its cluster model, and nothing reduces dimensions. `files` written into
    a folder are what `BERTopic.load(folder)` opens, without a network.
    """
    with _contained():
        model = _model(stop_words, encoder)
        try:
            model.fit_transform(list(members.texts), embeddings=members.vectors, y=members.topics)
        except ValueError as error:
            if "empty vocabulary" not in str(error):
                raise
            return Fitted(words={}, files={})
        ours = {new: old for old, new in model.topic_mapper_.get_mappings().items()}
        for words in (model.topic_representations_, *model.topic_aspects_.values()):
            for topic, found in words.items():
                words[topic] = _ordered(found)
        model.set_topic_labels({new: labels[old] for new, old in ours.items()})
        shown = {"Main": model.topic_representations_, **model.topic_aspects_}
        words = {
            name: {ours[topic]: found for topic, found in by_topic.items()}
            for name, by_topic in shown.items()
        }
        return Fitted(words=words, files=_files(model))


def _model(stop_words: frozenset[str], encoder: Encoder) -> BERTopic:
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.representation import KeyBERTInspired, MaximalMarginalRelevance
    from sklearn.feature_extraction.text import CountVectorizer

    class Embedder(BaseEmbedder):  # type: ignore[misc]  # bertopic is untyped
        """BERTopic's name for an encoder."""

        def embed(self, documents: Sequence[str], verbose: bool = False) -> Any:  # noqa: ARG002  # BERTopic's signature
            return encoder.encode([str(document) for document in documents])

    class Unquoted(BERTopic):  # type: ignore[misc]  # bertopic is untyped
        """BERTopic without representative texts, which it does not save: quotes are ours."""

        def _save_representative_docs(self, documents: object) -> None:
            """Nothing: looking for them takes as long as the keywords."""

    return Unquoted(
        embedding_model=Embedder(),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(
            stop_words=sorted(stop_words), ngram_range=(1, 2), max_features=VOCABULARY
        ),
        # as an aspect KeyBERTInspired reads the right documents; as the only model it does
        # not. It keeps all its candidates, so that ties are broken by us and not by a set.
        representation_model={
            "Main": KeyBERTInspired(
                nr_candidate_words=CANDIDATES, top_n_words=CANDIDATES, nr_samples=SAMPLED
            ),
            "MMR": MaximalMarginalRelevance(diversity=0.3),
            "ctfidf": [],
        },
        top_n_words=SHOWN,
        verbose=False,
    )


def _ordered(words: Words) -> list[tuple[str, float]]:
    """The first words by weight, rounded above noise, then by letter; no empty ones."""
    rounded = [(word, round(float(weight), 4)) for word, weight in words if word]
    return sorted(rounded, key=lambda w: (-w[1], w[0]))[:SHOWN]


def _files(model: BERTopic) -> dict[str, bytes]:
    vectorizer = model.vectorizer_model
    # with max_features scikit-learn leaves numpy's integers here, which JSON does not take
    vectorizer.vocabulary_ = {word: int(at) for word, at in vectorizer.vocabulary_.items()}
    # it would warn that no encoder is saved with the model: ours has its own place in a run
    logging.getLogger("BERTopic").setLevel(logging.ERROR)
    with TemporaryDirectory() as folder:
        model.save(
            folder, serialization="safetensors", save_ctfidf=True, save_embedding_model=False
        )
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


@contextmanager
def _contained() -> Iterator[None]:
    """BERTopic for a while, leaving no trace: no filters for warnings, no handler, no module.

    Where the program has imported BERTopic itself, that one is used. Else ours is imported
    without `UNUSED` and put away again, so that an import after this is a whole BERTopic.
    """
    log = logging.getLogger("BERTopic")
    handlers, propagate, level = list(log.handlers), log.propagate, log.level
    theirs = "bertopic" in sys.modules
    with warnings.catch_warnings(), nullcontext() if theirs else absent(*UNUSED):
        warnings.simplefilter("ignore")
        sys.modules.update({} if theirs else _LEAN)
        try:
            yield
        finally:
            if not theirs:
                lean = [name for name in sys.modules if name.split(".")[0] == "bertopic"]
                _LEAN.update({name: sys.modules.pop(name) for name in lean})
            log.handlers[:], log.propagate = handlers, propagate
            log.setLevel(level)


# our BERTopic's modules, between two fits
_LEAN: dict[str, ModuleType] = {}
