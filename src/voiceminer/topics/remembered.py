"""An encoder that encodes no text twice within one stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder


class Remembered:
    """An Encoder round an Encoder, with the vectors that are known already.

    Parameters
    ----------
    encoder : Encoder
    known : mapping of str to ndarray
        Vectors by text, those of the passages; not copied.
    """

    def __init__(self, encoder: Encoder, known: Mapping[str, NDArray[np.float32]]) -> None:
        self._encoder = encoder
        self._known = known
        self._new: dict[str, NDArray[np.float32]] = {}

    @property
    def revision(self) -> str:
        """The inner encoder's: it gives the same vectors."""
        return self._encoder.revision

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32, shape (len(texts), dim)."""
        missing = sorted({t for t in texts if t not in self._known and t not in self._new})
        if missing:
            self._new.update(zip(missing, self._encoder.encode(missing), strict=True))
        return np.stack([self._new[t] if t in self._new else self._known[t] for t in texts])
