"""What a language model may be told of a topic: what stands on marketing's page, and no more."""

from __future__ import annotations

import json

from voiceminer.briefs.brief import Brief, brief_of, status_of
from voiceminer.briefs.casebook import casebook_of
from voiceminer.briefs.editions import for_marketing
from voiceminer.briefs.goals import Goals
from voiceminer.briefs.notable import tallies_of
from voiceminer.briefs.verdict import Verdict
from voiceminer.data import MiningResult
from voiceminer.data.wording import Told

# As many quotes as every page has room for.
QUOTES = 3
_TONES = {
    "question": "ask",
    "request": "want what they do not have",
    "objection": "hold it against us",
    "competitor": "name another supplier",
    "churn risk": "speak of leaving",
    "pain": "tell what goes wrong",
}


def told_of(result: MiningResult) -> list[Told]:
    """The facts of each topic with a brief: redacted, without accounts, numbers as printed.

    Topics whose brief is approved are left as their owners approved them.
    """
    book = for_marketing(casebook_of(result))
    goals, tallies = Goals(book), tallies_of(book)
    return [
        Told(
            topic_id=effect.topic_id,
            facts=json.dumps(
                _facts(brief_of(book, effect, tallies, goals)), ensure_ascii=False, indent=1
            ),
        )
        for effect in book.top
        if status_of(book, effect.topic_id) != "approved"
    ]


def _facts(b: Brief) -> dict[str, object]:
    unit = str(b.unit_words[1])
    found: dict[str, object] = {
        "topic": str(b.label),
        "came up in": f"{b.n.shown} of {b.of.shown} {unit}",
        "statements": b.statements.shown,
        "open deals with it": b.open.n.shown if b.open.n.value else "",
        "open money": [f.shown for f in b.open.sums],
        "outcome": _outcome(b.verdict),
        "they ask": [f"{a.name}: {a.n.shown} {unit}" for a in b.asked],
        "statements by kind": [f"{t.n.shown} {_TONES[t.kind]}" for t in b.tones],
        "to get first": [f"{f.what}, from {f.whom}" for f in b.get_first],
        "customers' own phrases": [str(p.words) for p in b.phrases],
        "quotes": [str(q.text) for q in b.quotes[:QUOTES]],
    }
    return {name: value for name, value in found.items() if value}


def _outcome(v: Verdict) -> str:
    if not v.rate_with or not v.rate_without:
        return str(v.grade)
    return f"{v.grade}: won {v.rate_with.shown} with it, {v.rate_without.shown} without"
