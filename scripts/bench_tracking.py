"""Whether topics keep their identity from run to run, and a new pain is told in time.

python scripts/bench_tracking.py FILE.csv [FILE.csv ...] [--worlds 10] [--encoder transformer]

Each FILE.csv has the columns `text` and `label`. Its texts are read, redacted, encoded and judged
once, and then dated: shuffled into six months. Each month is grouped with all before it, after the
run of the month before, as `mine --after` does.

- Identity: where a topic's labels go on in one topic of the next run (no other topic there shares
  as much of them, and it shares at least half), does that one have its id? `swapped`: the id stands
  on a topic that shares less than half of the labels while another shares more, and the run calls
  it the same without a doubt (certainty above 0.8).
- Early warning: one label that has enough texts is left out, and begins in the fourth month with
  1 in 100 of all texts. In which month is it reported, with quotes that are mostly its own? The
  same months without it: how many false alarms are there, of anything new, rising or falling?
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

import voiceminer as vm
from voiceminer.clustering import clustering_of
from voiceminer.data import (
    Assignment,
    Encoder,
    Heard,
    Impact,
    MiningResult,
    Passage,
    Quote,
    Rows,
    Signal,
    Term,
    Theme,
    Topic,
    Topics,
)
from voiceminer.embedding import Cached, OnnxEncoder, StaticEncoder
from voiceminer.engines import Serial
from voiceminer.pipeline import listen
from voiceminer.taxonomy import assignment_of
from voiceminer.tracking import tracking_of

MONTHS = [date(2026, month, 1) for month in range(1, 7)]
PLANTED_FROM, PLANTED = 3, 0.01
SETTINGS = vm.Settings.model_validate({"tracking": {"period": "month"}})
Dated = list[tuple[int, date]]
"""Texts by their row, each on a day."""


@dataclass(frozen=True)
class Said:
    """All texts, heard once."""

    labels: Sequence[str]
    heard: Heard
    encoder: Encoder

    def in_months(self, rows: Sequence[int], rng: np.random.Generator) -> Dated:
        """Each text in a random month and on a random day of it."""
        month, day = rng.integers(0, 6, len(rows)), rng.integers(1, 29, len(rows))
        return [
            (row, MONTHS[m].replace(day=int(d))) for row, m, d in zip(rows, month, day, strict=True)
        ]

    def of(self, passage: Passage) -> str:
        """The label of the text that a passage is of."""
        return self.labels[int(passage.document_id)]

    def mined(self, said: Dated, after: MiningResult | None = None) -> MiningResult:
        """A run over some of the texts, up to its topics: what identity and tracking need."""
        day, whole = dict(said), self.heard
        documents = np.array([int(i) for i in whole.passages.column("document_id")])
        rows = np.flatnonzero(np.isin(documents, np.array(list(day))))
        table = whole.passages.table.take(rows)
        at = table.schema.get_field_index("at")
        days = pa.array([day[d] for d in documents[rows].tolist()], pa.date32())
        field = table.schema.field(at)
        passages = Rows(
            Passage, table.set_column(at, field, days.cast(pa.timestamp("us")).cast(field.type))
        )
        embeddings = replace(whole.embeddings, vectors=whole.embeddings.vectors[rows])
        signals = Rows(Signal, whole.signals.table.take(rows))
        clustering = clustering_of(
            passages, embeddings, SETTINGS.clustering, seed=SETTINGS.seed, engine=Serial()
        )
        assignment = assignment_of(
            passages, embeddings, signals, clustering, SETTINGS.taxonomy,
            encoder=self.encoder, after=after,
        )  # fmt: skip
        heard = Heard(
            voice=whole.voice, passages=passages, embeddings=embeddings, signals=signals,
            clustering=clustering,
        )  # fmt: skip
        return _result(heard, assignment, max(day.values()))


def heard_once(rows: list[tuple[str, str]], encoder: Encoder) -> Said:
    records = [{"id": f"{n:06}", "text": text} for n, (text, _) in enumerate(rows)]
    heard = listen(vm.read_records(records), SETTINGS, encoder=encoder)
    return Said([label for _, label in rows], heard, encoder)


def _result(heard: Heard, assignment: Assignment, as_of: date) -> MiningResult:
    """Without labels and deals, which neither question needs."""
    topics = Topics(
        topics=Rows.gather(Topic), themes=Rows.gather(Theme), terms=Rows.gather(Term),
        quotes=Rows.gather(Quote), model={},
    )  # fmt: skip
    no_deals: Impact = None  # type: ignore[assignment]  # nobody looks at it
    return MiningResult(
        heard=heard, assignment=assignment, topics=topics, impact=no_deals,
        as_of=as_of, settings=SETTINGS, versions={},
        tracking=tracking_of(
            heard, assignment, SETTINGS.tracking,
            as_of=as_of, level=SETTINGS.impact.level, seed=SETTINGS.seed,
        ),
    )  # fmt: skip


def profiles(said: Said, run: MiningResult) -> dict[str, Counter[str]]:
    """The labels of each topic's texts; of a text that was two passages, each has its label."""
    passage = {p.id: p for p in run.heard.passages}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place in run.assignment.placements:
        if place.place == 1:
            found[place.topic_id][said.of(passage[place.passage_id])] += 1
    return found


def alike(one: Counter[str], other: Counter[str]) -> float:
    """Share of labels that two topics have in common, in [0, 1]."""
    return sum(min(n / one.total(), other[label] / other.total()) for label, n in one.items())


def identity(said: Said) -> tuple[int, int, int]:
    """Topics that go on by their labels, those of them that keep their id, and swapped ones."""
    goes_on = kept = swapped = 0
    earlier: MiningResult | None = None
    before: dict[str, Counter[str]] = {}
    dated = said.in_months(range(len(said.labels)), np.random.default_rng(0))
    for month in MONTHS:
        run = said.mined([(row, day) for row, day in dated if day.month <= month.month], earlier)
        if earlier is not None:
            then, new = before, profiles(said, run)
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
        before, earlier = profiles(said, run), run
    return goes_on, kept, swapped


def warned(said: Said, dated: Dated, planted: str = "") -> tuple[bool, int]:
    """Whether the planted label is reported in a run over these texts, and false alarms."""
    run = said.mined(dated)
    passage = {p.id: p for p in run.heard.passages}
    quotes: defaultdict[str, list[bool]] = defaultdict(list)
    for quote in run.tracking.quotes:
        quotes[quote.emerging_id].append(said.of(passage[quote.passage_id]) == planted)
    right = [2 * sum(own) > len(own) for own in quotes.values()]
    return any(right), right.count(False) + len(run.tracking.shifts)


def early_warning(said: Said, worlds: int) -> None:
    sizes = Counter(said.labels)
    enough = [n for n in sorted(sizes) if sizes[n] >= 2 * PLANTED * len(said.labels) / len(MONTHS)]
    found: Counter[str] = Counter()
    missed, wrong = list[str](), list[int]()
    beside = 0
    for world in range(worlds):
        rng = np.random.default_rng(world)
        pain = enough[int(rng.integers(len(enough)))]
        rows = [row for row, label in enumerate(said.labels) if label != pain]
        others = said.in_months(rows, rng)
        wrong.append(warned(said, others)[1])
        new = [row for row, label in enumerate(said.labels) if label == pain]
        rng.shuffle(new)
        planted: Dated = []
        for number, month in enumerate(MONTHS[PLANTED_FROM : PLANTED_FROM + 2], 1):
            taken = new[: round(PLANTED * sum(day.month == month.month for _, day in others))]
            new = new[len(taken) :]
            planted += [(row, month.replace(day=14)) for row in taken]
            until = [(row, day) for row, day in others if day.month <= month.month]
            told, false = warned(said, until + planted, pain)
            beside += false
            if told:
                found[f"month {number}"] += 1
                break
        else:
            found["not in two months"] += 1
            missed.append(pain)
    print(f"  a new pain of {PLANTED:.0%}: reported in {dict(sorted(found.items()))}", *missed)
    print(f"  beside it {beside} false alarms; without one, six months: {sum(wrong)}", end=" ")
    print(f"in {sum(n > 0 for n in wrong)} of {worlds} runs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--worlds", type=int, default=10)
    parser.add_argument("--encoder", choices=["static", "transformer"], default="transformer")
    parser.add_argument("--cache", type=Path, help="A folder for the transformer's vectors.")
    given = parser.parse_args()
    finer: Encoder = OnnxEncoder() if given.cache is None else Cached(OnnxEncoder(), given.cache)
    encoder: Encoder = StaticEncoder() if given.encoder == "static" else finer
    for path in given.files:
        with path.open(encoding="utf-8", newline="") as file:
            rows = sorted({(row["text"], row["label"]) for row in csv.DictReader(file)})
        print(f"{path.stem}, {given.encoder}: {len(rows):,} texts")
        said = heard_once(rows, encoder)
        goes_on, kept, swapped = identity(said)
        print(f"  identity: {kept} of {goes_on} kept ({kept / goes_on:.1%}), {swapped} swapped")
        early_warning(said, given.worlds)


if __name__ == "__main__":
    main()
