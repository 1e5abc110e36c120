"""What the charts show, as plain data; how they look stands in `specs/`."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from importlib import resources
from typing import Any

from voiceminer.data import MiningResult
from voiceminer.report.layout import Layout
from voiceminer.report.listing import Line
from voiceminer.report.quotes import shortened
from voiceminer.report.segments import segments_of
from voiceminer.report.trends import trends_of

SPECS = ("impact", "map", "trends", "segments")
# As many hues as can be told apart by people who see fewer of them (Okabe & Ito 2008, "Color
# Universal Design"); all other themes are grey.
HUES = 7
# What a pointer shows of a passage.
TIP = 140


def charts_of(result: MiningResult, lines: Sequence[Line], layout: Layout | None) -> dict[str, Any]:
    """Everything the page's script draws, ready for JSON."""
    topics = [line.topic_id for line in lines]
    trends = trends_of(result, topics)
    segments = segments_of(result, topics)
    hues = _hues(lines)
    return {
        "specs": {name: _spec(name) for name in SPECS},
        "topics": [
            {
                "id": line.topic_id,
                "label": line.label,
                "place": place,
                "theme": line.theme_id,
                "hue": hues.get(line.theme_id, 0),
                "kind": line.kind,
                "grade": line.grade,
                "difference": _rounded(line.difference, 2) if line.difference else None,
                "money": _ranking_money(result, line),
                "n": line.n.value if line.n else line.statements.value,
            }
            for place, line in enumerate(lines, 1)
        ],
        "themes": {line.theme_id: line.theme for line in lines},
        "currency": result.impact.currency or "",
        "months": trends.months,
        "totals": trends.totals,
        "counts": [trends.counts[t] for t in topics],
        "shares": [[_rounded(part, 5) for part in trends.shares[t]] for t in topics],
        "segments": segments,
        "map": _points(result, topics, layout),
        "has": {
            "impact": any(line.difference or line.money or line.n for line in lines),
            "effects": any(line.difference for line in lines),
            "map": layout is not None and len(layout.passages) > 0,
            "trends": sum(total > 0 for total in trends.totals) > 2,
            "segments": bool(segments),
        },
    }


def _spec(name: str) -> Any:
    file = resources.files("voiceminer.report") / "specs" / f"{name}.vl.json"
    return json.loads(file.read_text(encoding="utf-8"))


def _hues(lines: Sequence[Line]) -> dict[str, int]:
    """The themes of the first topics, each with a colour of its own."""
    first = dict.fromkeys(line.theme_id for line in lines if line.kind == "pain")
    return {theme: hue for hue, theme in enumerate(list(first)[:HUES], 1)}


def _ranking_money(result: MiningResult, line: Line) -> float | None:
    currency = result.impact.currency
    if currency is None:
        return None
    return next((f.value for f in line.money if f.unit == currency), 0.0)


def _rounded(values: Any, digits: int) -> list[float | None]:
    return [None if math.isnan(v) else round(float(v), digits) for v in values]


def _points(result: MiningResult, topics: Sequence[str], layout: Layout | None) -> dict[str, Any]:
    """Points of the map, column by column; `topic` is a place in the list."""
    if layout is None:
        return {}
    place = {topic: n for n, topic in enumerate(topics)}
    placements = result.assignment.placements
    columns = (placements.column(c) for c in ("passage_id", "topic_id", "place"))
    topic_of = {passage: topic for passage, topic, n in zip(*columns, strict=True) if n == 1}
    ids, texts = (result.heard.passages.column(c) for c in ("id", "text"))
    of = [place.get(topic_of[ids[i]], -1) for i in layout.passages]
    kept = [n for n, topic in enumerate(of) if topic >= 0]
    return {
        "x": [round(float(layout.xy[n, 0]), 4) for n in kept],
        "y": [round(float(layout.xy[n, 1]), 4) for n in kept],
        "topic": [of[n] for n in kept],
        "text": [shortened(texts[layout.passages[n]], TIP) for n in kept],
        "whole": len(ids),
    }
