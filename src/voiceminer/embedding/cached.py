"""An encoder round an encoder that remembers every text's vector on disk."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Encoder
from voiceminer.errors import InputError

_TABLE = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"


class Cached:
    """Encodes what it has not seen, and reads the rest: the same vectors, bit by bit.

    A vector is kept under the sha256 of the encoder's revision and the text, so that another
    model never answers, and no text lies in the folder. Nothing is ever removed: delete the
    folder to start anew.

    Parameters
    ----------
    encoder : Encoder
        What encodes new texts.
    folder : Path
        Where `vectors.sqlite` lies; made if it is not there.

    Raises
    ------
    InputError
        On use, if the file there is no such cache, or cannot be written.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self.encoder = encoder
        self.path = folder / "vectors.sqlite"

    @property
    def revision(self) -> str:
        """The inner encoder's: whether a vector was cached cannot be told from it."""
        return self.encoder.revision

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, float32, shape (len(texts), dim)."""
        keys = [self._key(text) for text in texts]
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path)) as store, store:
                store.execute(_TABLE)
                known = {key: vector for key in set(keys) if (vector := _stored(store, key))}
                new = {k: text for k, text in zip(keys, texts, strict=True) if k not in known}
                fresh = self.encoder.encode(list(new.values()))
                known |= {k: v.astype("<f4").tobytes() for k, v in zip(new, fresh, strict=True)}
                store.executemany(
                    "INSERT OR IGNORE INTO vectors VALUES (?, ?)", [(k, known[k]) for k in new]
                )
        except (OSError, sqlite3.Error) as e:
            raise InputError(
                f"{self.path}: cannot be used as a cache of vectors ({e}). "
                "Delete it, or name another folder."
            ) from e
        joined = np.frombuffer(b"".join(known[key] for key in keys), "<f4")
        return joined.astype(np.float32).reshape(len(keys), fresh.shape[1])

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.revision}\0{text}".encode("utf-8", "surrogatepass")).digest()


def _stored(store: sqlite3.Connection, key: bytes) -> bytes | None:
    row = store.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None
