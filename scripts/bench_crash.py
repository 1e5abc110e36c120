"""Whether `kill -9` at any moment of a run leaves the folder as the old run or the new, whole.

python scripts/bench_crash.py [EXPORTS] [--kills 200]

Mines EXPORTS (if left out, 200 tickets and 40 deals) into a folder once, then again and again after
itself with a title that tells which run it is, each time killed at a random moment of its course;
the folder is checked after each kill. In the end one run is let through. Each run is a process of
its own, forked from one that has only loaded the libraries, so that no kill is spent on loading.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import tempfile
import time
from pathlib import Path

from voiceminer.store import load_run

LIBRARIES = ("bertopic", "faiss", "graspologic_native", "jinja2", "model2vec", "pandas",
             "scipy.stats", "sklearn.isotonic", "sklearn.linear_model", "spacy")  # fmt: skip
PAINS = ("import stops at row {}", "sync has lost record {}", "price of seat {} is too high",
         "report {} cannot be exported", "single sign-on fails for user {}")  # fmt: skip


def few_exports(folder: Path) -> Path:
    """As few rows as give topics, deals and pages, so that a run is over soon."""
    folder.mkdir()
    with (folder / "tickets.csv").open("w", encoding="utf-8") as tickets:
        tickets.write("id,created_at,account_id,description\n")
        for n in range(200):
            text = f"The {PAINS[n % 5].format(n)} and nobody can tell us why."
            tickets.write(f"{n},2026-{1 + n % 6:02}-{1 + n % 28:02},a{n % 40},{text}\n")
    with (folder / "deals.csv").open("w", encoding="utf-8") as deals:
        deals.write("deal_id,account_id,stage,amount,created_at,closed_at\n")
        for n in range(40):
            stage = ("Closed Won", "Closed Lost", "Negotiation")[n % 3]
            closed = "" if n % 3 == 2 else f"2026-06-{1 + n % 28:02}"
            deals.write(f"d{n},a{n},{stage},{1000 + n},2026-01-{1 + n % 28:02},{closed}\n")
    return folder


def mine(exports: str, out: str, title: str, *, after: bool) -> None:
    """One run, incremental or the first, as `voiceminer mine --quiet` makes it."""
    import voiceminer as vm

    settings = vm.Settings.model_validate(
        {"embedding": {"encoder": "static"}, "briefs": {"title": title}}
    )
    vm.run([exports], settings, out, after=out if after else None)


def whole(out: Path) -> str:
    """The title that the run bears everywhere; fails where it is not whole."""
    result = load_run(out)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    title = result.settings.briefs.title
    assert manifest["settings"]["briefs"]["title"] == title
    assert len(result.heard.passages) == manifest["passages"]
    assert all((out / page).is_file() for page in manifest["pages"])
    assert f"*{title}." in (out / "index.md").read_text(encoding="utf-8")
    return title


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exports", type=Path, nargs="?")
    parser.add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    draw = random.Random(0)
    clean = multiprocessing.get_context("forkserver")
    clean.set_forkserver_preload(["voiceminer.pipeline", *LIBRARIES])
    with tempfile.TemporaryDirectory() as folder:
        exports, out = given.exports or few_exports(Path(folder) / "exports"), Path(folder) / "run"

        def begun(title: str) -> multiprocessing.context.ForkServerProcess:
            run = clean.Process(
                target=mine, args=(str(exports), str(out), title), kwargs={"after": True}
            )
            run.start()
            return run

        mine(str(exports), str(out), "run 0", after=False)
        begun("run 0").join()
        began = time.perf_counter()
        begun("run 0").join()
        took = time.perf_counter() - began
        old, replaced = "run 0", 0
        for n in range(1, given.kills + 1):
            title = f"run {n}"
            began = time.perf_counter()
            run = begun(title)
            run.join(draw.uniform(0, 1.1) * took)
            if run.is_alive():
                run.kill()
            else:  # machines are not always equally quick
                took = (took + time.perf_counter() - began) / 2
            run.join()
            now = whole(out)
            assert now in {old, title}, (now, old, title)
            replaced += now == title
            old = now
            if n % 20 == 0:
                print(f"{n} kills, {replaced} new runs, a run takes {took:.1f} s", flush=True)
        last = begun("last")
        last.join()
        assert last.exitcode == 0
        assert whole(out) == "last"
        left = [path.name for path in Path(folder).iterdir()]
        print(f"{given.kills} kills: {replaced} times the new run, else the old, always whole;")
        print(f"the next run succeeded, and beside it lies: {left}")


if __name__ == "__main__":
    main()
