"""Everything that the index says: the list, its oddities, the tie-out, what was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voiceminer.briefs import figures
from voiceminer.briefs.brief import MANY, Counted, path_of, status_of, title_of
from voiceminer.briefs.casebook import Casebook, grouped
from voiceminer.briefs.changed import changed_of
from voiceminer.briefs.counting import NOUNS, total_units
from voiceminer.briefs.notable import STRONG
from voiceminer.briefs.open_deals import sums
from voiceminer.briefs.own_pages import ours_alone
from voiceminer.briefs.printing import Link, Name, Words
from voiceminer.briefs.quoting import KINDS
from voiceminer.data import Effect, Figure, SourceFile, TieOut

MOST_REASONS = 12
MOST_FILES = 12
MOST_OURS = 8
# Oddities are worth a line each while they are few.
MOST_ODD = 3
# From this share of its statements on, a topic is told by one side alone; of fewer statements
# than LEAST a share says nothing.
ONE_SIDED = 0.9
LEAST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One ranked topic in the list."""

    topic_id: str
    rank: Figure
    first: Figure
    last: Figure
    by_statements: Figure
    label: Name
    link: Link | Name
    n: Figure
    open_deals: Figure
    sums: tuple[Figure, ...]
    grade: Words
    documents: Figure
    statements: Figure
    reported: Figure
    strong: Figure
    on_pages: bool | None
    trend: Words
    since: Figure | None
    status: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A line of the tie-out."""

    key: Name
    currency: Words
    n: Figure
    of: Figure
    amount: Figure | None


def rows_of(book: Casebook) -> list[Row]:
    """All ranked topics, first place first."""
    loudest = sorted(book.ranked, key=lambda e: (-len(book.statements[e.topic_id]), e.topic_id))
    place = {e.topic_id: n for n, e in enumerate(loudest, 1)}
    full = {e.topic_id for e in book.top}
    return [_row(book, e, place[e.topic_id], full=e.topic_id in full) for e in book.shown]


def _row(book: Casebook, effect: Effect, by_statements: int, *, full: bool) -> Row:
    topic, statements = effect.topic_id, book.statements[effect.topic_id]
    cases = book.cases.get(topic, ())
    open_cases = [c for c in cases if c.deal.outcome == "open"]
    label, on_pages = title_of(book, topic), book.on_pages.get(topic)
    shift = next((s for s in book.result.tracking.shifts if s.topic_id == topic), None)
    n = {
        "deal": len(cases),
        "account": len({s.passage.account_id for s in statements if s.passage.account_id}),
        "document": len({s.document.id for s in statements}),
    }[book.unit]

    def count(measure: str, value: int) -> Figure:
        return figures.count(measure, value, topic)

    return Row(
        topic_id=topic,
        rank=count("rank", effect.rank),
        first=count("band_first", effect.band_first),
        last=count("band_last", effect.band_last),
        by_statements=count("place_by_statements", by_statements),
        label=label,
        link=Link(label, path_of(book, topic)) if full else label,
        n=count(f"{book.unit}s", n),
        open_deals=count("open_deals", len(open_cases)),
        sums=sums(
            topic,
            "open_money",
            open_cases,
            book.result.settings.briefs.min_accounts if book.edition == "marketing" else 1,
        ),
        status=status_of(book, topic),
        grade=Words(effect.grade),
        documents=count("documents", len({s.document.id for s in statements})),
        statements=count("statements", len(statements)),
        reported=count("reported", sum(s.reported for s in statements)),
        strong=count("statements strong", sum(s.severity >= STRONG for s in statements)),
        on_pages=on_pages.given if on_pages else None,
        trend=Words(shift.kind if shift else ""),
        since=figures.month("shift_since", shift.since, topic) if shift else None,
    )


def index_of(book: Casebook) -> dict[str, object]:
    """The facts of the index, by the names that its template uses."""
    impact, rows = book.result.impact, rows_of(book)
    halved = len(rows) >= 2 * MOST_ODD  # a list seen at a glance has no hidden half
    grades = Counter(e.grade for e in book.ranked)
    grades.pop("not asked", None)
    whole = {
        m.measure: m for m in impact.money if (m.topic_id, m.currency) == ("", impact.currency)
    }
    stake = whole.get("at stake")
    return {
        "basis": impact.basis,
        "unit": book.unit,
        "unit_words": NOUNS[book.unit],
        "total": figures.count(f"{book.unit}s_in_all", total_units(book)),
        "rows": rows,
        "trends": any(r.trend for r in rows),
        "statements": figures.count("statements_in_all", sum(map(len, book.statements.values()))),
        "kinds": _kinds(book),
        "grades": [
            {"grade": Words(g), "n": figures.count("topics", n, key=g)}
            for g, n in sorted(grades.items(), key=lambda item: (-item[1], item[0]))
        ],
        "not_known": "not known yet" in grades,
        "loud": _loud(rows) if halved else [],
        "quiet": _quiet(rows) if halved else [],
        "only_notes": [
            r for r in rows if _told(r) and r.reported.value >= ONE_SIDED * r.statements.value
        ][:MOST_ODD],
        "no_notes": _without_notes(rows),
        "touched": [
            figures.money("touched", m.value, m.currency, key=m.currency)
            for m in sorted(impact.money, key=lambda m: -m.value)
            if (m.topic_id, m.measure) == ("", "touched") and m.value
        ],
        "at_stake": _stake(book, "at_stake", stake.value if stake else None),
        "at_stake_low": _stake(book, "at_stake_low", stake.low if stake else None),
        "at_stake_high": _stake(book, "at_stake_high", stake.high if stake else None),
        "floor": _stake(book, "floor", stake.floor if stake else None),
        "below_floor": bool(stake and stake.floor is not None and stake.value <= stake.floor),
        "pages": figures.count("own_pages", book.result.answers.pages)
        if book.result.answers.pages
        else None,
        "ours": ours_alone(book, MOST_OURS),
        "edition": Words(book.edition),
        "approved": any(r.status == "approved" for r in rows),
        "private": figures.count("private_topics", len(book.ranked) - len(book.shown)),
        "least": figures.count("min_accounts", book.result.settings.briefs.min_accounts),
        "sharers": Words(book.sharers),
        "hints": [Name(h) for h in impact.hints],
        "unranked": _unranked(book),
        **changed_of(book),
        **_tie_out(book),
        **_read(book),
    }


def _stake(book: Casebook, measure: str, value: float | None) -> Figure | None:
    currency = book.result.impact.currency or ""
    return None if value is None else figures.money(measure, value, currency, key=currency)


def _told(row: Row) -> bool:
    return row.statements.value >= LEAST


def _without_notes(rows: Sequence[Row]) -> list[Row]:
    """Topics that sales' notes are silent on; nothing where there are hardly any notes at all."""
    noted = sum(r.reported.value for r in rows)
    said = sum(r.statements.value for r in rows)
    if noted < (1 - ONE_SIDED) * said:
        return []
    silent = [
        r for r in rows if _told(r) and r.reported.value <= (1 - ONE_SIDED) * r.statements.value
    ]
    return silent[:MOST_ODD]


def _loud(rows: Sequence[Row]) -> list[Row]:
    """Among the three most said, those that stand in the lower half of the list."""
    return [r for r in rows if r.by_statements.value <= MOST_ODD and r.rank.value > len(rows) / 2]


def _quiet(rows: Sequence[Row]) -> list[Row]:
    """Among the first three of the list, those in the lower half by statements."""
    return [r for r in rows[:MOST_ODD] if r.by_statements.value > len(rows) / 2]


def _kinds(book: Casebook) -> list[Counted]:
    heard = set(book.result.heard.passages.column("document_id"))
    documents = book.result.heard.voice.documents
    both = zip(documents.column("id"), documents.column("kind"), strict=True)
    kinds = Counter(kind for id_, kind in both if id_ in heard)
    return [
        Counted(n=figures.count("documents", n, key=kind), one=KINDS[kind], many=Words(MANY[kind]))
        for kind, n in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    ]


def _tie_out(book: Casebook) -> dict[str, list[Tied]]:
    groups = {
        "outcomes": "outcome",
        "texts": "text by outcome",
        "stages": "stage",
        "rungs": "rung",
        "filters": "filter",
    }
    rows = list(book.result.impact.tie_out)
    return {
        name: [_tied(t) for t in _over_currencies(rows, group) if t.n]
        for name, group in groups.items()
    }


def _over_currencies(rows: Sequence[TieOut], group: str) -> list[TieOut]:
    """Lines of a group; only outcomes are told by currency, so others are added up in number."""
    of = [t for t in rows if t.group == group]
    if group == "outcome":
        return of
    return [
        replace(same[0], currency="", n=sum(t.n for t in same), amount=None)
        for same in grouped(of, lambda t: t.key).values()
    ]


def _tied(row: TieOut) -> Tied:
    key = f"{row.key}|{row.currency}"
    return Tied(
        key=Name(row.key),
        currency=Words(row.currency),
        n=figures.count(f"tie_out {row.group}", row.n, key=key),
        of=figures.count(f"tie_out {row.group} of", row.of, key=key),
        # to the last unit: an analyst lays it beside the CRM's own sum
        amount=None
        if row.amount is None
        else figures.figure(
            f"tie_out {row.group} amount", float(row.amount), f"{row.amount:,f}", unit=row.currency,
            key=key,
        ),
    )  # fmt: skip


def _read(book: Casebook) -> dict[str, object]:
    voice = book.result.heard.voice
    reasons: Counter[tuple[str, str, str]] = Counter()
    for left in (*voice.left_out, *book.result.impact.left_out):
        reasons[left.stage, left.reason, left.subject] += left.n
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return {
        "files": _files(list(voice.files)),
        "left_out": [
            {
                "stage": Name(stage),
                "reason": Name(reason),
                "subject": Name(subject),
                "n": figures.count("left_out", n, key=f"{stage}|{reason}|{subject}"),
            }
            for (stage, reason, subject), n in ordered[:MOST_REASONS]
        ],
        "more_reasons": figures.count("more_reasons", max(len(ordered) - MOST_REASONS, 0)),
    }


def _files(files: Sequence[SourceFile]) -> list[dict[str, object]]:
    """Each file on a line; files of one system together where they are many."""
    key = (lambda f: f.path) if len(files) <= MOST_FILES else (lambda f: f.system)
    return [
        {
            "path": Name(of[0].path),
            "n": figures.count("files", len(of), key=name),
            "system": Name(of[0].system),
        }
        | {
            what: figures.count(f"rows_{what}", sum(getattr(f, what) for f in of), key=name)
            for what in ("seen", "made", "merged", "skipped")
        }
        for name, of in grouped(files, key).items()
    ]


def _unranked(book: Casebook) -> list[dict[str, object]]:
    placements = book.result.assignment.placements
    both = zip(placements.column("topic_id"), placements.column("place"), strict=True)
    placed = Counter(topic_id for topic_id, place in both if place == 1)
    return [
        {
            "label": title_of(book, t.id),
            "kind": Words(t.kind),
            "n": figures.count("statements_placed", placed[t.id], t.id),
        }
        for t in sorted(
            (t for t in book.unranked if t.id not in book.private),
            key=lambda t: (-placed[t.id], t.id),
        )
    ]
