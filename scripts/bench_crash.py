"""Whether `kill -9` at any moment of a run leaves the folder as the old run or the new, whole.

python scripts/bench_crash.py EXPORTS [--kills 200]

Mines EXPORTS into a folder once, then again and again after itself with a title that tells which
run it is, each time killed at a random moment of its course; the folder is checked after each
kill. In the end one run is let through.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from voiceminer.store import load_run


def command(exports: Path, out: Path, title: str) -> list[str]:
    mine = [sys.executable, "-m", "voiceminer", "mine", str(exports), "--out", str(out), "--quiet"]
    return [*mine, "--encoder", "static", "--title", title, "--after", str(out)]


def whole(out: Path) -> str:
    """The title that the run bears everywhere; fails where it is not whole."""
    result = load_run(out)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    title = result.settings.briefs.title
    assert manifest["settings"]["briefs"]["title"] == title
    assert len(result.heard.passages) == manifest["passages"]
    assert f"*{title}." in (out / "index.md").read_text(encoding="utf-8")
    return title


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exports", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    draw = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        first = command(given.exports, out, "run 0")[:-2]
        subprocess.run(first, check=True, stdout=subprocess.DEVNULL)
        began = time.perf_counter()
        subprocess.run(command(given.exports, out, "run 0"), check=True, stdout=subprocess.DEVNULL)
        took = time.perf_counter() - began
        old, replaced = "run 0", 0
        for n in range(1, given.kills + 1):
            title = f"run {n}"
            run = subprocess.Popen(command(given.exports, out, title), stdout=subprocess.DEVNULL)
            time.sleep(draw.uniform(0, 1.1) * took)
            run.send_signal(signal.SIGKILL)
            run.wait()
            now = whole(out)
            assert now in {old, title}, (now, old, title)
            replaced += now == title
            old = now
        subprocess.run(command(given.exports, out, "last"), check=True, stdout=subprocess.DEVNULL)
        assert whole(out) == "last"
        left = [path.name for path in Path(folder).iterdir()]
        print(f"{given.kills} kills: {replaced} times the new run, else the old, always whole;")
        print(f"the next run succeeded, and beside it lies: {left}")


if __name__ == "__main__":
    main()
