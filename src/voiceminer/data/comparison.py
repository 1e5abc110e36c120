"""Two runs side by side, and the course of their figures over all runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from voiceminer.data.record import Rows, record
from voiceminer.data.topics import Change

if TYPE_CHECKING:
    import pandas as pd


@record
class Kpi:
    """A figure of a topic on the day that a run spoke of: one line of `history.parquet`.

    `measure` is `statements`, `documents`, `accounts`, `deals`, `open deals`, `open money`,
    `at stake`, `effect`, `rank`, `answered` (share of its open deals that have had an answer on
    record) or `share` (of all customer voice in the last whole month or week). `low` and `high`
    bound it where it is estimated.
    """

    as_of: date | None
    topic_id: str
    theme_id: str
    label: str
    measure: str
    value: float
    low: float | None
    high: float | None


@record
class Moved:
    """A topic in an earlier and a later run.

    `before` is its share of the earlier run's documents, `after` of those that the later run has
    from later days (`n_` and `of_` what they are shares of); `q` tells how much of such
    differences is chance, over all topics at once, and `beyond_chance` whether that is little.
    Deals and places are the runs' own.
    """

    topic_id: str
    label: str
    change: Change
    n_before: int
    of_before: int
    before: float
    n_after: int
    of_after: int
    after: float
    q: float
    beyond_chance: bool
    rank_before: int | None
    rank_after: int | None
    open_deals_before: int
    open_deals_after: int


@record
class Reached:
    """A goal of a topic: where it stands, and whether that is beyond chance.

    `value` is None where the runs do not tell. `verdict`: `reached`, `not reached`, or `cannot be
    told yet`, where the interval from `low` to `high` holds the target.
    """

    topic_id: str
    label: str
    measure: str
    target: float
    by: date | None
    owner: str
    value: float | None
    low: float | None
    high: float | None
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What moved between two runs, and how far goals have been reached."""

    before: date | None
    after: date | None
    moved: Rows[Moved]
    goals: Rows[Reached]

    def to_pandas(self) -> pd.DataFrame:
        """The topics as a DataFrame."""
        return self.moved.to_pandas()

    def _repr_html_(self) -> str:
        return str(self.to_pandas().to_html())
