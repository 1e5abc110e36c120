"""Small corpora for the voice's tests."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from voiceminer.data import Account, Corpus, Deal, Document, LeftOut, Person, Rows, SourceFile, Turn
from voiceminer.engines import Serial
from voiceminer.settings import VoiceSettings
from voiceminer.voice import voice_of

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def document(id="D1", kind="ticket", **fields):  # noqa: A002  # the record's own name
    values = {
        "id": id,
        "kind": kind,
        "system": "zendesk",
        "created_at": DAY,
        "author_id": None,
        "account_id": "A1",
        "deal_id": None,
        "link_rung": "account id",
        "csat": None,
        "product": None,
        "channel": None,
    }
    return Document(**(values | fields))


def turn(text, id="D1/0", document_id="D1", role="customer", **fields):  # noqa: A002  # as above
    values = {"speaker": None, "at": DAY, "public": True, "file": "tickets.csv", "row": 1}
    return Turn(id=id, document_id=document_id, role=role, text=text, **(values | fields))


def corpus(documents=(), turns=(), people=(), *, accounts=(), deals=(), left_out=(), files=()):
    return Corpus(
        files=Rows.gather(SourceFile, files),
        documents=Rows.gather(Document, documents),
        turns=Rows.gather(Turn, turns),
        people=Rows.gather(Person, people),
        accounts=Rows.gather(Account, accounts),
        deals=Rows.gather(Deal, deals),
        left_out=Rows.gather(LeftOut, left_out),
    )


def account(id="A1", name="Fabrikam Ltd", **fields):  # noqa: A002  # as above
    values = {
        "domains": (),
        "segment": None,
        "arr": None,
        "currency": None,
        "attributes": {},
        "file": "accounts.csv",
        "row": 1,
    }
    return Account(id=id, name=name, **(values | fields))


def deal(id="O1", **fields):  # noqa: A002  # as above
    values = {
        "name": None,
        "account_id": "A1",
        "type": None,
        "amount": None,
        "currency": None,
        "stage": None,
        "outcome": "open",
        "created_at": None,
        "closed_on": None,
        "planned_close": None,
        "reason": None,
        "covariates": {},
        "file": "deals.csv",
        "row": 1,
    }
    return Deal(id=id, **(values | fields))


def person(name, email=None, side="customer"):
    return Person(name=name, email=email, side=side)


def voice(*args, settings=None, **fields):
    return voice_of(corpus(*args, **fields), settings or VoiceSettings(), engine=Serial())


def said(text, kind="ticket", people=(), **fields):
    """What is kept of one customer's turn."""
    heard = voice([document(kind=kind)], [turn(text, **fields)], people)
    return heard.verbatims[0].text if len(heard.verbatims) else ""


@pytest.fixture
def make():
    return SimpleNamespace(
        document=document,
        turn=turn,
        corpus=corpus,
        account=account,
        deal=deal,
        person=person,
        voice=voice,
        said=said,
    )
