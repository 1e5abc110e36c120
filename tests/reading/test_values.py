from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceminer.reading.dates import dates_of
from voiceminer.reading.headers import key_of
from voiceminer.reading.money import amounts_of
from voiceminer.reading.speakers import named_lines
from voiceminer.reading.words import flag, outcome_of


@pytest.mark.parametrize(
    ("cells", "expected", "order"),
    [
        (["2026-04-28T15:33:15.438+0200"], ["2026-04-28T13:33:15.438000"], "iso"),
        (["18/jul/26 9:10 AM", "16/ene/24", "03/dic/25"],
         ["2026-07-18T09:10:00", "2024-01-16T00:00:00", "2025-12-03T00:00:00"], "words"),
        (["20-10-16", "01-03-17"], ["2016-10-20T00:00:00", "2017-03-01T00:00:00"], "day first"),
        ([(
            "11/13/25 10:09"
        ), "01/02/25 09:00"], ["2025-11-13T10:09:00", "2025-01-02T09:00:00"], "month first"),
        (["13.02.2024 17:05"], ["2024-02-13T17:05:00"], "day first"),
        (["1729618499.5"], ["2024-10-22T17:34:59.500000"], "epoch"),
        (["1581407354000"], ["2020-02-11T07:49:14"], "epoch"),
        (["45631"], ["2024-12-05T00:00:00"], "serial"),
        (["Mon, 2 Apr 2012 18:22:10 +0400"], ["2012-04-02T14:22:10"], "words"),
        (["January 5, 2024", "5 Jan 2024"], ["2024-01-05T00:00:00"] * 2, "words"),
        (["", "-", "N/A"], [None] * 3, "iso"),
    ],
)  # fmt: skip
def test_dates_as_columns_have_them(cells, expected, order):
    dates = dates_of(cells)
    assert [v and v.replace(tzinfo=None).isoformat() for v in dates.values] == expected
    assert (dates.order, dates.unreadable) == (order, 0)


def test_one_order_for_the_whole_column():
    assert [v.month for v in dates_of(["01/02/2024", "01/31/2024"]).values] == [1, 1]
    assert [v.month for v in dates_of(["01/02/2024", "31/01/2024"]).values] == [2, 1]
    assert dates_of(["01/02/2024", "03/04/2024"]).undecided


@given(st.lists(st.dates(date(1975, 1, 1), date(2060, 1, 1)), min_size=1), st.sampled_from("/.-"))
def test_any_written_order_is_read_back(days, mark):
    days = [*days, date(2024, 1, 25)]  # one that can be written in one order only
    for form in (f"%d{mark}%m{mark}%Y", f"%Y{mark}%m{mark}%d", "%d %b %Y"):
        values = dates_of([d.strftime(form) for d in days]).values
        assert [v.date() for v in values if v] == days


@given(st.datetimes(datetime(1995, 1, 1), datetime(2060, 1, 1)))  # noqa: DTZ001  # hypothesis wants naive bounds
def test_epochs_by_magnitude(moment):
    moment = moment.replace(tzinfo=UTC, microsecond=0)
    seconds = int(moment.timestamp())
    for factor in (1, 1_000, 1_000_000):
        [value] = dates_of([str(seconds * factor)]).values
        assert abs(value - moment) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["500000.0"], [(Decimal(500000), None)]),
        (["85,000"], [(Decimal(85000), None)]),
        (["$500,000"], [(Decimal(500000), "USD")]),
        (["EUR 1.234,56"], [(Decimal("1234.56"), "EUR")]),
        (["1 234,56", "12,00"], [(Decimal("1234.56"), None), (Decimal(12), None)]),
        (["250k"], [(Decimal(250000), None)]),
        (["", "-", "0"], [(None, None), (None, None), (Decimal(0), None)]),
        (["(1,200.00)"], [(Decimal(-1200), None)]),
        (["85,000", "1.250,50"], [(Decimal(85), None), (Decimal("1250.5"), None)]),
    ],
)
def test_amounts_as_columns_have_them(cells, expected):
    assert amounts_of(cells) == expected


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=1))
def test_either_decimal_mark_is_read_back(values):
    english = [f"{v:,.2f}" for v in values]
    german = [e.translate(str.maketrans(",.", ".,")) for e in english]
    for cells in (english, german):
        assert [a for a, _ in amounts_of(cells)] == values


@pytest.mark.parametrize(
    ("header", "key"),
    [
        (" Custom field (Request Type) ", "requesttype"), ("Campo personalizado (País)", "país"),
        ("property_hs_note_body", "hsnotebody"), ("Loss_Reason__c", "lossreason"), ((
            "Product area [list]"
        ), "productarea"),
        ((
            "Associated Company IDs (Primary)"
        ), "associatedcompanyids"), ("Deal - Title*", "dealtitle"),
        ("STAGENAME", "stagename"), ((
            "Equipment "
        ), "equipment"), ("fields.reporter.accountId", "reporter.accountid"),
    ],
)  # fmt: skip
def test_spellings_of_a_header(header, key):
    assert key_of(header) == key


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"won": "true", "words": ("Closed Lost",)}, "won"),
        ({"won": "0", "closed": "1"}, "lost"),
        ({"closed": "false", "words": ("Closed Won",)}, "open"),
        ({"words": ("Won", "Negotiation")}, "won"),
        ({"words": ("", "Closed Won & Paid")}, "won"),
        ({"words": ("closedlost",)}, "lost"),
        ({"words": ("Gewonnen",)}, "won"), ({"words": ("Perdido",)}, "lost"),
        ({"words": ("失注",)}, "lost"),
        ({"words": ("No decision",)}, "no decision"),
        ({"words": ("Engaging",)}, "open"),
        ({"words": ("Closed",)}, "unknown"),
        ({"words": ("Closed",), "closed": "true", "probability": "0"}, "lost"),
        ({"words": ("Stage 7",)}, "unknown"),
    ],
)  # fmt: skip
def test_outcomes_by_flag_then_word(said, outcome):
    assert outcome_of(**said) == outcome


@pytest.mark.parametrize(
    ("cell", "value"),
    [("TRUE", True), ("Sí", True), ("x", True), ("0", False), ("maybe", None), ("", None)],
)  # fmt: skip
def test_flags(cell, value):
    assert flag(cell) is value


def test_a_colon_alone_makes_no_speaker():
    lines = ["Ann: Hello", "Bob: Here's the thing: it is slow", "The point is this: no", "Bob: Yes"]
    assert named_lines(lines) == [
        ("Ann", "Hello"), ("Bob", (
            "Here's the thing: it is slow"
        )), ("Bob", "The point is this: no"), ("Bob", "Yes"),
    ]  # fmt: skip
