"""Fit the weights by which words and nearness tell the kind of a statement.

python scripts/build_signal_weights.py --demo RUN banking77.csv hwu64.csv ...

RUN is a run folder of `voiceminer demo`. The labelled passages, but for those that were drawn last
to be measured with, and the English lexicon's prototype sentences, each leaving itself out, go into
one multinomial logistic regression.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from signal_labels import Labelled, labelled
from voiceminer.data import Encoder, Passage, Rows
from voiceminer.embedding import encoder_for
from voiceminer.resources import shipped
from voiceminer.settings import EmbeddingSettings
from voiceminer.signals.hits import Page, evidence
from voiceminer.signals.kinds import INPUTS, inputs_of
from voiceminer.signals.lexicon import KINDS, Lexicon, lexicon_of
from voiceminer.signals.nearness import leaning, nearest, nearness

# by cross-validation on the tuning half: from 0.1 to 1, and from 0 to 1, macro F1 moves by 0.01
STRENGTH = 0.3
PROTOTYPE_WEIGHT = 0.5
# passages that nothing was fitted to or chosen by
FRESH = "fresh"

Matrix = NDArray[np.float32]


class Read(NamedTuple):
    """What the model reads of some sentences, shape (n, len(INPUTS)), and their kinds' places."""

    inputs: Matrix
    kinds: NDArray[np.int64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--demo", type=Path, required=True)
    given = parser.parse_args()
    passages, lost = labelled(given.demo, given.files)
    tuning = [p for p in passages if p.half != FRESH]
    encoder = encoder_for(Rows.gather(Passage), EmbeddingSettings())
    out = shipped("configs") / "signals" / "weights" / "kinds.toml"
    lexicon = lexicon_of("en")
    model = fitted(read(tuning, lexicon, encoder), read_prototypes(lexicon, encoder))
    out.write_text(written(model), encoding="utf-8")
    print(f"{len(tuning)} passages, {lost} labels without their text; wrote {out.name}")


def fitted(tuning: Read, prototypes: Read) -> Matrix:
    """Weights, shape (1 + len(INPUTS), n_kinds), as `kinds.weights` reads them."""
    from sklearn.linear_model import LogisticRegression

    y = np.concatenate([tuning.kinds, prototypes.kinds])
    counted = np.where(np.arange(len(y)) < len(tuning.kinds), 1.0, PROTOTYPE_WEIGHT)
    # each kind weighs the same: macro F1 holds the rare ones as dear as the common ones
    balanced = counted / np.bincount(y, weights=counted)[y] * counted.sum() / len(KINDS)
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(np.vstack([tuning.inputs, prototypes.inputs]), y, sample_weight=balanced)
    return np.vstack([model.intercept_, model.coef_.T]).astype(np.float32)


def read(passages: list[Labelled], lexicon: Lexicon, encoder: Encoder) -> Read:
    """What the model reads of these passages."""
    texts = [p.text for p in passages]
    words = evidence(Page(texts), lexicon, np.array([p.note for p in passages], bool))
    near = nearness(np.asarray(encoder.encode(texts), np.float32), lexicon, encoder)
    return Read(inputs_of(words, near), np.array([KINDS.index(p.kind) for p in passages]))


def read_prototypes(lexicon: Lexicon, encoder: Encoder) -> Read:
    """What the model reads of the prototypes; none is near to itself."""
    kinds = [at for at, kind in enumerate(KINDS) for _ in lexicon.prototypes[kind]]
    texts = [text for kind in KINDS for text in lexicon.prototypes[kind]]
    vectors = np.asarray(encoder.encode(texts), np.float32)
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1)
    # sellers' notes do without capitals and full stops, and only they tell what sellers did
    notes = [
        KINDS[kind] == "seller's action" or (text[0].islower() and text[-1] not in ".?!")
        for kind, text in zip(kinds, texts, strict=True)
    ]
    words = evidence(Page(texts), lexicon, np.array(notes, bool))
    near = np.hstack([nearest(cosines, lexicon), leaning(vectors, lexicon)[1]])
    return Read(inputs_of(words, near), np.array(kinds))


def written(model: Matrix) -> str:
    """The weights as TOML, a table per kind; what rounds to nothing is left out."""
    lines = ["# Made by scripts/build_signal_weights.py; what is not listed weighs 0."]
    for column, kind in enumerate(KINDS):
        lines.append(f'\n["{kind}"]')
        for name, value in zip(("constant", *INPUTS), model[:, column], strict=True):
            if round(float(value), 2):
                lines.append(f'"{name}" = {value:.2f}')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
