"""Word documents to tables: transcripts, notes, and the tables in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.parsers import expat

from voiceminer.reading.captions import captions, is_captions
from voiceminer.reading.columns import batched
from voiceminer.reading.content import member_of, size_of
from voiceminer.reading.layout import parts_of, tables_of
from voiceminer.reading.prose import prose
from voiceminer.reading.tables import Table
from voiceminer.settings import ReadingSettings

_BODY = "word/document.xml"
_PARAGRAPH_END = b"</w:p>"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# the strict form of the format has another namespace, and the same names
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main}"
# from this many columns on a table holds records; narrower ones are a head or a transcript
_RECORDS = 3
# words around a table of records that are no more than its title
_TITLE = 20

Row = list[str]


def is_word(data: bytes) -> bool:
    """Whether the bytes are a Word document (a zip archive with a body)."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _BODY in archive.namelist()
    except zipfile.BadZipFile:
        return False


def word(data: bytes, path: str, settings: ReadingSettings, begin: int = 0) -> Iterable[Table]:
    """Its text as prose (a transcript's turns, a note with its head), its wide tables as tables.

    Of a long document only about so many bytes, if `begin` is not 0.

    Raises
    ------
    OSError
        If its XML is broken or declares a document type.
    TooLargeError
        If it grows beyond the limits of an archive's member.
    """
    body, share = _body(data, settings, begin)
    lines, grids = _read(body)
    text = "\n".join(lines)
    title = len(text.split()) if grids else 0
    if text.strip() and not 0 < title <= _TITLE:
        read = captions if is_captions(text) else prose
        table = read(text, path, "utf-8")
        yield table.begun(share) if share < 1 else table
    for place, records in enumerate(grids, 1):
        parts = [("", part) for part in parts_of(batched(records), lone=False)]
        for table in tables_of(parts, path=path, container="docx"):
            yield replace(table, part=", ".join(filter(None, (f"table {place}", table.part))))


def _body(data: bytes, settings: ReadingSettings, begin: int) -> tuple[bytes, float]:
    """The document's XML and which share of it that is: all, or as far as the last paragraph."""
    body = member_of(data, _BODY, settings, begin + 1 if begin else -1)
    if not begin or len(body) <= begin:
        return body, 1.0
    if b"<w:tbl" not in body and (at := body.rfind(_PARAGRAPH_END)) > 0:
        share = at / size_of(data, _BODY)
        return body[:at] + _PARAGRAPH_END + b"</w:body></w:document>", share
    return member_of(data, _BODY, settings), 1.0


def lines_in(data: bytes, settings: ReadingSettings) -> list[str]:
    """Its paragraphs, and the cells of its tables, as lines.

    Raises
    ------
    OSError
        If its XML is broken or declares a document type.
    TooLargeError
        If it grows beyond the limits of an archive's member.
    """
    lines, grids = _read(member_of(data, _BODY, settings))
    return [*lines, *(cell for grid in grids for row in grid for cell in row)]


def _read(body: bytes) -> tuple[list[str], list[list[Row]]]:
    """The lines of the document, and its tables of records."""
    reader = _Body()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = reader.refused
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise OSError(f"a Word document whose XML is broken: {error}") from error
    return reader.lines, reader.grids


class _Body:
    """Collects paragraphs; those inside tables go to cells."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.grids: list[list[Row]] = []
        self._open: list[list[Row]] = []  # tables may stand in cells of tables
        self._cells: list[list[str]] = []
        self._paragraph: list[str] = []
        self._in_text = False

    def refused(self, *_: object) -> None:
        raise OSError("a Word document with a document type, which no writer of Word makes")

    def words(self, text: str) -> None:
        if self._in_text:
            self._paragraph.append(text)

    def start(self, name: str, _: object) -> None:
        tag = name.removeprefix(_NAMESPACE).removeprefix(_STRICT)
        if tag == "t":
            self._in_text = True
        elif tag in {"tab", "br", "cr"} and self._in_run:
            self._paragraph.append("\t" if tag == "tab" else "\n")
        elif tag == "r":
            self._in_run = True
        elif tag == "tbl":
            self._open.append([])
        elif tag == "tr" and self._open:
            self._open[-1].append([])
        elif tag == "tc":
            self._cells.append([])

    _in_run = False

    def end(self, name: str) -> None:
        tag = name.removeprefix(_NAMESPACE).removeprefix(_STRICT)
        if tag == "t":
            self._in_text = False
        elif tag == "r":
            self._in_run = False
        elif tag == "p":
            (self._cells[-1] if self._cells else self.lines).extend(self._taken())
        elif tag == "tc" and self._cells and self._open and self._open[-1]:
            self._open[-1][-1].append("\n".join(self._cells.pop()).strip())
        elif tag == "tbl" and self._open:
            self._close(self._open.pop())

    def _taken(self) -> Iterator[str]:
        text = "".join(self._paragraph)
        self._paragraph = []
        yield from text.split("\n")

    def _close(self, grid: list[Row]) -> None:
        """A wide table is one of records; a narrow one is read as lines `Key: value`."""
        wide = max((len(row) for row in grid), default=0) >= _RECORDS
        if wide and len(grid) > 1 and not self._cells:
            self.grids.append(grid)
            return
        into = self._cells[-1] if self._cells else self.lines
        for row in grid:
            filled = [c for c in row if c]
            keyed = len(filled) == 2 and "\n" not in filled[0] and len(filled[0]) <= 60
            into.append(": ".join(filled) if keyed else "\n".join(filled))
