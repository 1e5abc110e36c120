"""Bytes to text: byte-order mark, then strict UTF-8, then UTF-16 by its zeros, then cp1252."""

from __future__ import annotations

import codecs
import re

# UTF-32 before UTF-16: FF FE 00 00 begins with FF FE
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# control characters that no text export holds; tab, line feed, form feed, return and escape may
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding; None if the bytes are no text.

    cp1252 is the page of what is neither Unicode nor marked: Excel's plain "CSV" on most
    machines. Detectors take it for cp1250 at every length, so nothing is guessed beyond it.
    """
    wide = _utf_32(data)
    if wide is not None:
        return wide
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name), name
            except UnicodeDecodeError:
                break
    if b"\x00" in data[:4096]:
        return _utf_16(data)
    try:
        text, name = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # five bytes have no meaning in cp1252; they are kept as replacement characters
        text, name = data.decode("cp1252", errors="replace"), "cp1252"
    sample = text[:4096]
    if len(_CONTROL.findall(sample)) > len(sample) // 100:
        return None
    return text, name


def _utf_32(data: bytes) -> tuple[str, str] | None:
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
        if not data.startswith(mark):
            continue
        body = data[len(mark) :]
        sample = body[:4096]
        quarter = len(sample) // 4
        for places, name in (((1, 2, 3), "utf-32-le"), ((0, 1, 2), "utf-32-be")):
            if (
                quarter
                and len(body) % 4 == 0
                and sum(sample[p::4].count(0) for p in places) > 2.6 * quarter
            ):
                try:
                    return body.decode(name), name
                except UnicodeDecodeError:
                    return None
    return None


def _utf_16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark shows as zeros in every other byte of Latin text."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > half * 0.6 and others < half * 0.1:
            try:
                return data.decode(name), name
            except UnicodeDecodeError:
                return None
    if sample.count(0) <= len(sample) // 200:  # a stray zero in text is dropped, not fatal
        text = data.replace(b"\x00", b"")
        return decoded(text)
    return None
