"""What other programs write is read back equal, and no row of it is lost, in every container."""

import csv
import io
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing.writers import TABLES, TEXTS
from voiceminer.engines import Serial
from voiceminer.errors import InputError
from voiceminer.reading import read_corpus, read_table
from voiceminer.settings import ReadingSettings

# words that every encoding of the writers has, with the signs that dialects quote or escape
WORDS = st.text("abcdefgh ÄÖÜäöüß,;|\t\"'\\{}[]<>&=:", min_size=1, max_size=30)
TICKETS = st.lists(WORDS.map(lambda w: " ".join(f"I say {w} here".split())), min_size=1, max_size=6)
SLOW = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def tickets(texts):
    return [
        {
            "id": f"00{n}",
            "email": f"ann{n}@acme.com",
            "subject": "",
            "description": text,
            "created_at": "2026-03-05T10:00:00Z",
        }
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize("name", sorted(TABLES))
@SLOW
@given(texts=TICKETS)
def test_tables_are_read_back_equal(tmp_path: Path, name, texts):
    if name == "backslashes.csv":
        # without an escaped quote nothing tells a doubled backslash from two of them
        texts = [text.replace("\\", "/") for text in texts]
    (tmp_path / name).write_bytes(TABLES[name](tickets(texts)))
    corpus = read_corpus([tmp_path / name], ReadingSettings(), engine=Serial())
    assert [(t.document_id, t.text) for t in corpus.turns] == [
        (f"00{n}", text) for n, text in enumerate(texts)
    ]


DIALECTS = [
    {"delimiter": delimiter, "quotechar": quote, "quoting": quoting, "lineterminator": end}
    | ({"doublequote": False, "escapechar": "\\"} if escape else {})
    for delimiter, quote, quoting, end, escape in itertools.product(
        ",;\t|",
        "\"'",
        [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE],
        ["\n", "\r\n", "\r"],
        [False, True],
    )
    if escape or quoting != csv.QUOTE_NONE
]


@pytest.mark.parametrize("dialect", DIALECTS, ids=repr)
@settings(SLOW, max_examples=2)
@given(texts=TICKETS)
def test_every_dialect_is_read_back_equal(tmp_path: Path, dialect, texts):
    quote = dialect["quotechar"]
    if "escapechar" in dialect:
        # what no reader can know: whether \\ is one or two where nothing else is escaped, and
        # whether \\' is ' where no cell begins with it
        quotes = dialect["quoting"] in {csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC} or quote == '"'
        texts = [t.replace("'", "") + quotes * f" {quote}so{quote} it is" for t in texts]
        texts = texts if quotes else [t.replace("\\", "/") for t in texts]
    else:
        # nor whether \\" is " escaped, where one cell of a file says it and nothing is quoted
        texts = [re.sub(r"\\(?=[\"'])", "/", t) for t in texts]
    rows = [["id", "text", "n"], *([f"00{n}", text, n] for n, text in enumerate(texts))]
    written = io.StringIO()
    csv.writer(written, **dialect).writerows(rows)
    (tmp_path / "t.csv").write_bytes(written.getvalue().encode())
    table = read_table(tmp_path / "t.csv")
    assert [table.header, *table.rows] == [tuple(map(str, row)) for row in rows]


# what captions, chats and documents mark up is no word of a text; lines that all have as many
# delimiters may be a table
PLAIN = st.text("abcdefgh ÄÖÜäöüß\"'\\()!?", min_size=1, max_size=30)
ONE = {"mail.eml", "note.md"}  # one text is all they hold


@pytest.mark.parametrize("name", sorted(TEXTS))
@SLOW
@given(words=st.lists(PLAIN, min_size=4))
def test_words_are_read_back_equal(tmp_path: Path, name, words):
    # captions repeat what was said before, so that no two texts may be alike
    texts = [" ".join(f"I say {w} here {n}".split()) for n, w in enumerate(words)]
    (tmp_path / name).write_bytes(TEXTS[name](tickets(texts[:30])))
    corpus = read_corpus([tmp_path / name], ReadingSettings(), engine=Serial())
    # turns of one speaker, and lines of one note, are one text
    read = " ".join(corpus.turns.column("text")).split()
    assert read == " ".join(texts[: 1 if name in ONE else 30]).split()


@pytest.mark.parametrize("name", sorted({**TABLES, **TEXTS}))
@SLOW
@given(texts=TICKETS)
def test_no_row_is_lost(tmp_path: Path, name, texts):
    (tmp_path / name).write_bytes({**TABLES, **TEXTS}[name](tickets(texts)))
    try:
        corpus = read_corpus([tmp_path / name], ReadingSettings(), engine=Serial())
    except InputError:
        return  # nothing in it that is a record: said in a sentence
    for file in corpus.files:
        assert file.seen == file.made + file.merged + file.skipped, file
