"""The report of a large run: time to make it, size of the file, time until it stands in Chromium.

python scripts/bench_report.py [--passages 50000] [--topics 200] [--out FILE]

The run is invented, table by table, through the records that a real one has: texts of a dozen
words, a vector of 384 numbers round its topic's centre, deals and accounts in proportion.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import numpy as np
from faker import Faker

from voiceminer.data import (
    Account,
    Assignment,
    Clustering,
    Control,
    Covariate,
    Cut,
    Deal,
    DealTopic,
    Document,
    Effect,
    Embeddings,
    Exposure,
    Group,
    Heard,
    Identity,
    Impact,
    LeftOut,
    Level,
    Membership,
    MiningResult,
    Money,
    OurTurn,
    OwnSide,
    Passage,
    Placement,
    Quote,
    Rows,
    Signal,
    SourceFile,
    Term,
    Theme,
    TieOut,
    Topic,
    Topics,
    Verbatim,
    Voice,
)
from voiceminer.data.corpus import Kind, Outcome
from voiceminer.data.heard import Side
from voiceminer.data.impact import Grade
from voiceminer.pipeline import full_report
from voiceminer.settings import Settings

T = TypeVar("T")
AS_OF = date(2026, 9, 30)
DIM = 384
KINDS: tuple[Kind, ...] = ("ticket", "call", "note")
OUTCOMES: tuple[Outcome, ...] = ("open", "won", "lost", "lost")
GRADES: tuple[Grade, ...] = (
    "supported",
    "suggestive",
    "no difference of note",
    "not known yet",
    "not known yet",
)
SEGMENTS = {"segment": ("Small", "Middle", "Large"), "region": ("North", "South", "East", "West")}


def invented(n: int, topics: int) -> MiningResult:
    """A run of `n` passages in so many topics, a deal for every ten, half as many accounts."""
    Faker.seed(7)
    fake, draw = Faker(), random.Random(7)
    ids = [f"t-{k:08x}" for k in range(topics)]
    words = fake.words(nb=2000, unique=False)
    accounts = [
        Account(id=f"a{k}", name=fake.company(), domains=(), segment=None, arr=None, currency=None,
                attributes={}, file="accounts.csv", row=k)
        for k in range(n // 20)
    ]  # fmt: skip
    deals = [_deal(k, len(accounts), draw) for k in range(n // 10)]
    documents, verbatims, passages, signals, placements = [], [], [], [], []
    mentions: dict[tuple[str, str], list[datetime]] = {}
    for k in range(n):
        topic, deal = k % topics, draw.choice(deals)
        kind = KINDS[k % 3]
        at = datetime(2024, 10, 1, tzinfo=UTC) + timedelta(days=draw.randrange(720))
        text = " ".join([*draw.choices(words, k=11), words[topic]]).capitalize() + "."
        side: Side = "reported" if kind == "note" else "customer"
        documents.append(Document(
            id=f"c{k}", kind=kind, system="test", created_at=at, author_id=None,
            account_id=deal.account_id, deal_id=deal.id, link_rung="deal id", csat=None,
            product=None, channel=None))  # fmt: skip
        verbatims.append(Verbatim(id=f"v{k}", document_id=f"c{k}", side=side, at=at, language="en",
                                  text=text, file=f"{kind}s.csv", row=k))  # fmt: skip
        passages.append(Passage(
            id=f"p{k}", verbatim_id=f"v{k}", start=0, end=len(text), text=text, side=side, at=at,
            document_id=f"c{k}", author_id=None, account_id=deal.account_id, deal_id=deal.id,
            repeat_of=None))  # fmt: skip
        signals.append(Signal(passage_id=f"p{k}", kind=("pain", "question", "request")[k % 3],
                              probability=1.0, rivals=(), severity=0.3, parts={}))  # fmt: skip
        placements.append(Placement(passage_id=f"p{k}", topic_id=ids[topic], place=1,
                                    probability=0.9, unplaced=""))  # fmt: skip
        mentions.setdefault((deal.id, ids[topic]), []).append(at)
    by_id = {d.id: d for d in deals}
    came_up = [
        DealTopic(deal_id=d, topic_id=t, probability=0.9, n=len(on), first_at=min(on),
                  last_at=max(on), rung="deal id",
                  delta=0.1 if by_id[d].outcome == "open" else None)
        for (d, t), on in mentions.items()
    ]  # fmt: skip
    rng = np.random.default_rng(7)
    centres = rng.normal(size=(topics, DIM))
    vectors = centres[np.arange(n) % topics] + rng.normal(size=(n, DIM), scale=0.8)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    effects, money = _weighed(ids, came_up, by_id, draw)
    return MiningResult(
        heard=Heard(
            voice=Voice(
                files=Rows.gather(SourceFile), documents=Rows.gather(Document, documents),
                verbatims=Rows.gather(Verbatim, verbatims), ours=Rows.gather(OurTurn),
                accounts=Rows.gather(Account, accounts), deals=Rows.gather(Deal, deals),
                own_side=Rows.gather(OwnSide), left_out=Rows.gather(LeftOut)),
            passages=Rows.gather(Passage, passages),
            embeddings=Embeddings(vectors=vectors.astype(np.float32), encoder="invented@1"),
            signals=Rows.gather(Signal, signals),
            clustering=Clustering(members=Rows.gather(Membership), groups=Rows.gather(Group),
                                  levels=Rows.gather(Level))),
        assignment=Assignment(
            identities=Rows.gather(Identity, (Identity(topic_id=t, theme_id=f"h{k % 25}", group=k)
                                              for k, t in enumerate(ids))),
            placements=Rows.gather(Placement, placements)),
        topics=Topics(
            topics=Rows.gather(Topic, (
                Topic(id=t, theme_id=f"h{k % 25}", label=f"{words[k]} {words[k + topics]}",
                      sentence="", kind="pain") for k, t in enumerate(ids))),
            themes=Rows.gather(Theme, (Theme(id=f"h{k}", label=words[k]) for k in range(25))),
            terms=Rows.gather(Term, (Term(topic_id=t, representation="MMR", place=1, term=words[k],
                                          weight=1.0) for k, t in enumerate(ids))),
            quotes=Rows.gather(Quote, (Quote(topic_id=t, passage_id=f"p{k + topics * place}",
                                             place=place + 1, sub_pain="")
                                       for k, t in enumerate(ids) for place in range(7))),
            model={}),
        impact=Impact(
            basis="outcomes", currency="EUR", hints=(), exposure=Rows.gather(Exposure),
            effects=Rows.gather(Effect, effects), money=Rows.gather(Money, money),
            tie_out=Rows.gather(TieOut), covariates=Rows.gather(Covariate),
            controls=Rows.gather(Control), left_out=Rows.gather(LeftOut),
            deal_topics=Rows.gather(DealTopic, came_up), in_deals=Rows.gather(Money),
            cuts=Rows.gather(Cut, (
                Cut(topic_id=t, name=name, level=level, deals_with=draw.randrange(40, 160),
                    of_with=200, deals_without=600, of_without=1800)
                for t in ids for name, levels in SEGMENTS.items() for level in levels))),
        as_of=AS_OF, settings=Settings(), versions={"voiceminer": "bench"},
    )  # fmt: skip


def _deal(k: int, accounts: int, draw: random.Random) -> Deal:
    outcome = OUTCOMES[k % 4]
    opened = AS_OF - timedelta(days=draw.randrange(100, 700))
    return Deal(id=f"d{k}", name=None, account_id=f"a{k % accounts}", type="New Business",
                amount=Decimal(draw.randrange(5, 80) * 1000), currency="EUR", stage="Demo",
                outcome=outcome, created_at=opened,
                closed_on=None if outcome == "open" else AS_OF - timedelta(days=draw.randrange(90)),
                planned_close=AS_OF + timedelta(days=k % 90) if outcome == "open" else None,
                reason=None, covariates={}, file="deals.csv", row=k)  # fmt: skip


def _weighed(
    ids: list[str], came_up: list[DealTopic], deals: dict[str, Deal], draw: random.Random
) -> tuple[list[Effect], list[Money]]:
    effects, money = [], []
    of: dict[str, list[Deal]] = {t: [] for t in ids}
    for mention in came_up:
        of[mention.topic_id].append(deals[mention.deal_id])
    for k, topic in enumerate(ids):
        outcomes = [d.outcome for d in of[topic]]
        closed, won = len(outcomes) - outcomes.count("open"), outcomes.count("won")
        delta = 0.2 - 0.4 * draw.random()
        effects.append(Effect(
            topic_id=topic, rank=k + 1, band_first=max(1, k - 8), band_last=min(len(ids), k + 8),
            grade=GRADES[k % len(GRADES)], documents=250, accounts=200, deals=len(outcomes),
            open_deals=outcomes.count("open"), closed_with=closed, won_with=won,
            closed_without=3000, won_without=1000, delta=delta, low=delta - 0.1, high=delta + 0.1,
            shrunk=delta / 2, false_sign_rate=0.1, more_closed_deals=None, settled_by=None,
            estimated_with=()))  # fmt: skip
        touched = float(sum(d.amount or 0 for d in of[topic] if d.outcome == "open"))
        money.append(Money(topic_id=topic, currency="EUR", measure="touched", value=touched,
                           low=None, high=None, floor=None))  # fmt: skip
    return effects, money


def opening(file: Path, times: int = 5) -> tuple[float, float, float] | None:
    """Medians in seconds: until loaded, until a topic's drawer stands, until all is drawn."""
    path = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if path is None:
        return None
    from playwright.sync_api import sync_playwright

    loaded, drawer, charts = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(times):
            page = browser.new_page(viewport={"width": 1280, "height": 860})
            begun = time.perf_counter()
            page.goto(file.as_uri())
            loaded.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            page.click(".list tbody tr a")
            page.wait_for_selector("article svg")
            drawer.append(time.perf_counter() - begun)
            page.keyboard.press("Escape")
            begun = time.perf_counter()
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
            charts.append(time.perf_counter() - begun)
            page.close()
        browser.close()
    return statistics.median(loaded), statistics.median(drawer), statistics.median(charts)


def timed(what: str, function: Callable[[], T]) -> T:
    cpu, wall = time.process_time(), time.perf_counter()
    value = function()
    print(f"{what:24} {time.process_time() - cpu:6.1f} s CPU {time.perf_counter() - wall:6.1f} s")
    return value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--passages", type=int, default=50_000)
    parser.add_argument("--topics", type=int, default=200)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    result = invented(given.passages, given.topics)
    html = timed("briefs, map and report", lambda: full_report(result))
    with tempfile.TemporaryDirectory() as folder:
        file = (given.out or Path(folder) / "report.html").resolve()
        file.write_text(html, encoding="utf-8")
        print(f"{'size':24} {file.stat().st_size / 1e6:6.2f} MB")
        seconds = opening(file)
        if seconds:
            for what, value in zip(("opened", "first drawer", "all charts"), seconds, strict=True):
                print(f"{what + ' in Chromium':24} {value:6.2f} s")


if __name__ == "__main__":
    main()
