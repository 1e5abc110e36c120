"""How fast texts become passages on one core, and where the time goes.

python scripts/bench_voice.py FILE.csv --column text
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from voiceminer.data import Account, Corpus, Deal, Document, LeftOut, Person, Rows, SourceFile, Turn
from voiceminer.engines import Serial, uncollected
from voiceminer.passages import passages_of
from voiceminer.passages.sentences import sentences_in
from voiceminer.settings import PassageSettings, VoiceSettings
from voiceminer.voice import voice_of
from voiceminer.voice.language import language_of

P = TypeVar("P")
Q = TypeVar("Q")


class Timed(Serial):
    """A serial engine that keeps how long each job took."""

    seconds: dict[str, float] = {}  # noqa: RUF012  # one bench, one table

    def map(self, job: str, function: Callable[[P], Q], parts: Sequence[P]) -> list[Q]:
        """As Serial's, timed."""
        begun = time.process_time()
        done = super().map(job, function, parts)
        self.seconds[job] = time.process_time() - begun
        return done


def _letters(n: int) -> str:
    return "".join(chr(97 + n // 26**k % 26) for k in range(4))


def corpus_of(texts: Sequence[str], people: int) -> Corpus:
    """Each text a customer's document; `people` made-up names on record."""
    documents = [
        Document(
            id=f"T-{i}", kind="ticket", system="bench", created_at=None, author_id=f"u{i}",
            account_id=f"a{i % 500}", deal_id=None, link_rung="none", csat=None, product=None,
            channel=None,
        )
        for i in range(len(texts))
    ]  # fmt: skip
    turns = [
        Turn(
            id=f"T-{i}/0", document_id=f"T-{i}", role="customer", speaker=None, at=None,
            public=True, text=text, file="bench.csv", row=i,
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip
    names = [
        Person(name=f"Fn{_letters(i)}o Ln{_letters(i * 31)}us", email=None, side="customer")
        for i in range(people)
    ]  # fmt: skip
    return Corpus(
        files=Rows.gather(SourceFile),
        documents=Rows.gather(Document, documents),
        turns=Rows.gather(Turn, turns),
        people=Rows.gather(Person, names),
        accounts=Rows.gather(Account),
        deals=Rows.gather(Deal),
        left_out=Rows.gather(LeftOut),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--column", default="text")
    parser.add_argument("--people", type=int, default=5_000)
    arguments = parser.parse_args()
    csv.field_size_limit(16_000_000)
    with open(arguments.file, encoding="utf-8", newline="") as file:  # noqa: PTH123  # one file
        texts = [row[arguments.column] for row in csv.DictReader(file)]
    corpus, engine = corpus_of(texts, arguments.people), Timed()
    # once a process: spaCy's import takes a second, py3langid's model half a one
    sentences_in("en")
    language_of("Konto?")
    with uncollected():  # as in a run
        begun = time.process_time()
        voice = voice_of(corpus, VoiceSettings(), engine=engine)
        heard = time.process_time()
        passages = passages_of(voice, PassageSettings(), engine=engine)
        done = time.process_time()
    characters = sum(map(len, texts)) / len(texts)
    print(f"{len(texts):,} documents of {characters:.0f} characters -> {len(passages):,} passages")
    print(f"voice {heard - begun:.2f} s, passages {done - heard:.2f} s, ", end="")
    print(f"{len(texts) / (done - begun):,.0f} documents/s on one core")
    for job, seconds in engine.seconds.items():
        print(f"  of which {job}: {seconds:.2f} s")


if __name__ == "__main__":
    main()
