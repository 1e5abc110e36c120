"""Everything that a topic's brief says, before it is put in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from voiceminer.briefs import escaping, figures, sources
from voiceminer.briefs.again import Again
from voiceminer.briefs.answered import OnRecord, on_record_of
from voiceminer.briefs.asking import form_of
from voiceminer.briefs.casebook import Casebook, Statement, age, grouped
from voiceminer.briefs.counting import NOUNS, counting_of, total_units
from voiceminer.briefs.demand import Asked, First, Tone, asked_of, first_of, tones_of
from voiceminer.briefs.goals import Goals, Line, next_check
from voiceminer.briefs.notable import STRONG, Notable, Who, notables, who_has_it
from voiceminer.briefs.open_deals import CLAUSE, OpenDeals, open_deals_of, with_rows
from voiceminer.briefs.own_pages import OnPages, on_pages_of, pages_with
from voiceminer.briefs.phrases import spoken
from voiceminer.briefs.printing import Name, Reference, Said, Words, Written
from voiceminer.briefs.quoting import (
    KINDS,
    Quoted,
    conversations,
    exemplars,
    is_question,
    is_whole,
    quoted,
    tells,
)
from voiceminer.briefs.verdict import Verdict, verdict_of
from voiceminer.data import Effect, Figure

MOST_QUOTES = 7
MOST_STORIES = 2
# A heading that fits one line on paper.
HEADING = 80
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
    """A phrase of customers, the statements that hold it, and on how many of our pages it is."""

    words: Said
    n: Figure
    reference: Reference
    on_pages: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InWords:
    """The topic as a language model has put it."""

    title: Written
    sentence: Written
    angle: Written
    model: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """Won deals with the topic: who could tell how it went, in words of two of them."""

    n: Figure
    told: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The facts of one topic. What the evidence does not carry is empty or None."""

    topic_id: str
    unit: str
    basis: str
    edition: Words
    status: Words
    owner: Name
    reply: Name
    label: Name
    written: InWords | None
    sentence: Quoted | None
    first: Figure
    last: Figure
    places: Figure
    place_unknown: bool
    kinds: tuple[Counted, ...]
    statements: Figure
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
    linked: Figure
    by_account: bool
    strong: Figure
    questions: Figure
    undated: Figure
    mostly_undated: bool
    all_reported: bool
    question: Quoted | None
    question_open: bool
    question_form: Words
    get_first: tuple[First, ...]
    phrases: tuple[Phrase, ...]
    stories: Stories
    talks: tuple[tuple[Words, Quoted], ...]
    again: Again | None
    on_record: OnRecord
    on_pages: OnPages | None
    goal_answered: Line | None
    goal_again: Line | None
    goal_share: Line | None
    goal_open: Line | None
    check: Figure | None
    per_quarter: Figure | None
    swing: Figure | None


def path_of(book: Casebook, topic_id: str) -> str:
    """Where a topic's brief lies in the run folder; the place in the list is no part of it."""
    return f"briefs/{topic_id}-{escaping.slug(book.topics[topic_id].label)}.md"


def title_of(book: Casebook, topic_id: str) -> Name:
    """The topic's label with a capital, or what stands for one."""
    label = book.topics[topic_id].label.strip()
    return Name(label[:1].upper() + label[1:] if label else topic_id)


def status_of(book: Casebook, topic_id: str) -> Words:
    """Whether the topic's owner has approved its brief."""
    curated = book.result.taxonomy.by_id.get(topic_id)
    return Words((curated.status if curated else "") or "draft")


def brief_of(
    book: Casebook, effect: Effect, tallies: dict[str, dict[str, int]], goals: Goals
) -> Brief:
    """The facts of a topic's brief."""
    topic = effect.topic_id
    curated = book.result.taxonomy.by_id.get(topic)
    statements = book.statements[topic]
    counting = counting_of(book, topic)
    cases = book.cases.get(topic, ())
    opens = open_deals_of(book, topic)
    lone = opens.first[0].said if len(opens.rows) == 1 else None
    if lone:  # one deal has no order to decide on: its words stand with the others'
        opens = replace(opens, first=())
        lone = quoted(book, topic, lone.statement)
    sentence = _sentence(book, topic)
    on_page = [q for q in (sentence, lone, *(d.said for d in opens.first)) if q]
    shown = {q.statement.passage.id for q in on_page}
    quotes = [
        q
        for q in exemplars(book, topic, MOST_QUOTES, shown)
        if all(q.text != other.text for other in on_page)  # two people may have said the same
    ]
    quotes = [lone, *quotes][:MOST_QUOTES] if lone else quotes
    question, question_open = _question(book, topic, opens, [*on_page, *quotes])
    form = form_of(question.statement.passage.text) if question else None
    asked, tones = asked_of(book, topic, counting), tones_of(book, topic)
    n = len(cases) if book.unit == "deal" else counting.units(statements)
    linked = sum(s.passage.id in counting.of_statement for s in statements)
    undated = sum(s.on is None for s in statements)
    reported = sum(s.reported for s in statements)
    return Brief(
        topic_id=topic,
        unit=book.unit,
        basis=book.result.impact.basis,
        edition=Words(book.edition),
        status=status_of(book, topic),
        owner=Name(curated.owner if curated else ""),
        reply=Name(curated.reply if curated else ""),
        label=title_of(book, topic),
        written=_written(book, topic),
        sentence=sentence,
        first=figures.count("band_first", effect.band_first, topic),
        last=figures.count("band_last", effect.band_last, topic),
        places=figures.count("places", len(book.ranked)),
        place_unknown=2 * (effect.band_last - effect.band_first) > len(book.ranked),
        kinds=_kinds(book, topic),
        statements=figures.count("statements", len(statements), topic),
        n=figures.count(f"{book.unit}s", n, topic),
        of=figures.count(f"{book.unit}s_in_all", total_units(book)),
        unit_words=NOUNS[book.unit],
        reference=sources.of_cases(book, "deals in which it came up", topic, cases)
        if cases and book.unit == "deal"
        else sources.of_statements("statements", topic, statements),
        since=_since(statements, topic),
        open=opens,
        closed=figures.count("closed_with", effect.closed_with, topic),
        verdict=verdict_of(book, effect),
        quotes=tuple(quotes),
        asked=tuple(asked),
        tones=tuple(tones),
        who=tuple(who_has_it(book, topic)),
        notable=tuple(notables(book, topic, tallies)),
        linked=figures.count("linked", linked, topic),
        by_account=book.unit == "deal" and len(cases) > linked,
        strong=figures.count(
            "statements strong", sum(s.severity >= STRONG for s in statements), topic
        ),
        questions=figures.count("questions", sum(map(is_question, statements)), topic),
        undated=figures.count("undated", undated, topic),
        mostly_undated=4 * undated > len(statements),
        all_reported=reported == len(statements),
        question=question,
        question_open=question_open,
        question_form=Words(form.name if form else ""),
        get_first=first_of(asked, tones),
        phrases=_phrases(book, topic),
        stories=_stories(book, topic, {q.statement.passage.id for q in [*on_page, *quotes]}),
        talks=tuple(conversations(book, topic, quotes)),
        again=goals.agains.get(topic),
        goal_answered=goals.answered(topic),
        goal_again=goals.again(topic),
        goal_share=goals.share(topic),
        goal_open=goals.open_deals(topic),
        check=next_check(book),
        on_record=on_record_of(book, topic),
        on_pages=on_pages_of(book, topic),
        per_quarter=figures.decimal("closed_per_quarter", effect.closed_per_quarter, topic)
        if effect.closed_per_quarter
        else None,
        swing=figures.figure(
            "chance_swing",
            effect.chance_swing,
            f"{100 * effect.chance_swing:.0f}",
            unit="points",
            topic=topic,
        )
        if effect.chance_swing
        else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much of a brief there is room for."""

    quotes: int
    open: int
    stories: int
    phrases: int
    first: int = 2
    talks: int = 3


def shortened(brief: Brief, room: Room) -> Brief:
    """The same brief with at most so many quotes, open deals, storytellers, phrases and talks."""
    opens = with_rows(brief.open, room.open)
    return replace(
        brief,
        quotes=brief.quotes[: room.quotes],
        open=replace(opens, first=opens.first[: room.first]),
        stories=replace(brief.stories, told=brief.stories.told[: room.stories]),
        phrases=brief.phrases[: room.phrases],
        talks=brief.talks[: room.talks],
    )


def _written(book: Casebook, topic: str) -> InWords | None:
    """In a model's words, where one was asked; it was asked in English."""
    found = next((w for w in book.result.wordings if w.topic_id == topic), None)
    if found is None or book.result.settings.briefs.language != "en":
        return None
    return InWords(
        title=Written(found.title),
        sentence=Written(found.sentence),
        angle=Written(found.angle),
        model=Name(found.model),
    )


def _sentence(book: Casebook, topic: str) -> Quoted | None:
    """The topic's sentence as a quote, if a customer said it as it is and it fits a heading.

    Not where the topic is called so anyway.
    """
    sentence, label = (t.strip() for t in (book.topics[topic].sentence, book.topics[topic].label))
    if len(sentence) > HEADING or sentence.casefold().strip(".") == label.casefold().strip("."):
        return None
    said = next(
        (
            s
            for s in book.statements[topic]
            if s.passage.text == sentence and not s.reported and tells(s) and is_whole(s)
        ),
        None,
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


def _question(
    book: Casebook, topic: str, opens: OpenDeals, quotes: Sequence[Quoted]
) -> tuple[Quoted | None, bool]:
    """A question to have an answer to, and whether an open deal asked it: the next to close."""
    taken = {q.statement.passage.id for q in quotes}

    def fit(statements: Sequence[Statement]) -> Statement | None:
        asked = [
            s
            for s in statements
            if not s.reported
            and is_question(s)
            and form_of(s.passage.text)
            and s.passage.id not in taken
        ]
        return max(asked, key=age, default=None)

    for row in opens.rows:
        found = fit(book.said_in(row.case))
        if found:
            return quoted(book, topic, found, "a question of an open deal"), True
    found = fit(book.statements[topic])
    return (quoted(book, topic, found, "a question") if found else None), False


def _phrases(book: Casebook, topic: str) -> tuple[Phrase, ...]:
    found = spoken(book.terms.get(topic, ()), book.sub_pains.get(topic, ()), book.statements[topic])
    return tuple(
        Phrase(
            words=Said(phrase),
            n=figures.count("statements_with_phrase", len(holding), topic, phrase),
            reference=sources.of_statements(f"statements with “{phrase}”", topic, holding),
            on_pages=figures.count("pages_with_phrase", pages_with(book, phrase), topic, phrase)
            if book.result.answers.pages
            else None,
        )
        for phrase, holding in found
    )


def _stories(book: Casebook, topic: str, taken: Collection[str]) -> Stories:
    """Won deals whose customer said it first-hand, the last closed first."""
    won = [c for c in book.cases.get(topic, ()) if c.deal.outcome == "won"]
    told: dict[Name | Words, tuple[tuple[date, str], Statement]] = {}
    for case in won:
        said = [
            s
            for s in book.said_in(case)
            if tells(s) and is_whole(s) and not s.reported and s.passage.id not in taken
        ]
        last = max(said, key=age, default=None)
        name = book.account_name(case.deal)
        if last and name:
            worth = (case.deal.closed_on or date.min, case.deal.id)
            told[name] = max(told.get(name, (worth, last)), (worth, last), key=lambda t: t[0])
    best = sorted(told.items(), key=lambda item: item[1][0], reverse=True)[:MOST_STORIES]
    return Stories(
        n=figures.count("won_with_topic", len(won), topic),
        told=tuple(
            replace(
                quoted(book, topic, statement, "a won deal in which it came up", CLAUSE),
                account=name,
            )
            for name, (_, statement) in best
        ),
    )
