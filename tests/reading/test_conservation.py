"""Every row is made, merged or skipped with its reason, whatever the container and the rows."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pandas as pd  # noqa: TID253  # the tests of frames need it
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzzing.writers import TABLES
from voiceminer.engines import Serial
from voiceminer.errors import InputError
from voiceminer.reading import read_corpus
from voiceminer.settings import ReadingSettings

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)
RECORDS = st.lists(
    st.fixed_dictionaries({
        "ticket_id": st.sampled_from(["1", "2", "003", ""]),
        "subject": WORDS,
        "description": WORDS.map(lambda w: f"{w} is what I see" if w else ""),
        "created_at": st.sampled_from(["2024-03-05", "2024-05-01T10:00:00Z", "soon", ""]),
        "is_deleted": st.sampled_from(["true", "false", ""]),
    }),
    min_size=1,
    max_size=8,
)  # fmt: skip


def as_csv(records, delimiter):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]), delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().encode()


def as_xlsx(records):
    book = openpyxl.Workbook()
    book.active.append(list(records[0]))
    for record in records:
        book.active.append([v if v and not v.startswith("=") else f"'{v}" for v in record.values()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", sorted(TABLES))
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(records=RECORDS)
def test_rows_are_conserved_in_every_container(tmp_path: Path, name, records):
    (tmp_path / name).write_bytes(TABLES[name](records))
    try:
        corpus = read_corpus([tmp_path / name], ReadingSettings(), engine=Serial())
    except InputError:
        return  # nothing but empty rows: said in a sentence
    [file] = corpus.files
    assert file.seen == file.made + file.merged + file.skipped, file
    assert file.skipped == sum(x.n for x in corpus.left_out if "dates" not in x.reason)
    assert len({d.id for d in corpus.documents}) == len(corpus.documents)
    assert {t.document_id for t in corpus.turns} == {d.id for d in corpus.documents}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(WORDS, min_size=1)
)  # fmt: skip
def test_texts_written_by_other_programs_are_read_back(tmp_path: Path, texts):
    texts = [f"I say {' '.join(t.split())} here".replace("=", "") for t in texts]
    records = [{"id": str(n), "description": t} for n, t in enumerate(texts)]
    (tmp_path / "a.csv").write_bytes(as_csv(records, ";"))
    (tmp_path / "b.xlsx").write_bytes(as_xlsx(records))
    (tmp_path / "c.json").write_text(json.dumps(records), encoding="utf-8")
    pd.DataFrame(records).to_csv(tmp_path / "d.csv", index=False, encoding="utf-16")
    for name in ("a.csv", "b.xlsx", "c.json", "d.csv"):
        corpus = read_corpus([tmp_path / name], ReadingSettings(), engine=Serial())
        assert corpus.turns.column("text") == texts, name


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.binary(max_size=400),
    name=st.sampled_from(["a.csv", "a.json", "a.vtt", "a.eml", "a.txt", "a.xlsx"]),
)
def test_any_bytes_are_read_or_refused_with_a_sentence(tmp_path: Path, data, name):
    (tmp_path / name).write_bytes(data)
    try:
        corpus = read_corpus([tmp_path / name], ReadingSettings(), engine=Serial())
    except InputError as error:
        assert str(error).startswith(name)  # noqa: PT017  # either end is right
    else:
        [file] = corpus.files
        assert file.seen == file.made + file.merged + file.skipped
