"""One file's bytes to tables: the container is told by its first bytes, its suffix only helps."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from voiceminer.reading.beginnings import first_elements, first_lines, first_records
from voiceminer.reading.captions import captions, is_captions
from voiceminer.reading.columnar import is_parquet, parquet
from voiceminer.reading.content import (
    BROKEN,
    ChangedError,
    Content,
    Source,
    TooLargeError,
    check_unpacked,
    reason_of,
)
from voiceminer.reading.delimited import delimited
from voiceminer.reading.detection import LIKELY, dialect_of
from voiceminer.reading.encodings import Encoding, encoding_of, lines_of, text_head, text_of
from voiceminer.reading.first_rows import first_rows
from voiceminer.reading.mails import is_mail, is_mailbox, mail, mailbox
from voiceminer.reading.markup import MarkupError, is_markup, markup
from voiceminer.reading.pages import is_page, page
from voiceminer.reading.prose import prose
from voiceminer.reading.speakers import is_chat_log
from voiceminer.reading.spreadsheets import SPREADSHEETS, sheets
from voiceminer.reading.structured import (
    CutJsonError,
    are_lines,
    json_tables,
    line_tables,
    unpacked,
)
from voiceminer.reading.tables import MOST_ROWS, Loaded, Table
from voiceminer.reading.word import is_word, word
from voiceminer.settings import ReadingSettings

_ZIP = b"PK\x03\x04"
_TABLES = frozenset({".csv", ".tsv", ".tab"})
_MAIL_TO_TEXT = 8  # a mail takes the parser as long as so many times its bytes of a table
_MAIL_TO_CELL = 4  # attachments of a few dozen megabytes are usual; words are never
_KNOWN_BINARY = {
    b"%PDF": "a PDF. Export the data itself (CSV, XLSX or JSON), or save its text as .txt",
    b"\x89PNG": "a picture. Export the data itself (CSV, XLSX or JSON)",
    b"\xff\xd8\xff": "a picture. Export the data itself (CSV, XLSX or JSON)",
    b"ID3": "a sound file. Export its transcript (VTT, SRT, TXT or JSON)",
    b"RIFF": "a sound file. Export its transcript (VTT, SRT, TXT or JSON)",
    b"Rar!": "a RAR archive. Unpack it and give the folder",
    b"7z\xbc\xaf": "a 7z archive. Unpack it and give the folder",
    b"BZh": "packed with bzip2. Unpack it",
    b"\xfd7zXZ": "packed with xz. Unpack it",
    b"\x28\xb5\x2f\xfd": "packed with zstandard. Unpack it",
    b"\x1f\x8b": "packed with gzip twice. Unpack it",
    b"!BDN": "a mailbox of Outlook (PST). Export the mails as mbox or EML",
}
_JSON = re.compile(r"[\ufeff\s]*(?:\{\s*[\"}]|\[\s*[\[{\"\]\d-])")


class UnreadableError(ValueError):
    """The sentence that says what a file is instead of an export."""


class File:
    """A file to be told apart: its beginning, and the whole when a container asks for it.

    Cells that are too many for memory go to the folder.
    """

    def __init__(self, content: Content, settings: ReadingSettings, folder: Path) -> None:
        self.content = content
        self.settings = settings
        self.folder = folder
        self.path = content.path
        self.cut = False
        self.suffix = PurePosixPath(self.path.removesuffix(".gz")).suffix.lower()

    @property
    def mark(self) -> bytes:
        """Its first bytes, a megabyte at most."""
        return self.content.head

    @property
    def data(self) -> bytes:
        """All its bytes."""
        return self.content.read()

    @cached_property
    def encoding(self) -> Encoding:
        """How it is read as text.

        Raises
        ------
        UnreadableError
            If it is none, or empty.
        """
        encoding = encoding_of(self.content)
        if encoding is None:
            raise UnreadableError(
                "binary, neither text nor a workbook. Export it as CSV, XLSX, JSON, VTT or TXT."
            )
        if not text_head(self.content, encoding).lstrip("\ufeff \t\r\n"):
            raise UnreadableError("empty. Export it again.")
        return encoding

    @cached_property
    def head(self) -> str:
        """Its text's beginning."""
        return text_head(self.content, self.encoding)

    @property
    def text(self) -> str:
        """Its whole text."""
        return text_of(self.content, self.encoding)

    def text_until(self, *ends: str) -> str:
        """Its text; of a large file in a sample what stands before the last of the first ends.

        The ends are tried in order; without any of them it is the whole text.
        """
        if not self.begin:
            return self.text
        begun = text_of(self.content, self.encoding, self.begin)
        for end in ends:
            if (at := begun.rfind(end)) > 0:
                self.cut = True
                return begun[: at + len(end)]
        return self.text

    def data_until(self, end: bytes, share: int = 1) -> bytes:
        """As `text_until`, of its bytes, without the end; of a share of what is asked for."""
        begun = self.content.read(self.begin // share) if self.begin else b""
        at = begun.rfind(end)
        self.cut = at > 0
        return begun[:at] if self.cut else self.data

    @property
    def begin(self) -> int:
        """How many bytes of it are asked for; 0 for all."""
        asked = self.content.source.begin
        return asked if asked < self.content.size else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """One way in which tables are packed into a file.

    Attributes
    ----------
    fits : callable
        Whether a file is one.
    tables : callable
        What it holds.
    empty : str
        The sentence for a file of this kind that holds no row.
    """

    fits: Callable[[File], bool]
    tables: Callable[[File], Iterable[Table]]
    empty: str = "nothing in it that could be read."


def loaded(part: tuple[Source, ReadingSettings, Path]) -> Loaded:
    """A file's tables; a file that cannot be read gives its sentence and no tables.

    Cells that are too many for memory go to the folder.
    """
    source, settings, folder = part
    digest, encoding = "", ""
    tables: tuple[Table, ...] = ()
    try:
        content = Content(source, settings)
        digest = content.sha256
        file = File(content, settings, folder)
        tables, problem = _tables(file)
        if file.cut:
            share = file.begin / content.size
            share /= _MAIL_TO_TEXT if tables and tables[0].container == "mbox" else 1
            tables = tuple(t.begun(share) for t in tables)
        encoding = tables[0].encoding if tables else ""
    except (UnreadableError, TooLargeError, ChangedError) as error:
        problem = str(error)
    except BROKEN as error:
        problem = f"cannot be opened ({reason_of(error)}). Export it again."
    return Loaded(
        path=source.path, sha256=digest, encoding=encoding, tables=tables, problem=problem
    )


def _tables(file: File) -> tuple[tuple[Table, ...], str]:
    """The tables of the first container that fits, or the sentence that says why there are none."""
    if not file.mark.strip():
        raise UnreadableError("empty. Export it again.")
    for mark, sentence in _KNOWN_BINARY.items():
        if file.mark.startswith(mark):
            raise UnreadableError(f"{sentence}.")
    container = next(c for c in CONTAINERS if c.fits(file))
    found = (t for table in container.tables(file) for t in unpacked(table, file.folder))
    tables = tuple(t for t in found if len(t) or t.dropped)
    for table in tables:
        _check_size(table, file.settings)
    return (tables, "") if any(map(len, tables)) else ((), container.empty)


def _check_size(table: Table, settings: ReadingSettings) -> None:
    """Stop here what would only slow down what comes after, naming the limit."""
    if len(table.header) > settings.max_columns:
        raise TooLargeError(
            f"{len(table.header):,} columns, over reading.max_columns ({settings.max_columns:,})."
            " Export the columns that say something, or raise the limit."
        )
    # of CSV its reader has asked
    if table.container != "csv" and table.cells.has_longer(settings.max_cell):
        raise TooLargeError(
            f"a cell is longer than reading.max_cell ({settings.max_cell:,} characters)."
            " Split the text, or raise the limit."
        )


def _mails(file: File, tables: Callable[[bytes, str], Table]) -> Iterable[Table]:
    """Mails, with what is attached to them: the parser holds each several times."""
    if tables is mail and file.content.size > _MAIL_TO_CELL * file.settings.max_cell:
        raise TooLargeError(
            f"a mail of {file.content.size:,} bytes, over {_MAIL_TO_CELL} times reading.max_cell"
            f" ({file.settings.max_cell:,}). Save it without its attachments, or raise the limit."
        )
    if tables is mailbox:
        yield mailbox(file.data_until(b"\nFrom ", _MAIL_TO_TEXT), file.path)
    else:  # of a large mail what is cut off is attached to it
        file.cut = bool(file.begin)
        yield mail(file.content.read(file.begin or -1), file.path)


def _parquet(file: File) -> Iterable[Table]:
    share = file.begin / file.content.size if file.begin else 1.0
    return parquet(file.data, file.path, share, file.folder)


def _workbook(file: File) -> tuple[Table, ...]:
    from python_calamine import CalamineError

    data, shares = file.data, None
    if file.mark.startswith(_ZIP):
        begun = first_rows(data, file.begin, file.settings) if file.begin else None
        if begun is None:
            check_unpacked(data, file.settings)
        else:
            data, shares = begun
    try:
        return sheets(data, file.path, shares, MOST_ROWS if file.begin else None)
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableError(
            f"no workbook that can be opened ({error}). Save it again as XLSX or CSV."
        ) from error


def _json(file: File) -> tuple[Table, ...]:
    try:
        if are_lines(file.head):
            with lines_of(file.content, file.encoding) as all_lines:
                lines = first_lines(all_lines, file.begin) if file.begin else all_lines
                file.cut = bool(file.begin)
                return line_tables(lines, file.path, file.encoding.name, file.folder)
        text = ""
        if file.begin:
            begun = text_of(file.content, file.encoding, file.begin)
            file.cut = (text := first_records(begun, file.begin)) is not begun
        text = text if file.cut else file.text
        return json_tables(text, file.path, file.encoding.name, file.folder)
    except CutJsonError as error:
        raise UnreadableError(
            f"{error}: the file is cut or broken there. Export it again."
        ) from error


def _markup(file: File) -> tuple[Table, ...]:
    try:
        data = b""
        if file.begin:
            # elements' names and brackets are ASCII in every encoding that is cut here
            begun = file.content.read(file.begin).decode("latin-1")
            file.cut = (cut := first_elements(begun, file.begin)) is not begun
            data = cut.encode("latin-1")
        return markup(data if file.cut else file.data, file.path)
    except MarkupError as error:
        raise UnreadableError(f"{error}. Export it again, or as JSON or CSV.") from error


def _delimited(file: File) -> Iterable[Table]:
    limit = file.settings.max_cell
    try:
        with lines_of(file.content, file.encoding) as all_lines:
            lines = first_lines(all_lines, file.begin) if file.begin else all_lines
            file.cut = bool(file.begin)
            yield from delimited(
                lines, file.head, limit, file.folder, path=file.path, encoding=file.encoding.name
            )
    except csv.Error as error:
        raise UnreadableError(
            f"a cell is longer than reading.max_cell ({limit:,} characters), or a "
            f"quote is never closed ({error}). Mend the quote, or raise the limit."
        ) from error


def _is_json(file: File) -> bool:
    """By its suffix, or by how it begins: transcripts may begin with `[Ann Lee]`."""
    if file.suffix in {".json", ".jsonl", ".ndjson"}:
        return True
    return file.suffix not in {*_TABLES, ".md"} and bool(_JSON.match(file.head))


def _is_delimited(file: File) -> bool:
    """By its suffix, or a table by its looks: several lines, all cut alike."""
    if file.suffix in _TABLES:
        return True
    lines = [line for line in file.head[:20_000].splitlines() if line.strip()][:40]
    delimiter = dialect_of("\n".join(lines)).dialect.delimiter if len(lines) > 1 else ""
    if delimiter not in LIKELY or file.suffix == ".md" or is_chat_log(file.head):
        return False
    if delimiter in ",;" and _is_written(lines, delimiter):
        return False
    counts = {line.count(delimiter) for line in lines[:-1]}
    header = re.split(re.escape(delimiter), lines[0])
    named = all(0 < len(cell.strip()) <= 60 for cell in header)
    return named and (len(counts) == 1 or (delimiter in "\t|" and min(counts) > 0))


def _is_written(lines: Sequence[str], delimiter: str) -> bool:
    """Whether a delimiter is a sentence's mark: a blank follows it, and nothing is quoted."""
    text = "\n".join(lines)
    return '"' not in text and 2 * text.count(f"{delimiter} ") > text.count(delimiter)


# Tried in order, the first that fits is it; the last fits every text. A container is a file of
# its own that makes tables, and a line here.
CONTAINERS = (
    Container(fits=lambda f: is_parquet(f.mark), tables=_parquet),
    Container(
        fits=lambda f: f.mark.startswith(_ZIP) and is_word(f.data),
        tables=lambda f: word(f.data, f.path, f.settings, f.begin),
    ),
    Container(
        fits=lambda f: f.mark.startswith(SPREADSHEETS),
        tables=_workbook,
        empty="a workbook without rows. Export it again.",
    ),
    Container(fits=lambda f: is_mailbox(f.mark), tables=lambda f: _mails(f, mailbox)),
    Container(fits=lambda f: is_mail(f.mark), tables=lambda f: _mails(f, mail)),
    Container(
        fits=lambda f: is_captions(f.head),
        tables=lambda f: [
            captions(f.text_until("\n\n", "\r\n\r\n", "\n"), f.path, f.encoding.name)
        ],
        empty="captions without a single cue. Export the transcript again.",
    ),
    Container(fits=_is_json, tables=_json, empty="JSON without a single record. Export it again."),
    Container(
        fits=lambda f: f.suffix not in _TABLES and is_page(f.head),
        tables=lambda f: page(f.text_until("</tr>", "</TR>"), f.path, f.encoding.name),
        empty="a web page without a table or a text. Export it as CSV, XLSX or JSON.",
    ),
    Container(
        fits=lambda f: f.suffix not in _TABLES and is_markup(f.head),
        tables=_markup,
        empty="XML without a single record. Export it again, or as JSON or CSV.",
    ),
    Container(
        fits=_is_delimited, tables=_delimited, empty="a header and no rows. Export it again."
    ),
    Container(
        fits=lambda _: True, tables=lambda f: [prose(f.text_until("\n"), f.path, f.encoding.name)]
    ),
)
