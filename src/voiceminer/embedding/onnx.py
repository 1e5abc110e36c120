"""The transformer in int8 under ONNX Runtime, one text per run."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
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


class OnnxEncoder:
    """A graph from token ids of one text to its unit vector, as `build_onnx_model.py` makes it.

    Dynamic quantisation takes the activations' scale over all that is in a run: in a batch, a
    sentence would have another vector in every company. So each text runs alone, and texts run
    side by side on threads of our own. An empty text is the model's two marks for beginning and
    end, and has a unit vector like any other.

    Vectors are equal bit by bit on machines of one kind; another kind of processor may round
    otherwise in the last places.

    Parameters
    ----------
    folder : Path, optional
        `model.onnx` and `tokenizer.json`, which also says where texts are cut. The shipped model,
        its files checked, if left out.
    threads : int, optional
        Texts that run at once; as many as there are processors if left out. No vector depends
        on it.

    Raises
    ------
    ModelError
        On first use, if the shipped model's files are not the ones that the manifest names.
    """

    def __init__(self, folder: Path | None = None, *, threads: int | None = None) -> None:
        self._given = folder
        self.threads = threads or os.cpu_count() or 1

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
        options.intra_op_num_threads = 1  # a text is too short to share: threads take whole texts
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
        vectors = np.empty((len(ids), self._session.get_outputs()[0].shape[0]), np.float32)

        def encode_these(rows: Iterable[int]) -> None:
            for row in rows:
                vectors[row] = self._session.run(None, {"ids": ids[row]})[0]

        parts = [range(first, len(ids), self.threads) for first in range(self.threads)]
        with ThreadPoolExecutor(self.threads) as pool:
            list(pool.map(encode_these, parts))
        return vectors

    def _token_ids(self, texts: Sequence[str]) -> tuple[list[NDArray[np.int64]], int]:
        """Each text's token ids, and how many texts were cut."""
        encodings = self.tokenizer.encode_batch(list(texts))
        ids = [np.array(e.ids, np.int64) for e in encodings]
        return ids, sum(1 for e in encodings if e.overflowing)
