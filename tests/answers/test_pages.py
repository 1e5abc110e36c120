"""Our own copy: read as it is, and held against what customers ask."""

from pathlib import Path

import numpy as np
import pytest

from voiceminer.answers.pages import on_pages, paragraphs_of
from voiceminer.answers.wording import our_phrases
from voiceminer.data import (
    Assignment,
    Clustering,
    Corpus,
    Embeddings,
    Group,
    Heard,
    Identity,
    Level,
    Membership,
    OurTurn,
    Passage,
    Placement,
    Rows,
    Signal,
)
from voiceminer.engines import Serial
from voiceminer.errors import InputError
from voiceminer.pipeline import listen
from voiceminer.reading import read_records, with_pages
from voiceminer.settings import ReadingSettings, Settings
from voiceminer.voice import voice_of

HTML = """<!doctype html><html><head><title>x</title></head><body><nav><a>Home</a></nav>
<h1>Leaving</h1><p>You may take <b>all</b> your records<br>with you.</p>
<ul><li>As spreadsheets</li></ul><footer><p>Imprint</p></footer></body></html>"""
MARKDOWN = """---
title: Prices
tags: [a, b]
---
# What it costs

Every seat costs the **same**, see [the list](list.md). ![logo](x.png)
It goes on.

- No set-up fee
"""


def corpus(folder: Path) -> Corpus:
    said = read_records([{"id": "1", "text": "How do we get our records out of your system?"}])
    return with_pages(said, [folder], ReadingSettings(), engine=Serial())


def texts(made: Corpus) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for turn in made.turns:
        found.setdefault(turn.file, []).append((turn.row, turn.text))
    return found


def test_pages_of_each_kind_are_read_without_their_frame(tmp_path) -> None:
    from docx import Document

    (tmp_path / "leaving.html").write_text(HTML)
    (tmp_path / "prices.md").write_text(MARKDOWN)
    (tmp_path / "note.txt").write_text("Somebody picks up.\nAlways.\n\nEven on Sundays.")
    word = Document()
    word.add_paragraph("Films of three minutes.")
    word.save(str(tmp_path / "films.docx"))
    found = texts(corpus(tmp_path))
    assert [t for _, t in found["pages/leaving.html"]] == [
        "Leaving", "You may take all your records", "with you.", "- As spreadsheets"
    ]  # fmt: skip
    assert found["pages/prices.md"] == [
        (1, "Prices"),
        (5, "What it costs"),
        (7, "Every seat costs the same, see the list. It goes on."),
        (10, "- No set-up fee"),
    ]
    assert found["pages/note.txt"] == [(1, "Somebody picks up. Always."), (4, "Even on Sundays.")]
    assert [t for _, t in found["pages/films.docx"]] == ["Films of three minutes."]


def test_what_is_no_copy_is_said_and_stops_only_itself(tmp_path) -> None:
    (tmp_path / "a.md").write_text("We answer.")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\x00\x00\xff\xfe\x00")
    (tmp_path / "c.csv").write_text("a,b\n1,2\n")
    made = corpus(tmp_path)
    assert [file for file in texts(made) if file.startswith("pages/")] == ["pages/a.md"]
    problems = {left.file: left.reason for left in made.left_out}
    assert "neither a web page nor Markdown" in problems["pages/b.png"]
    assert "neither a web page nor Markdown" in problems["pages/c.csv"]
    (tmp_path / "a.md").unlink()
    with pytest.raises(InputError, match=r"pages/b\.png: no copy"):
        corpus(tmp_path)


def test_our_pages_are_nobodys_voice(tmp_path) -> None:
    (tmp_path / "a.md").write_text("You may take all your records with you, at any time.")
    heard = listen(corpus(tmp_path), Settings.model_validate({"embedding": {"encoder": "static"}}))
    assert [p.text for p in heard.passages] == ["How do we get our records out of your system?"]
    assert [o.file for o in heard.voice.ours] == ["pages/a.md"]


def turn(text: str, n: int = 1, page: str = "p") -> OurTurn:
    return OurTurn(id=f"{page}/{n}", document_id=page, at=None, language="en", text=text,
                   file=page, row=n)  # fmt: skip


def test_headings_and_questions_answer_nothing_and_items_may() -> None:
    told = [
        "Getting your records out",
        "How do I get my records out?",
        "You may take all your records with you.",
        "- All your records as spreadsheets",
        "Can I go? You may take all your records.",
    ]
    kept = [p.text for p in paragraphs_of([turn(t, n) for n, t in enumerate(told)])]
    assert kept == [told[2], told[3], "You may take all your records."]


def test_paragraphs_are_where_they_say() -> None:
    long = turn(" ".join(f"This is the sentence with the number {n} in it." for n in range(40)))
    found = paragraphs_of([long])
    assert len(found) > 3
    assert all(long.text[p.start : p.end] == p.text for p in found)
    assert " ".join(p.text for p in found) == long.text


class Axes:
    """Three directions: records, prices, and everything else."""

    revision = "axes@1"

    def encode(self, texts):
        found = np.array(
            [[0.1 + ("record" in t), 0.1 + ("price" in t), 0.5] for t in texts], np.float32
        )
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def world() -> tuple[Heard, Assignment]:
    said = [
        (("records", "Our records have to come out, number {n}."),
         ("prices", "The price of seat {n} is too high."))[n % 2] for n in range(400)
    ]  # fmt: skip
    passages = [
        Passage(id=f"p{n}", verbatim_id=f"v{n}", start=0, end=9, text=text.format(n=n),
                side="customer", at=None, document_id=f"d{n}", author_id=None, account_id=None,
                deal_id=None, repeat_of=None)
        for n, (_, text) in enumerate(said)
    ]  # fmt: skip
    vectors = Axes().encode([p.text for p in passages])
    voice = voice_of(read_records([{"id": "1", "text": "nothing of note was said"}]),
                     Settings().voice, engine=Serial())  # fmt: skip
    heard = Heard(
        voice=voice, passages=Rows.gather(Passage, passages),
        embeddings=Embeddings(vectors=vectors, encoder="axes@1"), signals=Rows.gather(Signal),
        clustering=Clustering(members=Rows.gather(Membership), groups=Rows.gather(Group),
                              levels=Rows.gather(Level)),
    )  # fmt: skip
    placements = [
        Placement(passage_id=f"p{n}", topic_id=topic, place=1, probability=1.0, unplaced="")
        for n, (topic, _) in enumerate(said)
    ]
    return heard, Assignment(
        identities=Rows.gather(Identity), placements=Rows.gather(Placement, placements)
    )


def told(*paragraphs: str):
    heard, assignment = world()
    turns = paragraphs_of([turn(text, n) for n, text in enumerate(paragraphs)])
    found = on_pages(turns, heard, assignment, ["records", "prices"], encoder=Axes(), chance=0.005)
    return {p.topic_id: p for p in found}


def test_a_topic_is_answered_where_meaning_and_words_agree() -> None:
    found = told("All your records come out as spreadsheets.", "We are a happy team of forty.")
    assert (found["records"].given, found["records"].row) == (True, 0)
    assert not found["prices"].given
    assert found["records"].nearness >= found["records"].threshold


def test_the_words_alone_or_the_meaning_alone_are_not_enough() -> None:
    class Elsewhere(Axes):
        def encode(self, texts):
            return super().encode(["nothing"] * len(texts))

    heard, assignment = world()
    page = paragraphs_of([turn("Our records have to come out of here.")])
    by_words = on_pages(page, heard, assignment, ["records"], encoder=Elsewhere(), chance=0.005)
    assert not by_words[0].given
    by_meaning = told("Seamless recordkeeping empowers teams everywhere.")  # no word in common
    assert not by_meaning["records"].given


def test_too_few_statements_set_no_threshold() -> None:
    heard, assignment = world()
    page = paragraphs_of([turn("Our records have to come out of here.")])
    assert not on_pages(page, heard, assignment, ["records"], encoder=Axes(), chance=0.001)


def test_phrases_that_only_we_use_on_two_pages_and_more() -> None:
    turns = [
        turn("A seamless start with your single source of truth.", page="a"),
        turn("Seamless. The single source of truth for records.", page="b"),
        turn("Once only: bespoke synergies and records.", page="c"),
        turn("Acme and your records, Acme.", page="d"),
    ]
    found = our_phrases(turns, ["where are our records"], ["acme"])
    assert [(p.phrase, p.pages) for p in found] == [
        ("seamless", 2), ("single source", 2), ("source of truth", 2)
    ]  # fmt: skip
