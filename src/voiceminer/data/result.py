"""What a run amounts to, and the pages made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from voiceminer.data.answers import Answers
from voiceminer.data.curation import Taxonomy
from voiceminer.data.heard import Heard
from voiceminer.data.impact import Impact
from voiceminer.data.record import Rows, record
from voiceminer.data.tables import PassageRow, TopicRow, passage_rows, topic_rows
from voiceminer.data.topics import Assignment, Topics
from voiceminer.data.tracking import Tracking
from voiceminer.data.wording import Wording

if TYPE_CHECKING:
    import pandas as pd

    from voiceminer.settings import Settings


@record
class Figure:
    """A number on a page: what it measures, of what, and as it is printed.

    `measure` names what the audit recomputes (`deals`, `open_deals`, `win_rate_with`…),
    `topic_id` and `key` say of what, `value` is the number itself, `shown` its print.
    """

    id: str
    page: str
    measure: str
    topic_id: str
    key: str
    value: float
    unit: str
    shown: str


@record
class Evidence:
    """What a reference on a page points at: the rows behind a figure, or a quote's place."""

    reference: str
    page: str
    topic_id: str
    what: str
    passage_id: str
    verbatim_id: str
    start: int
    end: int
    file: str
    row: int


@record
class Printed:
    """What stands where on a markdown page: the page's characters from `start` to `end`.

    A `figure` is the one with the id `of`; a `reference` the bracketed number `of`; a `link` leads
    to the page `of`; what was `said` comes before its reference; a `name` is an export's, a
    `scalar` one in front matter, `words` are ours, `written` are a language model's, and
    `between` stands what the page's template says. `text` is what is printed, without the marks
    that keep it from being markup.
    """

    page: str
    start: int
    end: int
    kind: Literal[
        "figure", "reference", "link", "said", "name", "scalar", "words", "written", "between"
    ]
    of: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefs:
    """Pages by their path in the run folder, and what stands behind their numbers."""

    pages: Mapping[str, str]
    figures: Rows[Figure]
    evidence: Rows[Evidence]
    printed: Rows[Printed]


@dataclass(frozen=True, slots=True, kw_only=True)
class MiningResult:
    """Everything a run found.

    `as_of` is the day it speaks of: None where the exports hold no date. `versions` names the
    packages that the result depends on. `taxonomy` is what people have said of its topics,
    `wordings` how a language model has put them, where one was asked.
    """

    heard: Heard
    assignment: Assignment
    topics: Topics
    impact: Impact
    as_of: date | None
    settings: Settings
    versions: Mapping[str, str]
    answers: Answers = field(default_factory=Answers)
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
    tracking: Tracking = field(default_factory=Tracking)
    wordings: tuple[Wording, ...] = ()

    @property
    def topic_table(self) -> Rows[TopicRow]:
        """One row per topic, ranked first."""
        return topic_rows(self)

    @property
    def passage_table(self) -> Rows[PassageRow]:
        """One row per passage, with its topic."""
        return passage_rows(self)

    def to_pandas(self) -> pd.DataFrame:
        """The topics as a DataFrame."""
        return self.topic_table.to_pandas()

    def _repr_html_(self) -> str:
        return str(self.to_pandas().to_html())
