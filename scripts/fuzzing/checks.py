"""What has to hold of whatever is read: tables are whole, rows are counted, text is Unicode."""

from __future__ import annotations

from pathlib import Path

from voiceminer.engines import Serial
from voiceminer.errors import InputError
from voiceminer.reading import inspect, read_corpus
from voiceminer.reading.containers import loaded
from voiceminer.reading.sources import sources
from voiceminer.settings import ReadingSettings

# small, so that a bomb is stopped before the watchdog looks
LIMITS = ReadingSettings(max_bytes=20_000_000, max_cell=1_000_000)


def check_tables(path: Path) -> bool:
    """Whether the container gave tables; each is as wide as its header, and numbers its rows.

    Raises
    ------
    AssertionError
        If something does not hold.
    """
    try:
        found, passed = sources([path], LIMITS)
    except InputError:
        return False
    assert all(reason for _, reason in passed), passed
    read = False
    for source in found:
        file = loaded((source, LIMITS, path.parent))
        assert bool(file.tables) != bool(file.problem), (file.problem, len(file.tables))
        assert "\n" not in file.problem, file.problem
        read = read or bool(file.tables)
        for table in file.tables:
            columns = map(table.column, range(len(table.header)))
            assert all(len(column) == len(table) for column in columns), table.header
            numbers = table.numbers()
            assert len(table) == len(numbers), table.header
            assert numbers == sorted(numbers), numbers[:20]
            assert not numbers or numbers[0] > 0, numbers[:20]
            assert all(n > 0 for n in table.dropped.values()), table.dropped
    return read


def check_corpus(path: Path) -> bool:
    """Whether there is a corpus; every row is made, merged or skipped, every text is Unicode.

    Raises
    ------
    AssertionError
        If something does not hold.
    """
    try:
        corpus = read_corpus([path], LIMITS, engine=Serial())
    except InputError as error:
        assert str(error).strip(), "an error without a sentence"  # noqa: PT017  # either end is right
        return False
    for file in corpus.files:
        assert file.seen == file.made + file.merged + file.skipped, file
    names = corpus.documents.column("id")
    assert len(set(names)) == len(names), names
    assert set(corpus.turns.column("document_id")) <= set(names)
    for text in corpus.turns.column("text"):
        text.encode()
    return True


def check_inspection(path: Path) -> bool:
    """Whether it can be inspected; the report can be written.

    Raises
    ------
    UnicodeError
        If the report holds what no file can.
    """
    try:
        found = inspect([path], LIMITS, engine=Serial())
    except InputError:
        return False
    str(found).encode()
    return True
