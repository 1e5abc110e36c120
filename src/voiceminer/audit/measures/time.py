"""Time: the run before, and what has only just come up."""

from __future__ import annotations


def _documents(when: str) -> str:
    """All documents of customers before or since a day; what is said again counts once."""
    return f"""
        SELECT e.topic_id, e.id, count(DISTINCT p.document_id) FROM emerging e
        JOIN passage p ON p.voice = p.id AND p.day {when} e.since GROUP BY 1, 2"""


TIME = {
    "changed_since": "SELECT '', '', ordinal(max(since)) FROM lineage",
    "shift_since": "SELECT topic_id, '', ordinal(since) FROM shifts",
    "emerging_since": "SELECT topic_id, id, ordinal(since) FROM emerging",
    "emerging_documents": "SELECT topic_id, id, n FROM emerging",
    "emerging_documents_of": _documents(">="),
    "emerging_documents_before": "SELECT topic_id, id, n_before FROM emerging",
    "emerging_documents_before_of": _documents("<"),
}
