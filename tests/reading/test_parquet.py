import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq


def written(**columns):
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def test_a_warehouse_table_of_tickets(read):
    corpus = read(
        {
            "tickets.parquet": written(
                ticket_id=[1.0, 2.0, None],  # pandas' way of whole numbers with gaps
                description=["The export is slow", "The login fails often", "It is late"],
                created_at=[datetime(2024, 3, 5, 9, tzinfo=UTC), None, None],
            )
        }
    )
    assert corpus.documents.column("id") == ["1", "2", "tickets.parquet:3"]
    assert corpus.documents[0].created_at == datetime(2024, 3, 5, 9, tzinfo=UTC)


def test_deals_keep_their_types(read):
    deals = written(
        opportunity_id=["006A"],
        account_name=["Acme"],
        stage_name=["Closed Won"],
        is_won=[True],
        amount=[Decimal("85000.50")],
        close_date=[date(2024, 3, 5)],
    )
    [deal] = read({"opportunity.parquet": deals}).deals
    assert (deal.outcome, str(deal.amount), deal.closed_on) == (
        "won", "85000.5", date(2024, 3, 5),
    )  # fmt: skip


def test_messages_nested_in_a_column_are_joined(read):
    messages = [{"author_id": "7", "body": "It stops.", "public": True}]
    ticket = {"id": ["35"], "requester_id": ["7"], "subject": ["Export"]}
    corpus = read({"t.parquet": written(**ticket, description=["It stops"], comments=[messages])})
    assert [d.id for d in corpus.documents] == ["35"]
    assert [t.text for t in corpus.turns] == ["Export\n\nIt stops"]


def test_a_cut_file_stops_only_itself(read):
    whole = written(id=["1"], text=["The export is slow"])
    corpus = read({"a.parquet": whole, "b.parquet": whole[:50] + b"PAR1"})
    assert len(corpus.documents) == 1
    assert [x.file for x in corpus.left_out] == ["b.parquet"]


def test_a_file_of_many_megabytes_is_read(read):
    # the digits of a number's cube do not compress: the file's end lies beyond its first megabyte
    texts = [f"Since {(n * 7919) ** 9} the export is slow" for n in range(60_000)]
    data = written(id=[str(n) for n in range(60_000)], text=texts)
    assert len(data) > 2**20
    corpus = read({"tickets.parquet": data})
    assert set(corpus.documents.column("id")) == set(map(str, range(60_000)))
