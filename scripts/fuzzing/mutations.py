"""Whole files to broken ones: what a number gives is always the same."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from itertools import groupby
from random import Random
from typing import NamedTuple

# bytes that mean something to one of the containers, or to what reads them
TOKENS = (
    b'"', b'""', b",", b";", b"\t", b"|", b"\n", b"\r\n", b"\r", b"\n\n", b"\x00", b"\x00" * 64,
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\xed\xa0\x80", b"\xc3(",
    b"\\", b"\\ud800", b"\\u0000", b"\\u001f", b"\x1f", b"\x0c", b"\x0b", b"\x85", b"\xe2\x80\xa8",
    b"\xe2\x80\xae", b"{", b"}", b"[", b"]", b":", b"{}", b"[]", b"[" * 2000, b'{"a":' * 1200,
    b"null", b"true", b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b"-0", b'"id": ', b"sep=;\n",
    b"=HYPERLINK(\"x\")", b"@SUM(A1)", b"#REF!", b"WEBVTT\n\n", b"00:00:01.000 --> 00:00:02.000\n",
    b"99999999999999999999:00.000 --> 1:00.0", b"<v Ann>", b"-->", b"NOTE\n", b"From ", b"From: ",
    b"Content-Type: multipart/mixed; boundary=x\n", b"Content-Transfer-Encoding: base64\n",
    b"charset=\"no-such\"", b"=?utf-8?b?/w==?=", b"=?utf-7?q?+2AA-?=", b"--x\n", b"---\n",
    b"Key: value\n", b"Ann Lee: ", b"<!DOCTYPE a [<!ENTITY b \"c\">]>", b"&b;", b"&#xD800;",
    b"<a>", b"</a>", b"<table>", b"<tr><td colspan=999999999>", b"<![CDATA[",
    b"<?xml version='1.0' encoding='utf-7'?>", b"2026-03-05T10:00:00Z", b"0001-01-01",
    b"9999-12-31T23:59:59-23:59", b"99999999999999999999", b"31/02/2026", b"24:60", b"$1,234.56",
    b"(1.234,56)", b"1e400", b"\xd9\xa1\xd9\xa2", b"\xf0\x9f\x92\xa9", b"%PDF", b"PK\x03\x04",
    b"PAR1", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0",
)  # fmt: skip
_LONGEST = 200_000
_PACKED = (".xlsx", ".docx", ".zip")
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "utf-7")


class File(NamedTuple):
    """A file to be read: its container, its name, its bytes."""

    kind: str
    name: str
    data: bytes


def _flip(data: bytearray, dice: Random, _: Sequence[File]) -> None:
    for _n in range(dice.choice((1, 1, 2, 8, 64))):
        data[dice.randrange(len(data))] = dice.randrange(256)


def _insert(data: bytearray, dice: Random, _: Sequence[File]) -> None:
    at = dice.randrange(len(data) + 1)
    data[at:at] = dice.choice(TOKENS)


def _overwrite(data: bytearray, dice: Random, _: Sequence[File]) -> None:
    at, token = dice.randrange(len(data)), dice.choice(TOKENS)
    data[at : at + len(token)] = token


def _cut(data: bytearray, dice: Random, _: Sequence[File]) -> None:
    at = dice.randrange(len(data))
    del data[at : at + dice.choice((1, 4, 40, len(data)))]


def _repeat(data: bytearray, dice: Random, _: Sequence[File]) -> None:
    at = dice.randrange(len(data))
    piece = data[at : at + dice.choice((1, 8, 80))]
    data[at:at] = piece * dice.choice((1, 3, 30, 300))


def _swap(data: bytearray, dice: Random, _: Sequence[File]) -> None:
    a, b = sorted((dice.randrange(len(data)), dice.randrange(len(data))))
    data[a:b] = bytes(data[a:b])[::-1]


def _splice(data: bytearray, dice: Random, others: Sequence[File]) -> None:
    other = dice.choice(others).data
    at, start = dice.randrange(len(data)), dice.randrange(len(other))
    data[at:] = other[start : start + 4000]


def _encode(data: bytearray, dice: Random, _: Sequence[File]) -> None:
    encoding = dice.choice(_ENCODINGS)
    data[:] = bytes(data).decode("latin-1").encode(encoding, errors="replace")


Mutation = Callable[[bytearray, Random, Sequence[File]], None]
_MUTATIONS: tuple[Mutation, ...] = (
    _flip, _insert, _insert, _insert, _overwrite, _overwrite, _cut, _repeat, _swap, _splice,
    _encode,
)  # fmt: skip


def mutated(seeds: Sequence[File], dice: Random) -> File:
    """One of the seeds, changed in one to six places; of a packed one, what is inside it.

    Each container has the same chance, CSV and JSON three times that.

    Parameters
    ----------
    seeds : sequence of File
        Whole files, ordered by kind.
    dice : Random
        Seeded by the number of the input.
    """
    kinds = [list(files) for _, files in groupby(seeds, lambda f: f.kind)]
    weights = [3 if files[0].kind in {"csv", "json"} else 1 for files in kinds]
    [files] = dice.choices(kinds, weights)
    kind, name, data = dice.choice(files)
    if dice.random() < 0.05:
        name = dice.choice(seeds).name  # the suffix tells something else than the bytes
    if kind.endswith(_PACKED) and dice.random() < 0.6:
        return File(kind, name, _inside(data, dice, seeds))
    if kind.endswith(".gz") and dice.random() < 0.6:
        return File(kind, name, gzip.compress(_changed(gzip.decompress(data), dice, seeds), 1))
    return File(kind, name, _changed(data, dice, seeds))


def _changed(data: bytes, dice: Random, seeds: Sequence[File]) -> bytes:
    changing = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        if not changing:
            break
        dice.choice(_MUTATIONS)(changing, dice, seeds)
        del changing[_LONGEST:]
    return bytes(changing)


def _inside(data: bytes, dice: Random, seeds: Sequence[File]) -> bytes:
    """The archive with one member changed, stored anew so that its checksums are right."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        names = archive.namelist()
        chosen = dice.choice(names)
        for name in names:
            content = archive.read(name)
            made.writestr(name, _changed(content, dice, seeds) if name == chosen else content)
    return out.getvalue()
