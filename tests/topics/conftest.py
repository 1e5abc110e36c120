"""A small corpus with four topics, told by words alone, and an encoder that sees only words."""

from hashlib import blake2s

import numpy as np
import pytest

from voiceminer.data import (
    Account,
    Assignment,
    Clustering,
    Deal,
    Document,
    Embeddings,
    Group,
    Heard,
    Identity,
    LeftOut,
    Level,
    Membership,
    OurTurn,
    OwnSide,
    Passage,
    Placement,
    Rows,
    Signal,
    SourceFile,
    Verbatim,
    Voice,
)
from voiceminer.engines import Serial
from voiceminer.settings import TopicSettings
from voiceminer.topics import begin_model, topics_of

EXPORTS = [
    "The CSV export is missing half of the columns every time",
    "Our CSV export is missing rows since the last release",
    "Why is the CSV export missing the cost centre column",
    "CSV export missing columns again, the finance team is waiting",
    "I opened the CSV export and the date columns were gone",
    "The export to Excel loses the columns that we added",
    "We cannot send a CSV export without those columns to the auditor",
]
LOGINS = [
    "The password reset mail never arrives in our mailbox",
    "No password reset mail arrives, I tried four times today",
    "Password reset links expire before anyone can open them",
    "My colleague is locked out since the password reset failed",
    "The password reset page shows a blank screen to all of us",
    "After a password reset the app still wants the old password",
    "We are locked out and the password reset does nothing",
]
INVOICES = [
    "We were charged twice for the March invoice",
    "The invoice shows VAT although we are exempt from VAT",
    "I was charged twice this month, please correct the invoice",
    "Our invoice has the wrong billing address on it again",
    "The invoice amount is wrong, we were charged twice",
    "Charged twice again and nobody answers about the invoice",
    "The wrong billing address is printed on each invoice",
]
THANKS = [
    "Thank you so much for the quick help yesterday",
    "Great support as always, thank you so much",
    "Thank you so much, you made our whole week",
    "Wonderful team, thank you so much for everything",
    "Thank you so much for the friendly call this morning",
]


class WordEncoder:
    """A text is the sum of its words; a word is a direction of its own."""

    revision = "words@1"

    def encode(self, texts):
        return np.array([self._vector(text) for text in texts], np.float32).reshape(-1, 64)

    def _vector(self, text):
        total = np.zeros(64)
        for word in text.lower().split():
            seed = int.from_bytes(blake2s(word.strip(".,").encode()).digest()[:4], "big")
            total += np.random.default_rng(seed).normal(size=64)
        return total / max(np.linalg.norm(total), 1e-9)


def heard_of(texts, kinds=None, sides=None, authors=None):
    ids = [f"p{at:03d}" for at in range(len(texts))]
    n = len(ids)
    verbatims = [
        Verbatim(
            id=i, document_id=i, side="customer", at=None, language="en", text=t, file="a", row=1
        )
        for i, t in zip(ids, texts, strict=True)
    ]
    passages = [
        Passage(
            id=i,
            verbatim_id=i,
            start=0,
            end=len(text),
            text=text,
            side=side,
            at=None,
            document_id=i,
            author_id=author,
            account_id=None,
            deal_id=None,
            repeat_of=None,
        )
        for i, text, side, author in zip(
            ids, texts, sides or ["customer"] * n, authors or [None] * n, strict=True
        )
    ]
    signals = [
        Signal(passage_id=i, kind=kind, probability=1.0, rivals=(), severity=0.5, parts={})
        for i, kind in zip(ids, kinds or ["pain"] * n, strict=True)
    ]
    empty = {
        name: Rows.gather(of)
        for name, of in [
            ("files", SourceFile),
            ("documents", Document),
            ("ours", OurTurn),
            ("accounts", Account),
            ("deals", Deal),
            ("own_side", OwnSide),
            ("left_out", LeftOut),
        ]
    }
    return Heard(
        voice=Voice(verbatims=Rows.gather(Verbatim, verbatims), **empty),
        passages=Rows.gather(Passage, passages),
        embeddings=Embeddings(vectors=WordEncoder().encode(texts), encoder="words@1"),
        signals=Rows.gather(Signal, signals),
        clustering=Clustering(
            members=Rows.gather(Membership), groups=Rows.gather(Group), levels=Rows.gather(Level)
        ),
    )


def assignment_to(heard, topics, themes=None):
    """Passages to the topics of the given names; a kind that is no pain is unplaced."""
    names = sorted(set(topics))
    identities = [
        Identity(topic_id=f"t-{name}", theme_id=f"th-{(themes or {}).get(name, name)}", group=at)
        for at, name in enumerate(names)
    ]
    placements = [
        Placement(
            passage_id=passage,
            topic_id=f"t-{name}",
            place=1,
            probability=0.9,
            unplaced="not a pain" if kind in {"praise", "small talk"} else "",
        )
        for passage, name, kind in zip(
            heard.passages.column("id"), topics, heard.signals.column("kind"), strict=True
        )
    ]
    return Assignment(
        identities=Rows.gather(Identity, identities),
        placements=Rows.gather(Placement, placements),
    )


@pytest.fixture(scope="session")
def encoder():
    return WordEncoder()


@pytest.fixture(scope="session")
def make():
    """Heard and assignment of texts and their topics' names."""

    def made(texts, topics, themes=None, **columns):
        heard = heard_of(texts, **columns)
        return heard, assignment_to(heard, topics, themes)

    return made


@pytest.fixture(scope="session")
def complaints(make):
    """Four topics, exports and logins under one theme."""
    texts = EXPORTS + LOGINS + INVOICES + THANKS
    names = ["export"] * 7 + ["login"] * 7 + ["invoice"] * 7 + ["thanks"] * 5
    kinds = ["pain"] * 21 + ["praise"] * 5
    return make(texts, names, {"export": "use", "login": "use"}, kinds=kinds)


@pytest.fixture(scope="session")
def wholly():
    """Topics with the words and files of their model."""

    def of(heard, assignment, encoder):
        topics = topics_of(heard, assignment, TopicSettings(), encoder=encoder, seed=1)
        pending = begin_model(heard, assignment, topics, encoder=encoder, engine=Serial())
        return pending.result()

    return of


@pytest.fixture(scope="session")
def found(complaints, encoder, wholly):
    """What the four topics are called."""
    return wholly(*complaints, encoder)
