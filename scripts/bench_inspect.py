"""What `voiceminer inspect` costs on a large file of each container, start-up included.

python scripts/bench_inspect.py [--megabytes 45] [--only tickets.csv calls.vtt …] [--folder FOLDER]

The files are written first (into the folder, where they stay, or a temporary one): invented tickets
of about 500 bytes. Each is inspected by a process of its own.
"""

from __future__ import annotations

import argparse
import base64
import csv
import gzip
import html
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import IO

Ticket = dict[str, str]
HEADER = ("ticket_id", "created_at", "subject", "description", "requester_email", "organization")
DICE = random.Random(1)
# as many different words as a help desk's texts have, so that archives pack as they do there
WORDS = [
    "".join(DICE.choices("abcdefghijklmnoprstuvwz", k=DICE.randint(2, 9))) for _ in range(8_000)
]
TEXTS = [" ".join(DICE.choices(WORDS, k=60)) for _ in range(20_000)]


def tickets() -> Iterator[Ticket]:
    """Without end."""
    dice = random.Random(2)
    for n in count(1):
        text = f"{TEXTS[dice.randrange(len(TEXTS))]}, {WORDS[dice.randrange(len(WORDS))]}."
        yield dict(
            zip(
                HEADER,
                (
                    f"{n:07}",
                    f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}T{n % 24:02}:00:00Z",
                    " ".join(dice.choices(WORDS, k=5)),
                    text,
                    f"user{n % 20_000}@acme{n % 300}.example",
                    f"Acme {n % 300}",
                ),
                strict=True,
            )
        )


def written(
    out: IO[bytes], size: int, parts: Iterable[str], first: str = "", last: str = ""
) -> None:
    """Parts until the file has its size."""
    out.write(first.encode())
    for part in parts:
        out.write(part.encode())
        if out.tell() >= size:
            break
    out.write(last.encode())


def csv_lines() -> Iterator[str]:
    """The header and the records as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for ticket in tickets():
        writer.writerow(ticket.values())
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def as_csv(path: Path, size: int) -> None:
    with path.open("wb") as out:
        written(out, size, csv_lines())


def as_utf_16(path: Path, size: int) -> None:
    with path.open("wb") as out:
        out.write(b"\xff\xfe")
        for line in csv_lines():
            out.write(line.encode("utf-16-le"))
            if out.tell() >= size:
                return


def as_gzip(path: Path, size: int) -> None:
    with path.open("wb") as raw, gzip.open(raw, "wb", compresslevel=1) as out:
        for line in csv_lines():
            out.write(line.encode())
            if raw.tell() >= size:
                return


def zipped(path: Path, size: int, members: Iterable[tuple[str, Iterable[bytes]]]) -> None:
    """An archive of the members, until it has its size."""
    with (
        path.open("wb") as raw,
        zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out,
    ):
        for name, parts in members:
            with out.open(name, "w", force_zip64=True) as member:
                for part in parts:
                    member.write(part)
            if raw.tell() >= size:
                return


def until(path: Path, size: int, parts: Iterable[bytes]) -> Iterator[bytes]:
    """Parts until the file on disk, packed, has about its size."""
    for n, part in enumerate(parts):
        yield part
        if n % 500 == 0 and path.stat().st_size >= size:
            return


def as_zip(path: Path, size: int) -> None:
    """A CRM's weekly export: ten objects of the same size."""
    lines = (line.encode() for line in csv_lines())
    members = ((f"object{n}.csv", until(path, size * n // 10, lines)) for n in range(1, 11))
    header = (",".join(HEADER) + "\r\n").encode()
    zipped(path, size, ((name, _begun(header, parts)) for name, parts in members))


def _begun(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def as_slack(path: Path, size: int) -> None:
    """A workspace's export: a file a day and channel, some 4,000 of them."""
    people = json.dumps(
        [{"id": "U1", "profile": {"real_name": "Ann Lee", "email": "ann@acme.com"}}]
    )
    rest = tickets()

    def days() -> Iterator[tuple[str, Iterable[bytes]]]:
        yield "users.json", [people.encode()]
        yield "channels.json", [json.dumps([{"id": "C1", "name": "help"}]).encode()]
        for n in count():
            said = [
                {"type": "message", "user": "U1", "ts": f"{1773301231 + 100 * i}.000100",
                 "text": next(rest)["description"]}
                for i in range(60)
            ]  # fmt: skip
            day = f"{2014 + n // 13440}-{n // 1120 % 12 + 1:02}-{n // 40 % 28 + 1:02}"
            yield f"channel{n % 40}/{day}.json", [json.dumps(said).encode()]

    zipped(path, size, days())


def _strings(items: Iterable[Ticket]) -> Iterator[str]:
    return (json.dumps(item) for item in items)


def as_lines(path: Path, size: int) -> None:
    with path.open("wb") as out:
        written(out, size, (f"{line}\n" for line in _strings(tickets())))


def as_list(path: Path, size: int) -> None:
    with path.open("wb") as out:
        written(
            out, size, (f"{line},\n" for line in _strings(tickets())), "[", '{"ticket_id": "0"}]'
        )


def as_wrapped(path: Path, size: int) -> None:
    first, last = '{"count": 9, "tickets": [', '{"ticket_id": "0"}], "next_page": null}'
    with path.open("wb") as out:
        written(out, size, (f"{line}," for line in _strings(tickets())), first, last)


def as_parquet(path: Path, size: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rest = tickets()
    with pq.ParquetWriter(path, pa.schema([(name, pa.string()) for name in HEADER])) as out:
        while path.stat().st_size < size:
            out.write_table(pa.Table.from_pylist([next(rest) for _ in range(20_000)]))


def _element(name: str, ticket: Ticket, cell: Callable[[str], str]) -> str:
    cells = "".join(f"<{cell(k)}>{html.escape(v)}</{cell(k)}>" for k, v in ticket.items())
    return f"<{name}>{cells}</{name}>\n"


def as_xml(path: Path, size: int) -> None:
    with path.open("wb") as out:
        parts = (_element("ticket", ticket, str) for ticket in tickets())
        written(out, size, parts, "<?xml version='1.0'?><tickets>", "</tickets>")


def as_html(path: Path, size: int) -> None:
    head = _element("tr", dict(zip(HEADER, HEADER, strict=True)), lambda _: "th")
    with path.open("wb") as out:
        parts = (_element("tr", ticket, lambda _: "td") for ticket in tickets())
        written(out, size, parts, f"<html><body><table>{head}", "</table></body></html>")


def _mail(ticket: Ticket) -> str:
    return (
        f"From: Ann <{ticket['requester_email']}>\nTo: help@ours.example\n"
        f"Subject: {ticket['subject']}\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n"
        f"Message-ID: <{ticket['ticket_id']}@mail.example>\n\n{ticket['description']}\n\n"
    )


def as_mbox(path: Path, size: int) -> None:
    with path.open("wb") as out:
        parts = (f"From ann@x Mon Jan  1 00:00:00 2024\n{_mail(t)}" for t in tickets())
        written(out, size, parts)


def as_mail(path: Path, size: int) -> None:
    """A mail with an attachment."""
    head, _, body = _mail(next(tickets())).partition("\n\n")
    noise = random.Random(3).randbytes(size * 3 // 4)
    path.write_text(
        f"{head}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        f"Content-Type: text/plain\n\n{body}\n--b\nContent-Type: application/octet-stream\n"
        "Content-Disposition: attachment; filename=a.bin\nContent-Transfer-Encoding: base64\n\n"
        f"{base64.encodebytes(noise).decode()}\n--b--\n"
    )


def _cues(mark: str) -> Iterator[str]:
    for n, ticket in enumerate(tickets()):
        hours, minutes = divmod(n // 4, 60)
        at = f"{hours:02}:{minutes:02}:{n % 4 * 15:02}{mark}"
        name = ("Ann Lee", "Bob Ray")[n % 2]
        yield f"{n + 1}\n{at}000 --> {at}900\n{name}: {ticket['description']}\n\n"


def as_vtt(path: Path, size: int) -> None:
    with path.open("wb") as out:
        written(out, size, _cues("."), "WEBVTT\n\n")


def as_srt(path: Path, size: int) -> None:
    with path.open("wb") as out:
        written(out, size, _cues(","))


def as_transcript(path: Path, size: int) -> None:
    with path.open("wb") as out:
        names = ("Ann Lee", "Bob Ray")
        written(
            out, size, (f"{names[n % 2]}: {t['description']}\n" for n, t in enumerate(tickets()))
        )


def as_notes(path: Path, size: int) -> None:
    with path.open("wb") as out:
        parts = (f"{t['description']}\n\n" for t in tickets())
        written(out, size, parts, "---\naccount: Acme\n---\n")


def as_docx(path: Path, size: int) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    first = f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>'
    texts = (t["description"] for t in tickets())
    body = (f"<w:p><w:r><w:t>Ann Lee: {t}</w:t></w:r></w:p>".encode() for t in texts)

    def parts() -> Iterator[bytes]:
        yield first.encode()
        yield from until(path, size, body)
        yield b"</w:body></w:document>"

    zipped(path, 1 << 60, [("word/document.xml", parts())])


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_BOOK = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
        '<sheet name="Tickets" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
}


def _book(path: Path, size: int, *, shared: bool) -> None:
    strings: list[str] = []

    def cell(place: str, value: str) -> str:
        if not shared:
            return f'<c r="{place}" t="inlineStr"><is><t>{html.escape(value)}</t></is></c>'
        strings.append(value)
        return f'<c r="{place}" t="s"><v>{len(strings) - 1}</v></c>'

    def rows() -> Iterator[bytes]:
        yield f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
        header = dict(zip(HEADER, HEADER, strict=True))
        # shared strings are written after the sheet and are most of the file
        least = size // 500 if shared else 0
        for n, ticket in enumerate(_begun_with(header, tickets()), 1):
            cells = "".join(cell(f"{'ABCDEF'[i]}{n}", v) for i, v in enumerate(ticket.values()))
            yield f'<row r="{n}">{cells}</row>'.encode()
            if n % 1_000 == 0 and (n > least if shared else path.stat().st_size >= size):
                break
        yield b"</sheetData></worksheet>"

    def all_strings() -> Iterator[bytes]:
        yield f'<sst xmlns="{MAIN}">'.encode()
        for value in strings:
            yield f"<si><t>{html.escape(value)}</t></si>".encode()
        yield b"</sst>"

    members: list[tuple[str, Iterable[bytes]]] = [(n, [x.encode()]) for n, x in _BOOK.items()]
    members += [("xl/worksheets/sheet1.xml", rows()), ("xl/sharedStrings.xml", all_strings())]
    zipped(path, 1 << 60, members)


def _begun_with(first: Ticket, rest: Iterable[Ticket]) -> Iterator[Ticket]:
    yield first
    yield from rest


def as_shared(path: Path, size: int) -> None:
    _book(path, 3 * size, shared=True)


def as_inline(path: Path, size: int) -> None:
    _book(path, size, shared=False)


def as_ods(path: Path, size: int) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    first = (
        f'<office:document-content xmlns:office="{office}:office:1.0"'
        f' xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0" office:version="1.2">'
        '<office:body><office:spreadsheet><table:table table:name="Tickets">'
    )
    last = "</table:table></office:spreadsheet></office:body></office:document-content>"

    def rows() -> Iterator[bytes]:
        for ticket in _begun_with(dict(zip(HEADER, HEADER, strict=True)), tickets()):
            cells = "".join(
                '<table:table-cell office:value-type="string"><text:p>'
                f"{html.escape(v)}</text:p></table:table-cell>"
                for v in ticket.values()
            )
            yield f"<table:table-row>{cells}</table:table-row>".encode()

    def content() -> Iterator[bytes]:
        yield first.encode()
        yield from until(path, size, rows())
        yield last.encode()

    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    listed = f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>'.encode()
    members = [("mimetype", [kind]), ("META-INF/manifest.xml", [listed])]
    zipped(path, 1 << 60, [*members, ("content.xml", content())])


FILES: dict[str, Callable[[Path, int], None]] = {
    "tickets.csv": as_csv,
    "utf-16.csv": as_utf_16,
    "tickets.csv.gz": as_gzip,
    "ten-objects.zip": as_zip,
    "slack.zip": as_slack,
    "lines.jsonl": as_lines,
    "list.json": as_list,
    "wrapped.json": as_wrapped,
    "tickets.parquet": as_parquet,
    "tickets.xml": as_xml,
    "page.xls": as_html,
    "box.mbox": as_mbox,
    "mail.eml": as_mail,
    "call.vtt": as_vtt,
    "call.srt": as_srt,
    "transcript.txt": as_transcript,
    "notes.md": as_notes,
    "document.docx": as_docx,
    "shared-strings.xlsx": as_shared,
    "inline-strings.xlsx": as_inline,
    "tickets.ods": as_ods,
}


def inspected(path: Path) -> tuple[float, float, float, str]:
    """CPU s, wall s, peak MiB, and whether it said that it sampled."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "voiceminer", "inspect", "--quiet", str(path)]
    with tempfile.TemporaryFile() as out, subprocess.Popen(command, stdout=out) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        out.seek(0)
        said = out.read().decode()
    sampled = "sample" if "This is a sample" in said else "whole"
    sampled = sampled if process.returncode == 0 else f"ended with {process.returncode}"
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, sampled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=45)
    parser.add_argument("--only", nargs="*", default=list(FILES), choices=list(FILES))
    parser.add_argument("--folder", type=Path)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = said.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{'file':22} {'MB':>5} {'CPU s':>6} {'wall s':>6} {'peak MiB':>8}")
        for name in said.only:
            path = folder / name
            if not path.exists():
                FILES[name](path, said.megabytes * 1_000_000)
            cpu, wall, peak, sampled = inspected(path)
            size = path.stat().st_size / 1e6
            print(
                f"{name:22} {size:5.0f} {cpu:6.2f} {wall:6.2f} {peak:8.0f}  {sampled}", flush=True
            )


if __name__ == "__main__":
    main()
