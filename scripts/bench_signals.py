"""Kinds of statement against labels given by hand: words alone, prototypes alone, both.

python scripts/bench_signals.py --demo RUN banking77.csv hwu64.csv ...

RUN is a run folder of `voiceminer demo`; the files hold the public corpora that the labels refer
to (`labels/signals.csv`). Each of the three is fitted anew: in five folds, so that none judges a
passage that it, or one like it, was fitted to; and, for those drawn last ("blind"), on all others.
"""

from __future__ import annotations

import argparse
import re
import time
import zlib
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

FOLDS = 5
# passages that share half of their words stand in one fold
ALIKE = 0.5
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
    folds = _folds(passages)
    columns = {
        "words alone": _columns(words=True),
        "prototypes alone": _columns(words=False),
        "both": np.ones(len(INPUTS), bool),
    }
    crossed = {
        name: _crossed(_only(heard, chosen), _only(prototypes, chosen), folds, said=name[0] != "p")
        for name, chosen in columns.items()
    }
    blind = half == FRESH
    apart = {
        name: _judged(
            _only(heard, chosen), ~blind, blind, _only(prototypes, chosen), said=name[0] != "p"
        )
        for name, chosen in columns.items()
    }
    corpora = np.array([p.corpus for p in passages])
    everything = np.ones(len(passages), bool)
    print("| macro F1 | n | " + " | ".join(columns) + " | both, share right |")
    print("|---" * (len(columns) + 3) + "|")
    parts = {"all, cross-validated": everything, "of these, the demo corpus": corpora == "demo"}
    parts["of these, public text"] = corpora != "demo"
    for name, part in parts.items():
        _line(name, heard.kinds, crossed, part)
    for name, part in (
        ("blind", blind),
        ("of these, the demo corpus", blind & (corpora == "demo")),
        ("of these, public text", blind & (corpora != "demo")),
    ):
        _line(name, heard.kinds, apart, part)
    for name, part, likely in (
        ("cross-validated", everything, crossed["both"]),
        ("blind", blind, apart["both"]),
    ):
        truth, found = heard.kinds[part], likely[part].argmax(axis=1)
        print(f"\n{name}; kinds met ten times: {_macro(truth, found, least=10)}")
        _confusion(truth, found)
        _calibration(truth, likely[part])
    _agreement(passages)
    print(f"\nvectors and evidence: {seconds:.1f} s of CPU")


def _columns(*, words: bool) -> NDArray[np.bool_]:
    is_word = np.arange(len(INPUTS)) < len(FEATURES)
    wanted = is_word if words else ~is_word
    wanted[_NOTE] = True  # both know whether a passage stands in a note
    return wanted


def _only(some: Read, columns: NDArray[np.bool_]) -> Read:
    """What is read, without all but some of the inputs."""
    return some._replace(inputs=np.where(columns, some.inputs, 0).astype(np.float32))


def _judged(
    heard: Read, tuning: NDArray[np.bool_], rest: NDArray[np.bool_], prototypes: Read, *, said: bool
) -> Matrix:
    """How probable each kind is for the rest, by a model of the others; zeros for those."""
    model, phrases = fitted(_rows(heard, tuning), prototypes, None if said else ())
    likely = np.zeros((len(heard.kinds), len(KINDS)), np.float32)
    part = _rows(heard, rest)
    likely[rest] = probabilities(part.inputs, model, phrases.scores(part.page))
    return likely


def _crossed(heard: Read, prototypes: Read, folds: NDArray[np.int64], *, said: bool) -> Matrix:
    """How probable each kind is for each passage, by a model that has not seen its fold."""
    return sum(
        (
            _judged(heard, folds != fold, folds == fold, prototypes, said=said)
            for fold in range(FOLDS)
        ),
        np.zeros((len(heard.kinds), len(KINDS)), np.float32),
    )


def _rows(some: Read, part: NDArray[np.bool_]) -> Read:
    texts = tuple(text for text, wanted in zip(some.texts, part, strict=True) if wanted)
    return Read(some.inputs[part], some.kinds[part], texts)


def _folds(passages: Sequence[Labelled]) -> NDArray[np.int64]:
    """A fold for each passage: those that are alike share one."""
    bags = [frozenset(re.findall(r"\w+", p.text.lower())) for p in passages]
    first: list[int] = []
    for at, bag in enumerate(bags):
        alike = (
            first[other]
            for other in range(at)
            if len(bag & bags[other]) >= ALIKE * max(len(bag | bags[other]), 1)
        )
        first.append(next(alike, at))
    return np.array([zlib.crc32(" ".join(sorted(bags[at])).encode()) % FOLDS for at in first])


def _line(
    name: str, truth: NDArray[np.int64], likely: dict[str, Matrix], part: NDArray[np.bool_]
) -> None:
    found = {of: judged[part].argmax(axis=1) for of, judged in likely.items()}
    cells = [_macro(truth[part], chosen) for chosen in found.values()]
    right = (truth[part] == found["both"]).mean()
    print(f"| {name} | {part.sum()} | " + " | ".join(cells) + f" | {right:.3f} |")


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
