"""How many turns of calls get the right side when the export withholds the sides.

python scripts/bench_sides.py insurance_messages.csv

Three copies of the file are read as exports are: with made-up names in place of the sides (agents
recur, each over several calls; customers do not), with half of the agents met in one call only,
and with nothing but "Speaker 1" and "Speaker 2".
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from voiceminer.engines import Serial
from voiceminer.reading import read_corpus
from voiceminer.settings import ReadingSettings, VoiceSettings
from voiceminer.voice import voice_of

SEED = 20_260
_SOUNDS = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]


def _name(n: int) -> str:
    """A made-up name, another for each number."""
    draw = random.Random(n)
    first, last = ("".join(draw.choices(_SOUNDS, k=3)).capitalize() for _ in range(2))
    return f"{first} {last}{_SOUNDS[n % 65]}{_SOUNDS[n // 65 % 65]}"


def speakers(calls: list[str], variant: str) -> dict[tuple[str, str], str]:
    """Who speaks for each side in each call."""
    draw = random.Random(SEED)
    found = {}
    for n, call in enumerate(calls):
        if variant == "numbers":
            found[call, "Agent"], found[call, "Customer"] = "Speaker 1", "Speaker 2"
            if draw.random() < 0.5:
                found[call, "Agent"], found[call, "Customer"] = "Speaker 2", "Speaker 1"
            continue
        once = variant == "half met once" and n % 2
        found[call, "Agent"] = _name(5_000 + n if once else draw.randrange(12))
        found[call, "Customer"] = _name(1_000 + n)
    return found


def sides(rows: list[dict[str, str]], variant: str) -> tuple[Counter[str], float]:
    """Turns by outcome, and the seconds of CPU that the voice took."""
    who = speakers(sorted({row["conversation_id"] for row in rows}), variant)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "call_transcripts.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["conversation_id", "timestamp", "speaker", "message"])
            for row in rows:
                speaker = who[row["conversation_id"], row["author"]]
                writer.writerow([row["conversation_id"], row["timestamp"], speaker, row["message"]])
        corpus = read_corpus([path], ReadingSettings(), engine=Serial())
    begun = time.process_time()
    voice = voice_of(corpus, VoiceSettings(redact=False), engine=Serial())
    seconds = time.process_time() - begun
    told = {v.row: "Customer" for v in voice.verbatims} | {o.row: "Agent" for o in voice.ours}
    outcomes: Counter[str] = Counter()
    for number, row in enumerate(rows, 2):  # the header is the file's first row
        outcomes[f"{row['author']} as {told.get(number, 'nobody')}"] += 1
    return outcomes, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    with parser.parse_args().file.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for variant in ("names", "half met once", "numbers"):
        outcomes, seconds = sides(rows, variant)
        right = outcomes["Agent as Agent"] + outcomes["Customer as Customer"]
        print(f"{variant}: {right / len(rows):.2%} of {len(rows):,} turns, {seconds:.1f} s of CPU")
        print("  " + ", ".join(f"{k} {n:,}" for k, n in sorted(outcomes.items())))


if __name__ == "__main__":
    main()
