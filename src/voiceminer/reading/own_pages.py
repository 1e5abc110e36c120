"""The company's own copy: web pages, Markdown, text and Word, as turns that are ours."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from voiceminer.data import Corpus, Document, Engine, LeftOut, Rows, SourceFile, Turn
from voiceminer.errors import InputError
from voiceminer.reading.content import (
    BROKEN,
    ChangedError,
    Content,
    Source,
    TooLargeError,
    reason_of,
)
from voiceminer.reading.encodings import encoding_of, text_of
from voiceminer.reading.pages import is_page, paragraphs_in
from voiceminer.reading.prose import front_matter
from voiceminer.reading.sources import sources
from voiceminer.reading.word import is_word, lines_in
from voiceminer.settings import ReadingSettings

_LOG = logging.getLogger(__name__)
NO_COPY = "no copy: neither a web page nor Markdown, text or a Word document. Save it as one."
NO_TEXT = "no text in it. Leave it out, or save it again."
# Markdown that is no word: links keep their text, pictures nothing, marks of emphasis go.
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?)|\s#+\s*$|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_TEXT = (".md", ".markdown", ".txt", ".text", ".rst")
_TITLES = ("title", "description", "summary", "headline")

Paragraph = tuple[int, str]


def with_pages(
    corpus: Corpus, paths: Sequence[Path], settings: ReadingSettings, *, engine: Engine
) -> Corpus:
    """The corpus with the company's own pages in it: documents of kind `page`, nobody's voice.

    Parameters
    ----------
    paths : sequence of Path
        Files, folders and archives of HTML, Markdown, plain text and Word (docx).

    Raises
    ------
    InputError
        If a path does not exist, or nothing in them is copy that can be read.
    """
    found, passed = sources([Path(p) for p in paths], settings)
    read = engine.map("pages", partial(_read, settings=settings), found)
    documents, turns, files = [], [], []
    problems = list(passed)
    for source, (digest, paragraphs, problem) in zip(found, read, strict=True):
        path = f"pages/{source.path}"
        if problem:
            problems.append((path, problem))
            _LOG.warning("%s: %s", path, problem)
        n = len(paragraphs)
        files.append(
            SourceFile(path=path, sha256=digest, system="own pages" if n else "", encoding="",
                       seen=n, made=n, merged=0, skipped=0)
        )  # fmt: skip
        if paragraphs:
            documents.append(_document(path))
            turns += [_turn(path, n, row, text) for n, (row, text) in enumerate(paragraphs, 1)]
    if not turns:
        lines = [f"{path}: {problem}" for path, problem in problems]
        raise InputError("\n".join(lines) or "the pages hold no text.")
    left = [
        LeftOut(stage="reading", reason=problem, file=path, row=None, subject="", n=1)
        for path, problem in problems
    ]
    return replace(
        corpus,
        files=Rows.gather(SourceFile, [*corpus.files, *files]),
        documents=Rows.gather(Document, [*corpus.documents, *documents]),
        turns=Rows.gather(Turn, [*corpus.turns, *turns]),
        left_out=Rows.gather(LeftOut, [*corpus.left_out, *left]),
    )


def _read(source: Source, *, settings: ReadingSettings) -> tuple[str, list[Paragraph], str]:
    """(sha256, paragraphs with their rows, what is wrong)."""
    digest = ""
    try:
        content = Content(source, settings)
        digest = content.sha256
        paragraphs = _paragraphs(content, settings)
    except (TooLargeError, ChangedError) as error:
        return digest, [], str(error)
    except BROKEN as error:
        return digest, [], f"cannot be opened ({reason_of(error)}). Save it again."
    if paragraphs is None:
        return digest, [], NO_COPY
    return (
        digest,
        paragraphs,
        "" if paragraphs else "no text in it. Leave it out, or save it again.",
    )


def _paragraphs(content: Content, settings: ReadingSettings) -> list[Paragraph] | None:
    if is_word(content.head) or (content.head.startswith(b"PK") and is_word(content.read())):
        lines = lines_in(content.read(), settings)
        return [(n, line.strip()) for n, line in enumerate(lines, 1) if line.strip()]
    encoding = encoding_of(content)
    if encoding is None:
        return None
    text = text_of(content, encoding)
    if is_page(text):
        return [(n, words) for n, words in enumerate(paragraphs_in(text), 1) if words]
    if not content.path.lower().endswith(_TEXT):
        return None
    return list(_in_lines(text.lstrip("\ufeff").splitlines()))


def _in_lines(lines: list[str]) -> Iterator[Paragraph]:
    """Paragraphs of Markdown or text; items of lists stand alone, a head's title comes first."""
    head, lines, skipped = front_matter(lines)
    for name in _TITLES:
        if title := str(head.get(name, "")).strip():
            yield 1, title
    began, words = 0, list[str]()
    for row, line in enumerate([*lines, ""], skipped + 1):
        is_item, is_heading = bool(_ITEM.match(line)), line.lstrip().startswith("#")
        if words and (not line.strip() or is_item or is_heading):
            yield began, " ".join(words)
            words = []
        plain = _MARKS.sub("", _LINK.sub(r"\1", _PICTURE.sub("", line))).strip()
        if plain:
            began, words = (began if words else row), [*words, plain]
        if is_heading and words:
            yield began, " ".join(words)
            words = []


def _document(path: str) -> Document:
    return Document(
        id=path,
        kind="page",
        system="own pages",
        created_at=None,
        author_id=None,
        account_id=None,
        deal_id=None,
        link_rung="none",
        csat=None,
        product=None,
        channel=None,
    )


def _turn(path: str, number: int, row: int, text: str) -> Turn:
    return Turn(
        id=f"{path}/{number}",
        document_id=path,
        role="ours",
        speaker=None,
        at=None,
        public=True,
        text=text,
        file=path,
        row=row,
    )
