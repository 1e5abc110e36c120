"""Whether topics keep their identity from run to run, and a new pain is told in time.

python scripts/bench_tracking.py FILE.csv [FILE.csv ...] [--worlds 10]

Each FILE.csv has the columns `text` and `label`. Its texts are shuffled into six months, and each
month is mined with all before it, after the run of the month before.

- Identity: where a topic's labels go on in one topic of the next run (no other topic there shares
  as much of them, and it shares at least half), does that one have its id? `swapped`: the id stands
  on a topic that shares less than half of the labels while another shares more, and the run calls
  it the same without a doubt (certainty above 0.8).
- Early warning: one label is left out, and begins in the fourth month with 1 in 100 of all texts.
  In which month is it reported, with quotes that are mostly its own? The same months without
  it: how many false alarms are there, of anything new, rising or falling?
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import numpy as np

import voiceminer as vm
from voiceminer.data import (
    Assignment,
    Heard,
    Impact,
    MiningResult,
    Quote,
    Rows,
    Term,
    Theme,
    Topic,
    Topics,
)
from voiceminer.embedding import StaticEncoder
from voiceminer.pipeline import listen
from voiceminer.taxonomy import assignment_of
from voiceminer.tracking import tracking_of

MONTHS = [date(2026, month, 1) for month in range(1, 7)]
PLANTED_FROM, PLANTED = 3, 0.01
SETTINGS = vm.Settings.model_validate(
    {"embedding": {"encoder": "static"}, "tracking": {"period": "month"}}
)
Dated = list[tuple[str, str, date]]


def in_months(rows: list[tuple[str, str]], rng: np.random.Generator) -> Dated:
    """Texts with labels, each in a random month and on a random day of it."""
    month, day = rng.integers(0, 6, len(rows)), rng.integers(1, 29, len(rows))
    return [
        (text, label, MONTHS[m].replace(day=int(d)))
        for (text, label), m, d in zip(rows, month, day, strict=True)
    ]


def mined(said: Dated, after: MiningResult | None) -> MiningResult:
    """A run up to its topics: what identity and tracking need."""
    records = [
        {"id": f"{n:06}", "text": text, "at": day.isoformat()}
        for n, (text, _, day) in enumerate(said)
    ]
    encoder = StaticEncoder()
    heard = listen(vm.read_records(records), SETTINGS, encoder=encoder)
    assignment = assignment_of(
        heard.passages, heard.embeddings, heard.signals, heard.clustering, SETTINGS.taxonomy,
        encoder=encoder, after=after,
    )  # fmt: skip
    return _result(heard, assignment)


def _result(heard: Heard, assignment: Assignment) -> MiningResult:
    """Without labels and deals, which neither question needs."""
    topics = Topics(
        topics=Rows.gather(Topic), themes=Rows.gather(Theme), terms=Rows.gather(Term),
        quotes=Rows.gather(Quote), model={},
    )  # fmt: skip
    no_deals: Impact = None  # type: ignore[assignment]  # nobody looks at it
    return MiningResult(
        heard=heard, assignment=assignment, topics=topics, impact=no_deals,
        as_of=heard.voice.last_day, settings=SETTINGS, versions={},
        tracking=tracking_of(
            heard, assignment, SETTINGS.tracking,
            as_of=heard.voice.last_day, level=SETTINGS.impact.level, seed=SETTINGS.seed,
        ),
    )  # fmt: skip


def profiles(run: MiningResult, label: dict[str, str]) -> dict[str, Counter[str]]:
    """The labels of each topic's texts; of a text that was two passages, each has its label."""
    text = {p.id: p.document_id for p in run.heard.passages}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place in run.assignment.placements:
        if place.place == 1:
            found[place.topic_id][label[text[place.passage_id]]] += 1
    return found


def alike(one: Counter[str], other: Counter[str]) -> float:
    """Share of labels that two topics have in common, in [0, 1]."""
    return sum(min(n / one.total(), other[label] / other.total()) for label, n in one.items())


def identity(said: Dated) -> tuple[int, int, int]:
    """Topics that go on by their labels, those of them that keep their id, and swapped ones."""
    goes_on = kept = swapped = 0
    earlier: MiningResult | None = None
    before: dict[str, Counter[str]] = {}
    for month in MONTHS:
        now = [row for row in said if (row[2].year, row[2].month) <= (month.year, month.month)]
        run = mined(now, earlier)
        labels = {f"{n:06}": label for n, (_, label, _) in enumerate(now)}
        if earlier is not None:
            then, new = before, profiles(run, labels)
            lines = {line.topic_id: line for line in run.assignment.lineage}
            for topic, profile in then.items():
                shared = {t: alike(profile, p) for t, p in new.items()}
                best = max(shared, key=lambda t: shared[t])
                back = max(then, key=lambda t: alike(then[t], new[best]))
                if shared[best] >= 0.5 and back == topic:
                    goes_on += 1
                    kept += best == topic
                if (
                    topic in new
                    and shared[topic] < 0.5 <= shared[best]
                    and lines[topic].change == "same"
                    and lines[topic].certainty > 0.8
                ):
                    swapped += 1
        before, earlier = profiles(run, labels), run
    return goes_on, kept, swapped


def warned(said: Dated, planted: set[str]) -> tuple[bool, int]:
    """Whether the planted label is reported in a run over these texts, and false alarms."""
    run = mined(said, None)
    text = {p.id: p.document_id for p in run.heard.passages}
    labels = {f"{n:06}": label for n, (_, label, _) in enumerate(said)}
    quotes: defaultdict[str, list[bool]] = defaultdict(list)
    for quote in run.tracking.quotes:
        quotes[quote.emerging_id].append(labels[text[quote.passage_id]] in planted)
    right = [2 * sum(own) > len(own) for own in quotes.values()]
    return any(right), right.count(False) + len(run.tracking.shifts)


def early_warning(rows: list[tuple[str, str]], worlds: int) -> None:
    sizes = Counter(label for _, label in rows)
    months: Counter[str] = Counter()
    alarms = []
    for world in range(worlds):
        rng = np.random.default_rng(world)
        pain = sorted(sizes)[int(rng.integers(len(sizes)))]
        others = in_months([row for row in rows if row[1] != pain], rng)
        alarms.append(warned(others, set())[1])
        new = [text for text, label in rows if label == pain]
        rng.shuffle(new)
        planted: Dated = []
        for number, month in enumerate(MONTHS[PLANTED_FROM : PLANTED_FROM + 2], 1):
            volume = sum((d.year, d.month) == (month.year, month.month) for _, _, d in others)
            taken = new[: round(PLANTED * volume)]
            new = new[len(taken) :]
            planted += [(text, pain, month.replace(day=14)) for text in taken]
            until = [r for r in others if (r[2].year, r[2].month) <= (month.year, month.month)]
            if warned(until + planted, {pain})[0]:
                months[f"month {number}"] += 1
                break
        else:
            months["not in two months"] += 1
    print(f"  a new pain of {PLANTED:.0%}: reported in {dict(sorted(months.items()))}")
    wrong = sum(n > 0 for n in alarms)
    print(f"  without one, six months: {sum(alarms)} false alarms in {wrong} of {worlds} runs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--worlds", type=int, default=10)
    given = parser.parse_args()
    for path in given.files:
        with path.open(encoding="utf-8", newline="") as file:
            rows = sorted({(row["text"], row["label"]) for row in csv.DictReader(file)})
        print(f"{path.stem}: {len(rows):,} texts")
        goes_on, kept, swapped = identity(in_months(rows, np.random.default_rng(0)))
        print(f"  identity: {kept} of {goes_on} kept ({kept / goes_on:.1%}), {swapped} swapped")
        early_warning(rows, given.worlds)


if __name__ == "__main__":
    main()
