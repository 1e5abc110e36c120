"""Tickets written by other programs: one writer per container, each giving a file's bytes.

What is read has to be what these wrote; the fuzzer starts from what they write.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import mailbox
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from functools import partial
from pathlib import Path

Ticket = Mapping[str, str]
"""`id`, `email`, `subject`, `description`, `created_at`: all text."""

Writer = Callable[[Sequence[Ticket]], bytes]


class Semicolons(csv.excel):
    """What Excel writes where the comma is the decimal mark."""

    delimiter = ";"


class Backslashes(csv.unix_dialect):
    """What databases dump: a backslash before a quote, not a second quote."""

    doublequote = False
    escapechar = "\\"


class Pipes(csv.unix_dialect):
    """Bars between the cells, quotes only where they are needed."""

    delimiter = "|"
    quoting = csv.QUOTE_MINIMAL


def delimited(dialect: type[csv.Dialect], encoding: str, tickets: Sequence[Ticket]) -> bytes:
    """By Python's csv."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(tickets[0]), dialect=dialect)
    writer.writeheader()
    writer.writerows(tickets)
    return out.getvalue().encode(encoding, errors="replace")


def by_pandas(method: str, tickets: Sequence[Ticket], **options: object) -> bytes:
    """By a `to_…` of pandas."""
    import pandas as pd

    out = io.BytesIO()
    getattr(pd.DataFrame(list(tickets)), method)(out, **options)
    return out.getvalue()


def html(tickets: Sequence[Ticket]) -> bytes:
    """A page with a table, which many a CRM downloads as `.xls`."""
    import pandas as pd

    with pd.option_context("display.max_colwidth", None):
        return pd.DataFrame(list(tickets)).to_html(index=False).encode()


def by_arrow(tickets: Sequence[Ticket]) -> bytes:
    """CSV by Arrow, which quotes every text."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    out = io.BytesIO()
    arrow_csv.write_csv(pa.Table.from_pylist([dict(t) for t in tickets]), out)
    return out.getvalue()


def xlsx(tickets: Sequence[Ticket]) -> bytes:
    """By openpyxl; every cell is text, a formula's sign too."""
    import openpyxl  # type: ignore[import-untyped]  # it ships none, and one file needs it

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for r, row in enumerate([list(tickets[0]), *(list(t.values()) for t in tickets)], 1):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c)
            cell.value = value or None
            if value:
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def wrapped(tickets: Sequence[Ticket]) -> bytes:
    """As an API pages: a list inside an object."""
    return json.dumps({"tickets": [dict(t) for t in tickets], "count": len(tickets)}).encode()


def lines(tickets: Sequence[Ticket]) -> bytes:
    """JSON Lines."""
    return "\n".join(json.dumps(dict(t), ensure_ascii=False) for t in tickets).encode()


def _mail(ticket: Ticket) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = ticket["email"]
    mail["To"] = "help@ours.example"
    mail["Subject"] = ticket["subject"]
    mail["Message-ID"] = f"<{ticket['id']}@mail.example>"
    mail.set_content(ticket["description"])
    return mail


def eml(tickets: Sequence[Ticket]) -> bytes:
    """The first ticket as a mail, by Python's email package."""
    return _mail(tickets[0]).as_bytes()


def mbox(tickets: Sequence[Ticket]) -> bytes:
    """By Python's mailbox module."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "box.mbox"
        box = mailbox.mbox(path)
        for ticket in tickets:
            box.add(_mail(ticket))
        box.close()
        return path.read_bytes()


def captions(kind: str, tickets: Sequence[Ticket]) -> bytes:
    """A cue per ticket, by webvtt-py."""
    import webvtt

    made = webvtt.WebVTT()
    for n, ticket in enumerate(tickets):
        start, end = (f"00:{m:02}:{s:02}.000" for m, s in (divmod(n, 60), divmod(n + 1, 60)))
        made.captions.append(webvtt.Caption(start, end, ticket["description"]))
    out = io.StringIO()
    made.write(out, format=kind)
    return out.getvalue().encode()


def docx(tickets: Sequence[Ticket]) -> bytes:
    """A paragraph per ticket, by python-docx."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import docx as python_docx

    document = python_docx.Document()
    for ticket in tickets:
        document.add_paragraph(ticket["description"])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text(tickets: Sequence[Ticket]) -> bytes:
    """A line per ticket."""
    return "\n".join(t["description"] for t in tickets).encode()


def note(tickets: Sequence[Ticket]) -> bytes:
    """The first ticket as a note with a head."""
    first = tickets[0]
    head = f"---\naccount: Acme\ndate: {first['created_at'][:10]}\n---\n"
    return f"{head}{first['description']}\n".encode()


def transcript(tickets: Sequence[Ticket]) -> bytes:
    """A turn per ticket, two speakers in turns."""
    return "\n".join(
        f"{('Ann Lee', 'Bob Ray')[n % 2]}: {t['description']}" for n, t in enumerate(tickets)
    ).encode()


def slack(tickets: Sequence[Ticket]) -> bytes:
    """A workspace's export: people, channels, and a day of messages."""
    people = [{"id": "U1", "profile": {"real_name": "Ann Lee", "email": "ann@acme.com"}}]
    said = [
        {"type": "message", "user": "U1", "ts": f"17733012{n:02}.000100", "text": t["description"]}
        for n, t in enumerate(tickets)
    ]
    return zipped({
        "users.json": json.dumps(people).encode(),
        "channels.json": json.dumps([{"id": "C1", "name": "help"}]).encode(),
        "help/2026-03-12.json": json.dumps(said).encode(),
    })  # fmt: skip


def teams(tickets: Sequence[Ticket]) -> bytes:
    """A channel's messages as Graph gives them."""
    said = [
        {
            "id": t["id"], "messageType": "message", "createdDateTime": t["created_at"],
            "from": {"user": {"id": "u1", "displayName": "Ann Lee"}},
            "body": {"contentType": "text", "content": t["description"]},
        }
        for t in tickets
    ]  # fmt: skip
    return json.dumps({"value": said}).encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of the members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def in_zip(tickets: Sequence[Ticket]) -> bytes:
    """A zip archive with two kinds of file."""
    return zipped({
        "export/tickets.csv": delimited(csv.excel, "utf-8", tickets),
        "export/tickets.jsonl": lines(tickets),
    })  # fmt: skip


def gzipped(tickets: Sequence[Ticket]) -> bytes:
    """Gzip round CSV."""
    return gzip.compress(delimited(csv.excel, "utf-8", tickets), mtime=0)


TABLES: dict[str, Writer] = {
    "excel.csv": partial(delimited, csv.excel, "utf-8"),
    "bom.csv": partial(delimited, csv.excel, "utf-8-sig"),
    "legacy.csv": partial(delimited, Semicolons, "cp1252"),
    "unicode-text.csv": partial(delimited, csv.excel_tab, "utf-16"),
    "unix.csv": partial(delimited, csv.unix_dialect, "utf-8"),
    "backslashes.csv": partial(delimited, Backslashes, "utf-8"),
    "pipes.csv": partial(delimited, Pipes, "utf-8"),
    "tabs.tsv": partial(delimited, csv.excel_tab, "utf-8"),
    "pandas.csv": partial(by_pandas, "to_csv", index=False),
    "pandas-utf-32.csv": partial(by_pandas, "to_csv", index=False, encoding="utf-32"),
    "arrow.csv": by_arrow,
    "book.xlsx": xlsx,
    "page.xls": html,
    "pandas.json": partial(by_pandas, "to_json", orient="records"),
    "wrapped.json": wrapped,
    "lines.jsonl": lines,
    "pandas.jsonl": partial(by_pandas, "to_json", orient="records", lines=True),
    "pandas.parquet": partial(by_pandas, "to_parquet"),
    "pandas.xml": partial(by_pandas, "to_xml", index=False, root_name="tickets", row_name="ticket"),
    "excel.csv.gz": gzipped,
}
"""File name to writer, of containers whose rows are the tickets with all their columns."""

TEXTS: dict[str, Writer] = {
    "mail.eml": eml,
    "box.mbox": mbox,
    "call.vtt": partial(captions, "vtt"),
    "call.srt": partial(captions, "srt"),
    "document.docx": docx,
    "lines.txt": text,
    "note.md": note,
    "transcript.txt": transcript,
    "teams.json": teams,
    "slack.zip": slack,
    "both.zip": in_zip,
}
"""File name to writer, of containers that hold the tickets' words and little else."""
