"""One file's bytes to tables: the container is told by its first bytes, its suffix only helps."""

from __future__ import annotations

import csv
import logging
import re
import zlib
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile

from voiceminer.reading.captions import captions, is_captions
from voiceminer.reading.delimited import delimited, delimiter_of
from voiceminer.reading.encodings import Encoding, encoding_of, lines_of, text_head, text_of
from voiceminer.reading.mails import is_mail, mail
from voiceminer.reading.prose import prose
from voiceminer.reading.sources import Content, Source, TooLargeError
from voiceminer.reading.spreadsheets import sheets
from voiceminer.reading.structured import CutJsonError, json_tables
from voiceminer.reading.tables import Loaded, Table
from voiceminer.settings import ReadingSettings

_LOG = logging.getLogger(__name__)
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_KNOWN_BINARY = {
    b"%PDF": "a PDF. Export the data itself (CSV, XLSX or JSON), or save its text as .txt",
    b"\x89PNG": "a picture. Export the data itself (CSV, XLSX or JSON)",
    b"\xff\xd8\xff": "a picture. Export the data itself (CSV, XLSX or JSON)",
    b"ID3": "a sound file. Export its transcript (VTT, SRT, TXT or JSON)",
    b"RIFF": "a sound file. Export its transcript (VTT, SRT, TXT or JSON)",
    b"Rar!": "a RAR archive. Unpack it and give the folder",
    b"7z\xbc\xaf": "a 7z archive. Unpack it and give the folder",
}


def loaded(part: tuple[Source, ReadingSettings, Path]) -> Loaded:
    """A file's tables; a file that cannot be read gives its sentence and no tables.

    Cells that are too many for memory go to the folder.
    """
    source, settings, folder = part
    digest, encoding = "", ""
    try:
        content = Content(source, settings)
        digest = content.sha256
        tables = _tables(content, settings, folder)
        encoding = tables[0].encoding if tables else ""
        problem = "" if tables else "nothing in it that could be read."
    except (UnreadableError, TooLargeError) as error:
        tables, problem = (), str(error)
    except (OSError, BadZipFile, EOFError, zlib.error) as error:
        tables, problem = (), f"cannot be opened ({error}). Export it again."
    return Loaded(
        path=source.path, sha256=digest, encoding=encoding, tables=tables, problem=problem
    )


class UnreadableError(ValueError):
    """The sentence that says what a file is instead of an export."""


def _tables(content: Content, settings: ReadingSettings, folder: Path) -> tuple[Table, ...]:
    head, path = content.head, content.path
    if not head.strip():
        raise UnreadableError("empty. Export it again.")
    for mark, sentence in _KNOWN_BINARY.items():
        if head.startswith(mark):
            raise UnreadableError(f"{sentence}.")
    if head.startswith(_SPREADSHEETS):
        return _workbook(content.read(), path)
    if is_mail(head):
        return (mail(content.read(), path),)
    encoding = encoding_of(content)
    if encoding is None:
        raise UnreadableError(
            "binary, neither text nor a workbook. Export it as CSV, XLSX, JSON, VTT or TXT."
        )
    return _text_tables(content, encoding, settings, folder)


def _workbook(data: bytes, path: str) -> tuple[Table, ...]:
    from python_calamine import CalamineError

    try:
        tables = sheets(data, path)
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableError(
            f"no workbook that can be opened ({error}). Save it again as XLSX or CSV."
        ) from error
    if not tables:
        raise UnreadableError("a workbook without rows. Export it again.")
    return tables


def _text_tables(
    content: Content, encoding: Encoding, settings: ReadingSettings, folder: Path
) -> tuple[Table, ...]:
    path = content.path
    suffix = PurePosixPath(path.removesuffix(".gz")).suffix.lower()
    head = text_head(content, encoding)
    first = head.lstrip("\ufeff \t\r\n")[:1]
    if not first:
        raise UnreadableError("empty. Export it again.")
    if is_captions(head):
        table = captions(text_of(content, encoding), path, encoding.name)
        if not len(table):
            raise UnreadableError("captions without a single cue. Export the transcript again.")
        return (table,)
    if suffix in {".json", ".jsonl", ".ndjson"} or (
        first in "{[" and suffix not in {".csv", ".tsv", ".tab", ".md"}
    ):
        return _json(text_of(content, encoding), encoding.name, path)
    if suffix in {".csv", ".tsv", ".tab"} or (suffix != ".md" and _is_delimited(head)):
        return (_delimited(content, encoding, head, settings, folder),)
    return (prose(text_of(content, encoding), path, encoding.name),)


def _delimited(
    content: Content, encoding: Encoding, head: str, settings: ReadingSettings, folder: Path
) -> Table:
    try:
        with lines_of(content, encoding) as lines:
            table = delimited(
                lines, head, settings.max_cell, folder, path=content.path, encoding=encoding.name
            )
    except csv.Error as error:
        raise UnreadableError(
            f"a cell is longer than reading.max_cell ({settings.max_cell:,} characters), or a "
            f"quote is never closed ({error}). Mend the quote, or raise the limit."
        ) from error
    if not len(table):
        raise UnreadableError("a header and no rows. Export it again.")
    return table


def _json(text: str, encoding: str, path: str) -> tuple[Table, ...]:
    try:
        tables = json_tables(text, path, encoding)
    except CutJsonError as error:
        raise UnreadableError(
            f"{error}: the file is cut or broken there. Export it again."
        ) from error
    if not tables:
        raise UnreadableError("JSON without a single record. Export it again.")
    return tables


def _is_delimited(text: str) -> bool:
    """Whether a file without a telling suffix is a table: several lines, all cut alike."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:40]
    delimiter = delimiter_of("\n".join(lines)) if len(lines) > 1 else None
    if delimiter is None:
        return False
    counts = {line.count(delimiter) for line in lines[:-1]}
    header = re.split(re.escape(delimiter), lines[0])
    named = all(0 < len(cell.strip()) <= 60 for cell in header)
    return named and (len(counts) == 1 or (delimiter in "\t|" and min(counts) > 0))
