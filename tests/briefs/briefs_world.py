"""A small believable world as a `MiningResult`, in several states of what is known."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np

from voiceminer.data import (
    Account,
    Answer,
    Answers,
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
from voiceminer.settings import Settings

AS_OF = date(2026, 11, 20)
STATES = ("outcomes", "amounts", "accounts", "documents", "nothing known", "no topics")
# label, what customers say, what sellers note, kind of most statements, kind of most documents
PAINS = (
    ("leaving the old system", "how long does the move from the old system take, week {n}?",
     "asks who moves the data; {n} weeks?", "question", "call"),
    ("wrong invoices", "the invoice of month {n} is wrong again and nobody corrects it",
     "invoice wrong {n}x", "pain", "ticket"),
    ("price per seat", "the price per seat is too high for {n} people who log in once a month",
     "says seat price too high, {n} users", "objection", "note"),
    ("single sign-on", "we need single sign-on before {n} of us may use it",
     "needs SSO for {n}", "request", "note"),
    ("rival has a connector", "the other supplier has a connector for our payroll, you do not, {n}",
     "compares with rival, {n}", "competitor", "call"),
    ("slow reports", "the monthly report takes {n} minutes and then it times out",
     "report slow, {n} min", "pain", "ticket"),
)  # fmt: skip


@dataclass
class World:
    """Tables in the making; `result` freezes them."""

    state: str = "outcomes"
    pains: int = len(PAINS)
    seed: int = 5
    scale: int = 1
    settings: Settings = field(default_factory=Settings)
    said: dict[str, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    account_name: str = "Account {n:02}"
    names: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.documents, self.verbatims, self.passages = [], [], []
        self.signals, self.placements, self.deal_topics = [], [], []
        self.topic_ids = [f"t-{k:08x}" for k in range(self.pains)]
        self.accounts = [] if self.state == "documents" else [self._account(n) for n in range(40)]
        self.deals = (
            []
            if self.state in ("accounts", "documents")
            else [self._deal(n) for n in range(60 * self.scale)]
        )
        if self.state != "no topics":
            for n in range(240 * self.scale):
                self._say(n)
        self._mentions()

    def _account(self, n: int) -> Account:
        name = self.names.get(n) or self.account_name.format(n=n)
        return Account(id=f"a{n}", name=name, domains=(), segment=("National", "Regional")[n % 2],
                       arr=None, currency=None, attributes={}, file="accounts.csv",
                       row=n)  # fmt: skip

    def _deal(self, n: int) -> Deal:
        outcome = "open" if n % 4 == 0 or self.state == "amounts" else ("won", "lost")[n % 2]
        opened = AS_OF - timedelta(days=300 + n % 60)
        return Deal(
            id=f"d{n}", name=None, account_id=f"a{n % 40}", type="New Business",
            amount=Decimal(8_000 + 1_000 * n), currency="EUR" if n % 10 else "GBP", stage="Demo",
            outcome=outcome, created_at=opened,
            closed_on=None if outcome == "open" else AS_OF - timedelta(days=n % 50),
            planned_close=AS_OF + timedelta(days=n % 90 - 10) if outcome == "open" else None,
            reason=None, covariates={}, file="deals.csv", row=n,
        )  # fmt: skip

    def _say(self, n: int) -> None:
        k = self.draw.randrange(self.pains)
        _, words, note, signal, kind = PAINS[k % len(PAINS)]
        kind = kind if self.draw.random() < 0.7 else self.draw.choice(["ticket", "call", "note"])
        if self.state == "documents":
            kind = "text"
        deal = self.draw.choice(self.deals) if self.deals else None
        account = deal.account_id if deal else (f"a{n % 40}" if self.accounts else None)
        at = datetime(2026, 2, 1, tzinfo=UTC) + timedelta(days=self.draw.randrange(280))
        text = (note if kind == "note" else words).format(n=n)
        text = self.said.get(f"p{n}", text)
        side = {"note": "reported", "text": "unknown"}.get(kind, "customer")
        self.documents.append(
            Document(id=f"c{n}", kind=kind, system="test", created_at=at, author_id=None,
                     account_id=account, deal_id=deal.id if deal else None, link_rung="deal id",
                     csat=None, product=None, channel=None)
        )  # fmt: skip
        self.verbatims.append(
            Verbatim(id=f"v{n}", document_id=f"c{n}", side=side, at=at, language="en",
                     text=f"Hello. {text}", file=f"{kind}s.csv", row=n)
        )  # fmt: skip
        self.passages.append(
            Passage(id=f"p{n}", verbatim_id=f"v{n}", start=7, end=7 + len(text), text=text,
                    side=side, at=None if self.state == "documents" else at, document_id=f"c{n}",
                    author_id=None, account_id=account, deal_id=deal.id if deal else None,
                    repeat_of=None)
        )  # fmt: skip
        self.signals.append(
            Signal(
                passage_id=f"p{n}",
                kind=signal,
                probability=1.0,
                rivals=(),
                severity=round(self.draw.random(), 2),
                parts={},
            )
        )
        self.placements.append(
            Placement(passage_id=f"p{n}", topic_id=self.topic_ids[k], place=1, probability=0.9,
                      unplaced="")
        )  # fmt: skip

    def _mentions(self) -> None:
        spans: dict[tuple[str, str], list[datetime]] = {}
        for passage, place in zip(self.passages, self.placements, strict=True):
            if passage.deal_id and passage.at:
                spans.setdefault((passage.deal_id, place.topic_id), []).append(passage.at)
        self.deal_topics = [
            DealTopic(deal_id=deal, topic_id=topic, probability=0.9, n=len(days),
                      first_at=min(days), last_at=max(days), rung="deal id", delta=None)
            for (deal, topic), days in sorted(spans.items())
        ]  # fmt: skip

    def _effect(self, k: int) -> Effect:
        topic, by_id = self.topic_ids[k], {d.id: d for d in self.deals}
        with_it = [by_id[m.deal_id] for m in self.deal_topics if m.topic_id == topic]
        without = [d for d in self.deals if d not in with_it]
        closed = [d for d in with_it if d.outcome != "open"]
        closed_without = [d for d in without if d.outcome != "open"]
        known = self.state == "outcomes"
        grades = ("supported", "suggestive", "no difference of note", "not known yet",
                  "not separable", "not known yet")  # fmt: skip
        delta = (0.12, -0.06, 0.01, 0.08, 0.03, -0.11)[k % 6]
        grade = grades[k % 6] if known else "not known yet"
        if self.state in ("amounts", "accounts", "documents"):
            grade = "not asked"
        tells = bool(closed) and grade != "not asked"
        return Effect(
            topic_id=topic, rank=k + 1, band_first=max(1, k), band_last=min(self.pains, k + 2),
            grade=grade, documents=40, accounts=20, deals=len(with_it),
            open_deals=len(with_it) - len(closed), closed_with=len(closed),
            won_with=sum(d.outcome == "won" for d in closed),
            closed_without=len(closed_without),
            won_without=sum(d.outcome == "won" for d in closed_without),
            delta=delta if tells else None, low=delta - 0.15 if tells else None,
            high=delta + 0.15 if tells else None, shrunk=None, false_sign_rate=None,
            more_closed_deals=(60, None, None, 25, None, 400)[k % 6] if tells else None,
            settled_by=(date(2027, 8, 1), None, None, date(2027, 3, 1), None, None)[k % 6],
            estimated_with=(self.topic_ids[1],) if k == 5 and self.pains > 5 else (),
            not_separable_from="segment: Enterprise" if grade == "not separable" else "",
            closed_per_quarter=3.25 if tells else None, chance_swing=0.31 if tells else None,
        )  # fmt: skip

    def _money(self, topic: str, k: int) -> list[Money]:
        if not self.deals:
            return []
        scale = 1.0 + k
        return [
            Money(topic_id=topic, currency="EUR", measure=measure, value=value * scale,
                  low=low and low * scale, high=high and high * scale, floor=floor)
            for measure, value, low, high, floor in (
                ("touched", 90_000.0, None, None, None),
                ("signed", 4_900.0, -2_400.0, 12_200.0, None),
                ("at stake", 5_200.0, 0.0, 12_300.0, 3_000.0),
            )
            if self.state == "outcomes" or measure == "touched"
        ]  # fmt: skip

    def _answers(self) -> Answers:
        """In turn: given two days later, none in three replies, nothing said since."""
        rows = []
        for n, mention in enumerate(self.deal_topics):
            said, at = n % 3 != 2, mention.last_at + timedelta(days=2)
            rows.append(
                Answer(topic_id=mention.topic_id, deal_id=mention.deal_id,
                       since=mention.last_at.date(), replies=3 if said else 0, given=n % 3 == 0,
                       nearness=(0.6, 0.1, None)[n % 3], threshold=0.3,
                       turn_id=f"o{n}" if said else "", start=0, end=9 if said else 0,
                       at=at if said else None, file="calls.csv" if said else "",
                       row=n if said else 0)
            )  # fmt: skip
        return Answers(known=True, on_record=Rows.gather(Answer, rows))

    def result(self) -> MiningResult:
        none = self.state == "no topics"
        ids = [] if none else self.topic_ids
        basis = {"nothing known": "outcomes", "no topics": "documents"}.get(self.state, self.state)
        labels = [self.labels.get(k, PAINS[k % len(PAINS)][0]) for k in range(len(ids))]
        small_talk = "t-ffffffff"
        return MiningResult(
            heard=Heard(
                voice=Voice(
                    files=Rows.gather(SourceFile, [
                        SourceFile(path="notes.csv", sha256="0" * 64, system="table",
                                   encoding="utf-8", seen=9, made=7, merged=1, skipped=1)]),
                    documents=Rows.gather(Document, self.documents),
                    verbatims=Rows.gather(Verbatim, self.verbatims),
                    ours=Rows.gather(OurTurn),
                    accounts=Rows.gather(Account, self.accounts),
                    deals=Rows.gather(Deal, self.deals),
                    own_side=Rows.gather(OwnSide),
                    left_out=Rows.gather(LeftOut, [
                        LeftOut(stage="voice", reason="signature", file="notes.csv", row=None,
                                subject="", n=3)]),
                ),
                passages=Rows.gather(Passage, self.passages),
                embeddings=Embeddings(
                    vectors=np.zeros((len(self.passages), 2), np.float32), encoder="tiny@1"
                ),
                signals=Rows.gather(Signal, self.signals),
                clustering=Clustering(members=Rows.gather(Membership), groups=Rows.gather(Group),
                                      levels=Rows.gather(Level)),
            ),
            assignment=Assignment(
                identities=Rows.gather(
                    Identity, (Identity(topic_id=t, theme_id="h", group=n)
                               for n, t in enumerate(ids))),
                placements=Rows.gather(Placement, self.placements),
            ),
            topics=Topics(
                topics=Rows.gather(Topic, [
                    *(Topic(id=t, theme_id="h", label=labels[k], sentence="", kind="pain")
                      for k, t in enumerate(ids)),
                    *([] if none else [Topic(id=small_talk, theme_id="h", label="the weather",
                                             sentence="", kind="small talk")]),
                ]),
                themes=Rows.gather(Theme, [Theme(id="h", label="all")]),
                terms=Rows.gather(Term, (
                    Term(topic_id=t, representation="MMR", place=n, term=word, weight=1.0)
                    for k, t in enumerate(ids)
                    for n, word in enumerate(PAINS[k % len(PAINS)][1].split()[1:5]))),
                quotes=Rows.gather(Quote, (
                    Quote(topic_id=t, passage_id=p.passage_id, place=n + 1, sub_pain="")
                    for t in ids
                    for n, p in enumerate([p for p in self.placements if p.topic_id == t][:7]))),
                model={},
            ),
            impact=Impact(
                basis=basis,
                currency="EUR" if self.deals else None,
                hints=() if basis == "outcomes" else ("Add closed deals with their outcome.",),
                exposure=Rows.gather(Exposure),
                effects=Rows.gather(Effect, (self._effect(k) for k in range(len(ids)))),
                money=Rows.gather(
                    Money, (m for k, t in enumerate([*ids, ""]) for m in self._money(t, k))),
                tie_out=Rows.gather(TieOut, [
                    TieOut(group=group, key=outcome, currency=currency, of=of, amount=amount,
                           n=sum(d.outcome == outcome for d in self.deals))
                    for outcome in sorted({d.outcome for d in self.deals})
                    for group, currency, of, amount in (
                        ("outcome", "EUR", len(self.deals), Decimal("123456.00")),
                        ("text by outcome", "", len(self.deals), None))]),
                covariates=Rows.gather(Covariate, [
                    Covariate(name="amount", levels=1, used=False, reason="knows the outcome")]),
                controls=Rows.gather(Control, [
                    Control(name="lambda", value=1.04, note="left as it is")]),
                left_out=Rows.gather(LeftOut),
                deal_topics=Rows.gather(DealTopic, self.deal_topics),
                in_deals=Rows.gather(Money, (
                    Money(topic_id=t, currency="", measure="signed", value=v, low=low, high=high,
                          floor=None)
                    for t, (v, low, high) in zip(
                        ids, ((1.2, 0.4, 2.0), (-0.9, -2.1, 0.2), (0.05, -0.4, 0.6),
                              (1.0, -0.5, 2.4), (0.6, -1.0, 2.2), (-1.4, -2.0, -0.3)),
                        strict=False)
                    if self.state == "outcomes")),
                cuts=Rows.gather(Cut, [
                    Cut(topic_id=t, name="segment", level="Enterprise", deals_with=20, of_with=25,
                        deals_without=10, of_without=60) for t in ids[:1]]),
            ),
            answers=self._answers() if self.state == "outcomes" else Answers(),
            as_of=None if self.state == "documents" else AS_OF,
            settings=self.settings,
            versions={"voiceminer": "0.1.0"},
        )  # fmt: skip
