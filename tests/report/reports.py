"""Reports of the small world, for the tests of reports."""

from dataclasses import replace

import numpy as np

from voiceminer.briefs import briefs_of
from voiceminer.data import Cut, Embeddings, MiningResult, Rows
from voiceminer.report import layout_of, report_of
from voiceminer.settings import Settings


def laid_out(result: MiningResult) -> MiningResult:
    """The result with vectors that differ by topic, so that there is a map to draw."""
    topics = sorted({p.topic_id for p in result.assignment.placements})
    topic_of = {p.passage_id: topics.index(p.topic_id) for p in result.assignment.placements}
    vectors = np.random.default_rng(1).normal(size=(len(result.heard.passages), 8), scale=0.3)
    for at, passage in enumerate(result.heard.passages):
        vectors[at, topic_of[passage.id] % 8] += 1
    embeddings = Embeddings(vectors=vectors.astype(np.float32), encoder="tiny@1")
    cuts = [
        *result.impact.cuts,  # 20 of 25 with it are Enterprise, 10 of 60 without
        Cut(topic_id=topics[0], name="segment", level="Small", deals_with=5, of_with=25,
            deals_without=50, of_without=60),
    ]  # fmt: skip
    return replace(
        result,
        heard=replace(result.heard, embeddings=embeddings),
        impact=replace(result.impact, cuts=Rows.gather(Cut, cuts)),
    )


def reported(
    result: MiningResult,
    top: int = 3,
    *,
    mapped: bool = False,
    edition: str = "sales",
    language: str = "en",
) -> str:
    """The report with the briefs of the first topics."""
    settings = Settings.model_validate({"briefs": {"top": top, "edition": edition}})
    asked = replace(result, settings=settings)
    layout = layout_of(result) if mapped else None
    return report_of(asked, briefs_of(asked), layout, language=language)
