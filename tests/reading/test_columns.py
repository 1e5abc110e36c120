import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceminer.engines import Processes
from voiceminer.reading import columns, read_corpus
from voiceminer.reading.columns import Gathering, gathered, scratch
from voiceminer.settings import ReadingSettings

ROWS = st.lists(st.lists(st.text(max_size=5), min_size=1, max_size=4), max_size=30)


@pytest.fixture
def on_disk(monkeypatch):
    """A table of a few bytes is already too large for memory."""
    monkeypatch.setattr(columns, "IN_MEMORY", 100)


@given(rows=ROWS)
def test_rows_of_any_length_come_back_as_they_were(rows):
    cells = gathered(rows, range(len(rows)))
    assert [list(r) for r in cells.rows()] == rows
    assert cells.numbers() == list(range(len(rows)))
    for at in range(cells.width):
        assert cells.column(at) == [r[at] if at < len(r) else "" for r in rows]


def test_a_table_on_disk_reads_as_one_in_memory_also_elsewhere_and_after_its_folder(on_disk):
    with scratch() as folder:
        gathering = Gathering(folder)
        for n in range(20):
            gathering.add_rows([[f"row {n}", "x" * 20], [f"short {n}"]], [2 * n, 2 * n + 1])
        gathering.add_rows([["a", "b", "wider"]], [40])
        cells = gathering.done()
        assert len(list(folder.iterdir())) == 1
        # another process is handed the file, not its content
        sent = pickle.dumps(cells)
        assert len(sent) < 2_000
        again = pickle.loads(sent)
    assert not folder.exists()
    for read in (cells, again):
        assert len(read) == 41
        assert read.column(0)[:3] == ["row 0", "short 0", "row 1"]
        assert read.column(2) == [""] * 40 + ["wider"]
        assert list(read.rows())[-2:] == [("short 19",), ("a", "b", "wider")]
        assert read.numbers() == list(range(41))


def test_the_folder_is_gone_when_a_run_is_interrupted(on_disk):
    with pytest.raises(KeyboardInterrupt), scratch() as folder:  # noqa: PT012  # the folder's block is what is interrupted
        gathering = Gathering(folder)
        gathering.add_rows([["x" * 200]], [1])
        assert list(folder.iterdir())
        raise KeyboardInterrupt
    assert not folder.exists()


def test_half_a_character_is_replaced():
    assert gathered([["a\ud83d"]], [1]).column(0) == ["a\ufffd"]


def test_tables_come_from_other_processes(folder, on_disk):
    files = {f"{n}.csv": f"id,text\n{n},The export {n} is slow today\n" for n in range(3)}
    engine = Processes(workers=2, starting=0)
    try:
        corpus = read_corpus([folder(files)], ReadingSettings(), engine=engine)
    finally:
        engine.close()
    assert corpus.turns.column("text") == [f"The export {n} is slow today" for n in range(3)]
