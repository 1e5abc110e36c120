"""Which models may be loaded, and whether their files are the ones they claim to be."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from voiceminer.errors import ModelError
from voiceminer.resources import shipped


class Model(BaseModel):
    """A model that the manifest vouches for.

    Attributes
    ----------
    source : str
        Where it comes from.
    licence : str
        SPDX identifier.
    shipped : bool
        Whether its files lie in `models/`, in a folder of its name.
    files : dict
        File name to sha256.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    licence: str
    shipped: bool
    files: dict[str, str]


@cache
def manifest() -> dict[str, Model]:
    """Every model of `models/manifest.toml`, by name."""
    text = (shipped("models") / "manifest.toml").read_text(encoding="utf-8")
    return {name: Model(**entry) for name, entry in tomllib.loads(text).items()}


def shipped_model(name: str) -> Path:
    """The folder of a model that voiceminer ships, its files checked.

    Raises
    ------
    ModelError
        If a file is missing, or is not the one that the manifest names.
    """
    folder = shipped("models") / name
    check(folder, manifest()[name], remedy="Install voiceminer again.")
    return folder


def check(folder: Path, model: Model, *, remedy: str) -> None:
    """Raise ModelError, ending with `remedy`, unless `folder` holds the model's very files."""
    for name, sha256 in model.files.items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"{path}: the file is missing. {remedy}")
        if (found := sha256_of(path)) != sha256:
            raise ModelError(
                f"{path}: not the file that models/manifest.toml names (its sha256 begins with "
                f"{found[:12]}, not {sha256[:12]}). {remedy}"
            )


def sha256_of(*paths: Path) -> str:
    """The sha256 of the files' bytes, one after the other, in hexadecimal."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
