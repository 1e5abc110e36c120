"""Reports of the small world, and a Chromium to open them in."""

import os
import shutil
import sys
import tomllib
from pathlib import Path

import pytest

from voiceminer.data import MiningResult

# what test modules share has to be findable by name
sys.path.insert(0, str(Path(__file__).parents[1] / "briefs"))
sys.path.insert(0, str(Path(__file__).parent))

from briefs_world import STATES, World  # found through the line above
from reports import laid_out, reported  # so too

TESTS = Path(__file__).parents[1]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def result() -> MiningResult:
    return laid_out(World().result())


@pytest.fixture(scope="session")
def report(result) -> str:
    return reported(result, mapped=True)


@pytest.fixture(scope="session")
def pages(tmp_path_factory, report):
    """Reports as files: of each state of the world, and of one where every text is hostile."""
    folder = tmp_path_factory.mktemp("reports")
    texts = [
        t["text"] for t in tomllib.loads((TESTS / "injection.toml").read_text("utf-8"))["text"]
    ]
    hostile = World(
        pains=len(texts),
        said={f"p{n}": texts[n % len(texts)] for n in range(240)},
        labels=dict(enumerate(texts)),
        names={n: texts[n % len(texts)] for n in range(40)},
    )
    made = {state: World(state=state).result() for state in STATES if state != "outcomes"}
    written = {
        "outcomes": report,
        "german": reported(World().result(), language="de"),
        "hostile": reported(laid_out(hostile.result()), top=len(texts), mapped=True),
        **{state: reported(of) for state, of in made.items()},
    }
    for name, text in written.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in written}


@pytest.fixture(scope="session")
def browser():
    named = os.environ.get("CHROMIUM")
    path = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium here (apt-get install chromium, or name one in $CHROMIUM)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # the sandbox needs rights that a container seldom has; only our own pages are opened
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
