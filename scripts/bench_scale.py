"""How the topic stage grows: passages to labelled topics at 10,000, 100,000 and 1,000,000.

python scripts/bench_scale.py banking77.csv hwu64.csv --encoder static --sizes 10000 100000

Each CSV has a column `text`. Their distinct texts are mixed and then varied (a word left out, a
clause added, drawn with a fixed seed) until there are as many distinct ones as asked for. Every
size runs in a fresh process. Reading, redaction and splitting come before and are not counted;
imports and loading of models are. `peer` adds default BERTopic with the same weights, up to
the size given. Seconds are wall seconds, with processor seconds beside them: on a busy machine only
the latter can be compared.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

SEED = 20261125
TAILS = (
    "since monday", "since the last update", "again", "for the third time", "on my phone",
    "on the laptop", "for our branch in leeds", "for a customer", "before the holidays", "at night",
    "and nobody answers", "as I wrote last week", "in the new version", "with two accounts",
    "when I am abroad", "for the whole team", "after the renewal", "during the trial", "by friday",
    "without any message",
)  # fmt: skip
STAGES = ("embed", "signals", "clustering", "placing", "labels")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv", nargs="+", type=Path)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--encoder", default="auto")
    parser.add_argument("--peer", type=int, default=0, help="default BERTopic up to this size")
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.alone:
        texts = varied(given.csv, given.alone)
        found = peer(texts) if given.encoder == "bertopic" else ours(texts, given.encoder)
        print(json.dumps(found))
        return
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}\n")
    columns = ("method", "passages", *STAGES, "seconds", "CPU s", "topics", "peak MB")
    print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|")
    for method in (given.encoder, "bertopic") if given.peer else (given.encoder,):
        rows = []
        for size in given.sizes:
            if method == "bertopic" and size > given.peer:
                continue
            row = in_a_process(given.csv, size, method)
            rows.append(row)
            cells = [str(row.get(column, "")) for column in columns]
            print("| " + " | ".join(cells) + " |", flush=True)
        for a, b in pairwise(rows):
            power = math.log(b["CPU s"] / a["CPU s"]) / math.log(b["passages"] / a["passages"])
            print(f"\n{method}: CPU grows with passages to the power of {power:.2f}\n")


def in_a_process(csv: Sequence[Path], size: int, method: str) -> dict[str, Any]:
    command = [sys.executable, __file__, *map(str, csv), "--alone", str(size), "--encoder", method]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def varied(csv: Sequence[Path], size: int) -> list[str]:
    """That many distinct texts, the given ones first."""
    import pandas as pd

    frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in csv]
    given = list(dict.fromkeys(pd.concat(frames)["text"]))
    draw = random.Random(SEED)
    draw.shuffle(given)
    texts = dict.fromkeys(given[:size])
    while len(texts) < size:
        words = draw.choice(given).rstrip(" .?!").split()
        if len(words) > 3:
            del words[draw.randrange(len(words))]
        texts.setdefault(f"{' '.join(words)} {draw.choice(TAILS)}", None)
    return list(texts)


def ours(texts: list[str], encoder_name: str) -> dict[str, Any]:
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
    seconds: dict[str, float] = {}
    size = len(texts)

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        seconds[name] = round(time.perf_counter() - began, 1)
        print(f"{size}: {name} {seconds[name]} s", file=sys.stderr)

    with working(quiet=True) as engine:
        frame = pd.DataFrame({"text": texts, "id": [str(at) for at in range(len(texts))]})
        corpus = read_frame(frame, text="text", id="id")
        voice = voice_of(corpus, settings.voice, engine=engine)
        passages = passages_of(voice, settings.passages, engine=engine)
        spent = cpu()
        with stage("embed"):
            encoder = encoder_for(passages, settings.embedding)
            embeddings = embeddings_of(
                passages, encoder, engine=engine, context=settings.embedding.context
            )
        with stage("signals"):
            signals = signals_of(voice, passages, embeddings, settings.signals, encoder=encoder)
        with stage("clustering"):
            clustering = clustering_of(
                passages, embeddings, settings.clustering, seed=settings.seed, engine=engine
            )
        heard = Heard(
            voice=voice,
            passages=passages,
            embeddings=embeddings,
            signals=signals,
            clustering=clustering,
        )
        with stage("placing"):
            assignment = assignment_of(
                passages, embeddings, signals, clustering, settings.taxonomy, encoder=encoder
            )
        with stage("labels"):
            topics = topics_of(
                heard, assignment, settings.topics, encoder=encoder, seed=settings.seed
            )
            topics = begin_model(heard, assignment, topics, encoder=encoder, engine=engine).result()
    return {
        "method": encoder_name,
        "passages": len(passages),
        **seconds,
        "seconds": round(sum(seconds.values()), 1),
        "CPU s": round(cpu() - spent, 1),
        "topics": len(topics.topics),
        "peak MB": peak(),
    }


def peer(texts: list[str]) -> dict[str, Any]:
    """Default BERTopic as `bench_topics.py` runs it, from texts on."""
    from bench_topics import bertopic_topics

    began, spent = time.perf_counter(), cpu()
    found = bertopic_topics(texts)["bertopic"].topics
    return {
        "method": "bertopic",
        "passages": len(texts),
        "seconds": round(time.perf_counter() - began, 1),
        "CPU s": round(cpu() - spent, 1),
        "topics": len(set(found) - {-1}),
        "peak MB": peak(),
    }


def cpu() -> float:
    """Processor seconds of this process and of the workers that it has let go."""
    usage = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in usage)


def peak() -> int:
    # Linux counts in kilobytes
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
