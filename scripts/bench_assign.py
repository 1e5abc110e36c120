"""How well and how fast new text finds its place among topics that were mined without it.

python scripts/bench_assign.py FILE.csv [--encoder static|transformer] [--held-out 0.1]

FILE.csv has the columns `text` and `label`. Three questions, each on one seed:
- Topics are mined on nine tenths, and the rest is assigned: agreement (ARI) with the clustering of
  the whole on that rest. Mining twice does not agree fully with itself either, so how far the
  clustering of the nine tenths agrees with that of the whole, on the nine tenths, stands beside it.
- Topics are mined without an eighth of the labels: how much of those labels' text lands in `none of
  these`, against how much of the other held-out text does, over the setting.
- How many passages per second are assigned, from passages on, after loading.
"""

from __future__ import annotations

import argparse
import csv
import time
from pathlib import Path

import numpy as np

import voiceminer as vm
from voiceminer.data import Encoder, MiningResult, Passage, Rows
from voiceminer.embedding import Cached, OnnxEncoder, StaticEncoder
from voiceminer.pipeline import listen, weigh
from voiceminer.taxonomy import Assigner

CURVE = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3)
SEED = 0


def corpus_of(texts: list[str]) -> vm.Corpus:
    return vm.read_records([{"id": f"{n:06}", "text": text} for n, text in enumerate(texts)])


def mined(texts: list[str], settings: vm.Settings, encoder: Encoder) -> MiningResult:
    heard = listen(corpus_of(texts), settings, encoder=encoder)
    return weigh(heard, settings, encoder=encoder)


def topics_by_text(result: MiningResult) -> dict[str, str]:
    text = dict(zip(*(result.heard.passages.column(c) for c in ("id", "text")), strict=True))
    return {text[p.passage_id]: p.topic_id for p in result.assignment.placements if p.place == 1}


def passages_of(texts: list[str]) -> Rows[Passage]:
    return Rows.gather(
        Passage,
        [
            Passage(
                id=f"{n:07}", verbatim_id=f"{n:07}", start=0, end=len(text), text=text,
                side="customer", at=None, document_id=f"{n:07}", author_id=None, account_id=None,
                deal_id=None, repeat_of=None,
            )
            for n, text in enumerate(texts)
        ],
    )  # fmt: skip


def main() -> None:
    from sklearn.metrics import adjusted_rand_score

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--encoder", choices=["static", "transformer"], default="static")
    parser.add_argument("--held-out", type=float, default=0.1)
    parser.add_argument("--cache", type=Path, help="A folder for the transformer's vectors.")
    given = parser.parse_args()
    with given.file.open(encoding="utf-8", newline="") as file:
        label = {row["text"]: row["label"] for row in csv.DictReader(file)}
    settings = vm.Settings()
    finer: Encoder = OnnxEncoder() if given.cache is None else Cached(OnnxEncoder(), given.cache)
    encoder: Encoder = StaticEncoder() if given.encoder == "static" else finer
    rng = np.random.default_rng(SEED)

    whole = topics_by_text(mined(list(label), settings, encoder))
    texts = list(whole)  # passages: what was one text may be two thoughts
    held = rng.random(len(texts)) < given.held_out
    rest = [t for t, out in zip(texts, held, strict=True) if not out]
    asked = [t for t, out in zip(texts, held, strict=True) if out]
    run = mined(rest, settings, encoder)
    own = topics_by_text(run)
    both = [t for t in rest if t in own]
    ceiling = adjusted_rand_score([whole[t] for t in both], [own[t] for t in both])
    found = list(Assigner(run, encoder).assigned(passages_of(asked)))
    topics = [row.nearest_topic_id for row in found]
    agreed = adjusted_rand_score([whole[row.text] for row in found], topics)
    print(f"{given.file.stem}, {given.encoder}: {len(rest):,} mined, {len(asked):,} assigned")
    print(f"  ARI with the clustering of the whole: {agreed:.3f}")
    print(f"  (the two clusterings on what both hold: {ceiling:.3f})")
    print(f"  strengths: {_calibration(run, encoder)}")

    labelled = [t for t in texts if t in label]
    names = sorted({label[t] for t in labelled})
    out = set(rng.choice(names, max(4, len(names) // 8), replace=False).tolist())
    strange = [t for t in labelled if label[t] in out]
    known = [t for t in labelled if label[t] not in out]
    test = rng.random(len(known)) < given.held_out
    run = mined([t for t, x in zip(known, test, strict=True) if not x], settings, encoder)
    usual = [t for t, x in zip(known, test, strict=True) if x]
    print(f"  {len(out)} labels left out; share of text in `none of these`, by setting:")
    for share in CURVE:
        assigner = Assigner(run, encoder, none_of_these=share)
        rates = []
        for asked in (strange, usual):
            why = assigner.assigned(passages_of(asked)).column("why")
            rates.append(why.count("none of these") / len(why))
        print(f"    {share:.2f}: left out {rates[0]:.3f}, others {rates[1]:.3f}")

    if given.encoder == "static":
        print(f"  {_speed(Assigner(run, encoder), texts)}")


def _speed(assigner: Assigner, texts: list[str]) -> str:
    """On texts that the run has not heard, each lengthened by a number."""
    many = passages_of([f"{text} {n}" for n in range(4) for text in texts][:40_000])
    assigner.assigned(passages_of(texts[:10]))
    began, cpu = time.perf_counter(), time.process_time()
    assigner.assigned(many)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    return f"{len(many) / wall:,.0f} passages/s; {len(many) / cpu:,.0f} per second of one core"


def _calibration(run: MiningResult, encoder: Encoder) -> str:
    """Strengths of the run's own statements, told by the others, and how often they are right."""
    assigner = Assigner(run, encoder)
    texts = len(set(run.heard.passages.column("text")))
    strengths, right = assigner.own_strengths(np.arange(3, texts, 7))
    lines = []
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        inside = (strengths >= low) & (strengths < high)
        if inside.any():
            said, hit = strengths[inside].mean(), right[inside].mean()
            lines.append(f"{said:.2f} said, {hit:.2f} right ({inside.sum()})")
    return "; ".join(lines)


if __name__ == "__main__":
    main()
