"""The demo corpus against what was planted in it: pains found, ranked, graded, weighed.

python scripts/bench_demo.py [RUN] [--truth small]

RUN is a run folder of `voiceminer demo`; without one the demo is mined now. A pain is *found* if
some topic's majority is that pain and holds most of what was planted of it. Truth is read here
and nowhere else.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import voiceminer as vm
from voiceminer.data import Effect, MiningResult
from voiceminer.engines import Serial
from voiceminer.resources import shipped

# a passage is a planted sentence if they share at least this much of the passage's words
SAME = 0.6
COLUMNS = (
    "pain", "topic that holds most", "holds", "of it", "rank", "grade", "Δp", "interval", "true Δp",
)  # fmt: skip


def planted_in(result: MiningResult, truth: dict[str, Any]) -> dict[str, str]:
    """Passage → the pain (or praise, small talk…) planted there; other passages are absent."""
    said: dict[str, list[tuple[str, set[str]]]] = {}
    for document, entry in truth["documents"].items():
        sentences = [(pain, words_of(text)) for _, pain, text in entry["said"]]
        if entry.get("subject"):
            sentences.append((entry["subject"][0], words_of(entry["subject"][1])))
        said[document] = sentences
    found = {}
    for passage in result.heard.passages:
        words = words_of(passage.text)
        candidates = said.get(passage.document_id.rpartition(":")[2], ())
        shares = [(len(words & planted) / (len(words) or 1), pain) for pain, planted in candidates]
        share, pain = max(shares, default=(0.0, ""))
        if share >= SAME:
            found[passage.id] = pain
    return found


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9']+", text.lower()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("run", nargs="?", type=Path)
    parser.add_argument("--truth", default="full", choices=["full", "small"])
    given = parser.parse_args()
    demo = shipped("demo")
    with gzip.open(demo / "truth" / f"{given.truth}.json.gz", "rt", encoding="utf-8") as file:
        truth = json.load(file)
    result = vm.load_run(given.run) if given.run else mined(demo / given.truth)
    report(result, truth)


def mined(folder: Path) -> MiningResult:
    settings = vm.Settings()
    return vm.mine(vm.read_corpus([folder], settings.reading, engine=Serial()), settings)


def report(result: MiningResult, truth: dict[str, Any]) -> None:
    planted = planted_in(result, truth)
    topic_of = {p.passage_id: p.topic_id for p in result.assignment.placements if p.place == 1}
    per_topic: dict[str, Counter[str]] = defaultdict(Counter)
    per_pain: dict[str, Counter[str]] = defaultdict(Counter)
    for passage, pain in planted.items():
        per_topic[topic_of[passage]][pain] += 1
        per_pain[pain][topic_of[passage]] += 1
    labels = {t.id: t.label for t in result.topics.topics}
    effects = {e.topic_id: e for e in result.impact.effects}
    n = len(result.heard.passages)
    print(f"{n} passages, {len(planted)} of them planted, {len(labels)} topics\n")
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|")
    hits = 0
    for pain, entry in truth["pains"].items():
        topic, held = per_pain[pain].most_common(1)[0] if per_pain[pain] else ("", 0)
        said = sum(per_pain[pain].values()) or 1
        purity = held / (sum(per_topic[topic].values()) or 1)
        hits += purity > 0.5 and held > 0.5 * said
        shares = f"{held / said:.0%} | {purity:.0%}"
        true = f"{entry['change_in_losing']:+.2f}"
        cells = (pain, labels.get(topic, ""), shares, shown(effects.get(topic)), true)
        print("| " + " | ".join(cells) + " |")
    print(f"\nfound: {hits} of {len(truth['pains'])}; the first ten:")
    for effect in sorted(effects.values(), key=lambda e: e.rank)[:10]:
        planted_here = per_topic[effect.topic_id].most_common(1)
        print(f"- {labels[effect.topic_id]} ({planted_here[0][0] if planted_here else 'nothing'})")


def shown(effect: Effect | None) -> str:
    if effect is None or effect.delta is None:
        return " |  |  | "
    ends = f"{effect.low:+.2f} to {effect.high:+.2f}"
    return f"{effect.rank} | {effect.grade} | {effect.delta:+.2f} | {ends}"


if __name__ == "__main__":
    main()
