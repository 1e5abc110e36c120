"""`voiceminer models`: what may be loaded, and whether it is here."""

from __future__ import annotations

import json

from voiceminer.cli.exits import exit_codes
from voiceminer.cli.mine import Json


def models(as_json: Json = False) -> None:
    """List the models that voiceminer may load, with source, licence and whether they are here."""
    with exit_codes():
        from voiceminer.embedding import manifest, shipped_model

        found = []
        for name, model in manifest().items():
            # a shipped model is here if its files are the ones that the manifest names
            where = shipped_model(name) if model.shipped else None
            found.append({"name": name, "here": where is not None, **model.model_dump()})
        if as_json:
            print(json.dumps(found, indent=2, ensure_ascii=False))
            return
        for entry in found:
            state = "shipped, files checked" if entry["here"] else "not shipped"
            print(f"{entry['name']} ({entry['licence']}; {state})\n  {entry['source']}")
