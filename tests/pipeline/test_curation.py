"""A taxonomy applied to a run: what people said stands there, and what they did not stays."""

import pytest

import voiceminer as vm
from voiceminer.briefs import briefs_of
from voiceminer.taxonomy import starting_file, taxonomy_of


def entry(topic, **said):
    lines = [f"{key} = {value!r}" for key, value in said.items()]
    return "\n".join(["[[topic]]", f"id = '{topic}'", *lines, ""]).replace("True", "true")


def counted(result):
    return {row.topic_id: row.n_passages for row in result.topic_table}


@pytest.fixture(scope="module")
def ids(first):
    return [row.topic_id for row in first.result.topic_table]


def weighed(first, text):
    earlier = first.result
    return vm.weigh(earlier.heard, earlier.settings, taxonomy=taxonomy_of(text), after=earlier)


def test_a_file_to_begin_with_changes_nothing(first):
    again = weighed(first, starting_file(first.result))
    assert briefs_of(again).pages == briefs_of(first.result).pages


def test_a_file_to_begin_with_names_every_topic(first, ids):
    assert [c.topic_id for c in taxonomy_of(starting_file(first.result)).topics] == ids


def test_names_are_what_people_gave_and_others_stay(first, ids):
    text = entry(ids[0], label="Moving in", sentence="It stops.", owner="Ana")
    found = {t.id: t for t in weighed(first, text).topics.topics}
    assert (found[ids[0]].label, found[ids[0]].sentence) == ("Moving in", "It stops.")
    for topic in first.result.topics.topics:
        assert topic.id == ids[0] or found[topic.id] == topic


def test_a_merge_leaves_the_labels_of_others_alone(first, ids):
    result = weighed(first, entry(ids[0], merge_into=ids[1]))
    before, after = counted(first.result), counted(result)
    assert after[ids[1]] == before[ids[0]] + before[ids[1]]
    labels = {t.id: t.label for t in first.result.topics.topics}
    assert {t.id: t.label for t in result.topics.topics}.items() <= labels.items()


def test_a_hidden_topic_is_not_ranked(first, ids):
    rows = {row.topic_id: row for row in weighed(first, entry(ids[0], hidden=True)).topic_table}
    assert rows[ids[0]].rank is None
    assert rows[ids[0]].kind == "hidden"


def test_ignored_words_stand_in_no_label_or_keyword(first):
    word = max(first.result.topics.topics[0].label.lower().split(), key=len)
    result = vm.weigh(
        first.result.heard, first.result.settings, taxonomy=taxonomy_of(f"ignore = ['{word}']")
    )
    said = [t.label for t in result.topics.topics] + result.topics.terms.column("term")
    assert not [text for text in said if word in text.lower().split()]


def test_curating_a_folder_and_taking_it_back(first, ids, fast, tmp_path):
    run = tmp_path / "run"
    vm.run([first.exports], fast, run)
    vm.curate(run, taxonomy_of(entry(ids[0], label="Moving in") + entry(ids[1], merge_into=ids[2])))
    curated = vm.load_run(run)
    assert curated.taxonomy.by_id[ids[0]].label == "Moving in"
    assert "Moving in" in (run / "index.md").read_text(encoding="utf-8")
    assert "Moving in" in (run / "inputs" / "taxonomy.toml").read_text(encoding="utf-8")
    assert ids[1] not in counted(curated)
    vm.curate(run, taxonomy_of(""))
    back = vm.load_run(run)
    assert counted(back) == counted(first.result)
    assert back.topics.topics == first.result.topics.topics
    assert not (run / "inputs").exists()


def test_a_wrong_file_leaves_the_run_alone(first, fast, tmp_path):
    run = tmp_path / "run"
    vm.run([first.exports], fast, run)
    before = (run / "index.md").read_bytes()
    with pytest.raises(vm.VoiceminerError, match="no topic of this run"):
        vm.curate(run, taxonomy_of(entry("t-none", label="x")))
    assert (run / "index.md").read_bytes() == before


def test_the_next_run_keeps_ids_and_labels(first, fast, exports, tmp_path):
    del exports.tickets[::3]  # other statements, of the same pains
    result = vm.run([exports.write(tmp_path / "x")], fast, tmp_path / "run", after=first.folder)
    kept = {t.id: t.label for t in first.result.topics.topics}
    again = {t.id: t.label for t in result.topics.topics}
    assert len(again.keys() & kept.keys()) >= 0.75 * len(again)
    assert all(again[t] == kept[t] for t in again.keys() & kept.keys())
    lineage = {line.topic_id: line.change for line in result.assignment.lineage}
    assert {t for t, change in lineage.items() if change == "same"} <= kept.keys()
    assert {t for t, change in lineage.items() if change == "new"} <= again.keys() - kept.keys()


def test_a_curated_run_goes_through_a_new_one_without_loss(first, ids, fast, exports, tmp_path):
    said = next(r.sentence for r in first.result.topic_table if r.topic_id == ids[3])
    text = (
        entry(ids[0], label="Moving in", sentence="It stops.", locked=True, owner="Ana")
        + entry(ids[1], merge_into=ids[2])
        + entry(ids[3])
        + f"split = [{{label = 'One part', like = ['''{said}''']}}]\n"
    )
    curated = weighed(first, text)
    del exports.tickets[::5]
    result = vm.run([exports.write(tmp_path / "x")], fast, tmp_path / "run", after=curated)
    found = {t.id: t for t in result.topics.topics}
    assert (found[ids[0]].label, found[ids[0]].sentence) == ("Moving in", "It stops.")
    assert ids[1] not in found
    assert "One part" in {t.label for t in found.values()}
    assert result.taxonomy.by_id[ids[0]].owner == "Ana"
    assert (tmp_path / "run" / "inputs" / "taxonomy.toml").read_text(encoding="utf-8") == text


def test_a_locked_topic_that_nobody_speaks_of_is_there_when_they_do_again(first, ids, fast):
    said = next(t for t in first.result.topics.topics if t.id == ids[0])
    run = weighed(first, entry(ids[0], locked=True))
    corpus = [{"text": text} for text in ("Parking is hard to find.", "No space to park.") * 8]
    silent = vm.mine(vm.read_records(corpus), fast, after=run)
    assert ids[0] not in {t.id for t in silent.topics.topics}
    passages = {p.id: p.text for p in first.result.heard.passages}
    spoken = [
        passages[p.passage_id]
        for p in first.result.assignment.placements
        if p.place == 1 and p.topic_id == ids[0]
    ]
    again = vm.mine(vm.read_records(corpus + [{"text": t} for t in spoken]), fast, after=silent)
    found = {t.id: t for t in again.topics.topics}
    assert (found[ids[0]].label, found[ids[0]].sentence) == (said.label, said.sentence)


def test_the_audit_holds_after_a_new_run_with_a_taxonomy(first, ids, fast, exports, tmp_path):
    from voiceminer.audit import audit_of

    curated = weighed(first, entry(ids[0], label="Moving in") + entry(ids[1], merge_into=ids[2]))
    del exports.tickets[::4]
    vm.run([exports.write(tmp_path / "x")], fast, tmp_path / "run", after=curated)
    index = (tmp_path / "run" / "index.md").read_text(encoding="utf-8")
    assert "## What changed since the run of" in index
    audit_of(tmp_path / "run")
