import pandas as pd  # noqa: TID253  # the tests of frames need it
import pytest

from voiceminer.errors import InputError
from voiceminer.reading import read_frame, read_records


def test_every_text_is_a_customers_unless_a_role_says_otherwise():
    frame = pd.DataFrame({"body": ["It is slow", "We look"], "who": ["customer", "agent"]})
    assert read_frame(frame, text="body").turns.column("role") == ["customer", "customer"]
    assert read_frame(frame, text="body", role="who").turns.column("role") == ["customer", "ours"]


def test_only_the_named_columns_are_read():
    frame = pd.DataFrame({"body": ["It is slow"], "product": ["secret"], "email": ["a@b.com"]})
    corpus = read_frame(frame, text="body")
    assert "secret" not in str(list(corpus.documents))
    assert len(corpus.people) == 0


def test_a_frames_gaps_are_empty():
    frame = pd.DataFrame(
        {"id": [1.0, None, 3.0], "body": ["It is slow", None, "No login"],
         "when": pd.to_datetime(["2024-01-02", None, None])}
    )  # fmt: skip
    corpus = read_frame(frame, text="body", id="id", at="when")
    assert corpus.documents.column("id") == ["1", "3"]
    assert [d and d.date().isoformat() for d in corpus.documents.column("created_at")] == [
        "2024-01-02",
        None,
    ]
    assert [(x.reason, x.row) for x in corpus.left_out] == [("no text", 2)]


def test_accounts_and_deals_come_beside():
    corpus = read_records(
        [{"id": "t1", "text": (
            "It is slow"
        ), "account": "Acme", "at": "2024-01-15", "kind": "ticket"}],
        accounts=[{"id": "1", "name": "ACME Inc.", "industry": "Retail"}],
        deals=[{"id": "d", "account": "ACME Inc.", "stage": "Won", "amount": 10.5,
                "created": "2024-01-01", "close date": "2024-02-01"}],
    )  # fmt: skip
    [document] = corpus.documents
    assert (document.kind, document.account_id, document.deal_id) == ("ticket", "1", "d")
    assert corpus.deals[0].outcome == "won"


def test_rows_of_one_thread_are_one_document():
    rows = [{"text": "It is slow", "thread": "c1"}, {"text": "Still", "thread": "c1"}]
    corpus = read_records(rows)
    assert [(t.document_id, t.text) for t in corpus.turns] == [
        ("c1", "It is slow"),
        ("c1", "Still"),
    ]


def test_a_column_that_is_not_there_names_the_nearest():
    with pytest.raises(InputError, match=r"no column 'boddy'.*Did you mean 'body'\?"):
        read_frame(pd.DataFrame({"body": ["x"]}), text="boddy")


def test_records_without_text_say_so():
    with pytest.raises(InputError, match="none of 1 rows has a text"):
        read_records([{"text": ""}])
    with pytest.raises(InputError, match=r"no column 'text'\. Columns found: note"):
        read_records([{"note": "x"}])
