"""A passage leans towards what was said round it, and equal texts stay equal."""

import numpy as np

from voiceminer.data import Passage, Rows
from voiceminer.data.context import in_context

A, B = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
HALFWAY = np.array([1.0, 1.0]) / np.sqrt(2)


def said(*places: tuple[str, int, str]) -> Rows[Passage]:
    return Rows.gather(
        Passage,
        [
            Passage(
                id=f"{verbatim}#{start}",
                verbatim_id=verbatim,
                start=start,
                end=start + len(text),
                text=text,
                side="customer",
                at=None,
                document_id=verbatim,
                author_id=None,
                account_id=None,
                deal_id=None,
                repeat_of=None,
            )
            for verbatim, start, text in places
        ],
    )


def test_neighbours_lean_towards_each_other() -> None:
    both = in_context(said(("v", 0, "a"), ("v", 9, "b")), np.stack([A, B]), 1.0)
    np.testing.assert_allclose(both, [HALFWAY, HALFWAY], atol=1e-6)


def test_what_stands_alone_keeps_its_vector() -> None:
    alone = in_context(said(("v", 0, "a"), ("w", 0, "b")), np.stack([A, B]), 1.0)
    np.testing.assert_array_equal(alone, [A, B])


def test_equal_texts_keep_equal_vectors() -> None:
    rows = said(("v", 0, "a"), ("v", 9, "b"), ("w", 0, "a"))
    first, _, alone = in_context(rows, np.stack([A, B, A]), 1.0)
    np.testing.assert_array_equal(first, alone)
    # with company in one place of two it leans half as far: (1, 0) + ½ · (0, 1)
    np.testing.assert_allclose(first, np.array([1, 0.5]) / np.sqrt(1.25), atol=1e-6)


def test_no_weight_no_context() -> None:
    rows, vectors = said(("v", 0, "a"), ("v", 9, "b")), np.stack([A, B])
    assert in_context(rows, vectors, 0.0) is vectors


def test_the_order_of_rows_does_not_matter() -> None:
    places = [("v", 0, "a"), ("v", 9, "b"), ("v", 20, "c"), ("w", 0, "b"), ("w", 5, "d")]
    vectors = np.random.default_rng(1).normal(size=(5, 8)).astype(np.float32)
    straight = in_context(said(*places), vectors, 1.0)
    turned = in_context(said(*places[::-1]), vectors[::-1].copy(), 1.0)
    assert straight.tobytes() == turned[::-1].tobytes()
