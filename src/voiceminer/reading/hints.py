"""What the exports lack, and what that costs: one sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from voiceminer.reading.corpus import Reading

# Below this share of documents with a deal, a run can say little of deals.
_FEW = 0.3


def hints_of(reading: Reading) -> Iterator[str]:
    """Each thing that is missing, its cost and what would mend it."""
    corpus = reading.corpus
    yield from _text_hints(reading)
    if not len(corpus.deals):
        yield (
            "no deals: pain points are ranked by how many accounts or documents name them. Add the"
            " CRM's export of opportunities, with opening and closing dates."
        )
        return
    deals = list(corpus.deals)
    if not any(d.outcome in {"won", "lost"} for d in deals):
        yield (
            "no deal is said to be won or lost: nothing can be said of winning. Export the stage or"
            " status column with the deals."
        )
    if not any(d.amount for d in deals):
        yield "no amounts: the ranking goes by deals, not by money. Export the amount column."
    if not any(d.created_at for d in deals):
        yield (
            "no opening dates: deals cannot be compared at the same age. Export the created date."
        )
    if len({d.currency for d in deals if d.amount and d.currency}) > 1:
        yield "several currencies: they are never added up; each is shown by itself."
    linked = sum(1 for d in corpus.documents.column("deal_id") if d)
    if len(corpus.documents) and linked < _FEW * len(corpus.documents):
        yield (
            f"only {linked} of {len(corpus.documents)} documents are linked to one deal: export an"
            " account, company or e-mail column with the texts, and the accounts with their"
            " websites."
        )


def _text_hints(reading: Reading) -> Iterator[str]:
    corpus = reading.corpus
    if not len(corpus.turns):
        yield (
            "no texts: there is nothing to mine. Add a help-desk export, call notes or transcripts."
        )
        return
    for table, recognition in reading.taken:
        fields = recognition.fields
        if recognition.what == "documents" and "subject" in fields and "text" not in fields:
            more = (
                " Zendesk's CSV never has the bodies; its JSON export does."
                if recognition.system == "zendesk"
                else " Export the descriptions or comments too."
            )
            said = "subjects only, no bodies: a pain is then named, not described."
            yield f"{table.where}: {said}{more}"
    if all(at is None for at in corpus.turns.column("at")):
        yield (
            "no dates on the texts: none can count as said before a deal closed. Export a date"
            " column."
        )
    roles = set(corpus.turns.column("role"))
    if roles <= {"unknown"} and any(r.what == "messages" for _, r in reading.taken):
        yield (
            "nobody knows who is speaking: every message counts as a customer's. Export the"
            " author's"
            " type, or the list of users."
        )
