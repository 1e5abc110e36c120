"""Exports that are too many for memory are read as those that are not."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from voiceminer.engines import Serial
from voiceminer.reading import columns, partitions, read_corpus
from voiceminer.settings import ReadingSettings

DATA = Path(__file__).parent / "data"


@pytest.fixture
def tiny(monkeypatch):
    """Partitions of two rows, and every table on disk."""
    monkeypatch.setattr(partitions, "ROWS", 2)
    monkeypatch.setattr(columns, "IN_MEMORY", 100)
    record = sys.modules["voiceminer.data.record"]  # its name in the package is a function
    monkeypatch.setattr(record, "IN_MEMORY", 100)
    monkeypatch.setattr(record, "_BATCH", 3)


def content(corpus):
    """All tables, whatever the order of their rows; a turn by its document and text."""
    return {
        "files": list(corpus.files),
        "documents": sorted(corpus.documents, key=lambda d: d.id),
        "turns": sorted(corpus.turns, key=lambda t: (t.document_id, t.id)),
        "people": list(corpus.people),
        "accounts": list(corpus.accounts),
        "deals": list(corpus.deals),
        "left_out": list(corpus.left_out),
    }


def export(folder: Path) -> Path:
    """Tickets, their comments in another file, a copy of some, a transcript and a CRM's tables."""
    tickets = [
        {
            "id": n, "subject": f"Export {n}", "description": f"The export {n} stops",
            "created_at": f"{n % 28 + 1:02}/03/2024", "requester_id": f"u{n % 5}",
            "organization": f"Acme {n % 3}", "updated_at": "2024-04-01",
        }
        for n in range(40)
    ]  # fmt: skip
    comments = [
        {"id": f"c{n}", "ticket_id": n % 40, "body": f"And comment {n}", "author_id": f"u{n % 7}"}
        for n in range(60)
    ]
    (folder / "tickets.json").write_text(json.dumps({"tickets": tickets}))
    (folder / "comments.json").write_text(json.dumps({"comments": comments}))
    newer = [{**t, "description": f"{t['description']} now", "updated_at": "2024-05-01"}
             for t in tickets[:6]]  # fmt: skip
    (folder / "newer.json").write_text(json.dumps({"tickets": newer}))
    (folder / "calls.csv").write_text("callid,title,duration\n77,Kick-off,30\n78,Demo,20\n")
    (folder / "77.vtt").write_text(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ann Lee>We wait for the export</v>\n"
    )
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Account Name", "Industry", "Account ID"])
    writer.writerows([f"Acme {n}", "Retail", f"a{n}"] for n in range(3))
    (folder / "accounts.csv").write_text(out.getvalue())
    return folder


def test_partitions_make_the_same_corpus(tmp_path, request):
    folder = export(tmp_path)
    whole = content(read_corpus([folder], ReadingSettings(), engine=Serial()))
    request.getfixturevalue("tiny")
    parted = content(read_corpus([folder], ReadingSettings(), engine=Serial()))
    assert len(whole["documents"]) > 40
    assert parted == whole


@pytest.mark.parametrize("name", sorted(p.parent.name for p in DATA.glob("*/export")))
def test_every_system_reads_alike_in_partitions(name, request):
    folder = DATA / name / "export"
    whole = content(read_corpus([folder], ReadingSettings(), engine=Serial()))
    request.getfixturevalue("tiny")
    assert content(read_corpus([folder], ReadingSettings(), engine=Serial())) == whole


def test_days_and_months_are_decided_by_the_whole_table(tmp_path, request):
    """31/03 in one row decides for all, in whichever partition they are."""
    rows = "".join(f"{n},The export {n} is slow today,0{n % 9 + 1}/03/2024\n" for n in range(30))
    (tmp_path / "t.csv").write_text(f"id,text,created_at\n{rows}99,It is late now,31/03/2024\n")
    request.getfixturevalue("tiny")
    corpus = read_corpus([tmp_path / "t.csv"], ReadingSettings(), engine=Serial())
    assert {d.created_at.month for d in corpus.documents} == {3}
