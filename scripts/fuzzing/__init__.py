"""Broken and hostile files for `reading/`, made by the million from whole ones."""
