"""Everything that the scorecard says: per top topic the figures that both teams can move."""

from __future__ import annotations

from voiceminer.briefs import figures
from voiceminer.briefs.casebook import Casebook
from voiceminer.briefs.counting import NOUNS
from voiceminer.briefs.goals import Goals, for_page, next_check
from voiceminer.briefs.index_page import rows_of
from voiceminer.briefs.own_pages import on_pages_of
from voiceminer.briefs.printing import Name, Words


def scorecard_of(book: Casebook, goals: Goals) -> dict[str, object]:
    """The facts of the scorecard, by the names that its template uses."""
    rows = {r.topic_id: r for r in rows_of(book)}
    shares = {e.topic_id: for_page(goals.share(e.topic_id), next_check(book)) for e in book.top}
    check, curated = next_check(book), book.result.taxonomy.by_id
    return {
        "unit": book.unit,
        "unit_words": NOUNS[book.unit],
        "answers_known": book.result.answers.known,
        "shares": any(shares.values()),
        "week": book.result.tracking.period == "week",
        "check": check,
        "rows": [
            {
                "link": rows[e.topic_id].link,
                "n": rows[e.topic_id].n,
                "open_deals": rows[e.topic_id].open_deals,
                "answered": for_page(goals.answered(e.topic_id), check),
                "on_pages": on_pages_of(book, e.topic_id),
                "owner": Name(curated[e.topic_id].owner)
                if e.topic_id in curated and curated[e.topic_id].owner
                else Words("marketing"),
                "again": for_page(goals.again(e.topic_id), check),
                "share": shares[e.topic_id],
                "open": for_page(goals.open_deals(e.topic_id), check),
                "won": figures.count("won_with", e.won_with, e.topic_id),
                "closed": figures.count("closed_with", e.closed_with, e.topic_id),
                "swing": figures.figure(
                    "chance_swing",
                    e.chance_swing,
                    f"{100 * e.chance_swing:.0f}",
                    unit="points",
                    topic=e.topic_id,
                )
                if e.chance_swing
                else None,
            }
            for e in book.top
        ],
    }
