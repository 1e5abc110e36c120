"""The run as one HTML file that works offline. Prints what the briefs print, and charts of it."""

from voiceminer.report.layout import Layout, layout_of
from voiceminer.report.stage import report_of

__all__ = ["Layout", "layout_of", "report_of"]
