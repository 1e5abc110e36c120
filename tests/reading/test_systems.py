"""One folder per system in `data/`: its export as it is written, and what it has to be read as."""

import json
from pathlib import Path

import pytest

from voiceminer.engines import Serial
from voiceminer.reading import read_corpus
from voiceminer.settings import ReadingSettings

CASES = sorted(p for p in (Path(__file__).parent / "data").iterdir() if p.is_dir())


def documents_in(corpus):
    turns = {d.id: [] for d in corpus.documents}
    for turn in corpus.turns:
        turns[turn.document_id].append(
            {"role": turn.role, "public": turn.public, "text": turn.text}
        )
    return {
        d.id: {
            "kind": d.kind,
            "day": iso(d.created_at),
            "account": d.account_id,
            "deal": d.deal_id,
            "turns": turns[d.id],
        }
        for d in corpus.documents
        if not d.id.endswith("/note")  # what a deal's own row says is shown with the deals
    }


def deals_in(corpus):
    return {
        d.id: {
            "account": d.account_id,
            "outcome": d.outcome,
            "amount": None if d.amount is None else str(d.amount),
            "currency": d.currency,
            "opened": iso(d.created_at),
            "closed": iso(d.closed_on),
            "planned": iso(d.planned_close),
        }
        for d in corpus.deals
    }


def systems_in(corpus):
    return {f.path: f.system for f in corpus.files}


def iso(moment):
    return moment.isoformat()[:10] if moment else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_system_reads_as_it_is_written(case):
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    corpus = read_corpus([case / "export"], ReadingSettings(), engine=Serial())
    assert documents_in(corpus) == expected.get("documents", {})
    assert deals_in(corpus) == expected.get("deals", {})
    assert systems_in(corpus) == expected["systems"]
    for file in corpus.files:
        assert file.seen == file.made + file.merged + file.skipped, file


def test_a_note_in_a_deals_row_is_a_sellers_note_of_that_deal(read):
    header = "Deal - ID,Deal - Title,Deal - Status,Deal - Value,Note - Content"
    deals = f"{header}\n4,New,Won,9,They fear it\n"
    corpus = read({"deals.csv": deals})
    [document] = corpus.documents
    assert (document.kind, document.deal_id, document.created_at) == ("note", "4", None)
    assert [(t.role, t.text) for t in corpus.turns] == [("note", "They fear it")]


def test_a_customers_name_beside_an_address_is_no_company(read):
    corpus = read({
        "tickets.csv": "Ticket id,Subject,Created datetime,Customer name,Customer email\n"
        "7,Where is my order,2024-03-05 10:00:00,Ann Lee,ann@acme.com\n"
    })  # fmt: skip
    assert [t.speaker for t in corpus.turns] == ["Ann Lee"]
    assert corpus.accounts.column("name") == []


def test_an_event_is_dated_by_when_it_took_place(read):
    corpus = read({
        "Event.csv": '"Id","WhatId","Subject","StartDateTime","Description","CreatedDate"\n'
        '"00U1","0061","Demo","2024-03-05 10:00:00","They want SSO","2024-03-01 10:00:00"\n'
    })  # fmt: skip
    assert [str(d)[:10] for d in corpus.documents.column("created_at")] == ["2024-03-05"]
