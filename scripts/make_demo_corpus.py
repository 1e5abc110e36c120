"""Make the demo corpora that voiceminer ships, with the truth that was planted in them.

    python scripts/make_demo_corpus.py [--out src/voiceminer/demo]

The company is Gantrove (invented, like every name here): software for firms that hire out plant
and tools. Its world is made in this order, each step from dice of its own, so that rewording a
phrase moves no deal:

1. `demo/world.py` with `demo/world.toml`: accounts and deals. A deal draws pains; size, segment
   and pains give the log-odds of losing; lost deals live about twice as long as won ones.
2. `demo/moments.py`: when a deal talks, in a ticket, a call or a note, and of which of its pains.
   One pain comes up only late. In the last days the outcome is said aloud. Some write after the
   deal has closed. Customers go on writing tickets after a won deal.
3. `demo/tickets.py`, `calls.py`, `notes.py`: the words, from the hand-written phrases in
   `demo/pains/*.toml` and `demo/talk.toml`.
4. `demo/zendesk.py`, `salesforce.py`, `gong.py`, `hubspot.py`: the shapes of real exports.
5. `demo/truth.py`: what was planted, beside the corpora and never inside their folders.

`full/` has 1,500 closed and 300 open deals. `small/` is what a Friday afternoon brings: 300 deals,
HubSpot's export button, tickets with subjects only, 60 % of the texts linked to a deal.
The same bytes come out on every run: seeds are fixed and no clock is read.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from demo import gong, hubspot, salesforce, zendesk
from demo.calls import write_call
from demo.dice import Dice
from demo.files import write_csv, write_json, write_json_lines, write_text
from demo.moments import Document, Line, documents_of
from demo.notes import write_note
from demo.tickets import write_ticket
from demo.truth import truth
from demo.world import World, made_world

WRITERS = {"ticket": write_ticket, "call": write_call, "note": write_note}
FULL_CAPTIONED = 14  # calls of the full corpus that lie there as WebVTT, not in the recorder
SMALL_CALLS = 16
SMALL_LINKED = 0.6


def written_documents(world: World) -> list[Document]:
    """The documents of a world with their words."""
    documents = documents_of(world)
    for document in documents:
        WRITERS[document.kind](document, world.bank)
    return documents


def of_kind(documents: list[Document], kind: str) -> list[Document]:
    return [document for document in documents if document.kind == kind]


def write_full(out: Path) -> None:
    """Salesforce, a Zendesk-like help desk, a Gong-like recorder, a few WebVTT files."""
    world = made_world("full", 1500, 300)
    documents = written_documents(world)
    tickets, calls, notes = (of_kind(documents, kind) for kind in ("ticket", "call", "note"))
    for number, document in enumerate(tickets):
        document.id = str(40_000 + number)
    for number, document in enumerate(notes):
        document.id = salesforce.task_id(document, number)
    step = len(calls) // FULL_CAPTIONED
    captioned = calls[::step][:FULL_CAPTIONED]
    recorded = [call for call in calls if call not in captioned]
    for number, document in enumerate(recorded):
        document.id = gong.call_id(document, number)
    for document in captioned:
        document.id = gong.vtt_name(document)
        write_text(out / "full" / "calls" / document.id, gong.webvtt(document))

    full = out / "full"
    accounts = [salesforce.account_row(account) for account in world.accounts]
    write_csv(full / "accounts.csv.gz", accounts)
    contacts = [row for account in world.accounts for row in salesforce.contact_rows(account)]
    write_csv(full / "contacts.csv.gz", contacts)
    write_csv(full / "opportunities.csv.gz", [salesforce.opportunity_row(d) for d in world.deals])
    write_csv(full / "tasks.csv.gz", [salesforce.task_row(note) for note in notes])
    write_json_lines(full / "helpdesk_tickets.jsonl.gz", [zendesk.ticket(t) for t in tickets])
    transcripts = [gong.transcript(call) for call in recorded]
    write_json(full / "calls" / "transcripts.json.gz", {"callTranscripts": transcripts})
    extensive = [gong.extensive(call) for call in recorded]
    write_json(full / "calls" / "extensive.json.gz", {"calls": extensive})
    write_json(out / "truth" / "full.json.gz", truth(world, documents))


def write_small(out: Path) -> None:
    """HubSpot's CSVs, ticket subjects, a folder of captions; much of it linked to nothing."""
    world = made_world("small", 255, 45)
    documents = written_documents(world)
    calls = of_kind(documents, "call")
    kept = {id(call) for call in calls[:: max(1, len(calls) // SMALL_CALLS)][:SMALL_CALLS]}
    documents = [d for d in documents if d.kind != "call" or id(d) in kept]
    tickets, calls, notes = (of_kind(documents, kind) for kind in ("ticket", "call", "note"))
    for number, document in enumerate(tickets):
        document.id = str(7_000 + number)
    for number, document in enumerate(notes):
        document.id = hubspot.record_id(f"note {number}")

    small = out / "small"
    companies = [hubspot.company_row(account) for account in world.accounts]
    write_csv(small / "hubspot-companies.csv", companies, quote_all=False)
    write_csv(
        small / "hubspot-deals.csv", [hubspot.deal_row(d) for d in world.deals], quote_all=False
    )
    note_rows = [hubspot.note_row(note, _linked(note)) for note in notes]
    write_csv(small / "hubspot-notes.csv", note_rows, quote_all=False)
    ticket_rows = [zendesk.subject_row(ticket, _linked(ticket)) for ticket in tickets]
    write_csv(small / "zendesk-tickets.csv", ticket_rows, quote_all=False)
    for number, document in enumerate(calls):
        named = gong.vtt_name(document)
        document.id = (
            named if _linked(document) else f"{document.at:%Y-%m-%d} recording {number}.vtt"
        )
        write_text(small / "calls" / document.id, gong.webvtt(document))
    for ticket in tickets:  # only the subject is in the export, so only that can be found
        ticket.lines = [Line("customer", ticket.subject, ((ticket.topic, ticket.subject),))]
    write_json(out / "truth" / "small.json.gz", truth(world, documents))


def _linked(document: Document) -> bool:
    return Dice("linked", document.account.id, document.at.isoformat()).chance(SMALL_LINKED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    shipped = Path(__file__).parent.parent / "src" / "voiceminer" / "demo"
    parser.add_argument("--out", type=Path, default=shipped, help="folder to write into")
    out: Path = parser.parse_args().out
    for name in ("full", "small", "truth"):
        shutil.rmtree(out / name, ignore_errors=True)
    write_full(out)
    write_small(out)


if __name__ == "__main__":
    main()
