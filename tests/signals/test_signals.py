"""What kind of statement a passage is, by words and by nearness, and how severe."""

from datetime import UTC, datetime

import numpy as np
import pytest

from voiceminer.data import (
    Account,
    Deal,
    Document,
    Embeddings,
    LeftOut,
    OurTurn,
    OwnSide,
    Passage,
    Rows,
    SourceFile,
    Verbatim,
    Voice,
)
from voiceminer.errors import SettingsError
from voiceminer.settings import SignalSettings
from voiceminer.signals import signals_of

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Words:
    """An encoder that knows four words; a text of none of them is nowhere near."""

    revision = "words@1"
    known = ("charged", "love", "add", "weekend")

    def encode(self, texts):
        rows = np.array(
            [[*(float(w in t.lower()) for w in self.known), 1e-3] for t in texts], np.float32
        )
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def signals(*texts, side="customer", csat=None, settings=None, repeats=None, vectors=None):
    document = Document(
        id="D1", kind="ticket", system="s", created_at=DAY, author_id=None, account_id=None,
        deal_id=None, link_rung="none", csat=csat, product=None, channel=None,
    )  # fmt: skip
    voice = Voice(
        files=Rows.gather(SourceFile),
        documents=Rows.gather(Document, [document]),
        verbatims=Rows.gather(Verbatim),
        ours=Rows.gather(OurTurn),
        accounts=Rows.gather(Account),
        deals=Rows.gather(Deal),
        own_side=Rows.gather(OwnSide),
        left_out=Rows.gather(LeftOut),
    )
    passages = [
        Passage(
            id=f"P{i}", verbatim_id="V", start=0, end=len(text), text=text, side=side, at=DAY,
            document_id="D1", author_id=None, account_id=None, deal_id=None,
            repeat_of=(repeats or {}).get(i),
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip
    encoder = Words()
    return signals_of(
        voice,
        Rows.gather(Passage, passages),
        Embeddings(
            vectors=encoder.encode(texts) if vectors is None else vectors, encoder="words@1"
        ),
        settings or SignalSettings(),
        encoder=encoder,
    )


def kind(text, **fields):
    return signals(text, **fields)[0].kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The export fails every time.", "pain"),
        ("It doesn't sync with our calendar.", "pain"),
        ("It doesn’t sync with our calendar.", "pain"),
        ("We are not happy with it", "pain"),
        ("Hello, I cannot log in", "pain"),
        ("Thanks, but it is still broken", "pain"),
        ("We love it, but the export crashes", "pain"),
        ("No problems so far", "praise"),
        ("We love the dashboard", "praise"),
        ("Thank you, have a nice weekend!", "small talk"),
        ("It would be great if you could add an export", "request"),
        ("How do I change my password?", "question"),
        ("We will cancel our subscription", "churn risk"),
        ("They won't renew", "churn risk"),
        ("Our budget is frozen, we cannot justify it", "objection"),
        ("A competitor was on the shortlist", "competitor"),
        ("The office is in Leeds", "other"),
    ],
)
def test_a_customers_statement_has_a_kind(text, expected):
    assert kind(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sent deck, will follow up",
        "Next steps: proposal by Friday",
        "Sent workaround for the export issue",
        "left vm",
    ],
)
def test_what_a_seller_did_is_told_only_in_notes(text):
    assert kind(text, side="reported") == "seller's action"
    assert kind(text, side="customer") != "seller's action"


def test_a_pain_in_a_note_is_no_action():
    assert kind("Export fails, they explained it twice", side="reported") == "pain"


def test_nearness_tells_where_no_word_does():
    # none of the lexicon's words, but the encoder holds it near to "I was charged twice"
    near = Words().encode(["charged"])
    assert kind("Two times on one statement", vectors=near) == "pain"
    assert kind("Two times on one statement") == "other"


def test_vectors_of_another_size_leave_the_words():
    assert kind("The export fails", vectors=np.ones((1, 3), np.float32)) == "pain"


def test_severity_is_the_sum_of_its_parts():
    for signal in signals(
        "It fails.",
        "This is unacceptable, it fails again and we lose money!! We will cancel.",
        "We love it",
    ):
        assert signal.severity == pytest.approx(sum(signal.parts.values()))
        assert 0 <= signal.severity <= 1


def test_severity_grows_with_wording_loss_churn_repetition_and_a_bad_rating():
    plain = signals("The export fails.")[0]
    assert set(plain.parts) == {"kind"}
    for text, part in (
        ("The export fails completely.", "wording"),
        ("The export fails and we lose hours.", "loss"),
        ("The export fails so we look at alternatives.", "churn"),
        ("The export still fails.", "repetition"),
    ):
        worse = signals(text)[0]
        assert part in worse.parts
        assert worse.severity > plain.severity
    rated = signals("The export fails.", csat=0.0)[0]
    assert rated.severity > plain.severity
    assert signals("The export fails.", csat=1.0)[0].severity == plain.severity


def test_saying_it_again_is_more_severe():
    first, again = signals("It fails.", "It fails.", repeats={1: "P0"})
    once = signals("It fails.")[0]
    assert first.severity == again.severity > once.severity


def test_praise_and_small_talk_have_no_severity():
    assert signals("We love it!!", csat=0.0)[0].severity == 0


def test_passages_do_not_depend_on_their_neighbours():
    texts = ["It fails", "We love it", "no problem", "not", "problems"]
    together = [s.kind for s in signals(*texts)]
    assert together == [kind(t) for t in texts]


def test_no_passages_make_no_signals():
    assert len(signals(vectors=np.ones((0, 5), np.float32))) == 0


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(SettingsError, match=r"no lexicon for 'xx'. Choose from: .*en"):
        signals("It fails", settings=SignalSettings(lexicons=("xx",)))
