"""Every measure that a page prints, as SQL: (topic, key, value), one row per figure.

The one place that says how a figure is recomputed. To add a measure, add its query to the file
that it belongs to: three columns, the topic ("" for none), the key ("" for none) and the number
(days as proleptic ordinals). A combination without a row is 0 for counts; see `AT_LEAST_ZERO`.
"""

from types import MappingProxyType

from voiceminer.audit.measures.answers import ANSWERS
from voiceminer.audit.measures.asked import ASKED
from voiceminer.audit.measures.deals import DEALS
from voiceminer.audit.measures.goals import GOALS
from voiceminer.audit.measures.impact import IMPACT
from voiceminer.audit.measures.read import READ
from voiceminer.audit.measures.said import SAID
from voiceminer.audit.measures.sharing import SHARING
from voiceminer.audit.measures.time import TIME

MEASURES = MappingProxyType(
    {**SAID, **ASKED, **ANSWERS, **DEALS, **IMPACT, **READ, **SHARING, **GOALS, **TIME}
)
"""Measure -> SQL."""

__all__ = ["MEASURES"]
