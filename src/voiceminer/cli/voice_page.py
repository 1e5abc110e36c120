"""A listing of kept and cut words, for a person at a terminal or, as JSON, for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from voiceminer.voice import Listing, ShownDocument, ShownTurn

# what the sides are called where they are counted, and before a turn
_SIDES = {
    "customer": ("customers' words", "customer"),
    "unknown": ("customers' words, their writers unknown", "unknown"),
    "reported": ("what our notes report of customers: never quoted as theirs", "reported"),
    "ours": ("what we said: kept apart, never counted as a customer's", "ours"),
}
# Enough of a cut to see what it is; the rest is counted, and stands in --json.
_WORDS = 24
_ASK = """\
Is a customer's turn shown as ours, or the other way round? 'voiceminer inspect' shows what each
column was taken for; --column role=HEADER sets it. Is somebody's name left? Add it under [voice]
names in the settings. Cuts of one kind: --rule 'signature'. Does a rule take what customers wrote?
--keep 'signature' shows it without that rule; [voice] keep in the settings turns it off for good.
Other documents: --seed {seed}."""


def print_json(listing: Listing) -> None:
    """Everything, cuts in full."""
    documents = [
        {
            "id": shown.document.id,
            "kind": shown.document.kind,
            "system": shown.document.system,
            "turns": [
                {**asdict(turn), "cut": [cut._asdict() for cut in turn.cut]} for turn in shown.turns
            ],
        }
        for shown in listing.documents
    ]
    counted = {"documents": listing.n_documents, "kept": listing.kept, "cut": listing.cut}
    print(json.dumps({"counts": counted, "documents": documents}, ensure_ascii=False, indent=2))


def print_page(listing: Listing, *, seed: int) -> None:
    """The counts over all, then each document of the sample."""
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    _counts(listing, console)
    n, of = len(listing.documents), listing.n_documents
    drawn = f"{n:,} of {of:,} documents, drawn by --seed {seed}" if n < of else "All documents"
    console.print(f"\n{drawn}. Names, numbers and addresses are taken out.")
    for shown in listing.documents:
        _document(shown, console)
    console.print(f"\n{_ASK.format(seed=seed + 1)}")


def _counts(listing: Listing, console: Console) -> None:
    from rich.table import Table

    from voiceminer.voice import RULES

    kept = Table(box=None, header_style="bold", pad_edge=False)
    kept.add_column("turns", justify="right")
    kept.add_column(f"kept, of {listing.n_documents:,} documents")
    for side, (counted, _) in _SIDES.items():
        if n := listing.kept[side]:
            kept.add_row(f"{n:,}", counted)
    console.print(kept)
    cut = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("turns", "cut from, or left out", "which is"):
        cut.add_column(name, justify="right" if name == "turns" else "left")
    for rule, n in sorted(listing.cut.items(), key=lambda pair: (-pair[1], pair[0])):
        cut.add_row(f"{n:,}", rule, RULES[rule])
    if listing.cut:
        console.print()
        console.print(cut)


def _document(shown: ShownDocument, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    document, first = shown.document, next(iter(shown.turns), None)
    where = f"{first.file}, row {first.row}" if first else "no turns"
    if first and document.id in where:  # a call bears its file's name
        where = f"row {first.row}"
    day = f"{document.created_at:%Y-%m-%d}, " if document.created_at else ""
    console.print(f"\n{document.kind} {document.id} ({day}{where})", style="bold")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for turn in shown.turns:
        for said, text, kept in _rows(turn):
            grid.add_row(Text(said), Text(text), style="" if kept else "dim")
    console.print(grid)


def _rows(turn: ShownTurn) -> Iterator[tuple[str, str, bool]]:
    """The kept words, then a line for each rule that cut; whether they are evidence."""
    if turn.side:
        yield _SIDES[turn.side][1], turn.text.replace("\n\n", "\n"), turn.side != "ours"
    for rule in dict.fromkeys(cut.rule for cut in turn.cut):
        words = " ".join(cut.text for cut in turn.cut if cut.rule == rule).split()
        more = f" … and {len(words) - _WORDS:,} words more" if len(words) > _WORDS else ""
        name = f"  cut: {rule}" if turn.side else f"left out: {rule}"
        yield name, " ".join(words[:_WORDS]) + more or "(not shown)", False
