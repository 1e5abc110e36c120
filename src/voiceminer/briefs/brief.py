"""Everything that a topic's brief says, before it is put in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voiceminer.briefs import escaping, figures, sources
from voiceminer.briefs.again import Again, again_of
from voiceminer.briefs.casebook import Casebook, Statement, grouped
from voiceminer.briefs.counting import NOUNS, counting_of, total_units
from voiceminer.briefs.demand import Asked, Tone, asked_of, is_question, tones_of
from voiceminer.briefs.notable import Notable, Who, notables, who_has_it
from voiceminer.briefs.open_deals import OpenDeals, open_deals_of
from voiceminer.briefs.phrases import spoken
from voiceminer.briefs.printing import Name, Reference, Said, Words
from voiceminer.briefs.quoting import KINDS, Quoted, conversations, exemplars, quoted
from voiceminer.briefs.verdict import Verdict, verdict_of
from voiceminer.data import Effect, Figure

MANY = {
    "ticket": "tickets",
    "chat": "chats",
    "email": "e-mails",
    "note": "sales notes",
    "call": "calls",
    "review": "reviews",
    "text": "texts",
    "page": "pages",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many of what."""

    n: Figure
    one: Words
    many: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase of customers and the statements that hold it."""

    words: Said
    n: Figure
    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Won deals with the topic: who could tell how it went."""

    n: Figure
    names: tuple[Name, ...]
    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The facts of one topic. What the evidence does not carry is empty or None."""

    topic_id: str
    unit: str
    basis: str
    label: Name
    sentence: Quoted | None
    first: Figure
    last: Figure
    places: Figure
    kinds: tuple[Counted, ...]
    statements: Figure
    reported: Figure
    n: Figure
    of: Figure
    unit_words: tuple[Words, Words]
    reference: Reference
    since: Figure | None
    open: OpenDeals
    closed: Figure
    verdict: Verdict
    quotes: tuple[Quoted, ...]
    asked: tuple[Asked, ...]
    tones: tuple[Tone, ...]
    who: tuple[Who, ...]
    notable: tuple[Notable, ...]
    unlinked: Figure
    undated: Figure
    question: Quoted | None
    phrases: tuple[Phrase, ...]
    stories: Stories
    talks: tuple[tuple[Words, Quoted], ...]
    again: Again | None
    per_quarter: Figure | None
    swing: Figure | None


def path_of(book: Casebook, topic_id: str) -> str:
    """Where a topic's brief lies in the run folder; the place in the list is no part of it."""
    return f"briefs/{topic_id}-{escaping.slug(book.topics[topic_id].label)}.md"


def title_of(book: Casebook, topic_id: str) -> Name:
    """The topic's label with a capital, or what stands for one."""
    label = book.topics[topic_id].label.strip()
    return Name(label[:1].upper() + label[1:] if label else topic_id)


def brief_of(
    book: Casebook, effect: Effect, tallies: dict[str, dict[str, int]], most_quotes: int
) -> Brief:
    """The facts of a topic's brief, with at most so many quotes."""
    topic = effect.topic_id
    statements = book.statements[topic]
    counting = counting_of(book, topic)
    cases = book.cases.get(topic, ())
    quotes = exemplars(book, topic, most_quotes)
    n = len(cases) if book.unit == "deal" else counting.units(statements)
    return Brief(
        topic_id=topic,
        unit=book.unit,
        basis=book.result.impact.basis,
        label=title_of(book, topic),
        sentence=_sentence(book, topic),
        first=figures.count("band_first", effect.band_first, topic),
        last=figures.count("band_last", effect.band_last, topic),
        places=figures.count("places", len(book.ranked)),
        kinds=_kinds(book, topic),
        statements=figures.count("statements", len(statements), topic),
        reported=figures.count("reported", sum(s.reported for s in statements), topic),
        n=figures.count(f"{book.unit}s", n, topic),
        of=figures.count(f"{book.unit}s_in_all", total_units(book)),
        unit_words=NOUNS[book.unit],
        reference=sources.of_cases(book, "deals in which it came up", topic, cases)
        if book.unit == "deal"
        else sources.of_statements("statements", topic, statements),
        since=_since(statements, topic),
        open=open_deals_of(book, topic),
        closed=figures.count("closed_with", effect.closed_with, topic),
        verdict=verdict_of(book, effect),
        quotes=tuple(quotes),
        asked=tuple(asked_of(book, topic, counting)),
        tones=tuple(tones_of(book, topic)),
        who=tuple(who_has_it(book, topic)),
        notable=tuple(notables(book, topic, tallies)),
        unlinked=figures.count(
            "unlinked", sum(s.passage.id not in counting.of_statement for s in statements), topic
        ),
        undated=figures.count("undated", sum(s.on is None for s in statements), topic),
        question=_question(book, topic, quotes),
        phrases=_phrases(book, topic),
        stories=_stories(book, topic),
        talks=tuple(conversations(book, topic, quotes)),
        again=again_of(book, topic),
        per_quarter=figures.decimal("closed_per_quarter", effect.closed_per_quarter, topic)
        if effect.closed_per_quarter
        else None,
        swing=figures.figure(
            "chance_swing", effect.chance_swing, f"{100 * effect.chance_swing:.0f}", topic=topic
        )
        if effect.chance_swing
        else None,
    )


def _sentence(book: Casebook, topic: str) -> Quoted | None:
    """The topic's sentence as a quote, if it stands in a first-hand statement as it is."""
    sentence = book.topics[topic].sentence.strip()
    said = next(
        (s for s in book.statements[topic] if not s.reported and s.passage.text == sentence), None
    )
    return quoted(book, topic, said, "the topic in a customer's words") if said else None


def _kinds(book: Casebook, topic: str) -> tuple[Counted, ...]:
    documents = {s.document.id: s.document.kind for s in book.statements[topic]}
    by_kind = grouped(documents.values(), lambda k: k)
    return tuple(
        Counted(
            n=figures.count("documents", len(of), topic, kind),
            one=KINDS[kind],
            many=Words(MANY[kind]),
        )
        for kind, of in sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def _since(statements: Sequence[Statement], topic: str) -> Figure | None:
    first = min((s.on for s in statements if s.on), default=None)
    return figures.month("first_said", first, topic) if first else None


def _question(book: Casebook, topic: str, quotes: Sequence[Quoted]) -> Quoted | None:
    """A question to have an answer to: of the open deal that closes first, else the latest."""
    taken = {q.statement.passage.id for q in quotes}

    def fit(statements: Sequence[Statement]) -> Statement | None:
        asked = [
            s for s in statements if not s.reported and is_question(s) and s.passage.id not in taken
        ]
        return max(asked, key=lambda s: (s.on or date.min, s.passage.id), default=None)

    for row in open_deals_of(book, topic).rows:
        found = fit(book.said_in(row.case))
        if found:
            return quoted(book, topic, found, "a question of an open deal")
    found = fit(book.statements[topic])
    return quoted(book, topic, found, "a question") if found else None


def _phrases(book: Casebook, topic: str) -> tuple[Phrase, ...]:
    found = spoken(book.terms.get(topic, ()), book.sub_pains.get(topic, ()), book.statements[topic])
    return tuple(
        Phrase(
            words=Said(phrase),
            n=figures.count("statements_with_phrase", len(holding), topic, phrase),
            reference=sources.of_statements(f"statements with “{phrase}”", topic, holding),
        )
        for phrase, holding in found
    )


def _stories(book: Casebook, topic: str) -> Stories:
    """Won deals, the last closed first: the memory of those is fresh."""
    won = sorted(
        (c for c in book.cases.get(topic, ()) if c.deal.outcome == "won"),
        key=lambda c: (c.deal.closed_on or date.min, c.deal.id),
        reverse=True,
    )
    names = dict.fromkeys(book.account_name(c.deal) for c in won)
    return Stories(
        n=figures.count("won_with_topic", len(won), topic),
        names=tuple(n for n in names if n)[:3],
        reference=sources.of_cases(book, "won deals in which it came up", topic, won[:3]),
    )
