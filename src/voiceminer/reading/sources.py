"""Which files there are: folders walked, archives opened, in an order that is always the same."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from voiceminer.errors import InputError
from voiceminer.settings import ReadingSettings

# Files about an export, found in its folder: read only when named themselves.
_ABOUT = re.compile(
    r"(?:^|[_\-. ])(?:licen[sc]e|readme|copying|notice|changelog|provenance)(?:[_\-. ]|$)",
    re.IGNORECASE,
)
_WORKBOOK = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


class TooLargeError(ValueError):
    """A limit of the settings stopped it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read: on disk, or `member` of the archive on disk."""

    path: str
    disk: Path
    member: str = ""


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
            for inner, problem in _members(source, settings):
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
    if other is None or (other.disk == source.disk and other.member == source.member):
        return source
    path = f"{source.disk.parent.name}/{source.path}"
    while path in found and found[path].disk != source.disk:
        path = f"{path}~"
    return Source(path=path, disk=source.disk, member=source.member)


def _below(path: Path) -> Iterator[tuple[Source, str]]:
    if path.is_file():
        yield Source(path=path.name, disk=path.resolve()), ""
        return
    root = path.resolve()
    for file in sorted(root.rglob("*")):
        inside = file.relative_to(root)
        if any(p.startswith((".", "~$")) or p == "__MACOSX" for p in inside.parts):
            continue
        if not file.is_file():
            continue
        source = Source(path=inside.as_posix(), disk=file)
        if not file.resolve().is_relative_to(root):
            yield source, "a link that leads out of the folder"
        elif _ABOUT.search(file.stem):
            yield source, "a file about the export, not of it; name it to have it read"
        else:
            yield source, ""


def _members(source: Source, settings: ReadingSettings) -> Iterator[tuple[Source, str]]:
    """The files in a zip archive, or the file itself. Workbooks are zip archives, but one file."""
    with source.disk.open("rb") as file:
        is_zip = file.read(4) == b"PK\x03\x04"
    if not is_zip:
        yield source, ""
        return
    try:
        with zipfile.ZipFile(source.disk) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        yield source, f"a broken zip archive ({error}). Export it again."
        return
    names = {e.filename for e in entries}
    if names & {*_WORKBOOK, "word/document.xml"}:
        yield source, ""
        return
    if len(entries) > settings.max_members:
        yield (
            source,
            (
                f"{len(entries)} files in the archive, more than reading.max_members"
                f" ({settings.max_members}). Unpack it, or raise the limit."
            ),
        )
        return
    for entry in sorted(entries, key=lambda e: e.filename):
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        hidden = any(p == "__MACOSX" or (p[0] == "." and p != "..") for p in name.parts[:-1])
        if entry.is_dir() or hidden:
            continue
        member = Source(
            path=f"{source.path}/{name.as_posix()}", disk=source.disk, member=entry.filename
        )
        if name.is_absolute() or ".." in name.parts:
            yield member, "a path that leads out of the archive"
        elif name.name.startswith(".") or _ABOUT.search(name.stem):
            yield member, "a file about the export, not of it"
        else:
            yield member, ""


def content(source: Source, settings: ReadingSettings) -> bytes:
    """The file's bytes, out of its archive and unpacked.

    Raises
    ------
    TooLargeError
        If it grows beyond `settings.max_bytes`, or by more than `settings.max_ratio`.
    OSError, zipfile.BadZipFile
        If it cannot be opened.
    """
    if source.member:
        with zipfile.ZipFile(source.disk) as archive:
            packed = archive.getinfo(source.member).compress_size
            with archive.open(source.member) as member:
                data = _limited(member, packed, settings)
    else:
        size = source.disk.stat().st_size
        if size > settings.max_bytes:
            raise TooLargeError(_too_large(size, settings))
        data = source.disk.read_bytes()
    if data[:2] == b"\x1f\x8b":
        with gzip.open(io.BytesIO(data)) as unpacked:
            data = _limited(unpacked, len(data), settings)
    return data


def _limited(stream: object, packed: int, settings: ReadingSettings) -> bytes:
    limit = min(settings.max_bytes, max(packed, 10_000) * settings.max_ratio)
    data: bytes = stream.read(limit + 1)  # type: ignore[attr-defined]  # gzip's and zip's readers share no type
    if len(data) > limit:
        if limit < settings.max_bytes:
            raise TooLargeError(
                f"unpacks to more than {settings.max_ratio} times its size (reading.max_ratio)."
                " Unpack it yourself if you trust it."
            )
        raise TooLargeError(_too_large(len(data), settings))
    return data


def _too_large(size: int, settings: ReadingSettings) -> str:
    return (
        f"{size:,} bytes or more, over reading.max_bytes ({settings.max_bytes:,})."
        " Split the export, or raise the limit."
    )
