"""Two runs side by side: what moved, what is chance, and the history that grows with runs."""

from datetime import date

import pytest

import voiceminer as vm
from voiceminer.store import read_history
from voiceminer.taxonomy import taxonomy_of

TEXTS = {
    "import": "The import stopped at row {n} and gave no reason.",
    "login": "Our people cannot sign in on the phone app since {n}.",
    "price": "The price of a seat went up by {n} percent without a word.",
}


def month(number, **counts):
    return [
        {
            "id": f"{name}-{number}-{n}",
            "text": TEXTS[name].format(n=n),
            "at": f"2026-{number:02}-{1 + n % 28:02}",
        }
        for name, count in counts.items()
        for n in range(count)
    ]


@pytest.fixture(scope="module")
def runs(fast, tmp_path_factory):
    """January to March even; in April logins hurt five times as often."""
    until_march = [r for m in (1, 2, 3) for r in month(m, **{"import": 30}, login=10, price=30)]
    april = month(4, **{"import": 30}, login=50, price=30)
    first = vm.mine(vm.read_records(until_march), fast)
    second = vm.mine(vm.read_records(until_march + april), fast, after=first)
    return first, second


def shares(comparison):
    return {row.label: row for row in comparison.moved}


def test_a_topic_that_is_said_more_often_moved_and_others_with_it(runs):
    found = vm.compare(*runs)
    assert (found.before, found.after) == (date(2026, 3, 28), date(2026, 4, 28))
    login = max(found.moved, key=lambda row: row.after - row.before)
    assert login.beyond_chance
    assert login.after > 2 * login.before
    assert sum(row.n_before for row in found.moved) == 210
    assert {row.of_after for row in found.moved} == {110}


def test_a_run_against_itself_has_not_moved(runs):
    found = vm.compare(runs[0], runs[0])
    assert not any(row.beyond_chance for row in found.moved)
    assert "<table" in found._repr_html_()


def test_goals_are_reached_beyond_chance_or_not(runs, fast):
    topic = max(runs[1].tracking.trends, key=lambda t: t.share).topic_id
    goals = "".join(
        f'{{measure = "share", target = {target}, owner = "Ana"}},' for target in (0.01, 0.44, 0.99)
    )
    taxonomy = taxonomy_of(f'[[topic]]\nid = "{topic}"\ngoals = [{goals}]\n')
    run = vm.weigh(runs[1].heard, fast, taxonomy=taxonomy, after=runs[1])
    verdicts = [goal.verdict for goal in vm.compare(runs[0], run).goals]
    assert (verdicts[0], verdicts[2]) == ("not reached", "reached")


def test_history_grows_with_the_runs_and_a_day_stands_once(first, fast, tmp_path):
    run, again = tmp_path / "run", tmp_path / "again"
    vm.run([first.exports], fast, run)
    assert not (tmp_path / "history.parquet").exists()
    later = fast.model_copy(update={"as_of": date(2026, 12, 31)})
    vm.run([first.exports], later, again, after=run)
    vm.run([first.exports], later, again, after=run)
    table = read_history(tmp_path / "history.parquet").to_pandas()
    assert table["as_of"].nunique() == 2
    assert not table.duplicated(["as_of", "topic_id", "measure"]).any()
    topics = {row.topic_id: row for row in first.result.topic_table}
    before = table[table["as_of"] != table["as_of"].max()]
    for line in before[before["measure"] == "deals"].itertuples():
        assert line.value == topics[line.topic_id].n_deals


def test_a_file_that_is_no_history_is_not_written_over(tmp_path):
    (tmp_path / "history.parquet").write_text("mine")
    with pytest.raises(vm.VoiceminerError, match=r"history\.parquet: this is no history of runs"):
        read_history(tmp_path / "history.parquet")
