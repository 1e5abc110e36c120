"""Polluted CSV files with what a perfect reader makes of them, after the Pollock benchmark.

Vitagliano, Hameed, Jiang, Reisener, Wu and Naumann, "Pollock: a data loading benchmark", VLDB 2023
(github.com/HPI-Information-Systems/Pollock): one defect a file, put into a clean table. A defect of
the text leaves what is expected as it was: a lost delimiter still parts two cells, a stray quote is
part of its cell, a second table below the first is not of the table.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO

Rows = tuple[tuple[str, ...], ...]

# How often each defect was met in the survey of the paper: `pollock_weights.json` of its
# repository; the files of one kind of row defect share theirs.
FILE_WEIGHTS = {
    "source": 1.0, "no_payload": 15, "no_trailing_newline": 184, "double_trailing_newline": 5,
    "no_header": 470, "header_multirow_2": 47, "header_multirow_3": 47, "preamble": 282,
    "multitable_same": 62.667, "multitable_more": 62.667, "multitable_less": 62.667,
    "header_only": 3, "one_data_row": 4, "record_delimiter_CR": 7, "record_delimiter_LF": 1691,
    "field_delimiter_tab": 4, "field_delimiter_semicolon": 834, "field_delimiter_space": 4,
    "field_delimiter_comma_space": 101, "quotation_char_apostrophe": 11,
    "escape_char_backslash": 1, "escape_char_none": 7,
}  # fmt: skip
ROW_WEIGHTS = {
    "less_sep": 0.36775, "more_sep": 0.36775, "extra_quote": 0.00926,
    "row_delimiter_space": 0.14286,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Polluted:
    """One file: its name, its bytes, the rows that are expected, its weight."""

    name: str
    data: bytes
    expected: Rows
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A clean table, header first, and how it is written."""

    name: str
    rows: Rows
    delimiter: str = ","
    quote: str = '"'
    escape: str = '"'
    end: str = "\r\n"
    # (row, column) → what stands there instead of the delimiter before that cell
    between: dict[tuple[int, int], str] = field(default_factory=dict)
    # (row, column) of a cell with a stray quote before its text
    stray: frozenset[tuple[int, int]] = frozenset()

    def text(self) -> str:
        """The file. Cells with a comma or a quote are quoted, whatever the delimiter is."""
        return "".join(
            "".join(self._between(i, j) + self._cell(i, j, c) for j, c in enumerate(row)) + self.end
            for i, row in enumerate(self.rows)
        )

    def _between(self, i: int, j: int) -> str:
        return self.between.get((i, j), self.delimiter if j else "")

    def _cell(self, i: int, j: int, cell: str) -> str:
        stray = self.quote if (i, j) in self.stray else ""
        if any(c in cell for c in ',"\n'):
            inner = cell.replace('"', f'{self.escape}"')
            return f"{self.quote}{stray}{inner}{self.quote}"
        return stray + cell

    def expected(self) -> Rows:
        """What a perfect reader makes of it."""
        return tuple(
            tuple(self.quote + c if (i, j) in self.stray else c for j, c in enumerate(row))
            for i, row in enumerate(self.rows)
        )


def pollutions(base: Base, every: int = 1) -> Iterator[Polluted]:
    """All polluted forms of a table; of the rows' defects those of every n-th row."""
    header, *body = base.rows
    text, rows, width = base.text(), base.rows, len(base.rows[0])
    blank = base.delimiter * (width - 1)
    longer = tuple((*r, n) for r, n in zip(rows, ("more", *(r[-1] for r in body)), strict=True))
    shorter = tuple(r[:-1] for r in rows)

    def file(name: str, text: str, expected: Sequence[Sequence[str]] = rows) -> Polluted:
        return Polluted(
            name=f"{base.name}/{name}",
            data=text.encode(),
            expected=tuple(map(tuple, expected)),
            weight=FILE_WEIGHTS[name],
        )

    def changed(name: str, **how: str) -> Polluted:
        return file(name, replace(base, **how).text())  # type: ignore[arg-type]  # all texts

    def below(name: str, more: Rows) -> Polluted:
        return file(name, text + replace(base, rows=more).text())

    yield file("source", text)
    yield file("no_payload", "", ())
    yield file("no_trailing_newline", text.removesuffix(base.end))
    yield file("double_trailing_newline", text + base.end)
    yield file("no_header", replace(base, rows=tuple(body)).text(), body)
    for n in (2, 3):
        joined = tuple(" ".join([name] * n) for name in header)
        head = replace(base, rows=(header,) * n + tuple(body))
        yield file(f"header_multirow_{n}", head.text(), (joined, *body))
    yield file("preamble", f"PREAMBLE{blank}{base.end}{blank}{base.end}{text}")
    yield below("multitable_same", rows)
    yield below("multitable_more", longer)
    if width > 1:
        yield below("multitable_less", shorter)
    yield file("header_only", replace(base, rows=rows[:1]).text(), rows[:1])
    yield file("one_data_row", replace(base, rows=rows[:2]).text(), rows[:2])
    yield changed("record_delimiter_LF", end="\n")
    yield changed("record_delimiter_CR", end="\r")
    yield changed("field_delimiter_semicolon", delimiter=";")
    yield changed("field_delimiter_tab", delimiter="\t")
    yield changed("field_delimiter_comma_space", delimiter=", ")
    yield changed("field_delimiter_space", delimiter=" ")
    yield changed("quotation_char_apostrophe", quote="'")
    yield changed("escape_char_backslash", escape="\\")
    yield changed("escape_char_none", escape="")
    yield from _row_pollutions(base, every)


def _row_pollutions(base: Base, every: int) -> Iterator[Polluted]:
    width = len(base.rows[0])

    def file(kind: str, place: str, polluted: Base) -> Polluted:
        return Polluted(
            name=f"{base.name}/{kind}_{place}",
            data=polluted.text().encode(),
            expected=polluted.expected(),
            weight=ROW_WEIGHTS[kind] * every,
        )

    for i in range(0, len(base.rows), every):
        for j in range(width):
            place = f"row{i}_col{j}"
            more = base.delimiter * (2 if j else 1)
            yield file("more_sep", place, replace(base, between={(i, j): more}))
            if j:
                yield file("less_sep", place, replace(base, between={(i, j): ""}))
            yield file("extra_quote", place, replace(base, stray=frozenset({(i, j)})))
        spaces = {(i, j): " " for j in range(1, width)}
        if width > 1:
            yield file("row_delimiter_space", f"row{i}", replace(base, between=spaces))


# Measures --------------------------------------------------------------------------------------


def score(expected: Rows, loaded: Rows | None) -> float:
    """The ten measures of the benchmark, added up; None is a reader that gave up.

    Success; precision, recall and F1 of the header, of the records below it (each taken as one
    text: its cells without a break), and of all cells.
    """
    if loaded is None:
        return 0.0
    if not expected:
        return 10.0
    # the benchmark passes on what was loaded as CSV
    loaded = tuple(map(tuple, csv.reader(StringIO(_written(loaded), newline=""))))
    header = _measures([normal(c) for c in expected[0]], [normal(c) for c in _first(loaded)])
    records = _measures(_records(expected[1:]), _records(loaded[1:]))
    cells = _measures([c for r in expected for c in r], [c for r in loaded for c in r])
    return 1 + sum(header) + sum(records) + sum(cells)


def _written(rows: Rows) -> str:
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _first(rows: Rows) -> tuple[str, ...]:
    return rows[0] if rows else ()


def _records(rows: Rows) -> list[str]:
    return ["".join(map(normal, row)) for row in rows]


def _measures(source: list[str], loaded: list[str]) -> tuple[float, float, float]:
    if not source:
        return 1.0, 1.0, 1.0
    counts: dict[str, int] = {}
    for text in loaded:
        counts[text] = counts.get(text, 0) + 1
    both = 0
    for text in source:
        if counts.get(text, 0):
            counts[text] -= 1
            both += 1
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / len(source), both / len(loaded)
    return precision, recall, 2 * precision * recall / (precision + recall)


def normal(cell: str) -> str:
    """A cell as it is compared: numbers by value, words without case."""
    try:
        return str(float(cell)) if cell else ""
    except ValueError:
        return cell.lower()


# Base tables -----------------------------------------------------------------------------------

_WORDS = [
    "warm",
    "light",
    "boot",
    "keeps",
    "water",
    "out",
    "on",
    "every",
    "trail",
    "and",
    "the",
    "sole's",
    "grip",
    "is",
    "firm",
    "even",
    "when",
    "the",
    "rock",
    "is",
    "wet",
    "so",
    "nobody",
    "slips;",
    "it",
    "dries",
    "overnight,",
    "packs",
    "small,",
    "weighs",
    "little",
    "and",
    "lasts",
    "for",
    "years",
]


def bases() -> list[Base]:
    """Tables of 84 rows, each of another kind."""
    dice = random.Random(7)

    def words(n: int) -> str:
        return " ".join(dice.choices(_WORDS, k=n)).capitalize()

    def day(i: int) -> str:
        return f"{i % 28 + 1:02}/{i % 12 + 1:02}/2018"

    kinds = [words(2), f'{words(2)}, 10"', words(3), f"{words(1)}'s {words(1)}"]
    survey = [
        (
            day(i), f"{i % 24:02}:{15 * (i % 4):02}", str(dice.randint(0, 30)),
            f"{dice.choice(['MG', 'RI', 'CC'])}-{dice.randint(1000, 9999)}",
            f"${dice.randint(100, 9999) / 100}", dice.choice(kinds),
            f"{words(9)}, {words(4)}.", f"https://shop.example/{i}.html", "",
        )
        for i in range(83)
    ]  # fmt: skip
    numeric = [
        (str(i), *(f"{dice.uniform(-50, 50):.3f}" for _ in range(6)), str(dice.randint(0, 10**6)))
        for i in range(83)
    ]
    tickets = [
        (
            f"{i:06}", words(4), f'{words(12)}: "{words(3)}", {words(8)}. {words(6)}?',
            f"user{i}@mail{i % 9}.example", dice.choice(["open", "closed", "pending"]),
            f"2024-{i % 12 + 1:02}-{i % 28 + 1:02} {i % 24:02}:30:00",
        )
        for i in range(83)
    ]  # fmt: skip
    wide = [
        (f"row {i}", *(str(dice.randint(0, 99)) if j % 3 else words(1) for j in range(39)))
        for i in range(83)
    ]
    pairs = [(words(2), str(dice.randint(1, 500))) for _ in range(83)]
    names = [(words(2), words(1), dice.choice(["", words(1)])) for _ in range(83)]
    voices = [(words(dice.randint(3, 12)),) for _ in range(83)]
    heads = {
        "survey": "DATE,TIME,Qty,PRODUCTID,Price,ProductType,ProductDescription,URL,Comments",
        "numeric": "id,a,b,c,d,e,f,total",
        "tickets": "Ticket ID,Subject,Description,Requester,Status,Created at",
        "wide": ",".join(["Name", *(f"Field {j}" for j in range(1, 40))]),
        "pairs": "Product,Stock",
        "names": "First name,Last name,Nickname",
        "voices": "What customers say",
    }
    bodies: dict[str, Sequence[tuple[str, ...]]] = {
        "survey": survey, "numeric": numeric, "tickets": tickets, "wide": wide, "pairs": pairs,
        "names": names, "voices": voices,
    }  # fmt: skip
    return [
        Base(name=name, rows=(tuple(head.split(",")), *bodies[name]))
        for name, head in heads.items()
    ]
