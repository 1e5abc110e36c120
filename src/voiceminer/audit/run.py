"""The audit as one page: tables, evidence, records, pages, refit; the first mismatch is raised."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voiceminer.audit.evidence import check_evidence
from voiceminer.audit.facts import facts_of, keyed
from voiceminer.audit.pages import AGAIN, Counted, Facts, Reader
from voiceminer.audit.recorded import RECORDED
from voiceminer.audit.refit import check_refit
from voiceminer.audit.report import check_reports
from voiceminer.audit.tables import opened
from voiceminer.errors import InputError, MismatchError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What agreed.

    Attributes
    ----------
    pages : int
    measures : mapping of str to int
        Figures as they stand on pages, by measure.
    kinds : mapping of str to int
        Everything on the pages by kind: figures, quotes and phrases ("said"), names, references…
    reported : int
        Numbers in `report.html`: the list's, and those of the briefs in its drawers.
    evidence : int
        Rows of evidence, each found in its export's row.
    records : mapping of str to int
        Recorded counts and sums, by table and column.
    files : int
        Tables for spreadsheets and programs, unchanged since they were written.
    refitted : mapping of str to int
        Recorded numbers that the model, fitted again, gives as well; empty without outcomes.
    """

    pages: int
    measures: Mapping[str, int]
    kinds: Mapping[str, int]
    reported: int
    evidence: int
    records: Mapping[str, int]
    files: int
    refitted: Mapping[str, int]


def audit_of(folder: str | Path) -> Audited:
    """Recompute all that stands on the pages of a run folder.

    Raises
    ------
    MismatchError
        At the first figure, quote, name or word that is not what the tables say.
    InputError
        Where there is no run, or its tables cannot be read.
    MissingExtraError
        Where DuckDB or statsmodels is not installed.
    """
    folder = Path(folder)
    if not (folder / MANIFEST).is_file():
        raise InputError(
            f"{folder.name}: no run here ({MANIFEST} is missing). "
            "Name the folder that 'voiceminer mine' wrote."
        )
    sql = opened(folder)
    facts = facts_of(sql, folder)
    counted = check_pages(folder, facts)
    reported = check_reports(sql, folder, facts)
    evidence = check_evidence(sql, folder)
    records = check_records(sql)
    files = check_digests(folder)
    refitted = check_refit(sql)
    return Audited(
        pages=len(facts.places),
        measures=dict(sorted(counted.measures.items())),
        kinds=dict(sorted(counted.kinds.items())),
        reported=reported,
        evidence=evidence,
        records=records,
        files=files,
        refitted=refitted,
    )


def check_pages(folder: Path, facts: Facts) -> Counted:
    """Every markdown page against the facts, then against the digest of what was written."""
    found = {f for f in facts.files if f.endswith(".md")} | set(facts.places)
    counted = Counted()
    for page in sorted(found):
        if page not in facts.places or page not in facts.files:
            says = "the run's tables and its folder do not hold the same pages"
            raise MismatchError(page, 0, page, says, AGAIN)
        text = (folder / page).read_bytes().decode("utf-8", "replace")
        Reader(page, text, facts, counted).check()
    return counted


def check_digests(folder: Path) -> int:
    """How many tables and other files for programs are what the run wrote, byte for byte."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    # the report is written anew by its own command, in any language
    own = (".md", ".html")
    others = {f: digest for f, digest in manifest["pages"].items() if not f.endswith(own)}
    for name, digest in sorted(others.items()):
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            says = f"{MANIFEST} has another digest for it"
            raise MismatchError(name, 0, name, says, AGAIN)
    return len(others)


def check_records(sql: DuckDBPyConnection) -> dict[str, int]:
    """What was recorded of deals and money against what the tables count up to."""
    checked = {}
    for place, (recorded, recounted) in RECORDED.items():
        stands, says = keyed(sql, recorded), keyed(sql, recounted)
        for (topic, key), value in stands.items():
            other = says.get((topic, key), 0.0)
            if abs(value - other) > 1e-6 * max(1.0, abs(value)):
                of = " ".join(filter(None, (topic, key)))
                raise MismatchError(
                    f"records/impact, {place} of {of}",
                    0,
                    f"{value:.10g}",
                    f"counted again it is {other:.10g}",
                    "Make the run again with 'voiceminer mine'.",
                )
        checked[place] = len(stands)
    return checked
