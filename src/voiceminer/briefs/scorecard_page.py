"""Everything that the scorecard says: one row per top topic, today's figures, room for goals."""

from __future__ import annotations

from voiceminer.briefs import figures
from voiceminer.briefs.again import again_of
from voiceminer.briefs.casebook import Casebook
from voiceminer.briefs.counting import NOUNS
from voiceminer.briefs.index_page import rows_of


def scorecard_of(book: Casebook) -> dict[str, object]:
    """The facts of the scorecard, by the names that its template uses."""
    rows = {r.topic_id: r for r in rows_of(book)}
    return {
        "unit": book.unit,
        "unit_words": NOUNS[book.unit],
        "rows": [
            {
                "link": rows[e.topic_id].link,
                "n": rows[e.topic_id].n,
                "open_deals": rows[e.topic_id].open_deals,
                "again": again_of(book, e.topic_id),
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
