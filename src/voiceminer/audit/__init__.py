"""Every figure of a run folder again, by another path than the one that wrote it."""

from voiceminer.audit.run import Audited, audit_of

__all__ = ["Audited", "audit_of"]
