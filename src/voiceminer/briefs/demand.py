"""What customers want of us in a topic: what they ask, and what most statements amount to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voiceminer.briefs import figures, sources
from voiceminer.briefs.asking import Form, form_of
from voiceminer.briefs.casebook import Casebook, Statement, grouped
from voiceminer.briefs.counting import Counting
from voiceminer.briefs.printing import Reference, Words
from voiceminer.briefs.quoting import is_question
from voiceminer.data import Figure

MOST_FORMS = 4
# A question that one or two deals asked is their business.
LEAST = 3
# Signals by which a topic is more than a complaint; from a tenth of its statements on.
CALLS = ("question", "request", "objection", "competitor", "churn risk", "pain")
WEIGHTY = 0.1
MOST_TONES = 3
# How many forms of question are to be answered first.
ANSWERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form of question and in how many deals (accounts, texts) it was asked."""

    name: Words
    n: Figure
    first: Words
    whom: Words
    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """A kind of statement: how many of the topic's are of it."""

    kind: str
    n: Figure
    of: Figure
    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """What has to be known before a line is written, and from whom; no export holds it."""

    what: Words
    whom: Words


# What most statements amount to -> what has to be known of it; forms of question have their own.
_BY_TONE = {
    "request": First(what=Words("whether it is planned"), whom=Words("the product's owner")),
    "objection": First(what=Words("what those were shown who dropped it"), whom=Words("sales")),
    "churn risk": First(what=Words("who of them may leave"), whom=Words("the account managers")),
    "pain": First(what=Words("what of it is mended"), whom=Words("whoever mends it")),
}


def first_of(asked: Sequence[Asked], tones: Sequence[Tone]) -> tuple[First, ...]:
    """What to get first: for the forms that are asked most, and for the largest tone."""
    found = [First(what=a.first, whom=a.whom) for a in asked[:ANSWERS]]
    if tones and tones[0].kind in _BY_TONE:
        found.append(_BY_TONE[tones[0].kind])
    return tuple(found)


def asked_of(book: Casebook, topic_id: str, counting: Counting) -> list[Asked]:
    """What they ask, by the form of the question, the most asked first."""
    questions = [s for s in book.statements[topic_id] if is_question(s)]
    by_form: dict[Form | None, list[Statement]] = grouped(
        questions, lambda s: form_of(s.passage.text)
    )
    found = []
    for form, statements in by_form.items():
        n = counting.units(statements)
        if form is None or n < LEAST:
            continue
        found.append(
            Asked(
                name=Words(form.name),
                n=figures.count(f"{book.unit}s asking", n, topic_id, form.name),
                first=Words(form.first),
                whom=Words(form.whom),
                reference=sources.of_statements(f"questions: {form.name}", topic_id, statements),
            )
        )
    return sorted(found, key=lambda a: (-a.n.value, a.name))[:MOST_FORMS]


def tones_of(book: Casebook, topic_id: str) -> list[Tone]:
    """Kinds that make up a tenth of the statements and more, the largest first."""
    statements = book.statements[topic_id]
    kinds: dict[str, list[Statement]] = grouped(
        statements, lambda s: "question" if is_question(s) else s.signal
    )
    tones = [
        Tone(
            kind=kind,
            n=figures.count(f"statements {kind}", len(kinds[kind]), topic_id),
            of=figures.count("statements", len(statements), topic_id),
            reference=sources.of_statements(f"statements: {kind}", topic_id, kinds[kind]),
        )
        for kind in sorted(CALLS, key=lambda k: -len(kinds.get(k, ())))
        if len(kinds.get(kind, ())) >= max(WEIGHTY * len(statements), LEAST)
    ]
    return tones[:MOST_TONES]
