"""What a run amounts to, and the pages made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from voiceminer.data.heard import Heard
from voiceminer.data.impact import Impact
from voiceminer.data.record import Rows, record
from voiceminer.data.topics import Assignment, Topics

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefs:
    """Pages by their path in the run folder, and what stands behind their numbers."""

    pages: Mapping[str, str]
    figures: Rows[Figure]
    evidence: Rows[Evidence]


@dataclass(frozen=True, slots=True, kw_only=True)
class MiningResult:
    """Everything a run found; `as_of` is the day it speaks of."""

    heard: Heard
    assignment: Assignment
    topics: Topics
    impact: Impact
    as_of: date
    settings: Settings
    versions: Mapping[str, str]
