"""Bytes to text: byte-order mark, then UTF-16 by its zeros, then strict UTF-8, then cp1252."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, TextIO

from voiceminer.reading.content import Content

# UTF-32 before UTF-16: FF FE 00 00 begins with FF FE
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY_ZEROS = 2  # in a file of any size
_WHOLE_TO_BROKEN = 10
# control characters that no text export holds; tab, line feed, form feed, return and escape may
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Encoding(NamedTuple):
    """How bytes are read as text: `skip` bytes are passed over, stray zeros are dropped or not."""

    name: str
    skip: int = 0
    errors: str = "strict"
    zeros: bool = False


def encoding_of(content: Content) -> Encoding | None:
    """The encoding; None if the bytes are no text.

    cp1252 is the page of what is neither Unicode nor marked: Excel's plain "CSV" on most
    machines. Detectors take it for cp1250 at every length, so nothing is guessed beyond it.
    """
    found = next((e for e in _candidates(content) if _fits(content, e)), None)
    if found is None:
        return None
    sample = text_head(content, found)[:4096]
    return found if len(_CONTROL.findall(sample)) <= len(sample) // 100 else None


@contextmanager
def lines_of(content: Content, encoding: Encoding) -> Iterator[Iterator[str]]:
    """The text's lines, each with the end that it has."""
    with _stream(content, encoding) as stream:
        yield (_clean(line, encoding) for line in stream) if encoding.zeros else stream


@contextmanager
def _stream(content: Content, encoding: Encoding) -> Iterator[TextIO]:
    with content.opened() as stream:
        stream.read(encoding.skip)
        yield io.TextIOWrapper(stream, encoding.name, encoding.errors, newline="")


def text_head(content: Content, encoding: Encoding) -> str:
    """The text of the first megabyte; a character that is cut at its end is left away."""
    decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
    return _clean(decoder.decode(content.head[encoding.skip :]), encoding)


def text_of(content: Content, encoding: Encoding, most: int = -1) -> str:
    """The whole text, or as many characters of its beginning."""
    with _stream(content, encoding) as stream:
        return _clean(stream.read(most), encoding)


def _clean(text: str, encoding: Encoding) -> str:
    return text.replace("\x00", "") if encoding.zeros else text


def _candidates(content: Content) -> Iterator[Encoding]:
    """What the bytes may be, likeliest first."""
    head = content.head
    wide = _utf_32(head, content.size)
    if wide is not None:
        yield wide
        return
    for mark, name in _MARKS:
        if head.startswith(mark):
            yield Encoding(name)
            yield Encoding(name, errors="replace")
    zeros = b"\x00" in head[:4096]
    if zeros:
        sample = head[:4096]
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        for many, few, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
            if many > half * 0.6 and few < half * 0.1:
                yield Encoding(name)
                return
        if sample.count(0) > max(_STRAY_ZEROS, len(sample) // 200):
            return
    # a stray zero in text is dropped, not fatal; five bytes have no meaning in cp1252, they are
    # kept as replacement characters
    yield Encoding("utf-8", zeros=zeros)
    yield Encoding("utf-8", errors="replace", zeros=zeros)
    yield Encoding("cp1252", errors="replace", zeros=zeros)


def _utf_32(head: bytes, size: int) -> Encoding | None:
    """UTF-32 by its three zeros in four bytes, under whatever mark.

    Salesforce's loader has written UTF-16's before it.
    """
    for mark in (
        codecs.BOM_UTF32_LE,
        codecs.BOM_UTF32_BE,
        codecs.BOM_UTF16_LE,
        codecs.BOM_UTF16_BE,
        b"",
    ):
        if not head.startswith(mark):
            continue
        sample = head[len(mark) :][:4096]
        quarter = len(sample) // 4
        for places, name in (((1, 2, 3), "utf-32-le"), ((0, 1, 2), "utf-32-be")):
            if (
                quarter
                and (size - len(mark)) % 4 == 0
                and sum(sample[p::4].count(0) for p in places) > 2.6 * quarter
            ):
                return Encoding(name, skip=len(mark))
    return None


def _fits(content: Content, encoding: Encoding) -> bool:
    """Whether all bytes can be read so, or nearly all where what cannot is replaced."""
    if encoding.name == "cp1252":
        return True
    if encoding.errors == "replace":
        return _nearly(text_head(content, encoding), marked=encoding.name != "utf-8")
    if encoding.name.startswith("utf-8"):
        return content.is_utf_8
    with _stream(content, encoding) as stream:
        try:
            while stream.read(1 << 20):
                pass
        except UnicodeDecodeError:
            return False
    return True


def _nearly(text: str, *, marked: bool) -> bool:
    """Whether what cannot be read is little.

    An export that was cut, or that holds a few bytes of another page, is still what the rest says:
    read as cp1252, all its accents would break. Without a mark that is told by whole characters
    beyond ASCII, of which cp1252 read as UTF-8 has hardly any.
    """
    broken = text.count("\ufffd")
    if marked:
        return broken * _WHOLE_TO_BROKEN <= len(text)
    return broken * _WHOLE_TO_BROKEN <= sum(1 for c in text if c > "\x7f") - broken
