"""Where the files that voiceminer ships lie: in the wheel, or in a checkout."""

from __future__ import annotations

from pathlib import Path

from voiceminer.errors import ModelError

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def shipped(folder: str) -> Path:
    """The folder `models`, `configs` or `demo`, wherever this installation has it.

    A wheel holds `models` and `configs` inside the package; a checkout has them at its top.

    Raises
    ------
    ModelError
        If the installation lacks the folder.
    """
    for place in (_PACKAGE / folder, _CHECKOUT / folder):
        if place.is_dir():
            return place
    raise ModelError(
        f"voiceminer's installation: the folder '{folder}' is missing. "
        "Install voiceminer again (pip install --force-reinstall voiceminer)."
    )
