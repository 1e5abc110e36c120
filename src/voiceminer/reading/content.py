"""A file's bytes: out of its archives, unpacked, within the limits of the settings."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from voiceminer.settings import ReadingSettings

_CHUNK = 1 << 20  # bytes that are read at a time
_ZIP = b"PK\x03\x04"
_LONGEST_REASON = 200  # characters: zipfile repeats whole headers
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# what zipfile raises on archives that are broken, encrypted, or packed in a way it does not know
_BROKEN_ARCHIVE = (zipfile.BadZipFile, RuntimeError, LookupError, ValueError, struct.error)
# what reading bytes raises
BROKEN = (zipfile.BadZipFile, OSError, EOFError, zlib.error)


class TooLargeError(ValueError):
    """A limit of the settings stopped it."""


class ChangedError(ValueError):
    """The file is no longer what it was when reading began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file to read: on disk, or a member of the archive on disk, or of an archive in it.

    Only so many bytes of its beginning, if `begin` is not 0 and the container can be cut. `size` is
    what its folder or archive says that it holds, in bytes.
    """

    path: str
    disk: Path
    members: tuple[str, ...] = ()
    begin: int = 0
    size: int = 0


class Content:
    """A file's bytes, out of its archive and unpacked; read once to know what they are.

    Of a packed file of which the beginning is asked for no more than that is unpacked: `size` is
    then about its size, and `sha256` and `is_utf_8` are the beginning's. Where nobody asks for
    `sha256`, it need not be `hashed`.

    Raises
    ------
    TooLargeError
        If they grow beyond `settings.max_bytes`, or by more than `settings.max_ratio`.
    ChangedError
        If somebody writes to the file meanwhile.
    OSError, EOFError, zlib.error, zipfile.BadZipFile
        If they cannot be opened.
    """

    def __init__(self, source: Source, settings: ReadingSettings, *, hashed: bool = True) -> None:
        self.path = source.path
        self.source = source
        self._settings = settings
        self._stamp = self._stamped()
        digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
        self.size, self.head, self.is_utf_8 = 0, b"", True
        with self.opened() as stream:
            while chunk := stream.read(_CHUNK):
                if hashed:
                    digest.update(chunk)
                self.head = self.head or chunk
                self.size += len(chunk)
                if self.is_utf_8:
                    self.is_utf_8 = _decodes(decoder, chunk)
                if 0 < source.begin < self.size and isinstance(stream, _Unpacked):
                    self.size = max(self.size + 1, stream.about(self.size))
                    digest.update(str(self.size).encode())
                    break
            else:
                self.is_utf_8 = self.is_utf_8 and _decodes(decoder, b"", final=True)
        self.sha256 = digest.hexdigest()

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes as a stream, from their beginning."""
        with ExitStack() as stack:
            stream: io.BufferedReader
            if self.source.members:
                member, packed, size = _member(self.source, self._settings, stack)
                stream = _limited(member, packed, self._settings, lambda _: size)
            else:
                packed = size = self.source.disk.stat().st_size
                if size > self._settings.max_bytes:
                    raise TooLargeError(_too_large(size, self._settings))
                stream = stack.enter_context(self.source.disk.open("rb"))
            if stream.peek(2)[:2] == b"\x1f\x8b":
                inner = stream
                unpacked = stack.enter_context(gzip.open(inner))
                # as much as was unpacked so far of as many packed bytes
                stream = _limited(
                    unpacked, size, self._settings, lambda read: read * size // max(1, inner.tell())
                )
            yield stream
        if self._stamped() != self._stamp:
            raise ChangedError(
                "was changed while it was read. Wait until it is written; run again."
            )

    def _stamped(self) -> tuple[int, int]:
        found = self.source.disk.stat()
        return found.st_size, found.st_mtime_ns

    def read(self, most: int = -1) -> bytes:
        """All bytes at once, or as many of the beginning."""
        with self.opened() as stream:
            return stream.read(most)


def archive_of(source: Source, settings: ReadingSettings) -> zipfile.ZipFile | None:
    """The source as an open zip archive; None if it is none.

    It stays open until another is: a workspace's export has thousands of members, and opening an
    archive takes as long as it has members.

    Raises
    ------
    zipfile.BadZipFile
        If it begins like one and cannot be opened.
    OSError
        If it cannot be read.
    """
    if not source.members:
        with source.disk.open("rb") as file:
            if file.read(4) != _ZIP:
                return None
    found = source.disk.stat()
    stamp = (found.st_size, found.st_mtime_ns)
    with told():
        return _archive(source.disk, source.members, settings, stamp)


@lru_cache(maxsize=2)  # one, and one in it
def _archive(
    disk: Path,
    members: tuple[str, ...],
    settings: ReadingSettings,
    stamp: tuple[int, int],  # noqa: ARG001  # a file that was changed is another
) -> zipfile.ZipFile:
    if not members:
        return zipfile.ZipFile(disk)
    inner = Content(Source(path="", disk=disk, members=members), settings)
    return zipfile.ZipFile(io.BytesIO(inner.read()))


@contextmanager
def told() -> Iterator[None]:
    """Whatever zipfile stumbles over, as `zipfile.BadZipFile`.

    It raises NotImplementedError for packers that it does not know, RuntimeError for encrypted
    members, UnicodeDecodeError for names, IndexError and struct.error for what is cut.
    """
    try:
        yield
    except TooLargeError:
        raise
    except _BROKEN_ARCHIVE as error:
        raise zipfile.BadZipFile(reason_of(error)) from error


def member_of(archive: bytes, name: str, settings: ReadingSettings, most: int = -1) -> bytes:
    """One file out of an archive, or as many bytes of its beginning.

    Raises
    ------
    TooLargeError
        If it grows beyond `settings.max_bytes`, or by more than `settings.max_ratio`.
    OSError, EOFError, zlib.error, zipfile.BadZipFile
        If it is not there or cannot be opened.
    """
    with told(), zipfile.ZipFile(io.BytesIO(archive)) as opened:
        packed = opened.getinfo(name).compress_size
        with opened.open(name) as member:
            return _limited(member, packed, settings).read(most)


def size_of(archive: bytes, name: str) -> int:
    """The size that an archive says one of its files has, in bytes."""
    with told(), zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.getinfo(name).file_size


def check_unpacked(archive: bytes, settings: ReadingSettings) -> None:
    """Unpack all members once, for a library that would unpack them without limits.

    Raises
    ------
    TooLargeError
        If one grows beyond `settings.max_bytes`, or by more than `settings.max_ratio`, or all
        beyond `settings.max_bytes` together.
    OSError, EOFError, zlib.error, zipfile.BadZipFile
        If one cannot be opened, or is not as large as it says.
    """
    total = 0
    with told(), zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for entry in opened.infolist():
            with opened.open(entry) as member:
                stream = _limited(member, entry.compress_size, settings)
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    if total > settings.max_bytes:
                        raise TooLargeError(_too_large(total, settings))


def reason_of(error: Exception) -> str:
    """What went wrong, in a few words: without the path, which is named before and may be long."""
    said = (error.strerror if isinstance(error, OSError) else "") or str(error)
    return shown(said[:_LONGEST_REASON]) or type(error).__name__


def shown(name: str) -> str:
    """A name as it can be written on one line of a report: file systems allow any bytes."""
    known = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _UNPRINTABLE.sub("\ufffd", known)


def _member(
    source: Source, settings: ReadingSettings, stack: ExitStack
) -> tuple[BinaryIO, int, int]:
    """A stream of an archive's member, its bytes packed and unpacked."""
    *outer, name = source.members
    above = Source(path="", disk=source.disk, members=tuple(outer))
    archive = archive_of(above, settings)
    if archive is None:
        raise zipfile.BadZipFile("it is no archive any more")
    with told():
        entry = archive.getinfo(name)
        member: Any = stack.enter_context(archive.open(entry))
    return member, entry.compress_size, entry.file_size


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

    def tell(self) -> int:
        return self._read

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


class _Unpacked(io.BufferedReader):
    """What comes out of an archive or of gzip."""

    about: Callable[[int], int]
    """About its whole size, in bytes, after as many have been read."""


def _limited(
    stream: Any, packed: int, settings: ReadingSettings, about: Callable[[int], int] = int
) -> _Unpacked:
    unpacked = _Unpacked(_Limited(stream, packed, settings), _CHUNK)
    unpacked.about = about
    return unpacked


def _too_large(size: int, settings: ReadingSettings) -> str:
    return (
        f"{size:,} bytes or more, over reading.max_bytes ({settings.max_bytes:,})."
        " Split the export, or raise the limit."
    )
