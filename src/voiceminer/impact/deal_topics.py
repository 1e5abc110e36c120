"""The rows behind a topic's figures: each deal in which it came up, over all documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from voiceminer.data import RUNGS, DealTopic, Kind, Rows
from voiceminer.impact.exposure import Tally
from voiceminer.impact.weighing import Weighed

Floats = NDArray[np.float64]


def deal_topic_rows(
    found: Mapping[tuple[int, str, Kind], Tally],
    deal_ids: Sequence[str],
    topic_ids: Sequence[str],
    exposure: Floats,
    weight: Weighed | None,
) -> Rows[DealTopic]:
    """One row per deal and topic, in their order; `delta` of open deals only.

    Parameters
    ----------
    exposure : ndarray of float64, shape (deals, topics)
        What the figures of `topic_ids` rest on; other kinds of topics are 1 − Π(1 − p).
    """
    column = {topic_id: k for k, topic_id in enumerate(topic_ids)}
    together = dict[tuple[int, str], list[Tally]]()
    for (deal, topic_id, _), tally in found.items():
        together.setdefault((deal, topic_id), []).append(tally)
    deltas = _deltas(topic_ids, weight)
    rows = [
        DealTopic(
            deal_id=deal_ids[deal],
            topic_id=topic_id,
            probability=round(
                float(
                    exposure[deal, column[topic_id]]
                    if topic_id in column
                    else -np.expm1(sum(t.doubt for t in parts))
                ),
                6,
            ),
            n=sum(t.n for t in parts),
            first_at=min(t.first_at for t in parts),
            last_at=max(t.last_at for t in parts),
            rung=min((t.rung for t in parts), key=RUNGS.index),
            delta=deltas.get((deal, topic_id)),
        )
        for (deal, topic_id), parts in sorted(together.items(), key=lambda item: item[0])
    ]
    return Rows.gather(DealTopic, rows)


def _deltas(topic_ids: Sequence[str], weight: Weighed | None) -> dict[tuple[int, str], float]:
    if weight is None or weight.past:
        return {}
    return {
        (deal, topic_id): round(float(delta), 6) + 0.0
        for deal, row in zip(weight.open_rows.tolist(), weight.open_delta, strict=True)
        for topic_id, delta in zip(topic_ids, row, strict=True)
    }
