"""The first rows of a large workbook, as a small workbook of its own: for a sample.

The library that reads workbooks reads them whole, whatever it is asked for. So the parts that hold
rows are cut before, behind a row that is whole, and packed again.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from voiceminer.reading.content import member_of, told
from voiceminer.settings import ReadingSettings

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_STRINGS = "xl/sharedStrings.xml"
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
# a cell of a string that stands in the common list, by its place there
_SHARED = re.compile(rb'\bt="s"[^>]*>\s*<(?:\w+:)?v>(\d+)<')
_STRING = re.compile(rb"<(?:\w+:)?si\b")
_NAMED = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_LINK = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=\"([^\"]*)\"")
_DOCUMENT = "content.xml"  # of OpenDocument
_ROW_END = b"</table:table-row>"
_ENDS = b"</table:table></office:spreadsheet></office:body></office:document-content>"
# A header and two rows, by which it is known.
_LEAST_ROWS = 3
# The list of strings is read on in steps of as many bytes.
_STEP = 4_000_000


class Begun(NamedTuple):
    """A workbook of first rows, and which share of its rows each sheet kept (not named: all)."""

    data: bytes
    shares: Mapping[str, float]


def first_rows(data: bytes, size: int, settings: ReadingSettings) -> Begun | None:
    """The workbook with about so many bytes of each sheet; None where it cannot be cut.

    Raises
    ------
    TooLargeError
        If a part grows beyond the limits of an archive's member.
    OSError, EOFError, zlib.error, zipfile.BadZipFile
        If a part cannot be opened.
    """
    with told(), zipfile.ZipFile(io.BytesIO(data)) as book:
        sizes = {entry.filename: entry.file_size for entry in book.infolist()}
    large = [
        name
        for name, own in sizes.items()
        if own > size and (name == _DOCUMENT or _SHEET.fullmatch(name))
    ]
    cut = {name: _cut(member_of(data, name, settings, size), name) for name in large}
    if not cut or not all(cut.values()):
        return None
    shares = {name: len(part) / sizes[name] for name, part in cut.items()}
    if _DOCUMENT in cut:
        packed = _packed(data, cut, settings, sizes)
        return Begun(packed, dict.fromkeys(_last(cut[_DOCUMENT]), shares[_DOCUMENT]))
    parts = cut | {
        name: member_of(data, name, settings)
        for name in sizes
        if _SHEET.fullmatch(name) and name not in cut
    }
    wanted = max((int(n) for part in parts.values() for n in _SHARED.findall(part)), default=-1)
    if _STRINGS in sizes:
        parts[_STRINGS] = _strings(data, wanted, sizes[_STRINGS], settings)
    names = _names(data, settings)
    return Begun(
        _packed(data, parts, settings, sizes),
        {names.get(name, name): share for name, share in shares.items()},
    )


def _cut(part: bytes, name: str) -> bytes:
    """A sheet up to its last whole row, closed; empty if it has too few of them."""
    if name == _DOCUMENT:
        end, ends = _ROW_END, _ENDS
    else:
        found = _PREFIX.search(part)
        prefix = (found.group(1) or b"") if found else b""
        end, ends = b"</%srow>" % prefix, b"</%ssheetData></%sworksheet>" % (prefix, prefix)
    at = part.rfind(end)
    return part[: at + len(end)] + ends if part.count(end) >= _LEAST_ROWS else b""


def _strings(data: bytes, wanted: int, size: int, settings: ReadingSettings) -> bytes:
    """The list of strings up to one place in it: writers list them in the order of the rows."""
    most = _STEP
    while most < size:
        part = member_of(data, _STRINGS, settings, most)
        begins = [found.start() for found in _STRING.finditer(part)]
        if len(begins) > wanted + 1:
            opening = part[begins[0] : begins[0] + 80]
            prefix = opening[1 : opening.index(b"si")]
            return part[: begins[wanted + 1]] + b"</%ssst>" % prefix
        most *= 2
    return member_of(data, _STRINGS, settings)


def _names(data: bytes, settings: ReadingSettings) -> dict[str, str]:
    """Each sheet's name by the part of the archive that holds it."""
    book = member_of(data, "xl/workbook.xml", settings).decode("utf-8", "replace")
    links = member_of(data, "xl/_rels/workbook.xml.rels", settings).decode("utf-8", "replace")
    targets = {
        said.get("Id", ""): f"xl/{said.get('Target', '').removeprefix('/xl/')}"
        for said in map(_said, _LINK.findall(links))
    }
    sheets = [_said(tag) for tag in _NAMED.findall(book)]
    return {targets.get(s.get("r:id", ""), ""): html.unescape(s.get("name", "")) for s in sheets}


def _said(tag: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(tag))


def _last(content: bytes) -> list[str]:
    """The name of the sheet that a cut OpenDocument ends in."""
    found = re.findall(rb"<table:table [^>]*table:name=\"([^\"]*)\"", content)
    return [html.unescape(name.decode("utf-8", "replace")) for name in found[-1:]]


def _packed(
    data: bytes, parts: Mapping[str, bytes], settings: ReadingSettings, names: Mapping[str, int]
) -> bytes:
    """The archive with other parts in the place of some; pictures are left away."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            if name in parts:
                made.writestr(name, parts[name])
            elif name.endswith((".xml", ".rels", "mimetype")):
                made.writestr(name, member_of(data, name, settings))
    return out.getvalue()
