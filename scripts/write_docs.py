"""Write the generated pages of docs/: the commands and the tables, from the code itself.

python scripts/write_docs.py
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from typer.testing import CliRunner

from voiceminer.briefs.machine import schema
from voiceminer.cli import app
from voiceminer.data import MiningResult, Rows, schema_of
from voiceminer.data.tables import PassageRow, TopicRow
from voiceminer.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"


def commands_page() -> str:
    """Every command's help, as the terminal shows it at 88 columns without colour."""
    lines = ["# Commands", "", "Written by `python scripts/write_docs.py`.", ""]
    runner = CliRunner()
    names = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group has them
    for name in ("", *names):
        shown = runner.invoke(
            app,
            [*([name] if name else []), "--help"],
            prog_name="voiceminer",
            env={"COLUMNS": "88", "NO_COLOR": "1", "TERM": "dumb"},
        ).output
        body = "\n".join(line.rstrip() for line in shown.strip().splitlines())
        lines += [f"## {name or 'voiceminer'}", "", "```text", body, "```", ""]
    return "\n".join(lines)


def tables_page() -> str:
    """Every table of a run folder with its columns."""
    lines = ["# Tables of a run folder", "", "Written by `python scripts/write_docs.py`.", ""]
    tables = [("tables/topics.parquet", TopicRow), ("tables/passages.parquet", PassageRow)]
    for place, of in [*tables, *_records(MiningResult, "records")]:
        lines += [f"## {place}", "", _meaning(of), "", "| column | type |", "|---|---|"]
        lines += [f"| `{field.name}` | {field.type} |" for field in schema_of(of)]
        lines.append("")
    return "\n".join(lines)


def _meaning(of: type[Any]) -> str:
    return "\n".join(line.strip() for line in (of.__doc__ or "").strip().splitlines())


def _records(value: Any, folder: str) -> Iterator[tuple[str, type[Any]]]:
    """Where each table of records lies, as `store/` writes it."""
    hints = typing.get_type_hints(value, localns={"Settings": Settings})
    for field in dataclasses.fields(value):
        hint = hints[field.name]
        if typing.get_origin(hint) is Rows:
            yield f"{folder}/{field.name}.parquet", typing.get_args(hint)[0]
        elif dataclasses.is_dataclass(hint):
            yield from _records(hint, f"{folder}/{field.name}")


def brief_schema() -> str:
    """What `brief.json` holds, as a JSON Schema."""
    return json.dumps(schema(), indent=2) + "\n"


PAGES = {
    "commands.md": commands_page,
    "tables.md": tables_page,
    "brief.schema.json": brief_schema,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
        print(f"wrote docs/{name}")
