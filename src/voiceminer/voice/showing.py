"""One document as it can be shown: what was kept, what was cut and why, all of it redacted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from voiceminer.data import Document, Side, Turn
from voiceminer.voice.boilerplate import without_boilerplate
from voiceminer.voice.listening import Heard, Listened
from voiceminer.voice.records import clean_document
from voiceminer.voice.redacting import safe_texts
from voiceminer.voice.sides import Ours
from voiceminer.voice.stage import Learned
from voiceminer.voice.text import Cut

_NAME = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽА-Я][\w'’.-]*[a-zß-öø-ÿąćęłńśźżа-я]"
# In what was cut, two capitalised words in a row may be somebody, as may one before an address:
# nothing is lost if too much of it is taken out.
_SOMEBODY = re.compile(rf"{_NAME}(?: {_NAME}){{1,2}}|{_NAME}(?=[\"' ]*[<(\[]\S+@)")
_MARK = re.compile(r"^[>\s]+", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTurn:
    """A turn's kept text and its cuts. `side` is None where nothing is kept."""

    id: str
    file: str
    row: int
    side: Side | Ours | None
    text: str
    cut: tuple[Cut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDocument:
    """A document's turns in the order in which they were said."""

    document: Document
    turns: tuple[ShownTurn, ...]


def shown(heard: Listened, turns: Sequence[Turn], learned: Learned, words: int) -> ShownDocument:
    """A document whose cuts were kept.

    Parameters
    ----------
    heard : Listened
        As `listened(…, with_cuts=True)` returns it.
    turns : sequence of Turn
        The document's turns in their order.
    words : int
        Shorter lines are no boilerplate.
    """
    before = {turn.turn.id: turn for turn in heard.turns}
    own = {id_: without_boilerplate(t, learned.boilerplate, words) for id_, t in before.items()}
    cuts = {turn.turn.id: turn.cuts for turn in heard.unheard} | {
        id_: (*turn.cuts, *_lines_cut(turn, own[id_])) for id_, turn in before.items()
    }
    texts = dict(zip(own, safe_texts(*_said(own.values()), learned.clean), strict=True))
    removed = [cut for turn in turns for cut in cuts[turn.id]]
    safe = iter(_safe_cuts(removed, own.values(), learned))
    clean = learned.clean
    return ShownDocument(
        document=clean_document(heard.document, clean),
        turns=tuple(
            ShownTurn(
                id=clean.turn_id(turn.id, heard.document),
                file=clean.path(turn.file),
                row=turn.row,
                side=own[turn.id].side if turn.id in own else None,
                text=texts.get(turn.id, ""),
                cut=tuple(Cut(cut.rule, next(safe)) for cut in cuts[turn.id]),
            )
            for turn in turns
        ),
    )


def _said(own: Iterable[Heard]) -> tuple[list[str], list[str]]:
    """Texts and signatures, from which redaction learns names."""
    return [turn.text for turn in own], [turn.signature for turn in own]


def _safe_cuts(cuts: Sequence[Cut], own: Iterable[Heard], learned: Learned) -> list[str]:
    """The cuts redacted behind the document's own words, so that placeholders agree."""
    texts, signatures = _said(own)
    found = [name for cut in cuts for name in _SOMEBODY.findall(cut.text)]
    told = [*signatures, *(_MARK.sub("", cut.text) for cut in cuts)]
    # a name by itself is learned where it stands below a closing formula
    told += [f"Regards,\n{name}" for name in dict.fromkeys(found)]
    return safe_texts([*texts, *(cut.text for cut in cuts)], told, learned.clean)[len(texts) :]


def _lines_cut(before: Heard, after: Heard) -> Iterator[Cut]:
    """Lines that were boilerplate."""
    if after is not before:
        kept = {*after.text.split("\n")}
        lines = [line for line in before.text.split("\n") if line not in kept]
        yield Cut("boilerplate", "\n".join(lines))
