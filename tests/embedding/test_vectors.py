"""Vectors of passages, of one's own, and remembered ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from voiceminer.embedding import Cached, StoredVectors, embeddings_of
from voiceminer.engines import Serial
from voiceminer.errors import InputError


class Letters:
    """Unit vectors along axis 0, 1 or 2, by the text's first letter; keeps what it was asked."""

    revision = "letters@1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([np.eye(3)["abc".index(t[0])] for t in texts], np.float32).reshape(-1, 3)


def test_equal_passages_are_encoded_once_and_rows_keep_their_order(passages):
    encoder = Letters()
    embeddings = embeddings_of(passages(["b", "a", "b", "c", "a"]), encoder, engine=Serial())
    assert encoder.asked == ["b", "a", "c"]
    assert embeddings.vectors.argmax(axis=1).tolist() == [1, 0, 1, 2, 0]
    assert embeddings.vectors.dtype == np.float32
    assert embeddings.encoder == "letters@1"


def test_no_passages_give_no_vectors(passages):
    assert embeddings_of(passages([]), Letters(), engine=Serial()).vectors.shape == (0, 3)


def test_progress_counts_distinct_texts(passages):
    told: list[tuple[str, int, int]] = []
    engine = Serial(progress=lambda *news: told.append(news))
    embeddings_of(passages([f"a{n % 1500}" for n in range(2000)]), Letters(), engine=engine)
    assert told == [("embed", 0, 1500), ("embed", 1024, 1500), ("embed", 1500, 1500)]


def test_stored_vectors_are_scaled_to_unit_length():
    stored = StoredVectors(["a", "b"], [[3, 4], [0, 2]], "mine@1")
    assert stored.encode(["b", "a", "a"]) == pytest.approx(
        np.array([[0, 1], [0.6, 0.8], [0.6, 0.8]])
    )


@pytest.mark.parametrize(
    ("texts", "vectors", "sentence"),
    [
        (
            ["a", "b"],
            [[1, 0]],
            "stored vectors 'mine@1': 2 texts and vectors of shape (1, 2). Give one row per text.",
        ),
        (
            ["a", "b", "c"],
            [[1, 0], [0, 0], [np.nan, 1]],
            (
                "stored vectors 'mine@1', row 1: zero or not finite (2 such rows). "
                "Leave these texts and their vectors out."
            ),
        ),
        (
            ["a", "b", "a"],
            [[1, 0], [0, 1], [0, 1]],
            (
                "stored vectors 'mine@1', row 2: the same text as in row 0 with another vector. "
                "Give each text once."
            ),
        ),
    ],
)
def test_vectors_that_do_not_fit_are_refused(texts, vectors, sentence):
    with pytest.raises(InputError) as e:
        StoredVectors(texts, vectors, "mine@1")
    assert str(e.value) == sentence


def test_a_text_without_a_stored_vector_is_named():
    with pytest.raises(InputError) as e:
        StoredVectors(["a"], [[1, 0]], "mine@1").encode(["a", "no vector of mine", "nor of this"])
    assert str(e.value) == (
        "stored vectors 'mine@1': 2 of 3 texts have no vector, the first is 'no vector of mine'. "
        "Store vectors of the passages themselves (passages_of gives their texts), or name a "
        "model in embedding.model."
    )


def test_a_rerun_encodes_only_what_is_new(tmp_path):
    first = Cached(Letters(), tmp_path).encode(["a", "b", "a"])
    encoder = Letters()
    second = Cached(encoder, tmp_path).encode(["b", "c", "a"])
    assert encoder.asked == ["c"]
    assert np.array_equal(second[[2, 0]], first[:2])


def test_another_revision_does_not_answer(tmp_path):
    Cached(Letters(), tmp_path).encode(["a"])
    other = Letters()
    other.revision = "letters@2"
    Cached(other, tmp_path).encode(["a"])
    assert other.asked == ["a"]


def test_a_cache_holds_no_text(tmp_path):
    Cached(Letters(), tmp_path).encode(["a secret of ours"])
    assert b"secret" not in (tmp_path / "vectors.sqlite").read_bytes()


def test_an_encoder_that_fails_leaves_the_cache_usable(tmp_path):
    with pytest.raises(ValueError, match="substring not found"):
        Cached(Letters(), tmp_path).encode(["a", "zebra"])
    assert Cached(Letters(), tmp_path).encode(["a"]).tolist() == [[1, 0, 0]]


def test_a_file_that_is_no_cache_is_named(tmp_path):
    (tmp_path / "vectors.sqlite").write_bytes(b"no database " * 100)
    with pytest.raises(InputError, match="cannot be used as a cache of vectors") as e:
        Cached(Letters(), tmp_path).encode(["a"])
    assert str(e.value).endswith("Delete it, or name another folder.")
    assert isinstance(e.value.__cause__, sqlite3.Error)
