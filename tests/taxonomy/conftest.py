"""Two topics under two themes whose middles and borders are known."""

import numpy as np
import pytest

from voiceminer.data import Clustering, Embeddings, Group, Level, Membership, Passage, Rows, Signal


@pytest.fixture(scope="session")
def corpus():
    """Passages, embeddings, signals and clustering of texts, angles, groups and kinds.

    A text's vector lies at its angle in degrees in a plane, so nearness can be read off.
    """

    def make(texts, angles, groups, kinds=None, nearest=None):
        ids = [f"p{at}" for at in range(len(texts))]
        turned = np.radians(np.array(angles, float))
        vectors = np.stack([np.cos(turned), np.sin(turned)], 1).astype(np.float32)
        passages = [
            Passage(
                id=i,
                verbatim_id=i,
                start=0,
                end=len(text),
                text=text,
                side="customer",
                at=None,
                document_id=i,
                author_id=None,
                account_id=None,
                deal_id=None,
                repeat_of=None,
            )
            for i, text in zip(ids, texts, strict=True)
        ]
        signals = [
            Signal(passage_id=i, kind=kind, probability=1.0, rivals=(), severity=0.0, parts={})
            for i, kind in zip(ids, kinds or ["pain"] * len(ids), strict=True)
        ]
        nearest = nearest or groups
        count = max(nearest, default=-1) + 1
        members = [
            Membership(passage_id=i, group=g, nearest=n, strength=0.9)
            for i, g, n in zip(ids, groups, nearest, strict=True)
        ]
        topics = [Group(group=g, parent=count + g, passages=1) for g in range(count)]
        themes = [Group(group=count + g, parent=-1, passages=1) for g in range(count)]
        clustering = Clustering(
            members=Rows.gather(Membership, members),
            groups=Rows.gather(Group, topics + themes),
            levels=Rows.gather(Level),
        )
        return (
            Rows.gather(Passage, passages),
            Embeddings(vectors=vectors.reshape(len(texts), 2), encoder="plane@1"),
            Rows.gather(Signal, signals),
            clustering,
        )

    return make


@pytest.fixture(scope="session")
def two_topics(corpus):
    """60 texts: topic 0 spread over 0 to 60 degrees, topic 1 over 60 to 120."""
    texts = [f"text {at:02d}" for at in range(60)]
    return corpus(texts, [2 * at for at in range(60)], [int(at >= 30) for at in range(60)])
