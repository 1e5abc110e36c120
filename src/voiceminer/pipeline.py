"""The story on one page: exports are heard, and what was heard is weighed."""

from __future__ import annotations
