"""Are answers told from the rest? Against what the demo corpus planted: replies and pages.

    python scripts/bench_answered.py RUN    (RUN: what `voiceminer demo` wrote)

Replies: in calls and tickets of the demo our side answers some pains in set sentences (the lists
`answers` of scripts/demo/pains) and puts others off. Pages: two made-up sites of twelve pages lie
in scripts/sites; six pages of each answer a pain, in words of their own and not the corpus's. The
first was at hand when the threshold was chosen; the second was written after.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from voiceminer import load_run
from voiceminer.answers.deals import on_record
from voiceminer.answers.pages import on_pages, paragraphs_of
from voiceminer.data import Answer, MiningResult
from voiceminer.embedding import encoder_for
from voiceminer.engines import Serial
from voiceminer.reading import read_records, with_pages
from voiceminer.resources import shipped
from voiceminer.settings import Settings
from voiceminer.voice import voice_of

HERE = Path(__file__).parent
SITES = {
    "first": ("offline", "migration", "ledger", "security_review", "training", "term"),
    "second": ("inspections", "damage_proof", "availability", "reports", "portal", "support"),
}
_SLOT = re.compile(r"(\[[^\]]*\]|\{[^}]*\})")


def planted_answers() -> dict[str, list[re.Pattern[str]]]:
    """Pain → patterns of the sentences in which our side answers it."""
    found = {}
    for file in sorted((HERE / "demo" / "pains").glob("*.toml")):
        for pain, bank in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(bank, dict) and "answers" in bank:
                found[pain] = [_pattern(line) for line in bank["answers"].strip().splitlines()]
    return found


def _pattern(line: str) -> re.Pattern[str]:
    parts = (
        f"(?:{'|'.join(map(re.escape, part[1:-1].split('|')))})"
        if part.startswith("[")
        else ".+?"
        if part.startswith("{")
        else re.escape(part)
        for part in _SLOT.split(line.lstrip("~"))
    )
    return re.compile("".join(parts))


def pains_of(result: MiningResult) -> dict[str, str]:
    """Topic → the pain that most of its statements were planted for."""
    with gzip.open(shipped("demo") / "truth" / "full.json.gz") as file:
        documents = json.load(file)["documents"]
    passages = {p.id: p for p in result.heard.passages}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for placement in result.assignment.placements:
        if placement.place == 1 and not placement.unplaced:
            passage = passages[placement.passage_id]
            for _, pain, text in documents.get(passage.document_id, {"said": ()})["said"]:
                if passage.text[:25].lower() in text.lower():
                    counts[placement.topic_id][pain] += 1
    return {topic: of.most_common(1)[0][0] for topic, of in counts.items()}


def replies(result: MiningResult, pains: dict[str, str], top: int) -> None:
    """Counts of deals rightly and wrongly said to have an answer, over the first topics."""
    ranked = [e.topic_id for e in sorted(result.impact.effects, key=lambda e: e.rank)][:top]
    _, rows = on_record(
        result.heard, result.assignment, result.impact, result.settings.answers, ranked
    )
    said = dict(_answers_said(result))
    counts = Counter((row.given, _answered(row, said, pains)) for row in rows)
    right, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    print(
        f"replies, first {top} topics: {len(rows)} deals with a topic, {right + missed} answered; "
        f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}"
    )


def _answers_said(result: MiningResult) -> Iterator[tuple[str, list[tuple[date, str]]]]:
    """Deal → days on which our side answered which pain in it."""
    planted = planted_answers()
    documents = {d.id: d for d in result.heard.voice.documents}
    deals = {d.id: d for d in result.heard.voice.deals}
    of_account = defaultdict(list)
    for deal in deals.values():
        of_account[deal.account_id].append(deal.id)
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for turn in result.heard.voice.ours:
        document = documents[turn.document_id]
        in_deals = [document.deal_id] if document.deal_id else of_account[document.account_id]
        told = [pain for pain, lines in planted.items() if any(x.search(turn.text) for x in lines)]
        for deal_id in in_deals if turn.at else ():
            closed = deals[deal_id].closed_on if deal_id in deals and not document.deal_id else None
            if turn.at and (closed is None or turn.at.date() <= closed):
                found[deal_id or ""] += [(turn.at.date(), pain) for pain in told]
    yield from found.items()


def _answered(row: Answer, said: dict[str, list[tuple[date, str]]], pains: dict[str, str]) -> bool:
    pain = pains.get(row.topic_id)
    return any(day >= row.since and told == pain for day, told in said.get(row.deal_id, ()))


def pages(result: MiningResult, pains: dict[str, str], site: str) -> None:
    """Pains that the site answers: how many of the planted six are found, and what else."""
    nobody = read_records([{"id": "1", "text": "nobody said anything of note"}])
    corpus = with_pages(nobody, [HERE / "sites" / site], Settings().reading, engine=Serial())
    voice = voice_of(corpus, Settings().voice, engine=Serial())
    ranked = [e.topic_id for e in sorted(result.impact.effects, key=lambda e: e.rank)]
    found = on_pages(
        paragraphs_of(list(voice.ours)),
        result.heard,
        result.assignment,
        ranked,
        encoder=encoder_for(result.heard.passages, result.settings.embedding),
        chance=result.settings.answers.pages_chance,
    )
    said = {pains.get(p.topic_id, "") for p in found if p.given}
    planted = set(SITES[site])
    print(
        f"pages, {site} site: {len(said & planted)} of {len(planted)} planted answers found, "
        f"{len(said - planted)} false, over {len(found)} topics"
    )


if __name__ == "__main__":
    mined = load_run(sys.argv[1])
    planted_pains = pains_of(mined)
    for most in (10, len(mined.impact.effects)):
        replies(mined, planted_pains, most)
    for name in SITES:
        pages(mined, planted_pains, name)
