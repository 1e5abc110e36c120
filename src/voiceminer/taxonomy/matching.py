"""Which topics of this run are an earlier run's: by what both hold, not by what they are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import Base, Encoder, Lineage, MiningResult
from voiceminer.data.centroids import centroids_of
from voiceminer.taxonomy.calibration import ROWS
from voiceminer.taxonomy.distinct import distinct
from voiceminer.taxonomy.identity import minted

# Two topics are one if at least this share of the statements in either is in both. Halves of one
# topic share 0.5, two topics that swap half of their statements 0.33: at 0.3 a topic that doubles
# or is halved is still itself, and nothing that mostly lies elsewhere is.
SAME = 0.3
# A topic has become several, or several one, where each of them has at least a quarter of it and
# is mostly it.
PIECE, MOSTLY = 0.25, 0.5
# A text is a topic's only if it is no further from its middle than 95 in 100 of its own.
FAR = 0.05
# Draws of the statements with replacement: the share of 200 is known to within 0.035.
DRAWS, SEED = 200, 20_260


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The distinct texts of a run and the groups they are in.

    Attributes
    ----------
    texts : sequence of str
    vectors : ndarray of float32, shape (n_texts, dim)
    groups : ndarray of int64, shape (n_texts,)
        Position in `bases`.
    bases : sequence of Base
    """

    texts: Sequence[str]
    vectors: NDArray[np.float32]
    groups: NDArray[np.int64]
    bases: Sequence[Base]


def grouped(result: MiningResult, encoder: Encoder) -> Grouped:
    """A run's texts as its clustering has them, before people's edits.

    Vectors that another encoder made are made anew, since two encoders' cannot be compared.
    """
    heard = result.heard
    embeddings = heard.embeddings
    if embeddings.encoder != encoder.revision:
        vectors = encoder.encode(heard.passages.column("text"))
        embeddings = replace(embeddings, vectors=vectors, encoder=encoder.revision)
    bases = sorted(result.assignment.bases, key=lambda base: base.group)
    texts: list[str] = heard.passages.column("text")
    rows, _ = distinct(texts)
    groups = np.asarray(heard.clustering.members.column("nearest"), np.int64)[rows]
    return Grouped(
        texts=[texts[row] for row in rows],
        vectors=embeddings.in_context(heard.passages)[rows],
        groups=groups,
        bases=bases,
    )


def matched(
    now: Grouped, after: MiningResult, encoder: Encoder
) -> tuple[list[Base], list[Lineage]]:
    """The groups with the earlier run's ids where they are its topics, and the reasons.

    A table counts the distinct texts of both runs by the topic that they are in then and now; a
    text that one run does not hold counts for the topic there whose middle is nearest, or for
    none if that is further off than the topic's own texts are. Topics are
    paired so that what pairs share (the Jaccard index) is most in all (Kuhn 1955, by
    `scipy.optimize.linear_sum_assignment`); pairs that share less than `SAME` are none. Themes
    are paired alike. How sure a pair is: the share of bootstrap draws of the texts in which each
    of the two still shares most with the other, and enough.
    """
    then = grouped(after, encoder)
    table = _table(then, now)
    pairs = _pairs(table)
    ids = {j: then.bases[i].topic_id for i, j in pairs.items()}
    taken = {base.topic_id for base in then.bases} | _known(after)
    themes = _themes(table, then.bases, now.bases)
    bases = [
        replace(
            base,
            topic_id=ids.get(j) or _another(base.topic_id, taken),
            theme_id=themes[base.theme_id],
        )
        for j, base in enumerate(now.bases)
    ]
    return bases, _lineage(table, pairs, then.bases, bases, after)


def _table(then: Grouped, now: Grouped) -> NDArray[np.int64]:
    """Texts by topic then (rows) and now (columns); the last row and column are for none."""
    place = {text: at for at, text in enumerate(then.texts)}
    known = np.array([place.get(text, -1) for text in now.texts], np.int64)
    rows = _nearest(now.vectors, then)
    rows[known >= 0] = then.groups[known[known >= 0]]
    only = np.ones(len(then.texts), np.bool_)
    only[known[known >= 0]] = False
    columns = _nearest(then.vectors[only], now)
    table = np.zeros((len(then.bases) + 1, len(now.bases) + 1), np.int64)
    np.add.at(table, (rows, now.groups), 1)
    np.add.at(table, (then.groups[only], columns), 1)
    return table


def _nearest(vectors: NDArray[np.float32], run: Grouped) -> NDArray[np.int64]:
    """The topic of the nearest middle; one more than there are for what is near none."""
    centres = centroids_of(run.vectors, run.groups)
    own = np.einsum("nd,nd->n", run.vectors, centres[run.groups])
    floors = np.array([np.quantile(own[run.groups == g], FAR) for g in range(len(centres))])
    nearest = np.full(len(vectors), len(run.bases), np.int64)
    for at in range(0, len(vectors), ROWS):
        near = vectors[at : at + ROWS] @ centres.T
        first = near.argmax(axis=1)
        inside = near[np.arange(len(near)), first] >= floors[first]
        nearest[at : at + ROWS][inside] = first[inside]
    return nearest


def _jaccard(table: NDArray[np.int64]) -> NDArray[np.float64]:
    rows, columns = table.sum(axis=-1, keepdims=True), table.sum(axis=-2, keepdims=True)
    shared: NDArray[np.float64] = table / np.maximum(rows + columns - table, 1)
    return shared


def _pairs(table: NDArray[np.int64]) -> dict[int, int]:
    """Earlier topic by its number -> the topic that it is now."""
    from scipy.optimize import linear_sum_assignment

    shared = _jaccard(table)[:-1, :-1]
    return {
        int(i): int(j)
        for i, j in zip(*linear_sum_assignment(-shared), strict=True)
        if shared[i, j] >= SAME
    }


def _certainty(table: NDArray[np.int64], pairs: Mapping[int, int]) -> dict[int, float]:
    """How often each pair comes out again; by the number that the topic has now."""
    rng = np.random.default_rng(SEED)
    total = int(table.sum())
    often = dict.fromkeys(pairs.values(), 0)
    for _ in range(DRAWS):
        drawn = rng.multinomial(total, table.ravel() / total).reshape(table.shape)
        shared = _jaccard(drawn)[:-1, :-1]
        for i, j in pairs.items():
            best = shared[i, j] >= max(shared[i].max(), shared[:, j].max(), SAME)
            often[j] += bool(best)
    return {j: n / DRAWS for j, n in often.items()}


def _lineage(
    table: NDArray[np.int64],
    pairs: Mapping[int, int],
    then: Sequence[Base],
    now: Sequence[Base],
    after: MiningResult,
) -> list[Lineage]:
    shared, sure = _jaccard(table)[:-1, :-1], _certainty(table, pairs)
    of_then = (table / np.maximum(table.sum(axis=1, keepdims=True), 1))[:-1, :-1]
    of_now = (table / np.maximum(table.sum(axis=0, keepdims=True), 1))[:-1, :-1]
    # j is a piece of i: a good part of i went there, and it is little else; and the other way
    piece = (of_then >= PIECE) & (of_now >= MOSTLY)
    swallowed = (of_now >= PIECE) & (of_then >= MOSTLY)
    labels = {t.id: t.label for t in after.topics.topics}
    came = {j: i for i, j in pairs.items()}
    found, told = [], set(pairs)

    def line(topic_id: str, change: str, earlier: list[int], at: tuple[int, int] | None) -> Lineage:
        ids = tuple(then[i].topic_id for i in earlier)
        return Lineage(
            topic_id=topic_id,
            change=change,  # type: ignore[arg-type]  # one of the changes, as written below
            earlier=ids,
            was=tuple(labels.get(i, "") for i in ids),
            shared=round(float(shared[at]), 4) if at else 0.0,
            certainty=sure.get(at[1], 0.0) if at else 0.0,
            since=after.as_of,
        )

    for j, base in enumerate(now):
        whole = [int(i) for i in np.flatnonzero(piece[:, j]) if piece[i].sum() > 1]
        parts = [int(i) for i in np.flatnonzero(swallowed[:, j])]
        first = came.get(j)
        if len(parts) > 1:
            earlier = sorted(parts, key=lambda i: (i != first, -table[i, j], i))
            change = "merged"
        elif whole:
            earlier, change = whole[:1], "split"
        else:
            earlier, change = ([], "new") if first is None else ([first], "same")
        if first is not None and first not in earlier:
            earlier, change = [first, *earlier], "merged"
        told.update(earlier)
        found.append(line(base.topic_id, change, earlier, (earlier[0], j) if earlier else None))
    return found + [line("", "gone", [i], None) for i in range(len(then)) if i not in told]


def _themes(table: NDArray[np.int64], then: Sequence[Base], now: Sequence[Base]) -> dict[str, str]:
    """Themes now, by their own ids -> the ids that they keep."""
    old, new = (list(dict.fromkeys(base.theme_id for base in run)) for run in (then, now))
    sums = np.zeros((len(old) + 1, len(new) + 1), np.int64)
    where = np.ix_(
        [*(old.index(b.theme_id) for b in then), len(old)],
        [*(new.index(b.theme_id) for b in now), len(new)],
    )
    np.add.at(sums, where, table)
    kept = {new[j]: old[i] for i, j in _pairs(sums).items()}
    return {theme: kept.get(theme) or _another(theme, set(old)) for theme in new}


def _known(after: MiningResult) -> set[str]:
    """Ids that have been given away, to topics that are there and to topics that have gone."""
    said = {identity.topic_id for identity in after.assignment.identities}
    return said.union(*(line.earlier for line in after.assignment.lineage))


def _another(own: str, taken: set[str]) -> str:
    """An id that no earlier topic has: two topics may have had the same middle."""
    while own in taken:
        own = minted(own.split("-", maxsplit=1)[0] + "-", [own])[0]
    return own
