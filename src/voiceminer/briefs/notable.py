"""What sets a topic apart from the others, by counts alone; what does not is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from voiceminer import noise
from voiceminer.briefs import figures, sources
from voiceminer.briefs.casebook import Casebook, Statement
from voiceminer.briefs.printing import Name, Reference
from voiceminer.data import Figure

# A quarter against the time before it: long enough for a few dozen statements.
RECENT = timedelta(days=91)
# Strong words: the lexicon's severity runs to 1, half of it takes two marks of distress.
STRONG = 0.5
MOST = 3
# Traits that say the same thing twice: only the surest of a family is told.
FAMILIES = {
    "from notes": "source",
    "in calls": "source",
    "in tickets": "source",
    "a question": "kind",
    "a request": "kind",
    "an objection": "kind",
}

Trait = Callable[[Statement], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notable:
    """A trait that a topic's statements have more (or less) often than all others'."""

    trait: str
    more: bool
    n: Figure
    of: Figure
    elsewhere: Figure
    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A level of a column that deals with the topic have more (or less) often."""

    name: Name
    level: Name
    more: bool
    n: Figure
    of: Figure
    others: Figure
    of_others: Figure


def traits_of(book: Casebook) -> dict[str, Trait]:
    """What a statement may have: by its document, its kind, its words, its day."""
    as_of = book.result.as_of
    since = as_of - RECENT if as_of else None
    traits: dict[str, Trait] = {
        "from notes": lambda s: s.reported,
        "in calls": lambda s: s.document.kind == "call",
        "in tickets": lambda s: s.document.kind in ("ticket", "chat", "email"),
        "a question": lambda s: s.signal == "question",
        "a request": lambda s: s.signal == "request",
        "an objection": lambda s: s.signal == "objection",
        "a rival": lambda s: s.signal == "competitor",
        "leaving": lambda s: s.signal == "churn risk",
        "strong": lambda s: s.severity >= STRONG,
    }
    if since:
        traits["recent"] = lambda s: s.on is not None and s.on > since
    return traits


def notables(book: Casebook, topic_id: str, tallies: dict[str, dict[str, int]]) -> list[Notable]:
    """At most three traits that a topic has beyond noise, else one that it lacks.

    Parameters
    ----------
    tallies : mapping
        Topic → trait → statements with it, of every ranked topic (see `tallies_of`).
    """
    here = book.statements[topic_id]
    found = []
    for trait, has in traits_of(book).items():
        n, of = tallies[topic_id][trait], len(here)
        other = sum(tallies[t][trait] for t in tallies) - n
        other_of = sum(tallies[t][""] for t in tallies) - of
        if not noise.differ(n, of, other, other_of):
            continue
        apart = noise.errors_apart(n, of, other, other_of)
        notable = Notable(
            trait=trait,
            more=apart > 0,
            n=figures.count(f"statements {trait}", n, topic_id),
            of=figures.count("statements", of, topic_id),
            elsewhere=figures.share(f"statements {trait} elsewhere", other, other_of, topic_id),
            reference=sources.of_statements(
                f"statements: {trait}", topic_id, [s for s in here if has(s)]
            ),
        )
        found.append((abs(apart), notable))
    # what it has says more than what it lacks
    ordered = [n for _, n in sorted(found, key=lambda f: (not f[1].more, -f[0]))]
    families = {FAMILIES.get(n.trait, n.trait): n for n in reversed(ordered)}
    kept = [n for n in ordered if families[FAMILIES.get(n.trait, n.trait)] is n]
    return [n for n in kept if n.more][:MOST] or kept[:1]


def tallies_of(book: Casebook) -> dict[str, dict[str, int]]:
    """Topic → trait → statements with it; "" counts all statements."""
    traits = traits_of(book)
    return {
        e.topic_id: {"": len(book.statements[e.topic_id])}
        | {t: sum(map(has, book.statements[e.topic_id])) for t, has in traits.items()}
        for e in book.ranked
    }


def who_has_it(book: Casebook, topic_id: str) -> list[Who]:
    """Levels in which deals with the topic differ from the others beyond noise; at most two."""
    found = []
    for cut in book.cuts.get(topic_id, ()):
        counts = (cut.deals_with, cut.of_with, cut.deals_without, cut.of_without)
        if cut.name == "outcome" or cut.level == "(missing)" or not noise.differ(*counts):
            continue
        apart = noise.errors_apart(*counts)
        key = f"{cut.name}: {cut.level}"
        n, of, others, of_others = (
            figures.count(measure, value, topic_id, key)
            for measure, value in zip(
                ("cut_with", "cut_of_with", "cut_without", "cut_of_without"), counts, strict=True
            )
        )
        who = Who(
            name=Name(cut.name),
            level=Name(cut.level),
            more=apart > 0,
            n=n,
            of=of,
            others=others,
            of_others=of_others,
        )
        found.append((-abs(apart), cut.name, cut.level, who))
    return _one_per_column([who for *_, who in sorted(found, key=lambda f: f[:3])])[:2]


def _one_per_column(whos: Sequence[Who]) -> list[Who]:
    return list({who.name: who for who in reversed(whos)}.values())[::-1]
