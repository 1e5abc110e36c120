"""The effects fitted again, with statsmodels, and what follows from them for deals and money."""

from voiceminer.audit.refit.check import check_refit

__all__ = ["check_refit"]
