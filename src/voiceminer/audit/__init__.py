"""Every figure of a run folder again, by another path than the one that wrote it."""
