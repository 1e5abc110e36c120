"""Whether we answered: told by what we said since, and by nothing else."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from voiceminer.answers import answers_of
from voiceminer.data import (
    Account,
    Assignment,
    Clustering,
    Control,
    Covariate,
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
    Money,
    OurTurn,
    OwnSide,
    Passage,
    Placement,
    Rows,
    Signal,
    SourceFile,
    TieOut,
    Verbatim,
    Voice,
)
from voiceminer.settings import AnswerSettings

DAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
ASKS = {"export": "Can we take our records out again?", "price": "That is a lot per seat."}
REPLIES = {
    "export": "You can download everything as spreadsheets.",
    "price": "Seats for light users cost half.",
}
IDLE = ("Thank you for being so open about it.", "Shall we look at the planner now.",
        "That is good to know, thank you.", "The counter and the yard see one list.")  # fmt: skip


class Tiny:
    """An encoder of nothing: what is said in deals is told by words."""

    revision = "tiny@1"

    def encode(self, texts):
        return np.zeros((len(texts), 2), np.float32)


class Talks:
    """Calls in deals; the even ones ask for the export, the odd ones about the price."""

    def __init__(self, deals: int = 40) -> None:
        self.documents, self.verbatims, self.ours, self.passages = [], [], [], []
        self.placements, self.mentions = [], []
        self.deals = [f"d{n}" for n in range(deals)]
        for n, deal in enumerate(self.deals):
            topic = ("export", "price")[n % 2]
            self.call(deal, DAY, topic, REPLIES[topic], IDLE[n // 2 % len(IDLE)])

    def call(self, deal, at, topic, *replies, kind="call", side="customer"):
        """A customer raises the topic, then our side says the replies; the document's id."""
        document = f"c{len(self.documents)}"
        self.documents.append(
            Document(id=document, kind=kind, system="test", created_at=at, author_id=None,
                     account_id=None, deal_id=deal, link_rung="deal id", csat=None, product=None,
                     channel=None)
        )  # fmt: skip
        if topic:
            self.verbatims.append(
                Verbatim(id=f"{document}/1", document_id=document, side=side, at=at,
                         language="en", text=ASKS[topic], file="calls.json", row=1)
            )  # fmt: skip
            self.passages.append(
                Passage(id=f"{document}/1#0", verbatim_id=f"{document}/1", start=0,
                        end=len(ASKS[topic]), text=ASKS[topic], side=side, at=at,
                        document_id=document, author_id=None, account_id=None, deal_id=deal,
                        repeat_of=None)
            )  # fmt: skip
            self.placements.append(
                Placement(passage_id=f"{document}/1#0", topic_id=topic, place=1, probability=0.9,
                          unplaced="")
            )  # fmt: skip
            self.mentions.append((deal, topic, at))
        self.ours += [
            OurTurn(id=f"{document}/{n}", document_id=document, at=at + timedelta(minutes=n),
                    language="en", text=text, file="calls.json", row=1)
            for n, text in enumerate(replies, 2)
        ]  # fmt: skip
        return document

    def heard(self, *, shuffled: bool = False) -> Heard:
        def rows(of, made):
            made = list(made)
            if shuffled:
                random.Random(3).shuffle(made)
            return Rows.gather(of, made)

        deals = [
            Deal(id=d, name=None, account_id=None, type=None, amount=None, currency=None,
                 stage=None, outcome="open", created_at=None, closed_on=None, planned_close=None,
                 reason=None, covariates={}, file="deals.csv", row=n)
            for n, d in enumerate(self.deals)
        ]  # fmt: skip
        voice = Voice(
            files=Rows.gather(SourceFile), documents=rows(Document, self.documents),
            verbatims=rows(Verbatim, self.verbatims), ours=rows(OurTurn, self.ours),
            accounts=Rows.gather(Account), deals=rows(Deal, deals), own_side=Rows.gather(OwnSide),
            left_out=Rows.gather(LeftOut),
        )  # fmt: skip
        return Heard(
            voice=voice,
            passages=rows(Passage, self.passages),
            embeddings=Embeddings(vectors=np.zeros((len(self.passages), 2), np.float32),
                                  encoder="tiny@1"),
            signals=Rows.gather(Signal),
            clustering=Clustering(members=Rows.gather(Membership), groups=Rows.gather(Group),
                                  levels=Rows.gather(Level)),
        )  # fmt: skip

    def impact(self) -> Impact:
        spans = {}
        for deal, topic, at in self.mentions:
            spans.setdefault((deal, topic), []).append(at)
        return Impact(
            basis="deals", currency=None, hints=(), exposure=Rows.gather(Exposure),
            effects=Rows.gather(Effect, [effect(t, n) for n, t in enumerate(ASKS, 1)]),
            money=Rows.gather(Money), tie_out=Rows.gather(TieOut),
            covariates=Rows.gather(Covariate), controls=Rows.gather(Control),
            left_out=Rows.gather(LeftOut),
            deal_topics=Rows.gather(DealTopic, [
                DealTopic(deal_id=d, topic_id=t, probability=0.9, n=len(days), first_at=min(days),
                          last_at=max(days), rung="deal id", delta=None)
                for (d, t), days in spans.items()]),
        )  # fmt: skip

    def answers(self, *, shuffled: bool = False, top: int = 2, **settings):
        """(topic, deal) → answer."""
        assignment = Assignment(
            identities=Rows.gather(Identity), placements=Rows.gather(Placement, self.placements)
        )
        made = answers_of(
            self.heard(shuffled=shuffled),
            assignment,
            self.impact(),
            AnswerSettings(fewest_turns=30, chance=0.05, **settings),
            encoder=Tiny(),
            top=top,
        )
        return {(a.topic_id, a.deal_id): a for a in made.on_record}, made.known


def effect(topic: str, rank: int) -> Effect:
    return Effect(
        topic_id=topic, rank=rank, band_first=rank, band_last=rank, grade="not asked", documents=0,
        accounts=0, deals=0, open_deals=0, closed_with=0, won_with=0, closed_without=0,
        won_without=0, delta=None, low=None, high=None, shrunk=None, false_sign_rate=None,
        more_closed_deals=None, settled_by=None, estimated_with=(),
    )  # fmt: skip


def one(talks: Talks, deal: str, topic: str = "export"):
    found, known = talks.answers()
    assert known
    return found[topic, deal]


def test_reply_in_our_usual_words_is_an_answer_of_that_day_and_sentence():
    talks = Talks()
    text = "Good question. Everything can be downloaded as spreadsheets, any time."
    document = talks.call("d0", DAY + timedelta(days=3), "export", text)
    answer = one(talks, "d0")
    assert answer.given
    assert (answer.at.date(), answer.since) == ((DAY + timedelta(days=3)).date(),) * 2
    assert answer.turn_id == f"{document}/2"
    assert text[answer.start : answer.end].startswith("Everything can be downloaded")
    assert answer.nearness > answer.threshold


@pytest.mark.parametrize(
    "reply",
    [
        "Thank you for being so open about it.",
        "Seats for light users cost half.",  # an answer, to something else
        "Would spreadsheets of everything do, if you can download them?",
        "Whether you can download everything as spreadsheets I will find out.",
    ],
)
def test_thanks_other_answers_questions_and_promises_are_no_answer(reply):
    talks = Talks()
    talks.call("d0", DAY + timedelta(days=3), "export", reply)
    answer = one(talks, "d0")
    assert not answer.given


def test_an_answer_counts_on_a_later_day_and_in_another_document():
    talks = Talks()
    talks.call("d0", DAY + timedelta(days=3), "export", IDLE[0])
    talks.call("d0", DAY + timedelta(days=5), None, REPLIES["export"], kind="ticket")
    answer = one(talks, "d0")
    assert answer.given
    assert answer.at.date() == (DAY + timedelta(days=5)).date()


def test_an_answer_before_it_came_up_again_does_not_count():
    talks = Talks()  # answered on the first day
    talks.call("d0", DAY + timedelta(days=3), "export", IDLE[1])
    answer = one(talks, "d0")
    assert (answer.given, answer.replies) == (False, 1)


def test_without_a_word_of_ours_since_nothing_is_near():
    talks = Talks()
    talks.call("d0", DAY + timedelta(days=3), "export")
    answer = one(talks, "d0")
    assert (answer.given, answer.replies, answer.nearness, answer.turn_id) == (False, 0, None, "")


def test_a_reply_does_not_vouch_for_itself():
    talks = Talks()
    odd = "Our depot in the north opens on Mondays only."
    talks.call("d0", DAY + timedelta(days=3), "export", odd)
    assert not one(talks, "d0").given
    talks = Talks()
    for n in range(0, 20, 2):  # but a habit does
        talks.call(f"d{n}", DAY + timedelta(days=3), "export", odd)
    assert one(talks, "d0").given


def test_too_few_words_of_ours_is_not_known():
    talks = Talks(deals=6)
    assert talks.answers() == ({}, False)
    talks.ours.clear()
    assert talks.answers() == ({}, False)


def test_our_pages_are_not_said_in_a_deal():
    talks = Talks()
    talks.call("d0", DAY + timedelta(days=3), "export")
    talks.call("d0", DAY + timedelta(days=4), None, REPLIES["export"], kind="page")
    assert one(talks, "d0").replies == 0


def test_only_the_first_topics_are_looked_at():
    found, _ = Talks().answers(top=1)
    assert {topic for topic, _ in found} == {"export"}


def test_order_of_rows_does_not_matter():
    talks = Talks()
    talks.call("d0", DAY + timedelta(days=3), "export", IDLE[2], REPLIES["export"])
    assert talks.answers() == talks.answers(shuffled=True)


def test_words_of_an_account_belong_to_its_deals_until_they_close():
    talks = Talks()
    talks.call("d0", DAY + timedelta(days=3), "export")
    talks.call("d0", DAY + timedelta(days=4), None, REPLIES["export"])
    talks.documents[-1] = replace(talks.documents[-1], deal_id=None, account_id="a")
    heard = talks.heard()
    for closed, given in ((None, True), (DAY.date() + timedelta(days=3), False)):
        deals = [
            replace(d, account_id="a", closed_on=closed) if d.id == "d0" else d
            for d in heard.voice.deals
        ]
        made = answers_of(
            replace(heard, voice=replace(heard.voice, deals=Rows.gather(Deal, deals))),
            Assignment(
                identities=Rows.gather(Identity),
                placements=Rows.gather(Placement, talks.placements),
            ),
            talks.impact(),
            AnswerSettings(fewest_turns=30, chance=0.05),
            encoder=Tiny(),
            top=2,
        )
        assert {a.deal_id: a.given for a in made.on_record if a.topic_id == "export"}["d0"] is given
