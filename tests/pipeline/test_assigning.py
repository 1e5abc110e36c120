"""New text to the topics of a run: the run's own answer for its own text, and honest for others."""

import json

import pytest

import voiceminer as vm
from voiceminer.data import Assigned, Rows
from voiceminer.errors import EmptyResultError


def assigned(run, new, **options):
    parts = [*vm.assign(run, new, **options)]
    return [row for part in parts for row in part]


def records(*texts):
    return vm.read_records([{"id": str(n), "text": text} for n, text in enumerate(texts)])


def test_a_runs_own_export_has_the_runs_own_places(first):
    places = {p.passage_id: p for p in first.result.assignment.placements if p.place == 1}
    rows = assigned(first.folder, [first.exports])
    assert [row.passage_id for row in rows] == first.result.heard.passages.column("id")
    for row in rows:
        place = places[row.passage_id]
        assert (row.nearest_topic_id, row.strength, row.why) == (
            place.topic_id,
            place.probability,
            place.unplaced,
        )
        assert row.heard
        assert row.topic_id == ("" if row.why == "unclear" else place.topic_id)


def test_a_new_wording_goes_where_its_like_is(first):
    (new,) = assigned(first.result, records("The import stopped at row 99 and gave no reason."))
    (old,) = assigned(first.result, records("The import stopped at row 7 and gave no reason."))
    assert new.topic_id == old.topic_id != ""
    assert new.label == {t.id: t.label for t in first.result.topics.topics}[new.topic_id]
    assert not new.heard
    assert new.strength > 0.5


def test_what_is_like_nothing_heard_is_none_of_these(first):
    (row,) = assigned(first.result, records("Zebras graze beyond the river at dusk."))
    assert (row.why, row.topic_id, row.label) == ("none of these", "", "")
    assert row.nearest_topic_id


def test_the_answer_does_not_depend_on_the_company(first):
    texts = [
        "The new import lost some of our contacts. It also stops at night.",
        "Nobody can log in on the tablet.",
        "The price of a seat is too high for us.",
    ]
    together = assigned(first.result, records(*texts))
    alone = [row for text in texts for row in assigned(first.result, records(text))]
    in_parts = assigned(first.result, records(*texts), at_once=1)
    said = [(r.text, r.topic_id, r.why, r.strength) for r in together]
    assert [(r.text, r.topic_id, r.why, r.strength) for r in alone] == said
    assert [(r.text, r.topic_id, r.why, r.strength) for r in in_parts] == said


def test_parts_hold_whole_verbatims(first):
    sizes = [len(part) for part in vm.assign(first.result, [first.exports], at_once=50)]
    assert min(sizes[:-1]) >= 50
    assert max(sizes) < 60


def test_nothing_said_says_so(first):
    ours = vm.read_records([{"text": "We look into it.", "who": "agent"}], role="who")
    with pytest.raises(EmptyResultError, match="none is a customer's"):
        assigned(first.result, ours)


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_rows_are_written_in_the_form_that_the_name_ends_in(first, tmp_path, form):
    from voiceminer.store import rows_written_to

    file = tmp_path / f"rows.{form}"
    rows = assigned(first.result, records("=HYPERLINK(1) the import stopped at row 9 again"))
    with rows_written_to(file, None) as write:
        write(Rows.gather(Assigned, rows))
        write(Rows.gather(Assigned, rows))
    if form == "parquet":
        import pandas as pd

        texts = pd.read_parquet(file)["text"].tolist()
    elif form == "csv":
        import csv

        with file.open(encoding="utf-8", newline="") as opened:
            texts = [row["text"] for row in csv.DictReader(opened)]
        assert texts[0].startswith("'=")  # no spreadsheet runs it
        return
    else:
        texts = [json.loads(line)["text"] for line in file.read_text("utf-8").splitlines()]
    assert texts == [rows[0].text] * 2


def test_a_form_that_is_none_is_refused(tmp_path):
    from voiceminer.store import rows_written_to

    with (
        pytest.raises(vm.VoiceminerError, match=r"rows\.xlsx: rows are written as \.parquet"),
        rows_written_to(tmp_path / "rows.xlsx", None),
    ):
        pass
