"""Which files there are: folders walked, archives opened, in an order that is always the same."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from voiceminer.errors import InputError
from voiceminer.settings import ReadingSettings

# Files about an export, found in its folder: read only when named themselves.
_ABOUT = re.compile(
    r"(?:^|[_\-. ])(?:licen[sc]e|readme|copying|notice|changelog|provenance)(?:[_\-. ]|$)",
    re.IGNORECASE,
)
_CHUNK = 1 << 20  # bytes that are read at a time
# Zip archives that are one document each: workbooks and Word's
_DOCUMENT = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml", "word/document.xml"})
_ZIP = b"PK\x03\x04"
# archives in archives: an export's own zip inside a mailed one is two; more are made to harm
_DEEPEST_ARCHIVE = 4
# what zipfile raises: RuntimeError for encrypted members, NotImplementedError for odd packers
BROKEN = (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError)


class TooLargeError(ValueError):
    """A limit of the settings stopped it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read: on disk, or a member of the archive on disk, or of an archive in it."""

    path: str
    disk: Path
    members: tuple[str, ...] = ()


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
            for inner, problem in _members(source, settings, settings.max_members):
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
    path = f"{source.disk.parent.name}/{source.path}"
    while path in found and found[path].disk != source.disk:
        path = f"{path}~"
    return Source(path=path, disk=source.disk, members=source.members)


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


def _members(source: Source, settings: ReadingSettings, most: int) -> Iterator[tuple[Source, str]]:
    """The files in a zip archive and in the archives inside it, or the file itself."""
    entries, problem = _entries(source, settings)
    if problem or entries is None or {e.filename for e, _ in entries} & _DOCUMENT:
        yield source, problem
        return
    if len(entries) > most:
        yield (
            source,
            (
                f"{len(entries)} files in the archive, more than reading.max_members"
                f" ({settings.max_members}). Unpack it, or raise the limit."
            ),
        )
        return
    most -= len(entries)
    for entry, packed in sorted(entries, key=lambda e: e[0].filename):
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        hidden = any(p == "__MACOSX" or (p[0] == "." and p != "..") for p in name.parts[:-1])
        if entry.is_dir() or hidden:
            continue
        member = Source(
            path=f"{source.path}/{name.as_posix()}",
            disk=source.disk,
            members=(*source.members, entry.filename),
        )
        if name.is_absolute() or ".." in name.parts:
            yield member, "a path that leads out of the archive"
        elif name.name.startswith(".") or _ABOUT.search(name.stem):
            yield member, "a file about the export, not of it"
        elif packed:
            inner = list(_members(member, settings, most))
            most -= len(inner)
            yield from inner
        else:
            yield member, ""


def _entries(
    source: Source, settings: ReadingSettings
) -> tuple[list[tuple[zipfile.ZipInfo, bool]] | None, str]:
    """What an archive holds, and whether each is an archive itself; None for any other file."""
    try:
        with ExitStack() as stack:
            archive = _archive(source, settings, stack)
            if archive is None:
                return None, ""
            if len(source.members) >= _DEEPEST_ARCHIVE:
                return None, f"an archive in {_DEEPEST_ARCHIVE} others. Unpack it."
            return [(e, _is_archive(archive, e)) for e in archive.infolist()], ""
    except TooLargeError as error:
        return None, str(error)
    except BROKEN as error:
        return None, f"a broken zip archive ({error}). Export it again."


def _is_archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    if entry.is_dir() or entry.flag_bits & 1:  # bit 0: encrypted, which its reading will say
        return False
    with archive.open(entry) as member:
        return member.read(4) == _ZIP


def _archive(source: Source, settings: ReadingSettings, stack: ExitStack) -> zipfile.ZipFile | None:
    """The source as an open archive; None if it is none."""
    if source.members:
        return stack.enter_context(zipfile.ZipFile(io.BytesIO(_inner(source, settings))))
    with source.disk.open("rb") as file:
        if file.read(4) != _ZIP:
            return None
    return stack.enter_context(zipfile.ZipFile(source.disk))


@lru_cache(maxsize=1)  # its files are read one after the other
def _inner(source: Source, settings: ReadingSettings) -> bytes:
    """The bytes of an archive in an archive."""
    return Content(source, settings).read()


class Content:
    """A file's bytes, out of its archive and unpacked; read once to know what they are.

    Raises
    ------
    TooLargeError
        If they grow beyond `settings.max_bytes`, or by more than `settings.max_ratio`.
    OSError, EOFError, zlib.error, zipfile.BadZipFile
        If they cannot be opened.
    """

    def __init__(self, source: Source, settings: ReadingSettings) -> None:
        self.path = source.path
        self._source = source
        self._settings = settings
        digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
        self.size, self.head, self.is_utf_8 = 0, b"", True
        with self.opened() as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                self.head = self.head or chunk
                self.size += len(chunk)
                if self.is_utf_8:
                    self.is_utf_8 = _decodes(decoder, chunk)
        self.is_utf_8 = self.is_utf_8 and _decodes(decoder, b"", final=True)
        self.sha256 = digest.hexdigest()

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes as a stream, from their beginning."""
        with ExitStack() as stack:
            if self._source.members:
                *outer, name = self._source.members
                above = Source(path="", disk=self._source.disk, members=tuple(outer))
                archive = _archive(above, self._settings, stack)
                if archive is None:
                    raise zipfile.BadZipFile("it is no archive any more")
                entry = archive.getinfo(name)
                packed, size = entry.compress_size, entry.file_size
                stream = _limited(stack.enter_context(archive.open(entry)), packed, self._settings)
            else:
                packed = size = self._source.disk.stat().st_size
                if size > self._settings.max_bytes:
                    raise TooLargeError(_too_large(size, self._settings))
                stream = stack.enter_context(self._source.disk.open("rb"))
            if stream.peek(2)[:2] == b"\x1f\x8b":
                unpacked = stack.enter_context(gzip.open(stream))
                stream = _limited(unpacked, size, self._settings)
            yield stream

    def read(self) -> bytes:
        """All bytes at once."""
        with self.opened() as stream:
            return stream.read()


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


class _Limited(io.RawIOBase):
    """An unpacked stream that stops at the limit of the settings."""

    def __init__(self, stream: Any, packed: int, settings: ReadingSettings) -> None:
        self._stream = stream
        self._settings = settings
        self._limit = min(settings.max_bytes, max(packed, 10_000) * settings.max_ratio)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._read += len(data)
        if self._read > self._limit:
            if self._limit < self._settings.max_bytes:
                raise TooLargeError(
                    f"unpacks to more than {self._settings.max_ratio} times its size"
                    " (reading.max_ratio). Unpack it yourself if you trust it."
                )
            raise TooLargeError(_too_large(self._read, self._settings))
        buffer[: len(data)] = data
        return len(data)


def _limited(stream: Any, packed: int, settings: ReadingSettings) -> io.BufferedReader:
    return io.BufferedReader(_Limited(stream, packed, settings), _CHUNK)


def member_of(archive: bytes, name: str, settings: ReadingSettings) -> bytes:
    """One file out of an archive.

    Raises
    ------
    TooLargeError
        If it grows beyond `settings.max_bytes`, or by more than `settings.max_ratio`.
    KeyError, OSError, zipfile.BadZipFile
        If it is not there or cannot be opened.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        packed = opened.getinfo(name).compress_size
        with opened.open(name) as member:
            return _limited(member, packed, settings).read()


def _too_large(size: int, settings: ReadingSettings) -> str:
    return (
        f"{size:,} bytes or more, over reading.max_bytes ({settings.max_bytes:,})."
        " Split the export, or raise the limit."
    )
