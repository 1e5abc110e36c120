"""The list: each topic with the figures that the index prints of it, and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voiceminer.data import Briefs, Effect, Figure, MiningResult
from voiceminer.inert import one_line

INDEX = "index.md"
UNITS = {"accounts": "account", "documents": "document"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One topic.

    `effect` is None where no difference could be estimated. Figures are None (money: none) where
    the index prints none. `page` is the path of its brief, "" where it has none of its own.
    """

    topic_id: str
    label: str
    theme_id: str
    theme: str
    kind: str
    page: str
    grade: str
    first: Figure | None
    last: Figure | None
    n: Figure | None
    open_deals: Figure | None
    money: tuple[Figure, ...]
    documents: Figure | None
    statements: Figure
    strong: Figure | None
    effect: Effect | None

    @property
    def difference(self) -> tuple[float, float, float] | None:
        """Deals more lost of 100 than among alike deals, and both ends of the interval."""
        e = self.effect
        if e is None or e.delta is None or e.low is None or e.high is None:
            return None
        return 100 * e.delta, 100 * e.low, 100 * e.high


def unit_of(result: MiningResult) -> str:
    """What the list counts: deals, accounts or documents."""
    return UNITS.get(result.impact.basis, "deal")


def lines_of(result: MiningResult, briefs: Briefs) -> list[Line]:
    """Ranked topics, first place first; after them those that are no pain, the largest first.

    A topic of which the index prints nothing is not in the list: what the briefs keep back, the
    report does.
    """
    printed = printed_on(briefs, INDEX)
    effects = {e.topic_id: e for e in result.impact.effects}
    themes = {t.id: _title(t.label, t.id) for t in result.topics.themes}
    pages = {path.split("-")[1]: path for path in briefs.pages if path.startswith("briefs/t-")}
    unit = unit_of(result)
    lines = []
    for topic in result.topics.topics:
        figures = printed.get(topic.id, {})
        statements = figures.get("statements") or figures.get("statements_placed")
        if not statements:
            continue
        ranked = topic.kind == "pain"
        effect = effects.get(topic.id) if ranked else None
        lines.append(
            Line(
                topic_id=topic.id,
                label=_title(topic.label, topic.id),
                theme_id=topic.theme_id,
                theme=themes.get(topic.theme_id, ""),
                kind=topic.kind,
                page=pages.get(topic.id.removeprefix("t-"), ""),
                grade=effect.grade if effect else "",
                first=_one(figures, "band_first"),
                last=_one(figures, "band_last"),
                n=_one(figures, f"{unit}s"),
                open_deals=_one(figures, "open_deals"),
                money=tuple(figures.get("open_money", ())),
                documents=_one(figures, "documents"),
                statements=statements[0],
                strong=_one(figures, "statements strong"),
                effect=effect,
            )
        )
    lines.sort(key=lambda line: (*_place(line), -line.statements.value, line.topic_id))
    return lines


def printed_on(briefs: Briefs, page: str) -> dict[str, dict[str, list[Figure]]]:
    """Topic ("" for all of them) → measure → the figures that a page prints."""
    found: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in briefs.figures:
        if figure.page == page:
            found[figure.topic_id][figure.measure].append(figure)
    return found


def _one(figures: Mapping[str, Sequence[Figure]], measure: str) -> Figure | None:
    return next(iter(figures.get(measure, ())), None)


def _place(line: Line) -> tuple[bool, float]:
    return (line.effect is None, line.effect.rank if line.effect else 0)


def _title(label: str, topic_id: str) -> str:
    label = one_line(label)
    return label[:1].upper() + label[1:] if label else topic_id
