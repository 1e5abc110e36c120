"""What is new: topics against the run before, and small groups that have only just come up."""

from __future__ import annotations

from voiceminer.briefs import figures
from voiceminer.briefs.brief import title_of
from voiceminer.briefs.casebook import Casebook
from voiceminer.briefs.printing import Name, Words
from voiceminer.briefs.quoting import quoted, tells
from voiceminer.data import Emerging

QUOTES = 2
_SAID = {
    "new": Words("is new"),
    "split": Words("has split off"),
    "merged": Words("has taken in others"),
}


def changed_of(book: Casebook) -> dict[str, object]:
    """The facts of the index's sections on change, by the names that its templates use."""
    lineage = list(book.result.assignment.lineage)
    since = next((line.since for line in lineage if line.since), None)
    shown = {t.id for t in book.result.topics.topics}
    return {
        "changed_since": figures.day("changed_since", since) if since else None,
        "changes": [
            {
                "label": title_of(book, line.topic_id),
                "what": _SAID[line.change],
                "was": [Name(was) for was in line.was if was],
            }
            for line in lineage
            if line.change in _SAID and line.topic_id in shown
        ],
        "gone": [
            Name(line.was[0])
            for line in lineage
            if line.change == "gone" and line.was and line.was[0]
        ],
        "news": [_news(book, new) for new in book.result.tracking.emerging],
    }


def _news(book: Casebook, new: Emerging) -> dict[str, object]:
    def count(measure: str, n: int) -> object:
        return figures.count(measure, n, new.topic_id, new.id)

    said = {s.passage.id: s for s in book.statements.get(new.topic_id, ())}
    quotes = [
        said[q.passage_id]
        for q in book.result.tracking.quotes
        if q.emerging_id == new.id and q.passage_id in said and tells(said[q.passage_id])
    ]
    return {
        "label": title_of(book, new.topic_id),
        "since": figures.day("emerging_since", new.since, new.topic_id, new.id),
        "n": count("emerging_documents", new.n),
        "of": count("emerging_documents_of", new.of),
        "before": count("emerging_documents_before", new.n_before),
        "of_before": count("emerging_documents_before_of", new.of_before),
        "quotes": [quoted(book, new.topic_id, s, "new statement") for s in quotes[:QUOTES]],
    }
