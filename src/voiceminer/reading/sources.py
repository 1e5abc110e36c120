"""Which files there are: folders walked, archives opened, in an order that is always the same."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from voiceminer.errors import InputError
from voiceminer.reading.archives import members_of
from voiceminer.reading.content import Source, reason_of, shown
from voiceminer.reading.hidden import is_about, is_hidden
from voiceminer.settings import ReadingSettings


def sources(
    paths: Sequence[Path], settings: ReadingSettings
) -> tuple[list[Source], list[tuple[str, str]]]:
    """All files below the given paths, sorted by path, and what was passed over with its reason.

    Raises
    ------
    InputError
        If a path does not exist, or nothing lies in the folders.
    """
    found: dict[str, Source] = {}
    passed: list[tuple[str, str]] = []
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder. Check the path.")
        for source, reason in _below(path):
            if reason:
                passed.append((source.path, reason))
                continue
            for inner, problem in members_of(source, settings):
                if problem:
                    passed.append((inner.path, problem))
                else:
                    found.setdefault(_free(inner, found).path, _free(inner, found))
    if not found and not passed:
        names = ", ".join(str(p) for p in paths)
        raise InputError(
            f"{names}: no files in it. Give the folder that holds the exports, or a file."
        )
    return [found[k] for k in sorted(found)], sorted(passed)


def _free(source: Source, found: dict[str, Source]) -> Source:
    """The source under a path that no other file has: two folders may hold `tickets.csv`."""
    other = found.get(source.path)
    if other is None or (other.disk == source.disk and other.members == source.members):
        return source
    path = f"{shown(source.disk.parent.name)}/{source.path}"
    while path in found and found[path].disk != source.disk:
        path = f"{path}~"
    return dataclasses.replace(source, path=path)


def _below(path: Path) -> Iterator[tuple[Source, str]]:
    """The files in a folder, or the file itself; each with the reason why it is not read."""
    if not path.is_dir():
        why = _why_no_file(path)
        size = 0 if why else path.stat().st_size
        yield Source(path=shown(path.name), disk=path.resolve(), size=size), why
        return
    root = path.resolve()
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=unlisted.append):
        here = Path(folder)
        folders[:] = sorted(f for f in folders if not is_hidden(f))
        for name in folders:
            if (here / name).is_symlink():
                reason = "a link to a folder, which is not followed; give the folder itself"
                yield _inside(here / name, root), reason
        for name in sorted(n for n in names if not is_hidden(n)):
            file = here / name
            reason = _why_no_file(file) or _why_not(file, root)
            yield _inside(file, root, 0 if reason else file.stat().st_size), reason
    for error in unlisted:
        reason = f"a folder that cannot be listed ({reason_of(error)})"
        yield _inside(Path(str(error.filename)), root), reason


def _inside(file: Path, root: Path, size: int = 0) -> Source:
    return Source(path=shown(file.relative_to(root).as_posix()), disk=file, size=size)


def _why_no_file(file: Path) -> str:
    if file.is_file():
        return ""
    if file.is_symlink():
        return "a link that leads nowhere"
    return "neither a file nor a folder (a pipe, a socket, a device). Save what it holds to a file."


def _why_not(file: Path, root: Path) -> str:
    if not file.resolve().is_relative_to(root):
        return "a link that leads out of the folder"
    if is_about(file.stem):
        return "a file about the export, not of it; name it to have it read"
    return ""
