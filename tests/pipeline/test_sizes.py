"""Every size of corpus gives an answer: hardly anything, the same again and again, one subject."""

import pytest

import voiceminer as vm
from voiceminer.briefs import briefs_of

SETTINGS = vm.Settings(embedding={"encoder": "static"})
FIFTEEN = [
    "The CSV export is missing half of the columns every time.",
    "Our CSV export has lost rows since the last release.",
    "Why is the cost centre column missing from the export?",
    "The export to Excel loses the columns that we added.",
    "We cannot send an export without those columns to the auditor.",
    "The password reset mail never arrives in our mailbox.",
    "Password reset links expire before anyone can open them.",
    "My colleague is locked out since the password reset failed.",
    "After a password reset the app still wants the old password.",
    "The password reset page shows a blank screen to all of us.",
    "We were charged twice for the March invoice.",
    "Our invoice has the wrong billing address on it again.",
    "The invoice amount is wrong, we were charged twice.",
    "The invoice shows VAT although we are exempt from VAT.",
    "Charged twice again and nobody answers about the invoice.",
]


def mined(texts: list[str]) -> vm.MiningResult:
    return vm.mine(
        vm.read_records([{"id": str(n), "text": t} for n, t in enumerate(texts)]), SETTINGS
    )


def index_of(result: vm.MiningResult) -> str:
    return briefs_of(result).pages["index.md"]


def test_fifteen_statements_give_a_few_topics_that_hold_together() -> None:
    result = mined(FIFTEEN)
    topic_of = {p.passage_id: p.topic_id for p in result.assignment.placements if p.place == 1}
    said = dict(
        zip(result.heard.passages.column("id"), result.heard.passages.column("text"), strict=True)
    )
    exports = {topic_of[i] for i, text in said.items() if "xport" in text}
    resets = {topic_of[i] for i, text in said.items() if "eset" in text}
    assert 2 <= len(result.topics.topics) <= 5
    assert not exports & resets


@pytest.mark.parametrize("n", [1, 2, 3, 9])
def test_too_little_to_group_is_one_list(n: int) -> None:
    result = mined(FIFTEEN[:n])
    assert len(result.topics.topics) == 1
    assert sum(1 for p in result.assignment.placements if p.place == 1) == n
    assert "| 1 |" in index_of(result)


def test_the_same_words_from_many_are_one_topic_with_one_quote() -> None:
    result = mined(["The export loses our cost centres."] * 40)
    assert len(result.topics.topics) == 1
    assert len(result.topics.quotes) == 1
    assert "40 texts" in index_of(result)


def test_one_subject_alone_is_not_cut_into_many() -> None:
    texts = [
        f"The export loses column {n} of our {w} report."
        for n in range(20)
        for w in ("sales", "stock")
    ]
    assert 1 <= len(mined(texts).topics.topics) <= 4
