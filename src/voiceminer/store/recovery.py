"""What a run that was killed leaves beside its folder, and how the next one tidies up."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

# Ends the name of a run that stood aside while its successor was put in its place.
EARLIER = "-earlier"


def draft_beside(out: Path) -> Path:
    """An empty folder beside `out` to write in; its name tells which process writes."""
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.{os.getpid()}-", dir=out.parent))
    draft.chmod(0o755)  # mkdtemp's folder is its owner's alone
    return draft


def recovered(out: Path) -> None:
    """Put back a run that a killed process had set aside, and clear away what it had begun.

    What a process that is still alive writes is left alone.
    """
    out = out.resolve()
    if not out.parent.is_dir():
        return
    own = re.compile(rf"\.{re.escape(out.name)}\.(\d+)-[^.]*?({EARLIER})?")
    for folder in sorted(out.parent.glob(f".{_escaped(out.name)}.*-*")):
        found = own.fullmatch(folder.name)
        if found is None or _alive(int(found[1])):
            continue
        if found[2] and not out.exists():
            folder.rename(out)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name == "nt":  # there, signal 0 would end the process: drafts are left to their owner
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _escaped(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)
