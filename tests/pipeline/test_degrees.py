"""Each optional column dropped once: the run completes, and says what it did without."""

import pytest

import voiceminer as vm

DROPS = [
    ("deals", "Amount"),
    ("deals", "CreatedDate"),
    ("deals", "IsWon"),
    ("deals", "CurrencyIsoCode"),
    ("deals", "Type"),
    ("deals", "OwnerName"),
    ("deals", "Loss_Reason__c"),
    ("deals", "CloseDate"),
    ("accounts", "Website"),
    ("accounts", "Industry"),
    ("notes", "WhatId"),
    ("notes", "ActivityDate"),
    ("tickets", "created_at"),
    ("tickets", "requester"),
    ("tickets", "subject"),
]


@pytest.mark.parametrize(("table", "column"), DROPS, ids=lambda v: v)
def test_a_missing_column_costs_only_what_needs_it(exports, fast, tmp_path, table, column) -> None:
    for row in getattr(exports, table):
        del row[column]
    result = vm.run([exports.write(tmp_path / "x")], fast, tmp_path / "run")
    assert len(result.impact.effects) > 0
    index = (tmp_path / "run" / "index.md").read_text(encoding="utf-8")
    assert "nan" not in index.lower().split()
    if column == "Amount":
        assert all(m.value == 0 for m in result.impact.money) or not len(result.impact.money)
    if column == "CreatedDate":
        assert "Created Date" in index


def test_without_outcomes_nothing_is_said_of_winning(exports, fast, tmp_path) -> None:
    for row in exports.deals:
        for column in ("IsWon", "IsClosed", "StageName", "Loss_Reason__c"):
            del row[column]
    result = vm.run([exports.write(tmp_path / "x")], fast, tmp_path / "run")
    # whether a deal is open is an outcome, too: without any, open money cannot be told either
    assert result.impact.basis == "accounts"
    assert any("outcome" in hint.lower() or "stage" in hint.lower() for hint in result.impact.hints)
    assert {e.grade for e in result.impact.effects} == {"not asked"}
    assert all(e.delta is None for e in result.impact.effects)


def test_text_alone_is_ranked_by_what_there_is(exports, fast, tmp_path) -> None:
    folder = exports.write(tmp_path / "x")
    for name in ("deals.csv", "accounts.csv", "notes.csv"):
        (folder / name).unlink()
    result = vm.run([folder], fast, tmp_path / "run")
    assert result.impact.basis in {"accounts", "documents"}
    assert result.impact.hints
