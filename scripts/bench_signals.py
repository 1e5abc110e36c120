"""Kinds of statement against labels given by hand: words alone, prototypes alone, both.

python scripts/bench_signals.py --demo RUN banking77.csv hwu64.csv ...

RUN is a run folder of `voiceminer demo`; the files hold the public corpora that the labels refer
to (`labels/signals.csv`). Each of the three is fitted anew, on the tuning half alone; nothing is
fitted or chosen on the other labels.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from build_signal_weights import FRESH, Matrix, Read, fitted, read, read_prototypes
from signal_labels import Labelled, labelled
from voiceminer.data import Passage, Rows
from voiceminer.embedding import encoder_for
from voiceminer.settings import EmbeddingSettings
from voiceminer.signals.hits import FEATURES
from voiceminer.signals.kinds import INPUTS, probabilities
from voiceminer.signals.lexicon import KINDS, lexicon_of

HALVES = ("held-out", "final", FRESH)
_NOTE = FEATURES.index("note")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--demo", type=Path, required=True)
    parser.add_argument("--encoder", default="transformer", choices=["transformer", "static"])
    given = parser.parse_args()
    passages, lost = labelled(given.demo, given.files)
    print(f"{len(passages)} labelled passages; {lost} labels without their text\n")
    encoder = encoder_for(Rows.gather(Passage), EmbeddingSettings(encoder=given.encoder))
    lexicon = lexicon_of("en")
    begun = time.process_time()
    heard = read(passages, lexicon, encoder)
    seconds = time.process_time() - begun
    prototypes = read_prototypes(lexicon, encoder)
    half = np.array([p.half for p in passages])
    tuning = Read(heard.inputs[half == "tuning"], heard.kinds[half == "tuning"])
    likely = probabilities(heard.inputs, fitted(tuning, prototypes))
    chosen = {
        "words alone": _alone(heard, tuning, prototypes, _columns(words=True)),
        "prototypes alone": _alone(heard, tuning, prototypes, _columns(words=False)),
        "both": likely.argmax(axis=1),
    }
    _scores(passages, half, heard.kinds, chosen)
    fresh = half == FRESH
    before = Read(heard.inputs[~fresh], heard.kinds[~fresh])
    shipped = probabilities(heard.inputs[fresh], fitted(before, prototypes)).argmax(axis=1)
    print(f"| {FRESH}, fitted on all before | {fresh.sum()} | | | ", end="")
    print(f"{_macro(heard.kinds[fresh], shipped)} |\n\n{FRESH}, fitted on all before:")
    _confusion(heard.kinds[fresh], shipped)
    print("\nfitted on the tuning half:")
    later = np.isin(half, HALVES)
    _confusion(heard.kinds[later], chosen["both"][later])
    _agreement(passages)
    _calibration(heard.kinds[later], likely[later])
    print(f"\nvectors and evidence: {seconds:.1f} s of CPU")


def _columns(*, words: bool) -> NDArray[np.bool_]:
    is_word = np.arange(len(INPUTS)) < len(FEATURES)
    wanted = is_word if words else ~is_word
    wanted[_NOTE] = True  # both know whether a passage stands in a note
    return wanted


def _alone(
    heard: Read, tuning: Read, prototypes: Read, columns: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """The kinds chosen by a model that is fitted on some of the columns."""

    def only(some: Read) -> Read:
        return Read(np.where(columns, some.inputs, 0).astype(np.float32), some.kinds)

    model = fitted(only(tuning), only(prototypes))
    score: Matrix = only(heard).inputs @ model[1:] + model[0]
    best: NDArray[np.int64] = score.argmax(axis=1)
    return best


def _scores(
    passages: Sequence[Labelled],
    half: NDArray[np.str_],
    truth: NDArray[np.int64],
    chosen: dict[str, NDArray[np.int64]],
) -> None:
    corpora = np.array([p.corpus for p in passages])
    print("| macro F1 | n | " + " | ".join(chosen) + " |\n|---" + "|---" * (len(chosen) + 1) + "|")
    parts = {name: half == name for name in ("tuning", *HALVES)}
    later = np.isin(half, HALVES)
    parts |= {f"{name}, not tuned on": later & (corpora == name) for name in sorted(set(corpora))}
    parts["all, not tuned on"] = later
    parts["public, not tuned on"] = later & (corpora != "demo")
    for name, part in parts.items():
        if part.any():
            cells = [_macro(truth[part], found[part]) for found in chosen.values()]
            print(f"| {name} | {part.sum()} | " + " | ".join(cells) + " |")
            if (often := _macro(truth[part], chosen["both"][part], least=10)) != cells[-1]:
                print(f"| {name}, kinds met ten times | | | | {often} |")


def _macro(truth: NDArray[np.int64], found: NDArray[np.int64], least: int = 1) -> str:
    """Mean F1 over the kinds that are met so often in the truth."""
    from sklearn.metrics import f1_score

    kinds = [at for at, n in enumerate(np.bincount(truth)) if n >= least]
    return f"{f1_score(truth, found, labels=kinds, average='macro', zero_division=0):.3f}"


def _confusion(truth: NDArray[np.int64], found: NDArray[np.int64]) -> None:
    from sklearn.metrics import confusion_matrix, f1_score

    table = confusion_matrix(truth, found, labels=range(len(KINDS)))
    f1 = f1_score(truth, found, labels=range(len(KINDS)), average=None)
    print("\n| labelled \\ found | " + " | ".join(KINDS) + " | F1 |\n|---" + "|---" * 11 + "|")
    for kind, row, score in zip(KINDS, table, f1, strict=True):
        print(f"| {kind} | " + " | ".join(str(n or "") for n in row) + f" | {score:.2f} |")


def _agreement(passages: Sequence[Labelled]) -> None:
    from sklearn.metrics import cohen_kappa_score

    twice = [(p.kind, p.again) for p in passages if p.again]
    if twice:
        kappa = cohen_kappa_score(*zip(*twice, strict=True))
        print(f"\nlabelled twice: {len(twice)}; kappa {kappa:.2f}")


def _calibration(truth: NDArray[np.int64], likely: Matrix) -> None:
    sure, right = likely.max(axis=1), likely.argmax(axis=1) == truth
    print("\n| probability | n | mean | right |\n|---|---|---|---|")
    edges = (0.0, 0.4, 0.6, 0.8, 0.9, 1.01)
    error = 0.0
    for low, high in pairwise(edges):
        part = (sure >= low) & (sure < high)
        if part.any():
            error += abs(sure[part].mean() - right[part].mean()) * part.mean()
            cells = f"{part.sum()} | {sure[part].mean():.2f} | {right[part].mean():.2f}"
            print(f"| {low:.1f} to {min(high, 1):.1f} | {cells} |")
    print(f"\nexpected calibration error: {error:.3f}")


if __name__ == "__main__":
    main()
