"""Corpus -> Voice: what customers said, safe to show, and what was left out and why."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from voiceminer.data import (
    Account,
    Corpus,
    Deal,
    Document,
    Engine,
    LeftOut,
    OurTurn,
    OwnSide,
    Rows,
    SourceFile,
    Turn,
    Verbatim,
    Voice,
)
from voiceminer.settings import VoiceSettings
from voiceminer.voice.boilerplate import boilerplate_of
from voiceminer.voice.cleaner import Cleaner, names_people
from voiceminer.voice.listening import Listened, listened, word_counts
from voiceminer.voice.records import (
    clean_account,
    clean_deal,
    clean_file,
    clean_left_out,
)
from voiceminer.voice.redacting import Spoken, spoken
from voiceminer.voice.redaction import Pseudonyms, Redactor, known_of
from voiceminer.voice.speakers import told_apart, with_own_people

log = logging.getLogger(__name__)
T = TypeVar("T")

# Documents a part: large enough that sending one costs little beside working on it (a fifth of
# a second), small enough that progress is seen.
_PART = 500


def voice_of(
    corpus: Corpus,
    settings: VoiceSettings,
    *,
    engine: Engine,
    known: Rows[OwnSide] | None = None,
) -> Voice:
    """The customers' own words, without history, furniture and personal data.

    Documents are mapped twice: first to their writers' own words; then, knowing from all of
    them which names are also words and which lines are boilerplate, to redacted verbatims.

    Parameters
    ----------
    corpus : Corpus
        Exports as read, raw.
    settings : VoiceSettings
        `redact=False` leaves texts and ids as they are.
    engine : Engine
        Maps the documents.
    known : Rows of OwnSide, optional
        What an earlier run learned of our side, which holds here as well.

    Returns
    -------
    Voice
        Ordered by document, and within a document as it was said. Ids that held personal data
        are pseudonyms, the same in every table. `left_out` counts rules per file.
    """
    own = list(known or ())
    if not settings.own_domains:
        domains = tuple(o.value for o in own if o.kind == "domain")
        settings = settings.model_copy(update={"own_domains": domains})
    learned = learned_from(corpus, settings, engine=engine)
    clean = learned.clean
    boilerplate = learned.boilerplate
    if "boilerplate" not in settings.keep:
        boilerplate |= {o.value for o in own if o.kind == "boilerplate"}
    redacting = partial(
        spoken, clean=clean, boilerplate=boilerplate, words=settings.boilerplate_words
    )
    parts = parts_of(learned.documents)
    said = [s for part in engine.map("redaction", redacting, parts) for s in part]
    log.info("voice: %d documents, redacted: %s", len(said), settings.redact)
    return Voice(
        files=Rows.gather(SourceFile, [clean_file(f, clean) for f in corpus.files]),
        documents=Rows.gather(Document, [s.document for s in said]),
        verbatims=Rows.gather(Verbatim, [v for s in said for v in s.verbatims]),
        ours=Rows.gather(OurTurn, [o for s in said for o in s.ours]),
        accounts=Rows.gather(Account, [clean_account(a, clean) for a in corpus.accounts]),
        deals=Rows.gather(Deal, [clean_deal(d, clean) for d in corpus.deals]),
        own_side=Rows.gather(OwnSide, _own_side(corpus, settings, boilerplate, clean)),
        left_out=Rows.gather(
            LeftOut,
            [*(clean_left_out(x, clean) for x in corpus.left_out), *_left_out(said, clean)],
        ),
    )


@dataclass(frozen=True, slots=True)
class Learned:
    """What one document cannot know alone: names to take out, lines that many send."""

    documents: list[Listened]
    clean: Cleaner
    boilerplate: frozenset[str]


def learned_from(corpus: Corpus, settings: VoiceSettings, *, engine: Engine) -> Learned:
    """The first pass over all documents, and what it taught."""
    keep = frozenset(settings.keep)
    parts = parts_of(turns_by_document(corpus, settings.own_domains))
    heard = engine.map("own words", partial(listened, keep=keep), parts)
    documents = [document for part in heard for document in part]
    clean = Cleaner(
        _redactor(corpus, documents, settings) if settings.redact else None,
        Pseudonyms.keyed_by([*(t.text for t in corpus.turns), *(f.sha256 for f in corpus.files)]),
    )
    accounts = 0 if "boilerplate" in keep else settings.boilerplate_accounts
    boilerplate = boilerplate_of(documents, accounts=accounts, words=settings.boilerplate_words)
    return Learned(documents, clean, boilerplate)


def turns_by_document(
    corpus: Corpus, own_domains: Sequence[str] = ()
) -> list[tuple[Document, tuple[Turn, ...]]]:
    """Documents by id, each with its turns in the order in which they were said, and by whom."""
    turns: dict[str, list[Turn]] = defaultdict(list)
    for turn in corpus.turns:
        turns[turn.document_id].append(turn)
    ordered = sorted(corpus.documents, key=lambda d: d.id)
    told = [(d, tuple(sorted(turns[d.id], key=_when))) for d in ordered]
    if own_domains:
        own = frozenset(domain.casefold().lstrip("@") for domain in own_domains)
        told = with_own_people(told, corpus.people, own)
    return told_apart(told)


def _when(turn: Turn) -> tuple[bool, float, str, int, str]:
    at = turn.at.timestamp() if turn.at else 0.0
    return turn.at is None, at, turn.file, turn.row, turn.id


def parts_of(items: Sequence[T]) -> list[Sequence[T]]:
    """The items in parts for an engine."""
    return [items[i : i + _PART] for i in range(0, len(items), _PART)]


def _redactor(corpus: Corpus, documents: Sequence[Listened], settings: VoiceSettings) -> Redactor:
    """A redactor that knows every name on record: people, speakers, owners, accounts."""
    people: set[str] = set(settings.names)
    people.update(p for person in corpus.people for p in (person.name, person.email) if p)
    people.update(s for s in corpus.turns.column("speaker") if s)
    # an id with a space or an @ is a name or an address; others are numbers and handles
    people.update(a for a in corpus.documents.column("author_id") if a and {*" @"} & {*a})
    for rows, column in ((corpus.deals, "covariates"), (corpus.accounts, "attributes")):
        people.update(
            value
            for attributes in rows.column(column)
            for key, value in attributes.items()
            if names_people(key)
        )
    return Redactor(
        known_of(
            people,
            corpus.accounts.column("name"),
            (domain for domains in corpus.accounts.column("domains") for domain in domains),
            word_counts(documents),
        )
    )


def _own_side(
    corpus: Corpus, settings: VoiceSettings, boilerplate: Iterable[str], clean: Cleaner
) -> list[OwnSide]:
    """Our e-mail domains, given or taken from our people's addresses, and the boilerplate."""
    found = {
        person.email.rpartition("@")[2].casefold()
        for person in corpus.people
        if person.side == "ours" and person.email and "@" in person.email
    }
    return [
        *(
            OwnSide(kind="domain", value=clean.label(d))
            for d in sorted(settings.own_domains or found)
        ),
        *(OwnSide(kind="boilerplate", value=b) for b in sorted(boilerplate)),
    ]


def _left_out(said: Sequence[Spoken], clean: Cleaner) -> list[LeftOut]:
    """One line per rule and file."""
    cut: Counter[tuple[str, str]] = Counter()
    for document in said:
        cut.update(document.cut)
    return [
        LeftOut(stage="voice", reason=rule, file=clean.path(file), row=None, subject="", n=n)
        for (rule, file), n in sorted(cut.items())
        if n
    ]
