"""Whose words count."""

import pytest

from voiceminer.data import Person
from voiceminer.engines import Serial
from voiceminer.settings import VoiceSettings
from voiceminer.voice import voice_of


def test_sides_follow_roles(make):
    turns = [
        make.turn("It fails.", id="c", role="customer"),
        make.turn("We fix it.", id="o", role="ours"),
        make.turn("Cust says it fails", id="n", role="note"),
        make.turn("Ticket merged", id="b", role="bot"),
        make.turn("He is rude", id="p", role="ours", public=False),
        make.turn("Somebody", id="u", role="unknown"),
    ]
    heard = make.voice([make.document()], turns)
    assert {v.id: v.side for v in heard.verbatims} == {"c": "customer", "n": "reported"}
    assert [o.id for o in heard.ours] == ["o"]
    assert sorted(x.reason for x in heard.left_out) == [
        "automatic message",
        "nobody knows whose turn it is",
        "private note",
    ]


@pytest.mark.parametrize("kind", ["text", "review"])
def test_unknown_counts_where_the_export_is_customers_own(make, kind):
    heard = make.voice([make.document(kind=kind)], [make.turn("It fails.", role="unknown")])
    assert [v.side for v in heard.verbatims] == ["unknown"]


@pytest.mark.parametrize("role", ["customer", "note", "ours", "unknown"])
def test_private_turns_are_nowhere(make, role):
    heard = make.voice([make.document(kind="text")], [make.turn("Secret", role=role, public=False)])
    assert len(heard.verbatims) == len(heard.ours) == 0


def test_boilerplate_of_many_accounts_is_cut(make):
    footer = "Our offices are open from Monday to Friday between nine and five for all clients"
    documents = [make.document(id=f"D{i}", account_id=f"A{i}") for i in range(3)]
    turns = [
        make.turn(f"Export number {'xyz'[i]} fails.\n{footer}", id=f"T{i}", document_id=f"D{i}")
        for i in range(3)
    ]
    settings = VoiceSettings(boilerplate_accounts=3)
    heard = make.voice(documents, turns, settings=settings)
    assert heard.verbatims.column("text") == [f"Export number {c} fails." for c in "xyz"]
    assert [o.kind for o in heard.own_side] == ["boilerplate"]
    kept = make.voice(documents[:2], turns[:2], settings=settings)
    assert all(footer in text for text in kept.verbatims.column("text"))


def test_own_domains_come_from_our_people(make):
    people = [make.person("Rita Vogt", "rita@vendor.io", side="ours")]
    heard = make.voice([make.document()], [make.turn("x y z")], people)
    assert [(o.kind, o.value) for o in heard.own_side] == [("domain", "vendor.io")]


def test_order_of_input_does_not_matter(make):
    documents = [make.document(id=f"D{i}") for i in range(4)]
    turns = [make.turn(f"Fails {i}", id=f"T{i}", document_id=f"D{i}") for i in range(4)]
    one = make.voice(documents, turns)
    other = make.voice(documents[::-1], turns[::-1])
    assert one == other


def test_what_people_at_an_own_domain_wrote_is_ours_whatever_the_export_says(make):
    people = [
        Person(name="Ann Lee", email="ann@ours.example", side="customer"),
        Person(name="Bo Ek", email="bo@notours.example", side="customer"),
    ]
    turns = [
        make.turn("The plan is on its way.", id="T0", speaker="Ann Lee"),
        make.turn("We sent it by post.", id="T1", speaker="Cy <cy@mail.ours.example>"),
        make.turn("Nothing has arrived here.", id="T2", speaker="Bo Ek"),
    ]
    raw = make.corpus([make.document()], turns, people)
    settings = VoiceSettings(own_domains=("Ours.example",))
    voice = voice_of(raw, settings, engine=Serial())
    assert [v.id for v in voice.verbatims] == ["T2"]
    assert [o.id for o in voice.ours] == ["T0", "T1"]
    assert len(voice_of(raw, VoiceSettings(), engine=Serial()).verbatims) == 3
