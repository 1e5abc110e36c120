"""Two folders that change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# <linux/fs.h>, <fcntl.h>, and macOS' <sys/stdio.h>
RENAME_EXCHANGE, AT_FDCWD = 2, -100
RENAME_SWAP = 2


def exchanged(one: Path, other: Path) -> bool:
    """Whether the two have changed places: renameat2 on Linux, renamex_np on macOS.

    Two renames would leave a moment in which neither is there. False where the system or the
    file system has no such call; then nothing has been changed.
    """
    try:
        library = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            failed = library.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE)
        elif sys.platform == "darwin":
            failed = library.renamex_np(first, second, RENAME_SWAP)
        else:
            return False
    except (AttributeError, OSError, TypeError):  # an old C library, or none to be found
        return False
    return int(failed) == 0
