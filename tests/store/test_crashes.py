"""A run that is killed leaves the earlier one whole, and the next one tidies up after it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from voiceminer.store import run as store
from voiceminer.store.exchange import exchanged
from voiceminer.store.recovery import draft_beside, recovered

# A process that replaces a run of 30 files by another, over and over: each file says which.
WRITER = """
import sys
from pathlib import Path
from voiceminer.store import run as store
out, swap = Path(sys.argv[1]), sys.argv[2]
if swap == "renames":
    store.exchanged = lambda one, other: False
n = int(sys.argv[3])
while True:
    n += 1
    def fill(folder, *_):
        for at in range(30):
            (folder / f"{at}.txt").write_text(str(n))
        (folder / store.MANIFEST).write_text(str(n))
    store._fill = fill
    store.write_run(None, None, out)
"""


def write(folder: Path, said: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in [*(f"{at}.txt" for at in range(30)), store.MANIFEST]:
        (folder / name).write_text(said)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
@pytest.mark.parametrize("swap", ["exchange", "renames"])
def test_killed_at_any_moment_the_folder_is_one_run_whole(tmp_path: Path, swap: str) -> None:
    out = write(tmp_path / "run", "0")
    for kill in range(4):
        code = [sys.executable, "-c", WRITER, str(out), swap, str(1000 * kill)]
        writer = subprocess.Popen(code)
        time.sleep(0.6 + 0.013 * kill)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        recovered(out)  # as the next command does
        said = {file.read_text() for file in out.iterdir()}
        assert len(said) == 1
        assert len(list(out.iterdir())) == 31
        assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_run_that_was_set_aside_is_put_back(tmp_path: Path) -> None:
    write(tmp_path / ".run.999999999-abc-earlier", "old")
    write(tmp_path / ".run.999999999-abc", "half of the new")
    recovered(tmp_path / "run")
    assert (tmp_path / "run" / store.MANIFEST).read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_what_a_living_process_writes_is_left_alone(tmp_path: Path) -> None:
    draft = draft_beside(tmp_path / "run")
    other = write(tmp_path / ".other.999999999-abc", "of another run")
    recovered(tmp_path / "run")
    assert draft.is_dir()
    assert other.is_dir()


def test_folders_change_places_in_one_step(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one", "1"), write(tmp_path / "other", "2")
    if exchanged(one, other):
        assert (one / "0.txt").read_text() == "2"
    else:  # a file system without it: nothing has been touched
        assert (one / "0.txt").read_text() == "1"
    assert not exchanged(one, tmp_path / "none")
