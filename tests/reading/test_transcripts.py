"""Transcripts in plain text, as recorders save them."""

import pytest

SPOKEN = [("Ann Lee", "We cannot export."), ("Bob Ray", "Since when?"), ("Ann Lee", "May.")]

MEET = """Acme <> Us sync (2024-03-05 10:00 GMT+1) - Transcript
Attendees
Ann Lee, Bob Ray
Transcript
00:00:00
Ann Lee: We cannot
export.
Bob Ray: Since when?

00:05:00
Ann Lee: May.
Bob Ray: I see.
Transcription ended after 00:06:12
This editable transcript was computer generated and might contain errors. People can also change it.
"""
ZOOM = """[Ann Lee] 10:02:03
We cannot export.

[Bob Ray] 10:02:09
Since when?

[Ann Lee] 10:03:00
May.
"""
CHAT = (
    "10:02:03\t From Ann Lee to Everyone : We cannot export.\n"
    "10:02:09\t From  Bob Ray  to  Everyone:\n\tSince when?\n"
    "10:03:00\t From Ann Lee to Bob Ray(Direct Message) : May.\n"
)
FATHOM = (
    "0:01 - Ann Lee\n  We cannot export.\n\n0:09 - Bob Ray\n  Since when?\n\n"
    "0:11 - Ann Lee\n  May.\n"
)


@pytest.mark.parametrize(
    ("text", "more"),
    [(MEET, [("Bob Ray", "I see.")]), (ZOOM, []), (CHAT, []), (FATHOM, [])],
    ids=["Google Meet", "Zoom", "Zoom's chat", "name behind the time"],
)
def test_who_said_what(read, text, more):
    corpus = read({"call.txt": text})
    assert [(t.speaker, t.text) for t in corpus.turns] == [*SPOKEN, *more]
    assert [d.kind for d in corpus.documents] == ["call"]


def test_the_day_stands_above_the_turns(read):
    [call] = read({"call.txt": MEET}).documents
    assert call.created_at.date().isoformat() == "2024-03-05"


def test_a_recorder_that_does_not_know_the_speaker(read):
    otter = (
        "SUMMARY KEYWORDS\nexport\n\nAnn Lee  0:01  \nWe cannot\nexport.\n\n"
        "Unknown Speaker  0:09  \nSince when?\n\n0:21\nMay.\n\nTranscribed by https://otter.ai\n"
    )
    corpus = read({"call.txt": otter})
    assert [(t.speaker, t.text) for t in corpus.turns] == [
        ("Ann Lee", "We cannot export."), ("Unknown Speaker", "Since when?"), (None, "May."),
    ]  # fmt: skip
    assert corpus.people.column("name") == ["Ann Lee"]  # nobody is called Unknown Speaker


def test_front_matter_stays_as_it_is_written(read):
    note = (
        "---\naccount: Acme GmbH\ndate: 2024-03-05\nid: 007\nattendees:\n  - Ann Lee\n"
        "  - Bob Ray\ntags: [a, b]\n---\n# Call\nThey said it is slow.\n"
    )
    [document] = read({"x.md": note}).documents
    assert (document.id, document.kind, document.account_id) == ("007", "note", "Acme GmbH")
    assert document.created_at.date().isoformat() == "2024-03-05"


def test_a_rule_on_top_is_no_front_matter(read):
    corpus = read({"x.md": "---\nThey said: it is slow: very\n---\nAnd it stops.\n"})
    assert "it is slow" in "".join(corpus.turns.column("text"))


def test_who_speaks_once_is_told_from_a_sentence(read):
    said = ["Ann Lee: So here's the thing: it is slow", "Bob Ray: I see.", "Ann Lee: We may leave."]
    cues = "".join(f"00:0{n}.000 --> 00:0{n}.900\n{x}\n\n" for n, x in enumerate(said))
    corpus = read({"call.vtt": f"WEBVTT\n\n{cues}"})
    assert [(t.speaker, t.text) for t in corpus.turns] == [
        ("Ann Lee", "So here's the thing: it is slow"),
        ("Bob Ray", "I see."),
        ("Ann Lee", "We may leave."),
    ]
