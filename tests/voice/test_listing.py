"""What was kept and cut can be listed, redacted, and is what a run keeps."""

import pytest
from pydantic import ValidationError

from voiceminer.engines import Serial
from voiceminer.errors import EmptyResultError, SettingsError
from voiceminer.settings import VoiceSettings
from voiceminer.voice import RULES, listing_of

MAIL = (
    "The export fails, call me at +44 113 496 0123.\n\nBest,\nAnn\n\n"
    "On Tue, Apr 3, 2026 at 4:19 PM Bob Miller <bob@acme.org> wrote:\n> Hi Ann"
)


def listed(make, *turns, documents=None, **asked):
    corpus = make.corpus(documents or [make.document()], turns)
    return listing_of(corpus, VoiceSettings(), engine=Serial(), **asked)


def test_a_document_shows_what_was_kept_cut_and_left_out(make):
    turns = [
        make.turn(MAIL, id="D1/1"),
        make.turn("We will look into it.", id="D1/2", role="ours"),
        make.turn("He is rude.", id="D1/3", role="ours", public=False),
    ]
    shown = listed(make, *turns)
    said, ours, note = shown.documents[0].turns
    assert (said.side, said.text) == ("customer", "The export fails, call me at [PHONE_1].")
    assert [cut.rule for cut in said.cut] == ["quoted reply", "quoted reply", "signature"]
    assert (ours.side, ours.text, ours.cut) == ("ours", "We will look into it.", ())
    assert (note.side, note.text, [*note.cut]) == (None, "", [("private note", "")])
    assert shown.kept == {"customer": 1, "ours": 1}
    assert shown.cut == {"quoted reply": 1, "signature": 1, "private note": 1}


def test_kept_texts_are_those_of_a_run_and_cuts_hold_no_personal_data(make):
    corpus = make.corpus([make.document()], [make.turn(MAIL)])
    shown = listing_of(corpus, VoiceSettings(redact=False), engine=Serial())
    turn = shown.documents[0].turns[0]
    assert [turn.text] == make.voice([make.document()], [make.turn(MAIL)]).verbatims.column("text")
    everything = turn.text + "".join(cut.text for cut in turn.cut)
    assert "bob@acme.org" not in everything
    assert "Miller" not in everything


def test_boilerplate_is_listed_with_the_lines_it_took(make):
    footer = "Our offices are open from Monday to Friday between nine and five for all clients"
    documents = [make.document(id=f"D{i}", account_id=f"A{i}") for i in range(3)]
    turns = [
        make.turn(f"Export {i} fails.\n{footer}", id=f"T{i}", document_id=f"D{i}") for i in range(3)
    ]
    corpus = make.corpus(documents, turns)
    settings = VoiceSettings(boilerplate_accounts=3)
    shown = listing_of(corpus, settings, engine=Serial(), rule="boilerplate")
    assert [t.cut for d in shown.documents for t in d.turns] == [(("boilerplate", footer),)] * 3


def test_a_sample_is_drawn_by_its_seed_whatever_the_order_of_rows(make):
    documents = [make.document(id=f"D{i}") for i in range(30)]
    turns = [make.turn(f"Export {i} fails.", id=f"T{i}", document_id=f"D{i}") for i in range(30)]

    def drawn(seed, step):
        shown = listed(make, *turns[::step], documents=documents[::step], sample=5, seed=seed)
        assert shown.n_documents == 30
        return [d.document.id for d in shown.documents]

    assert drawn(1, 1) == drawn(1, -1) == sorted(drawn(1, 1))
    assert len(drawn(1, 1)) == 5
    assert drawn(1, 1) != drawn(2, 1)


def test_documents_can_be_chosen_by_kind_and_rule(make):
    documents = [make.document(id="D1"), make.document(id="D2", kind="chat")]
    turns = [
        make.turn(MAIL, id="T1"),
        make.turn("It fails.", id="T2", document_id="D2"),
    ]

    def ids(**asked):
        shown = listed(make, *turns, documents=documents, **asked)
        return [d.document.id for d in shown.documents]

    assert ids() == ["D1", "D2"]
    assert ids(kind="chat") == ["D2"]
    assert ids(rule="signature") == ["D1"]
    with pytest.raises(EmptyResultError, match="--kind 'call': no such document"):
        ids(kind="call")
    with pytest.raises(SettingsError, match=r"there is no rule 'quotes'\. Rules are: quoted reply"):
        ids(rule="quotes")


def test_every_rule_that_cuts_is_explained(make):
    turns = [
        make.turn(text, id=f"T{i}", **fields)
        for i, (text, fields) in enumerate(
            [
                (MAIL, {}),
                ("Automatic reply: away", {}),
                ("This is an automated message.", {}),
                ("x", {"role": "bot"}),
                ("x", {"role": "unknown"}),
                ("x", {"public": False}),
                ("", {}),
                ("It fails.\nSent from my iPhone", {}),
                ("It fails.\n[cid:image001.png@1]", {}),
                ("It fails.\nDisclaimer: this is confidential.", {}),
                ("It fails.\n-----Original Message-----\nOld", {}),
                ("It fails.\nFrom: a@b.org\nSent: Monday\nSubject: x\n\nOld", {}),
            ]
        )
    ]
    shown = listed(make, *turns)
    assert {*shown.cut} == {*RULES} - {"boilerplate"}


def test_what_a_rule_takes_is_shown_as_kept_where_it_is_turned_off(make):
    turn = make.turn("It fails.\n-----Original Message-----\nOld words")
    rule = "forwarded or original message"
    corpus = make.corpus([make.document()], [turn])
    engine = Serial()
    cut = listing_of(corpus, VoiceSettings(), engine=engine)
    kept = listing_of(corpus, VoiceSettings(keep=(rule,)), engine=engine)
    assert (cut.cut[rule], kept.cut[rule]) == (1, 0)
    assert "Old words" not in cut.documents[0].turns[0].text
    assert "Old words" in kept.documents[0].turns[0].text


def test_private_notes_cannot_be_kept():
    with pytest.raises(ValidationError):
        VoiceSettings(keep=("private note",))
