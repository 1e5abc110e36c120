"""Personal data is gone from every field, and nothing else is."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceminer.data import LeftOut, Rows, SourceFile, Voice
from voiceminer.settings import VoiceSettings
from voiceminer.voice.redaction.money import luhn

FOUND = [
    ("Write to jane.roe+x@mail.acme.co.uk please", "Write to [EMAIL_1] please"),
    ("jane at acme dot com", "[EMAIL_1]"),
    ("Call me at +49 30 901820 or (415) 555-2671.", "Call me at [PHONE_1] or [PHONE_2]."),
    ("My number is 0151 23456789", "My number is [PHONE_1]"),
    ("ring 07700 900123 today", "ring [PHONE_1] today"),
    ("Tel.: 06 12 34 56 78", "Tel.: [PHONE_1]"),
    ("card 4111 1111 1111 1111 was declined", "card [CARD_1] was declined"),
    ("IBAN DE89 3704 0044 0532 0130 00 please", "IBAN [IBAN_1] please"),
    ("GB82WEST12345698765432", "[IBAN_1]"),
    ("from 192.168.10.24 and 2001:db8::8a2e:370:7334", "from [IP_1] and [IP_2]"),
    ("see https://app.acme.com/x?token=abc123.", "see [URL_1]."),
    ("my api key is sk-live-9aF3kLmN2pQrS7tU", "my api key is [SECRET_1]"),
    ("password: hunter2!x", "password: [SECRET_1]"),
    ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF", "token [SECRET_1]"),
    ("SSN 536-90-4399", "SSN [ID_1]"),
    ("DNI 12345678Z", "DNI [ID_1]"),
    ("I live at 221 Baker Street, London", "I live at [ADDRESS_1]"),
    ("Hauptstraße 5, 10115 Berlin", "[ADDRESS_1]"),
    ("12 rue de la Paix, 75002 Paris", "[ADDRESS_1]"),
    ("Hi Tobias, it fails. Tobias knows.", "Hi [PERSON_1], it fails. [PERSON_1] knows."),
    ("Sehr geehrte Frau Schmidt-Rottluff, es geht nicht",
     "Sehr geehrte Frau [PERSON_1], es geht nicht"),
    ("My name is Ada Byron and it fails", "My name is [PERSON_1] and it fails"),
    ("It fails. Thanks, Ada", "It fails. Thanks, [PERSON_1]"),
    ("Tobias says it fails", "[PERSON_1] says it fails"),
    ("Yesterday Anna Kowalska could not log in", "Yesterday [PERSON_1] could not log in"),
    ("Hier spricht Josefa Jessel von der Buchhaltung",
     "Hier spricht [PERSON_1] von der Buchhaltung"),
    ("Mein Passwort lautet tot856 seitdem", "Mein Passwort lautet [SECRET_1] seitdem"),
    ("My passport no. is C01X00T478", "My passport no. is [ID_1]"),
    ("PESEL 44051401359", "PESEL [ID_1]"),
    ("postgres://u:geheim@db.acme.com/main is down", "[URL_1] is down"),
    ("86149 Stevens Islands, Ely, FL 11252", "[ADDRESS_1]"),
    ("Calle de Alcalá 45, 28014 Madrid", "[ADDRESS_1]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "safe"), FOUND)
def test_personal_data_becomes_placeholders(make, text, safe):
    assert make.said(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "Order 4155552671 has not arrived.",
        "Version 10.2.1 fails since 2026-03-01 at 10:30:00.",
        "It costs 1,250,000 USD, or 1.250.000,50 EUR.",
        "The password is wrong and the API key page is empty.",
        "Hello, In my opinion it fails.",
        "Hi team, it fails.",
        "Ticket 20260301-0012 and invoice 2026/0045",
        "We follow Best Practices",
        "Between 2019-2021 we had 15 - 20 users",
        "4111 1111 1111 1112 is no card",
        "Die Bestellung 172546805 kam nie an.",
        "The price went up on 25 Jan 2025.",
        "We opened offices in San Diego and in St. Martin.",
        "The dossier 2026-034025 is open, article 4006381333931 is not.",
        "In May the Grace period ends, and Will power is not enough.",
    ],
)
def test_what_is_no_personal_data_stays(make, text):
    assert make.said(text) == text


def test_known_names_go_and_words_that_are_names_stay(make):
    people = [make.person("Mark Price"), make.person("Zelda Quist", "zelda.quist@acme.com")]
    text = (
        "The Price is high. Mark Price said so, zelda quist and Z. Quist agree. Ask Mark, or Quist."
    )
    assert make.said(text, people=people) == (
        "The Price is high. [PERSON_1] said so, [PERSON_2] and [PERSON_2] agree."
        " Ask [PERSON_1], or [PERSON_2]."
    )


def test_numbers_are_the_same_within_a_document_and_forgotten_between(make):
    documents = [make.document(id="D1"), make.document(id="D2")]
    turns = [
        make.turn("Mail a@x.org and b@x.org", id="1", document_id="D1", row=1),
        make.turn("No, b@x.org", id="2", document_id="D1", row=2),
        make.turn("Mail b@x.org", id="3", document_id="D2", row=3),
    ]
    heard = make.voice(documents, turns)
    assert heard.verbatims.column("text") == [
        "Mail [EMAIL_1] and [EMAIL_2]",
        "No, [EMAIL_2]",
        "Mail [EMAIL_1]",
    ]


def test_accounts_names_become_companies_in_texts_and_stay_in_their_table(make):
    heard = make.voice(
        [make.document()],
        [make.turn("Fabrikam cannot export. At FABRIKAM LTD nobody can; see fabrikam.com")],
        accounts=[make.account(domains=("fabrikam.com",))],
    )
    assert heard.verbatims[0].text == (
        "[COMPANY_1] cannot export. At [COMPANY_1] nobody can; see [COMPANY_2]"
    )
    assert heard.accounts[0].name == "Fabrikam Ltd"


def test_what_we_said_is_redacted_too(make):
    heard = make.voice([make.document()], [make.turn("Hi Ada, call 0151 23456789", role="ours")])
    assert heard.ours[0].text == "Hi [PERSON_1], call [PHONE_1]"


def test_without_redaction_all_stays(make):
    heard = make.voice(
        [make.document(author_id="ada@x.org")],
        [make.turn("Hi Ada, write to ada@x.org", id="ada@x.org/1")],
        settings=VoiceSettings(redact=False),
    )
    assert heard.verbatims[0].text == "Hi Ada, write to ada@x.org"
    assert heard.documents[0].author_id == "ada@x.org"
    assert heard.verbatims[0].id == "ada@x.org/1"


SECRETS = (
    "jane.roe@fabrikam.example",
    "+4930901820123",
    "4111111111111111",
    "DE89370400440532013000",
    "Zelda Quist",
    "192.168.10.24",
    "sk-live-9aF3kLmN2pQrS7tU",
)


def everywhere(make, secret):
    """A corpus that holds the secret in each of its text fields."""
    return make.corpus(
        documents=[
            make.document(
                id=f"doc {secret}", system=secret, author_id=secret, account_id=f"acc {secret}",
                deal_id=f"opp {secret}", product=secret, channel=f"via {secret}",
            )
        ],
        turns=[
            make.turn(f"Ask {secret} about it.", id=f"turn {secret} {role}", role=role, row=i,
                      document_id=f"doc {secret}", speaker=secret, file=f"in/{secret}.csv")
            for i, role in enumerate(("customer", "ours", "note"))
        ],
        people=[make.person("Zelda Quist", "jane.roe@fabrikam.example")],
        accounts=[
            make.account(
                id=f"acc {secret}", name=f"Contoso {secret}", domains=(secret,), segment=secret,
                currency=secret, attributes={secret: secret, "region": secret},
                file=f"in/{secret}.csv",
            )
        ],
        deals=[
            make.deal(
                id=f"opp {secret}", name=f"Contoso / {secret}", account_id=f"acc {secret}",
                type=secret, currency=secret, stage=f"stage {secret}", reason=f"Lost: {secret}.",
                covariates={"owner": secret, secret: secret, "source": secret},
                file=f"in/{secret}.csv",
            )
        ],
        left_out=[
            LeftOut(stage="reading", reason=f"no text {secret}", file=f"in/{secret}.csv", row=1,
                    subject=f"column {secret}", n=1)
        ],
        files=[
            SourceFile(path=f"in/{secret}.csv", sha256="0" * 64, system=secret, encoding="utf-8",
                       seen=1, made=1, merged=0, skipped=0)
        ],
    )  # fmt: skip


def tables(voice: Voice) -> dict[str, Rows]:
    return {f.name: getattr(voice, f.name) for f in dataclasses.fields(voice)}


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_in_any_field_is_in_no_table(make, secret):
    from voiceminer.engines import Serial
    from voiceminer.voice import voice_of

    heard = voice_of(everywhere(make, secret), VoiceSettings(), engine=Serial())
    for name, rows in tables(heard).items():
        held = str(rows.table.to_pylist()).casefold()
        assert secret.casefold() not in held, name
    # and the tables still join
    assert heard.documents[0].id == heard.verbatims[0].document_id
    assert heard.documents[0].account_id == heard.accounts[0].id == heard.deals[0].account_id
    assert heard.documents[0].deal_id == heard.deals[0].id
    assert heard.files[0].path == heard.verbatims[0].file == heard.accounts[0].file


def test_authors_are_pseudonyms_that_the_texts_key(make):
    documents = [make.document(id="D1", author_id="4711"), make.document(id="D2", author_id="4711")]
    one = make.voice(documents, [make.turn("One")]).documents.column("author_id")
    two = make.voice(documents, [make.turn("Two")]).documents.column("author_id")
    assert one[0] == one[1]
    assert one[0].startswith("person-")
    assert one != two


@settings(max_examples=60, deadline=None)
@given(
    before=st.text(alphabet="abc xyz.,\n", max_size=20),
    after=st.text(alphabet="abc xyz.,\n", max_size=20),
    local=st.from_regex(r"[a-z]{2,8}\.[a-z]{2,8}", fullmatch=True),
    digits=st.lists(st.integers(0, 9), min_size=15, max_size=15),
)
def test_addresses_and_cards_never_get_through(make_once, before, after, local, digits):
    number = "4" + "".join(map(str, digits[:14]))
    number += next(str(d) for d in range(10) if luhn(number + str(d)))
    text = f"word {before} {local}@acme.com {after} {number} {before}"
    kept = make_once.said(text, kind="call")
    assert local + "@" not in kept
    assert number not in kept
    assert "[EMAIL_1]" in kept


@pytest.fixture(scope="module")
def make_once(request):
    from types import SimpleNamespace

    # other folders' conftests have a `said` of their own
    ours = str(Path(__file__).with_name("conftest.py"))
    plugins = request.config.pluginmanager.get_plugins()
    conftest = next(p for p in plugins if getattr(p, "__file__", None) == ours)
    return SimpleNamespace(said=conftest.said)


def test_a_key_with_few_digits_in_a_stage_goes_too(make):
    key = "sk_live_oBZ9FNPeDblvaktcvqqNJxSE"
    found = make.voice([], [], deals=[make.deal(stage=f"Closed Lost {key}")])
    assert all(key not in str(deal) for deal in found.deals)
