"""Fit the weights by which words, phrases and nearness tell the kind of a statement.

python scripts/build_signal_weights.py --demo RUN banking77.csv hwu64.csv ...

RUN is a run folder of `voiceminer demo`. The labelled passages, but for those that were drawn last
to be measured with ("blind"), and the English lexicon's prototype sentences, each leaving itself
out, go into one multinomial logistic regression: with English phrases for English, without for the
others, and without nearness where vectors have no encoder.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from signal_labels import Labelled, labelled
from voiceminer.data import Encoder, Passage, Rows
from voiceminer.embedding import encoder_for
from voiceminer.resources import shipped
from voiceminer.settings import EmbeddingSettings
from voiceminer.signals.hits import FEATURES, Page, evidence, with_rivals
from voiceminer.signals.kinds import INPUTS, inputs_of
from voiceminer.signals.lexicon import KINDS, Lexicon, lexicon_of
from voiceminer.signals.nearness import leaning_left_out, nearest, nearness
from voiceminer.signals.phrases import Phrases, frequent
from voiceminer.signals.phrases import written as phrases_written

# by cross-validation on the tuning half: from 0.1 to 1, and from 0 to 1, macro F1 moves by 0.01
STRENGTH = 0.3
PROTOTYPE_WEIGHT = 0.5
# A phrase has to stand in so many of the sentences: one that stands in three tells of a subject.
SENTENCES = 4
# how far a line that is all one phrase lies from one without it, beside a word's count of 1
REACH = 5.0
# passages that nothing was fitted to or chosen by
FRESH = "blind"

_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]\w+")
_SMALL = re.compile(r"\b[a-z]\w+")

Matrix = NDArray[np.float32]


class Read(NamedTuple):
    """What is read of some sentences, shape (n, len(INPUTS)), their kinds' places, and they."""

    inputs: Matrix
    kinds: NDArray[np.int64]
    texts: tuple[str, ...]

    @property
    def page(self) -> str:
        """The texts as phrases are looked for in them."""
        return Page(self.texts).text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--demo", type=Path, required=True)
    given = parser.parse_args()
    passages, lost = labelled(given.demo, given.files)
    tuning = [p for p in passages if p.half != FRESH]
    encoder = encoder_for(Rows.gather(Passage), EmbeddingSettings())
    out = shipped("configs") / "signals" / "weights"
    lexicon = lexicon_of("en")
    heard, prototypes = read(tuning, lexicon, encoder), read_prototypes(lexicon, encoder)
    model, phrases = fitted(heard, prototypes)
    (out / "en.toml").write_text(written(model), encoding="utf-8")
    (out / "en.tsv").write_text(phrases_written(phrases), encoding="utf-8")
    without, _ = fitted(heard, prototypes, listed=())
    (out / "any.toml").write_text(written(without), encoding="utf-8")
    # prototypes were written to be near to, not to hold the lexicon's words
    nothing = Read(prototypes.inputs[:0], prototypes.kinds[:0], ())
    alone, _ = fitted(_far(heard), nothing, listed=())
    (out / "words.toml").write_text(written(alone), encoding="utf-8")
    print(
        f"{len(tuning)} passages, {lost} labels without their text; {len(phrases.listed)} phrases"
    )


def fitted(
    tuning: Read, prototypes: Read, listed: Sequence[str] | None = None
) -> tuple[Matrix, Phrases]:
    """Weights, shape (1 + len(INPUTS), n_kinds), as `kinds.weights` reads them, and phrases'.

    `listed` are the phrases; those that are frequent in both if left out.
    """
    from sklearn.linear_model import LogisticRegression

    page = Page([*tuning.texts, *prototypes.texts]).text
    if listed is None:
        names = _names([*tuning.texts, *prototypes.texts])
        listed = [p for p in frequent(page, SENTENCES) if names.isdisjoint(p.split(" "))]
    phrases = list(listed)
    shares = Phrases(phrases, np.zeros((len(phrases), len(KINDS)), np.float32)).shares(page)
    inputs = np.vstack([tuning.inputs, prototypes.inputs])
    y = np.concatenate([tuning.kinds, prototypes.kinds])
    counted = np.where(np.arange(len(y)) < len(tuning.kinds), 1.0, PROTOTYPE_WEIGHT)
    # each kind weighs the same: macro F1 holds the rare ones as dear as the common ones
    balanced = counted / np.bincount(y, weights=counted)[y] * counted.sum() / len(KINDS)
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(np.hstack([inputs, REACH * shares.toarray()]), y, sample_weight=balanced)
    learnt = model.coef_.T.astype(np.float32)
    n = inputs.shape[1]
    constant = model.intercept_.astype(np.float32)
    return np.vstack([constant, learnt[:n]]), Phrases(phrases, REACH * learnt[n:])


def _far(some: Read) -> Read:
    """The same, near to nothing, as in a run whose vectors have no encoder."""
    inputs = some.inputs.copy()
    inputs[:, len(FEATURES) :] = 0
    return some._replace(inputs=inputs)


def _names(texts: Sequence[str]) -> frozenset[str]:
    """Words that are mostly capitalised within sentences: products and firms tell no kind."""
    large = Counter(w.lower() for text in texts for w in _CAPITAL.findall(text))
    small = Counter(w for text in texts for w in _SMALL.findall(text))
    return frozenset(word for word, n in large.items() if n > small[word])


def read(passages: list[Labelled], lexicon: Lexicon, encoder: Encoder) -> Read:
    """What the model reads of these passages."""
    texts = [p.text for p in passages]
    words = evidence(Page(texts), lexicon, np.array([p.note for p in passages], bool))
    words = with_rivals(words, np.array([p.rival for p in passages], bool))
    near = nearness(np.asarray(encoder.encode(texts), np.float32), lexicon, encoder)
    kinds = np.array([KINDS.index(p.kind) for p in passages])
    return Read(inputs_of(words, near), kinds, tuple(texts))


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
    near = np.hstack([nearest(cosines, lexicon), leaning_left_out(vectors, lexicon)])
    return Read(inputs_of(words, near), np.array(kinds), tuple(texts))


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
