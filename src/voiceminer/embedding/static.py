"""One vector per token, averaged: as fast as tokenising."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voiceminer.embedding.manifest import sha256_of, shipped_model

if TYPE_CHECKING:
    from model2vec import StaticModel

SHIPPED = "minilm-static"


class StaticEncoder:
    """A Model2Vec model from a folder on disk; never from a hub.

    A text without a single known token (empty, white space, signs that the model never saw) has
    the zero vector: it is near nothing, cosine 0 with every text.

    Parameters
    ----------
    folder : Path, optional
        `config.json`, `model.safetensors` and `tokenizer.json`, as Model2Vec saves them. The
        shipped model, its files checked, if left out.

    Raises
    ------
    ModelError
        On first use, if the shipped model's files are not the ones that the manifest names.

    References
    ----------
    Tulkens and van Dongen, "Model2Vec: Fast State-of-the-Art Static Embeddings", 2024.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    def __reduce__(self) -> tuple[type[StaticEncoder], tuple[Path | None]]:
        """To another process goes the folder, not the model."""
        return StaticEncoder, (self._given,)

    @cached_property
    def _folder(self) -> Path:
        return self._given or shipped_model(SHIPPED)

    @cached_property
    def revision(self) -> str:
        """The folder's name, its content, and the library that reads it."""
        content = sha256_of(self._folder / "model.safetensors", self._folder / "tokenizer.json")
        return f"{self._folder.name}@{content[:12]}+model2vec-{version('model2vec')}"

    @cached_property
    def _model(self) -> StaticModel:
        from model2vec import StaticModel

        # float32 on loading: Model2Vec averages and normalises in the type that the vectors
        # have, and in half precision lengths are off by a thousandth
        return StaticModel.from_pretrained(
            self._folder, quantize_to="float32", max_length=None, force_download=False
        )

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32, shape (len(texts), dim); zero for a text of no known token."""
        if not len(texts):
            return np.empty((0, self._model.dim), np.float32)
        vectors = self._model.encode(list(texts), use_multiprocessing=False, normalize=True)
        return np.asarray(vectors, np.float32)
