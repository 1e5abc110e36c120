"""The stage."""
