"""The whole files that are broken: one per writer, and the fixtures of the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from fuzzing.mutations import File
from fuzzing.writers import TABLES, TEXTS, Ticket, zipped

FIXTURES = Path(__file__).parents[2] / "tests" / "reading" / "data"
TICKETS: tuple[Ticket, ...] = tuple(
    {
        "id": f"000{n}",
        "email": f"ann{n}@acme{n % 2}.com",
        "subject": subject,
        "description": description,
        "created_at": f"2026-03-0{n + 1}T10:00:00Z",
    }
    for n, (subject, description) in enumerate([
        ("Größe", "Die Größe stimmt nicht; „seit gestern“, sagt sie"),
        ("=cmd", "=HYPERLINK(\"x\") is what ログイン shows, \"always\" 💥"),
        ("", "Two lines\nof one text, with a comma, and a tab\tin it"),
    ])
)  # fmt: skip


def seeds() -> Sequence[File]:
    """Whole files of every container, ordered by kind and name."""
    written = [
        File(name.split(".", 1)[1], name, writer(TICKETS))
        for name, writer in sorted({**TABLES, **TEXTS}.items())
    ]
    fixtures = [
        File(path.suffix[1:], path.name, path.read_bytes())
        for path in sorted(FIXTURES.glob("*/export/**/*"))
        if path.is_file()
    ]
    return [_slim(file) for file in sorted([*written, *fixtures]) if file.data]


def _slim(file: File) -> File:
    """A Word document without the pictures and styles of its template, which nobody reads."""
    if file.kind != "docx":
        return file
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        kept = [
            n for n in archive.namelist() if n.endswith((".rels", "document.xml", "]_Types].xml"))
        ]
        return file._replace(data=zipped({n: archive.read(n) for n in kept}))
