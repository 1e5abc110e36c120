"""How far two runs agree that differ in the seed alone, or in a tenth of the texts.

python scripts/bench_stability.py banking77.csv hwu64.csv --cache vectors

Each CSV has a column `text`; labels are not looked at. Per corpus, `--runs` runs with one seed
each on all texts, and as many with one seed on nine tenths of the texts drawn at random. The
figure is the adjusted Rand index between each two runs over the passages that both have, and its
mean; of topics (`nearest`) and of themes. Vectors are made once and kept in `--cache`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from voiceminer.settings import Settings

# Between two seeds: what is shown is the best of several tries, each with the next seed, and
# runs that shared a try would agree for that reason alone.
APART = 1000

Partition = dict[str, tuple[int, int]]
"""Topic and theme by text."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--encoder", default="transformer")
    parser.add_argument("--cache", type=Path, default=None)
    given = parser.parse_args()
    print("| corpus | differing in | topics | agreement | themes | agreement |")
    print("|---|---|---|---|---|---|")
    for csv in given.csv:
        for name, runs in partitions(csv, given.encoder, given.runs, given.cache):
            counts = [
                _range({len({of[at] for of in run.values()}) for run in runs}) for at in (0, 1)
            ]
            topics, themes = (agreement(runs, at) for at in (0, 1))
            row = (csv.stem, name, counts[0], f"{topics:.3f}", counts[1], f"{themes:.3f}")
            print("| " + " | ".join(row) + " |", flush=True)


def _range(counts: set[int]) -> str:
    return "–".join(str(n) for n in sorted({min(counts), max(counts)}))


def partitions(
    csv: Path, encoder_name: str, runs: int, cache: Path | None
) -> Iterator[tuple[str, list[Partition]]]:
    import pandas as pd

    from voiceminer.settings import EmbeddingSettings, Settings

    settings = Settings(embedding=EmbeddingSettings.model_validate({"encoder": encoder_name}))
    texts = pd.read_csv(csv, dtype=str, keep_default_na=False)["text"].tolist()
    yield (
        "seed",
        list(grouped(texts, settings, [(APART * n, len(texts)) for n in range(runs)], cache)),
    )
    nine_tenths = round(0.9 * len(texts))
    yield "a tenth", list(grouped(texts, settings, [(0, nine_tenths)] * runs, cache))


def grouped(
    texts: Sequence[str], settings: Settings, asked: Sequence[tuple[int, int]], cache: Path | None
) -> Iterator[Partition]:
    """One run per seed and number of texts, drawn anew each time."""
    import pandas as pd

    from voiceminer.cli.progress import working
    from voiceminer.pipeline import listen
    from voiceminer.reading import read_frame

    rng = np.random.default_rng(7)
    with working(quiet=True) as engine:
        for seed, size in asked:
            drawn = np.sort(rng.choice(len(texts), size, replace=False))
            frame = pd.DataFrame(
                {"text": [texts[at] for at in drawn], "id": [str(at) for at in drawn]}
            )
            corpus = read_frame(frame, text="text", id="id")
            heard = listen(
                corpus, settings.model_copy(update={"seed": seed}), engine=engine, cache=cache
            )
            parent = {group.group: group.parent for group in heard.clustering.groups}
            topics = heard.clustering.members.column("nearest")
            yield {
                text: (topic, parent[topic])
                for text, topic in zip(heard.passages.column("text"), topics, strict=True)
            }


def agreement(runs: Sequence[Partition], level: int) -> float:
    from sklearn.metrics import adjusted_rand_score

    def between(one: Partition, other: Partition) -> float:
        both = sorted(one.keys() & other.keys())
        return float(
            adjusted_rand_score(
                [one[text][level] for text in both], [other[text][level] for text in both]
            )
        )

    return mean(between(one, other) for one, other in combinations(runs, 2))


if __name__ == "__main__":
    main()
