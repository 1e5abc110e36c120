"""A run as a whole: the same twice, the same from disk, the same in any order."""

import json
import random
import warnings
from pathlib import Path

import pytest

import voiceminer as vm
from voiceminer.briefs import briefs_of
from voiceminer.engines import Processes, Serial
from voiceminer.errors import EmptyResultError, SettingsError
from voiceminer.reading import read_corpus


class Shuffled(Serial):
    """Does the parts in a random order, and gives the results in the right one."""

    def map(self, job, function, parts):
        order = random.Random(3).sample(range(len(parts)), len(parts))
        done = {at: function(parts[at]) for at in order}
        return [done[at] for at in range(len(parts))]


def pages(folder: Path) -> dict[str, bytes]:
    return {
        str(f.relative_to(folder)): f.read_bytes()
        for f in sorted(folder.rglob("*"))
        if f.suffix in {".md", ".csv"}
    }


def test_the_folder_holds_what_the_design_names(first) -> None:
    for name in ("index.md", "scorecard.md", "method.md", "evidence.csv", "open-deals.csv"):
        assert (first.folder / name).is_file(), name
    assert len(list((first.folder / "briefs").glob("t-*.md"))) == 3
    manifest = json.loads((first.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["seed"] == vm.Settings().seed
    assert set(manifest["inputs"]) >= {"deals.csv", "tickets.jsonl"}


def test_the_same_input_gives_the_same_bytes(first, fast, tmp_path) -> None:
    vm.run([first.exports], fast, tmp_path / "again")
    assert pages(tmp_path / "again") == pages(first.folder)


def test_a_loaded_run_is_the_result(first) -> None:
    loaded = vm.load_run(first.folder)
    assert loaded.heard.passages == first.result.heard.passages
    assert loaded.topics.topics == first.result.topics.topics
    assert loaded.settings == first.result.settings
    assert briefs_of(loaded).pages == briefs_of(first.result).pages


def test_weighing_what_was_heard_gives_the_same_briefs(first, fast) -> None:
    again = vm.weigh(vm.load_run(first.folder).heard, fast)
    assert briefs_of(again).pages == briefs_of(first.result).pages


@pytest.mark.parametrize(
    "engine", [Shuffled(), Processes(workers=2, starting=0)], ids=["shuffled", "processes"]
)
def test_engines_agree(first, fast, engine) -> None:
    corpus = read_corpus([first.exports], fast.reading, engine=engine)
    heard = vm.listen(corpus, fast, engine=engine)
    assert heard.passages == first.result.heard.passages
    assert heard.clustering.members == first.result.heard.clustering.members


def test_the_order_of_rows_does_not_matter(first, fast, exports, tmp_path) -> None:
    draw = random.Random(1)
    for rows in (exports.accounts, exports.deals, exports.tickets, exports.notes):
        draw.shuffle(rows)
    shuffled = vm.run([exports.write(tmp_path / "x")], fast, tmp_path / "run")
    labels = [(t.id, t.label, t.sentence) for t in first.result.topics.topics]
    assert [(t.id, t.label, t.sentence) for t in shuffled.topics.topics] == labels


def test_a_second_run_replaces_the_first_and_nothing_else(first, fast, tmp_path) -> None:
    mine = tmp_path / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    vm.run([first.exports], fast, tmp_path / "run")
    vm.run([first.exports], fast, tmp_path / "run")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notes.txt", "run"]
    with pytest.raises(SettingsError, match="that is not a voiceminer run"):
        vm.run([first.exports], fast, tmp_path)
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_crash_leaves_the_earlier_run_whole(first, fast, tmp_path, monkeypatch) -> None:
    run = tmp_path / "run"
    vm.run([first.exports], fast, run)
    before = pages(run)

    def crash(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("voiceminer.store.run.pq.write_table", crash)
    with pytest.raises(KeyboardInterrupt):
        vm.run([first.exports], fast, run)
    assert pages(run) == before
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_bertopic_opens_the_model(first) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # umap warns that TensorFlow is missing
        from bertopic import BERTopic

        model = BERTopic.load(str(first.folder / "model"))
    assert len(model.get_topic_info()) >= len(first.result.topics.topics)


def test_a_corpus_of_records_needs_no_files() -> None:
    texts = ["The import stops.", "The import is slow.", "Prices rose again.", "Too expensive."] * 6
    corpus = vm.read_records([{"id": str(n), "text": t} for n, t in enumerate(texts)])
    result = vm.mine(corpus, vm.Settings.model_validate({"embedding": {"encoder": "static"}}))
    table = result.to_pandas()
    assert table["n_passages"].sum() == len(texts)
    assert result.impact.basis == "documents"


def test_a_corpus_of_agents_alone_says_so() -> None:
    corpus = vm.read_records([{"id": "1", "text": "We look into it.", "who": "agent"}], role="who")
    with pytest.raises(EmptyResultError, match=r"1 texts in .* none is a customer's"):
        vm.mine(corpus)
