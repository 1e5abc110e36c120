"""The run folder: what lies where, and how it replaces an earlier one."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.csv
import pyarrow.parquet as pq

from voiceminer.data import Briefs, MiningResult
from voiceminer.errors import InputError, SettingsError
from voiceminer.store.exchange import exchanged
from voiceminer.store.inert_table import inert
from voiceminer.store.recovery import EARLIER, draft_beside, recovered
from voiceminer.store.values import read_value, write_value

MANIFEST = "manifest.json"


def write_run(result: MiningResult, briefs: Briefs, out: Path) -> Path:
    """Write a run folder, whole or not at all.

    All is written into a folder beside `out` first; the last step renames it. An earlier run
    at `out` is replaced; a folder that is no run is left alone.

    Returns
    -------
    Path
        `out`, resolved.

    Raises
    ------
    SettingsError
        If `out` exists and is not a run folder.
    """
    out = out.resolve()
    check_free(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = draft_beside(out)
    try:
        _fill(draft, result, briefs)
        _swap(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return out


def check_free(out: Path) -> None:
    """Refuse to write over a folder that is no run.

    Raises
    ------
    SettingsError
        If `out` exists, is not empty and holds no manifest.
    """
    recovered(out)
    if out.is_file() or (out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file()):
        raise SettingsError(
            f"{out.name}: there is something here that is not a voiceminer run. "
            "Name another folder with --out."
        )


def load_run(folder: str | Path) -> MiningResult:
    """The result that a run folder holds.

    Raises
    ------
    InputError
        If the folder holds no run, or one whose tables cannot be read.
    """
    folder = Path(folder)
    recovered(folder)
    if not (folder / MANIFEST).is_file():
        raise InputError(
            f"{folder.name}: no run here ({MANIFEST} is missing). "
            "Name the folder that 'voiceminer mine' wrote."
        )
    try:
        return read_value(MiningResult, folder / "records", top=folder)
    except (OSError, KeyError, ValueError) as error:
        raise InputError(
            f"{folder.name}: its tables cannot be read ({error}). "
            "Make the run again with 'voiceminer mine'."
        ) from error


def _fill(folder: Path, result: MiningResult, briefs: Briefs) -> None:
    write_value(result, folder / "records", top=folder)
    for name, text in briefs.pages.items():
        page = folder / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8", newline="\n")
    if result.taxonomy.text:
        (folder / "inputs").mkdir()
        (folder / "inputs" / "taxonomy.toml").write_text(
            result.taxonomy.text, encoding="utf-8", newline="\n"
        )
    tables = folder / "tables"
    tables.mkdir()
    pq.write_table(result.passage_table.table, tables / "passages.parquet", compression="zstd")
    small = {
        "topics": result.topic_table.table,
        "figures": briefs.figures.table,
        "evidence": briefs.evidence.table,
        "printed": briefs.printed.table,
    }
    for name, table in small.items():
        pq.write_table(table, tables / f"{name}.parquet", compression="zstd")
    pyarrow.csv.write_csv(inert(small["topics"]), tables / "topics.csv")
    manifest = {
        "voiceminer": result.versions.get("voiceminer"),
        "as_of": result.as_of.isoformat() if result.as_of else None,
        "seed": result.settings.seed,
        "encoder": result.heard.embeddings.encoder,
        "settings": _sorted(result.settings.model_dump(mode="json")),
        "versions": dict(sorted(result.versions.items())),
        "inputs": {f.path: f.sha256 for f in result.heard.voice.files},
        "passages": len(result.heard.passages),
        "topics": len(result.topics.topics),
        "pages": {
            name: hashlib.sha256(text.encode("utf-8")).hexdigest()
            for name, text in sorted(briefs.pages.items())
        },
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _swap(draft: Path, out: Path) -> None:
    """Put the draft where the run belongs; an earlier run goes only when the new one stands."""
    if not out.exists():
        draft.rename(out)
    elif exchanged(draft, out):
        shutil.rmtree(draft, ignore_errors=True)
    else:
        earlier = out.with_name(f"{draft.name}{EARLIER}")
        out.rename(earlier)
        try:
            draft.rename(out)
        except BaseException:
            earlier.rename(out)
            raise
        shutil.rmtree(earlier, ignore_errors=True)


def _sorted(value: Any) -> Any:
    """The same with keys in order: a result that was loaded has no other."""
    if isinstance(value, dict):
        return {key: _sorted(of) for key, of in sorted(value.items())}
    return value
