"""The transformer in int8 under ONNX Runtime, texts of one length together."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from voiceminer.embedding.manifest import sha256_of, shipped_model

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

log = logging.getLogger(__name__)

SHIPPED = "minilm-int8"


# Tokens that run at once: their activations, 256 × 1,536 × 4 bytes at the widest, just fit a
# core's second cache; 64 tokens are a quarter slower, and 512 gain nothing.
TOKENS = 256


class OnnxEncoder:
    """A graph from token ids to token vectors, as `build_onnx_model.py` makes it.

    Texts of one length run together, without padding, on threads of our own. The graph quantises
    token by token, so no vector depends on the texts beside it: alone or in company, in any order,
    it is equal bit by bit. An empty text is the model's two marks for beginning and end, and has
    a unit vector like any other.

    Another kind of processor may round otherwise in the last places.

    Parameters
    ----------
    folder : Path, optional
        `model.onnx` and `tokenizer.json`, which also says where texts are cut. The shipped model,
        its files checked, if left out.
    threads : int, optional
        Runs at once; as many as there are processors if left out. No vector depends on it.

    Raises
    ------
    ModelError
        On first use, if the shipped model's files are not the ones that the manifest names.
    """

    def __init__(self, folder: Path | None = None, *, threads: int | None = None) -> None:
        self._given = folder
        self.threads = threads or os.cpu_count() or 1

    def __reduce__(self) -> tuple[Callable[[], OnnxEncoder], tuple[()]]:
        """To another process goes what it was made of: a session cannot."""
        return partial(OnnxEncoder, self._given, threads=self.threads), ()

    @cached_property
    def _folder(self) -> Path:
        return self._given or shipped_model(SHIPPED)

    @cached_property
    def revision(self) -> str:
        """The folder's name, its content, and the library that runs it."""
        content = sha256_of(self._folder / "model.onnx", self._folder / "tokenizer.json")
        return f"{self._folder.name}@{content[:12]}+onnxruntime-{version('onnxruntime')}"

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The model's tokenizer: no padding, cut at the longest text that the model reads."""
        from tokenizers import Tokenizer

        return Tokenizer.from_file(str(self._folder / "tokenizer.json"))

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = 1  # too little to share: threads take whole batches
        return InferenceSession(
            self._folder / "model.onnx", options, providers=["CPUExecutionProvider"]
        )

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32, shape (len(texts), dim). Logs how many texts were cut."""
        ids, cut = self._token_ids(texts)
        if cut:
            log.warning(
                "%d of %d texts are longer than the model reads (%s tokens): the rest of them is "
                "not in their vectors. Split them into passages.",
                cut,
                len(ids),
                (self.tokenizer.truncation or {}).get("max_length"),
            )
        vectors = np.empty((len(ids), self._session.get_outputs()[0].shape[-1]), np.float32)

        def encode_these(rows: list[int]) -> None:
            hidden = self._session.run(None, {"ids": np.stack([ids[row] for row in rows])})[0]
            means = hidden.mean(axis=1)
            vectors[rows] = means / np.linalg.norm(means, axis=1, keepdims=True)

        with ThreadPoolExecutor(self.threads) as pool:
            list(pool.map(encode_these, _batches([len(i) for i in ids])))
        return vectors

    def _token_ids(self, texts: Sequence[str]) -> tuple[list[NDArray[np.int64]], int]:
        """Each text's token ids, and how many texts were cut."""
        encodings = self.tokenizer.encode_batch(list(texts))
        ids = [np.array(e.ids, np.int64) for e in encodings]
        return ids, sum(1 for e in encodings if e.overflowing)


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Rows that run together, all of one length; the longest runs first, so that none is last."""
    rows_of: dict[int, list[int]] = {}
    for row, length in enumerate(lengths):
        rows_of.setdefault(length, []).append(row)
    return [
        rows[first : first + at_once]
        for length, rows in sorted(rows_of.items(), reverse=True)
        for at_once in [max(1, TOKENS // length)]
        for first in range(0, len(rows), at_once)
    ]
