"""Every record survives parquet, whatever it holds."""

import string
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import voiceminer.data
from voiceminer.data import LeftOut, Rows, SourceFile, schema_of
from voiceminer.data.record import plain
from voiceminer.data.tables import PassageRow, TopicRow


def is_record(cls) -> bool:
    """Records hold plain fields; values hold tables, arrays and other values."""
    try:
        schema_of(cls)
    except (KeyError, TypeError, NameError):
        return False
    return True


TABLES = [*vars(voiceminer.data).values(), PassageRow, TopicRow]
RECORDS = [cls for cls in TABLES if hasattr(cls, "__slots__") and is_record(cls)]

# a strategy's bounds are naive, its values are not
DATETIMES = st.datetimes(datetime(1970, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # as said
st.register_type_strategy(datetime, DATETIMES)
st.register_type_strategy(date, st.dates(date(1970, 1, 1)))
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
st.register_type_strategy(Decimal, st.decimals(-(10**15), 10**15, places=4).map(plain))
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"])))


def test_all_tables_are_covered() -> None:
    assert len(RECORDS) > 25


@pytest.mark.parametrize("of", RECORDS, ids=lambda of: of.__name__)
def test_a_record_comes_back_from_parquet(of, tmp_path_factory) -> None:
    file = tmp_path_factory.mktemp("rows") / "rows.parquet"

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.builds(of), max_size=4))
    def round_trip(records) -> None:
        pq.write_table(Rows.gather(of, records).table, file)
        back = Rows(of, pq.read_table(file).cast(schema_of(of)))
        assert list(back) == records
        assert back == Rows.gather(of, records)

    round_trip()


def one(n: int) -> LeftOut:
    return LeftOut(stage="voice", reason="bot", file="a.csv", row=None, subject="", n=n)


def test_rows_are_read_by_place_and_by_column() -> None:
    rows = Rows.gather(LeftOut, [one(1), one(2), one(3)])
    assert len(rows) == 3
    assert rows[-1] == one(3)
    assert rows.column("n") == [1, 2, 3]
    with pytest.raises(IndexError):
        rows[3]


def test_an_empty_table_keeps_its_columns() -> None:
    assert list(Rows.gather(SourceFile).to_pandas().columns)[:2] == ["path", "sha256"]


@pytest.mark.parametrize(
    ("padded", "short"), [("100.0000", "100"), ("0.5000", "0.5"), ("0.0000", "0"), ("1E+3", "1000")]
)
def test_amounts_lose_their_padding(padded: str, short: str) -> None:
    assert str(plain(Decimal(padded))) == short


def test_columns_are_named_in_the_fields_own_words() -> None:
    for of in RECORDS:
        for name in schema_of(of).names:
            assert set(name) <= set(string.ascii_lowercase + "_0123456789")
