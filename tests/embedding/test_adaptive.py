"""The map learnt on a sample: as near as it can be, never silently worse, the same in any order."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from voiceminer.embedding import AdaptiveEncoder, StaticEncoder
from voiceminer.embedding.adaptive import agreement
from voiceminer.embedding.word_map import WordMap

VERBS = ["fails", "is late", "got lost", "costs too much", "works"]
THINGS = ["card", "refund", "invoice", "export", "login", "import", "report", "app", "van", "site"]
TEXTS = [f"my {t} {v} since {n}" for t in THINGS for v in VERBS for n in range(10)]

# each of 400 words occurs once in 100 texts: a hundred texts tell little of any of them
MANY = [f"{n % 20}a{n % 19} {n % 17}b{n % 23} {n % 29}c{n % 13}" for n in range(3000)]


def _direction(seed: str) -> np.ndarray:
    digest = hashlib.sha256(seed.encode()).digest()
    return np.random.default_rng(np.frombuffer(digest, np.uint32)).normal(size=24)


class Finer:
    """Any function of a text as an encoder, which counts what it is asked."""

    revision = "finer@1"

    def __init__(self, of: Callable[[str], np.ndarray]) -> None:
        self.of = of
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        rows = np.array([self.of(text) for text in texts]).reshape(len(texts), 24)
        return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype("f4")


def by_words(text: str) -> np.ndarray:
    """What a text says is the sum of its words: a map from words can learn it."""
    return sum((_direction(word) for word in text.split()), start=np.zeros(24))


def adaptive(finer, texts=TEXTS, **more) -> AdaptiveEncoder:
    return AdaptiveEncoder(texts, finer, StaticEncoder(), held_out=100, first=100, **more)


def test_what_is_learnt_from_a_sample_is_near_what_the_finer_encoder_says_of_the_rest():
    finer = Finer(by_words)
    vectors = adaptive(finer).encode(TEXTS)
    asked = set(finer.asked)
    rest = [row for row, text in enumerate(TEXTS) if text not in asked]
    assert len(rest) >= 100
    truth = Finer(by_words).encode(TEXTS)
    assert (vectors[rest] * truth[rest]).sum(axis=1).mean() > 0.9


def test_a_corpus_no_larger_than_the_sample_is_encoded_whole():
    finer = Finer(by_words)
    few = TEXTS[:200]
    assert np.array_equal(adaptive(finer, few).encode(few), Finer(by_words).encode(few))


def test_no_text_is_given_to_the_finer_encoder_twice():
    finer = Finer(by_words)
    encoder = adaptive(finer)
    encoder.encode(TEXTS)
    encoder.encode(TEXTS)
    assert len(finer.asked) == len(set(finer.asked))


def test_where_words_tell_nothing_the_static_model_is_used_and_that_is_said(caplog):
    with caplog.at_level(logging.WARNING):
        encoder = adaptive(Finer(_direction), affordable=lambda texts: len(texts) <= 300)
        vectors = encoder.encode(TEXTS)
    assert np.array_equal(vectors, StaticEncoder().encode(TEXTS))
    assert "the static model is used" in caplog.text
    assert "embedding.encoder = 'transformer'" in caplog.text


def test_the_sample_grows_with_diversity():
    plain, diverse = Finer(by_words), Finer(by_words)
    adaptive(plain).encode([])
    adaptive(diverse, MANY).encode([])
    assert len(diverse.asked) > 2 * len(plain.asked)


def test_the_sample_stays_within_what_may_be_spent():
    finer = Finer(by_words)
    adaptive(finer, MANY, affordable=lambda texts: len(texts) <= 300).encode([])
    assert len(finer.asked) == 300


def test_neither_the_order_nor_repeats_of_the_corpus_matter():
    one = adaptive(Finer(by_words))
    other = adaptive(Finer(by_words), TEXTS[::-1] + TEXTS[:50])
    assert one.revision == other.revision
    assert np.array_equal(one.encode(TEXTS), other.encode(TEXTS))


def test_another_corpus_is_another_revision():
    assert adaptive(Finer(by_words)).revision != adaptive(Finer(by_words), TEXTS[1:]).revision


def test_progress_is_told_up_to_the_end():
    told = []
    adaptive(Finer(by_words), progress=lambda *step: told.append(step)).encode([])
    assert {job for job, _, _ in told} == {"sample"}
    assert told[-1][1] == told[-1][2]


def test_a_text_without_any_word_is_near_nothing():
    learnt = WordMap.learnt(TEXTS, Finer(by_words).encode(TEXTS), StaticEncoder())
    assert not learnt.encode([""]).any()


@pytest.mark.parametrize(("turned", "shared"), [(False, 1.0), (True, 0.0)])
def test_agreement_is_the_share_of_neighbours_in_common(turned, shared):
    # two rings of eleven: each row's ten neighbours are its own ring
    rings = np.repeat(np.eye(2, dtype="f4"), 11, axis=0)
    other = np.tile(np.eye(11, dtype="f4"), (2, 1)) if turned else rings
    found = agreement(rings, other)
    assert found == pytest.approx(shared, abs=0.5 if turned else 0)
