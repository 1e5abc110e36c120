"""What zip archives hold, and the archives in them: files, or the reason why not."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from voiceminer.reading.content import (
    BROKEN,
    Source,
    TooLargeError,
    archive_of,
    reason_of,
    shown,
    told,
)
from voiceminer.reading.hidden import is_about, is_hidden
from voiceminer.settings import ReadingSettings

# Zip archives that are one document each: workbooks and Word's
_DOCUMENT = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml", "word/document.xml"})
_ZIP = b"PK\x03\x04"
# A workspace's export has thousands of these, and each would have to be opened to be sure.
_NO_ARCHIVES = (".json", ".eml")
_ENCRYPTED = 0x1  # bit of a zip entry's flags
# archives in archives: an export's own zip inside a mailed one is two; more are made to harm
_DEEPEST_ARCHIVE = 4


@dataclass(slots=True)
class _Left:
    """How much one archive on disk may still hold, with all that is in it."""

    members: int
    total: int


def members_of(source: Source, settings: ReadingSettings) -> Iterator[tuple[Source, str]]:
    """The files in a zip archive and in those inside it, or the file itself.

    Each with the reason why it is not read, empty where it is. Workbooks and Word documents are
    zip archives, but one file.
    """
    yield from _members(source, settings, _Left(settings.max_members, settings.max_total))


def _members(
    source: Source, settings: ReadingSettings, left: _Left
) -> Iterator[tuple[Source, str]]:
    entries, problem = _entries(source, settings)
    if problem or entries is None or {e.filename for e, _ in entries} & _DOCUMENT:
        yield source, problem
        return
    problem = _why_not_opened([e for e, _ in entries], settings, left)
    if problem:
        yield source, problem
        return
    for entry, is_archive in sorted(entries, key=lambda e: e[0].filename):
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.filename.endswith("/") or any(is_hidden(p) for p in name.parts if p != ".."):
            continue
        member = Source(
            path=f"{source.path}/{shown(name.as_posix())}",
            disk=source.disk,
            members=(*source.members, entry.filename),
            size=entry.file_size,
        )
        reason = _why_not(entry, name)
        if is_archive and not reason:
            yield from _members(member, settings, left)
        else:
            yield member, reason


def _entries(
    source: Source, settings: ReadingSettings
) -> tuple[list[tuple[zipfile.ZipInfo, bool]] | None, str]:
    """What an archive holds, and whether each is an archive itself; None for any other file."""
    try:
        archive = archive_of(source, settings)
        if archive is None:
            return None, ""
        if len(source.members) >= _DEEPEST_ARCHIVE:
            return None, f"an archive in {_DEEPEST_ARCHIVE} others. Unpack it."
        return [(e, _is_archive(archive, e)) for e in archive.infolist()], ""
    except TooLargeError as error:
        return None, str(error)
    except zipfile.BadZipFile as error:
        return None, f"a broken zip archive ({reason_of(error)}). Export it again."
    except BROKEN as error:
        return None, f"cannot be opened ({reason_of(error)}). Check who may read it."


def _is_archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a member begins like an archive; what cannot be opened says so when it is read."""
    if entry.flag_bits & _ENCRYPTED or entry.filename.endswith(_NO_ARCHIVES):
        return False
    try:
        with told(), archive.open(entry) as member:
            return member.read(4) == _ZIP
    except BROKEN:
        return False


def _why_not_opened(
    entries: Sequence[zipfile.ZipInfo], settings: ReadingSettings, left: _Left
) -> str:
    """The limit that an archive is over, by the sizes it declares: unpacking stops at them."""
    left.members -= len(entries)
    left.total -= sum(e.file_size for e in entries)
    if all(e.filename.endswith("/") for e in entries):
        return "a zip archive without files. Export it again."
    if left.members < 0:
        return (
            f"more files in the archive than reading.max_members ({settings.max_members:,})."
            " Unpack it, or raise the limit."
        )
    if left.total < 0:
        return (
            f"unpacks to more bytes than reading.max_total ({settings.max_total:,})."
            " Unpack it yourself if you trust it, or raise the limit."
        )
    return ""


def _why_not(entry: zipfile.ZipInfo, name: PurePosixPath) -> str:
    if name.is_absolute() or ".." in name.parts:
        return "a path that leads out of the archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link inside an archive, which is not followed"
    if entry.flag_bits & _ENCRYPTED:
        return "protected by a password. Unpack the archive and give the folder."
    if is_about(name.stem):
        return "a file about the export, not of it"
    return ""
