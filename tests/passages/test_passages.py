"""One thought per passage, and offsets that hold."""

from dataclasses import replace
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
    Passage,
    Rows,
    SourceFile,
    Verbatim,
    Voice,
)
from voiceminer.engines import Serial
from voiceminer.passages import passages_of
from voiceminer.passages.repeats import with_repeats
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


@pytest.fixture(scope="module")
def sentencizer():
    import spacy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
def test_sentences_are_those_of_spacys_sentencizer(sentencizer, text):
    whole = [(s.start_char, s.end_char) for s in sentencizer(text).sents]
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


def same_voice(*texts):
    """Which texts of one author, each said a day after the one before, are the first's voice."""
    heard = voice(*((t, "customer") for t in reversed(texts)), authors=["bot"] * len(texts))
    found = passages_of(heard, PassageSettings(), engine=Serial())
    last = f"V{len(texts) - 1}#0"
    return [p.repeat_of == last for p in reversed(list(found))]


def test_what_a_program_sends_each_day_is_one_voice():
    assert same_voice(
        "Backup job 4711 failed on [PERSON_1] at 03:15.",
        "Backup job 4712 failed on [PERSON_2] at 04:20.",
    ) == [False, True]


def test_nine_words_of_ten_are_a_repeat_and_four_of_six_are_not():
    nine = "the quarterly export of our numbers always fails at noon"
    assert same_voice(nine, nine + " again") == [False, True]
    assert same_voice("the export fails for us", "the import fails for us") == [False, False]


def test_what_is_like_a_repeat_only_is_no_repeat():
    # each shares eight of ten words with its neighbour, the ends seven of eleven
    words = [f"w{c}" for c in "abcdefghijk"]
    texts = [" ".join(words[i : i + 9]) for i in range(3)]
    assert same_voice(*texts) == [False, True, False]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=3, max_size=9), max_size=8))
def test_every_pair_that_is_alike_is_found(bags):
    """The search through rare words finds what comparing each with each finds."""
    passages = [
        Passage(
            id=f"P{i}", verbatim_id="V", start=0, end=1, text=" ".join(bag), side="customer",
            at=DAY, document_id="D", author_id="a", account_id=None, deal_id=None, repeat_of=None,
        )
        for i, bag in enumerate(bags)
    ]  # fmt: skip
    firsts, expected = [], {}
    for passage in passages:
        bag = {*passage.text.split()}
        same = [
            p.id for p in firsts
            if len(bag & {*p.text.split()}) >= 0.8 * len(bag | {*p.text.split()})
        ]  # fmt: skip
        exact = [p.id for p in passages if p.text == passage.text and p.id < passage.id]
        expected[passage.id] = (
            (expected[exact[0]] or exact[0]) if exact else same[0] if same else None
        )
        if not expected[passage.id]:
            firsts.append(passage)
    assert {p.id: p.repeat_of for p in with_repeats(passages[::-1])} == expected


@pytest.mark.parametrize(
    ("before", "leaning"),
    [
        ("The export to CSV fails every night.", "It still does that after the update."),
        ("Your invoices come a week too late.", "And that costs us a lot of money."),
        ("Our dashboards load for half a minute.", "This happens with every customer."),
    ],
)
def test_what_says_nothing_alone_has_its_context_beside_it(before, leaning):
    found = list(passages_of(voice((f"{before} {leaning}", "customer")), PassageSettings(),
                             engine=Serial()))  # fmt: skip
    assert [(p.text, p.context) for p in found] == [(before, ""), (leaning, before)]


@pytest.mark.parametrize(
    "text",
    [
        "This export fails every single day.",
        "That invoice was wrong again.",
        "Nobody in support answers us.",
    ],
)
def test_what_names_its_matter_needs_no_context(text):
    found = passages_of(
        voice((f"We are not happy at all. {text}", "customer")), PassageSettings(), engine=Serial()
    )
    assert found.column("context") == ["", ""]


def test_context_comes_from_the_same_side_of_the_same_document():
    document = voice(("x", "customer"))
    (one,) = document.documents
    said = [
        Verbatim(
            id=f"V{i}", document_id="D0", side=side, at=DAY, language="en", text=text,
            file="f.csv", row=i,
        )
        for i, (side, text) in enumerate([
            ("customer", "The export fails every day."),
            ("reported", "Budget for next year is gone"),
            ("customer", "It still does that for us."),
        ])
    ]  # fmt: skip
    heard = replace(
        document, documents=Rows.gather(Document, [one]), verbatims=Rows.gather(Verbatim, said)
    )
    found = passages_of(heard, PassageSettings(), engine=Serial())
    assert found.column("context") == ["", "", "The export fails every day."]
    assert found.column("language") == ["en"] * 3
