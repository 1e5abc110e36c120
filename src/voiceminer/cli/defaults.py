"""A settings file of all defaults: every setting with its meaning."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from voiceminer.settings import Section, Settings


def default_file() -> str:
    """The settings file that equals `Settings()`: a comment and a line for each."""
    head = "# The settings of voiceminer with their defaults: voiceminer mine --config FILE\n"
    return head + "\n".join(_lines(Settings)) + "\n"


def _lines(section: type[Section], name: str = "") -> Iterator[str]:
    """Plain values first, since in TOML what follows a section's head belongs to it."""
    inner = []
    for key, field in section.model_fields.items():
        if isinstance(field.default, Section):
            inner.append((key, type(field.default)))
        else:
            yield from _value(key, field)
    for key, kind in inner:
        yield ""
        yield from textwrap.wrap(
            kind.__doc__ or "", 96, initial_indent="# ", subsequent_indent="# "
        )
        yield f"[{name}{key}]"
        yield from _lines(kind, f"{name}{key}.")


def _value(key: str, field: FieldInfo) -> Iterator[str]:
    text = field.description or ""
    yield from textwrap.wrap(text, 96, initial_indent="# ", subsequent_indent="# ")
    if field.default is None:  # TOML has no empty value: the line is there to be filled in
        yield f"# {key} ="
    else:
        yield f"{key} = {_toml(field.default)}"


def _toml(value: Any) -> str:
    """A default as TOML writes it: JSON's form, but for tables in one line."""
    if isinstance(value, dict):
        pairs = (f"{json.dumps(k, ensure_ascii=False)} = {_toml(v)}" for k, v in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)
