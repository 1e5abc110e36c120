"""What each file was taken for, column by column, and what that makes possible."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voiceminer.data import Deal, Engine, Rows
from voiceminer.reading.answers import Answer, answers_of
from voiceminer.reading.cells import Cells
from voiceminer.reading.corpus import Reading, reading_of
from voiceminer.reading.profile import DATES
from voiceminer.reading.recognition import Recognition
from voiceminer.reading.tables import LIST, Table
from voiceminer.settings import ReadingSettings

_SAMPLES = 3
_SAMPLE_LENGTH = 40
GUIDE = "docs/exporting.md"
SAMPLED = (
    "This is a sample: of large files the first rows were read. Counts and shares are the sample's;"
    " 'voiceminer mine' reads everything."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: the field that it was taken for (empty: not used), and what stands in it."""

    header: str
    field: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """One table: a file, a sheet, or a list inside a JSON record.

    `rows` were read; `begins` is about how many it has, if these are only the first, else 0.
    """

    path: str
    part: str
    system: str
    what: str
    kind: str
    container: str
    encoding: str
    dialect: str
    header_row: int
    rows: int
    begins: int
    dates: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """One file: its tables, and what became of its rows. Or the sentence that says why not."""

    path: str
    tables: tuple[TableReport, ...]
    seen: int
    made: int
    merged: int
    skipped: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What `voiceminer inspect` shows.

    Attributes
    ----------
    files : tuple of FileReport
    documents : int
    rungs : tuple of (rung, number of documents)
        How documents are linked.
    stages : tuple of (stage, outcome)
        What each stage of the deals was taken for; of several outcomes the commonest.
    with_deal : int
        Documents linked to one deal.
    unlinked : tuple of (reason, number)
        Why documents of an account have no deal.
    answers : tuple of Answer
        What can be answered with this, what cannot, and what would lift it.
    unread : int
        Files that were not looked at, because others like them were.
    """

    files: tuple[FileReport, ...]
    documents: int
    kinds: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]
    accounts: int
    deals: int
    outcomes: tuple[tuple[str, int], ...]
    stages: tuple[tuple[str, str], ...]
    rungs: tuple[tuple[str, int], ...]
    with_deal: int
    unlinked: tuple[tuple[str, int], ...]
    answers: tuple[Answer, ...]
    unread: int = 0

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return dataclasses.asdict(self)

    def mapping_toml(self) -> str:
        """A mapping file that says what was found, to be edited and given to `--mapping`."""
        lines = ["# What each column was taken for. Change a line and give the file to --mapping."]
        for table in (t for f in self.files for t in f.tables if t.columns):
            name = f"{table.path} ({table.part})" if table.part else table.path
            lines += ["", f"[files.{_quoted(name)}]", f"what = {_quoted(table.what)}"]
            if table.what in {"documents", "messages"}:
                lines.append(f"kind = {_quoted(table.kind)}")
            lines.append(f"[files.{_quoted(name)}.columns]")
            fields: dict[str, list[str]] = {}
            for column in table.columns:
                if column.field and column.header not in fields.setdefault(column.field, []):
                    fields[column.field].append(column.header)
            for name, headers in fields.items():
                values = ", ".join(map(_quoted, headers))
                lines.append(f"{name} = [{values}]" if len(headers) > 1 else f"{name} = {values}")
        if self.stages:
            lines += ["", "# What each stage was taken for. Take the # off a line to set it."]
            lines += ["[stages]", *(f"# {_quoted(s)} = {_quoted(o)}" for s, o in self.stages)]
        return "\n".join(lines) + "\n"

    def as_text(self) -> str:
        """For people."""
        lines: list[str] = []
        for file in self.files:
            lines += [*_file_lines(file), ""]
        if self.is_sample:
            lines += [self.sampled, ""]
        lines.append(f"{self.documents} documents: {_counts(self.kinds) or 'none'}")
        lines.append(f"  turns: {_counts(self.roles) or 'none'}")
        lines.append(
            f"{self.deals} deals of {self.accounts} accounts: {_counts(self.outcomes) or 'none'}"
        )
        if self.documents:
            lines.append("Documents linked to an account or deal, by rung:")
            lines += [f"  {r:14} {n:>7}  {n / self.documents:6.1%}" for r, n in self.rungs]
            lines.append(
                f"  to one deal    {self.with_deal:>7}  {self.with_deal / self.documents:6.1%}"
            )
            lines += [f"    not: {why} ({n})" for why, n in self.unlinked]
        lines += ["", "What can be answered with this:"]
        for answer in self.answers:
            lines.append(f"  {answer.verdict:6}  {answer.question} {capital(answer.why)}.")
            if answer.lift:
                lines.append(f"          {capital(answer.lift)}. See {GUIDE}, {answer.section}.")
        return "\n".join(lines)

    @property
    def is_sample(self) -> bool:
        """Whether large files were not read to their end."""
        return bool(self.unread) or any(t.begins for f in self.files for t in f.tables)

    @property
    def sampled(self) -> str:
        """What a sample leaves out."""
        others = f" {self.unread:,} files like these were not looked at." if self.unread else ""
        return SAMPLED + others


def inspect(
    paths: Sequence[Path],
    settings: ReadingSettings,
    *,
    engine: Engine,
    mapping: Mapping[str, Any] | None = None,
) -> Inspection:
    """What each file was taken for; raises as `read_corpus` does."""
    reading = reading_of(paths, settings, engine=engine, mapping=mapping, sample=True)
    corpus = reading.corpus
    rungs = Counter(corpus.documents.column("link_rung"))
    return Inspection(
        files=tuple(_file_reports(reading)),
        documents=len(corpus.documents),
        kinds=_sorted(Counter(corpus.documents.column("kind"))),
        roles=_sorted(Counter(corpus.turns.column("role"))),
        accounts=len(corpus.accounts),
        deals=len(corpus.deals),
        outcomes=_sorted(Counter(corpus.deals.column("outcome"))),
        stages=_stages(corpus.deals),
        rungs=_sorted(rungs),
        with_deal=sum(1 for d in corpus.documents.column("deal_id") if d),
        unlinked=_sorted(reading.whys),
        answers=tuple(answers_of(reading)),
        unread=reading.unread,
    )


def _file_reports(reading: Reading) -> list[FileReport]:
    tables: dict[str, list[TableReport]] = {}
    for table, recognition in reading.taken:
        tables.setdefault(table.path, []).append(_table_report(table, recognition))
    reasons: dict[str, list[tuple[str, int]]] = {}
    for left in reading.corpus.left_out:
        reasons.setdefault(left.file, []).append((left.reason, left.n))
    files = {f.path: f for f in reading.corpus.files}
    reports = []
    for path in sorted({*files, *(p for p in reasons if p)}):
        file = files.get(path)
        reports.append(
            FileReport(
                path=path,
                tables=tuple(tables.get(path, ())),
                seen=file.seen if file else 0,
                made=file.made if file else 0,
                merged=file.merged if file else 0,
                skipped=file.skipped if file else 0,
                reasons=tuple(reasons.get(path, ())),
            )
        )
    return reports


def _table_report(table: Table, recognition: Recognition) -> TableReport:
    return TableReport(
        path=table.path,
        part=table.part,
        system=recognition.system,
        what=recognition.what,
        kind=recognition.kind if recognition.what in {"documents", "messages"} else "",
        container=table.container,
        encoding=table.encoding,
        dialect=table.dialect,
        header_row=table.header_row,
        rows=len(table),
        begins=table.begins,
        dates=_dates(table, recognition),
        columns=tuple(_columns(table, recognition)),
    )


def _columns(table: Table, recognition: Recognition) -> list[Column]:
    fields: dict[int, list[str]] = {}
    for group in (recognition.fields, recognition.extras):
        for name, picks in group.items():
            for pick in picks:
                fields.setdefault(pick.column, []).append(name)
    found = []
    first = table.head(200)
    for i, header in enumerate(table.header):
        cells = dict.fromkeys(_short(cell) for cell in first.column(i) if cell.strip())
        names = list(dict.fromkeys(fields.get(i, ())))
        # the first is what it is; further ones are where it fills in
        found.append(
            Column(
                header=header,
                field=names[0] if names else "",
                samples=tuple(list(cells)[:_SAMPLES]),
            )
        )
    return found


def _dates(table: Table, recognition: Recognition) -> str:
    """How dates were read: order, and whether they carry a zone."""
    cells = Cells(table.head(2_000), recognition)
    said = []
    for name in sorted(DATES & recognition.fields.keys()):
        dates = cells.dates(name)
        if not any(dates.values) and not dates.unreadable:
            continue
        words = [dates.order, "with zone" if dates.zoned else "no zone, taken as UTC"]
        words += ["day and month could be the other way round"] if dates.undecided else []
        words += [f"{dates.unreadable} unreadable"] if dates.unreadable else []
        said.append(f"{name}: {', '.join(words)}")
    return "; ".join(said)


def _short(cell: str) -> str:
    line = " ".join(cell.replace(LIST, "; ").split())
    return line if len(line) <= _SAMPLE_LENGTH else f"{line[: _SAMPLE_LENGTH - 1]}…"


def _file_lines(file: FileReport) -> list[str]:
    lines = [file.path]
    for table in file.tables:
        part = f" {table.part}:" if table.part else ""
        head = ", ".join(
            x
            for x in (
                f"{table.kind} {table.what}".strip(),
                f"system: {table.system}",
                table.container,
                table.encoding,
                f"delimiter {table.dialect}" if table.container == "csv" else "",
                f"header in row {table.header_row}" if table.header_row else "",
                rows_read(table),
            )
            if x
        )
        lines.append(f" {part} {head}")
        if table.dates:
            lines.append(f"    dates: {table.dates}")
        used = [c for c in table.columns if c.field]
        unused = [c.header for c in table.columns if not c.field]
        lines += [f"    {c.header} -> {c.field}: {' | '.join(c.samples)}" for c in used]
        if unused:
            more = f" and {len(unused) - 12} more" if len(unused) > 12 else ""
            lines.append(f"    not used: {', '.join(unused[:12])}{more}")
    lines.append(
        f"  rows: {file.seen} seen, {file.made} made, {file.merged} merged, {file.skipped} skipped"
    )
    return lines + [f"    {reason} ({n})" for reason, n in file.reasons]


def capital(text: str) -> str:
    """The text as the beginning of a sentence; a file's name stays as it is."""
    return text if "." in text.split(" ", 1)[0] else f"{text[:1].upper()}{text[1:]}"


def rows_read(table: TableReport) -> str:
    """How many rows were looked at, and of about how many."""
    if table.begins == 2 and table.rows == 1:
        return "its beginning"
    if table.begins:
        return f"first {table.rows:,} of about {table.begins:,} rows"
    return f"{table.rows:,} row{'s' if table.rows != 1 else ''}"


def _sorted(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _counts(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{n} {name}" for name, n in counts)


def _quoted(text: str) -> str:
    escaped = "".join(
        {"\\": "\\\\", '"': '\\"'}.get(c, c if ord(c) >= 32 else f"\\u{ord(c):04x}") for c in text
    )
    return f'"{escaped}"'


def _stages(deals: Rows[Deal]) -> tuple[tuple[str, str], ...]:
    counted: dict[str, Counter[str]] = {}
    for stage, outcome in zip(deals.column("stage"), deals.column("outcome"), strict=True):
        if stage:
            counted.setdefault(stage, Counter())[outcome] += 1
    return tuple((s, max(sorted(c), key=c.__getitem__)) for s, c in sorted(counted.items()))
