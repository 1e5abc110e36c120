"""What our side said, in sentences, each with the deals that it was said in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from voiceminer.data import Deal, Document, OurTurn, Rows

# A sentence of fewer words than this answers nothing ("Sure, that makes sense").
FEWEST_WORDS = 4
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+|\n|$)")
_PLACEHOLDER = re.compile(r"\[[A-Z_]+\d*\]")
_WORD = re.compile(r"[^\W\d_]{2,}")
# A promise to answer is none, though it may name what was asked. English and German.
_LATER = ("back to you", "find out", "let me check", "let me ask", "i'll ask", "i will ask",
          "i'll check", "i will check", "take that away", "take it away", "i don't know",
          "melde mich", "kläre das", "frage nach")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a turn of ours: `turn.text[start:end]`; `text` is it without placeholders.

    `deals` are those that it was said in, and `day` is when.
    """

    turn: OurTurn
    start: int
    end: int
    text: str
    deals: tuple[str, ...]
    day: date


def sentences_of(
    ours: Rows[OurTurn], documents: Rows[Document], deals: Rows[Deal]
) -> list[Sentence]:
    """Sentences that may answer something: dated, no question, no promise to answer later.

    A turn belongs to the deal that its document names, else to those deals of its account that
    had not closed by then.
    """
    by_id = {d.id: d for d in documents}
    of_account: dict[str, list[Deal]] = defaultdict(list)
    for deal in deals:
        if deal.account_id:
            of_account[deal.account_id].append(deal)
    found = []
    for turn in ours:
        document = by_id[turn.document_id]
        if turn.at is None or document.kind == "page":
            continue
        day = turn.at.date()
        said_in = (
            (document.deal_id,)
            if document.deal_id
            else _of_account(of_account.get(document.account_id or "", ()), day)
        )
        found += [
            Sentence(turn=turn, start=start, end=end, text=text, deals=said_in, day=day)
            for start, end, text in split(turn.text)
            if not text.endswith("?") and not _is_put_off(text)
        ]
    return found


def _is_put_off(text: str) -> bool:
    lower = text.lower()
    return any(phrase in lower for phrase in _LATER)


def split(text: str) -> Iterator[tuple[int, int, str]]:
    """Sentences of a text that say something: start, end, and the words without placeholders."""
    for match in _SENTENCE.finditer(text):
        whole = match.group()
        start = match.start() + len(whole) - len(whole.lstrip())
        stripped = whole.strip()
        words = " ".join(_PLACEHOLDER.sub(" ", stripped).split())
        if len(_WORD.findall(words)) >= FEWEST_WORDS:
            yield start, start + len(stripped), words


def _of_account(deals: Sequence[Deal], day: date) -> tuple[str, ...]:
    return tuple(d.id for d in deals if d.closed_on is None or day <= d.closed_on)
