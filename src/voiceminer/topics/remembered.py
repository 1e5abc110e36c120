"""An encoder that encodes no text twice within one stage."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder
from voiceminer.errors import InputError
from voiceminer.topics.context import ByContext

log = logging.getLogger(__name__)


class Remembered:
    """An Encoder round an Encoder, with the vectors that are known already.

    Where the inner one knows only the passages (vectors that were made elsewhere), phrases get
    the vectors of the texts that hold them.

    Parameters
    ----------
    encoder : Encoder
    texts : sequence of str
    vectors : ndarray of float32, shape (len(texts), dim)
        The texts' vectors, as the encoder has made them.
    """

    def __init__(
        self, encoder: Encoder, texts: Sequence[str], vectors: NDArray[np.float32]
    ) -> None:
        self._encoder = encoder
        self._texts, self._vectors = texts, vectors
        self._known = dict(zip(texts, vectors, strict=True))

    @property
    def revision(self) -> str:
        """The inner encoder's: it gives the same vectors."""
        return self._encoder.revision

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32, shape (len(texts), dim)."""
        missing = sorted({text for text in texts if text not in self._known})
        if missing:
            self._known.update(zip(missing, self._encoded(missing), strict=True))
        return np.stack([self._known[text] for text in texts])

    def _encoded(self, texts: Sequence[str]) -> NDArray[np.float32]:
        try:
            return self._encoder.encode(texts)
        except InputError:
            log.info("%s has no vectors of phrases: each lies where it was said", self.revision)
            self._encoder = ByContext(self._texts, self._vectors)
            return self._encoder.encode(texts)
