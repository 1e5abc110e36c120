"""One thought per passage, and offsets that hold."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceminer.data import (
    Account,
    Deal,
    Document,
    LeftOut,
    OurTurn,
    OwnSide,
    Rows,
    SourceFile,
    Verbatim,
    Voice,
)
from voiceminer.engines import Serial
from voiceminer.passages import passages_of
from voiceminer.passages.sentences import sentences_in
from voiceminer.settings import PassageSettings

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def voice(*verbatims, authors=()):
    """Verbatims as (text, side), each in its own document; `authors` per document."""
    documents = [
        Document(
            id=f"D{i}", kind="ticket", system="s", created_at=DAY,
            author_id=authors[i] if authors else None, account_id="A1", deal_id="O1",
            link_rung="deal id", csat=None, product=None, channel=None,
        )
        for i in range(len(verbatims))
    ]  # fmt: skip
    said = [
        Verbatim(
            id=f"V{i}", document_id=f"D{i}", side=side, at=DAY.replace(day=20 - i), language="en",
            text=text, file="f.csv", row=i,
        )
        for i, (text, side) in enumerate(verbatims)
    ]  # fmt: skip
    return Voice(
        files=Rows.gather(SourceFile),
        documents=Rows.gather(Document, documents),
        verbatims=Rows.gather(Verbatim, said),
        ours=Rows.gather(OurTurn),
        accounts=Rows.gather(Account),
        deals=Rows.gather(Deal),
        own_side=Rows.gather(OwnSide),
        left_out=Rows.gather(LeftOut),
    )


def thoughts(text, side="customer", **fields):
    heard = voice((text, side))
    return passages_of(heard, PassageSettings(**fields), engine=Serial()).column("text")


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("I lost my card. What now?", ["I lost my card. What now?"]),
        (
            "The export fails every single day. Support never answers our mails.",
            ["The export fails every single day.", "Support never answers our mails."],
        ),
        ("Mr. Smith says version 2.1 fails, e.g. today.", None),
        (
            "We see this:\n- exports fail on Mondays\n2) imports are slow",
            ["exports fail on Mondays", "imports are slow"],
        ),
        (
            "Hi [PERSON_1],\n\nThe export fails again today.\n\nThanks!",
            ["The export fails again today."],
        ),
        (
            'It is slow at month end. "Nobody knows why it is so slow." They gave up on it.',
            [
                "It is slow at month end.",
                '"Nobody knows why it is so slow."',
                "They gave up on it.",
            ],
        ),
        ("Yes. Okay, great!", []),
        ("[PERSON_1]", []),
        ("", []),
    ],
)  # fmt: skip
def test_customers_words_are_split_by_thought(text, passages):
    assert thoughts(text) == ([text] if passages is None else passages)


def test_notes_are_split_into_clauses():
    note = (
        "Call w/ CFO; pricing too high / no SSO -> sent deck, will follow up"
        " - asked for CSV export twice"
    )
    assert thoughts(note, side="reported") == [
        "Call w/ CFO",
        "pricing too high",
        "no SSO",
        "sent deck, will follow up",
        "asked for CSV export twice",
    ]


def test_a_customers_marks_are_no_borders():
    assert len(thoughts("Import and/or export - both of them; neither works / loads")) == 1


def test_long_sentences_are_split_at_clauses():
    clause = "the export of the quarterly numbers fails for everyone in the team"
    text = f"First {clause}, but then {clause}, because {clause} and we {clause}."
    found = thoughts(text, longest=30)
    assert len(found) > 1
    assert all(len(p.split()) <= 30 for p in found)
    assert " ".join(found) == text


def test_a_passage_knows_where_it_comes_from():
    heard = voice(("Hello. The export fails every day.", "reported"), authors=["ann"])
    (passage,) = passages_of(heard, PassageSettings(), engine=Serial())
    assert (passage.document_id, passage.author_id, passage.account_id, passage.deal_id) == (
        "D0", "ann", "A1", "O1",
    )  # fmt: skip
    assert (passage.side, passage.at) == ("reported", DAY.replace(day=20))
    assert passage.id == f"V0#{passage.start}"


def test_repeats_point_at_the_first_by_time():
    same = ("The export fails every day!", "customer")
    heard = voice(same, ("the EXPORT fails, every day", "customer"), same, authors=["a", "a", "b"])
    found = passages_of(heard, PassageSettings(), engine=Serial())
    # the second was said a day before the first; the third is another author's
    assert found.column("repeat_of") == ["V1#0", None, None]


def test_without_an_author_the_account_repeats():
    same = ("The export fails every day!", "customer")
    found = passages_of(voice(same, same), PassageSettings(), engine=Serial())
    assert found.column("repeat_of") == ["V1#0", None]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.text(alphabet="ab cd.!?;/->\n\"-•1)ß…", max_size=120), min_size=1, max_size=3
    ),
    st.sampled_from(["customer", "reported"]),
)  # fmt: skip
def test_offsets_hold_and_passages_never_overlap(texts, side):
    heard = voice(*((t, side) for t in texts))
    verbatims = {v.id: v for v in heard.verbatims}
    found = list(passages_of(heard, PassageSettings(), engine=Serial()))
    last = {}
    for passage in found:
        text = verbatims[passage.verbatim_id].text
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip()
        assert passage.start >= last.get(passage.verbatim_id, 0)
        last[passage.verbatim_id] = passage.end
    assert len({p.id for p in found}) == len(found)


# abbreviations, versions, addresses, marks alone and in rows, other scripts' marks (opening marks
# have a test of their own)
WORDS = [
    "Mr.",
    "e.g.",
    "2.1",
    "v2.1.",
    "U.S.",
    "etc.",
    "a.m.",
    "5.",
    "fails.",
    "fails.It",
    "why?!",
    "...",
    "…",
    "!",
    "why?)",
    "Yahoo!",
    "it",
    "we",
    "No.",
    "acme.com",
    "a.b.c.",
    ":)",
    "don't.",
    "。",
    "fails。그",
    "ok.)",
    "dr.",
    "--",
    "$5.",
    "50%.",
    "3.5.",
    "I.",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
def test_sentences_are_those_of_spacys_sentencizer(text):
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    whole = [(s.start_char, s.end_char) for s in pipeline(text).sents]
    assert sentences_in("en")(text, (0, len(text))) == whole


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("It went ok. [PERSON_1] was there all day.", "[PERSON_1] was there all day."),
        ("It went ok. (He said no to it.)", "(He said no to it.)"),
        ('It went ok. ("Too dear", he said.)', '("Too dear", he said.)'),
        ('They asked "why?" It was late again.', "It was late again."),
    ],
)
def test_an_opening_mark_begins_the_next_sentence(text, second):
    _, (start, end) = sentences_in("en")(text, (0, len(text)))
    assert text[start:end] == second
