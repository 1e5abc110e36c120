"""`voiceminer models`: what may be loaded, and whether it is here."""

from __future__ import annotations

from voiceminer.cli.mine import Json


def models(as_json: Json = False) -> None:
    """List the models that voiceminer may load, with source, licence and where they are."""
    raise NotImplementedError
