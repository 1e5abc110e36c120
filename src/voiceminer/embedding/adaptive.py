"""What the transformer would say, told from words: learnt on a sample of the corpus itself."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder, Progress
from voiceminer.embedding.word_map import WordMap

log = logging.getLogger(__name__)

# Texts that the map never sees while it is judged: a share of neighbours found among 1,000 is
# known to within half a hundredth.
HELD_OUT = 1000
# Texts of the first map; each further one doubles them.
FIRST = 2000
# A sample grows while doubling it finds this much more of the transformer's neighbours: intents of
# a bank, a chat and an assistant gain 0.02 to 0.04 with each doubling from 2,000 texts on.
GAIN = 0.05
# The map has to find this much more of them than the coarse vectors do, or it is not worth having.
WORTH = 0.02
NEIGHBOURS = 10

_ENCODED_AT_ONCE = 512  # texts between two reports of progress

Matrix = NDArray[np.float32]


class AdaptiveEncoder:
    """The transformer on a sample, and a linear map from words to its vectors for all the rest.

    The sample is drawn by the texts' own hashes, so that neither the order of rows nor a seed
    matters, and grows while that brings much or while the map is worth nothing yet: with the
    diversity of the corpus. Whether the map
    is any good is seen on texts that it has not learnt from: the share of their nearest
    neighbours, by the transformer, that it finds. Where that is hardly more than the coarse
    encoder finds by itself, the coarse encoder is used instead, with a notice; where the sample
    is the whole corpus, the transformer is.

    Parameters
    ----------
    texts : iterable of str
        The corpus.
    finer, coarser : Encoder
        The transformer, and the static model.
    affordable : callable
        Whether the finer encoder may be given all of these texts.
    progress : Progress, optional
        Told of job "sample" while the sample is encoded.
    held_out, first : int
        Texts that the map is judged on, and that it is first learnt on.
    """

    def __init__(
        self,
        texts: Iterable[str],
        finer: Encoder,
        coarser: Encoder,
        *,
        affordable: Callable[[Sequence[str]], bool] = lambda _: True,
        progress: Progress = lambda *_: None,
        held_out: int = HELD_OUT,
        first: int = FIRST,
    ) -> None:
        self._texts = sorted({text: _hash(text) for text in texts}.items(), key=lambda t: t[1])
        self.finer = finer
        self.coarser = coarser
        self._affordable = affordable
        self._progress = progress
        self._held_out = held_out
        self._first = first

    @cached_property
    def revision(self) -> str:
        """Of both encoders, and of the corpus that the map is learnt on."""
        corpus = hashlib.sha256(b"".join(key for _, key in self._texts)).hexdigest()
        return f"adaptive@{corpus[:12]}+{self.finer.revision}+{self.coarser.revision}"

    def __getstate__(self) -> dict[str, object]:
        """To another process goes what was learnt, not what it was learnt from."""
        return {"revision": self.revision, "_learnt": self._learnt}

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors, float32, shape (len(texts), dim); the first call learns the map."""
        return self._learnt.encode(texts)

    @cached_property
    def _learnt(self) -> Encoder:
        texts = [text for text, _ in self._texts]
        held, rest = texts[: self._held_out], texts[self._held_out :]
        if len(rest) <= self._first:
            return self.finer
        truth = self._sampled(held)
        floor = agreement(truth, self.coarser.encode(held))
        size, vectors, before = self._first, self._sampled(rest[: self._first]), 0.0
        while True:
            learnt = WordMap.learnt(rest[:size], vectors, self.coarser)
            found = agreement(truth, learnt.encode(held))
            log.info("adaptive: %d texts, %.3f of neighbours (static %.3f)", size, found, floor)
            larger = rest[: 2 * size]
            enough = before and found - before < GAIN and found >= floor + WORTH
            if enough or len(larger) == size or not self._affordable(held + larger):
                break
            vectors = np.concatenate([vectors, self._sampled(larger[size:])])
            before, size = found, len(larger)
        if found < floor + WORTH:
            log.warning(
                "A map learnt on %d texts finds %.0f %% of the transformer's neighbours, and the "
                "static model %.0f %% by itself: the static model is used. For finer topics set "
                "embedding.encoder = 'transformer'.",
                size,
                100 * found,
                100 * floor,
            )
            return self.coarser
        return WordMap.learnt(held + rest[:size], np.concatenate([truth, vectors]), self.coarser)

    def _sampled(self, texts: Sequence[str]) -> Matrix:
        parts = [self.finer.encode([])]
        for start in range(0, len(texts), _ENCODED_AT_ONCE):
            self._progress("sample", start, len(texts))
            parts.append(self.finer.encode(texts[start : start + _ENCODED_AT_ONCE]))
        self._progress("sample", len(texts), len(texts))
        return np.concatenate(parts)


def agreement(truth: Matrix, guess: Matrix) -> float:
    """The share of each row's nearest neighbours by `truth` that are nearest by `guess` too.

    Of the `NEIGHBOURS` nearest rows by cosine, from 0 to 1; both of shape (n, their dim).
    """
    nearest = [_nearest(vectors) for vectors in (truth, guess)]
    shared = [len(np.intersect1d(a, b)) for a, b in zip(*nearest, strict=True)]
    return float(np.mean(shared)) / NEIGHBOURS


def _nearest(vectors: Matrix) -> NDArray[np.int64]:
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -np.inf)
    return np.argpartition(-cosines, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
