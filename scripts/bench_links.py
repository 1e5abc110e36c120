"""Are texts linked to the right account, and to the right deal of it? Names changed by script.

    python scripts/bench_links.py                       # the half that is reported
    python scripts/bench_links.py --half choose         # the half that thresholds were chosen on
    python scripts/bench_links.py --speed               # 100,000 texts and 20,000 accounts

Books of company names, each name changed as names change between systems; look-alikes stand in
the book beside the name, and companies that are in no book are asked for too. Beside the product
stand two peers on the same names: equal names, and RapidFuzz's token_set_ratio over 90.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from links.books import book, look_alike, makers
from links.changes import CHANGES, near_spelling, without_form
from links.lives import lives_of, said_in
from voiceminer.reading import read_records

SEEDS = {"choose": (11, 12), "report": (71, 72, 73)}
NO_ACCOUNT = ("other company", "same brand, other trade", "one letter away")
# Not in the totals, shown by itself: what a company that is in no book has for a name when it is
# one letter away from one that is, is what a slip makes of that one. No reader of names can tell.
APART = NO_ACCOUNT[2]


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as some text has it, the account that it means (none: no account), what was done."""

    name: str
    meant: str | None
    change: str


def asked_of(
    names: Sequence[str], strangers: Sequence[str], seed: int
) -> tuple[list[str], list[Asked]]:
    """The book with look-alikes added, and every kind of question to it."""
    dice = random.Random(seed)
    listed = list(names)
    beside = [look_alike(n, dice) for n in dice.sample(listed, len(listed) // 5)]
    beside += [near_spelling(n, dice) for n in dice.sample(listed, len(listed) // 20)]
    listed += sorted({b for b in beside if b} - set(listed))
    asked = [
        Asked(CHANGES[change](name, dice), name, change)
        for change in CHANGES
        for name in dice.sample(names, min(200, len(names)))
    ]
    asked += [Asked(s, None, NO_ACCOUNT[0]) for s in strangers]
    for kind, make in ((NO_ACCOUNT[1], look_alike), (NO_ACCOUNT[2], near_spelling)):
        made = (make(n, dice) for n in dice.sample(names, min(200, len(names))))
        asked += [Asked(m, None, kind) for m in made if m]
    called: defaultdict[str, set[str]] = defaultdict(set)
    for name in listed:
        called[_bare(name)].add(name)
    # what is, but for the legal form, the name of another account does name that other
    return listed, [a for a in asked if called[_bare(a.name)] <= {a.meant}]


def _bare(name: str) -> str:
    return without_form(name).casefold()


def ours(listed: Sequence[str], asked: Sequence[Asked]) -> list[str | None]:
    """The product's answers, by its public reading of records."""
    accounts = [{"account_id": f"A{i}", "account_name": n} for i, n in enumerate(listed)]
    texts = [
        {"id": f"t{i}", "text": "The export is slow", "account": a.name}
        for i, a in enumerate(asked)
    ]
    corpus = read_records(texts, accounts=accounts)
    names = {f"A{i}": n for i, n in enumerate(listed)}
    of = {d.id: names.get(d.account_id or "") for d in corpus.documents}
    return [of[f"t{i}"] for i in range(len(asked))]


def equal_names(listed: Sequence[str], asked: Sequence[Asked]) -> list[str | None]:
    """Peer: the name as written."""
    known = set(listed)
    return [a.name if a.name in known else None for a in asked]


def token_set(listed: Sequence[str], asked: Sequence[Asked]) -> list[str | None]:
    """Peer: RapidFuzz's best token_set_ratio, if it is over 90."""
    found = (
        process.extractOne(
            a.name, listed, scorer=fuzz.token_set_ratio, processor=default_process, score_cutoff=90
        )
        for a in asked
    )
    return [f[0] if f else None for f in found]


METHODS = {"voiceminer": ours, "equal names": equal_names, "token_set_ratio > 90": token_set}


@dataclass(slots=True)
class Score:
    """Counts of one row of the report."""

    asked: int = 0
    meant: int = 0
    linked: int = 0
    right: int = 0

    def add(self, asked: Asked, found: str | None) -> None:
        """Count an answer."""
        self.asked += 1
        self.meant += asked.meant is not None
        self.linked += found is not None
        self.right += found is not None and found == asked.meant

    def __str__(self) -> str:
        precision = f"{self.right / self.linked:.3f}" if self.linked else "–"
        recall = f"{self.right / self.meant:.3f}" if self.meant else "–"
        return f"{self.asked} | {self.linked} | {precision} | {recall}"


def names(half: str, size: int, methods: Sequence[str], *, wrong: bool) -> None:
    """Print precision and recall per method, then the product's per change and per book."""
    totals: defaultdict[str, Score] = defaultdict(Score)
    by_change: defaultdict[str, Score] = defaultdict(Score)
    by_book: defaultdict[str, Score] = defaultdict(Score)
    for title, listed, asked in _rounds(half, size):
        for method in methods:
            for question, found in zip(asked, METHODS[method](listed, asked), strict=True):
                if question.change != APART:
                    totals[method].add(question, found)
                if method != "voiceminer":
                    continue
                by_change[question.change].add(question, found)
                if question.change != APART:
                    by_book[title].add(question, found)
                if wrong and found != question.meant:
                    print((question.name, question.meant, found, question.change))
    for head, scores in (("method", totals), ("change", by_change), ("book", by_book)):
        print(f"\n| {head} | asked | linked | precision | recall |\n|---|---|---|---|---|")
        for name, score in scores.items():
            print(f"| {name} | {score} |")


def _rounds(half: str, size: int) -> Iterator[tuple[str, list[str], list[Asked]]]:
    """Every book of every seed, with what is asked of it."""
    for seed in SEEDS[half]:
        for title, make in makers(half, seed).items():
            everything = book(make, size + size // 5)
            at = min(size, len(everything) * 5 // 6)
            yield (title, *asked_of(everything[:at], everything[at:], seed))


def deals(accounts: int, seed: int) -> None:
    """Print how often the deal that the dates choose is the true one."""
    print("\n| deals | texts | to one deal | right of these | to none, because |")
    print("|---|---|---|---|---|")
    for title, overlapping, opened in (
        ("one after the other", 0.0, True),
        ("a fifth overlap", 0.2, True),
        ("no Created Date", 0.0, False),
    ):
        dice = random.Random(seed)
        lives = [x for i in range(accounts) for x in lives_of(f"A{i}", overlapping, dice)]
        said = [said_in(x, dice) for x in lives for _ in range(3)]
        corpus = read_records(
            [{"id": f"t{i}", "text": "The export is slow", "account": s.account,
              "at": s.on.isoformat()} for i, s in enumerate(said)],
            deals=[{"deal_id": x.deal, "account_id": x.account, "stage": x.stage,
                    **({"created_date": x.opened.isoformat()} if opened else {}),
                    "close_date": x.ended.isoformat()} for x in lives],
        )  # fmt: skip
        of = {d.id: d.deal_id for d in corpus.documents}
        found = [(of[f"t{i}"], s.deal) for i, s in enumerate(said)]
        linked = [(f, true) for f, true in found if f]
        right = sum(f == true for f, true in linked)
        why = Counter({x.reason.rpartition(": ")[2]: x.n for x in corpus.left_out})
        reasons = ", ".join(f"{reason} ({n})" for reason, n in why.most_common())
        print(
            f"| {title} | {len(said)} | {len(linked) / len(said):.3f} | {right / len(linked):.3f} |"
            f" {reasons} |"
        )


def speed(texts: int, accounts: int) -> None:
    """Print how long linking takes, every text with another changed name."""
    dice = random.Random(5)
    listed = book(makers("report", 5)["brands"], accounts)
    changes = list(CHANGES.values())
    asked = [Asked(dice.choice(changes)(dice.choice(listed), dice), None, "") for _ in range(texts)]
    different = len({a.name for a in asked})
    begun = time.process_time()
    ours(listed, [Asked(listed[i % len(listed)], None, "") for i in range(texts)])
    exact = time.process_time() - begun
    begun = time.process_time()
    ours(listed, asked)
    close = time.process_time() - begun
    begun = time.process_time()
    token_set(listed, asked[:200])
    peer = (time.process_time() - begun) * texts / 200
    print(
        f"{texts:,} texts, {different:,} different names, {len(listed):,} accounts: read in"
        f" {close:.1f} s of CPU; {exact:.1f} s where every name is an account's as written;"
        f" token_set_ratio alone {peer:,.0f} s (from 200)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=sorted(SEEDS), default="report")
    parser.add_argument("--names", type=int, default=1_000, help="accounts per book")
    parser.add_argument("--method", action="append", choices=sorted(METHODS))
    parser.add_argument("--wrong", action="store_true", help="list the wrong links")
    parser.add_argument("--speed", action="store_true")
    arguments = parser.parse_args()
    if arguments.speed:
        speed(100_000, 20_000)
        return
    names(arguments.half, arguments.names, arguments.method or list(METHODS), wrong=arguments.wrong)
    deals(2_000, SEEDS[arguments.half][0])


if __name__ == "__main__":
    main()
