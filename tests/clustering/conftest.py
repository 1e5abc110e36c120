"""Passages of made-up complaints, and a corpus of vectors whose groups are known."""

import numpy as np
import pytest

from voiceminer.data import Embeddings, Passage, Rows

SUBJECTS = {
    "export": "export report spreadsheet download csv file columns missing rows empty",
    "login": "login password reset locked account code expired sign screen blank",
    "invoice": "invoice charged twice refund amount wrong billing card vat total",
    "slow": "slow loading page timeout dashboard minutes freezes wait spinner lag",
}


def passages_of(texts):
    return Rows.gather(
        Passage,
        [
            Passage(
                id=f"p{at}",
                verbatim_id=f"v{at}",
                start=0,
                end=len(text),
                text=text,
                side="customer",
                at=None,
                document_id=f"d{at}",
                author_id=None,
                account_id=None,
                deal_id=None,
                repeat_of=None,
            )
            for at, text in enumerate(texts)
        ],
    )


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="session")
def complaints():
    """240 texts of four subjects: texts, their subjects, and vectors near four directions."""
    rng = np.random.default_rng(7)
    names = list(SUBJECTS)
    subjects = [names[at % 4] for at in range(240)]
    texts = [
        f"{' '.join(rng.choice(SUBJECTS[subject].split(), 5, replace=False))} ref{at}x"
        for at, subject in enumerate(subjects)
    ]
    directions = np.eye(4, 16)
    vectors = unit(directions[[names.index(s) for s in subjects]] + rng.normal(0, 0.12, (240, 16)))
    return texts, subjects, vectors


@pytest.fixture(scope="session")
def rows():
    """Passages and embeddings of texts and vectors."""
    return lambda texts, vectors: (
        passages_of(texts),
        Embeddings(vectors=np.asarray(vectors, np.float32), encoder="made up@1"),
    )
