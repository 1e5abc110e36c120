"""Second pass over documents: personal data is gone before anything is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from voiceminer.data import Document, OurTurn, Verbatim
from voiceminer.voice.boilerplate import without_boilerplate
from voiceminer.voice.cleaner import Cleaner
from voiceminer.voice.language import language_of
from voiceminer.voice.listening import Listened
from voiceminer.voice.records import clean_document


@dataclass(frozen=True, slots=True)
class Spoken:
    """A document's share of the voice."""

    document: Document
    verbatims: tuple[Verbatim, ...]
    ours: tuple[OurTurn, ...]
    cut: Counter[tuple[str, str]]


def spoken(
    part: Sequence[Listened], *, clean: Cleaner, boilerplate: frozenset[str], words: int
) -> list[Spoken]:
    """Each document with safe texts and fields; pure, so that parts can go anywhere."""
    return [_spoken(document, clean, boilerplate, words) for document in part]


def safe_texts(texts: Sequence[str], signatures: Sequence[str], clean: Cleaner) -> list[str]:
    """Texts of one document, redacted together: the same person is the same placeholder."""
    if clean.redactor is None:
        return list(texts)
    return clean.redactor.document(texts, [part for part in signatures if part])


def _spoken(listened: Listened, clean: Cleaner, boilerplate: frozenset[str], words: int) -> Spoken:
    document = clean_document(listened.document, clean)
    turns, cut = listened.turns, listened.cut
    if boilerplate:
        turns = tuple(without_boilerplate(turn, boilerplate, words) for turn in turns)
        cut = cut + Counter(
            ("boilerplate", before.turn.file)
            for before, after in zip(listened.turns, turns, strict=True)
            if before is not after
        )
    texts = safe_texts([t.text for t in turns], [t.signature for t in turns], clean)
    default = language_of(" ".join(t.text for t in turns[:8])) if len(turns) > 1 else ""
    verbatims: list[Verbatim] = []
    ours: list[OurTurn] = []
    for heard, text in zip(turns, texts, strict=True):
        turn = heard.turn
        turn_id, file = clean.turn_id(turn.id, listened.document), clean.path(turn.file)
        at, language = turn.at or document.created_at, language_of(text, default) or default
        if heard.side == "ours":
            ours.append(
                OurTurn(
                    id=turn_id,
                    document_id=document.id,
                    at=at,
                    language=language,
                    text=text,
                    file=file,
                    row=turn.row,
                )
            )
        else:
            verbatims.append(
                Verbatim(
                    id=turn_id,
                    document_id=document.id,
                    side=heard.side,
                    at=at,
                    language=language,
                    text=text,
                    file=file,
                    row=turn.row,
                )
            )
    return Spoken(document, tuple(verbatims), tuple(ours), cut)
