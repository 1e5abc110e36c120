"""Which topics our own pages answer: their paragraphs beside customers' statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voiceminer.answers.nearness import Floats, threshold_of, words_in
from voiceminer.answers.sentences import split
from voiceminer.data import Assignment, Encoder, Heard, OurTurn, PageAnswer
from voiceminer.data.centroids import centroids_of

# A paragraph is cut after the sentence that brings it here: encoders read little more.
LONGEST = 80
# A line that ends without a stop and is no longer than this is a heading: it promises an answer.
HEADING = 12
_ENDS = (".", "!", "…", ":", ";", ")", "”", '"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Some sentences of a page: `turn.text[start:end] == text`."""

    turn: OurTurn
    start: int
    end: int
    text: str


def paragraphs_of(turns: Sequence[OurTurn]) -> list[Paragraph]:
    """What may answer something: no headings, no questions, no fragments."""
    found = []
    for turn in turns:
        is_item = turn.text.startswith("- ")
        short = len(turn.text.split()) <= HEADING
        if short and not is_item and not turn.text.rstrip().endswith(_ENDS):
            continue
        start, words = None, 0
        sentences = [s for s in split(turn.text) if not s[2].endswith("?")]
        for n, (begins, ends, text) in enumerate(sentences):
            start = begins if start is None else start
            words += len(text.split())
            if words >= LONGEST or n == len(sentences) - 1:
                found.append(
                    Paragraph(turn=turn, start=start, end=ends, text=turn.text[start:ends])
                )
                start, words = None, 0
    return found


def on_pages(
    paragraphs: Sequence[Paragraph],
    heard: Heard,
    assignment: Assignment,
    topics: Sequence[str],
    *,
    encoder: Encoder,
    chance: float,
) -> list[PageAnswer]:
    """For each topic the paragraph that is nearest to it, and whether that is near enough.

    Two views have to agree, for either alone is fooled by what all of a trade's texts share: the
    encoder's vectors (the cosine with the topic's centre less the mean of all centres) and words
    (the cosine of tf-idf rows with what sets the topic's statements apart). In each, the threshold
    is the nearness that a share `chance` of customers' statements about other topics reaches: an
    answer has to be nearer to the topic than nearly all that is not about it.

    Returns
    -------
    list of PageAnswer
        In the order of `topics`; empty where there are too few statements for such a threshold.
    """
    if not paragraphs:
        return []
    from sklearn.feature_extraction.text import TfidfVectorizer

    names, labels = _labels(heard, assignment)
    texts = heard.passages.column("text")
    vectors = heard.embeddings.vectors
    centres = centroids_of(vectors, labels)
    apart = _unit(centres - centres.mean(axis=0))
    ours = encoder.encode([p.text for p in paragraphs])
    weigh = TfidfVectorizer(sublinear_tf=True, tokenizer=words_in, token_pattern=None)
    rows = weigh.fit_transform(texts)
    overall = np.asarray(rows.mean(axis=0)).ravel()
    page_rows = weigh.transform([p.text for p in paragraphs])
    found = []
    for topic in topics:
        k = names.index(topic) if topic in names else -1
        elsewhere = labels != k
        if k < 0 or chance * elsewhere.sum() < 1:
            continue
        profile = np.asarray(rows[~elsewhere].mean(axis=0)).ravel() - overall
        profile /= max(np.linalg.norm(profile), 1e-12)
        by_vector = _Compared.of(ours @ apart[k], (vectors @ apart[k])[elsewhere], chance)
        by_words = _Compared.of(page_rows @ profile, (rows @ profile)[elsewhere], chance)
        # the paragraph that fewest other statements are as near as, in the worse of its views
        best = int(np.maximum(by_vector.as_near, by_words.as_near).argmin())
        paragraph = paragraphs[best]
        found.append(
            PageAnswer(
                topic_id=topic,
                given=by_vector.reaches(best) and by_words.reaches(best),
                nearness=round(float(by_vector.nearness[best]), 4),
                threshold=round(by_vector.threshold, 4),
                words_nearness=round(float(by_words.nearness[best]), 4),
                words_threshold=round(by_words.threshold, 4),
                turn_id=paragraph.turn.id,
                start=paragraph.start,
                end=paragraph.end,
                file=paragraph.turn.file,
                row=paragraph.turn.row,
            )
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """Nearness of our paragraphs; the share of other statements as near; the threshold."""

    nearness: Floats
    as_near: Floats
    threshold: float

    @classmethod
    def of(cls, nearness: Floats, elsewhere: Floats, chance: float) -> _Compared:
        ordered = np.sort(elsewhere)
        below = np.searchsorted(ordered, nearness, side="left")
        return cls(
            nearness=nearness,
            as_near=1 - below / len(ordered),
            threshold=threshold_of(ordered, chance),
        )

    def reaches(self, at: int) -> bool:
        return round(float(self.nearness[at]), 4) >= round(self.threshold, 4)


def _labels(heard: Heard, assignment: Assignment) -> tuple[list[str], NDArray[np.int64]]:
    """Topics by name, and each passage's nearest as its place among them."""
    placements = assignment.placements
    columns = (placements.column(name) for name in ("passage_id", "topic_id", "place"))
    nearest = {passage: topic for passage, topic, place in zip(*columns, strict=True) if place == 1}
    of = [nearest[passage] for passage in heard.passages.column("id")]
    names = sorted(set(of))
    number = {name: n for n, name in enumerate(names)}
    return names, np.array([number[name] for name in of], np.int64)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(lengths, 1e-12)
    return unit
