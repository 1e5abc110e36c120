"""How surely the audit finds one changed character in a figure, a quote, a name or a label.

python scripts/bench_audit.py RUN [--mutations 200] [--seed 20260]

Each mutation changes one character of one figure or quote (and, in a second round, of a name, a
link's label or one of our own words) on a random page of a run folder, to another of its kind:
a digit to a digit, a letter to a letter. Found are those at which the audit stops. "By the tables
alone" are those that recomputation finds, without a look at what was recorded as printed.
"""

from __future__ import annotations

import argparse
import random
import string
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from voiceminer.audit.facts import facts_of
from voiceminer.audit.pages import Counted, Facts, Place, Reader, plain
from voiceminer.audit.prints import read
from voiceminer.audit.tables import opened
from voiceminer.errors import MismatchError

FIGURES_AND_QUOTES = ("figure", "said")
NAMES_AND_LABELS = ("name", "link", "words", "reference")


def changed(character: str, draw: random.Random) -> str:
    """Another character of the same kind."""
    kinds = (string.digits, string.ascii_lowercase, string.ascii_uppercase, string.punctuation)
    kind = next((k for k in kinds if character in k), string.ascii_lowercase)
    return draw.choice([c for c in kind if c != character])


def mutated(text: str, place: Place, draw: random.Random) -> str:
    """The page with one character of a place changed."""
    at = draw.randrange(place.start, place.end)
    return text[:at] + changed(text[at], draw) + text[at + 1 :]


def found(page: str, text: str, facts: Facts) -> bool:
    """Whether the audit stops at this page."""
    try:
        Reader(page, text, facts, Counted()).check()
    except MismatchError:
        return True
    return False


def by_tables(page: str, text: str, place: Place, facts: Facts) -> bool:
    """Whether what stands there is not what the tables say, print apart."""
    stands = text[place.start : place.end]
    if place.kind == "said":
        reader = Reader(page, text, facts, Counted())
        return not reader.stated(plain(stands), place, facts.places[page])
    figure = facts.figures[place.of]
    printed = read(stands, figure.unit)
    value = facts.values[figure.measure].get((figure.topic_id, figure.key), 0.0)
    return printed is None or not printed.says(value)


def mutations(
    folder: Path, facts: Facts, kinds: Sequence[str], n: int, draw: random.Random
) -> tuple[Counter[str], int, int]:
    """How many of each kind were made, how many found, and how many by the tables alone."""
    texts = {page: (folder / page).read_text(encoding="utf-8") for page in facts.places}
    places = [(page, p) for page in sorted(texts) for p in facts.places[page] if p.kind in kinds]
    made, caught, alone = Counter[str](), 0, 0
    for page, place in draw.choices(places, k=n):
        text = mutated(texts[page], place, draw)
        made[place.kind] += 1
        hit = found(page, text, facts)
        caught += hit
        if place.kind in FIGURES_AND_QUOTES:
            alone += by_tables(page, text, place, facts)
        if not hit:
            print(f"not found: {page}, {place}: {text[place.start : place.end]!r}")
    return made, caught, alone


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--mutations", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20260)
    args = parser.parse_args()
    facts = facts_of(opened(args.run), args.run)
    assert not any(
        found(page, (args.run / page).read_text(encoding="utf-8"), facts) for page in facts.places
    ), "the run does not agree with its tables before anything is changed"
    draw = random.Random(args.seed)
    print("| changed | mutations | found | by the tables alone |")
    print("|---|---:|---:|---:|")
    for name, kinds in (
        ("figures and quotes", FIGURES_AND_QUOTES),
        ("quotes", ("said",)),
        ("names, labels, references", NAMES_AND_LABELS),
    ):
        made, caught, alone = mutations(args.run, facts, kinds, args.mutations, draw)
        of = f"{alone}" if set(kinds) <= set(FIGURES_AND_QUOTES) else ""
        what = ", ".join(f"{n} {kind}" for kind, n in sorted(made.items()))
        print(f"| {name} ({what}) | {made.total()} | {caught} | {of} |")


if __name__ == "__main__":
    main()
